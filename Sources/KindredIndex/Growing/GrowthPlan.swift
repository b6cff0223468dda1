package import KindredCatalogue

/// Which papers a changed index holds, row by row: papers of indexes that are there, and new ones.
///
/// Everything that a change of an index does is made from this list and from nothing else, so that
/// adding, removing, replacing and joining indexes are one piece of work.
package struct GrowthPlan: Sendable {
    /// The indexes that rows come from.
    package let sources: [IndexFile]
    /// Where each row of the new index comes from; rows of one source keep their order.
    package let rows: [Row]
    /// The papers that no source has as they now are.
    package let fresh: [FreshPaper]
    /// How many of the fresh papers stand where a source had a paper that said something else.
    package let replacing: Int
    /// What topics are called in other languages.
    package let topicNames: TopicNames

    /// A plan; each fresh paper stands in exactly one row.
    package init(
        sources: [IndexFile], rows: [Row], fresh: [FreshPaper] = [], replacing: Int = 0,
        topicNames: TopicNames
    ) {
        self.sources = sources
        self.rows = rows
        self.fresh = fresh
        self.replacing = replacing
        self.topicNames = topicNames
    }

    /// Where a row comes from.
    package struct Row: Hashable, Sendable {
        private let index: Int32
        private let number: UInt32

        /// A row of a source.
        package static func stored(_ source: Int, _ row: Int) -> Row {
            Row(index: Int32(source), number: UInt32(row))
        }

        /// A fresh paper.
        package static func fresh(_ place: Int) -> Row { Row(index: -1, number: UInt32(place)) }

        /// The source; nil for a fresh paper.
        package var source: Int? { index < 0 ? nil : Int(index) }
        /// The row in its source, or the place among the fresh papers.
        package var place: Int { Int(number) }
    }

    /// A paper whose text and record are new.
    package struct FreshPaper: Sendable {
        /// The paper.
        package let paper: Paper
        /// By what it may be known; nil where nobody has found that yet.
        package let identities: [PaperID]?

        /// A paper with what is known of it.
        package init(_ paper: Paper, identities: [PaperID]? = nil) {
            self.paper = paper
            self.identities = identities
        }
    }

    /// Rows that stand side by side here as they do in their source.
    struct Run {
        /// The first of them here.
        let row: Int
        /// Where the first comes from.
        let origin: Row
        /// How many they are; a fresh paper stands alone.
        let count: Int
    }

    /// All rows as runs, in order.
    var runs: [Run] {
        var runs: [Run] = []
        var row = 0
        while row < rows.count {
            let origin = rows[row]
            var count = 1
            if let source = origin.source {
                while row + count < rows.count,
                    rows[row + count] == .stored(source, origin.place + count)
                {
                    count += 1
                }
            }
            runs.append(Run(row: row, origin: origin, count: count))
            row += count
        }
        return runs
    }

    /// The row here of each row of each source; ``gone`` where it has none.
    var rowMaps: [[UInt32]] {
        var maps = sources.map { [UInt32](repeating: Self.gone, count: $0.paperCount) }
        for (row, origin) in rows.enumerated() {
            if let source = origin.source { maps[source][origin.place] = UInt32(row) }
        }
        return maps
    }

    /// Stands for a row that a source has and the new index has not.
    static let gone = UInt32.max
}
