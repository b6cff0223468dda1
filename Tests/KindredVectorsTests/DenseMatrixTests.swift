import KindredVectors
import Testing

@Suite struct DenseMatrixTests {
    private let matrix = DenseMatrix(
        rows: [[3, 4, 0], [0, 0, 0], [.infinity, 1, 2]], columnCount: 3)

    @Test func `rows come back as they went in`() {
        #expect(matrix.row(0) == [3, 4, 0])
        #expect(matrix[2, 1] == 1)
        #expect(matrix.rowNorms() == [5, 0, .infinity])
        #expect(DenseMatrix(rows: [], columnCount: 3).rowCount == 0)
    }

    @Test func `rows are brought to length one, except zero and endless ones`() {
        let normalized = matrix.rowsNormalized()
        #expect(normalized.row(0) == [0.6, 0.8, 0])
        #expect(normalized.row(1) == [0, 0, 0])
        #expect(normalized.row(2) == [.infinity, 1, 2])
    }

    @Test func `a transposed matrix has columns for rows`() {
        let turned = DenseMatrix(rows: [[1, 2, 3], [4, 5, 6]], columnCount: 3).transposed()
        #expect(turned == DenseMatrix(rows: [[1, 4], [2, 5], [3, 6]], columnCount: 2))
    }

    @Test(arguments: lengths)
    func `norms do not depend on threads`(rows: Int) {
        var samples = Samples(seed: UInt64(rows))
        let matrix = samples.dense(rows: rows, columns: 9)
        let (norms, normalized) = (matrix.rowNorms(threads: .one), matrix.rowsNormalized())
        for count in threadCounts {
            #expect(matrix.rowNorms(threads: Threads(count)) == norms)
            #expect(matrix.rowsNormalized(threads: Threads(count)) == normalized)
        }
        #expect(normalized.rowNorms().allSatisfy { abs($0 - 1) < 1e-6 })
    }
}
