/// Reads feeds: the answers of arXiv's interface, arXiv's daily feeds (Atom and RSS), and any other
/// Atom feed whose entries are papers.
///
/// | Atom | entry |
/// |---|---|
/// | `id`, `link@href` | identifiers, without version; links |
/// | `title`, `summary` or `content` | title and abstract, line breaks and simple LaTeX undone |
/// | `author/name`, `dc:creator` | authors |
/// | `published`, else `updated` | year, month |
/// | `category@term` | as arXiv's categories: topics and tags; others tags |
/// | `arxiv:doi`, `arxiv:journal_ref`, `arxiv:comment` | identifier; venue; kept as `comments` |
///
/// arXiv answers a bad question with an entry titled `Error`; that is reported, not read.
/// - Source: arXiv API User's Manual, section 3.3 and 3.4; RFC 4287.
struct AtomFormat: XMLFormat {
    let resumption = XMLResumption(
        root: """
            <feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom" \
            xmlns:dc="http://purl.org/dc/elements/1.1/">
            """, names: ["entry", "item"])

    let recordsStandAlone = false

    func opens(_ element: XMLElement) -> Bool { element.isNamed(["entry", "item"]) }

    func paper(_ record: XMLElement) throws(RecordError) -> Paper? {
        var fields = Fields()
        record.forEachChild { fields.read($0) }
        if fields.isError { throw .message(fields.message) }
        fields.finish()
        return try fields.parts.finished(orNamed: fields.name)
    }

    /// What an entry's elements say.
    private struct Fields {
        var parts = PaperParts()
        private(set) var name: String?
        private(set) var message = ""
        private var published: String?
        private var updated: String?
        private var categories: [String] = []

        /// Whether this is how arXiv says that a question is wrong.
        var isError: Bool { name?.contains("arxiv.org/api/errors") ?? false }

        mutating func read(_ field: XMLElement) {
            switch field.name {
            case "id", "guid": name = field.text
            case "title": parts.title(LaTeXText.plain(field.text))
            case "summary", "description": readSummary(field.text)
            case "content" where message.isEmpty: readSummary(field.text)
            case "author": addAuthor(field.first("name")?.text ?? field.text)
            case "creator": for name in AuthorNames.split(field.text) { addAuthor(name) }
            case "published", "pubDate", "date": published = field.text
            case "updated": updated = field.text
            case "category": categories.append(field.attribute("term") ?? field.text)
            case "primary_category": categories.insert(field.attribute("term") ?? "", at: 0)
            case "doi", "DOI": parts.identify(field.text, as: "doi:")
            case "journal_ref", "journal_reference": parts.paper.venue = field.text
            case "comment": parts.keep(field.text, as: "comments")
            case "link": readLink(field)
            default: break
            }
        }

        private mutating func addAuthor(_ name: String) {
            if !name.isEmpty { parts.paper.authors.append(name) }
        }

        /// arXiv's daily feeds write the identifier and the kind of news before the abstract.
        private mutating func readSummary(_ text: String) {
            message = text
            var text = text[...]
            if text.hasPrefix("arXiv:"), let range = text.firstRange(of: "Abstract: ") {
                text = text[range.upperBound...]
            }
            parts.abstract(LaTeXText.plain(MarkupText.plain(String(text))))
        }

        private mutating func readLink(_ link: XMLElement) {
            let address = link.attribute("href") ?? link.text
            if address.hasPrefix("https://doi.org/") || address.hasPrefix("http://dx.doi.org/") {
                parts.identify(address)
            } else if link.attribute("rel") != "self" {
                parts.link(address, link.attribute("type") == "application/pdf" ? .pdf : nil)
            }
        }

        mutating func finish() {
            if let name {
                let isOAI = name.hasPrefix("oai:arXiv.org:")
                parts.identify(isOAI ? "arXiv:" + name.dropFirst(14) : name)
            }
            if let date = (published ?? updated).flatMap({ PartialDate($0) }) {
                parts.date(year: date.year, month: date.month)
            }
            for category in categories { ArXivCategories.add(category, to: &parts) }
        }
    }
}
