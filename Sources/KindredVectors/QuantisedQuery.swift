import CKernels

/// A query as ``QuantisedRows`` are asked.
struct QuantisedQuery: Sendable {
    private let codes: [Int8]
    private let offset: Int32
    private let factor: Float
    private let length: Float
    private let loss: Float

    /// nil where the bound does not hold: for a query of length zero, one that is not finite, and
    /// lengths outside 2^-40 ... 2^40.
    init?(_ query: [Float]) {
        let d = query.count
        let norm = query.euclideanNorm
        guard d <= QuantisedRows.mostColumns, QuantisedRows.provenLengths.contains(norm) else {
            return nil
        }
        var turned = [Float](repeating: 0, count: d)
        query.withUnsafeBufferPointer { query in
            turned.withUnsafeMutableBufferPointer { Rotation(d: d).rotate(query, into: $0) }
        }
        var codes = [Int8](repeating: 0, count: 8 * QuantisedRows.groupCount(columns: d))
        var factor: Float = 0
        let largest = turned.reduce(0) { max($0, abs($1)) }
        // Safety: there are at least d codes.
        let lost = kindred_bytes(&codes, &factor, turned, d, 127 / largest)
        self.codes = codes
        self.factor = factor
        offset = -15 * codes.reduce(0) { $0 + Int32($1) }
        length = QuantisedRows.up(turned.euclideanNorm)
        loss = QuantisedRows.up(lost.squareRoot() + QuantisedRows.rounding * norm)
    }

    /// Sets `bounds` to what the score of every row of some blocks is at most. Shape: (16 × blocks).
    func bounds(
        of rows: QuantisedRows, blocks: Range<Int>, into bounds: UnsafeMutableBufferPointer<Float>
    ) {
        precondition(
            codes.count == 8 * QuantisedRows.groupCount(columns: rows.columnCount)
                && bounds.count == 16 * blocks.count && blocks.lowerBound >= 0
                && blocks.upperBound <= rows.lengths.count, "bounds for blocks of their own rows")
        codes.withUnsafeBufferPointer { codes in
            var query = kindred_nibble_query(
                codes: codes.baseAddress, offset: offset, factor: factor, length: length,
                loss: loss)
            rows.withParts { parts in
                var parts = parts
                // Safety: the blocks lie within the rows, and there are 16 bounds for each.
                kindred_nibble_bounds(
                    bounds.baseAddress, &parts, blocks.lowerBound, blocks.count, &query)
            }
        }
    }
}
