/// Turns blocks into drafts of entries: who begins an entry, and to whom everything else belongs.
///
/// The rules, in short:
/// - A heading opens a section and names a topic; a section that holds only labelled parts is
///   itself an entry with the heading as title.
/// - A line that leads with a link, a bold title or a list item with a title begins an entry.
/// - Labelled parts and links without a title belong to the entry they follow; those of a list
///   item to the item, or to the item around it, or to the title line before the list.
/// - Prose belongs to the entry it follows in the same section; prose before the first entry
///   waits until the section is known (see `Attaching`).
/// - A recommender or a tag line begins an entry whose title is unknown, unless it follows one
///   that has none yet; on a page of such blocks nothing outside of them is an entry.
/// - A link inside a sentence becomes an entry of its own where it is a titled paper, else it
///   hangs on the entry that the sentence describes.
struct DraftBuilder {
    var drafts: [Draft] = []
    /// Lines that belong to no entry.
    var unplaced: [ImportReport.Unplaced] = []
    /// Prose before the first entry of each section.
    var introductions: [Int: [Draft.Remark]] = [:]
    /// Each section's own heading.
    var headings: [Int: String] = [:]

    let blocks: [Block]
    /// Whether the page is a series of `@who 推荐` blocks.
    let isRecommendationPage: Bool
    /// The document's own title, where its only first-level heading is one.
    private(set) var documentTitle: String?
    private var path: [(level: Int, title: String)] = []
    private var group: (title: String, line: Int)?
    var section = 0
    private var headingLine = 0
    private var headingLevel = 0
    var headingIsFree = false
    /// The entry that lines outside of lists speak of.
    var current: Int?
    /// The entry each list item began, by the item's block.
    private var entryOfItem: [Int: Int] = [:]
    /// A title for the items inside an item that is no entry itself.
    private var groupOfItem: [Int: String] = [:]
    var pendingLabel: (role: FieldRole, label: String, line: Int)?
    var isInOtherIssues = false
    /// The prose since the last entry began, for a look back when the next one begins.
    var run: [(draft: Int?, remark: Draft.Remark)] = []
    var lastItemEntry: (draft: Int, isAlone: Bool)?
    /// A venue named in a line that leads in to the next entry: `ICLR2020 cmu+google：`.
    var venueAhead: VenueReading.Found?

    init(blocks: [Block], title: String? = nil) {
        self.blocks = blocks
        headings[0] = title
        isRecommendationPage = Self.isRecommendationPage(blocks)
        let tops = blocks.indices.filter {
            if case .heading(let level) = blocks[$0].form { return level == 1 }
            return false
        }
        if let top = tops.first {
            let title = TitleText.clean(blocks[top].lines.map(\.text).joined(separator: " "))
            // Every entry of the document would bear it as a topic and none would be told apart.
            if tops.count == 1 { titleBlock = top }
            documentTitle = title
        }
        documentTitle = documentTitle ?? title
    }

    /// The block of the document's title, which is no topic.
    private var titleBlock: Int?

    /// Whether a page is a series of `@who 推荐` blocks: it has several, and titled links are rarer.
    private static func isRecommendationPage(_ blocks: [Block]) -> Bool {
        var recommenders = 0
        var titled = 0
        for block in blocks where block.depth == 0 {
            guard case .paragraph = block.form else { continue }
            for line in block.lines {
                guard let first = line.pieces.first(where: { !$0.text.allSatisfy(\.isWhitespace) })
                else { continue }
                if first.isWeb && !first.isBare && !first.isImage { titled += 1 }
                guard first.address == nil, Text.trimmed(first.text).first == "@" else { continue }
                let reading = PassageReader.read(line.pieces, line: line.number, in: .paragraph)
                if case .recommender = reading.shape { recommenders += 1 }
            }
        }
        return recommenders > 1 && recommenders > titled
    }

    /// Reads every block. Linear in the document's length.
    mutating func build() {
        var index = 0
        while index < blocks.count {
            switch blocks[index].form {
            case .heading(let level): takeHeading(index, level: level)
            case .paragraph: takeParagraph(index)
            case .item: takeItem(index)
            case .row(let row): takeRow(row, line: blocks[index].number)
            case .code: takeCode(blocks[index])
            case .rule: break
            }
            index += 1
        }
        closeSection()
    }

    // MARK: Headings

