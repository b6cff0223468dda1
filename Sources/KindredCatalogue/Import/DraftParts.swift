/// The parts of entries: recommenders, tags, labelled fields, links without titles, sentences.
extension DraftBuilder {
    // MARK: Recommenders and tags

    mutating func takeRecommender(_ name: String, line: Int) {
        let isFree = current.map { canTakeRecommender(drafts[$0]) } ?? false
        let draft = isFree ? current : openBlock(line: line)
        guard let draft else { return }
        drafts[draft].recommendations.append(Recommendation(by: name))
    }

    private func canTakeRecommender(_ draft: Draft) -> Bool {
        guard draft.recommendations.isEmpty, draft.section == section else { return false }
        return draft.form != .block || draft.links.isEmpty && draft.summary.isEmpty
    }

    mutating func takeTags(_ tags: [String], line: Int) {
        let isFree = current.map { draft in
            drafts[draft].section == section && drafts[draft].tags.isEmpty
                && !(drafts[draft].form == .block && drafts[draft].isPaper)
        }
        guard let draft = isFree == true ? current : openBlock(line: line) else { return }
        drafts[draft].tags += tags
    }

    /// Begins an entry whose title is not known.
    mutating func openBlock(line: Int) -> Int? {
        settleTitle()
        drafts.append(newDraft(.block, line: line))
        current = drafts.count - 1
        lastItemEntry = nil
        run = []
        return current
    }

    // MARK: Labels and fields

    /// Gives a passage to the label that stood alone on the line before; false if it is not for it.
    mutating func take(
        _ label: (role: FieldRole, label: String, line: Int), _ reading: Reading, owner: Int?
    ) -> Bool {
        pendingLabel = nil
        let isLink = FieldLabel.isLink(label.role)
        switch reading.shape {
        case .nothing:
            pendingLabel = label
            return true
        case .links(let uses, let rest):
            takeField(
                label.role, label: label.label, text: rest, uses: uses, reading, target: owner)
            return true
        case .sentence(let uses) where !isLink:
            takeField(
                label.role, label: label.label, text: reading.text, uses: uses, reading,
                target: owner)
            return true
        case .prose where !isLink:
            takeField(
                label.role, label: label.label, text: reading.text, uses: [], reading,
                target: owner)
            // The abstract of a section may have several paragraphs.
            if drafts.indices.contains(owner ?? -1), drafts[owner ?? 0].form == .heading {
                pendingLabel = label
            }
            return true
        case .lead(let lead) where isLink && lead.titleLink != nil && owner != nil:
            return false
        default: return false
        }
    }

    mutating func takeField(
        _ role: FieldRole, label: String, text: String, uses: [Reading.LinkUse],
        _ reading: Reading, target: Int?
    ) {
        if case .ignored = role {
            if let target { for use in uses { drafts[target].add(use, label: label) } }
            return
        }
        let isPaperLink = role == .link(.paper) || role == .link(.pdf)
        var target = target
        if let open = target, isPaperLink, !uses.isEmpty, needsNewBlock(drafts[open]) {
            target = openBlock(line: reading.line)
        } else if let open = target, role == .title, drafts[open].title != nil,
            drafts[open].form == .block || drafts[open].form == .heading,
            drafts[open].hasFields || drafts[open].isPaper
        {
            target = openBlock(line: reading.line)
        }
        let isAboveHeadings = section == 0 && !isRecommendationPage
        if target == nil, isAboveHeadings, FieldLabel.isLink(role), !uses.isEmpty {
            startUntitled(uses, label: label, reading)
            return
        }
        if target == nil, opensEntry(role, uses) {
            target = headingEntry() ?? openBlock(line: reading.line)
        }
        let isLeadIn = run.last?.remark.text.last.map { ":：".contains($0) } ?? false
        if FieldLabel.isLink(role), !uses.isEmpty, isLeadIn || target == nil,
            target.map({ drafts[$0].form == .line }) ?? true
        {
            takeExtra(uses, label: isLeadIn ? nil : label, reading, target: target)
            return
        }
        guard let target else {
            if uses.isEmpty { introduce(reading) } else { report(reading) }
            return
        }
        apply(role, label: label, text: text, uses: uses, line: reading.line, to: target)
    }

