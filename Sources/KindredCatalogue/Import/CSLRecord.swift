/// Reads items of CSL-JSON, as citation managers and DOI services give them.
///
/// | CSL | entry |
/// |---|---|
/// | `DOI`, `PMID`, `PMCID`, `URL`, `number` or `note` with `arXiv:…` | identifiers, links |
/// | `id`, `citation-key` | kept as `citation-key`; an `id` that is an identifier is one |
/// | `title`, `abstract` | without markup |
/// | `title-short` | short name, where it is one word |
/// | `author`, else `editor`: `given`, `family`, particles, `suffix`, `literal` | authors |
/// | `issued`: `date-parts`, `raw`, `literal` or a text | year, month |
/// | `container-title`, else `event-title`, `collection-title` | venue |
/// | `keyword` | keywords |
/// | `type` | kind; kept as `type` |
/// | `language` | the language of title and abstract |
/// | `volume`, `issue`, `page`, `publisher`, `ISBN` | kept as `volume`, `number`, `pages`, `publisher`, `isbn` |
///
/// Crossref gives titles as arrays; the first counts.
/// - Source: citation-style-language/schema, schemas/input/csl-data.json (version 1.0.2).
enum CSLRecord {
    enum Field: String, CaseIterable {
        case id, type, title, author, editor, issued, abstract, keyword, language, volume, issue
        case page, publisher, number, note, published
        case citationKey = "citation-key"
        case shortTitle = "title-short"
        case shortTitleOfOld = "shortTitle"
        case container = "container-title"
        case event = "event-title"
        case eventOfOld = "event"
        case collection = "collection-title"
        case doi = "DOI"
        case url = "URL"
        case pmid = "PMID"
        case pmcid = "PMCID"
        case isbn = "ISBN"
        case subject, custom
    }

    static let fields = FieldNames<Field>()

    /// The entry of an item.
    @Sendable static func paper(_ item: JSONValue) throws(RecordError) -> Paper? {
        var reading = Reading()
        try fields.read(item) { reading.read($0, $1) }
        return try reading.finished()
    }

    /// What an item's members say.
    private struct Reading {
        private var parts = PaperParts()
        private var key: String?
        private var id: String?
        private var editors: [String] = []
        private var event: String?
        private var collection: String?
        private var ownID: String?
        private var language: Language?

        mutating func read(_ field: Field, _ value: JSONValue) {
            switch field {
            case .id: id = value.text
            case .citationKey: key = value.text
            case .type: readType(value)
            case .title: parts.title(Self.first(value).map(MarkupText.plain))
            case .shortTitle, .shortTitleOfOld: readShortTitle(value)
            case .author: parts.paper.authors = value.elements(\.cslName) ?? []
            case .editor: editors = value.elements(\.cslName) ?? []
            case .issued, .published: readDate(value)
            case .abstract: parts.abstract(value.nonEmptyString.map(MarkupText.plain))
            case .keyword, .subject:
                parts.paper.keywords += (value.keywords ?? []).filter {
                    !parts.paper.keywords.contains($0)
                }
            case .language: language = value.nonEmptyString.map(Language.init(rawValue:))
            case .container: parts.paper.venue = Self.first(value).map(MarkupText.plain)
            case .event, .eventOfOld: event = value.text("name") ?? Self.first(value)
            case .collection: collection = Self.first(value)
            case .doi: parts.identify(value.nonEmptyString, as: "doi:")
            case .url: parts.link(value.nonEmptyString)
            case .pmid: parts.identify(value.text, as: "PMID:")
            case .pmcid: parts.identify(value.text, as: "PMCID:")
            case .number, .note: ExtraField.read(value.text, into: &parts)
            case .custom: ownID = value.text("kindred-id")
            case .volume: parts.keep(value.text, as: "volume")
            case .issue: parts.keep(value.text, as: "number")
            case .page: parts.keep(value.text, as: "pages")
            case .publisher: parts.keep(value.nonEmptyString, as: "publisher")
            case .isbn: parts.keep(Self.first(value), as: "isbn")
            }
        }

        /// A text, or the first of several.
        private static func first(_ value: JSONValue) -> String? {
            value.nonEmptyString ?? value.texts?.first
        }

        private mutating func readType(_ value: JSONValue) {
            guard let type = value.nonEmptyString else { return }
            parts.keep(type, as: "type")
            switch type {
            case "dataset": parts.paper.kind = .dataset
            case "software": parts.paper.kind = .code
            case "webpage", "post-weblog", "post", "article-newspaper", "article-magazine":
                parts.paper.kind = .article
            case "speech", "motion_picture", "broadcast": parts.paper.kind = .talk
            default: break
            }
        }

        private mutating func readShortTitle(_ value: JSONValue) {
            guard let name = Self.first(value), !name.utf8.contains(0x20) else { return }
            if !parts.paper.names.contains(name) { parts.paper.names.append(name) }
        }

        private mutating func readDate(_ value: JSONValue) {
            guard parts.paper.year == nil else { return }
            let dates = value.member("date-parts")?.elements {
                $0.elements { $0.number ?? 0 } ?? []
            }
            if let first = dates?.first, let year = first.first {
                return parts.date(year: year, month: first.count > 1 ? first[1] : nil)
            }
            let text = value.nonEmptyString ?? value.text("raw", "literal", "edtf")
            if let date = text.flatMap({ PartialDate($0) }) {
                parts.date(year: date.year, month: date.month)
            }
        }

        consuming func finished() throws(RecordError) -> Paper {
            parts.identify(id)
            parts.keep(key ?? id.flatMap { PaperID($0) == nil ? $0 : nil }, as: "citation-key")
            if parts.paper.authors.isEmpty { parts.paper.authors = editors }
            parts.paper.venue = parts.paper.venue ?? event ?? collection
            if let language { parts.setLanguage(language) }
            return try parts.finished(called: ownID, orNamed: id)
        }
    }
}

extension JSONValue {
    /// A name by CSL's rules: what drops and what does not drop stands before the family name.
    fileprivate var cslName: String? {
        if let name = string ?? text("literal") { return PlainText.collapsed(Array(name.utf8)) }
        let particles = [text("dropping-particle"), text("non-dropping-particle")]
        return PersonName.joined(
            given: text("given"), family: text("family") ?? text("name"),
            particle: particles.compactMap(\.self).joined(separator: " "),
            suffix: text("suffix")) ?? ""
    }
}

/// Lines such as `arXiv: 1911.05722 [cs]` or `Citation Key: he2020`, which citation managers keep
/// where a format has no field of its own.
enum ExtraField {
    /// Takes identifiers and the citation key out of a text; other lines are left alone.
    static func read(_ text: String?, into parts: inout PaperParts) {
        guard let text else { return }
        for line in text.split(whereSeparator: \.isNewline).prefix(200) {
            guard let (name, value) = line.split(atFirst: ":") else { continue }
            let content = PlainText.collapsed(Array(value.utf8))
            switch PlainText.collapsed(Array(name.utf8)).lowercased() {
            case "arxiv", "eprint":
                parts.identify("arXiv:" + (content.split(separator: " ").first ?? ""))
            case "doi": parts.identify(content, as: "doi:")
            case "pmid": parts.identify(content, as: "PMID:")
            case "pmcid": parts.identify(content, as: "PMCID:")
            case "citation key": parts.keep(content, as: "citation-key")
            default: break
            }
        }
    }
}