    private mutating func takeHeading(_ index: Int, level: Int) {
        let block = blocks[index]
        let pieces = block.lines.flatMap(\.pieces)
        let title = TitleText.clean(Text.joined(pieces))
        guard title.contains(where: { $0.isLetter || $0.isNumber }) else { return }
        let role = FieldLabel.role(of: title)
        let isPart = current.map { drafts[$0].form == .heading } ?? false
        if let role, isPart, level > headingLevel, !FieldLabel.isLink(role) || role == .link(.code)
        {
            pendingLabel = (role, title, block.number)
            return
        }
        closeSection()
        path.removeAll { $0.level >= level }
        let isTopic = index != titleBlock && !Boilerplate.isContentsHeading(title)
        if isTopic { path.append((level, title)) }
        section += 1
        headings[section] = title
        headingLine = block.number
        headingLevel = level
        headingIsFree = role == nil
        group = nil
        current = nil
        isInOtherIssues = false
        let links = PassageReader.uses(pieces).filter { Address.isWeb($0.address) && !$0.isPicture }
        guard let first = links.first else { return }
        var draft = newDraft(.heading, line: block.number)
        draft.topics = isTopic ? path.dropLast().map(\.title) : []
        draft.title = title
        draft.add(first)
        for link in links.dropFirst() { draft.add(link) }
        drafts.append(draft)
        current = drafts.count - 1
        headingIsFree = false
    }

    private mutating func closeSection() {
        settleTitle()
        pendingLabel = nil
        run = []
        lastItemEntry = nil
    }

    func newDraft(_ form: Draft.Form, line: Int) -> Draft {
        var topics = path.map(\.title)
        if let group { topics.append(group.title) }
        var draft = Draft(line: line, form: form, section: section, topics: topics)
        draft.heading = headings[section]
        return draft
    }

    /// Makes the section's heading the title of an entry, where it can be one.
    mutating func headingEntry() -> Int? {
        guard headingIsFree, let title = headings[section] else { return nil }
        guard !drafts.contains(where: { $0.section == section && !$0.isGone }) else { return nil }
        headingIsFree = false
        var draft = Draft(
            line: headingLine, form: .heading, section: section,
            topics: path.last?.title == title ? path.dropLast().map(\.title) : path.map(\.title))
        let citation = Citation(reading: title)
        draft.title = citation.title
        draft.year = citation.year
        draft.venue = citation.venue
        draft.heading = title
        drafts.append(draft)
        current = drafts.count - 1
        if path.last?.title == title { path.removeLast() }
        return current
    }

    // MARK: Paragraphs

    private mutating func takeParagraph(_ index: Int) {
        let block = blocks[index]
        let owner = block.parent.flatMap(entry(around:))
        for passage in Self.passages(block.lines, isItem: false) {
            let reading = PassageReader.read(passage.pieces, line: passage.number, in: .paragraph)
            let isInside = block.depth > 0
            dispatch(reading, owner: isInside ? owner : nil, isInside: isInside, next: index + 1)
        }
    }

    /// Lines of a paragraph that belong together: a line goes on where the next begins in lower
    /// case without a mark of its own and the line before did not end a sentence.
    static func passages(_ lines: [Line], isItem: Bool) -> [Line] {
        var passages: [Line] = []
        for line in lines {
            if var last = passages.last, !isItem, isDefinition(line), last.links.isEmpty {
                // `Title` and, on the next line, `: what it is`.
                for index in last.pieces.indices { last.pieces[index].style.insert(.strong) }
                last.append(Piece(text: " "))
                for piece in line.pieces { last.append(piece) }
                passages[passages.count - 1] = last
            } else if var last = passages.last, goesOn(last, line, isItem: isItem) {
                last.append(Piece(text: " "))
                for piece in line.pieces { last.append(piece) }
                passages[passages.count - 1] = last
            } else {
                passages.append(line)
            }
        }
        return passages
    }

    private static func isDefinition(_ line: Line) -> Bool {
        line.pieces.first.map { $0.address == nil && $0.text.hasPrefix(": ") } ?? false
    }

