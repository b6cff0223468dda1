/// Table rows: the header's words tell what each column holds.
extension DraftBuilder {
    /// Reads one row into an entry; a row without title and link is reported.
    mutating func takeRow(_ row: Block.Row, line: Int) {
        var draft = newDraft(.row, line: line)
        var titled = false
        let titleColumn = Self.titleColumn(of: row)
        for (index, cell) in row.cells.enumerated() {
            let header = index < row.header.count ? row.header[index] : ""
            if index == titleColumn {
                titled = takeTitle(cell, of: &draft, line: line)
            } else {
                takeCell(cell, header: header, of: &draft, line: line)
            }
        }
        let text = row.cells.map { Text.squeezed(Text.joined($0)) }.joined(separator: " | ")
        let isEntry = draft.links.contains { Address.isWeb($0.url) || titled }
        if isInOtherIssues || !isEntry && !(titled && draft.isCitation && Self.hasTitle(row)) {
            let hasText = text.contains { $0.isLetter || $0.isNumber }
            let isContents = row.cells.joined().contains(where: \.isAnchor)
            if hasText && !isContents || draft.links.contains(where: { Address.isWeb($0.url) }) {
                unplaced.append(ImportReport.Unplaced(line: line, text: text))
            }
            return
        }
        Self.preferPaperTitle(&draft)
        settleTitle()
        current = nil
        lastItemEntry = nil
        headingIsFree = false
        drafts.append(draft)
    }

    /// Where a column of names led and the paper's own link bears a title, that is the title.
    private static func preferPaperTitle(_ draft: inout Draft) {
        guard let name = draft.title, TitleText.isName(name) else { return }
        let titled = draft.links.first { link in
            LinkKind.leadsToPaper(link.kind)
                && (link.label.map { $0.split(separator: " ").count > 3 } ?? false)
        }
        guard let title = titled?.label else { return }
        draft.names.append(name)
        draft.title = TitleText.clean(title)
    }

    private static func hasTitle(_ row: Block.Row) -> Bool {
        row.header.contains { role(ofHeader: $0) == .title }
    }

    /// The column of the title: by its header, else the first with a titled link or bold text,
    /// else the first with words.
    static func titleColumn(of row: Block.Row) -> Int? {
        let roles = row.header.map(role(ofHeader:))
        if let title = roles.firstIndex(of: .title), title < row.cells.count { return title }
        let free = row.cells.indices.filter { $0 >= roles.count || isOpen(roles[$0]) }
        func title(in index: Int) -> Bool {
            let cell = row.cells[index]
            return PassageReader.uses(cell).contains { $0.title != nil }
                || cell.contains { $0.style.contains(.strong) && $0.address == nil }
        }
        if let index = free.first(where: title) { return index }
        return free.first { index in
            let text = Text.joined(row.cells[index])
            return text.filter(\.isLetter).count > 8
        } ?? free.first { Text.joined(row.cells[$0]).contains(where: \.isLetter) }
    }

    /// Whether a column of this role may hold the title when none says it does.
    private static func isOpen(_ role: FieldRole?) -> Bool {
        switch role {
        case nil, .link(.paper), .link(.article), .link(.code), .link(.project), .anyLink, .names:
            true
        default: false
        }
    }

    /// Headers are labels, but `Paper` and `名字` head titles here, and `Model` heads names.
    static func role(ofHeader header: String) -> FieldRole? {
        let key = FieldLabel.folded(header)
        switch key {
        case "paper", "papers", "论文", "name", "论文名字", "paperlist", "文章", "paperandlink",
            "titlelink",
            "标题链接", "题名":
            return .title
        case "model", "models", "method", "methods", "模型", "方法", "算法", "algorithm":
            return .names
        case "简介", "说明", "notes", "note", "笔记", "备注":
            return .summary
        case "conf", "pub", "conferenceyear", "yearvenue", "venueyear":
            return .venue
        default:
            if key.hasPrefix("视频") { return .link(.video) }
            return FieldLabel.role(of: header)
        }
    }

