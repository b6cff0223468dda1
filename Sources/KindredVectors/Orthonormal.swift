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
    /// - Parameters:
    ///   - most: No more columns than this: the largest directions.
    ///   - floor: Directions smaller than this are noise, too.
    /// - Returns: No columns where the panel is zero or holds something not finite. The columns are
    ///   orthogonal up to 2^-24 times the condition of the panel.
    static func basis(
        of panel: Panel, most: Int = .max, floor: Double = 0, threads: Threads
    ) -> Panel {
        let d = panel.width
        let gram = gram(of: panel.matrix, threads: threads)
        let size = (0..<d).reduce(0) { $0 + gram[$1 * d + $1] }
        guard let (values, vectors) = BLAS.symmetricEigen(gram, d: d) else {
            return Panel(rowCount: panel.rowCount, width: 0)
        }
        let bar = max(noise * noise * size, floor * floor)
        let rank = values.prefix(max(most, 0)).prefix { $0 > bar }.count
        let turn = DenseMatrix(
            rowCount: d, columnCount: rank,
            elements: Elements(
                (0..<d).flatMap { row in
                    (0..<rank).map { Float(vectors[$0 * d + row] / values[$0].squareRoot()) }
                }))
        return multiplied(panel.matrix, turn, threads: threads)
    }

    /// The dot products of all columns with each other, in `Double`: the upper triangle.
    /// Shape: (columns × columns).
    static func gram(of panel: DenseMatrix, threads: Threads) -> [Double] {
        let d = panel.columnCount
        return summed(rowCount: panel.rowCount, count: d * d, threads: threads) { rows, sum in
            panel.withRows(rows) { add($0, d: d, to: sum) }
        }
    }

    /// The same of the product of a sparse matrix and a panel, of which only a few rows exist at a
    /// time.
    static func gram(
        of matrix: SparseMatrix, times panel: DenseMatrix, threads: Threads
    ) -> [Double] {
        let d = panel.columnCount
        return summed(rowCount: matrix.rowCount, count: d * d, threads: threads) { rows, sum in
            var product = [Float](repeating: 0, count: rows.count * d)
            product.withUnsafeMutableBufferPointer { product in
                matrix.multiply(rows, by: panel, into: product)
                add(UnsafeBufferPointer(product), d: d, to: sum)
            }
        }
    }

    /// Adds the dot products of the columns of some rows to `sum`. Shapes: (any × d), (d × d).
    private static func add(
        _ rows: UnsafeBufferPointer<Float>, d: Int, to sum: UnsafeMutableBufferPointer<Double>
    ) {
        let doubles = rows.map(Double.init)
        doubles.withUnsafeBufferPointer {
            BLAS.addGram($0, n: $0.count / max(d, 1), d: d, to: sum)
        }
    }

    /// The sum of what `body` adds for all rows, a few hundred at a time.
    ///
    /// Sixteen fixed groups of rows are summed, each from its first row to its last, and then the
    /// groups in order, so the number of threads does not matter.
    static func summed(
        rowCount: Int, count: Int, threads: Threads,
        _ body: @Sendable (_ rows: Range<Int>, _ sum: UnsafeMutableBufferPointer<Double>) -> Void
    ) -> [Double] {
        let size = max((rowCount + 15) / 16, 1)
        let groups = threads.mapBlocks(of: rowCount, size: size) { group, _ in
            var sum = [Double](repeating: 0, count: count)
            sum.withUnsafeMutableBufferPointer { sum in
                for start in stride(from: group.lowerBound, to: group.upperBound, by: 512) {
                    body(start..<min(start + 512, group.upperBound), sum)
                }
            }
            return sum
        }
        var sum = [Double](repeating: 0, count: count)
        for group in groups {
            for place in sum.indices { sum[place] += group[place] }
        }
        return sum
    }

    /// The product of the first d columns of a tall panel and a small matrix.
    /// Shapes: (n × at least d), (d × m), result (n × m).
    static func multiplied(
        _ panel: DenseMatrix, _ small: DenseMatrix, threads: Threads
    ) -> Panel {
        let product = Panel(rowCount: panel.rowCount, width: small.columnCount)
        multiply(panel, first: 0, small, subtracting: false, into: product, threads: threads)
        return product
    }

    /// The same product of d columns from `first` on, put into a panel or taken off it.
    static func multiply(
        _ panel: DenseMatrix, first: Int, _ small: DenseMatrix, subtracting: Bool,
        into product: Panel, threads: Threads
    ) {
        let (d, m) = (small.rowCount, small.columnCount)
        precondition(first + d <= panel.columnCount, "the inner sides of a product must agree")
        threads.forEachBlock(of: panel.rowCount, size: 1024) { rows, _ in
            panel.withRows(rows) { left in
                small.elements.withUnsafeBufferPointer { right in
                    BLAS.multiply(
                        left, stride: panel.columnCount, first: first, right, n: rows.count, m: m,
                        d: d, subtracting: subtracting,
                        into: product.target.part(product.places(rows)))
                }
            }
        }
    }
}
