import KindredVectors
import Testing

@Suite struct DenseSearchTests {
    @Test func `a score is the sum of products`() {
        let rows = DenseMatrix(rows: [[1, 2, 3], [0, 0, 0], [-1, 0.5, 0]], columnCount: 3)
        #expect(DenseSearch.scores([2, 4, 8], rows: rows) == [34, 0, 0])
        let best = DenseSearch.best(2, for: [2, 4, 8], rows: rows)
        #expect(best == [Scored(row: 0, score: 34), Scored(row: 1, score: 0)])
    }

    @Test(arguments: lengths)
    func `every number of rows and columns is searched as by the plain scan`(count: Int) {
        var samples = Samples(seed: UInt64(count))
        for other in [0, 1, 8, 33] {
            check(
                samples.dense(rows: count, columns: other),
                [samples.vector(other), Array(repeating: 0, count: other)], ks: [1, 5, count + 1])
            check(
                samples.dense(rows: other, columns: count), [samples.vector(count)],
                ks: [1, other + 1])
        }
    }

    @Test func `scores that differ by less than the slack are still told apart`() {
        var samples = Samples(seed: 3)
        let query = samples.vector(64)
        // Copies of one row, each with a last digit or two changed.
        let row = samples.vector(64)
        let rows = (0..<600).map { _ in
            var near = row
            let place = samples.number(in: 0..<64)
            for _ in 0..<samples.number(in: 0..<3) { near[place] = near[place].nextUp }
            return near
        }
        check(DenseMatrix(rows: rows, columnCount: 64), [query, row], ks: [1, 10, 300])
    }

    @Test func `rows that are all alike are answered from the lowest`() {
        var samples = Samples(seed: 4)
        let row = samples.vector(40)
        let rows = DenseMatrix(rows: Array(repeating: row, count: 3_000), columnCount: 40)
        for count in threadCounts {
            let best = DenseSearch.best(7, for: row, rows: rows, threads: Threads(count))
            #expect(best.map(\.row) == Array(0..<7))
        }
        check(rows, [row], ks: [7])
    }

    @Test func `sums that cancel are ranked by their true value`() {
        // 2^24 and 1 and -2^24 in other orders: what a float sum makes of it depends on the order.
        var samples = Samples(seed: 5)
        let rows = (0..<500).map { row in
            var values: [Float] = [0x1p24, -0x1p24, 0x1p12, -0x1p12, Float(row % 7), 0.5, 1, 3]
            for place in values.indices { values.swapAt(place, samples.number(in: 0..<8)) }
            return values
        }
        let ones = [Float](repeating: 1, count: 8)
        check(DenseMatrix(rows: rows, columnCount: 8), [ones, ones.map { -$0 }], ks: [1, 80])
    }

    @Test func `sums that overflow float but not double are ranked by their true value`() {
        // The products are 2^130 and -2^130: infinite in float, and their sum not a number.
        let rows = (0..<300).map { (row: Int) -> [Float] in
            row % 9 == 8 ? [0x1p66, -0x1p66, Float(row)] : [0, 0, Float(row % 5)]
        }
        check(
            DenseMatrix(rows: rows, columnCount: 3), [[0x1p64, 0x1p64, 1], [1, 0, 1]], ks: [1, 20])
    }

    @Test(arguments: [1, 8, 256, 4_096])
    func `the slack is no less than the theory asks and not much more`(d: Int) {
        // One rounding for each product and each sum, and one for the score itself.
        let least = Float(d + 1) * 0x1p-24
        let slack = DenseBound.slack(queryNorm: 1, largest: 1, d: d)
        #expect(slack >= least && slack <= 1.1 * Float(d + 17) * 0x1p-24)
        #expect(DenseBound.slack(queryNorm: 2, largest: 8, d: d) >= 16 * least)
        #expect(DenseBound.slack(queryNorm: 0x1p-100, largest: 0x1p-49, d: d) > 0)
        #expect(DenseBound.slack(queryNorm: 0, largest: 5, d: d) == 0)
        for bad in [Double.nan, .infinity, 0x1p121] {
            #expect(DenseBound.slack(queryNorm: 1, largest: bad, d: d) == .infinity)
            #expect(DenseBound.slack(queryNorm: bad, largest: 1, d: d) == .infinity)
        }
        for squares in [Float(0), 0x1p-149, 0.5, 3, 0x1p127, .infinity] {
            #expect(DenseBound.norm(squares: squares, d: d) >= Double(squares).squareRoot())
        }
    }

