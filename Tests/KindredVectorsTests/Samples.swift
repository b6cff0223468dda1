import KindredVectors

/// Numbers for tests: the same ones for the same seed.
struct Samples {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

    mutating func word() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }

    mutating func number(in range: Range<Int>) -> Int {
        range.lowerBound + Int(word() % UInt64(range.count))
    }

    /// Uniform in -1..<1.
    mutating func weight() -> Float { Float(word() >> 40) / Float(1 << 23) - 1 }

    mutating func vector(_ count: Int) -> [Float] { (0..<count).map { _ in weight() } }

    mutating func dense(rows: Int, columns: Int) -> DenseMatrix {
        DenseMatrix(
            rowCount: rows, columnCount: columns, elements: Elements(vector(rows * columns)))
    }

    /// About `perRow` entries a row, more of them at low columns, some rows empty.
    mutating func sparse(rows: Int, columns: Int, perRow: Int = 8) -> SparseMatrix {
        let vectors = (0..<rows).map { _ in sparseVector(columns: columns, entries: perRow) }
        return SparseMatrix(rows: vectors, columnCount: columns)
    }

    /// A small matrix as a flipped bit could leave it: starts, ids and weights are anything.
    mutating func corrupt() -> SparseMatrix {
        let entries = number(in: 0..<12)
        let (rows, columns) = (number(in: 0..<6), number(in: 0..<6))
        var starts = (0...rows).map { UInt64($0 * entries / max(rows, 1)) }
        if number(in: 0..<3) > 0 {
            starts[number(in: 0..<rows + 1)] = [0, 5, 1 << 40, .max][number(in: 0..<4)]
        }
        let ids = (0..<entries).map { _ in [0, 1, 3, 5, 6, .max][number(in: 0..<6)] as UInt32 }
        let weights = (0..<entries).map { _ in [1, 2, .nan, .infinity][number(in: 0..<4)] as Float }
        return SparseMatrix(
            rowCount: rows, columnCount: columns, starts: Elements(starts), ids: Elements(ids),
            weights: Elements(weights))
    }

    mutating func sparseVector(columns: Int, entries: Int) -> SparseVector {
        guard columns > 0, entries > 0 else { return .zero }
        var ids: Set<UInt32> = []
        for _ in 0..<number(in: 0..<2 * entries) {
            let unit = Double(word() >> 11) / Double(1 << 53)
            ids.insert(UInt32(unit * unit * Double(columns)))
        }
        return SparseVector(ids: ids.sorted(), weights: vector(ids.count))
    }
}

/// Lengths at which vector code changes its path.
let lengths = [0, 1, 7, 8, 15, 16, 17, 1_000]

/// Thread counts that must not matter.
let threadCounts = [1, 2, 3, 8]

extension SparseMatrix {
    /// Whether starts ascend and cover the entries.
    var startsMakeSense: Bool {
        starts[0] == 0 && starts[rowCount] == UInt64(entryCount)
            && (0..<rowCount).allSatisfy { starts[$0] <= starts[$0 + 1] }
    }
}
