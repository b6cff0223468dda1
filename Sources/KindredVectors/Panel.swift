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
    /// is zero.
    /// - Parameter dense: Shape: (columns × any).
    /// - Complexity: O(entries × columns of `dense`); the same for any `threads`.
    package func multiplied(by dense: DenseMatrix, threads: Threads = Threads()) -> DenseMatrix {
        precondition(dense.rowCount == columnCount, "the inner sides of a product must agree")
        let product = Panel(rowCount: rowCount, width: dense.columnCount)
        guard startsAscend else { return product.matrix }
        threads.forEachBlock(of: rowCount, size: 256) { block, _ in
            multiply(block, by: dense, into: product.target.part(product.places(block)))
        }
        return product.matrix
    }

    /// Adds the product of some rows and a dense matrix to `product`. Shape: (rows × columns).
    func multiply(
        _ rows: Range<Int>, by dense: DenseMatrix,
        into product: UnsafeMutableBufferPointer<Float>
    ) {
        let d = dense.columnCount
        precondition(product.count == rows.count * d, "a product needs a place for every sum")
        for (place, row) in rows.enumerated() {
            let sum = UnsafeMutableBufferPointer(rebasing: product[place * d..<(place + 1) * d])
            withRow(row) { ids, weights in combine(ids, weights, of: dense, into: sum) }
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
