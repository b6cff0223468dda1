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
    /// A block of random combinations of the rows is multiplied by A'A again and again; each
    /// product, made orthonormal to all before it, is the next block, and together they are a basis
    /// K of a Krylov space. The dot products that make them so are K'A'A K; its eigenvectors W,
    /// turned back, are the directions K W, and the roots of its eigenvalues the singular values.
    /// That is block Lanczos with full orthogonalisation; on paper-term matrices, whose singular
    /// values fall slowly, it needs less than half the products of plain power iterations for the
    /// same captured variance. Where a block brings nothing new (a repeated singular value, a small
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
    /// - Complexity: O(entries · l + columns · l²) with l = 2 (rank + oversampling); memory for
    ///   columns · l numbers, a copy of the entries, and nine blocks.
    /// - Source: Halko, Martinsson, Tropp, "Finding structure with randomness", SIAM Review 53(2),
    ///   2011; Musco, Musco, "Randomized block Krylov methods", NIPS 2015, algorithm 2; Golub,
    ///   Underwood, "The block Lanczos method for computing eigenvalues", 1977.
    package static func randomized(
        _ matrix: SparseMatrix, _ settings: Settings, threads: Threads = Threads()
    ) -> SingularDirections {
        precondition(settings.rank >= 1, "a decomposition needs a rank from 1")
        let (scaled, scale) = matrix.scaledToOne(threads)
        let basis = krylovBasis(of: scaled, settings, threads)
        return directions(of: scaled, in: basis, scale: scale, settings.rank, threads)
    }

    /// An orthonormal basis of the span of A', A'A A', … times random numbers, with A'A as seen
    /// from it. Shape: (columns × l).
    private static func krylovBasis(
        of matrix: SparseMatrix, _ settings: Settings, _ threads: Threads
    ) -> Basis {
        let most = min(matrix.rowCount, matrix.columnCount)
        let wanted = min(settings.rank, most) + min(max(settings.oversampling, 0), most)
        let blocks = min(max(settings.powerIterations, 0), 2 * wanted) + 1
        // Whole vector registers; the last block is cut where the basis is full.
        let block = ((2 * min(wanted, most) + blocks - 1) / blocks + 7) / 8 * 8
        let product = StripedProduct(matrix, widest: block, threads: threads)
        var basis = Basis(rowCount: matrix.columnCount, most: min(2 * wanted, most))
        var seed = settings.seed
        func fresh(_ width: Int) -> Panel {
            defer { seed &+= 1 }
            return product.transposedTimes(width: width, threads: threads) { [seed] rows, target in
                SplitMix64.fill(target, seed: seed, from: rows.lowerBound * width)
            }
        }
        var (last, before) = (basis.append(fresh(block), threads: threads), 0)
        while let added = last {
            let start = basis.width - added.width
            let image = product.multipliedByGram(added.matrix, threads: threads)
            let size = image.elements.squares(threads: threads).squareRoot()
            basis.couple(image, with: before, threads: threads)
            last = basis.append(image, size: size, threads: threads)
            let missing = block - (last?.width ?? 0)
            if missing > 0, !basis.isFull, let more = basis.append(fresh(missing), threads: threads)
            {
                last = last.map { $0.joined(with: more) } ?? more
            }
            before = start
        }
        return basis
    }

    /// The best directions within the span of an orthonormal basis (Rayleigh and Ritz).
    ///
    /// Where the last value wanted is small beside the first, K'A'A K has lost it in rounding; it
    /// is then taken anew from the dot products of A K.
    private static func directions(
        of matrix: SparseMatrix, in basis: Basis, scale: Float, _ rank: Int, _ threads: Threads
    ) -> SingularDirections {
        let (d, panel) = (basis.width, basis.matrix)
        guard d > 0, var (values, vectors) = BLAS.symmetricEigen(basis.coupled, d: d) else {
            return none(matrix)
        }
        if values[min(rank, d) - 1] < 0x1p-14 * values[0] {
            let gram = Orthonormal.gram(of: matrix, times: panel, threads: threads)
            guard let anew = BLAS.symmetricEigen(gram, d: d) else { return none(matrix) }
            (values, vectors) = anew
        }
        let bar = Orthonormal.noise * matrix.weights.squares(threads: threads).squareRoot()
        let kept = values.prefix(rank).prefix { $0 > bar * bar }.count
        let turn = DenseMatrix(
            rowCount: d, columnCount: kept,
            elements: Elements(
                (0..<d).flatMap { row in (0..<kept).map { Float(vectors[$0 * d + row]) } }))
        let directions = Orthonormal.multiplied(panel, turn, threads: threads)
        return SingularDirections(
            singularValues: values.prefix(kept).map { Float($0.squareRoot() * Double(scale)) },
            rightVectors: directions.matrix.columnsTurnedUp(threads))
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
    fileprivate func scaledToOne(_ threads: Threads) -> (SparseMatrix, scale: Float) {
        let largest = weights.largest(threads: threads)
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
    func columnsTurnedUp(_ threads: Threads) -> DenseMatrix {
        let largest = largestInColumns(threads)
        let turned = Panel(rowCount: rowCount, width: columnCount)
        threads.forEachBlock(of: rowCount, size: 1024) { rows, _ in
            withRows(rows) { source in
                let target = turned.target.part(turned.places(rows))
                for row in 0..<rows.count {
                    for column in 0..<columnCount {
                        let place = row * columnCount + column
                        target[place] = largest[column] < 0 ? -source[place] : source[place]
                    }
                }
            }
        }
        return turned.matrix
    }

    /// The component of each column that is largest by size, the first of equals. Shape: (columns).
    private func largestInColumns(_ threads: Threads) -> [Float] {
        let blocks = threads.mapBlocks(of: rowCount, size: 1024) { rows, _ in
            var largest = [Float](repeating: 0, count: columnCount)
            for row in rows {
                withRow(row) { values in
                    for column in 0..<columnCount
                    where values[column].magnitude > largest[column].magnitude {
                        largest[column] = values[column]
                    }
                }
            }
            return largest
        }
        return blocks.reduce(into: [Float](repeating: 0, count: columnCount)) { largest, block in
            for column in 0..<columnCount
            where block[column].magnitude > largest[column].magnitude {
                largest[column] = block[column]
            }
        }
    }
}
