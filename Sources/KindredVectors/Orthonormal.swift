/// Orthonormal bases of tall panels, through the small matrix of their columns' dot products.
///
/// A panel Y (n × l, n much larger than l) has Y'Y = W Λ W' with W orthogonal, so the columns of
/// Y W Λ^(-1/2) are orthonormal and span what Y spans. This reads the panel twice and works in
/// large matrix products, where Householder's QR would go column by column, and it sees at once
/// which directions are only rounding noise. It squares the condition of Y, which is why the dot
/// products are summed in `Double`: a panel of `Float` holds noise of about 2^-24 of its size, that
/// of the sums, 2^-53, stays below the square of it.
/// - Source: Stathopoulos, Wu, "A block orthogonalization procedure with constant synchronization
///   requirements", SIAM J. Sci. Comput. 23(6), 2002 (SVQB).
enum Orthonormal {
    /// Directions smaller than this part of the whole panel's size are noise: a few times 2^-24.
    static let noise = 0x1p-21

    /// A panel with orthonormal columns that span the columns of another, at most as many.
    ///
    /// - Parameter twice: Whether to go over the result once more. The first pass leaves errors of
    ///   2^-24 times the condition of the panel, the second leaves 2^-24.
    /// - Returns: No columns where the panel is zero or holds something not finite.
    static func basis(of panel: DenseMatrix, twice: Bool = false, threads: Threads) -> DenseMatrix {
        let d = panel.columnCount
        let gram = gram(of: panel, threads: threads)
        let size = (0..<d).reduce(0) { $0 + gram[$1 * d + $1] }
        guard let (values, vectors) = BLAS.symmetricEigen(gram, d: d) else {
            return DenseMatrix(rowCount: panel.rowCount, columnCount: 0, elements: [])
        }
        let rank = values.prefix { $0 > noise * noise * size }.count
        let turn = DenseMatrix(
            rowCount: d, columnCount: rank,
            elements: Elements(
                (0..<d).flatMap { row in
                    (0..<rank).map { Float(vectors[$0 * d + row] / values[$0].squareRoot()) }
                }))
        let basis = multiplied(panel, turn, threads: threads)
        return twice ? self.basis(of: basis, threads: threads) : basis
    }

    /// The dot products of all columns with each other, in `Double`: the upper triangle.
    ///
    /// Sixteen fixed groups of rows are summed one after the other, so the number of threads does
    /// not matter. Shape: (columns × columns).
    static func gram(of panel: DenseMatrix, threads: Threads) -> [Double] {
        let d = panel.columnCount
        let groups = threads.mapBlocks(
            of: panel.rowCount, size: max((panel.rowCount + 15) / 16, 1)
        ) { group, _ in
            var sum = [Double](repeating: 0, count: d * d)
            for start in stride(from: group.lowerBound, to: group.upperBound, by: 512) {
                let rows = start..<min(start + 512, group.upperBound)
                let doubles = panel.elements.withUnsafeBufferPointer {
                    $0[rows.lowerBound * d..<rows.upperBound * d].map(Double.init)
                }
                doubles.withUnsafeBufferPointer { doubles in
                    sum.withUnsafeMutableBufferPointer {
                        BLAS.addGram(doubles, n: rows.count, d: d, to: $0)
                    }
                }
            }
            return sum
        }
        var sum = [Double](repeating: 0, count: d * d)
        for group in groups {
            for place in sum.indices { sum[place] += group[place] }
        }
        return sum
    }

    /// The product of a tall panel and a small matrix. Shapes: (n × d), (d × m), result (n × m).
    static func multiplied(
        _ panel: DenseMatrix, _ small: DenseMatrix, threads: Threads
    ) -> DenseMatrix {
        let (d, m) = (panel.columnCount, small.columnCount)
        precondition(small.rowCount == d, "the inner sides of a product must agree")
        let product = Panel(rowCount: panel.rowCount, width: m)
        threads.forEachBlock(of: panel.rowCount, size: 1024) { rows, _ in
            panel.elements.withUnsafeBufferPointer { left in
                small.elements.withUnsafeBufferPointer { right in
                    BLAS.multiply(
                        UnsafeBufferPointer(
                            rebasing: left[rows.lowerBound * d..<rows.upperBound * d]),
                        right, n: rows.count, m: m, d: d,
                        into: product.target.part(product.places(rows)))
                }
            }
        }
        return product.matrix
    }
}
