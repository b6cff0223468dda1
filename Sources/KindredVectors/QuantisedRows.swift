import CKernels

/// Rows in four bits a number, and how far each may lie from them: what ``DenseSearch`` reads
/// instead of the rows where it can prove that they cannot be among the answers.
///
/// A row x of length n is rotated (``Rotation``) and then given by integers c, odd numbers from -15
/// to 15, and a scale a, the one with the least residual r = ‖x' - a c‖. A query q becomes a
/// product of a factor b and integers e from -127 to 127 in the same way, with residual s. With
/// u = 2^-24, the true product obeys
///
///     q · x ≤ b a (e · c) + ‖q'‖ r + (s + δ ‖q‖) n,   δ = 2^-16,
///
/// because, step by step,
/// 1. |q · x - q' · x'| ≤ 77 u ‖q‖ n, the rounding of both rotations, 38 u each, and their product;
/// 2. |q' · x' - q' · (a c)| ≤ ‖q'‖ r by Cauchy and Schwarz;
/// 3. |q' · (a c) - (b e) · (a c)| ≤ s ‖a c‖ ≤ s n, up to the rotation's rounding: a c is the
///    projection of x' onto c and no longer than x';
/// 4. e · c is an exact integer; rounding it, two products, the two others and two sums cost at
///    most 12 u (‖q‖ n + ‖q'‖ r + (s + δ ‖q‖) n) ≤ 38 u ‖q‖ n, as r ≤ n and s ≤ ‖q‖;
/// 5. the canonical score differs from the true product by 1.01 u ‖q‖ n.
/// That makes 117 u ‖q‖ n at most, and δ is 256 u. Lengths and residuals are stored rounded up by
/// 2^-20, which covers how they are computed themselves. Lengths of both sides must lie within
/// 2^-40 ... 2^40 (a shorter row counts as a residual alone), so that nothing underflows or
/// overflows where it counts; elsewhere there are no quantised rows, or the query is answered
/// without them.
///
/// Rows stand in blocks of sixteen as `kindred_nibble_rows` has them. About a ninth of the room of
/// the rows themselves.
package struct QuantisedRows: Sendable, Equatable {
    /// How many rows there are.
    package let rowCount: Int
    /// d, how many numbers a row holds.
    package let columnCount: Int
    /// Shape: (blocks × groups × 64).
    package let codes: Elements<UInt8>
    /// Shape: (blocks × 16).
    package let scales: Elements<Float>
    /// Shape: (blocks × 16).
    package let residuals: Elements<Float>
    /// At least the length of the longest row of each block. Shape: (blocks).
    package let lengths: Elements<Float>

    /// Blocks of sixteen rows that hold so many rows.
    package static func blockCount(rows: Int) -> Int { (rows + 15) / 16 }

    /// Groups of eight dimensions that hold so many dimensions.
    package static func groupCount(columns: Int) -> Int { (columns + 7) / 8 }

    /// The most dimensions: the sums of products of codes stay within 32 bits.
    package static let mostColumns = 1 << 15
    /// δ above: what rounding can make of a product of rows of length one.
    static let rounding = 0x1p-16
    /// Lengths that the bound holds for.
    static let provenLengths = 0x1p-40...0x1p40

    /// Rows as they were stored; nothing but the lengths of the parts is checked.
    ///
    /// Numbers that nobody checked can make an answer wrong, but nothing worse.
    /// - Precondition: The parts have the shapes above.
    package init(
        rowCount: Int, columnCount: Int, codes: Elements<UInt8>, scales: Elements<Float>,
        residuals: Elements<Float>, lengths: Elements<Float>
    ) {
        let blocks = Self.blockCount(rows: rowCount)
        precondition(
            columnCount <= Self.mostColumns
                && codes.count == blocks * Self.groupCount(columns: columnCount) * 64
                && scales.count == 16 * blocks && residuals.count == 16 * blocks
                && lengths.count == blocks, "quantised rows need all their parts")
        self.rowCount = rowCount
        self.columnCount = columnCount
        self.codes = codes
        self.scales = scales
        self.residuals = residuals
        self.lengths = lengths
    }

    /// Quantises rows; nil where one is not finite or longer than 2^40, or has more than 2^15
    /// numbers.
    ///
    /// - Complexity: O(rows × columns · log columns).
    package init?(_ rows: DenseMatrix, threads: Threads = Threads()) {
        guard rows.columnCount <= Self.mostColumns else { return nil }
        let blocks = Self.blockCount(rows: rows.rowCount)
        let groups = Self.groupCount(columns: rows.columnCount)
        let (codes, codeTarget) = Elements<UInt8>.memory(count: blocks * groups * 64)
        let (scales, scaleTarget) = Elements<Float>.memory(count: 16 * blocks)
        let (residuals, residualTarget) = Elements<Float>.memory(count: 16 * blocks)
        let (lengths, lengthTarget) = Elements<Float>.memory(count: blocks)
        let rotation = Rotation(d: rows.columnCount)
        let fine = threads.mapBlocks(of: blocks, size: 64) { part, _ in
            var quantiser = NibbleQuantiser(rotation, d: rows.columnCount)
            for block in part {
                let range = 16 * block..<min(16 * block + 16, rows.rowCount)
                let width = groups * 64
                guard
                    let length = quantiser.quantise(
                        rows, range, codes: codeTarget.part(block * width..<(block + 1) * width),
                        scales: scaleTarget.part(16 * block..<16 * block + 16),
                        residuals: residualTarget.part(16 * block..<16 * block + 16))
                else { return false }
                lengthTarget[block] = length
            }
            return true
        }
        guard fine.allSatisfy(\.self) else { return nil }
        self.init(
            rowCount: rows.rowCount, columnCount: rows.columnCount, codes: codes, scales: scales,
            residuals: residuals, lengths: lengths)
    }

    /// Calls `body` with the parts in place.
    func withParts<Result>(_ body: (kindred_nibble_rows) -> Result) -> Result {
        defer { withExtendedLifetime(self) {} }
        // Safety: `self` owns the parts and outlives the call.
        return body(
            kindred_nibble_rows(
                codes: codes.buffer.baseAddress, scales: scales.buffer.baseAddress,
                residuals: residuals.buffer.baseAddress, lengths: lengths.buffer.baseAddress,
                groups: Self.groupCount(columns: columnCount)))
    }

    /// A number, known within a double's rounding, as one that is at least it.
    static func up(_ number: Double) -> Float { Float(number * (1 + 0x1p-20)).nextUp }
}