    private static func goesOn(_ last: Line, _ next: Line, isItem: Bool) -> Bool {
        guard let first = next.pieces.first(where: { !Text.trimmed($0.text).isEmpty }) else {
            return true
        }
        let text = Text.trimmed(next.text)
        if isItem {
            // The parts of an item are one passage unless they bear labels of their own.
            let head = text.prefix(30)
            guard let colon = head.firstIndex(where: { ":：".contains($0) }) else {
                return !(first.address != nil && first.isBare && last.links.count > 0)
            }
            return FieldLabel.role(of: head[..<colon]) == nil
        }
        if first.address != nil || first.style.contains(.strong) || first.isImage { return false }
        if "@#【《[".contains(text.first ?? " ") { return false }
        if let colon = text.prefix(30).firstIndex(where: { ":：".contains($0) }),
            FieldLabel.role(of: text[..<colon]) != nil
        {
            return false
        }
        let before = Text.trimmed(last.text)
        if last.pieces.last?.address != nil && before.last?.isLetter != true { return false }
        if let end = before.last, "。！？；：.!?:".contains(end) { return false }
        return text.first?.isLowercase == true && !Text.hasHan(String(before.suffix(1)))
    }

    // MARK: Items

    private mutating func takeItem(_ index: Int) {
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
    private func isSubheading(_ index: Int) -> Bool {
        guard index + 1 < blocks.count, blocks[index + 1].depth == 0 else { return false }
        if case .paragraph = blocks[index + 1].form { return true }
        return false
    }

    private mutating func openSubsection(_ reading: Reading) {
        closeSection()
        let heading = headings[section]
        section += 1
        headings[section] = heading
        current = nil
        headingIsFree = false
        introductions[section, default: []].append(
            Draft.Remark(line: reading.line, text: reading.text))
    }

    private mutating func takeItem(_ reading: Reading, index: Int, owner: Int?, isAlone: Bool) {
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

    private mutating func takeUntitledItem(
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
    private mutating func takeLinkless(
        _ reading: Reading, lead: Reading.Lead, index: Int, owner: Int?
    ) {
        let inside = contents(of: index)
        if inside.hasFields || !inside.hasTitles && owner == nil && isCitation(lead.citation) {
            start(lead, form: .item, line: reading.line, item: index)
        } else if inside.hasTitles {
            groupOfItem[index] = lead.citation.title
            openGroup(lead.citation.title, line: reading.line, item: index)
        } else if let owner = owner ?? proseOwner() {
            say(reading, of: owner)
        } else if siblingsAreEntries(index) {
            start(lead, form: .item, line: reading.line, item: index)
            drafts[drafts.count - 1].isCitation = true
        } else {
            report(reading)
        }
    }

    private mutating func takeProseItem(_ reading: Reading, index: Int, owner: Int?) {
        let inside = contents(of: index)
        let isTitle = reading.text.count <= 200
        if owner == nil, isTitle, inside.hasFields, titleAbove() == nil {
            var lead = Reading.Lead(citation: Citation(reading: reading.text))
            lead.source = reading.text
            start(lead, form: .item, line: reading.line, item: index)
            return
        }
        if inside.hasTitles, owner == nil, reading.text.count <= 80, blocks[index].depth < 8 {
            openGroup(TitleText.clean(reading.text), line: reading.line, item: index)
            return
        }
        let citation = Citation(reading: reading.text)
        if owner == nil, current == nil || lastItemEntry != nil, isTitle, isCitation(citation),
            siblingsAreEntries(index)
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

    private mutating func openGroup(_ title: String, line: Int, item index: Int) {
        groupOfItem[index] = title
    }

    private func isCitation(_ citation: Citation) -> Bool {
        citation.year != nil || !citation.authors.isEmpty || citation.venue != nil
    }

    /// The entry a list outside of any entry describes: the line before it.
    private func proseOwner() -> Int? {
        guard let current, lastItemEntry == nil, !isOutside() else { return nil }
        return current
    }

    /// A title line without links that waits for its labelled parts.
    private func titleAbove() -> Int? {
        guard let current, drafts[current].section == section, lastItemEntry == nil else {
            return nil
        }
        return current
    }

    /// The entry that an item or the items around it began.
    private func entry(around index: Int) -> Int? {
        var place: Int? = index
        while let item = place {
            if let entry = entryOfItem[item] { return entry }
            place = blocks[item].parent
        }
        return nil
    }

    /// Whether a link inside an entry's item is a part of that entry rather than one of its own.
    private func belongs(_ lead: Reading.Lead, to owner: Int) -> Bool {
        if let role = lead.role, FieldLabel.isLink(role), role != .link(.paper) { return true }
        return lead.titleLink == nil && lead.citation.title.count <= 12
            && !drafts[owner].links.isEmpty && !lead.uses.isEmpty
    }

    private mutating func attach(_ lead: Reading.Lead, to owner: Int, line: Int) {
        if let link = lead.titleLink { drafts[owner].add(link, role: lead.role) }
        for use in lead.uses { drafts[owner].add(use, label: lead.citation.title) }
    }

    /// What stands inside an item, one level down: labelled links, and titles of their own.
    private func contents(of index: Int) -> (hasFields: Bool, hasTitles: Bool) {
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

    private func isSure(_ role: FieldRole, _ uses: [Reading.LinkUse]) -> Bool {
        switch role {
        case .link, .anyLink: !uses.isEmpty
        case .title, .authors, .venue, .abstract: true
        default: false
        }
    }

    /// Whether the list an item stands in is a list of entries.
    private func siblingsAreEntries(_ index: Int) -> Bool {
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

    // MARK: Everything else

    /// Gives a passage to the entry it belongs to.
    private mutating func dispatch(
        _ reading: Reading, owner: Int?, isInside: Bool, next: Int
    ) {
        if let label = pendingLabel, take(label, reading, owner: owner ?? current) {
            return
        }
        let target = owner ?? current
        switch reading.shape {
        case .nothing, .contents: break
        case .boilerplate(let uses): if !uses.isEmpty { report(reading) }
        case .recommender(let name): takeRecommender(name, line: reading.line)
        case .tags(let tags): takeTags(tags, line: reading.line)
        case .label(let role, let label): pendingLabel = (role, label, reading.line)
        case .field(let role, let label, let text, let uses):
            takeField(role, label: label, text: text, uses: uses, reading, target: target)
        case .labelled(let label, let uses):
            takeExtra(uses, label: label, reading, target: target)
        case .links(let uses, let rest):
            takeExtra(uses, label: rest.isEmpty ? nil : rest, reading, target: target)
        case .lead(let lead): takeLead(lead, reading, owner: owner, isInside: isInside, next: next)
        case .sentence(let uses): takeSentence(uses, reading, target: target)
        case .prose: takeProse(reading, owner: owner, isInside: isInside)
        }
    }

    private mutating func takeProse(_ reading: Reading, owner: Int?, isInside: Bool) {
        if Boilerplate.announcesOtherIssues(reading.text) {
            isInOtherIssues = true
            report(reading)
        } else if let owner {
            say(reading, of: owner)
        } else if isInside {
            if let owner = proseOwner() { say(reading, of: owner) } else { introduce(reading) }
        } else if let last = lastItemEntry {
            if last.isAlone { say(reading, of: last.draft) } else { report(reading) }
        } else if let current {
            let isDone =
                drafts[current].form == .block && drafts[current].isPaper
                && !drafts[current].summary.isEmpty
            if isDone { report(reading) } else { say(reading, of: current) }
        } else {
            introduce(reading)
        }
    }

    mutating func introduce(_ reading: Reading) {
        if isRecommendationPage || section == 0 {
            report(reading)
            return
        }
        let remark = Draft.Remark(line: reading.line, text: reading.text)
        introductions[section, default: []].append(remark)
        run.append((nil, remark))
    }

    mutating func say(_ reading: Reading, of draft: Int) {
        let remark = Draft.Remark(line: reading.line, text: reading.text)
        drafts[draft].summary.append(remark)
        run.append((draft, remark))
    }

    mutating func report(_ reading: Reading) {
        unplaced.append(ImportReport.Unplaced(line: reading.line, text: reading.text))
    }

    /// Whether the page is one of recommendation blocks and no block is open.
    private func isOutside() -> Bool {
        guard isRecommendationPage else { return false }
        return current.map { drafts[$0].form != .block } ?? true
    }

    // MARK: Entries

    private mutating func takeLead(
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

    /// A title or link on a page of recommendation blocks, or among links to other issues.
    private mutating func takeOutside(_ lead: Reading.Lead, _ reading: Reading) {
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
    private mutating func takeInside(_ lead: Reading.Lead, _ reading: Reading, owner: Int) {
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
    private mutating func takeTitleLine(_ lead: Reading.Lead, _ reading: Reading) {
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
    private static func otherPapers(of lead: Reading.Lead) -> [Reading.LinkUse] {
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

    private mutating func fill(_ draft: inout Draft, _ lead: Reading.Lead) {
        draft.title = lead.citation.title
        draft.authors = lead.citation.authors
        draft.venue = lead.citation.venue
        draft.year = lead.citation.year
        draft.role = lead.role
        if let name = lead.name { draft.names.append(name) }
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
