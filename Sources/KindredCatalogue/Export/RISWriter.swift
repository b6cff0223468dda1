/// Writes RIS, with the line ends that the format demands.
///
/// The inverse of ``RISReader``'s table. Identifiers other than a DOI stand in `AN`. Of several
/// languages the one asked for is written. Topics, tags, summaries and recommendations have no place.
struct RISWriter: PaperWriter {
    private let language: Language
    private var keys = CitationKeys()

    init(_ settings: WriteSettings) { language = settings.language }

    mutating func write(_ paper: Paper, into bytes: inout [UInt8]) {
        func add(_ tag: String, _ text: String?) {
            guard let text else { return }
            // A line end within a value would begin another line.
            let plain = PlainText.collapsed(Array(text.utf8))
            if !plain.isEmpty { bytes.append(contentsOf: "\(tag)  - \(plain)\r\n".utf8) }
        }
        let type = Self.types[CSLType.type(of: paper)] ?? "GEN"
        let title = paper.titles[language] ?? paper.title
        add("TY", type)
        add("TI", title)
        for name in paper.authors {
            let (given, family) = PersonName.parts(of: name)
            add("AU", given.map { "\(family), \($0)" } ?? name)
        }
        if let year = paper.year {
            add("PY", "\(year)")
            if let month = paper.month { add("DA", "\(year)/\(month < 10 ? "0" : "")\(month)//") }
        }
        add("T2", paper.venue)
        add("AB", paper.abstract.preferring(language))
        for keyword in paper.keywords { add("KW", keyword.preferring(language)) }
        add("DO", paper.identifier(.doi))
        for id in ([paper.id] + paper.aliases).compactMap({ PaperID($0) }) {
            if ![.doi, .url, .title, .local].contains(id.scheme) { add("AN", id.description) }
        }
        for link in paper.links where link.kind == .paper { add("UR", link.url) }
        for link in paper.links where link.kind == .pdf { add("L1", link.url) }
        add("ST", paper.names.first { !$0.utf8.contains(0x20) })
        add("VL", paper.keptText("volume"))
        add("IS", paper.keptText("number"))
        let pages = (paper.keptText("pages") ?? "").split { "–-".contains($0) }.map(String.init)
        add("SP", pages.first)
        if pages.count > 1 { add("EP", pages[pages.count - 1]) }
        add("PB", paper.keptText("publisher"))
        add("SN", paper.keptText("isbn"))
        if let title, paper.titles[.chinese] == title { add("LA", "zh") }
        add("ID", keys.key(of: paper))
        bytes.append(contentsOf: "ER  - \r\n\r\n".utf8)
    }

    /// RIS' names for the types of CSL.
    private static let types: [String: String] = [
        "article-journal": "JOUR", "article-magazine": "MGZN", "article-newspaper": "NEWS",
        "article": "GEN", "paper-conference": "CPAPER", "book": "BOOK", "chapter": "CHAP",
        "thesis": "THES", "report": "RPRT", "dataset": "DATA", "software": "COMP",
        "webpage": "ELEC", "post-weblog": "BLOG", "speech": "SLIDE",
    ]
}
