import CKernels
import KindredVectors
import Testing

/// Every version of every quantised kernel against plain loops in Swift.
@Suite struct QuantisedKernelTests {
    private let kernels: [kindred_quantised_kernels] = sequence(first: Int32(0)) { $0 + 1 }
        .lazy.map { kindred_quantised_kernels_at($0) }
        .prefix { $0 != nil }.compactMap { $0?.pointee }

    @Test func `the plain version comes first and there is none past the end`() {
        #expect(kernels.first.map { String(cString: $0.name) } == "plain")
        #expect(kindred_quantised_kernels_at(-1) == nil)
        #expect(kindred_quantised_kernels_at(Int32(kernels.count)) == nil)
    }

    @Test(arguments: [1, 2, 3, 4, 5, 9, 32])
    func `bounds are sums of products of integers`(groups: Int) {
        var samples = Samples(seed: UInt64(groups))
        let (blocks, d) = (7, 8 * groups)
        let numbers = (0..<16 * blocks).map { row in
            (0..<d).map { _ in row == 5 ? 15 : samples.number(in: 0..<16) }
        }
        var codes = [UInt8](repeating: 0, count: blocks * groups * 64)
        for (block, rows) in stride(from: 0, to: numbers.count, by: 16).enumerated() {
            let flat = numbers[rows..<rows + 16].flatMap { $0.map { UInt8($0) } }
            codes.withUnsafeMutableBufferPointer {
                kindred_pack_nibbles($0.baseAddress.map { $0 + block * groups * 64 }, flat, groups)
            }
        }
        // Halves, so that every float is exact and its order does not matter.
        let scales = (0..<16 * blocks).map { _ in Float(samples.number(in: 0..<8)) / 8 }
        let residuals = scales.map { $0 / 4 }
        let lengths = (0..<blocks).map { Float($0) }
        let (guardedCodes, guardedScales) = (Guarded(codes), Guarded(scales))
        let (guardedResiduals, guardedLengths) = (Guarded(residuals), Guarded(lengths))
        for largest in [3, 127] {
            let query = (0..<d).map { _ in Int8(samples.number(in: -largest..<largest + 1)) }
            let asked = largest == 127 ? query.map { $0 < 0 ? -127 : 127 } : query
            let offset = -15 * asked.reduce(0) { $0 + Int32($1) }
            let guardedAsked = Guarded(asked)
            let expected = numbers.indices.map { row in
                let sum = zip(numbers[row], asked).reduce(0) { $0 + (2 * $1.0 - 15) * Int($1.1) }
                return 0.5 * scales[row] * Float(sum) + 2 * residuals[row]
                    + 0.25 * lengths[row / 16]
            }
            for kernel in kernels {
                for start in [0, 2] {
                    let found = [Float](unsafeUninitializedCapacity: 16 * (blocks - start)) {
                        var rows = kindred_nibble_rows(
                            codes: guardedCodes.start, scales: guardedScales.start,
                            residuals: guardedResiduals.start, lengths: guardedLengths.start,
                            groups: groups)
                        var query = kindred_nibble_query(
                            codes: guardedAsked.start, offset: offset, factor: 0.5, length: 2,
                            loss: 0.25)
                        kernel.nibble_bounds($0.baseAddress, &rows, start, blocks - start, &query)
                        $1 = 16 * (blocks - start)
                    }
                    withExtendedLifetime((guardedCodes, guardedScales, guardedAsked)) {}
                    withExtendedLifetime((guardedResiduals, guardedLengths)) {}
                    #expect(found == Array(expected[(16 * start)...]))
                }
            }
        }
    }

