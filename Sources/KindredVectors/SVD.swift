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
    /// A random sample of the rows' combinations is multiplied by the matrix and its transpose, and
    /// made orthonormal after each product. On the basis Q (columns × l) that remains, the matrix
    /// acts as Y = A Q; the eigenvectors W of Y'Y, turned back, are the directions Q W, and the
    /// roots of its eigenvalues the singular values.
    ///
    /// Fewer than `settings.rank` come back where the matrix has fewer: a zero or empty matrix, or
    /// one whose weights are not finite, has none, and `rightVectors` then has no columns. A value
    /// below 2^-21 of the matrix's Frobenius norm is taken for rounding noise.
    /// - Parameters:
    ///   - matrix: Shape: (rows × columns), say papers × terms.
    ///   - settings: `rank` at least 1.
    /// - Returns: The same for any `threads`.
    /// - Complexity: O((entries · l + (rows + columns) · l²) · (powerIterations + 1)) with l = rank
    ///   + oversampling; memory for about (2 · rows + columns) · l numbers.
    /// - Source: Halko, Martinsson, Tropp, "Finding structure with randomness", SIAM Review 53(2),
    ///   2011, algorithms 4.4 and 5.1, with the small problem posed on the side of the columns.
    package static func randomized(
        _ matrix: SparseMatrix, _ settings: Settings, threads: Threads = Threads()
    ) -> SingularDirections {
        precondition(settings.rank >= 1, "a decomposition needs a rank from 1")
        let (scaled, scale) = matrix.scaledToOne
        let most = min(matrix.rowCount, matrix.columnCount)
        let width = min(settings.rank + min(max(settings.oversampling, 0), most), most)
        let turned = scaled.transposed(threads: threads)
        let sample = random(
            rowCount: matrix.rowCount, width: width, seed: settings.seed, threads: threads)
        var basis = turned.multiplied(by: sample, threads: threads)
        for _ in 0..<max(settings.powerIterations, 0) {
            basis = Orthonormal.basis(of: basis, threads: threads)
            basis = scaled.multiplied(by: basis, threads: threads)
            basis = Orthonormal.basis(of: basis, threads: threads)
            basis = turned.multiplied(by: basis, threads: threads)
        }
        basis = Orthonormal.basis(of: basis, twice: true, threads: threads)
        return directions(of: scaled, in: basis, scale: scale, settings.rank, threads)
    }

    /// The best directions within the span of an orthonormal basis (Rayleigh and Ritz).
    private static func directions(
        of matrix: SparseMatrix, in basis: DenseMatrix, scale: Float, _ rank: Int,
        _ threads: Threads
    ) -> SingularDirections {
        let d = basis.columnCount
        let image = matrix.multiplied(by: basis, threads: threads)
        let gram = Orthonormal.gram(of: image, threads: threads)
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

    /// Uniform random numbers in -1..<1; each depends on the seed and its place alone.
    private static func random(
        rowCount: Int, width: Int, seed: UInt64, threads: Threads
    ) -> DenseMatrix {
        let panel = Panel(rowCount: rowCount, width: width)
        threads.forEachBlock(of: rowCount * width, size: 65_536) { block, _ in
            for place in block {
                panel.target[place] = SplitMix64.uniform(seed: seed, place: UInt64(place))
            }
        }
        return panel.matrix
    }
}

/// The generator SplitMix64, read at any place of its sequence.
///
/// - Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014;
///   the constants are those of its variant 13 of MurmurHash3's finaliser.
enum SplitMix64 {
    /// The word at a place of the sequence that starts with a seed.
    static func word(seed: UInt64, place: UInt64) -> UInt64 {
        var word = seed &+ (place &+ 1) &* 0x9E37_79B9_7F4A_7C15
        word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
        return word ^ word >> 31
    }

    /// A number in -1..<1 from the upper 24 bits of that word.
    static func uniform(seed: UInt64, place: UInt64) -> Float {
        Float(word(seed: seed, place: place) >> 40) * 0x1p-23 - 1
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
