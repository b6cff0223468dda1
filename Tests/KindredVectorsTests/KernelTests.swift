import CKernels
import KindredVectors
import Testing

/// Every version of every kernel against a plain loop in Swift.
@Suite struct KernelTests {
    private let kernels: [kindred_kernels] = sequence(first: Int32(0)) { $0 + 1 }
        .lazy.map { kindred_kernels_at($0) }.prefix { $0 != nil }.compactMap { $0?.pointee }

    @Test func `the plain version comes first and there is none past the end`() {
        #expect(kernels.first.map { String(cString: $0.name) } == "plain")
        #expect(kindred_kernels_at(-1) == nil)
        #expect(kindred_kernels_at(Int32(kernels.count)) == nil)
    }

    @Test(arguments: lengths)
    func `dot is the canonical dot`(d: Int) {
        var samples = Samples(seed: UInt64(d))
        let (a, b) = (samples.vector(d).map { $0 * 0x1p100 }, samples.vector(d))
        let expected = canonicalDot(a, b)
        for kernel in kernels {
            #expect(kernel.dot(a, b, d).bitPattern == expected.bitPattern)
        }
        #expect(kindred_dot(a, b, d) == expected)
    }

    @Test func `dot by hand`() {
        // Place 8 meets place 0, place 9 place 1: (1 + 2^60) + (3 - 2^60) would lose the 1.
        var a = [Float](repeating: 0, count: 10)
        (a[0], a[1], a[8], a[9]) = (1, 3, 0x1p60, -0x1p60)
        let ones = [Float](repeating: 1, count: 10)
        for kernel in kernels { #expect(kernel.dot(a, ones, 10) == 0) }
    }

    @Test(arguments: lengths)
    func `squares are within their bound`(d: Int) {
        var samples = Samples(seed: UInt64(d))
        let a = samples.vector(d)
        let expected = a.reduce(0.0) { $0 + Double($1) * Double($1) }
        for kernel in kernels {
            let difference = abs(Double(kernel.squares(a, d)) - expected)
            #expect(difference <= 2 * Double(d) * 0x1p-24 * expected)
        }
    }

    @Test(arguments: lengths)
    func `scatter-add writes its rows and never outside them`(count: Int) {
        var samples = Samples(seed: UInt64(count))
        let n = 500
        let rows = (0..<count).map { _ in UInt32(samples.number(in: 0..<700)) } + [.max, 99, 100]
        let weights = samples.vector(count + 3)
        for first in [0, 100] {
            var expected = [Float](repeating: 0.25, count: n + 2)
            var outside = 0
            for (row, weight) in zip(rows.map(Int.init), weights) {
                guard row >= first, row < first + n else {
                    outside += 1
                    continue
                }
                expected[1 + row - first] += 0.3 * weight
            }
            for kernel in kernels {
                var scores = [Float](repeating: 0.25, count: n + 2)
                let skipped = scores.withUnsafeMutableBufferPointer {
                    kernel.scatter_add(
                        $0.baseAddress.map { $0 + 1 }, first, n, rows, weights, count + 3, 0.3)
                }
                #expect(skipped == outside)
                #expect(scores == expected)
            }
        }
    }

    @Test(arguments: lengths + [63, 64, 65, 128, 129])
    func `the next score above a bar is found wherever it stands`(count: Int) {
        for kernel in kernels {
            var scores = [Float](repeating: 1, count: count)
            #expect(kernel.next_above(scores, 0, count, 1) == count)
            for place in stride(from: 0, to: count, by: 1 + count / 40) {
                scores[place] = Float(1).nextUp
                if place + 1 < count { scores[count - 1] = 2 }
                #expect(kernel.next_above(scores, 0, count, 1) == place)
                #expect(kernel.next_above(scores, place, count, 1) == place)
                let rest = place + 1 < count ? count - 1 : count
                #expect(kernel.next_above(scores, place + 1, count, 1) == rest)
                scores[place] = .nan
                #expect(kernel.next_above(scores, 0, count, 1) == rest)
                #expect(kernel.next_above(scores, 0, count, .nan) == count)
                scores[place] = 1
                scores[count - 1] = 1
            }
        }
    }
}
