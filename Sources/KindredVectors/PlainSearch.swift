/// Search by the definition, row after row: the truth that every faster search must equal.
package enum PlainSearch {
    /// The score of every row with one query, by merging ids. Shape: (rows).
    ///
    /// - Complexity: O(entries of the matrix + rows × entries of the query).
    package static func scores(_ query: SparseVector, rows: SparseMatrix) -> [Float] {
        (0..<rows.rowCount).map { row in
            rows.withRow(row) { ids, weights in plainDot(query.ids, query.weights, ids, weights) }
        }
    }

    /// The score of every row with one query, by the canonical dot. Shape: (rows).
    ///
    /// - Complexity: O(rows × columns).
    package static func scores(_ query: [Float], rows: DenseMatrix) -> [Float] {
        (0..<rows.rowCount).map { row in rows.withRow(row) { canonicalDot(query, $0) } }
    }

    /// The best of `scores` by sorting all of them.
    package static func best(
        _ k: Int, of scores: [Float], excluding excluded: RowSet? = nil,
        above minimum: Float? = nil
    ) -> [Scored] {
        let eligible = scores.indices.filter { row in
            !scores[row].isNaN && minimum.map { scores[row] > $0 } ?? true
                && !(excluded?.contains(row) ?? false)
        }
        let ranked = eligible.map { Scored(row: $0, score: scores[$0]) }
            .sorted { $0.ranksBefore($1) }
        return Array(ranked.prefix(k))
    }
}

/// The dot product that dense scores are defined by: eight running sums in `Double`, the product
/// of place i going to sum i mod 8, folded by halves, and rounded to `Float` once.
///
/// A product of two `Float` is exact in `Double`, so a fused multiply-add changes nothing, and any
/// vector width up to eight gives the same bits.
/// - Precondition: Both have the same length.
package func canonicalDot(
    _ one: some RandomAccessCollection<Float>, _ two: some RandomAccessCollection<Float>
) -> Float {
    precondition(one.count == two.count, "a dot product needs two vectors of one length")
    var sums = [Double](repeating: 0, count: 8)
    for (place, (left, right)) in zip(one, two).enumerated() {
        sums[place % 8] += Double(left) * Double(right)
    }
    for width in [4, 2, 1] {
        for place in 0..<width { sums[place] += sums[place + width] }
    }
    return Float(sums[0])
}