/// Quantises blocks of sixteen rows, with memory of its own.
private struct NibbleQuantiser {
    private let rotation: Rotation
    private let d: Int
    private let groups: Int
    private var turned: [Float]
    private var spare: [UInt8]
    /// The block's codes, row after row, zeros behind d.
    private var block: [UInt8]

    init(_ rotation: Rotation, d: Int) {
        self.rotation = rotation
        self.d = d
        groups = QuantisedRows.groupCount(columns: d)
        turned = Array(repeating: 0, count: d)
        spare = Array(repeating: 0, count: d)
        block = Array(repeating: 0, count: 16 * 8 * groups)
    }

    /// Quantises up to sixteen rows into a block; the places behind them get zeros.
    ///
    /// - Returns: At least the length of the longest; nil where one is out of bounds.
    mutating func quantise(
        _ rows: DenseMatrix, _ range: Range<Int>, codes: UnsafeMutableBufferPointer<UInt8>,
        scales: UnsafeMutableBufferPointer<Float>, residuals: UnsafeMutableBufferPointer<Float>
    ) -> Float? {
        var longest = 0.0
        block.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
        for (place, row) in range.enumerated() {
            let length = rows.withRow(row) { values in
                Double(kindred_dot(values.baseAddress, values.baseAddress, d)).squareRoot()
            }
            guard length <= QuantisedRows.provenLengths.upperBound else { return nil }
            longest = max(longest, length)
            if length < QuantisedRows.provenLengths.lowerBound {
                scales[place] = 0
                // The square of so short a row may be lost; the row itself is bounded all the same.
                residuals[place] = Float(length + 0x1p-70).nextUp
            } else {
                let lost = rows.withRow(row) { quantise($0, length, place, &scales[place]) }
                residuals[place] = QuantisedRows.up(lost.squareRoot())
            }
        }
        // Safety: a block takes 64 bytes for each group, made of 16 × 8 codes a group.
        kindred_pack_nibbles(codes.baseAddress, block, groups)
        return QuantisedRows.up(longest + 0x1p-70)
    }

    /// One row into the block: the squared length of what is lost.
    private mutating func quantise(
        _ values: UnsafeBufferPointer<Float>, _ length: Double, _ place: Int, _ scale: inout Float
    ) -> Double {
        turned.withUnsafeMutableBufferPointer { rotation.rotate(values, into: $0) }
        // The step with the least loss where numbers spread like a normal distribution's: Max,
        // "Quantizing for minimum distortion", IRE Trans. Inf. Theory 6(1), 1960, table II.
        let step = Float(0.3352 * length / Double(d).squareRoot())
        return block.withUnsafeMutableBufferPointer { block in
            // Safety: the block holds 8 codes for each group and row, which are at least d.
            kindred_nibbles(
                block.baseAddress.map { $0 + place * 8 * groups }, &spare, &scale, turned, d, step)
        }
    }
}
