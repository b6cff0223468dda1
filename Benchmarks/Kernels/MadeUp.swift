import Foundation
import KindredVectors

extension KernelWork {
    /// Rows of 80 terms out of 40,000, drawn by Zipf's law and scaled to length one.
    static func sparseRows(_ count: Int) -> SparseMatrix {
        var random = Numbers(seed: 11)
        let terms = 40_000
        let rows = (0..<count).map { _ in
            var weights: [UInt32: Float] = [:]
            for _ in 0..<80 {
                // The inverse of Zipf's distribution function, seen as a continuous one.
                let term = pow(Double(terms), random.next()) - 1
                weights[UInt32(term), default: 0] += Float(1 + log(1 + term))
            }
            let ids = weights.keys.sorted()
            return SparseVector(ids: ids, weights: ids.map { weights[$0] ?? 0 }).normalized()
        }
        return SparseMatrix(rows: rows, columnCount: terms)
    }

    /// Points of length one in 256 dimensions, most of their length in the first, as LSA's are.
    static func denseRows(_ count: Int) -> DenseMatrix {
        var random = Numbers(seed: 12)
        let rows = (0..<count).map { _ in
            (0..<256).map { Float((random.next() - 0.5) / Double(8 + $0).squareRoot()) }
        }
        return DenseMatrix(rows: rows, columnCount: 256).rowsNormalized(threads: .one)
    }
}

/// Numbers in 0..<1, the same from every start.
private struct Numbers {
    let seed: UInt64
    private var place: UInt64 = 0

    init(seed: UInt64) { self.seed = seed }

    mutating func next() -> Double {
        place += 1
        return Double(SplitMix64.word(seed: seed, place: place) >> 11) * 0x1p-53
    }
}
