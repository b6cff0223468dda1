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
        /// How often the sample is multiplied by the matrix and its transpose. The directions are
        /// sought among twice (rank + oversampling), gathered in one block more than this: many
        /// narrow blocks find them better, and with less work, than few wide ones.
        package var powerIterations: Int
        /// The same seed gives the same answer.
        package var seed: UInt64

        /// Settings; the defaults are what LSA uses.
        package init(
            rank: Int, oversampling: Int = 16, powerIterations: Int = 8, seed: UInt64 = 1
        ) {
            self.rank = rank
            self.oversampling = oversampling
            self.powerIterations = powerIterations
            self.seed = seed
        }
    }

    /// The largest singular values of a sparse matrix A and their right directions.
    ///
    /// A block Q of random combinations of the rows is multiplied by A'A again and again; each
    /// product, made orthonormal to all before it, is the next block, and together they are a basis
    /// K of a Krylov space. On it the matrix acts as A K; the eigenvectors W of (A K)'(A K), turned
    /// back, are the directions K W, and the roots of its eigenvalues the singular values. That is
    /// block Lanczos with full orthogonalisation; on paper-term matrices, whose singular values
    /// fall slowly, it needs less than half the products of plain power iterations for the same
    /// captured variance. Where a block brings nothing new (a repeated singular value, a small
    /// rank), fresh random combinations fill it up.
    ///
    /// Fewer than `settings.rank` come back where the matrix has fewer: a zero or empty matrix, or
    /// one whose weights are not finite, has none, and `rightVectors` then has no columns. A value
    /// below 2^-21 of the matrix's Frobenius norm is taken for rounding noise; where the basis does
    /// not hold all directions there are, those below about 2^-11 of the largest value may be
    /// missed, because products with A'A square it.
    /// - Parameters:
    ///   - matrix: Shape: (rows × columns), say papers × terms.
    ///   - settings: `rank` at least 1.
    /// - Returns: The same for any `threads`.
    /// - Complexity: O(entries · l + columns · l² + rows · l²) with l = 2 (rank + oversampling);
    ///   memory for columns · l numbers and one block of rows.
    /// - Source: Halko, Martinsson, Tropp, "Finding structure with randomness", SIAM Review 53(2),
    ///   2011; Musco, Musco, "Randomized block Krylov methods", NIPS 2015, algorithm 2.
    package static func randomized(
        _ matrix: SparseMatrix, _ settings: Settings, threads: Threads = Threads()
    ) -> SingularDirections {
        precondition(settings.rank >= 1, "a decomposition needs a rank from 1")
        let (scaled, scale) = matrix.scaledToOne
        guard let basis = krylovBasis(of: scaled, settings, threads) else { return none(matrix) }
        return directions(of: scaled, in: basis, scale: scale, settings.rank, threads)
    }

    /// An orthonormal basis of the span of A', A'A A', … times random numbers; nil where it is
    /// empty. Shape: (columns × l).
    private static func krylovBasis(
        of matrix: SparseMatrix, _ settings: Settings, _ threads: Threads
    ) -> DenseMatrix? {
        let turned = matrix.transposed(threads: threads)
        let most = min(matrix.rowCount, matrix.columnCount)
        let wanted = min(settings.rank, most) + min(max(settings.oversampling, 0), most)
        let blocks = min(max(settings.powerIterations, 0), 2 * wanted) + 1
        // Whole vector registers; the last block is cut where the basis is full.
        let block = ((2 * min(wanted, most) + blocks - 1) / blocks + 7) / 8 * 8
        var basis = Basis(rowCount: matrix.columnCount, most: min(2 * wanted, most))
        var seed = settings.seed
        func fresh(_ width: Int) -> DenseMatrix {
            defer { seed &+= 1 }
            let sample = SplitMix64.panel(
                rowCount: matrix.rowCount, width: width, seed: seed, threads: threads)
            return turned.multiplied(by: sample, threads: threads)
        }
        var last = basis.append(fresh(block), threads: threads)
        while let added = last, !basis.isFull {
            let image = matrix.multiplied(by: added, threads: threads)
            last = basis.append(turned.multiplied(by: image, threads: threads), threads: threads)
            let missing = block - (last?.columnCount ?? 0)
            if missing > 0, !basis.isFull, let more = basis.append(fresh(missing), threads: threads)
            {
                last = last.map { $0.joined(with: more) } ?? more
            }
        }
        return basis.width > 0 ? basis.matrix : nil
    }

    /// The best directions within the span of an orthonormal basis (Rayleigh and Ritz).
    private static func directions(
        of matrix: SparseMatrix, in basis: DenseMatrix, scale: Float, _ rank: Int,
        _ threads: Threads
    ) -> SingularDirections {
        let d = basis.columnCount
        let gram = Orthonormal.gram(of: matrix, times: basis, threads: threads)
        guard let (values, vectors) = BLAS.symmetricEigen(gram, d: d) else { return none(matrix) }
        let size = matrix.weights.withUnsafeBufferPointer { $0.euclideanNorm }
        let bar = Orthonormal.noise * size
        let kept = values.prefix(rank).prefix { $0 > bar * bar }.count
        let turn = DenseMatrix(
            rowCount: d, columnCount: kept,
            elements: Elements(
                (0..<d).flatMap { row in (0..<kept).map { Float(vectors[$0 * d + row]) } }))
        let directions = Orthonormal.multiplied(basis, turn, threads: threads)
        return SingularDirections(
            singularValues: values.prefix(kept).map { Float($0.squareRoot() * Double(scale)) },
            rightVectors: directions.columnsTurnedUp)
    }

    /// Nothing found.
    static func none(_ matrix: SparseMatrix) -> SingularDirections {
        SingularDirections(
            singularValues: [],
            rightVectors: DenseMatrix(rowCount: matrix.columnCount, columnCount: 0, elements: []))
    }
}

extension SparseMatrix {
    /// The matrix itself, or, where its largest weight is far from 1, a copy divided by a power of
    /// two, so that products neither overflow nor vanish; and that power.
    fileprivate var scaledToOne: (SparseMatrix, scale: Float) {
        let largest = weights.withUnsafeBufferPointer { $0.reduce(0) { max($0, $1.magnitude) } }
        guard largest.isNormal, !(0x1p-20...0x1p20).contains(largest) else { return (self, 1) }
        let scale = largest.binade
        let scaled = Elements<Float>(count: weights.count) { target in
            weights.withUnsafeBufferPointer { source in
                for place in 0..<source.count { target[place] = source[place] / scale }
            }
        }
        let matrix = SparseMatrix(
            rowCount: rowCount, columnCount: columnCount, starts: starts, ids: ids,
            weights: scaled)
        return (matrix, scale)
    }
}

extension DenseMatrix {
    /// The matrix with the sign of each column such that its largest component by size, the first
    /// of equals, is above zero.
    var columnsTurnedUp: DenseMatrix {
        var largest = [Float](repeating: 0, count: columnCount)
        for row in 0..<rowCount {
            withRow(row) { values in
                for column in 0..<columnCount
                where values[column].magnitude > largest[column].magnitude {
                    largest[column] = values[column]
                }
            }
        }
        let turned = Elements<Float>(count: elements.count) { target in
            elements.withUnsafeBufferPointer { source in
                for row in 0..<rowCount {
                    for column in 0..<columnCount {
                        let value = source[row * columnCount + column]
                        target[row * columnCount + column] = largest[column] < 0 ? -value : value
                    }
                }
            }
        }
        return DenseMatrix(rowCount: rowCount, columnCount: columnCount, elements: turned)
    }
}
