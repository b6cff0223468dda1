/// List items: which begin an entry, which name a group, which describe the entry around them.
extension DraftBuilder {
    // MARK: Items

    mutating func takeItem(_ index: Int) {
        let block = blocks[index]
        guard !block.lines.isEmpty else { return }
        guard case .item(let ordinal, let isAlone) = block.form else { return }
        let passages = Self.passages(block.lines, isItem: true)
        guard let first = passages.first else { return }
        let reading = PassageReader.read(first.pieces, line: first.number, in: .item)
        let owner = block.parent.flatMap(entry(around:))
        if ordinal != nil, isAlone, block.depth == 1, case .prose = reading.shape,
            reading.text.count <= 40, isSubheading(index)
        {
            openSubsection(reading)
            return
        }
        takeItem(reading, index: index, owner: owner, isAlone: isAlone)
        for passage in passages.dropFirst() {
            let part = PassageReader.read(passage.pieces, line: passage.number, in: .paragraph)
            dispatch(
                part, owner: entry(around: index) ?? current, isInside: true, next: index + 1)
        }
    }

    /// Whether a lone numbered line is followed by a paragraph outside of it, as a heading is.
    func isSubheading(_ index: Int) -> Bool {
        guard index + 1 < blocks.count, blocks[index + 1].depth == 0 else { return false }
        if case .paragraph = blocks[index + 1].form { return true }
        return false
    }

    mutating func openSubsection(_ reading: Reading) {
        closeSection()
        let heading = headings[section]
        section += 1
        headings[section] = heading
        current = nil
        headingIsFree = false
        introductions[section, default: []].append(
            Draft.Remark(line: reading.line, text: reading.text))
    }

    mutating func takeItem(_ reading: Reading, index: Int, owner: Int?, isAlone: Bool) {
        let depth = blocks[index].depth
        switch reading.shape {
        case .lead(let lead):
            if isInOtherIssues || isOutside() {
                report(reading)
            } else if lead.isNote && lead.uses.isEmpty && owner == nil {
                start(lead, form: .item, line: reading.line, item: index, tags: reading.tags)
                drafts[drafts.count - 1].isCitation = true
            } else if lead.isBare || lead.uses.isEmpty && lead.titleLink == nil {
                takeLinkless(reading, lead: lead, index: index, owner: owner)
            } else if let owner, depth > 1, belongs(lead, to: owner) {
                attach(lead, to: owner, line: reading.line)
            } else {
                settleTitle()
                let place = drafts.count
                start(lead, form: .item, line: reading.line, item: index, tags: reading.tags)
                lastItemEntry = (place, isAlone)
            }
        case .labelled(let label, let uses):
            if isInOtherIssues || isOutside() {
                report(reading)
            } else if let owner = owner ?? titleAbove() {
                for use in uses { drafts[owner].add(use, label: label) }
            } else {
                var lead = Reading.Lead(citation: Citation(reading: label))
                lead.uses = uses
                lead.source = label
                start(lead, form: .item, line: reading.line, item: index)
            }
        case .prose:
            takeProseItem(reading, index: index, owner: owner)
        case .links(let uses, _) where owner == nil && titleAbove() == nil && !isOutside():
            takeUntitledItem(uses, reading, index: index)
        case .contents where contents(of: index).hasFields:
            // A link within the page may head an entry whose parts stand below it.
            var lead = Reading.Lead(citation: Citation(reading: reading.text))
            lead.source = reading.text
            start(lead, form: .item, line: reading.line, item: index)
        default:
            dispatch(reading, owner: owner ?? titleAbove(), isInside: true, next: index + 1)
        }
    }

    mutating func takeUntitledItem(
        _ uses: [Reading.LinkUse], _ reading: Reading, index: Int
    ) {
        guard uses.contains(where: { !$0.isPicture }), !isInOtherIssues else {
            if let current { for use in uses { drafts[current].add(use) } } else { report(reading) }
            return
        }
        if current.map({ drafts[$0].section == section && drafts[$0].form == .line }) == true {
            dispatch(reading, owner: current, isInside: true, next: index + 1)
            return
        }
        var draft = newDraft(.item, line: reading.line)
        for use in uses { draft.add(use) }
        drafts.append(draft)
        entryOfItem[index] = drafts.count - 1
    }

    /// An item with a title but no link: an entry, the name of a group, or prose.
    mutating func takeLinkless(
        _ reading: Reading, lead: Reading.Lead, index: Int, owner: Int?
    ) {
        let inside = contents(of: index)
        if inside.hasFields || !inside.hasTitles && owner == nil && isCitation(lead.citation) {
            start(lead, form: .item, line: reading.line, item: index)
        } else if inside.hasTitles {
            openGroup(lead.citation.title, item: index)
        } else if let owner = owner ?? proseOwner() {
            say(reading, of: owner)
        } else if siblingsAreEntries(index) {
            start(lead, form: .item, line: reading.line, item: index)
            drafts[drafts.count - 1].isCitation = true
        } else {
            report(reading)
        }
    }

