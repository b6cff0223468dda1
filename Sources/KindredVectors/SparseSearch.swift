/// Exact search for the rows nearest to sparse queries, over postings: a matrix stored by term,
/// whose rows are terms and whose ids are the rows (papers) that are searched.
///
/// Rows and queries of length one make every score a cosine.
package enum SparseSearch {
    /// The score of every row with one query, equal bit for bit to ``PlainSearch``. Shape: (rows).
    ///
    /// Ids of the query that the postings do not know count nothing.
    /// - Complexity: O(rows + postings of the query's ids).
    package static func scores(
        _ query: SparseVector, postings: SparseMatrix, threads: Threads = Threads()
    ) -> [Float] {
        var scores = [Float](repeating: 0, count: postings.columnCount)
        for (id, factor) in zip(query.ids, query.weights) where Int(id) < postings.rowCount {
            postings.withRow(Int(id)) { rows, weights in
                for (row, weight) in zip(rows, weights) where Int(row) < scores.count {
                    scores[Int(row)] += factor * weight
                }
            }
        }
        return scores
    }

    /// The `k` rows nearest to one query, best first, ties to the lower row.
    ///
    /// - Parameters:
    ///   - k: At least 1.
    ///   - query: Ids are rows of `postings`. Shape: (entries).
    ///   - postings: Shape: (ids × rows searched).
    ///   - excluded: Rows that may not be answered, such as the query's own.
    ///   - minimum: Only scores strictly above it; 0 leaves out rows with nothing in common.
    package static func best(
        _ k: Int, for query: SparseVector, postings: SparseMatrix,
        excluding excluded: RowSet? = nil, above minimum: Float? = nil,
        threads: Threads = Threads()
    ) -> [Scored] {
        TopK.best(
            k, of: scores(query, postings: postings, threads: threads), excluding: excluded,
            above: minimum)
    }

    /// The `k` nearest rows of each of many queries, never holding queries × rows scores.
    ///
    /// - Parameters:
    ///   - k: At least 1.
    ///   - queries: One query in each row. Shape: (queries × ids).
    ///   - rows: The rows that are searched. Shape: (rows × ids).
    ///   - ownRow: The row that is query `i` itself and so never its answer, or nil for none;
    ///     `{ $0 }` where the queries are the rows.
    ///   - minimum: Only scores strictly above it.
    /// - Returns: One list for each query, in their order. Shape: (queries × at most k).
    package static func best(
        _ k: Int, forEachOf queries: SparseMatrix, rows: SparseMatrix,
        ownRow: @Sendable (_ query: Int) -> Int? = { _ in nil }, above minimum: Float? = nil,
        threads: Threads = Threads()
    ) -> [[Scored]] {
        let postings = rows.transposed(threads: threads)
        return threads.mapBlocks(of: queries.rowCount, size: 16) { block, _ in
            block.map { query in
                var own = RowSet(rowCount: rows.rowCount)
                if let row = ownRow(query) { own.insert(row) }
                return best(
                    k, for: queries.row(query), postings: postings, excluding: own,
                    above: minimum, threads: .one)
            }
        }.flatMap { $0 }
    }
}