    /// A block that has its paper is followed by another one.
    private func needsNewBlock(_ draft: Draft) -> Bool {
        draft.form == .block && draft.isPaper
    }

    private func opensEntry(_ role: FieldRole, _ uses: [Reading.LinkUse]) -> Bool {
        switch role {
        case .link: !uses.isEmpty
        case .title, .authors, .abstract, .venue: true
        default: false
        }
    }

    private mutating func apply(
        _ role: FieldRole, label: String, text: String, uses: [Reading.LinkUse], line: Int,
        to target: Int
    ) {
        let value = Text.trimmed(text) { ",，;；。".contains($0) }
        if FieldLabel.isLink(role) {
            drafts[target].hasFields = true
            if role == .link(.paper) || role == .link(.pdf) { drafts[target].speaksOfPaper = true }
            for use in uses { add(use, role: role, label: label, value: value, to: target) }
            if uses.isEmpty, role == .link(.paper), !isNothing(value) {
                setTitle(value, of: target)
            } else if uses.isEmpty, !isNothing(value) {
                drafts[target].summary.append(
                    Draft.Remark(line: line, text: "\(label)：\(value)"))
            }
            return
        }
        for use in uses { drafts[target].add(use) }
        let remark = Draft.Remark(line: line, text: Text.trimmed(text))
        switch role {
        case .title, .authors, .venue, .abstract:
            if drafts[target].form != .line { drafts[target].speaksOfPaper = true }
        default: break
        }
        switch role {
        case .title: setTitle(value, of: target)
        case .authors: drafts[target].authors = Citation.authors(in: value)
        case .venue:
            drafts[target].hasFields = true
            if let found = VenueReading.whole(value) {
                drafts[target].venue = drafts[target].venue ?? found.venue
                drafts[target].year = drafts[target].year ?? found.year
            } else if !isNothing(value), value.count <= 60 {
                drafts[target].venue = drafts[target].venue ?? value
            }
        case .year: drafts[target].year = drafts[target].year ?? Text.year(in: value)
        case .abstract:
            drafts[target].abstract.append(remark)
            drafts[target].hasFields = true
        case .recommendation:
            let who = drafts[target].recommendations.firstIndex { $0.text == nil }
            if let who {
                drafts[target].recommendations[who].text = remark.text
            } else {
                drafts[target].recommendations.append(Recommendation(text: remark.text))
            }
        case .recommender:
            for name in value.split(whereSeparator: { ",，、 ".contains($0) }) {
                let plain = name.first == "@" ? name.dropFirst() : name
                drafts[target].recommendations.append(Recommendation(by: String(plain)))
            }
        case .tags: drafts[target].tags += Self.tags(in: value)
        case .names: drafts[target].names.append(value)
        default: drafts[target].summary.append(remark)
        }
    }

    static func tags(in text: String) -> [String] {
        text.split { ",，;；、#|/".contains($0) }.map { Text.trimmed($0) }
            .filter { !$0.isEmpty && $0.count <= 60 }
    }

    private mutating func add(
        _ use: Reading.LinkUse, role: FieldRole, label: String, value: String, to target: Int
    ) {
        var use = use
        if use.title == nil && use.label == nil {
            // What stands beside an address, such as an access code, is kept with it.
            let rest = Text.trimmed(value) { "()（）".contains($0) }
            let isShort = rest.count <= 24 && !rest.isEmpty && !Address.isWeb(rest)
            use.label = isShort && rest != label && !rest.holds("://") ? rest : nil
        }
        drafts[target].add(use, role: role, label: FieldLabel.role(of: label) == nil ? label : nil)
    }