    private func takeTitle(_ cell: [Piece], of draft: inout Draft, line: Int) -> Bool {
        let reading = PassageReader.read(cell, line: line, in: .cell)
        switch reading.shape {
        case .lead(let lead):
            fillRow(&draft, lead)
        case .sentence(let uses), .links(let uses, _), .labelled(_, let uses):
            let words = reading.text
            let linked = uses.first { $0.title != nil }
            draft.title = TitleText.clean(linked?.title ?? words)
            if linked != nil, words != linked?.title {
                draft.summary.append(Draft.Remark(line: line, text: words))
            }
            for use in uses { draft.add(use) }
        case .prose, .label, .field, .tags, .contents:
            let citation = Citation(reading: reading.text)
            draft.title = citation.title
            take(citation, in: &draft)
            for use in PassageReader.uses(cell) { draft.add(use) }
        default: return false
        }
        return draft.title?.isEmpty == false
    }

    private func fillRow(_ draft: inout Draft, _ lead: Reading.Lead) {
        for note in lead.citation.notes {
            draft.summary.append(Draft.Remark(line: draft.line, text: note))
        }
        draft.title = lead.citation.title
        take(lead.citation, in: &draft)
        if let link = lead.titleLink { draft.add(link, role: lead.role) }
        for use in lead.uses { draft.add(use) }
    }

    private func take(_ citation: Citation, in draft: inout Draft) {
        if draft.authors.isEmpty { draft.authors = citation.authors }
        draft.venue = draft.venue ?? citation.venue
        draft.year = draft.year ?? citation.year
        draft.isCitation = true
    }

    private func takeCell(_ cell: [Piece], header: String, of draft: inout Draft, line: Int) {
        let role = Self.role(ofHeader: header)
        let text = TitleText.repaired(Text.squeezed(Text.joined(cell)))
        let uses = PassageReader.uses(cell)
        let linkRole = role.flatMap { FieldLabel.isLink($0) ? $0 : nil }
        for use in uses {
            var use = use
            if linkRole != nil, use.title.map({ $0.count <= 16 }) ?? false { use.title = nil }
            draft.add(use, role: linkRole)
        }
        let plain = Text.trimmed(text) { "-–—/.,✅✔☑✓×✗".contains($0) }
        guard plain.contains(where: { $0.isLetter || $0.isNumber }) else { return }
        switch role {
        case .authors: draft.authors = Citation.authors(in: plain)
        case .venue:
            let found = VenueReading.whole(plain)
            draft.venue = draft.venue ?? found?.venue ?? (found == nil ? plain : nil)
            draft.year = draft.year ?? found?.year
        case .year: takeDate(plain, of: &draft)
        case .abstract: draft.abstract.append(Draft.Remark(line: line, text: text))
        case .summary:
            let own = Text.trimmed(Text.joined(cell.filter { $0.address == nil }))
            if own.contains(where: \.isLetter) || uses.isEmpty {
                draft.summary.append(Draft.Remark(line: line, text: text))
            }
        case .recommendation: draft.recommendations.append(Recommendation(text: text))
        case .recommender: draft.recommendations.append(Recommendation(by: plain))
        case .tags: draft.tags += Self.tags(in: plain)
        case .names: if plain.count <= 40 { draft.names.append(plain) }
        case nil where uses.isEmpty: takeUnknown(plain, text: text, of: &draft, line: line)
        default: break
        }
    }

    /// A column without a telling header: dates, authors and venues tell themselves.
    private func takeUnknown(_ plain: String, text: String, of draft: inout Draft, line: Int) {
        if let found = VenueReading.whole(plain) {
            draft.venue = draft.venue ?? found.venue
            draft.year = draft.year ?? found.year
        } else if !plain.contains(where: \.isLetter) {
            takeDate(plain, of: &draft)
        } else if draft.authors.isEmpty, Citation.looksLikeAuthors(plain) {
            draft.authors = Citation.authors(in: plain)
        } else if plain.count > 8 || Text.hasHan(plain) {
            draft.summary.append(Draft.Remark(line: line, text: text))
        }
    }

    /// `2023-01-01`, `2023.01`, `2021`; a date without a four-digit year is left alone.
    private func takeDate(_ text: String, of draft: inout Draft) {
        guard let year = Text.year(in: text) else { return }
        draft.year = draft.year ?? year
        let numbers = text.split { !$0.isNumber }.compactMap { Int($0) }
        guard let place = numbers.firstIndex(of: year), place == 0, numbers.count > 1 else {
            return
        }
        if (1...12).contains(numbers[1]) { draft.month = draft.month ?? numbers[1] }
    }
}
