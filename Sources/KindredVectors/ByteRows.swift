import CKernels

/// Rows in eight bits a number, rotated as ``QuantisedRows`` are, for the products of all pairs.
///
/// With the names of ``QuantisedRows``, both sides being rows x and y of lengths n and m with
/// residuals r and s: |x · y - a b (c · e)| ≤ n s + r m + δ n m. The integer product is the same for
/// both sides, so half of all pairs are multiplied.
struct ByteRows: Sendable {
    let rowCount: Int
    let columnCount: Int
    /// Shape: (16 × blocks, 8 × groups).
    private let rows: Elements<Int8>
    /// Shape: (blocks × 16 × 8 × groups).
    private let columns: Elements<UInt8>
    /// Shape: (16 × blocks).
    private let sums: Elements<Int32>
    /// Shape: (16 × blocks), zero behind the last row.
    private let scales: Elements<Float>
    /// What the integer product of a row with any other may be off by. Shape: (16 × blocks).
    let slacks: [Float]

    var blockCount: Int { QuantisedRows.blockCount(rows: rowCount) }

    /// nil where ``QuantisedRows`` are.
    init?(_ matrix: DenseMatrix, threads: Threads) {
        guard matrix.columnCount <= QuantisedRows.mostColumns else { return nil }
        (rowCount, columnCount) = (matrix.rowCount, matrix.columnCount)
        let blocks = QuantisedRows.blockCount(rows: matrix.rowCount)
        let width = 8 * QuantisedRows.groupCount(columns: matrix.columnCount)
        let (rows, rowTarget) = Elements<Int8>.memory(count: 16 * blocks * width)
        let (columns, columnTarget) = Elements<UInt8>.memory(count: 16 * blocks * width)
        let (sums, sumTarget) = Elements<Int32>.memory(count: 16 * blocks)
        let (scales, scaleTarget) = Elements<Float>.memory(count: 16 * blocks)
        let rotation = Rotation(d: matrix.columnCount)
        let bounds = threads.mapBlocks(of: blocks, size: 64) { part, _ in
            var quantiser = ByteQuantiser(rotation, d: matrix.columnCount)
            return part.flatMap { block in
                let found = (16 * block..<16 * block + 16).map { row -> RowBound? in
                    guard row < matrix.rowCount else { return RowBound(length: 0, residual: 0) }
                    let codes = rowTarget.part(row * width..<(row + 1) * width)
                    let bound = quantiser.quantise(matrix, row, codes, &scaleTarget.buffer[row])
                    sumTarget[row] = codes.reduce(0) { $0 + Int32($1) }
                    return bound
                }
                let range = block * 16 * width..<(block + 1) * 16 * width
                // Safety: both parts hold sixteen rows.
                kindred_pack_bytes(
                    columnTarget.part(range).baseAddress, rowTarget.part(range).baseAddress,
                    width / 8)
                return found
            }
        }.flatMap(\.self)
        guard let slacks = Self.slacks(bounds) else { return nil }
        self.rows = rows
        self.columns = columns
        self.sums = sums
        self.scales = scales
        self.slacks = slacks
    }

    /// n R + r N + δ n N, where R is the largest residual of all and N the largest length.
    private static func slacks(_ bounds: [RowBound?]) -> [Float]? {
        let known = bounds.compactMap(\.self)
        guard known.count == bounds.count else { return nil }
        let length = known.reduce(0) { max($0, $1.length) }
        let residual = known.reduce(0) { max($0, $1.residual) }
        return known.map { row in
            QuantisedRows.up(
                row.length * residual + row.residual * length
                    + QuantisedRows.rounding * row.length * length)
        }
    }

    /// Finds the pairs of some rows with some blocks of columns that reach a bar.
    ///
    /// - Parameters:
    ///   - pairs: Room for all of them.
    ///   - rowBars: Shape: (rows).
    ///   - columnBars: Shape: (16 × blocks).
    /// - Returns: How many pairs there are.
    func pairs(
        _ range: Range<Int>, _ blocks: Range<Int>, rowBars: UnsafePointer<Float>,
        columnBars: UnsafePointer<Float>, into pairs: UnsafeMutableBufferPointer<kindred_pair>
    ) -> Int {
        precondition(
            range.lowerBound >= 0 && range.upperBound <= rowCount && blocks.lowerBound >= 0
                && blocks.upperBound <= blockCount
                && pairs.count >= range.count * 16 * blocks.count, "pairs within the rows")
        defer { withExtendedLifetime(self) {} }
        // Safety: `self` owns the parts; rows and blocks lie within them.
        var parts = kindred_byte_rows(
            rows: rows.buffer.baseAddress, columns: columns.buffer.baseAddress,
            sums: sums.buffer.baseAddress, scales: scales.buffer.baseAddress,
            groups: QuantisedRows.groupCount(columns: columnCount))
        return kindred_byte_pairs(
            pairs.baseAddress, &parts, range.lowerBound, range.count, blocks.lowerBound,
            blocks.count, rowBars, columnBars)
    }
}

/// At least the length of a row and of what its codes lose.
private struct RowBound: Sendable {
    let length: Double
    let residual: Double
}

/// Quantises rows, with memory of its own.
private struct ByteQuantiser {
    private let rotation: Rotation
    private var turned: [Float]

    init(_ rotation: Rotation, d: Int) {
        self.rotation = rotation
        turned = Array(repeating: 0, count: d)
    }

    /// One row; nil where it is out of bounds.
    mutating func quantise(
        _ rows: DenseMatrix, _ row: Int, _ codes: UnsafeMutableBufferPointer<Int8>,
        _ scale: inout Float
    ) -> RowBound? {
        let d = turned.count
        return rows.withRow(row) { values in
            let length = Double(kindred_dot(values.baseAddress, values.baseAddress, d))
                .squareRoot()
            guard length <= QuantisedRows.provenLengths.upperBound else { return nil }
            let atMost = length * (1 + 0x1p-20) + 0x1p-70
            guard length >= QuantisedRows.provenLengths.lowerBound else {
                return RowBound(length: atMost, residual: atMost)
            }
            turned.withUnsafeMutableBufferPointer { rotation.rotate(values, into: $0) }
            let largest = turned.reduce(0) { max($0, abs($1)) }
            // Safety: there are at least d codes.
            let lost = kindred_bytes(codes.baseAddress, &scale, turned, d, 127 / largest)
            return RowBound(length: atMost, residual: lost.squareRoot() * (1 + 0x1p-20))
        }
    }
}
