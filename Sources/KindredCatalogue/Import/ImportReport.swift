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
}
