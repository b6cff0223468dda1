import CKernels

/// A row and its score.
package struct Scored: Ranked, Sendable, Equatable {
    /// A place in the matrix that was searched.
    package let row: Int
    /// How much it resembles the query; the higher the better.
    package let score: Float

    /// A row with its score.
    package init(row: Int, score: Float) {
        self.row = row
        self.score = score
    }

    /// Whether this one ranks before another: by higher score, then by lower row.
    ///
    /// NaN has no rank: no score that may be NaN is compared here.
    @inline(__always)
    package func ranksBefore(_ other: Scored) -> Bool {
        score > other.score || (score == other.score && row < other.row)
    }
}

/// The best few of many scores, exactly: highest first, ties to the lower row, NaN never.
package enum TopK {
    /// The `k` best of `scores`.
    ///
    /// - Parameters:
    ///   - k: At least 1; more than there are rows gives all of them.
    ///   - scores: One for each row. Shape: (rows).
    ///   - excluded: Rows that may not be selected.
    ///   - minimum: Only scores strictly above it are selected: with 0, papers that have nothing
    ///     in common with the query are left out.
    /// - Returns: At most `k`, best first.
    /// - Complexity: O(rows + k log k · log rows) on scores in no special order.
    package static func best(
        _ k: Int, of scores: UnsafeBufferPointer<Float>, excluding excluded: RowSet? = nil,
        above minimum: Float? = nil
    ) -> [Scored] {
        var best = BestRows(k, excluding: excluded, above: minimum)
        best.take(scores, firstRow: 0)
        return best.sorted
    }

    /// The `k` best of `scores`, as above.
    package static func best(
        _ k: Int, of scores: [Float], excluding excluded: RowSet? = nil,
        above minimum: Float? = nil
    ) -> [Scored] {
        scores.withUnsafeBufferPointer { best(k, of: $0, excluding: excluded, above: minimum) }
    }

    /// The `k` best of several lists of distinct rows, best first.
    package static func merged(_ k: Int, _ lists: [[Scored]]) -> [Scored] {
        var best = BestRows(k)
        for scored in lists.joined() { best.take(scored) }
        return best.sorted
    }
}

/// A running choice of the `k` best rows, fed one by one or by whole blocks of scores.
///
/// A ``BoundedHeap``: most rows cost one comparison, and those kept do not depend on the order in
/// which they came.
package struct BestRows: Sendable {
    private let excluded: RowSet?
    /// Scores must lie strictly above it; nil for any.
    let minimum: Float?
    private var heap: BoundedHeap<Scored>

    /// Nothing chosen yet; the parameters are those of ``TopK/best(_:of:excluding:above:)``.
    package init(_ k: Int, excluding excluded: RowSet? = nil, above minimum: Float? = nil) {
        heap = BoundedHeap(k)
        self.excluded = excluded
        self.minimum = minimum
    }

    /// A choice of nothing under the same conditions.
    var emptied: BestRows { BestRows(heap.limit, excluding: excluded, above: minimum) }

    /// The chosen rows, best first.
    package var sorted: [Scored] { heap.sorted }

    /// The chosen rows, in no special order.
    var rows: [Int] { heap.elements.map(\.row) }

    /// The lowest score kept, nil while there is room for more.
    var worst: Float? { heap.worst?.score }

    /// Offers all rows that another choice kept.
    package mutating func take(_ other: BestRows) {
        for scored in other.heap.elements { take(scored) }
    }

    /// Offers one row.
    package mutating func take(_ scored: Scored) {
        guard !scored.score.isNaN, minimum.map({ scored.score > $0 }) ?? true else { return }
        if let worst = heap.worst, !scored.ranksBefore(worst) { return }
        guard mayTake(scored.row) else { return }
        heap.take(scored)
    }

    /// Offers a block of scores, those of the rows from `firstRow` on.
    ///
    /// Once `k` rows are kept, and where a minimum is given, most scores are only compared with
    /// the lowest that could still be kept, many at a time.
    package mutating func take(_ scores: UnsafeBufferPointer<Float>, firstRow: Int) {
        var place = 0
        while place < scores.count {
            if let bar = bar(forRowsFrom: firstRow + place) {
                // Safety: the kernel reads `place..<count` of the buffer it is given.
                place = kindred_next_above(scores.baseAddress, place, scores.count, bar)
                guard place < scores.count else { return }
            }
            take(Scored(row: firstRow + place, score: scores[place]))
            place += 1
        }
    }

    /// What a score must exceed to be kept if its row is `row` or a later one, nil for nothing.
    func bar(forRowsFrom row: Int) -> Float? {
        guard let worst = heap.worst else { return minimum }
        // A tie goes to the lower row, so an equal score loses only against a row before it.
        return worst.row < row ? worst.score : minimum
    }

    /// Whether a row is not excluded.
    func mayTake(_ row: Int) -> Bool { !(excluded?.contains(row) ?? false) }
}
