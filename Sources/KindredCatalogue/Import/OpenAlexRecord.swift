/// Reads works of OpenAlex: lines of its snapshot, or the results of its interface.
///
/// | OpenAlex | entry |
/// |---|---|
/// | `id`, `doi`, `ids` | identifiers |
/// | `title`, else `display_name` | title, without markup |
/// | `abstract_inverted_index`, else `abstract` | abstract |
/// | `authorships[].author.display_name` | authors |
/// | `publication_date`, else `publication_year` | year, month |
/// | `primary_location.source.display_name` | venue |
/// | `primary_location`, `best_oa_location`, `open_access.oa_url` | links |
/// | `primary_topic`, `topics` | topics: field, subfield, topic |
/// | `keywords`, else `concepts` of a score of .3 or more | keywords |
/// | `type` | kind and contribution, where it says one; kept as `type` |
/// | `language` | the language of title and abstract |
/// | `is_retracted` | tag |
/// | `biblio.volume`, `issue`, `first_page`, `last_page` | kept as `volume`, `number`, `pages` |
/// | `cited_by_count` | kept under its name |
/// - Source: docs.openalex.org/api-entities/works/work-object.
enum OpenAlexRecord {
    enum Field: String, CaseIterable {
        case id, doi, title, ids, language, type, authorships, keywords, concepts, topics, biblio
        case abstract
        case name = "display_name"
        case year = "publication_year"
        case date = "publication_date"
        case location = "primary_location"
        case openLocation = "best_oa_location"
        case openAccess = "open_access"
        case primaryTopic = "primary_topic"
        case inverted = "abstract_inverted_index"
        case isRetracted = "is_retracted"
        case citations = "cited_by_count"
    }

    static let fields = FieldNames<Field>()

    /// The entry of a work.
    @Sendable static func paper(_ work: JSONValue) throws(RecordError) -> Paper? {
        var reading = Reading()
        try fields.read(work) { reading.read($0, $1) }
        return try reading.finished()
    }

    /// What a work's members say.
    private struct Reading {
        private var parts = PaperParts()
        private var name: String?
        private var year: Int?
        private var language: Language?
        private var concepts: [String] = []

        mutating func read(_ field: Field, _ value: JSONValue) {
            switch field {
            case .id: parts.identify(value.nonEmptyString)
            case .doi: parts.identify(value.nonEmptyString, as: "doi:")
            case .ids: readIdentifiers(value)
            case .title: parts.title(value.nonEmptyString.map(MarkupText.plain))
            case .name: name = value.nonEmptyString.map(MarkupText.plain)
            case .abstract: parts.abstract(value.nonEmptyString.map(MarkupText.plain))
            case .inverted: parts.abstract(InvertedAbstract.text(value).map(MarkupText.plain))
            case .language: language = value.nonEmptyString.map(Language.init(rawValue:))
            case .year: year = value.number
            case .date:
                if let date = value.string.flatMap({ PartialDate($0) }) {
                    parts.date(year: date.year, month: date.month)
                }
            case .type: readType(value)
            case .authorships:
                value.forEachElement { authorship in
                    let name =
                        authorship.member("author")?.text("display_name")
                        ?? authorship.text("raw_author_name")
                    if let name { parts.paper.authors.append(name) }
                }
            case .location, .openLocation: readLocation(value, isPrimary: field == .location)
            case .openAccess: parts.link(value.text("oa_url"))
            case .primaryTopic: readTopic(value)
            case .topics: value.forEachElement { readTopic($0) }
            case .keywords:
                value.forEachElement { keyword in
                    parts.keyword(keyword.string ?? keyword.text("display_name", "keyword"))
                }
            case .concepts: readConcepts(value)
            case .isRetracted: if value.isTrue { parts.tag("retracted") }
            case .biblio: readBibliography(value)
            case .citations:
                if let count = value.integer {
                    parts.paper.otherFields[field.rawValue] = "\(count)"
                }
            }
        }

        private mutating func readIdentifiers(_ value: JSONValue) {
            for (name, prefix) in [
                ("doi", "doi:"), ("mag", "MAG:"), ("pmid", "PMID:"), ("pmcid", "PMCID:"),
            ] as [(StaticString, String)] {
                parts.identify(value.member(name)?.text, as: prefix)
            }
        }

        private mutating func readType(_ value: JSONValue) {
            guard let type = value.nonEmptyString else { return }
            parts.keep(type, as: "type")
            switch type {
            case "dataset": parts.paper.kind = .dataset
            case "software": parts.paper.kind = .code
            case "review": parts.paper.contribution = .survey
            default: break
            }
        }

        private mutating func readLocation(_ value: JSONValue, isPrimary: Bool) {
            if isPrimary {
                parts.paper.venue =
                    value.member("source")?.text("display_name") ?? value.text("raw_source_name")
            }
            parts.link(value.text("landing_page_url"))
            parts.link(value.text("pdf_url"), .pdf)
        }

        private mutating func readTopic(_ value: JSONValue) {
            let path = [value.member("field"), value.member("subfield"), value].compactMap {
                $0?.text("display_name")
            }
            parts.topic(path)
        }

        private mutating func readConcepts(_ value: JSONValue) {
            value.forEachElement { concept in
                if let name = concept.text("display_name"),
                    (concept.member("score")?.real ?? 1) >= 0.3
                {
                    concepts.append(name)
                }
            }
        }

        private mutating func readBibliography(_ value: JSONValue) {
            parts.keep(value.member("volume")?.text, as: "volume")
            parts.keep(value.member("issue")?.text, as: "number")
            let pages = [value.member("first_page"), value.member("last_page")].compactMap {
                $0?.text
            }
            guard let first = pages.first, !first.isEmpty else { return }
            parts.keep(pages.last == first ? first : pages.joined(separator: "–"), as: "pages")
        }

        consuming func finished() throws(RecordError) -> Paper {
            if parts.paper.title == nil { parts.title(name) }
            if parts.paper.year == nil { parts.date(year: year) }
            if parts.paper.keywords.isEmpty { for concept in concepts { parts.keyword(concept) } }
            if let language { parts.setLanguage(language) }
            return try parts.finished()
        }
    }
}

/// An abstract as a map from each word to the places where it stands.
enum InvertedAbstract {
    /// Words beyond this many are left out; the longest abstracts have some thousands.
    static let mostWords = 100_000
    /// Bytes beyond which no further word is written, 1 MiB.
    static let longest = 1 << 20

    /// The text; nil where the value is no map or holds no word.
    ///
    /// A place is only compared, so that its size costs nothing: words are put in order of their
    /// places, of two at one place the one whose name comes first. What is no place is left out.
    /// - Complexity: O(n log n) for n words.
    static func text(_ value: JSONValue) -> String? {
        var words: [(place: Int, name: Int)] = []
        var names: [UnsafeBufferPointer<UInt8>] = []
        value.forEachMember { name, places in
            guard words.count < mostWords else { return }
            places.forEachElement { place in
                guard let place = place.integer, place >= 0, words.count < mostWords else { return }
                words.append((place, names.count))
            }
            names.append(name)
        }
        guard !words.isEmpty else { return nil }
        words.sort { ($0.place, $0.name) < ($1.place, $1.name) }
        var text: [UInt8] = []
        for word in words where text.count + names[word.name].count < longest {
            if !text.isEmpty { text.append(0x20) }
            text.append(contentsOf: names[word.name])
        }
        return String(decoding: text, as: UTF8.self)
    }
}
