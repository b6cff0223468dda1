import CKernels
import KindredVectors
import Testing

@Suite struct CeilingKernelTests {
    /// The plain one first.
    static var versions: [kindred_ceiling_kernels] {
        var versions: [kindred_ceiling_kernels] = []
        while let next = kindred_ceiling_kernels_at(Int32(versions.count)) {
            versions.append(next.pointee)
        }
        return versions
    }

    @Test func `there is a plain version, and no end without one`() {
        #expect(String(cString: Self.versions[0].name) == "plain")
        #expect(kindred_ceiling_kernels_at(-1) == nil && kindred_ceiling_kernels_at(99) == nil)
    }

    @Test(arguments: [256, 512, 2_304])
    func `every version gives the same bits`(n: Int) {
        var samples = Samples(seed: UInt64(n))
        let codes = (0..<9 * n / 2).map { _ in UInt8(truncatingIfNeeded: samples.word()) }
        let scores = samples.vector(n)
        for pairs in 0..<5 {
            let columns = (0..<2 * pairs).map { _ in UInt32(samples.number(in: 0..<9)) }
            let factors = columns.map { _ in Int8(samples.number(in: -127..<128)) }
            let wanted = Self.run(Self.versions[0], n, codes, columns, factors, scores)
            for version in Self.versions.dropFirst() {
                let found = Self.run(version, n, codes, columns, factors, scores)
                #expect(found == wanted, "\(String(cString: version.name)), \(columns.count)")
            }
        }
    }

    @Test func `a sum is that of the half bytes times the factors`() {
        var codes = [UInt8](repeating: 0, count: 256)
        // Column 0: row 3 has 5; row 64 + 3 has 2. Column 1: row 130 has 15.
        codes[3] = 0x25
        codes[128 + 64 + 2] = 0x0F
        let run = Self.run(
            Self.versions[0], 256, codes, [0, 1], [10, -3], [Float](repeating: 0, count: 256))
        #expect(run.sums[3] == 50 && run.sums[67] == 20 && run.sums[130] == -45)
        #expect(run.sums.count { $0 != 0 } == 3)
        #expect(run.cleared.allSatisfy { $0 == 0 })
    }

    struct Run: Equatable {
        var sums: [Int16]
        var bounds: [UInt32]
        var rows: [UInt32]
        var others: [UInt32]
        var cleared: [Float]
    }

    /// All three kernels on one input, with a bar that some bounds reach.
    static func run(
        _ version: kindred_ceiling_kernels, _ n: Int, _ codes: [UInt8], _ columns: [UInt32],
        _ factors: [Int8], _ scores: [Float]
    ) -> Run {
        var sums = [Int16](repeating: 7, count: n)
        version.sums(&sums, n, codes, n / 2, columns, factors, columns.count)
        var bounds = scores
        version.bounds(&bounds, sums, n, 0.001, 1.5, -0.25)
        var cleared = scores
        var rows = [UInt32](repeating: 0, count: n)
        let count = version.candidates(&cleared, sums, n - 3, 0.001, 1.5, -0.25, 0.5, nil, &rows)
        var others = rows
        let bars = scores.map { 0.5 - $0 }
        var again = scores
        let more = version.candidates(&again, sums, n - 3, 0.001, 1.5, -0.25, 0.5, bars, &others)
        return Run(
            sums: sums, bounds: bounds.map(\.bitPattern), rows: Array(rows.prefix(count)),
            others: Array(others.prefix(more)), cleared: cleared + again)
    }
}
