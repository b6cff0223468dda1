/// Writes a table with named columns, which ``TableReader`` reads back.
///
/// CSV has commas and the line ends of RFC 4180, TSV tabs and line feeds. A field that holds a
/// separator, a quote or a line end stands in quotes. Several authors, keywords, tags, names, topics
/// and other identifiers stand between semicolons, addresses between spaces; a topic is its path with
/// ` > ` between the steps. Of several languages the one asked for is written. Recommendations,
/// sources, and links to anything but the paper, its PDF and its code have no place.
struct TableWriter: PaperWriter {
    private let separator: UInt8
    private let end: [UInt8]
    private let settings: WriteSettings

    init(_ settings: WriteSettings, isTabbed: Bool) {
        self.settings = settings
        separator = isTabbed ? 0x09 : UInt8(ascii: ",")
        end = isTabbed ? [0x0A] : [0x0D, 0x0A]
    }

    mutating func writeHeader(into bytes: inout [UInt8]) {
        if settings.hasMark { bytes += [0xEF, 0xBB, 0xBF] }
        append(Self.columns.map(\.rawValue), to: &bytes)
    }

    mutating func write(_ paper: Paper, into bytes: inout [UInt8]) {
        append(Self.columns.map { value($0, of: paper) ?? "" }, to: &bytes)
    }

    private static let columns: [TableColumn] = [
        .id, .title, .authors, .year, .month, .venue, .doi, .arxiv, .url, .pdf, .code, .abstract,
        .summary, .keywords, .topics, .tags, .names, .kind, .aliases, .key, .volume, .number,
        .pages,
        .publisher, .isbn,
    ]

    private func value(_ column: TableColumn, of paper: Paper) -> String? {
        let language = settings.language
        return switch column {
        case .id: paper.id
        case .title: paper.titles[language] ?? paper.title
        case .authors: Self.authors(paper.authors)
        case .year: paper.year.map { String($0) }
        case .month: paper.month.map { String($0) }
        case .venue: paper.venue
        case .doi: paper.identifier(.doi)
        case .arxiv: paper.identifier(.arXiv)
        case .url: Self.addresses(.paper, of: paper)
        case .pdf: Self.addresses(.pdf, of: paper)
        case .code: Self.addresses(.code, of: paper)
        case .abstract: paper.abstract.preferring(language)
        case .summary: paper.summary.preferring(language)
        case .keywords: Self.list(paper.keywords.compactMap { $0.preferring(language) })
        case .topics: Self.list(paper.topics.map { $0.joined(separator: " > ") })
        case .tags: Self.list(paper.tags)
        case .names: Self.list(paper.names)
        case .kind: paper.kind == .paper ? nil : paper.kind.rawValue
        case .aliases: Self.list(paper.aliases)
        case .key: paper.keptText("citation-key")
        case .volume, .number, .pages, .publisher, .isbn: paper.keptText(column.rawValue)
        default: nil
        }
    }

    /// A single name with a comma ends in a semicolon, so that it stays one.
    private static func authors(_ names: [String]) -> String {
        let list = names.joined(separator: "; ")
        let isDoubtful = names.count == 1 && (list.contains(",") || list.contains(" and "))
        return isDoubtful ? list + ";" : list
    }

    private static func list(_ parts: [String]) -> String {
        let list = parts.joined(separator: "; ")
        let isDoubtful = parts.count == 1 && list.contains { "、,，".contains($0) }
        return isDoubtful ? list + ";" : list
    }

    private static func addresses(_ kind: Link.Kind, of paper: Paper) -> String {
        paper.links.filter { $0.kind == kind }.map(\.url).joined(separator: " ")
    }

    private func append(_ fields: [String], to bytes: inout [UInt8]) {
        for (place, field) in fields.enumerated() {
            if place > 0 { bytes.append(separator) }
            append(field, to: &bytes)
        }
        bytes += end
    }

    private func append(_ field: String, to bytes: inout [UInt8]) {
        let needsQuotes = field.utf8.contains {
            $0 == separator || $0 == UInt8(ascii: "\"") || $0 == 0x0A || $0 == 0x0D
        }
        guard needsQuotes else { return bytes.append(contentsOf: field.utf8) }
        bytes.append(UInt8(ascii: "\""))
        for byte in field.utf8 {
            bytes.append(byte)
            if byte == UInt8(ascii: "\"") { bytes.append(byte) }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
