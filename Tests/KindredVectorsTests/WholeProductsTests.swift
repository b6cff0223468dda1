import CKernels
import KindredVectors
import Testing

/// Products of whole numbers: every version gives the plain one's bits, and they are near enough.
@Suite struct WholeTests {
    private let kernels: [kindred_whole_kernels] = sequence(first: Int32(0)) { $0 + 1 }
        .lazy.map { kindred_whole_at($0) }.prefix { $0 != nil }.compactMap { $0?.pointee }

    @Test func `the plain version comes first and the best one is in use`() {
        #expect(kernels.first.map { String(cString: $0.name) } == "plain")
        #expect(kindred_whole_at(-1) == nil)
        #expect(kindred_whole_at(Int32(kernels.count)) == nil)
        #expect(
            kernels.last.map { String(cString: $0.name) }
                == String(cString: kindred_whole().pointee.name))
    }

    @Test(arguments: [1, 2, 3, 15, 16, 17, 31, 32, 33, 48, 63, 384])
    func `every version rounds rows alike, within half a step`(d: Int) {
        var samples = Samples(seed: UInt64(d))
        let rows = samples.vector(3 * d)
        let pairs = (d + 1) / 2
        let found = kernels.map { kernel in
            // Memory that ends where the rows end, and a page that may not be touched behind it.
            let (given, whole) = (Guarded(rows), Guarded([Int16](repeating: 7, count: 6 * pairs)))
            let factors = Guarded([Float](repeating: 7, count: 3))
            kernel.quantize(whole.start, factors.start, given.start, 3, d, d, pairs)
            return (whole: whole.array, factors: factors.array)
        }
        for other in found {
            #expect(other.whole == found[0].whole)
            #expect(other.factors.map(\.bitPattern) == found[0].factors.map(\.bitPattern))
        }
        for row in 0..<3 {
            for place in 0..<2 * pairs {
                let whole = Double(found[0].whole[row * 2 * pairs + place])
                guard place < d else {
                    #expect(whole == 0)
                    continue
                }
                let factor = Double(found[0].factors[row])
                let number = Double(rows[row * d + place])
                #expect(abs(whole * factor - number) <= 0.51 * factor + 1e-6 * abs(number))
            }
        }
    }

    @Test func `rows that cannot be rounded become zero or say so`() {
        let rows: [[Float]] = [
            [0, 0, 0], [1e-20, -1e-20, 0], [.nan, 1, 1], [.infinity, 0, 1], [3e30, 3e30, 0],
        ]
        for kernel in kernels {
            for (row, numbers) in rows.enumerated() {
                var (whole, factors) = (
                    [Int16](repeating: 7, count: 4), [Float](repeating: 7, count: 1)
                )
                kernel.quantize(&whole, &factors, numbers, 1, 3, 3, 2)
                #expect(whole == [0, 0, 0, 0])
                #expect(row < 2 ? factors[0] == 0 : factors[0].isNaN)
                var panels = [Int16](repeating: 7, count: 64)
                factors = [Float](repeating: 7, count: 1)
                kernel.quantize_columns(&panels, &factors, numbers, 3, 1, 1)
                #expect(panels.allSatisfy { $0 == 0 })
                #expect(row < 2 ? factors[0] == 0 : factors[0].isNaN)
            }
        }
    }

    @Test(arguments: [(1, 1), (2, 16), (3, 17), (7, 5), (8, 32), (9, 33), (50, 40)])
    func `columns in panels are the transposed rows in panels`(n: Int, d: Int) {
        var samples = Samples(seed: UInt64(n * 100 + d))
        let stride = d + 3
        let rows = samples.vector(n * stride)
        let transposed = (0..<d).flatMap { column in (0..<n).map { rows[$0 * stride + column] } }
        let (pairs, count) = ((n + 1) / 2, (d + 15) / 16 * 16)
        let plain = kernels[0]
        var (whole, factors) = ([Int16](repeating: 0, count: d * pairs * 2), samples.vector(d))
        plain.quantize(&whole, &factors, transposed, d, n, n, pairs)
        var expected = [Int16](repeating: 7, count: count * pairs * 2)
        plain.panels(&expected, whole, d, pairs)
        for kernel in kernels {
            let given = Guarded(Array(rows.prefix((n - 1) * stride + d)))
            let panels = Guarded([Int16](repeating: 7, count: count * pairs * 2))
            let found = Guarded([Float](repeating: 7, count: d))
            kernel.quantize_columns(panels.start, found.start, given.start, n, d, stride)
            // The lengths are summed in another order, which may move a number by one step.
            for (one, other) in zip(panels.array, expected) { #expect(abs(one - other) <= 1) }
            for (one, other) in zip(found.array, factors) {
                #expect(abs(one - other) <= 1e-6 * other)
            }
            var again = [Int16](repeating: 7, count: expected.count)
            kernel.panels(&again, whole, d, pairs)
            #expect(again == expected)
        }
    }

    @Test(arguments: [1, 2, 5, 6, 7, 12, 13], [1, 15, 16, 17, 48, 63, 64, 65, 80, 129])
    func `every version multiplies alike and within its bound`(n: Int, m: Int) {
        for d in [1, 2, 7, 32, 33, 100] {
            var samples = Samples(seed: UInt64(n * 1_000 + m + d))
            let (left, right) = (samples.vector(n * d), samples.vector(m * d))
            let bias: [Float]? = d == 32 ? nil : samples.vector(m)
            let found = kernels.map { product(left, right, bias, n, m, d, by: $0) }
            for other in found { #expect(other.map(\.bitPattern) == found[0].map(\.bitPattern)) }
            let bound = 1.1 * Double(d).squareRoot() / 32_700
            for (place, value) in found[0].enumerated() {
                let (row, column) = (place / m, place % m)
                let (a, b) = (left[row * d..<row * d + d], right[column * d..<column * d + d])
                let expected = zip(a, b).reduce(Double(bias?[column] ?? 0)) {
                    $0 + Double($1.0) * Double($1.1)
                }
                let scale = length(a) * length(b)
                #expect(abs(Double(value) - expected) <= bound * scale + 1e-6 * abs(expected))
            }
        }
    }

    /// Rows times panels, everything in memory that ends where its numbers end.
    private func product(
        _ left: [Float], _ right: [Float], _ bias: [Float]?, _ n: Int, _ m: Int, _ d: Int,
        by kernel: kindred_whole_kernels
    ) -> [Float] {
        let pairs = (d + 1) / 2
        let rows = Guarded([Int16](repeating: 0, count: n * pairs * 2))
        let factors = Guarded([Float](repeating: 0, count: n))
        kernel.quantize(rows.start, factors.start, left, n, d, d, pairs)
        var columns = [Int16](repeating: 0, count: m * pairs * 2)
        let columnFactors = Guarded([Float](repeating: 0, count: m))
        kernel.quantize(&columns, columnFactors.start, right, m, d, d, pairs)
        let panels = Guarded([Int16](repeating: 7, count: (m + 15) / 16 * 16 * pairs * 2))
        kernel.panels(panels.start, columns, m, pairs)
        // Three numbers lie between two rows of products, and nobody may write there.
        let products = Guarded([Float](repeating: 7, count: n * (m + 3) - 3))
        let bias = bias.map { Guarded($0) }
        kernel.multiply(
            products.start, m + 3, rows.start, factors.start, n, panels.start,
            columnFactors.start, m, pairs, bias?.start)
        let all = products.array
        #expect(all.indices.allSatisfy { $0 % (m + 3) < m || all[$0] == 7 })
        return all.indices.filter { $0 % (m + 3) < m }.map { all[$0] }
    }

    @Test func `the longest rows of one sign stay below thirty-two bits`() {
        for d in [1, 2, 384, 16_384] {
            let ones = [Float](repeating: 1, count: d)
            for kernel in kernels {
                let found = product(ones, ones, nil, 1, 1, d, by: kernel)
                #expect(abs(Double(found[0]) / Double(d) - 1) < 5e-3)
            }
        }
    }

    @Test func `a row's products do not depend on its company`() {
        var samples = Samples(seed: 5)
        let (n, m, d) = (13, 70, 50)
        let rows = samples.vector(n * d)
        let weights = WholeWeights(
            stacking: [Elements(samples.vector(30 * d)), Elements(samples.vector(40 * d))],
            columnCount: d)
        let bias = Elements(samples.vector(m))
        func products(_ rows: ArraySlice<Float>) -> [Float] {
            var (rows, found) = (Array(rows), [Float](repeating: 0, count: rows.count / d * m))
            let whole = WholeRows()
            rows.withUnsafeMutableBufferPointer {
                Layers.quantize($0, n: $0.count / d, into: whole)
            }
            found.withUnsafeMutableBufferPointer {
                Layers.multiply(whole, by: weights, bias: bias, into: $0)
            }
            return found
        }
        let all = products(rows[...])
        for row in 0..<n {
            #expect(
                products(rows[row * d..<(row + 1) * d]).map(\.bitPattern)
                    == all[row * m..<(row + 1) * m].map(\.bitPattern))
        }
    }

    private func length(_ row: ArraySlice<Float>) -> Double {
        row.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
    }
}
