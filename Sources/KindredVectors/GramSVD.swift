extension SVD {
    /// The most rows for which ``byGram(_:rank:threads:)`` is the quicker way.
    package static let fewRows = 1_024

    /// The largest singular values of a matrix of few rows and their right directions, by the dot
    /// products of all pairs of rows.
    ///
    /// The eigenvalues of G = A A' are the squares of the singular values, its eigenvectors U the
    /// left directions, and A' U divided by the values the right ones. Nothing here is random.
    /// Values below 2^-11 of the largest are left out: their squares near the rounding of the
    /// weights, and their directions with them. As ``randomized(_:_:threads:)`` does, this gives
    /// fewer than `rank` where the matrix has fewer, and none where it is not finite.
    /// - Parameters:
    ///   - matrix: Shape: (rows × columns).
    ///   - rank: How many directions are wanted, at least 1.
    /// - Returns: The same for any `threads`.
    /// - Complexity: O(sum of squared document frequencies + rows³ + entries · rank).
    package static func byGram(
        _ matrix: SparseMatrix, rank: Int, threads: Threads = Threads()
    ) -> SingularDirections {
        precondition(rank >= 1, "a decomposition needs a rank from 1")
        let n = matrix.rowCount
        let columns = matrix.transposed(threads: threads)
        let gram = gram(of: matrix, columns, threads)
        guard let (values, vectors) = BLAS.symmetricEigen(gram, d: n), let largest = values.first,
            largest > 0
        else { return none(matrix) }
        let kept = values.prefix(rank).prefix { $0 > largest * 0x1p-22 }.map { $0.squareRoot() }
        let left = DenseMatrix(
            rowCount: n, columnCount: kept.count,
            elements: Elements(
                (0..<n).flatMap { row in
                    kept.indices.map { Float(vectors[$0 * n + row] / kept[$0]) }
                }))
        return SingularDirections(
            singularValues: kept.map { Float($0) },
            rightVectors: columns.multiplied(by: left, threads: threads).columnsTurnedUp(threads))
    }

    /// The dot products of all pairs of rows; only the upper triangle is filled.
    private static func gram(
        of matrix: SparseMatrix, _ columns: SparseMatrix, _ threads: Threads
    ) -> [Double] {
        let n = matrix.rowCount
        return Array(unsafeUninitializedCapacity: n * n) { gram, count in
            gram.initialize(repeating: 0)
            // Safety: each row of the products is written by the one block that holds it.
            nonisolated(unsafe) let products = gram
            threads.forEachBlock(of: n, size: 16) { rows, _ in
                for row in rows {
                    matrix.withRow(row) { terms, weights in
                        for (term, weight) in zip(terms, weights) where term < columns.rowCount {
                            columns.withRow(Int(term)) { others, otherWeights in
                                for (other, otherWeight) in zip(others, otherWeights)
                                where other >= row {
                                    products[row * n + Int(other)] +=
                                        Double(weight) * Double(otherWeight)
                                }
                            }
                        }
                    }
                }
            }
            count = n * n
        }
    }
}
