/// What became of a document: how many entries of each kind, how many links found a place, and
/// every line that found none.
///
/// ```swift
/// let list = MarkdownList.read(text, document: "papers.md")
/// print(list.report.entries[.paper, default: 0], list.report.placed, list.report.unplaced.count)
/// ```
public struct ImportReport: Hashable, Sendable {
    /// The number of entries by kind.
    public var entries: [Paper.Kind: Int] = [:]
    /// The number of distinct web addresses among the document's links.
    ///
    /// Counted are `http` and `https` addresses of links in any form (inline, reference, bare,
    /// HTML), each spelling once; not counted are pictures' own addresses, links within the
    /// document, generated tables of contents, comments and front matter.
    public var links = 0
    /// How many of those stand in an entry.
    public var placed = 0
    /// The lines and links that belong to no entry, in the order of the document.
    public var unplaced: [Unplaced] = []

    /// A line that belongs to no entry.
    public struct Unplaced: Hashable, Sendable {
        /// The document's name, where reports of several are put together.
        public var document: String?
        /// The line, from 1.
        public var line: Int
        /// What stands there; for a link its address.
        public var text: String

        /// A line that belongs to no entry.
        public init(document: String? = nil, line: Int, text: String) {
            self.document = document
            self.line = line
            self.text = text
        }
    }

    /// A report of nothing.
    public init() {}

    /// Adds the report of a further document.
    ///
    /// Numbers are summed: an entry or link that two documents share counts in each of them.
    public mutating func add(_ other: ImportReport) {
        for (kind, count) in other.entries { entries[kind, default: 0] += count }
        links += other.links
        placed += other.placed
        unplaced += other.unplaced
    }

    /// The report as one JSON object on one line:
    /// `{"entries":{"paper":1},"links":2,"placed":2,"unplaced":[{"line":3,"text":"…"}]}`.
    ///
    /// Kinds without entries are left out, the others stand in the order of their declaration.
    /// A place carries `"document"` where it is known.
    public var json: String {
        let kinds = Paper.Kind.allCases.compactMap { kind in
            entries[kind].map { "\"\(kind.rawValue)\":\($0)" }
        }
        let places = unplaced.map { place in
            let document = place.document.map { "\"document\":\(Self.quoted($0))," } ?? ""
            return "{\(document)\"line\":\(place.line),\"text\":\(Self.quoted(place.text))}"
        }
        return "{\"entries\":{\(kinds.joined(separator: ","))},\"links\":\(links),"
            + "\"placed\":\(placed),\"unplaced\":[\(places.joined(separator: ","))]}"
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
