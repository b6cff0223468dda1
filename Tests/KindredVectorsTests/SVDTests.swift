import KindredVectors
import Testing

@Suite struct SVDTests {
    @Test func `a diagonal matrix has its numbers as singular values`() {
        let rows = [3, 0, 5, 1, 4].enumerated().map { place, value in
            value == 0
                ? SparseVector.zero
                : SparseVector(ids: [UInt32(place)], weights: [-Float(value)])
        }
        let found = SVD.randomized(
            SparseMatrix(rows: rows, columnCount: 5), .init(rank: 3), threads: .one)
        #expect(found.singularValues.map { ($0 * 1e4).rounded() / 1e4 } == [5, 4, 3])
        for (direction, column) in [2, 4, 0].enumerated() {
            #expect(abs(found.rightVectors[column, direction] - 1) < 1e-5)
        }
    }

    @Test(arguments: [(40, 25, 6), (25, 40, 6), (200, 90, 20), (7, 1, 3), (1, 9, 4)])
    func `values and directions are those of a full decomposition`(
        rows: Int, columns: Int, rank: Int
    ) {
        var samples = Samples(seed: UInt64(rows))
        let matrix = samples.sparse(rows: rows, columns: columns, perRow: 10)
        let full = SVD.full(matrix)
        let found = SVD.randomized(matrix, .init(rank: rank, powerIterations: 8))
        let kept = min(rank, full.rank)
        #expect(found.rank == kept)
        for place in 0..<kept {
            let difference = abs(found.singularValues[place] - full.singularValues[place])
            #expect(difference <= 1e-4 * full.singularValues[0], "value \(place)")
        }
        // One minus the cosine of the largest angle between the subspaces, where a gap after the
        // last value makes the subspace well defined.
        let gap = kept < full.rank ? full.singularValues[kept] / full.singularValues[kept - 1] : 0
        if gap < 0.97 {
            #expect(sineOfLargestAngle(found.rightVectors, full, rank: kept) < 0.01)
        }
    }

    @Test(arguments: [(40, 25, 6), (25, 40, 6), (60, 300, 60), (7, 1, 3), (1, 9, 4), (0, 3, 1)])
    func `few rows, taken pair by pair, give a full decomposition`(
        rows: Int, columns: Int, rank: Int
    ) {
        var samples = Samples(seed: UInt64(rows))
        let matrix = samples.sparse(rows: rows, columns: columns, perRow: 10)
        let full = SVD.full(matrix)
        let found = SVD.byGram(matrix, rank: rank, threads: .one)
        #expect(found.rank == min(rank, full.rank))
        for place in 0..<found.rank {
            let difference = abs(found.singularValues[place] - full.singularValues[place])
            #expect(difference <= 1e-5 * full.singularValues[0], "value \(place)")
        }
        let gap =
            found.rank < full.rank
            ? full.singularValues[found.rank] / full.singularValues[max(found.rank, 1) - 1] : 0
        if gap < 0.97, found.rank > 0 {
            #expect(sineOfLargestAngle(found.rightVectors, full, rank: found.rank) < 0.01)
        }
        #expect(SVD.byGram(matrix, rank: rank, threads: Threads(3)) == found)
    }

    @Test func `few rows that are not finite, or all zero, give nothing`() {
        for weight in [Float.nan, .infinity, 0] {
            let matrix = SparseMatrix(
                rows: [SparseVector(ids: [1], weights: [weight])], columnCount: 3)
            #expect(SVD.byGram(matrix, rank: 2).rank == 0)
        }
    }

    @Test func `the directions are orthonormal and turned up`() {
        var samples = Samples(seed: 12)
        let found = SVD.randomized(
            samples.sparse(rows: 300, columns: 120, perRow: 9), .init(rank: 30))
        let directions = found.rightVectors.transposed()
        for one in 0..<30 {
            for two in 0...one {
                let dot = canonicalDot(directions.row(one), directions.row(two))
                #expect(abs(dot - (one == two ? 1 : 0)) < 1e-5)
            }
            let row = directions.row(one)
            let largest = row.max { $0.magnitude < $1.magnitude } ?? 0
            #expect(largest > 0)
        }
    }

    @Test func `values that fall fast are found down to the noise of float`() {
        // A product of orthogonal columns with sizes 1, 1/8, 1/64 …
        let rows = (0..<60).map { row in
            SparseVector(ids: [UInt32(row % 10)], weights: [Float.pow8(-(row % 10))])
        }
        let found = SVD.randomized(
            SparseMatrix(rows: rows, columnCount: 10), .init(rank: 5, oversampling: 2))
        for place in 0..<5 {
            let expected = Float.pow8(-place) * Float(6).squareRoot()
            #expect(abs(found.singularValues[place] / expected - 1) < 1e-3, "value \(place)")
        }
    }

    @Test func `equal singular values are all found`() {
        // A Krylov space of one block holds each of them only as often as the block is wide.
        let rows = (0..<90).map { SparseVector(ids: [UInt32($0)], weights: [2]) }
        let found = SVD.randomized(SparseMatrix(rows: rows, columnCount: 90), .init(rank: 40))
        #expect(found.rank == 40)
        #expect(found.singularValues.allSatisfy { abs($0 - 2) < 1e-5 })
    }

