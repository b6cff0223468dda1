/// Reads papers of Semantic Scholar: objects of its interfaces and lines of its datasets (papers,
/// abstracts, tldrs, S2ORC), whose names differ in case and underscores only.
///
/// | Semantic Scholar | entry |
/// |---|---|
/// | `paperId`, `corpusId`, `externalIds`, `doi`, `arxivId` | identifiers |
/// | `title`, `abstract` (text, or paragraphs with `text`) | title, abstract |
/// | `tldr.text`, or `text` beside `model` in lines of tldrs | summary, based on the document |
/// | `authors` with `name`, or `first`, `middle`, `last`, `suffix` | authors |
/// | `publicationDate`, else `year` | year, month |
/// | `venue`, else `publicationVenue.name`, `journal.name` | venue |
/// | `fieldsOfStudy`, `s2FieldsOfStudy[].category` | tags |
/// | `publicationTypes` Review, Dataset | contribution, kind |
/// | `url`, `openAccessPdf.url`, `openAccessInfo.url` | links |
/// | `journal.volume`, `journal.pages`, `citationCount` | kept as `volume`, `pages`, `cited_by_count` |
///
/// Lines of several datasets about one paper share its `corpusid` and become one entry when they
/// are merged. An element that wraps a paper (`citedPaper`, `citingPaper`) gives that paper.
/// - Source: api.semanticscholar.org/api-docs/graph and /datasets; the READMEs of the datasets.
enum SemanticScholarRecord {
    private enum Field: String, CaseIterable {
        case paperid, corpusid, externalids, doi, arxivid, title, abstract, tldr, text, model
        case authors, year, publicationdate, venue, publicationvenue, journal, fieldsofstudy
        case s2fieldsofstudy, publicationtypes, url, openaccesspdf, openaccessinfo, citationcount
        case citedpaper, citingpaper
    }

    private static let fields = FieldNames<Field>()

    /// Whether the mapping looks at a member of this name.
    @Sendable static func isKnown(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
        field(name) != nil
    }

    /// The entry of a paper, or of a line about one.
    @Sendable static func paper(_ record: JSONValue) throws(RecordError) -> Paper? {
        if record.isNull { return nil }
        guard record.isObject else { throw .notAnObject }
        var reading = Reading()
        record.forEachMember { name, value in
            if let field = field(name) { reading.read(field, value) }
        }
        if let inner = reading.inner { return try paper(inner) }
        if let message = record.text("error", "message"), reading.isEmpty {
            throw .message(message)
        }
        return try reading.finished()
    }