    mutating func takeProseItem(_ reading: Reading, index: Int, owner: Int?) {
        let inside = contents(of: index)
        if owner == nil, inside.hasFields, !reading.text.contains(where: \.isLetter) {
            // A date over the papers of a day is no title.
            report(reading)
            return
        }
        let isTitle = reading.text.count <= 200
        if owner == nil, isTitle, inside.hasFields, titleAbove() == nil {
            var lead = Reading.Lead(citation: Citation(reading: reading.text))
            lead.source = reading.text
            start(lead, form: .item, line: reading.line, item: index)
            return
        }
        if inside.hasTitles, owner == nil, reading.text.count <= 80, blocks[index].depth < 8 {
            openGroup(TitleText.clean(reading.text), item: index)
            return
        }
        let citation = Citation(reading: reading.text)
        if owner == nil, current == nil || lastItemEntry != nil, isTitle, isCitation(citation),
            siblingsAreEntries(index) || Citation.endsInPlace(reading.text)
        {
            var lead = Reading.Lead(citation: citation)
            lead.source = reading.text
            start(lead, form: .item, line: reading.line, item: index)
            drafts[drafts.count - 1].isCitation = true
        } else if let owner = owner ?? proseOwner() {
            say(reading, of: owner)
        } else {
            introduce(reading)
        }
    }

    mutating func openGroup(_ title: String, item index: Int) {
        groupOfItem[index] = title
    }

    func isCitation(_ citation: Citation) -> Bool {
        citation.year != nil || !citation.authors.isEmpty || citation.venue != nil
    }

    /// The entry a list outside of any entry describes: the line before it.
    func proseOwner() -> Int? {
        guard let current, lastItemEntry == nil, !isOutside() else { return nil }
        return current
    }

    /// A title line without links that waits for its labelled parts.
    func titleAbove() -> Int? {
        guard let current, drafts[current].section == section, lastItemEntry == nil else {
            return nil
        }
        return current
    }

    /// The entry that an item or the items around it began.
    func entry(around index: Int) -> Int? {
        var place: Int? = index
        while let item = place {
            if let entry = entryOfItem[item] { return entry }
            place = blocks[item].parent
        }
        return nil
    }

    /// Whether a link inside an entry's item is a part of that entry rather than one of its own.
    func belongs(_ lead: Reading.Lead, to owner: Int) -> Bool {
        if let role = lead.role, FieldLabel.isLink(role), role != .link(.paper) { return true }
        return lead.titleLink == nil && lead.citation.title.count <= 12
            && !drafts[owner].links.isEmpty && !lead.uses.isEmpty
    }

    mutating func attach(_ lead: Reading.Lead, to owner: Int, line: Int) {
        if let link = lead.titleLink { drafts[owner].add(link, role: lead.role) }
        for use in lead.uses { drafts[owner].add(use, label: lead.citation.title) }
    }

    /// What stands inside an item, one level down: labelled links, and titles of their own.
    func contents(of index: Int) -> (hasFields: Bool, hasTitles: Bool) {
        var hasFields = false
        var hasTitles = false
        var place = index + 1
        let depth = blocks[index].depth
        // Looking at a limited number of children keeps deep trees linear.
        while place < blocks.count, place - index < 60, !(hasFields && hasTitles) {
            let block = blocks[place]
            guard block.depth > depth || block.depth == depth && block.parent == index else {
                break
            }
            place += 1
            guard block.parent == index || block.depth > depth else { continue }
            guard let line = block.lines.first else { continue }
            let reading = PassageReader.read(line.pieces, line: line.number, in: .item)
            switch reading.shape {
            case .field(let role, _, _, let uses) where block.parent == index:
                if isSure(role, uses) { hasFields = true }
            case .links(let uses, _) where block.parent == index:
                if uses.contains(where: { Address.isWeb($0.address) }) { hasFields = true }
            case .labelled where block.parent == index: hasFields = true
            case .lead(let lead):
                if let role = lead.role, FieldLabel.isLink(role), block.parent == index {
                    hasFields = true
                } else if lead.titleLink != nil || !lead.uses.isEmpty {
                    hasTitles = true
                }
            case .sentence: hasTitles = true
            default: break
            }
        }
        return (hasFields, hasTitles)
    }

    func isSure(_ role: FieldRole, _ uses: [Reading.LinkUse]) -> Bool {
        switch role {
        case .link, .anyLink: !uses.isEmpty
        case .title, .authors, .venue, .abstract: true
        default: false
        }
    }

    /// Whether the list an item stands in is a list of entries.
    func siblingsAreEntries(_ index: Int) -> Bool {
        if let last = lastItemEntry, drafts[last.draft].section == section { return true }
        var place = index + 1
        let block = blocks[index]
        while place < blocks.count, place - index < 24, blocks[place].depth >= block.depth {
            if blocks[place].parent == block.parent, blocks[place].depth == block.depth,
                case .item = blocks[place].form, let line = blocks[place].lines.first
            {
                let reading = PassageReader.read(line.pieces, line: line.number, in: .item)
                if case .lead(let lead) = reading.shape, !lead.uses.isEmpty || lead.titleLink != nil
                {
                    return true
                }
            }
            place += 1
        }
        return false
    }
}
