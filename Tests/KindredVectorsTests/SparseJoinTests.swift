import Testing

@testable import KindredVectors

/// Rows laid out once: the batch that lays them out anew is the truth.
@Suite struct SparseJoinTests {
    /// Rows with few and many ids, many of them alike.
    private static func rows(_ count: Int, seed: UInt64) -> SparseMatrix {
        let vectors = (0..<count).map { row -> SparseVector in
            let ids = (0..<UInt32(200)).filter {
                SplitMix64.word(seed: seed, place: UInt64(row / 2 * 200) + UInt64($0))
                    % UInt64($0 / 8 + 2) == 0
            }
            return SparseVector(ids: ids, weights: ids.map { _ in 1 }).normalized()
        }
        return SparseMatrix(rows: vectors, columnCount: 200)
    }

    @Test(arguments: [40, 3_000], [1, 10])
    func `answers are those of a batch, for any number of threads and any part of the rows`(
        rowCount: Int, k: Int
    ) {
        let rows = Self.rows(rowCount, seed: 5)
        let queries = Self.rows(30, seed: 6)
        for range in [0..<rowCount, rowCount / 3..<rowCount] {
            let part = rows.window(range)
            let plain = (0..<queries.rowCount).map { query -> [Scored] in
                let scores = range.map { rows.row($0).dot(queries.row(query)) }
                let own = RowSet(rowCount: scores.count, rows: [query % scores.count])
                return PlainSearch.best(k, of: scores, excluding: own, above: 0)
            }
            for threads in [1, 3] {
                let join = SparseJoin(k, rows: part, threads: Threads(threads))
                // Asked twice: what one batch leaves behind must not reach the next.
                for _ in 0..<2 {
                    let found = join.best(forEachOf: queries) { $0 % range.count }
                    #expect(found == plain)
                }
            }
        }
    }
}
