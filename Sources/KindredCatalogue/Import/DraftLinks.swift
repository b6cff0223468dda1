/// Links that bear no title, sentences that hold links, and indented text.
extension DraftBuilder {
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
        if !uses.contains(where: { Address.leadsSomewhere($0.address) }), target == nil {
            report(reading)
            return
        }
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

    mutating func startUntitled(
        _ uses: [Reading.LinkUse], label: String?, _ reading: Reading
    ) {
        let leadIn = lookBack(isTitled: false)
        var draft = newDraft(.line, line: reading.line)
        var label = label
        if let found = label.flatMap(VenueReading.whole) {
            draft.venue = found.venue
            draft.year = found.year
            label = nil
        }
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
    mutating func takeLooseLinks(
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

    func isTitledPaper(_ use: Reading.LinkUse) -> Bool {
        guard let title = use.title, !title.isEmpty else { return false }
        return LinkKind.leadsToPaper(LinkKind.kind(of: use.address, role: nil, title: title))
    }

    /// A link mentioned in a sentence is not the paper that the entry is about.
    mutating func addMention(_ use: Reading.LinkUse, to owner: Int) {
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
