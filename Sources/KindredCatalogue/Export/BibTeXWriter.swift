/// Writes BibTeX that classic BibTeX, biber and reference managers read, in UTF-8.
///
/// The inverse of ``BibTeXReader``'s table, with these choices: the type is the one that was read, else
/// by kind and venue; of several languages the one asked for is written; the first link to the paper
/// is `url`, the first to code is `code`; identifiers that have no field of their own stand in
/// biblatex's `ids`. Topics, tags, summaries, recommendations and further links have no place.
struct BibTeXWriter: PaperWriter {
    private let language: Language
    private var keys = CitationKeys()

    init(_ settings: WriteSettings) { language = settings.language }

    mutating func write(_ paper: Paper, into bytes: inout [UInt8]) {
        // Types that only biblatex knows are taken for `misc` by other programs.
        let type = Self.types[CSLType.type(of: paper)] ?? "misc"
        var fields: [(name: String, value: String?)] = []
        func add(_ name: String, _ text: String?) {
            fields.append((name, text.map { "{\(LaTeXPen.escaped($0))}" }))
        }
        func addVerbatim(_ name: String, _ text: String?) {
            fields.append((name, text.map { "{\(Self.verbatim($0))}" }))
        }
        let title = paper.titles[language] ?? paper.title
        fields.append(("title", title.map { "{\(LaTeXPen.title($0))}" }))
        fields.append(("author", Self.authors(paper.authors)))
        add(Self.venueFields[type] ?? "howpublished", paper.venue)
        fields.append(("year", paper.year.map { "{\($0)}" }))
        fields.append(("month", paper.month.flatMap(Self.month)))
        for name in ["volume", "number", "pages", "publisher", "isbn"] {
            add(name, paper.keptText(name))
        }
        addVerbatim("doi", paper.identifier(.doi))
        addVerbatim("eprint", paper.identifier(.arXiv))
        if paper.identifier(.arXiv) != nil { addVerbatim("archiveprefix", "arXiv") }
        addVerbatim("pmid", paper.identifier(.pmid))
        addVerbatim("pmcid", paper.identifier(.pmcid))
        addVerbatim("ids", paper.otherIdentifiers)
        addVerbatim("url", paper.mainAddress)
        addVerbatim("code", paper.links.first { $0.kind == .code }?.url)
        add("shorttitle", paper.names.first { !$0.utf8.contains(0x20) })
        add("abstract", paper.abstract.preferring(language))
        let keywords = paper.keywords.compactMap { $0.preferring(language) }
        add("keywords", keywords.isEmpty ? nil : keywords.joined(separator: ", "))
        if let title, paper.titles[.chinese] == title { add("langid", "chinese") }
        append("@\(type){\(keys.key(of: paper))", fields, to: &bytes)
    }

    private func append(
        _ head: String, _ fields: [(name: String, value: String?)], to bytes: inout [UInt8]
    ) {
        bytes.append(contentsOf: head.utf8)
        for (name, value) in fields {
            guard let value, value != "{}" else { continue }
            let gap = String(repeating: " ", count: max(1, 13 - name.utf8.count))
            // An empty line would end a paragraph of LaTeX within the field.
            let lines = value.split(separator: "\n").joined(separator: "\n    ")
            bytes.append(contentsOf: ",\n  \(name)\(gap)= \(lines)".utf8)
        }
        bytes.append(contentsOf: "\n}\n\n".utf8)
    }

    /// `Kaiming He and {Barnes and Noble, Inc.}`.
    private static func authors(_ names: [String]) -> String? {
        guard !names.isEmpty else { return nil }
        let list = names.map { name in
            let escaped = LaTeXPen.escaped(name)
            let words = name.lowercased().split(whereSeparator: \.isWhitespace)
            let isBody = name.contains(",") || words.contains("and") || words == ["others"]
            return isBody || words.isEmpty ? "{\(escaped)}" : escaped
        }
        return "{\(list.joined(separator: " and "))}"
    }

    /// The macro of a month.
    private static func month(_ number: Int) -> String? {
        let names = [
            "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
        ]
        return names.indices.contains(number - 1) ? names[number - 1] : nil
    }

    /// An address or identifier, whose signs are meant as they stand: braces alone are percent-encoded.
    private static func verbatim(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == 0x7B || $0 == 0x7D || $0 == 0x5C }) else {
            return text
        }
        return text.replacing("{", with: "%7B").replacing("}", with: "%7D")
            .replacing("\\", with: "%5C")
    }

    /// BibTeX's names for the types of CSL.
    private static let types: [String: String] = [
        "article-journal": "article", "article-magazine": "article", "review": "article",
        "article-newspaper": "article", "paper-conference": "inproceedings", "book": "book",
        "chapter": "incollection", "thesis": "phdthesis", "report": "techreport",
        "dataset": "dataset", "software": "software", "webpage": "online", "post-weblog": "online",
    ]
    /// The field that names the venue.
    private static let venueFields: [String: String] = [
        "article": "journal", "inproceedings": "booktitle", "incollection": "booktitle",
        "phdthesis": "school", "techreport": "institution", "book": "series",
    ]
}

extension Paper {
    /// Its identifiers that neither a DOI, an arXiv, a PubMed number nor an address says, between
    /// commas; nil where there are none.
    var otherIdentifiers: String? {
        let ids = ([id] + aliases).compactMap { PaperID($0) }.filter { id in
            switch id.scheme {
            case .doi, .arXiv, .pmid, .pmcid, .url, .title, .local: false
            default: true
            }
        }
        return ids.isEmpty ? nil : ids.map(\.description).joined(separator: ",")
    }
}
