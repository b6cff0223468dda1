/// The parts of entries: recommenders, tags, labelled fields, links without titles, sentences.
extension DraftBuilder {

    // MARK: Recommenders and tags

    mutating func takeRecommender(_ name: String, line: Int) {
        let isFree = current.map { canTakeRecommender(drafts[$0]) } ?? false
        let draft = isFree ? current : openBlock(line: line)
        guard let draft else { return }
        drafts[draft].recommendations.append(Recommendation(by: name))
    }

    func canTakeRecommender(_ draft: Draft) -> Bool {
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
    func needsNewBlock(_ draft: Draft) -> Bool {
        draft.form == .block && draft.isPaper
    }

    func opensEntry(_ role: FieldRole, _ uses: [Reading.LinkUse]) -> Bool {
        switch role {
        case .link: !uses.isEmpty
        case .title, .authors, .abstract, .venue: true
        default: false
        }
    }

    mutating func apply(
        _ role: FieldRole, label: String, text: String, uses: [Reading.LinkUse], line: Int,
        to target: Int
    ) {
        let value = Text.trimmed(text) { ",，;；。".contains($0) }
        if FieldLabel.isLink(role) {
            drafts[target].hasFields = true
            if role == .link(.paper) || role == .link(.pdf) { drafts[target].speaksOfPaper = true }
            for use in uses { add(use, role: role, label: label, value: value, to: target) }
            if uses.isEmpty, role == .anyLink, let found = VenueReading.whole(value) {
                // `Publisher: FSE 2026` names the venue.
                drafts[target].venue = drafts[target].venue ?? found.venue
                drafts[target].year = drafts[target].year ?? found.year
            } else if uses.isEmpty, role == .link(.paper), !isNothing(value) {
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

    mutating func add(
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

    mutating func setTitle(_ text: String, of target: Int) {
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

    func isNothing(_ value: String) -> Bool {
        let words: Set<String> = [
            "", "none", "na", "n/a", "无", "暂无", "null", "nil", "tbd", "todo", "comingsoon", "未开源",
            "待更新", "soon", "未公开",
        ]
        return words.contains(FieldLabel.folded(value))
    }
}
