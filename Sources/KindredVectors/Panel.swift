import CKernels

/// A matrix under construction: rows × width numbers in memory of its own, written by blocks.
///
/// Rows stand one after the other, as in ``DenseMatrix``.
struct Panel: Sendable {
    let rowCount: Int
    let width: Int
    let elements: Elements<Float>
    // Safety: points into `elements`, which lives as long. Whoever makes a panel fills it in by
    // blocks before anybody reads it.
    let target: SharedBuffer<Float>

    /// A panel of zeros.
    init(rowCount: Int, width: Int) {
        self.rowCount = rowCount
        self.width = width
        (elements, target) = Elements<Float>.memory(count: rowCount * width)
    }

    /// The places of some rows.
    func places(_ rows: Range<Int>) -> Range<Int> {
        rows.lowerBound * width..<rows.upperBound * width
    }

    /// The finished matrix.
    var matrix: DenseMatrix {
        DenseMatrix(rowCount: rowCount, columnCount: width, elements: elements)
    }
}

extension SparseMatrix {
    /// The product of this matrix and a dense one. Shape: (rows × columns of `dense`).
    ///
    /// Each row is the sum of rows of `dense`, ascending by id, in `Float`; a row without entries
    /// is zero. `dense` is read in slabs of a few columns, laid out anew, so that the rows met most
    /// often stay in the nearest large cache.
    /// - Parameters:
    ///   - dense: Shape: (columns × any).
    ///   - finish: Called once for all rows, some at a time, with their sums in place.
    /// - Complexity: O(entries × columns of `dense`); the same for any `threads`.
    package func multiplied(
        by dense: DenseMatrix, threads: Threads = Threads(),
        finish: @Sendable (Range<Int>, UnsafeMutableBufferPointer<Float>) -> Void = { _, _ in }
    ) -> DenseMatrix {
        precondition(dense.rowCount == columnCount, "the inner sides of a product must agree")
        let (product, slabs) = (
            Panel(rowCount: rowCount, width: dense.columnCount),
            startsAscend ? dense.slabs(width: 32, threads: threads) : []
        )
        threads.forEachBlock(of: rowCount, size: 4096) { rows, _ in
            let target = product.target.part(product.places(rows))
            for (place, slab) in slabs.enumerated() {
                multiply(
                    rows, by: slab, into: target, stride: dense.columnCount, from: 32 * place)
            }
            finish(rows, target)
        }
        return product.matrix
    }

    /// Adds the product of some rows and a dense matrix to the columns of `product` from `first`
    /// on. Shape: (rows × stride), by default (rows × columns of `dense`).
    ///
    /// - Precondition: `startsAscend`.
    func multiply(
        _ rows: Range<Int>, by dense: DenseMatrix,
        into product: UnsafeMutableBufferPointer<Float>, stride: Int? = nil, from first: Int = 0
    ) {
        let d = dense.columnCount
        let stride = stride ?? d
        precondition(
            product.count == rows.count * stride && first >= 0 && first + d <= stride,
            "a product needs a place for every sum")
        precondition(rows.lowerBound >= 0 && rows.upperBound <= rowCount, "rows outside")
        guard !rows.isEmpty, d > 0 else { return }
        defer { withExtendedLifetime((self, dense)) {} }
        // Safety: starts ascend within the entries, the kernel skips ids that `dense` does not
        // have, and a row of `product` has room for d sums from `first` on.
        var target = kindred_product(
            sums: product.baseAddress.map { $0 + first }, m: rows.count, stride: stride,
            places: nil)
        kindred_multiply(
            &target, starts.buffer.baseAddress.map { $0 + rows.lowerBound }, rows.count,
            ids.buffer.baseAddress, weights.buffer.baseAddress, dense.elements.buffer.baseAddress,
            dense.rowCount, d)
    }
}

extension DenseMatrix {
    /// The matrix cut into slabs of some columns each; the last may hold fewer.
    fileprivate func slabs(width: Int, threads: Threads) -> [DenseMatrix] {
        guard columnCount > width else { return [self] }
        return stride(from: 0, to: columnCount, by: width).map { first in
            let slab = Panel(rowCount: rowCount, width: min(width, columnCount - first))
            threads.forEachBlock(of: rowCount, size: 4096) { rows, _ in
                withRows(rows) { source in
                    let target = slab.target.part(slab.places(rows))
                    for row in 0..<rows.count {
                        for column in 0..<slab.width {
                            target[row * slab.width + column] =
                                source[row * columnCount + first + column]
                        }
                    }
                }
            }
            return slab.matrix
        }
    }
}

extension SparseVector {
    /// The product of this row and a dense matrix, equal to that row of
    /// ``SparseMatrix/multiplied(by:threads:)``. Ids outside the matrix count nothing.
    package func multiplied(by dense: DenseMatrix) -> [Float] {
        var sum = [Float](repeating: 0, count: dense.columnCount)
        ids.withUnsafeBufferPointer { ids in
            weights.withUnsafeBufferPointer { weights in
                sum.withUnsafeMutableBufferPointer { combine(ids, weights, of: dense, into: $0) }
            }
        }
        return sum
    }
}

/// Adds rows of a dense matrix, each times its weight, to `sum`. Shape: (columns).
private func combine(
    _ ids: UnsafeBufferPointer<UInt32>, _ weights: UnsafeBufferPointer<Float>,
    of dense: DenseMatrix, into sum: UnsafeMutableBufferPointer<Float>
) {
    dense.elements.withUnsafeBufferPointer { elements in
        // Safety: `sum` holds one row; the kernel skips ids that `dense` does not have.
        kindred_combine(
            sum.baseAddress, dense.columnCount, elements.baseAddress, dense.rowCount,
            ids.baseAddress, weights.baseAddress, ids.count)
    }
}
