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
    var path: [(level: Int, title: String)] = []
    var group: (title: String, line: Int)?
    var section = 0
    var headingLine = 0
    var headingLevel = 0
    var headingIsFree = false
    /// The entry that lines outside of lists speak of.
    var current: Int?
    /// The entry each list item began, by the item's block.
    var entryOfItem: [Int: Int] = [:]
    /// A title for the items inside an item that is no entry itself.
    var groupOfItem: [Int: String] = [:]
    var pendingLabel: (role: FieldRole, label: String, line: Int)?
    var isInOtherIssues = false
    /// Whether the section is about the list itself: its licence, its contributors.
    var isInUpkeep = false
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
    var titleBlock: Int?

    /// Whether a page is a series of `@who 推荐` blocks: it has several, and titled links are rarer.
    static func isRecommendationPage(_ blocks: [Block]) -> Bool {
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
            case _ where isInUpkeep: reportUpkeep(blocks[index])
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

    mutating func takeHeading(_ index: Int, level: Int) {
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
        isInUpkeep = Boilerplate.isUpkeepHeading(title)
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

    mutating func closeSection() {
        settleTitle()
        pendingLabel = nil
        run = []
        lastItemEntry = nil
    }

    func newDraft(_ form: Draft.Form, line: Int) -> Draft {
        var topics = path.map(\.title)
        if let group, group.title != topics.last { topics.append(group.title) }
        var draft = Draft(line: line, form: form, section: section, topics: topics)
        draft.heading = headings[section]
        return draft
    }

    /// Makes the section's heading the title of an entry, where it can be one.
    mutating func headingEntry() -> Int? {
        guard headingIsFree, let title = headings[section] else { return nil }
        // Sections ascend, so the last draft that counts tells.
        let last = drafts.last { $0.section != section || !$0.isGone }
        guard last?.section != section else { return nil }
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

    mutating func takeParagraph(_ index: Int) {
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

    static func isDefinition(_ line: Line) -> Bool {
        line.pieces.first.map { $0.address == nil && $0.text.hasPrefix(": ") } ?? false
    }

    static func goesOn(_ last: Line, _ next: Line, isItem: Bool) -> Bool {
        guard let first = next.pieces.first(where: { !Text.trimmed($0.text).isEmpty }) else {
            return true
        }
        let text = Text.trimmed(next.text)
        if isItem, isPartHeading(text) || isPartHeading(Text.trimmed(last.text)) { return false }
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

    /// Whether a line is nothing but `Abstract` or the like, over the text below it.
    static func isPartHeading(_ text: String) -> Bool {
        switch FieldLabel.role(of: text) {
        case .abstract, .summary: true
        default: false
        }
    }

    // MARK: Everything else

    /// Gives a passage to the entry it belongs to.
    mutating func dispatch(
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

    mutating func takeProse(_ reading: Reading, owner: Int?, isInside: Bool) {
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
        drafts[draft].take(remark)
        run.append((draft, remark))
    }

    mutating func report(_ reading: Reading) {
        unplaced.append(ImportReport.Unplaced(line: reading.line, text: reading.text))
    }

    /// Reports what a section about the list itself says.
    mutating func reportUpkeep(_ block: Block) {
        if case .code = block.form { return }
        for line in block.lines where line.text.contains(where: \.isLetter) {
            unplaced.append(ImportReport.Unplaced(line: line.number, text: line.text))
        }
    }

    /// Whether the page is one of recommendation blocks and no block is open.
    func isOutside() -> Bool {
        guard isRecommendationPage else { return false }
        return current.map { drafts[$0].form != .block } ?? true
    }
}
