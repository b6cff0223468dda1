import KindredModels
import KindredVectors
import Testing

/// What numpy's full singular value decomposition gives for two small matrices.
@Suite struct LSAReferenceTests {
    /// The sine of the largest angle between the two subspaces, at most: about a twentieth of a
    /// degree. The randomised decomposition is not exact; the gap behind the last kept value of
    /// the topical matrix is only 8 %.
    static let sine = 1e-3

    @Test(arguments: try File.read().cases)
    func `the subspace is that of the full decomposition`(of given: Case) throws {
        let fitted = given.lsa.fit(given.matrix)
        #expect(fitted.dimensions == given.rank)
        #expect(sineOfLargestAngle(fitted.components, given.rightVectors) <= Self.sine)
        let values = Array(given.singularValues.prefix(given.rank))
        #expect(largestDifference(fitted.singularValues.array, values) <= 1e-4 * values[0])
        let all = given.singularValues.reduce(0) { $0 + $1 * $1 }
        let share = values.reduce(0) { $0 + $1 * $1 } / all
        #expect(abs(fitted.explained.reduce(0, +) - share) <= 1e-4)
    }

    @Test(arguments: try File.read().cases)
    func `cosines between projected rows are those of the full decomposition`(
        of given: Case
    ) throws {
        let points = given.lsa.fit(given.matrix).project(given.matrix)
        let cosines = (0..<points.rowCount).map { row in
            zip(points.row(row), points.row(0)).reduce(Float(0)) { $0 + $1.0 * $1.1 }
        }
        #expect(largestDifference(cosines, given.cosines) <= 1e-3)
    }

    /// An upper bound of the sine of the largest principal angle: the Frobenius norm of what the
    /// reference directions leave of ours. Both are orthonormal.
    private func sineOfLargestAngle(_ ours: DenseMatrix, _ reference: [[Double]]) -> Double {
        var left = 0.0
        for column in 0..<ours.columnCount {
            let direction = (0..<ours.rowCount).map { Double(ours[$0, column]) }
            var rest = direction
            for axis in reference {
                let along = zip(axis, direction).reduce(0) { $0 + $1.0 * $1.1 }
                for place in rest.indices { rest[place] -= along * axis[place] }
            }
            left += rest.reduce(0) { $0 + $1 * $1 }
        }
        return left.squareRoot()
    }
}

extension LSAReferenceTests {
    struct File: Decodable {
        let cases: [Case]

        static func read() throws -> File { try Numbers.read("svd", as: File.self) }
    }

    struct Case: Decodable, Sendable {
        let name: String
        let columnCount: Int
        let rows: [ReferenceRow]
        let rank: Int
        let singularValues: [Double]
        let rightVectors: [[Double]]
        let cosines: [Double]

        var matrix: SparseMatrix {
            let rows = rows.map { SparseVector(ids: $0.ids, weights: $0.weights.map(Float.init)) }
            return SparseMatrix(rows: rows, columnCount: columnCount)
        }

        /// More power iterations than by default, which bring the subspace closer. The low-rank
        /// matrix is asked for three directions more than it has.
        var lsa: LSA {
            LSA(dimensions: name == "low rank" ? rank + 3 : rank, powerIterations: 6)
        }
    }
}
