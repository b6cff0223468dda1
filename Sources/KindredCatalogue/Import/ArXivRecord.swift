/// Reads lines of arXiv's metadata snapshot.
///
/// | arXiv | entry |
/// |---|---|
/// | `id` | identifier `arXiv:…`, and the link to its page; what is no identifier, as it is |
/// | `title`, `abstract` | line breaks and simple LaTeX undone |
/// | `authors_parsed`, else `authors` | authors, given name first, accents as letters |
/// | `categories` | tags; topics by arXiv's names for them |
/// | first of `versions`, else `id` | year, month |
/// | `journal-ref` | venue |
/// | `doi` | identifier |
/// | `comments`, `report-no`, `license` | kept under these names |
///
/// `submitter`, `update_date` and later versions are left out.
/// - Source: the data card of the snapshot, kaggle.com/datasets/Cornell-University/arxiv;
///   info.arxiv.org/help/prep (what the fields hold).
enum ArXivRecord {
    enum Field: String, CaseIterable {
        case id, title, abstract, authors, categories, versions, doi, comments, license
        case parsed = "authors_parsed"
        case journal = "journal-ref"
        case report = "report-no"
    }

    static let fields = FieldNames<Field>()

    /// The entry of a record.
    @Sendable static func paper(_ record: JSONValue) throws(RecordError) -> Paper? {
        var parts = PaperParts()
        var authors: String?
        var ownID: String?
        try fields.read(record) { field, value in
            read(field, value, into: &parts, &authors)
            if field == .id, let id = value.text, PaperID(id)?.scheme != .arXiv { ownID = id }
        }
        if parts.paper.authors.isEmpty, let authors {
            parts.paper.authors = AuthorNames.split(LaTeXText.plain(authors))
        }
        return try parts.finished(called: ownID)
    }

    private static func read(
        _ field: Field, _ value: JSONValue, into parts: inout PaperParts, _ authors: inout String?
    ) {
        switch field {
        case .id: readID(value, into: &parts)
        case .title: parts.title(value.stringBytes.map(LaTeXText.plain))
        case .abstract: parts.abstract(value.stringBytes.map(LaTeXText.plain))
        case .authors: authors = value.nonEmptyString
        case .parsed: parts.paper.authors = value.elements(parsedName) ?? []
        case .categories:
            // The snapshot of old separates with spaces within an array of one string.
            for codes in value.texts ?? [] {
                for code in codes.split(separator: " ") {
                    ArXivCategories.add(String(code), to: &parts)
                }
            }
        case .versions: readVersions(value, into: &parts)
        case .journal:
            parts.paper.venue = value.stringBytes.map(LaTeXText.plain).flatMap {
                $0.isEmpty ? nil : $0
            }
        case .doi: parts.identify(value.nonEmptyString.map(firstWord), as: "doi:")
        case .comments: parts.keep(value.nonEmptyString, as: "comments")
        case .report: parts.keep(value.nonEmptyString, as: "report-no")
        case .license: parts.keep(value.nonEmptyString, as: "license")
        }
    }

    private static func readID(_ value: JSONValue, into parts: inout PaperParts) {
        // An identifier such as 704.0001 has lost its zero to a table program.
        guard let text = value.text else { return }
        parts.identify(text, as: "arXiv:")
        guard let id = PaperID("arXiv:" + text), id.scheme == .arXiv else { return }
        parts.paper.links.append(Link(kind: .paper, url: "https://arxiv.org/abs/" + id.value))
    }

    /// Several DOIs stand in one field at times.
    private static func firstWord(_ text: String) -> String {
        text.split(separator: " ").first.map(String.init) ?? text
    }

    /// `["He", "Kaiming", ""]`, at times with an affiliation as a fourth.
    private static func parsedName(_ value: JSONValue) -> String? {
        let parts = value.elements { part in part.stringBytes.map(LaTeXText.plain) ?? "" } ?? []
        guard parts.count >= 2 else { return parts.first ?? "" }
        return PersonName.joined(
            given: parts[1], family: parts[0], suffix: parts.count > 2 ? parts[2] : nil)
    }

    private static func readVersions(_ value: JSONValue, into parts: inout PaperParts) {
        var isFirst = true
        value.forEachElement { version in
            guard isFirst else { return }
            isFirst = false
            guard let created = version.text("created"), let date = PartialDate(created) else {
                return
            }
            parts.date(year: date.year, month: date.month)
        }
    }
}
