import KindredVectors
import Testing

@Suite struct SparseMatrixTests {
    private let matrix = SparseMatrix(
        rows: [
            SparseVector(ids: [0, 2], weights: [1, 2]), .zero,
            SparseVector(ids: [1, 2], weights: [3, 4]),
        ], columnCount: 4)

    @Test func `rows come back as they went in`() {
        #expect(matrix.row(0) == SparseVector(ids: [0, 2], weights: [1, 2]))
        #expect(matrix.row(1) == .zero)
        #expect(matrix.entryCount == 4)
        #expect(matrix.isSound)
        #expect(matrix.rowNorms() == [Float(5).squareRoot(), 0, 5])
    }

    @Test func `the transposed matrix holds each column's rows, ascending`() {
        let turned = matrix.transposed()
        #expect(turned.rowCount == 4 && turned.columnCount == 3)
        #expect(turned.row(2) == SparseVector(ids: [0, 2], weights: [2, 4]))
        #expect(turned.row(3) == .zero)
        #expect(turned.isSound)
    }

    @Test(arguments: lengths)
    func `twice transposed is the same, on any number of threads`(rows: Int) {
        var samples = Samples(seed: UInt64(rows))
        for columns in [0, 1, 30] {
            let matrix = samples.sparse(rows: rows, columns: columns)
            let turned = matrix.transposed(threads: .one)
            #expect(turned.isSound)
            for count in threadCounts {
                #expect(matrix.transposed(threads: Threads(count)) == turned)
                #expect(turned.transposed(threads: Threads(count)) == matrix)
            }
        }
    }

    @Test func `a matrix is sound only if starts, ids and weights make sense`() {
        func make(_ starts: [UInt64], _ ids: [UInt32], _ weights: [Float]) -> SparseMatrix {
            SparseMatrix(
                rowCount: starts.count - 1, columnCount: 4, starts: Elements(starts),
                ids: Elements(ids), weights: Elements(weights))
        }
        #expect(make([0, 2, 3], [0, 3, 1], [1, 2, 3]).isSound)
        #expect(!make([1, 2, 3], [0, 3, 1], [1, 2, 3]).isSound, "a gap before the first row")
        #expect(!make([0, 2, 2], [0, 3, 1], [1, 2, 3]).isSound, "entries after the last row")
        #expect(!make([0, 4, 3], [0, 3, 1], [1, 2, 3]).isSound, "a row past the entries")
        #expect(!make([0, 2, 3], [3, 0, 1], [1, 2, 3]).isSound, "ids that descend")
        #expect(!make([0, 2, 3], [3, 3, 1], [1, 2, 3]).isSound, "an id twice")
        #expect(!make([0, 2, 3], [0, 4, 1], [1, 2, 3]).isSound, "an id outside the columns")
        #expect(!make([0, 2, 3], [0, 3, 1], [1, .nan, 3]).isSound, "a weight that is no number")
        #expect(make([0, 4, 3], [0, 3, 1], [1, 2, 3]).row(0) == .zero)
        #expect(make([0, 2, 3], [0, 4, 1], [1, 2, 3]).row(0) == .zero)
    }

    @Test func `a matrix transposed beside another of its places shares them`() {
        var samples = Samples(seed: 77)
        let matrix = samples.sparse(rows: 500, columns: 60)
        let doubled = SparseMatrix(
            rowCount: 500, columnCount: 60, starts: matrix.starts, ids: matrix.ids,
            weights: Elements(matrix.weights.array.map { 2 * $0 }))
        let postings = matrix.transposed(threads: .one)
        for count in threadCounts {
            let shared = doubled.transposed(sharing: postings, threads: Threads(count))
            #expect(shared == doubled.transposed(threads: .one))
            #expect(shared.ids.buffer.baseAddress == postings.ids.buffer.baseAddress)
        }
    }

    @Test(arguments: [0, 1, 15, 16, 17, 63, 64, 65, 100])
    func `a product with a dense matrix is the sum of its rows`(width: Int) {
        var samples = Samples(seed: UInt64(width))
        let matrix = samples.sparse(rows: 600, columns: 40)
        let dense = samples.dense(rows: 40, columns: width)
        let product = matrix.multiplied(by: dense, threads: .one)
        for row in stride(from: 0, to: 600, by: 37) {
            let vector = matrix.row(row)
            var sum = [Float](repeating: 0, count: width)
            for (id, weight) in zip(vector.ids, vector.weights) {
                for place in 0..<width { sum[place] += weight * dense[Int(id), place] }
            }
            #expect(product.row(row) == sum)
            #expect(vector.multiplied(by: dense) == sum)
        }
        for count in threadCounts {
            #expect(matrix.multiplied(by: dense, threads: Threads(count)) == product)
        }
    }
}

@Suite struct SparseVectorTests {
    private let one = SparseVector(ids: [1, 4, 9], weights: [3, 4, 0.5])
    private let two = SparseVector(ids: [0, 4, 9, 12], weights: [7, 2, 2, 1])

    @Test func `the dot product takes common ids`() {
        #expect(one.dot(two) == 9)
        #expect(two.dot(one) == 9)
        #expect(one.dot(.zero) == 0)
    }

    @Test func `a sum takes all ids`() {
        let sum = SparseVector(ids: [0, 1, 4, 9, 12], weights: [14, 3, 8, 4.5, 2])
        #expect(one.adding(two, times: 2) == sum)
        #expect(one.adding(.zero) == one)
        #expect(SparseVector.zero.adding(one, times: 3) == one.scaled(by: 3))
        let edge = SparseVector(ids: [.max], weights: [1])
        #expect(edge.adding(edge).weights == [2])
        #expect(edge.adding(one).ids == [1, 4, 9, .max])
    }

    @Test func `a normalised vector has length one, a zero or endless one stays`() {
        #expect(SparseVector(ids: [2, 3], weights: [3, 4]).normalized().weights == [0.6, 0.8])
        #expect(SparseVector(ids: [2], weights: [0]).normalized().weights == [0])
        #expect(SparseVector(ids: [2], weights: [.infinity]).normalized().weights == [.infinity])
        #expect(abs(SparseVector(ids: [2], weights: [1e-30]).normalized().norm - 1) < 1e-6)
    }
}