    /// The field of a name whatever its case and underscores.
    private static func field(_ name: UnsafeBufferPointer<UInt8>) -> Field? {
        guard name.count <= 24 else { return nil }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 24) { plain in
            var count = 0
            for byte in name where byte != UInt8(ascii: "_") {
                // Safety: at most name.count, which is at most the capacity, are written.
                plain[count] = byte.isUppercaseLetter ? byte | 0x20 : byte
                count += 1
            }
            return fields[UnsafeBufferPointer(rebasing: plain[..<count])]
        }
    }

    /// What a record's members say.
    private struct Reading {
        private var parts = PaperParts()
        private(set) var inner: JSONValue?
        private var year: Int?
        private var text: String?
        private var isSummary = false
        private var otherVenue: String?
        private(set) var isEmpty = true

        mutating func read(_ field: Field, _ value: JSONValue) {
            isEmpty = false
            switch field {
            case .paperid: readPaperID(value)
            case .corpusid: parts.identify(value.text, as: "CorpusId:")
            case .externalids: readIdentifiers(value)
            case .doi: parts.identify(value.nonEmptyString, as: "doi:")
            case .arxivid: parts.identify(value.nonEmptyString, as: "arXiv:")
            case .title: parts.title(value.nonEmptyString.map(MarkupText.plain))
            case .abstract: readAbstract(value)
            case .tldr: summarise(value.text("text") ?? value.nonEmptyString)
            case .text: text = value.nonEmptyString
            case .model: isSummary = true
            case .authors: parts.paper.authors = value.elements(\.authorName) ?? []
            case .year: year = value.number
            case .publicationdate:
                if let date = value.string.flatMap({ PartialDate($0) }) {
                    parts.date(year: date.year, month: date.month)
                }
            case .venue: parts.paper.venue = value.nonEmptyString
            case .publicationvenue: otherVenue = value.text("name") ?? otherVenue
            case .journal: readJournal(value)
            case .fieldsofstudy: for name in value.texts ?? [] { parts.tag(name) }
            case .s2fieldsofstudy: value.forEachElement { parts.tag($0.text("category")) }
            case .publicationtypes: for type in value.texts ?? [] { readType(type) }
            case .url: parts.link(value.nonEmptyString)
            case .openaccesspdf: parts.link(value.text("url"), .pdf)
            case .openaccessinfo:
                if let ids = value.member("externalids") { readIdentifiers(ids) }
                parts.link(value.text("url"))
            case .citationcount:
                if let count = value.integer {
                    parts.paper.otherFields["cited_by_count"] = "\(count)"
                }
            case .citedpaper, .citingpaper: inner = value.isObject ? value : inner
            }
        }

        /// 40 hexadecimal digits in the interfaces, a corpus number in the S2ORC of old.
        private mutating func readPaperID(_ value: JSONValue) {
            guard let text = value.text else { return }
            parts.identify(text, as: text[...].isNumber ? "CorpusId:" : "s2:")
        }

        private mutating func readIdentifiers(_ value: JSONValue) {
            value.forEachMember { name, value in
                let prefix: String? =
                    switch String(decoding: name, as: UTF8.self).lowercased() {
                    case "arxiv": "arXiv:"
                    case "doi": "doi:"
                    case "acl": "acl:"
                    case "dblp": "dblp:"
                    case "mag": "MAG:"
                    case "corpusid": "CorpusId:"
                    case "pubmed", "medline": "PMID:"
                    case "pubmedcentral": "PMCID:"
                    default: nil
                    }
                if let prefix { parts.identify(value.text, as: prefix) }
            }
        }

        private mutating func readAbstract(_ value: JSONValue) {
            let paragraphs = value.elements { $0.text("text") ?? $0.string ?? "" } ?? []
            let text = value.nonEmptyString ?? paragraphs.joined(separator: " ")
            parts.abstract(MarkupText.plain(text))
        }

        private mutating func readJournal(_ value: JSONValue) {
            otherVenue = otherVenue ?? value.text("name") ?? value.nonEmptyString
            parts.keep(value.member("volume")?.text, as: "volume")
            parts.keep(value.text("pages").map(MarkupText.plain), as: "pages")
        }

        private mutating func readType(_ type: String) {
            switch type {
            case "Review": parts.paper.contribution = .survey
            case "Dataset": parts.paper.kind = .dataset
            default: break
            }
        }

        private mutating func summarise(_ text: String?) {
            guard let text else { return }
            parts.paper.summary = LocalizedText(MarkupText.plain(text))
            parts.paper.basis = .document
        }

        consuming func finished() throws(RecordError) -> Paper {
            if isSummary { summarise(text) }
            if parts.paper.year == nil { parts.date(year: year) }
            parts.paper.venue = parts.paper.venue ?? otherVenue
            return try parts.finished()
        }
    }
}

extension JSONValue {
    /// A person's name: a string, or an object with a whole name or its parts.
    fileprivate var authorName: String? {
        if let name = string ?? text("name", "literal") { return name }
        let middle = member("middle")?.texts?.joined(separator: " ")
        let given = [text("first", "given"), middle].compactMap(\.self).joined(separator: " ")
        return PersonName.joined(
            given: given, family: text("last", "family"), suffix: text("suffix")) ?? ""
    }
}