    @Test func `a low rank among many rows is found whole`() {
        var samples = Samples(seed: 17)
        let shapes = (0..<5).map { _ in samples.sparseVector(columns: 200, entries: 20) }
        let rows = (0..<400).map { shapes[$0 % 5].scaled(by: 1 + samples.weight()) }
        let matrix = SparseMatrix(rows: rows, columnCount: 200)
        let (found, full) = (SVD.randomized(matrix, .init(rank: 30)), SVD.full(matrix))
        #expect(found.rank == 5)
        for place in 0..<5 {
            #expect(abs(found.singularValues[place] / full.singularValues[place] - 1) < 1e-4)
        }
    }

    @Test func `fewer directions come back where the matrix has fewer`() {
        let row = SparseVector(ids: [0, 3, 4], weights: [1, 2, 2])
        let matrix = SparseMatrix(rows: Array(repeating: row, count: 9), columnCount: 6)
        let found = SVD.randomized(matrix, .init(rank: 4))
        #expect(found.rank == 1)
        #expect(abs(found.singularValues[0] - 9) < 1e-4)
        #expect(found.rightVectors.rowCount == 6)
    }

    @Test(arguments: [(0, 0), (0, 5), (5, 0), (5, 5)])
    func `an empty or zero matrix has no directions`(rows: Int, columns: Int) {
        let found = SVD.randomized(
            SparseMatrix.empty(rowCount: rows, columnCount: columns), .init(rank: 3))
        #expect(found.rank == 0)
        #expect(found.rightVectors.rowCount == columns)
        #expect(SVD.full(.empty(rowCount: rows, columnCount: columns)).rank == 0)
    }

    @Test(arguments: [Float.nan, .infinity])
    func `weights that are not finite give no directions`(weight: Float) {
        let rows = (0..<20).map { SparseVector(ids: [UInt32($0 % 6)], weights: [weight]) }
        let matrix = SparseMatrix(rows: rows, columnCount: 6)
        #expect(SVD.randomized(matrix, .init(rank: 2)).rank == 0)
        #expect(SVD.full(matrix).rank == 0)
    }

    @Test(arguments: [Float(0x1p-100), 0x1p100])
    func `tiny and huge weights neither vanish nor overflow`(scale: Float) {
        let rows = (0..<30).map {
            SparseVector(ids: [UInt32($0 % 3)], weights: [scale * Float($0 % 3 + 1)])
        }
        let found = SVD.randomized(SparseMatrix(rows: rows, columnCount: 3), .init(rank: 3))
        #expect(found.rank == 3)
        #expect(abs(found.singularValues[0] / scale / Float(90).squareRoot() - 1) < 1e-4)
    }

    @Test func `directions of slowly falling values capture nearly what the best ones do`() {
        var samples = Samples(seed: 33)
        let matrix = samples.sparse(rows: 2_000, columns: 300, perRow: 12)
        let found = SVD.randomized(matrix, .init(rank: 40))
        func captured(_ directions: SingularDirections) -> Float {
            directions.singularValues.prefix(40).reduce(0) { $0 + $1 * $1 }
        }
        let share = captured(found) / captured(SVD.full(matrix))
        #expect(share > 0.99 && share < 1.0001, "\(share)")
    }

    @Test func `the number of threads changes no bit and the seed some`() {
        var samples = Samples(seed: 21)
        let matrix = samples.sparse(rows: 1_500, columns: 300, perRow: 12)
        let settings = SVD.Settings(rank: 20)
        let one = SVD.randomized(matrix, settings, threads: .one)
        for count in threadCounts {
            #expect(SVD.randomized(matrix, settings, threads: Threads(count)) == one)
        }
        #expect(SVD.randomized(matrix, .init(rank: 20, seed: 2)) != one)
    }

    /// The sine of the largest angle between a direction found and the true subspace: the length
    /// of what is left of it outside. Both sets are orthonormal, so it is the largest over
    /// directions up to a factor of the root of their number.
    private func sineOfLargestAngle(
        _ found: DenseMatrix, _ full: SingularDirections, rank: Int
    ) -> Float {
        let (one, two) = (found.transposed(), full.rightVectors.transposed())
        return (0..<rank).map { direction in
            var rest = one.row(direction).map(Double.init)
            for place in 0..<rank {
                let truth = two.row(place)
                let dot = zip(rest, truth).reduce(0.0) { $0 + $1.0 * Double($1.1) }
                for column in rest.indices { rest[column] -= dot * Double(truth[column]) }
            }
            return Float(rest.reduce(0) { $0 + $1 * $1 }.squareRoot())
        }.max() ?? 0
    }
}

extension Float {
    /// Eight to a power.
    fileprivate static func pow8(_ exponent: Int) -> Float {
        Float(sign: .plus, exponent: 3 * exponent, significand: 1)
    }
}
