/// Writes CSL-JSON, which Zotero, Mendeley, pandoc and other programs import: an array, one item on
/// each line.
///
/// The inverse of ``CSLRecord``'s table, with these choices: `type` is the one that was read, else
/// by kind and venue; a name is taken apart at its last word; an arXiv identifier stands in
/// `number`, as Zotero has it, and in `archive`; an id that these do not tell is kept in `custom`.
/// Of several languages the one asked for is written. Topics, tags, summaries, recommendations,
/// links beyond the first and names of several words have no place.
/// - Source: citation-style-language/schema, schemas/input/csl-data.json (version 1.0.2).
struct CSLWriter: PaperWriter {
    private let language: Language
    private var isFirst = true

    init(_ settings: WriteSettings) { language = settings.language }

    mutating func writeHeader(into bytes: inout [UInt8]) { bytes.append(UInt8(ascii: "[")) }

    mutating func writeFooter(into bytes: inout [UInt8]) {
        bytes.append(contentsOf: "\n]\n".utf8)
    }

    mutating func write(_ paper: Paper, into bytes: inout [UInt8]) {
        bytes.append(contentsOf: isFirst ? "\n".utf8 : ",\n".utf8)
        isFirst = false
        var pen = JSONPen()
        pen.object { pen in
            writeNames(paper, &pen)
            writeFacts(paper, &pen)
            writeTexts(paper, &pen)
        }
        bytes.append(contentsOf: pen.bytes)
    }

    private func writeNames(_ paper: Paper, _ pen: inout JSONPen) {
        pen.member("id", paper.id)
        pen.member("type", CSLType.type(of: paper))
        pen.member("citation-key", paper.keptText("citation-key"))
        if !Self.isTold(paper.id, of: paper) {
            pen.name("custom")
            pen.object { $0.member("kindred-id", paper.id) }
        }
        pen.member("DOI", paper.identifier(.doi))
        if let id = paper.identifier(.arXiv) {
            pen.member("number", "arXiv:" + id)
            pen.member("archive", "arXiv")
        }
        pen.member("PMID", paper.identifier(.pmid))
        pen.member("PMCID", paper.identifier(.pmcid))
        pen.member("URL", paper.mainAddress)
    }

    /// Whether a reader of the item's identifiers would call the paper by this id.
    private static func isTold(_ id: String, of paper: Paper) -> Bool {
        guard let read = PaperID(id), read.description == id else { return false }
        return read.scheme == .arXiv || read.scheme == .doi && paper.identifier(.arXiv) == nil
    }

    private func writeFacts(_ paper: Paper, _ pen: inout JSONPen) {
        if !paper.authors.isEmpty {
            pen.name("author")
            pen.array { pen in for name in paper.authors { Self.writeName(name, &pen) } }
        }
        if let year = paper.year {
            pen.name("issued")
            let parts = [year, paper.month].compactMap(\.self).map { "\($0)" }
            pen.object { pen in
                pen.name("date-parts")
                pen.raw("[[\(parts.joined(separator: ","))]]")
            }
        }
        pen.member("container-title", paper.venue)
        for (name, kept) in [
            ("volume", "volume"), ("issue", "number"), ("page", "pages"),
            ("publisher", "publisher"), ("ISBN", "isbn"),
        ] {
            pen.member(name, paper.keptText(kept))
        }
    }

    private static func writeName(_ name: String, _ pen: inout JSONPen) {
        let (given, family) = PersonName.parts(of: name)
        pen.object { pen in
            if let given {
                pen.member("family", family)
                pen.member("given", given)
            } else {
                pen.member("literal", name)
            }
        }
    }

    private func writeTexts(_ paper: Paper, _ pen: inout JSONPen) {
        let title = paper.titles[language] ?? paper.title
        pen.member("title", title.map(Self.escaped))
        pen.member("title-short", paper.names.first { !$0.utf8.contains(0x20) })
        pen.member("abstract", paper.abstract.preferring(language).map(Self.escaped))
        let keywords = paper.keywords.compactMap { $0.preferring(language) }
        pen.member("keyword", keywords.joined(separator: ", "))
        if let title, paper.titles[.chinese] == title { pen.member("language", "zh") }
    }

    /// Texts of CSL may hold a little HTML, so its signs are written as names.
    private static func escaped(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == 0x26 || $0 == 0x3C }) else { return text }
        return text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
    }
}

extension Paper {
    /// The address to send a reader to: of the paper, else of what else there is, else none.
    var mainAddress: String? {
        let kinds: [Link.Kind] = [.paper, .pdf, .article, .project, .code, .dataset, .video]
        for kind in kinds {
            if let link = links.first(where: { $0.kind == kind }) { return link.url }
        }
        return nil
    }
}

/// What CSL calls the kinds of things.
enum CSLType {
    /// The type that was read, by whatever name another format has for it; else by kind and venue.
    static func type(of paper: Paper) -> String {
        if let read = paper.keptText("type"), let type = known(read) { return type }
        switch paper.kind {
        case .dataset: return "dataset"
        case .code, .tool: return "software"
        case .article, .course: return "webpage"
        case .talk: return "speech"
        case .paper: break
        }
        guard let venue = paper.venue, !venue.lowercased().hasPrefix("arxiv") else {
            return "article"
        }
        let words = ["journal", "transactions", "letters", "review", "magazine", "annals", "学报"]
        let isJournal = words.contains { venue.lowercased().contains($0) }
        return isJournal || paper.otherFields["number"] != nil
            ? "article-journal" : "paper-conference"
    }

    /// The type of a name in CSL, BibTeX, RIS, Zotero, DBLP or OpenAlex.
    private static func known(_ name: String) -> String? {
        types.contains(name) ? name : names[name.lowercased()]
    }

    private static let types: Set<String> = [
        "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book",
        "broadcast", "chapter", "classic", "collection", "dataset", "document", "entry",
        "entry-dictionary", "entry-encyclopedia", "event", "figure", "graphic", "hearing",
        "interview", "legal_case", "legislation", "manuscript", "map", "motion_picture",
        "musical_score", "pamphlet", "paper-conference", "patent", "performance", "periodical",
        "personal_communication", "post", "post-weblog", "regulation", "report", "review",
        "review-book", "software", "song", "speech", "standard", "thesis", "treaty", "webpage",
    ]

    private static let names: [String: String] = [
        "inproceedings": "paper-conference", "conference": "paper-conference",
        "conferencepaper": "paper-conference", "conf": "paper-conference",
        "cpaper": "paper-conference", "proceedings-article": "paper-conference",
        "journalarticle": "article-journal", "jour": "article-journal",
        "journal-article": "article-journal", "incollection": "chapter",
        "booksection": "chapter", "inbook": "chapter", "chap": "chapter",
        "book-chapter": "chapter", "phdthesis": "thesis", "mastersthesis": "thesis",
        "thes": "thesis", "dissertation": "thesis", "techreport": "report", "rprt": "report",
        "preprint": "article", "posted-content": "article", "misc": "document",
        "online": "webpage", "elec": "webpage", "blogpost": "post-weblog", "data": "dataset",
        "computerprogram": "software", "presentation": "speech",
    ]
}
