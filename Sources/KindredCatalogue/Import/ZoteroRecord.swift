/// Reads items of Zotero: what its interface answers (`{"key", "data": {…}}`), and what the plug-in
/// Better BibTeX exports as JSON (the fields without wrapping).
///
/// | Zotero | entry |
/// |---|---|
/// | `DOI`, `url`, `archiveID`, lines of `extra` | identifiers, links |
/// | `title`, `abstractNote` | title, abstract, without markup |
/// | `shortTitle` | short name, where it is one word |
/// | `creators`: authors, presenters and the like, else editors | authors |
/// | `date` | year, month |
/// | `publicationTitle`, else `proceedingsTitle`, `conferenceName`, `bookTitle`, `repository`, `university`, `institution` | venue |
/// | `tags` | tags; the `#` of a tag is dropped |
/// | `itemType` | kind; kept as `type` |
/// | `language` | the language of title and abstract |
/// | `citationKey`, `volume`, `issue`, `pages`, `publisher`, `ISBN` | kept as `citation-key`, `volume`, `number`, `pages`, `publisher`, `isbn` |
///
/// Notes, attachments and annotations are no entries.
/// - Source: zotero.org/support/dev/web_api/v3/basics and /types_and_fields;
///   retorque.re/zotero-better-bibtex/exporting.
enum ZoteroRecord {
    enum Field: String, CaseIterable {
        case itemType, title, shortTitle, creators, abstractNote, date, url, extra, tags, language
        case publicationTitle, proceedingsTitle, conferenceName, bookTitle, repository, university
        case institution, websiteTitle, blogTitle, archiveID, volume, issue, pages, publisher
        case citationKey, citekey
        case doi = "DOI"
        case isbn = "ISBN"
    }

    static let fields = FieldNames<Field>()

    /// The entry of an item; nil where it is a note, an attachment or an annotation.
    @Sendable static func paper(_ item: JSONValue) throws(RecordError) -> Paper? {
        let data = item.member("data").flatMap { $0.isObject ? $0 : nil } ?? item
        var reading = Reading()
        try fields.read(data) { reading.read($0, $1) }
        return reading.isPart ? nil : try reading.finished()
    }

    /// What an item's members say.
    private struct Reading {
        private var parts = PaperParts()
        /// Whether the item only belongs to another one.
        private(set) var isPart = false
        private var editors: [String] = []
        private var language: Language?
        /// The venue, and how good the field is that told it.
        private var venue: (name: String, rank: Int)?

        mutating func read(_ field: Field, _ value: JSONValue) {
            switch field {
            case .itemType: readType(value)
            case .title: parts.title(value.nonEmptyString.map(MarkupText.plain))
            case .shortTitle:
                if let name = value.nonEmptyString, !name.utf8.contains(0x20) {
                    parts.paper.names = [name]
                }
            case .creators: value.forEachElement { readCreator($0) }
            case .abstractNote: parts.abstract(value.nonEmptyString.map(MarkupText.plain))
            case .date:
                if let date = value.string.flatMap({ PartialDate($0) }) {
                    parts.date(year: date.year, month: date.month)
                }
            case .url: parts.link(value.nonEmptyString)
            case .extra: ExtraField.read(value.nonEmptyString, into: &parts)
            case .tags: value.forEachElement { readTag($0) }
            case .language: language = value.nonEmptyString.map(Language.init(rawValue:))
            case .publicationTitle, .proceedingsTitle, .conferenceName, .bookTitle, .repository,
                .university, .institution, .websiteTitle, .blogTitle:
                readVenue(field, value)
            case .archiveID: parts.identify(value.nonEmptyString)
            case .doi: parts.identify(value.nonEmptyString, as: "doi:")
            case .citationKey, .citekey: parts.keep(value.nonEmptyString, as: "citation-key")
            case .volume, .pages, .publisher: parts.keep(value.text, as: field.rawValue)
            case .issue: parts.keep(value.text, as: "number")
            case .isbn: parts.keep(value.nonEmptyString, as: "isbn")
            }
        }

        private mutating func readType(_ value: JSONValue) {
            guard let type = value.nonEmptyString else { return }
            parts.keep(type, as: "type")
            switch type {
            case "attachment", "note", "annotation": isPart = true
            case "dataset": parts.paper.kind = .dataset
            case "computerProgram": parts.paper.kind = .code
            case "webpage", "blogPost", "forumPost", "newspaperArticle", "magazineArticle":
                parts.paper.kind = .article
            case "presentation", "videoRecording", "podcast": parts.paper.kind = .talk
            default: break
            }
        }

        private mutating func readCreator(_ creator: JSONValue) {
            let name =
                creator.text("name").map { PlainText.collapsed(Array($0.utf8)) }
                ?? PersonName.joined(
                    given: creator.text("firstName"), family: creator.text("lastName"))
            guard let name else { return }
            switch creator.text("creatorType") ?? "author" {
            case "author", "presenter", "programmer", "director", "inventor", "contributor":
                parts.paper.authors.append(name)
            case "editor": editors.append(name)
            default: break
            }
        }

        private mutating func readTag(_ value: JSONValue) {
            guard let tag = value.string ?? value.text("tag") else { return }
            parts.tag(String(tag.drop { $0 == "#" }))
        }

        private mutating func readVenue(_ field: Field, _ value: JSONValue) {
            guard let name = value.nonEmptyString,
                let rank = Self.venues.firstIndex(of: field), rank < venue?.rank ?? .max
            else { return }
            venue = (name, rank)
        }

        /// The fields that name a venue, the best first.
        private static let venues: [Field] = [
            .publicationTitle, .proceedingsTitle, .conferenceName, .bookTitle, .repository,
            .university, .institution, .websiteTitle, .blogTitle,
        ]

        consuming func finished() throws(RecordError) -> Paper {
            if parts.paper.authors.isEmpty { parts.paper.authors = editors }
            parts.paper.venue = venue?.name
            if let language { parts.setLanguage(language) }
            return try parts.finished()
        }
    }
}