    @Test(arguments: [Float.infinity, -.infinity, .nan, 0x1p126, 0x1p-149, 0x1p-100])
    func `extreme rows score as in the plain scan and spoil no others`(value: Float) {
        var samples = Samples(seed: 6)
        let rows = (0..<2_500).map { row in
            var values = samples.vector(20)
            if row % 97 == 5 { values[row % 20] = value }
            if row % 89 == 7 { values = Array(repeating: value, count: 20) }
            if row % 53 == 9 { values = Array(repeating: 0, count: 20) }
            return values
        }
        var extreme = samples.vector(20)
        extreme[3] = value
        let queries = [
            samples.vector(20), extreme, Array(repeating: value, count: 20),
            Array(repeating: 0, count: 20), samples.vector(20).map { $0 * 0x1p-120 },
        ]
        check(DenseMatrix(rows: rows, columnCount: 20), queries, ks: [1, 10])
    }

    @Test func `excluded rows and scores not above the minimum are left out`() {
        var samples = Samples(seed: 7)
        let rows = samples.dense(rows: 3_000, columns: 24)
        let query = samples.vector(24)
        let plain = PlainSearch.scores(query, rows: rows)
        let excluded = RowSet(rowCount: 3_000, rows: stride(from: 0, to: 3_000, by: 2))
        for minimum in [nil, 0, plain[17], .infinity] as [Float?] {
            for count in threadCounts {
                let best = DenseSearch.best(
                    40, for: query, rows: rows, excluding: excluded, above: minimum,
                    threads: Threads(count))
                let expected = PlainSearch.best(
                    40, of: plain, excluding: excluded, above: minimum)
                #expect(best == expected)
            }
        }
    }

    @Test func `a paper is never among its own answers`() {
        var samples = Samples(seed: 9)
        let rows = samples.dense(rows: 2_100, columns: 12)
        for count in threadCounts {
            let found = DenseSearch.best(
                3, forEachOf: rows, rows: rows, ownRow: { $0 }, threads: Threads(count))
            for row in stride(from: 0, to: 2_100, by: 191) {
                let own = RowSet(rowCount: 2_100, rows: [row])
                let plain = PlainSearch.scores(rows.row(row), rows: rows)
                #expect(found[row] == PlainSearch.best(3, of: plain, excluding: own))
            }
        }
    }

    /// One query at a time and all together, on several threads, against the plain scan.
    private func check(_ rows: DenseMatrix, _ queries: [[Float]], ks: [Int]) {
        let plain = queries.map { PlainSearch.scores($0, rows: rows) }
        let together = DenseMatrix(rows: queries, columnCount: rows.columnCount)
        for (query, scores) in zip(queries, plain) {
            let fast = DenseSearch.scores(query, rows: rows)
            #expect(sameBits(fast, scores))
        }
        for k in ks {
            let expected = plain.map { PlainSearch.best(k, of: $0) }
            for count in threadCounts {
                let threads = Threads(count)
                let alone = queries.map {
                    DenseSearch.best(k, for: $0, rows: rows, threads: threads)
                }
                #expect(alone == expected)
                let batch = DenseSearch.best(k, forEachOf: together, rows: rows, threads: threads)
                #expect(batch == expected)
            }
        }
    }

    /// Equal numbers, and NaN where there is NaN.
    private func sameBits(_ one: [Float], _ two: [Float]) -> Bool {
        one.count == two.count
            && zip(one, two).allSatisfy { $0.bitPattern == $1.bitPattern || $0.isNaN && $1.isNaN }
    }
}
