/// Exact search for the rows nearest to dense queries, by dot product.
///
/// Rows and queries of length one make every score a cosine. Every score is ``canonicalDot(_:_:)``.
package enum DenseSearch {
    /// The score of every row with one query. Shape: (rows).
    ///
    /// - Precondition: The query holds as many numbers as a row.
    package static func scores(
        _ query: [Float], rows: DenseMatrix, threads: Threads = Threads()
    ) -> [Float] {
        PlainSearch.scores(query, rows: rows)
    }

    /// The `k` rows nearest to one query, best first, ties to the lower row.
    ///
    /// - Parameters:
    ///   - k: At least 1.
    ///   - query: Shape: (columns).
    ///   - rows: Shape: (rows × columns).
    ///   - excluded: Rows that may not be answered, such as the query's own.
    ///   - minimum: Only scores strictly above it.
    package static func best(
        _ k: Int, for query: [Float], rows: DenseMatrix, excluding excluded: RowSet? = nil,
        above minimum: Float? = nil, threads: Threads = Threads()
    ) -> [Scored] {
        TopK.best(
            k, of: scores(query, rows: rows, threads: threads), excluding: excluded,
            above: minimum)
    }

    /// The `k` nearest rows of each of many queries, never holding queries × rows scores.
    ///
    /// - Parameters:
    ///   - k: At least 1.
    ///   - queries: One query in each row. Shape: (queries × columns).
    ///   - rows: Shape: (rows × columns).
    ///   - ownRow: The row that is query `i` itself and so never its answer, or nil for none;
    ///     `{ $0 }` where the queries are the rows.
    ///   - minimum: Only scores strictly above it.
    /// - Returns: One list for each query, in their order. Shape: (queries × at most k).
    package static func best(
        _ k: Int, forEachOf queries: DenseMatrix, rows: DenseMatrix,
        ownRow: @Sendable (_ query: Int) -> Int? = { _ in nil }, above minimum: Float? = nil,
        threads: Threads = Threads()
    ) -> [[Scored]] {
        threads.mapBlocks(of: queries.rowCount, size: 16) { block, _ in
            block.map { query in
                var own = RowSet(rowCount: rows.rowCount)
                if let row = ownRow(query) { own.insert(row) }
                return best(
                    k, for: queries.row(query), rows: rows, excluding: own, above: minimum,
                    threads: .one)
            }
        }.flatMap { $0 }
    }
}
