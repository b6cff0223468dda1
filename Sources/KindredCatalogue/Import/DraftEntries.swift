/// The beginnings of entries outside of lists, and what every beginning brings along.
extension DraftBuilder {
    // MARK: Entries

    mutating func takeLead(
        _ lead: Reading.Lead, _ reading: Reading, owner: Int?, isInside: Bool, next: Int
    ) {
        if Boilerplate.announcesOtherIssues(reading.text) {
            isInOtherIssues = true
            report(reading)
            return
        }
        if isRecommendationPage || isInOtherIssues {
            takeOutside(lead, reading)
            return
        }
        if lead.isReference, owner == nil {
            settleTitle()
            start(lead, form: .item, line: reading.line, item: nil)
            drafts[drafts.count - 1].isCitation = true
            return
        }
        if lead.uses.isEmpty, lead.titleLink == nil, takePeople(reading, of: owner ?? current) {
            return
        }
        if let owner, isInside {
            takeInside(lead, reading, owner: owner)
            return
        }
        if lead.isBare || lead.uses.isEmpty && lead.titleLink == nil {
            takeTitleLine(lead, reading)
            return
        }
        settleTitle()
        lookBack(isTitled: true)
        let place = drafts.count
        start(lead, form: .line, line: reading.line, item: nil, tags: reading.tags)
        current = place
        lastItemEntry = nil
    }

    /// A line of people below a linked title, the first of them in bold: its authors.
    mutating func takePeople(_ reading: Reading, of target: Int?) -> Bool {
        guard let target, !drafts[target].links.isEmpty, drafts[target].authors.isEmpty,
            drafts[target].section == section, Citation.looksLikeAuthors(reading.text)
        else { return false }
        let people = Citation.authors(in: reading.text)
        guard people.count > 1 else { return false }
        drafts[target].authors = people
        return true
    }

    /// A title or link on a page of recommendation blocks, or among links to other issues.
    mutating func takeOutside(_ lead: Reading.Lead, _ reading: Reading) {
        if !isInOtherIssues, let current, drafts[current].form == .block,
            !drafts[current].isPaper || lead.titleLink != nil
        {
            if let link = lead.titleLink, drafts[current].links.isEmpty {
                drafts[current].add(link)
            }
            let isTitle = drafts[current].title == nil && lead.titleLink != nil
            if isTitle {
                drafts[current].title = lead.citation.title
            } else {
                say(reading, of: current)
            }
            for use in lead.uses { drafts[current].add(use) }
        } else {
            report(reading)
        }
    }

    /// A further paragraph of an item that is an entry.
    mutating func takeInside(_ lead: Reading.Lead, _ reading: Reading, owner: Int) {
        let isNames = Citation.looksLikeAuthors(reading.text) && drafts[owner].authors.isEmpty
        if isNames && lead.uses.isEmpty && lead.titleLink == nil {
            drafts[owner].authors = Citation.authors(in: reading.text)
            return
        }
        if let link = lead.titleLink, lead.role == nil,
            LinkKind.leadsToPaper(LinkKind.kind(of: link.address, role: nil, title: link.title)),
            drafts[owner].isPaper
        {
            start(lead, form: .sentence, line: reading.line, item: nil)
            return
        }
        attach(lead, to: owner, line: reading.line)
        if lead.titleLink == nil { say(reading, of: owner) }
    }

    /// A bold line without links: a title whose parts follow, or the name of a group.
    mutating func takeTitleLine(_ lead: Reading.Lead, _ reading: Reading) {
        settleTitle()
        var draft = newDraft(.title, line: reading.line)
        fill(&draft, lead)
        drafts.append(draft)
        current = drafts.count - 1
        lastItemEntry = nil
        run = []
    }

    /// A title line that got neither link nor labelled part names a group, or nothing.
    mutating func settleTitle() {
        guard let current, drafts[current].form == .title, !drafts[current].isGone else { return }
        let draft = drafts[current]
        guard draft.links.isEmpty, !draft.hasFields else { return }
        drafts[current].isGone = true
        self.current = nil
        let title = draft.title ?? ""
        if draft.summary.isEmpty, title.count <= 60, draft.section == section {
            group = (TitleText.clean(title.filter { !"()（）".contains($0) }), draft.line)
        } else {
            unplaced.append(ImportReport.Unplaced(line: draft.line, text: title))
            for remark in draft.summary {
                unplaced.append(ImportReport.Unplaced(line: remark.line, text: remark.text))
            }
        }
    }

    /// Begins an entry; further titled papers of its line are entries of their own.
    mutating func start(
        _ lead: Reading.Lead, form: Draft.Form, line: Int, item: Int?, tags: [String] = []
    ) {
        var lead = lead
        let others = Self.otherPapers(of: lead)
        lead.uses.removeAll { use in others.contains { $0.address == use.address } }
        var draft = newDraft(form, line: line)
        var place = item.flatMap { blocks[$0].parent }
        var groups: [String] = []
        while let item = place {
            if let group = groupOfItem[item] { groups.append(group) }
            place = blocks[item].parent
        }
        draft.topics += groups.reversed()
        draft.tags = tags
        fill(&draft, lead)
        drafts.append(draft)
        headingIsFree = false
        if let item { entryOfItem[item] = drafts.count - 1 }
        for use in others {
            var other = newDraft(.sentence, line: line)
            other.topics = draft.topics
            other.title = TitleText.clean(use.title ?? "")
            other.add(use)
            drafts.append(other)
        }
    }

    /// The titled links of a line that lead to another paper than its first one.
    static func otherPapers(of lead: Reading.Lead) -> [Reading.LinkUse] {
        guard lead.uses.contains(where: { $0.title != nil }) else { return [] }
        let first = ([lead.titleLink].compactMap(\.self) + lead.uses).lazy
            .compactMap { PaperID($0.address) }.first { $0.scheme != .url }
        return lead.uses.filter { use in
            guard use.title != nil, let id = PaperID(use.address), id.scheme != .url else {
                return false
            }
            return id.scheme == first?.scheme && id != first
        }
    }

    mutating func fill(_ draft: inout Draft, _ lead: Reading.Lead) {
        draft.title = lead.citation.title
        draft.authors = lead.citation.authors
        draft.venue = lead.citation.venue
        draft.year = lead.citation.year
        draft.role = lead.role
        let names = (lead.name ?? lead.citation.name ?? "").split(separator: ",")
        draft.names += names.map { Text.trimmed($0) }
        draft.isCitation = isCitation(lead.citation)
        if let link = lead.titleLink {
            draft.add(link, role: lead.role)
            if let name = link.nameBefore { draft.names.append(name) }
        }
        for use in lead.uses { draft.add(use) }
        if let found = venueAhead {
            draft.venue = draft.venue ?? found.text
            venueAhead = nil
        }
        for note in lead.citation.notes {
            draft.summary.append(Draft.Remark(line: draft.line, text: note))
        }
    }
}
