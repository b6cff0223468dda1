extension BibTeXEntry {
    /// The paper an entry tells of; see ``BibTeXReader`` for the table of fields.
    /// - Throws: `RecordError.nameless` where nothing names it.
    func paper(keepingFields: Bool) throws(RecordError) -> Paper {
        var parts = PaperParts()
        parts.title(title)
        parts.paper.authors = BibTeXNames.names(in: fields["author"] ?? fields["editor"] ?? "")
        setDate(&parts)
        parts.paper.venue = venue
        parts.paper.kind = kind
        parts.abstract(plain("abstract"))
        for keyword in keywords { parts.keyword(keyword) }
        identify(&parts)
        link(&parts)
        if let name = plain("shorttitle"), !name.isEmpty, !name.contains(" ") {
            parts.paper.names = [name]
        }
        if let language = plain("langid") ?? plain("language"),
            let code = Self.languages[language.lowercased()] ?? Self.code(language)
        {
            parts.setLanguage(code)
        }
        parts.keep(type, as: "type")
        parts.keep(key, as: "citation-key")
        for name in ["volume", "number", "pages", "publisher", "isbn"] {
            parts.keep(plain(name), as: name)
        }
        if keepingFields {
            for name in fields.keys.sorted() where !Self.known.contains(name) {
                parts.keep(plain(name), as: name)
            }
        }
        return try parts.finished(orNamed: key.isEmpty ? nil : key)
    }

    /// A field without LaTeX; nil where it is missing or empty.
    private func plain(_ name: String) -> String? {
        guard let value = fields[name] else { return nil }
        let text = LaTeXText.plain(value)
        return text.isEmpty ? nil : text
    }

    /// The text of an address or identifier: no quotes or dashes are made of its signs.
    private func verbatim(_ name: String) -> String? {
        guard let value = fields[name] else { return nil }
        var text = PlainText.collapsed(Array(value.utf8))
        if text.hasPrefix("\\url{"), text.hasSuffix("}") {
            text = String(text.dropFirst(5).dropLast())
        }
        guard text.utf8.contains(where: { $0 == 0x5C || $0 == 0x7B }) else {
            return text.isEmpty ? nil : text
        }
        // `10.1000/a\_b` and `{10.1000}/x` are meant without what protects them.
        let plain = text.replacing("{\\textasciitilde}", with: "~").replacing(
            "\\textasciitilde", with: "~")
        return String(plain.filter { !"\\{}".contains($0) })
    }

    private var title: String? {
        guard let title = plain("title") else { return plain("booktitle") }
        guard let subtitle = plain("subtitle") else { return title }
        return "\(title): \(subtitle)"
    }

    private func setDate(_ parts: inout PaperParts) {
        let date =
            plain("date").flatMap { PartialDate($0) } ?? plain("year").flatMap { PartialDate($0) }
        let month = plain("month").flatMap { text in
            Int(text)
                ?? text.split { !$0.isLetter }.lazy.compactMap { PartialDate.month(named: $0) }
                .first
        }
        parts.date(year: date?.year, month: date?.month ?? month)
    }

    /// Where it appeared; what only says `arXiv preprint` is no venue.
    private var venue: String? {
        let names = [
            "journal", "journaltitle", "booktitle", "eventtitle", "school", "institution",
            "howpublished", "series",
        ]
        for name in names {
            guard name != "booktitle" || fields["title"] != nil, let text = plain(name) else {
                continue
            }
            let small = text.lowercased()
            if small.hasPrefix("arxiv") || small == "corr" || small.hasPrefix("http")
                || fields[name]?.contains("\\url") == true
            {
                continue
            }
            return text
        }
        return nil
    }

    private var kind: Paper.Kind {
        switch type {
        case "dataset": .dataset
        case "software": .code
        case "online", "electronic", "www", "webpage": hasRegistry ? .paper : .article
        case "video", "movie", "audio": .talk
        default: .paper
        }
    }

    private var hasRegistry: Bool { fields["doi"] != nil || fields["eprint"] != nil }

    private var keywords: [String] {
        (plain("keywords") ?? plain("keyword") ?? "").split { ",;，；、".contains($0) }
            .map { PlainText.collapsed(Array($0.utf8)) }
    }

    private func identify(_ parts: inout PaperParts) {
        parts.identify(verbatim("doi"), as: "doi:")
        if let eprint = verbatim("eprint") {
            let kind = verbatim("eprinttype") ?? verbatim("archiveprefix") ?? "arxiv"
            switch kind.lowercased() {
            case "arxiv": parts.identify(eprint, as: "arXiv:")
            case "pubmed", "pmid": parts.identify(eprint, as: "PMID:")
            case "pmc", "pmcid": parts.identify(eprint, as: "PMCID:")
            default: break
            }
        }
        parts.identify(verbatim("arxivid") ?? verbatim("arxiv"), as: "arXiv:")
        parts.identify(verbatim("pmid"), as: "PMID:")
        parts.identify(verbatim("pmcid") ?? verbatim("pmc"), as: "PMCID:")
        for alias in (verbatim("ids") ?? "").split(separator: ",") {
            parts.identify(PlainText.collapsed(Array(alias.utf8)))
        }
        if key.hasPrefix("DBLP:") { parts.identify(key) }
        // `arXiv preprint arXiv:1706.03762`, as many tools write it, in whatever field.
        for name in ["journal", "journaltitle", "howpublished", "note", "volume", "number"] {
            guard let text = fields[name], let id = Self.arXiv(in: text) else { continue }
            parts.identify(id)
        }
    }

    /// `arXiv:1706.03762` or `abs/1706.03762` somewhere in a text.
    private static func arXiv(in text: String) -> String? {
        for word in text.split(whereSeparator: { " ,;()[]{}\n".contains($0) }) {
            let isOne = word[...].startsIgnoringCase("arxiv:") || word.hasPrefix("abs/")
            guard isOne, let name = word.split(separator: ":").last else { continue }
            let number = name.hasPrefix("abs/") ? name.dropFirst(4) : name
            if let id = PaperID("arXiv:\(number)"), id.scheme == .arXiv { return id.description }
        }
        return nil
    }

    private func link(_ parts: inout PaperParts) {
        for name in ["url", "ee", "pdf", "link"] { parts.link(verbatim(name)) }
        for name in ["code", "github"] { parts.link(verbatim(name), .code) }
        if let text = fields["howpublished"], let start = text.firstRange(of: "http")?.lowerBound {
            let address = text[start...].prefix { !$0.isWhitespace && !"{}\"".contains($0) }
            parts.link(String(address))
        }
    }

    /// Names of languages as babel has them.
    private static let languages: [String: Language] = [
        "english": .english, "american": .english, "british": .english, "usenglish": .english,
        "chinese": .chinese, "中文": .chinese,
    ]

    private static func code(_ text: String) -> Language? {
        let isCode = text.utf8.count == 2 || text.utf8.dropFirst(2).first == UInt8(ascii: "-")
        return isCode && text.utf8.prefix(2).allSatisfy(\.isLetter) ? Language(rawValue: text) : nil
    }

    /// Fields that have their place, or say nothing about the paper.
    private static let known: Set<String> = [
        "title", "subtitle", "author", "editor", "date", "year", "month", "journal",
        "journaltitle", "booktitle", "abstract", "keywords", "keyword", "doi", "eprint",
        "eprinttype", "archiveprefix", "primaryclass", "arxivid", "arxiv", "pmid", "pmcid", "pmc",
        "ids", "url", "ee", "pdf", "link", "code", "github", "shorttitle", "langid", "language",
        "volume", "number", "pages", "publisher", "isbn", "file", "crossref", "biburl",
        "bibsource", "timestamp",
    ]
}
