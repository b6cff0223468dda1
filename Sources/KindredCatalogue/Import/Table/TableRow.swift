/// One row of a table, with what its columns hold.
struct TableRow {
    private let columns: [(column: TableColumn?, heading: String)]
    private let fields: [[UInt8]]

    init(_ columns: [(column: TableColumn?, heading: String)], _ fields: [[UInt8]]) {
        self.columns = columns
        self.fields = fields
    }

    /// The paper the row tells of.
    /// - Throws: `RecordError.nameless` where nothing names it.
    func paper(keepingFields: Bool) throws(RecordError) -> Paper {
        var parts = PaperParts()
        var id: String?
        for (place, field) in fields.enumerated() where place < columns.count {
            let text = PlainText.collapsed(field)
            guard !text.isEmpty else { continue }
            switch columns[place].column {
            case .id: id = id ?? text
            case let column?: Self.read(column, text, field, into: &parts)
            case nil:
                if keepingFields { parts.keep(text, as: columns[place].heading) }
            }
        }
        setLanguage(&parts)
        parts.identify(id)
        // What the table calls an entry is its name; identifiers of other columns come beside it.
        return try parts.finished(called: id)
    }

    private static func read(
        _ column: TableColumn, _ text: String, _ field: [UInt8], into parts: inout PaperParts
    ) {
        switch column {
        case .id, .language: break
        case .aliases: for alias in pieces(text, ";") { parts.identify(alias) }
        case .kind: parts.paper.kind = Paper.Kind(rawValue: text) ?? .paper
        case .title: parts.title(text)
        case .names: parts.paper.names = pieces(text, ";")
        case .summary: parts.paper.summary = LocalizedText(lines(field))
        case .abstract: parts.abstract(lines(field))
        case .authors: parts.paper.authors = AuthorNames.split(text)
        case .year: parts.date(year: PartialDate(text)?.year, month: parts.paper.month)
        case .month: parts.paper.month = Int(text).flatMap { (1...12).contains($0) ? $0 : nil }
        case .date:
            guard let date = PartialDate(text) else { return }
            parts.date(year: parts.paper.year ?? date.year, month: date.month)
        case .venue: parts.paper.venue = text
        case .doi: parts.identify(text, as: "doi:")
        case .arxiv: parts.identify(text, as: "arXiv:")
        case .acl: parts.identify(text, as: "acl:")
        case .pmid: parts.identify(text, as: "PMID:")
        case .pmcid: parts.identify(text, as: "PMCID:")
        case .openalex: parts.identify(text, as: "openalex:")
        case .corpusID: parts.identify(text, as: "CorpusId:")
        case .url: for url in pieces(text, " ") { parts.link(url) }
        case .pdf: for url in pieces(text, " ") { parts.link(url, .pdf) }
        case .code: for url in pieces(text, " ") { parts.link(url, .code) }
        case .keywords: for word in pieces(text, ";；、,，") { parts.keyword(word) }
        case .tags: for tag in pieces(text, ";；、,，") { parts.tag(tag) }
        case .topics: for topic in pieces(text, ";；") { parts.topic(steps(of: topic)) }
        case .key: parts.keep(text, as: "citation-key")
        case .volume, .number, .pages, .publisher, .isbn: parts.keep(text, as: column.rawValue)
        }
    }

    private func setLanguage(_ parts: inout PaperParts) {
        guard let place = columns.firstIndex(where: { $0.column == .language }),
            place < fields.count
        else { return }
        let text = PlainText.collapsed(fields[place])
        if (2...5).contains(text.utf8.count) { parts.setLanguage(Language(rawValue: text)) }
    }

    /// The parts between separators, without space around them.
    private static func pieces(_ text: String, _ separators: String) -> [String] {
        // Text of our own holds a comma within a part only where semicolons stand between parts.
        let narrow = separators.contains(";") && text.contains(";") ? ";" : separators
        return text.split { narrow.contains($0) }
            .map { PlainText.collapsed(Array($0.utf8)) }.filter { !$0.isEmpty }
    }

    private static func steps(of topic: String) -> [String] {
        topic.split(separator: " > ").map { PlainText.collapsed(Array($0.utf8)) }
    }

    /// A text whose paragraphs stay apart.
    private static func lines(_ field: [UInt8]) -> String {
        field.split(separator: 0x0A).map { PlainText.collapsed($0) }.filter { !$0.isEmpty }
            .joined(separator: "\n\n")
    }
}
