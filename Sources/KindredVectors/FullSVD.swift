extension SVD {
    /// All singular values and right directions of a matrix, by LAPACK on all its places in
    /// `Double`: the truth for small matrices.
    ///
    /// Values below 2^-40 of the largest are taken for zero; weights that are not finite give
    /// nothing.
    /// - Parameter matrix: Shape: (rows × columns).
    /// - Complexity: O(rows · columns · min(rows, columns)), memory O(rows · columns).
    package static func full(_ matrix: SparseMatrix) -> SingularDirections {
        let (n, m) = (matrix.rowCount, matrix.columnCount)
        let least = min(n, m)
        var dense = [Double](repeating: 0, count: n * m)
        for row in 0..<n {
            let vector = matrix.row(row)
            for (id, weight) in zip(vector.ids, vector.weights) {
                dense[row * m + Int(id)] = Double(weight)
            }
        }
        guard least > 0, dense.allSatisfy(\.isFinite),
            let (values, leftOfTurned) = decompose(&dense, rows: m, columns: n)
        else { return none(matrix) }
        let rank = values.prefix { $0 > 0 && $0 > 0x1p-40 * values[0] }.count
        let elements = (0..<m).flatMap { column in
            (0..<rank).map { Float(leftOfTurned[$0 * m + column]) }
        }
        let directions = DenseMatrix(rowCount: m, columnCount: rank, elements: Elements(elements))
        return SingularDirections(
            singularValues: values.prefix(rank).map { Float($0) },
            rightVectors: directions.columnsTurnedUp(.one))
    }

    /// Values, descending, and left vectors, one after the other, of a matrix stored by columns.
    ///
    /// A matrix of ours, stored by rows, is for LAPACK its transpose, whose left vectors are our
    /// right ones.
    private static func decompose(
        _ matrix: inout [Double], rows: Int, columns: Int
    ) -> (values: [Double], left: [Double])? {
        let least = min(rows, columns)
        var (m, n, k) = (Int32(rows), Int32(columns), Int32(least))
        var (lda, ldu) = (m, m)
        var values = [Double](repeating: 0, count: least)
        var left = [Double](repeating: 0, count: rows * least)
        var right = [Double](repeating: 0, count: least * columns)
        var indices = [Int32](repeating: 0, count: 8 * least)
        var workSize = Int32(4 * least * least + 7 * least + max(rows, columns) + 3 * least)
        var work = [Double](repeating: 0, count: Int(workSize))
        var info: Int32 = 0
        // Safety: sizes are those that LAPACK asks for.
        BLAS.library.dgesdd(
            "S", &m, &n, &matrix, &lda, &values, &left, &ldu, &right, &k, &work, &workSize,
            &indices, &info)
        return info == 0 ? (values, left) : nil
    }
}