    @Test(arguments: [1, 3, 8])
    func `pairs that reach a bar are those of a plain loop`(groups: Int) {
        var samples = Samples(seed: UInt64(groups))
        let (n, blocks, d) = (117, 8, 8 * groups)
        let numbers = (0..<16 * blocks).map { row in
            (0..<d).map { _ -> Int8 in
                row >= n ? 0 : row % 9 == 3 ? 127 : Int8(samples.number(in: -127..<128))
            }
        }
        let rows = numbers.flatMap(\.self)
        var columns = [UInt8](repeating: 0, count: blocks * 16 * d)
        columns.withUnsafeMutableBufferPointer { columns in
            for block in 0..<blocks {
                let part = Array(rows[block * 16 * d..<(block + 1) * 16 * d])
                kindred_pack_bytes(
                    columns.baseAddress.map { $0 + block * 16 * d }, part, groups)
            }
        }
        let sums = numbers.map { $0.reduce(0) { $0 + Int32($1) } }
        let scales = numbers.indices.map { $0 < n ? Float(1 + $0 % 3) / 4 : 0 }
        func product(_ one: Int, _ two: Int) -> Float {
            let sum = zip(numbers[one], numbers[two]).reduce(0) { $0 + Int($1.0) * Int($1.1) }
            return Float(sum) * scales[two] * scales[one]
        }
        let (guardedRows, guardedColumns) = (Guarded(rows), Guarded(columns))
        let (guardedSums, guardedScales) = (Guarded(sums), Guarded(scales))
        for (first, count, start, width) in [
            (0, n, 0, 8), (5, 13, 1, 5), (0, 1, 3, 1), (9, 0, 0, 8),
        ] {
            let bars = (0..<n).map { product($0, ($0 + 50) % n) }
            let rowBars = Array(bars[first..<first + count])
            let columnBars = (0..<16 * width).map {
                16 * start + $0 < n ? bars[16 * start + $0] : .infinity
            }
            var expected: [[UInt32]] = []
            for row in 0..<count {
                for column in 0..<16 * width {
                    let value = product(first + row, 16 * start + column)
                    if value >= min(rowBars[row], columnBars[column]) {
                        expected.append(
                            [UInt32(first + row), UInt32(16 * start + column), value.bitPattern])
                    }
                }
            }
            for kernel in kernels {
                let pairs = [kindred_pair](unsafeUninitializedCapacity: count * 16 * width) {
                    var parts = kindred_byte_rows(
                        rows: guardedRows.start, columns: guardedColumns.start,
                        sums: guardedSums.start, scales: guardedScales.start, groups: groups)
                    $1 = kernel.byte_pairs(
                        $0.baseAddress, &parts, first, count, start, width, rowBars, columnBars)
                }
                withExtendedLifetime((guardedRows, guardedColumns, guardedSums)) {}
                withExtendedLifetime(guardedScales) {}
                let found = pairs.map { [$0.row, $0.column, $0.product.bitPattern] }
                    .sorted { ($0[0], $0[1]) < ($1[0], $1[1]) }
                #expect(found == expected)
            }
        }
    }

    @Test(arguments: [1, 2, 3, 8, 12, 16, 17, 100, 256])
    func `a rotation keeps lengths and products, and all versions turn alike`(d: Int) {
        var samples = Samples(seed: UInt64(d))
        let signs = (0..<2 * d).map { _ in samples.number(in: 0..<2) == 0 ? Float(-1) : 1 }
        let (one, two) = (samples.vector(d), samples.vector(d))
        func turned(_ row: [Float], _ kernel: kindred_quantised_kernels) -> [Float] {
            var row = row
            kernel.rotate(&row, d, signs)
            return row
        }
        let product = zip(one, two).reduce(0) { $0 + Double($1.0) * Double($1.1) }
        for kernel in kernels {
            let (left, right) = (turned(one, kernel), turned(two, kernel))
            #expect(left == turned(one, kernels[0]))
            let after = zip(left, right).reduce(0) { $0 + Double($1.0) * Double($1.1) }
            let slack = 77 * 0x1p-24 * one.euclideanNorm * two.euclideanNorm
            #expect(abs(after - product) <= slack)
        }
    }

    @Test(arguments: [1, 7, 8, 33, 256])
    func `all versions quantise alike, and what is lost is what they say`(d: Int) {
        var samples = Samples(seed: UInt64(d))
        for row in [
            samples.vector(d), Array(repeating: 0, count: d), samples.vector(d).map { $0 * 9 },
        ] {
            for kernel in kernels {
                var (codes, spare) = (
                    [UInt8](repeating: 0, count: d), [UInt8](repeating: 0, count: d)
                )
                var scale: Float = 0
                let lost = kernel.nibbles(&codes, &spare, &scale, row, d, 0.2)
                let numbers = codes.map { 2 * Double($0) - 15 }
                #expect(abs(lost - rest(row, numbers, scale)) <= 1e-12 * Double(d))
                #expect(codes.allSatisfy { $0 <= 15 })
                var bytes = [Int8](repeating: 0, count: d)
                let less = kernel.bytes(&bytes, &scale, row, d, 100)
                #expect(abs(less - rest(row, bytes.map { Double($0) }, scale)) <= 1e-12 * Double(d))
                #expect(bytes.allSatisfy { $0 >= -127 })
                var (other, otherBytes) = (codes, bytes)
                var otherScale: Float = 0
                #expect(kernels[0].nibbles(&other, &spare, &otherScale, row, d, 0.2) == lost)
                #expect(kernels[0].bytes(&otherBytes, &otherScale, row, d, 100) == less)
                #expect(other == codes && otherBytes == bytes && otherScale == scale)
            }
        }
    }

    private func rest(_ row: [Float], _ numbers: [Double], _ scale: Float) -> Double {
        zip(row, numbers).reduce(0) { sum, pair in
            let rest = Double(pair.0) - Double(scale) * pair.1
            return sum + rest * rest
        }
    }
}
