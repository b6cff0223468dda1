/// The best rows by exact scores of which only bounds are known for all: each row that might be
/// among them is scored exactly, and no other.
package enum BoundedSearch {
    /// The `k` best rows, best first, ties to the lower row: what sorting all exact scores gives.
    ///
    /// - Parameters:
    ///   - k: At least 1; more than there are rows gives all that qualify.
    ///   - bounds: The score of a row does not exceed its bound; a row whose bound is NaN has none.
    ///     Shape: (rows).
    ///   - excluded: Rows that may not be answered.
    ///   - minimum: Only scores strictly above it.
    ///   - exact: The scores of some rows, in their order.
    /// - Complexity: O(rows) and one exact score for each row whose bound reaches the `k`-th best;
    ///   with bounds that say nothing, for every row.
    package static func best(
        _ k: Int, bounds: [Float], excluding excluded: RowSet? = nil, above minimum: Float? = nil,
        threads: Threads, exact: @Sendable ([Int]) -> [Float]
    ) -> [Scored] {
        // There are no more rows than bounds, however many are asked for.
        let k = min(k, max(1, bounds.count))
        var best = BestRows(k, above: minimum)
        var done = 0
        var asked = k + 8
        while true {
            let candidates = TopK.best(
                asked, of: bounds, excluding: excluded, above: minimum)
            // Equal bounds come in the order of rows, so those of last time come first again.
            let fresh = Array(candidates[min(done, candidates.count)...].map(\.row))
            let scores = threads.mapBlocks(of: fresh.count, size: 4) { block, _ in
                exact(Array(fresh[block]))
            }.joined()
            for (row, score) in zip(fresh, scores) { best.take(Scored(row: row, score: score)) }
            done = candidates.count
            let chosen = best.sorted
            // A row whose bound only equals the last score could still tie with it.
            let isSettled =
                chosen.count == k
                && candidates.last.map { $0.score < chosen[k - 1].score } ?? true
            if done < asked || isSettled { return chosen }
            asked *= 4
        }
    }
}
