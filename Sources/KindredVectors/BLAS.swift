import COpenBLAS

/// The few routines of OpenBLAS and LAPACK that are used, each on the thread that calls it.
///
/// Matrices stand row after row. What a routine of LAPACK takes as columns we give as rows where
/// the matrix is symmetric, and say so elsewhere.
enum BLAS {
    /// OpenBLAS, which keeps to the calling thread: each worker of ``Threads`` calls it on its own
    /// block, so that the two never compete for the cores.
    static let library = kindred_openblas().pointee

    /// Sets `scores` to the products of rows with one vector. Shapes: (n × d), (d), (n).
    static func multiply(
        _ rows: UnsafeBufferPointer<Float>, _ vector: UnsafeBufferPointer<Float>,
        into scores: UnsafeMutableBufferPointer<Float>
    ) {
        let (n, d) = (scores.count, vector.count)
        precondition(rows.count == n * d, "gemv: shapes disagree")
        guard n > 0, d > 0 else { return scores.update(repeating: 0) }
        // Safety: the shapes hold, and OpenBLAS writes only to `scores`.
        library.sgemv(
            kindred_row_major, kindred_as_it_is, Int32(n), Int32(d), 1, rows.baseAddress, Int32(d),
            vector.baseAddress, 1, 0, scores.baseAddress, 1)
    }

    /// Sets `product` to left · right, or to left · right' where right is given by its rows; with
    /// `subtracting`, takes left · right off it.
    ///
    /// Shapes: left (n × stride) of which d columns from `first` on count, right (d × m) or its
    /// transpose (m × d), product (n × m).
    static func multiply(
        _ left: UnsafeBufferPointer<Float>, stride: Int? = nil, first: Int = 0,
        _ right: UnsafeBufferPointer<Float>, transposed: Bool = false, n: Int, m: Int, d: Int,
        subtracting: Bool = false, into product: UnsafeMutableBufferPointer<Float>
    ) {
        let stride = stride ?? d
        precondition(
            left.count == n * stride && first >= 0 && first + d <= stride && right.count == d * m
                && product.count == n * m, "gemm: shapes disagree")
        guard n > 0, m > 0, d > 0 else {
            if !subtracting { product.update(repeating: 0) }
            return
        }
        // Safety: the shapes hold, and OpenBLAS writes only to `product`.
        library.sgemm(
            kindred_row_major, kindred_as_it_is, transposed ? kindred_transposed : kindred_as_it_is,
            Int32(n),
            Int32(m), Int32(d), subtracting ? -1 : 1, left.baseAddress.map { $0 + first },
            Int32(stride), right.baseAddress, Int32(transposed ? d : m), subtracting ? 1 : 0,
            product.baseAddress, Int32(m))
    }

    /// Sets `product` to left' · right.
    ///
    /// Shapes: left (n × stride) of which d columns from `first` on count, right (n × m), product
    /// (d × m).
    static func multiplyTransposed(
        _ left: UnsafeBufferPointer<Float>, stride: Int, first: Int = 0,
        _ right: UnsafeBufferPointer<Float>, n: Int, d: Int, m: Int,
        into product: UnsafeMutableBufferPointer<Float>
    ) {
        precondition(
            left.count == n * stride && first >= 0 && first + d <= stride && right.count == n * m
                && product.count == d * m, "gemm: shapes disagree")
        guard n > 0, m > 0, d > 0 else { return product.update(repeating: 0) }
        // Safety: the shapes hold, and OpenBLAS writes only to `product`.
        library.sgemm(
            kindred_row_major, kindred_transposed, kindred_as_it_is, Int32(d), Int32(m), Int32(n),
            1,
            left.baseAddress.map { $0 + first }, Int32(stride), right.baseAddress, Int32(m), 0,
            product.baseAddress, Int32(m))
    }

    /// Adds rows' · rows to the upper triangle of `gram`. Shapes: rows (n × d), gram (d × d).
    static func addGram(
        _ rows: UnsafeBufferPointer<Double>, n: Int, d: Int,
        to gram: UnsafeMutableBufferPointer<Double>
    ) {
        precondition(rows.count == n * d && gram.count == d * d, "syrk: shapes disagree")
        guard n > 0, d > 0 else { return }
        // Safety: the shapes hold, and OpenBLAS writes only to `gram`.
        library.dsyrk(
            kindred_row_major, kindred_upper, kindred_transposed, Int32(d), Int32(n), 1,
            rows.baseAddress,
            Int32(d), 1, gram.baseAddress, Int32(d))
    }

    /// The eigenvalues of a symmetric matrix, descending, and their vectors, one in each row of
    /// `vectors`; nil where the matrix holds something not finite.
    ///
    /// - Parameter upper: Only the upper triangle is read. Shape: (d × d).
    static func symmetricEigen(
        _ upper: [Double], d: Int
    ) -> (values: [Double], vectors: [Double])? {
        precondition(upper.count == d * d, "eigenvectors are those of a square matrix")
        guard d > 0 else { return ([], []) }
        guard upper.allSatisfy(\.isFinite) else { return nil }
        var (vectors, ascending) = (upper, [Double](repeating: 0, count: d))
        var size = Int32(d)
        var workSize = Int32(1 + 6 * d + 2 * d * d)
        var indexSize = Int32(3 + 5 * d)
        var work = [Double](repeating: 0, count: Int(workSize))
        var indices = [Int32](repeating: 0, count: Int(indexSize))
        var info: Int32 = 0
        var lda = size
        // Safety: sizes are those that LAPACK asks for. Our upper triangle is its lower one.
        library.dsyevd(
            "V", "L", &size, &vectors, &lda, &ascending, &work, &workSize, &indices, &indexSize,
            &info)
        guard info == 0 else { return nil }
        // LAPACK's columns, ascending, are our rows; the last comes first.
        let descending = (0..<d).reversed().flatMap { vectors[$0 * d..<($0 + 1) * d] }
        return (ascending.reversed(), descending)
    }
}