    private mutating func setTitle(_ text: String, of target: Int) {
        var text = text
        // Copied labels stand twice now and then: `论文名称：论文名称：…`.
        if let colon = text.firstIndex(where: { ":：".contains($0) }),
            FieldLabel.role(of: text[..<colon]) == .title
        {
            text = String(text[text.index(after: colon)...])
        }
        let citation = Citation(reading: text)
        guard !citation.title.isEmpty else { return }
        if let old = drafts[target].title, old != citation.title {
            drafts[target].otherTitles.append(old)
        }
        drafts[target].title = citation.title
        drafts[target].hasFields = true
        drafts[target].speaksOfPaper = true
        if drafts[target].authors.isEmpty { drafts[target].authors = citation.authors }
        drafts[target].year = drafts[target].year ?? citation.year
        drafts[target].venue = drafts[target].venue ?? citation.venue
    }

    private func isNothing(_ value: String) -> Bool {
        let words: Set<String> = [
            "", "none", "na", "n/a", "无", "暂无", "null", "nil", "tbd", "todo", "comingsoon", "未开源",
            "待更新", "soon", "未公开",
        ]
        return words.contains(FieldLabel.folded(value))
    }

    // MARK: Links without titles

    /// Links that bear no title: they hang on the entry they follow, or wait for the next one.
    mutating func takeExtra(
        _ uses: [Reading.LinkUse], label: String?, _ reading: Reading, target: Int?
    ) {
        if isInOtherIssues || isRecommendationPage && target == nil {
            report(reading)
            return
        }
        let pictures = uses.allSatisfy(\.isPicture)
        guard let target, drafts[target].section == section else {
            if pictures || section == 0 && uses.allSatisfy({ $0.role == nil }) && label != nil {
                report(reading)
            } else {
                startUntitled(uses, label: label, reading)
            }
            return
        }
        if drafts[target].form == .line && !pictures {
            // Whose it is shows only when the whole section is known.
            startUntitled(uses, label: label, reading)
            return
        }
        for use in uses { drafts[target].add(use, label: label) }
    }

    private mutating func startUntitled(
        _ uses: [Reading.LinkUse], label: String?, _ reading: Reading
    ) {
        let leadIn = lookBack(isTitled: false)
        var draft = newDraft(.line, line: reading.line)
        for use in uses { draft.add(use, label: label ?? leadIn) }
        draft.leadIn = leadIn ?? label
        drafts.append(draft)
        current = drafts.count - 1
        lastItemEntry = nil
    }

    /// Looks back at the prose before a new entry: a last line that ends in a colon leads in to
    /// what follows and is no part of the entry before. Returns a short lead-in's words.
    @discardableResult
    mutating func lookBack(isTitled: Bool) -> String? {
        defer { run = [] }
        guard let last = run.last, let end = last.remark.text.last, ":：".contains(end) else {
            return nil
        }
        let text = Text.trimmed(last.remark.text) { ":：".contains($0) }
        let isShort = text.count <= 24
        let lines = isShort ? [last.remark.line] : run.map(\.remark.line)
        for entry in run where lines.contains(entry.remark.line) {
            if let draft = entry.draft {
                if Attaching.announcesSeveral(entry.remark.text) {
                    drafts[draft].announcesSeveral = true
                }
                drafts[draft].summary.removeAll { $0.line == entry.remark.line }
            } else {
                introductions[section]?.removeAll { $0.line == entry.remark.line }
            }
            let isUsed =
                isShort && (!isTitled || VenueReading.find(in: text, needsYear: true) != nil)
            if !isUsed {
                unplaced.append(
                    ImportReport.Unplaced(line: entry.remark.line, text: entry.remark.text))
            }
        }
        if isShort, isTitled, let found = VenueReading.find(in: text, needsYear: true) {
            venueAhead = found
        }
        return isShort ? text : nil
    }

    // MARK: Sentences

