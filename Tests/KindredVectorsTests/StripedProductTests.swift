import CKernels
import Testing

@testable import KindredVectors

@Suite struct StripedProductTests {
    @Test(arguments: [(0, 5), (1, 1), (9, 6), (700, 40), (9_000, 25)])
    func `the product with A'A is the product with A and then with A'`(rows: Int, columns: Int) {
        var samples = Samples(seed: UInt64(rows + columns))
        let matrix = samples.sparse(rows: rows, columns: columns)
        let panel = samples.dense(rows: columns, columns: 24)
        let product = StripedProduct(matrix, widest: 24, threads: .one)
        let found = product.multipliedByGram(panel, threads: .one).matrix
        let expected = gramTimes(matrix, panel)
        for row in 0..<columns {
            for column in 0..<24 {
                let truth = expected[row * 24 + column]
                let bound = 1e-4 * max(1, abs(truth)) + 1e-6 * Double(rows)
                #expect(abs(Double(found[row, column]) - truth) <= bound)
            }
        }
        for count in threadCounts {
            let striped = StripedProduct(matrix, widest: 24, threads: Threads(count))
            let again = striped.multipliedByGram(panel, threads: Threads(count)).matrix
            #expect(again == found, "\(count) threads")
        }
    }

    @Test func `a second product knows nothing of the first`() {
        var samples = Samples(seed: 5)
        let matrix = samples.sparse(rows: 300, columns: 30)
        let (wide, narrow) = (
            samples.dense(rows: 30, columns: 16), samples.dense(rows: 30, columns: 8)
        )
        let product = StripedProduct(matrix, widest: 16, threads: .one)
        let first = product.multipliedByGram(narrow, threads: .one).matrix
        _ = product.multipliedByGram(wide, threads: .one)
        #expect(product.multipliedByGram(narrow, threads: .one).matrix == first)
    }

    @Test func `a matrix whose rows overlap counts as empty`() {
        let matrix = SparseMatrix(
            rowCount: 2, columnCount: 2, starts: [0, 9, 1], ids: [0], weights: [1])
        let panel = DenseMatrix(rowCount: 2, columnCount: 1, elements: [1, 1])
        let product = StripedProduct(matrix, widest: 1, threads: .one)
        #expect(product.multipliedByGram(panel, threads: .one).matrix.elements == [0, 0])
    }

    @Test(arguments: [1, 15, 16, 31, 32, 48, 64, 100])
    func `every version of the kernel gives the plain bits and skips what lies outside`(d: Int) {
        var samples = Samples(seed: UInt64(d))
        let (n, m, stride) = (12, 6, d + 3)
        let dense = samples.vector(n * d)
        let starts: [UInt64] = [0, 0, 20, 21, 60, 90, 97]
        let ids = (0..<97).map { $0 % 11 == 0 ? .max : UInt32(samples.number(in: 0..<n)) }
        let weights = samples.vector(97)
        let places: [UInt32] = [5, 2, .max, 0, 6, 2]
        var expected = [Float](repeating: 0.5, count: m * stride)
        for row in 0..<6 where places[row] < m {
            for entry in Int(starts[row])..<Int(starts[row + 1]) where ids[entry] < n {
                for column in 0..<d {
                    expected[Int(places[row]) * stride + column] +=
                        weights[entry] * dense[Int(ids[entry]) * d + column]
                }
            }
        }
        var index: Int32 = 0
        while let kernels = kindred_kernels_at(index)?.pointee {
            var sums = [Float](repeating: 0.5, count: m * stride)
            sums.withUnsafeMutableBufferPointer { sums in
                places.withUnsafeBufferPointer { places in
                    // Safety: the shapes are those that the kernel asks for.
                    var product = kindred_product(
                        sums: sums.baseAddress, m: m, stride: stride, places: places.baseAddress)
                    kernels.multiply(&product, starts, 6, ids, weights, dense, n, d)
                }
            }
            #expect(sums == expected, "\(String(cString: kernels.name))")
            index += 1
        }
        #expect(index > 0)
    }

    /// A'A Q by the definition, in `Double`.
    private func gramTimes(_ matrix: SparseMatrix, _ panel: DenseMatrix) -> [Double] {
        let (m, w) = (matrix.columnCount, panel.columnCount)
        var product = [Double](repeating: 0, count: m * w)
        for row in 0..<matrix.rowCount {
            let vector = matrix.row(row)
            var sum = [Double](repeating: 0, count: w)
            for (id, weight) in zip(vector.ids, vector.weights) {
                for place in 0..<w { sum[place] += Double(weight) * Double(panel[Int(id), place]) }
            }
            for (id, weight) in zip(vector.ids, vector.weights) {
                for place in 0..<w { product[Int(id) * w + place] += Double(weight) * sum[place] }
            }
        }
        return product
    }
}
