package import KindredCatalogue
package import KindredVectors

/// Which papers may be answered, by what the columns of an index know.
package struct PaperFilter: Sendable {
    /// Only these kinds; empty for all.
    package var kinds: Set<Paper.Kind> = []
    /// Only papers of this year or later; a paper without a year does not pass.
    package var since: Int?
    /// Only papers of this year or earlier; a paper without a year does not pass.
    package var until: Int?
    /// Only papers in one of these topics or below; nil for all.
    package var topics: [Int]?

    /// A filter that everything passes.
    package init() {}

    /// Whether everything passes.
    package var isEmpty: Bool {
        kinds.isEmpty && since == nil && until == nil && topics == nil
    }
}

extension CatalogueColumns {
    /// The rows that do not pass a filter.
    ///
    /// - Complexity: O(papers + topics); no record is read.
    package func rows(failing filter: PaperFilter) -> RowSet {
        var failing = RowSet(rowCount: paperCount)
        guard !filter.isEmpty else { return failing }
        let codes = Set(filter.kinds.map(Self.kindCode))
        let isWanted = (0...UInt8.max).map { codes.isEmpty || codes.contains($0) }
        let (first, last) = (filter.since ?? .min, filter.until ?? .max)
        let asksForYear = filter.since != nil || filter.until != nil
        let wanted = filter.topics.map(topics.isUnder)
        for row in 0..<paperCount {
            let year = Int(years[row])
            let passes =
                isWanted[Int(kinds[row])]
                && (!asksForYear || (year != 0 && first <= year && year <= last))
                && (wanted.map { topics.paper(at: row, isIn: $0) } ?? true)
            if !passes { failing.insert(row) }
        }
        return failing
    }
}