    /// A sentence with links: titled papers become entries, the rest hangs on the entry.
    mutating func takeSentence(_ uses: [Reading.LinkUse], _ reading: Reading, target: Int?) {
        if isRecommendationPage && target == nil || isInOtherIssues {
            report(reading)
            return
        }
        var owner = target.flatMap { drafts[$0].section == section ? $0 : nil }
        if let found = owner, drafts[found].form == .line, drafts[found].title == nil {
            // A bare link will hang on the entry before it, and so does what is said after.
            owner =
                drafts.indices.reversed().prefix(40).first {
                    drafts[$0].section == section && drafts[$0].form == .line
                        && drafts[$0].title != nil
                } ?? owner
        }
        let isBlock = owner.map { drafts[$0].form == .block } ?? false
        let papers = uses.filter { !isBlock && isTitledPaper($0) }
        let others = uses.filter { use in !papers.contains { $0.address == use.address } }
        let ownerIsPaper = owner.map { drafts[$0].isPaper || drafts[$0].form != .line } ?? false
        for use in papers {
            var draft = newDraft(.sentence, line: reading.line)
            draft.title = TitleText.clean(use.title ?? "")
            draft.add(use)
            if let name = use.nameBefore { draft.names.append(name) }
            if papers.count == 1, !ownerIsPaper {
                draft.summary.append(Draft.Remark(line: reading.line, text: reading.text))
            }
            drafts.append(draft)
        }
        if owner == nil {
            takeLooseLinks(others, reading, isAlone: papers.isEmpty)
        } else if let owner {
            for use in others where Address.isWeb(use.address) { addMention(use, to: owner) }
            if papers.isEmpty || ownerIsPaper || papers.count > 1 { say(reading, of: owner) }
        }
    }

    /// Links of a sentence that follows no entry: the titled ones are entries of their own, but
    /// for people's pages and the list's own housekeeping.
    private mutating func takeLooseLinks(
        _ uses: [Reading.LinkUse], _ reading: Reading, isAlone: Bool
    ) {
        let titled = uses.filter { use in
            use.title != nil && Address.isWeb(use.address)
                && !Boilerplate.isHousekeeping(use.title ?? "", address: use.address)
        }
        for use in titled {
            var draft = newDraft(.sentence, line: reading.line)
            draft.title = TitleText.clean(use.title ?? "")
            draft.add(use)
            if isAlone && uses.count == 1 {
                draft.summary.append(Draft.Remark(line: reading.line, text: reading.text))
            }
            drafts.append(draft)
        }
        let isHeld = titled.count == 1 && uses.count == 1
        let isPlaced = titled.count == uses.count && (isHeld || !isAlone)
        if uses.isEmpty && isAlone {
            introduce(reading)
        } else if !isPlaced && !uses.isEmpty {
            report(reading)
        }
    }

    private func isTitledPaper(_ use: Reading.LinkUse) -> Bool {
        guard let title = use.title, !title.isEmpty else { return false }
        return LinkKind.leadsToPaper(LinkKind.kind(of: use.address, role: nil, title: title))
    }

    /// A link mentioned in a sentence is not the paper that the entry is about.
    private mutating func addMention(_ use: Reading.LinkUse, to owner: Int) {
        var kind = LinkKind.kind(of: use.address, role: use.role, title: use.title)
        if LinkKind.leadsToPaper(kind), drafts[owner].form == .block || drafts[owner].isPaper {
            kind = .article
        }
        drafts[owner].add(Link(kind: kind, url: use.address, label: use.label))
    }

    // MARK: Code blocks

    /// Text that is indented rather than fenced is read for its links.
    mutating func takeCode(_ block: Block) {
        guard let literal = block.lines.first?.pieces.first?.text else { return }
        guard literal.holds("://") else { return }
        for (offset, text) in literal.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated() where text.holds("://")
        {
            var line = Line(number: block.number + offset)
            line.append(Piece(text: String(text.drop { " -*+".contains($0) })))
            Address.findBare(in: &line)
            guard !line.links.isEmpty else { continue }
            let reading = PassageReader.read(line.pieces, line: line.number, in: .item)
            if case .lead(let lead) = reading.shape, !isRecommendationPage, !isInOtherIssues,
                lead.titleLink != nil || !lead.uses.isEmpty
            {
                settleTitle()
                start(lead, form: .item, line: reading.line, item: nil)
            } else {
                report(reading)
            }
        }
    }
}
