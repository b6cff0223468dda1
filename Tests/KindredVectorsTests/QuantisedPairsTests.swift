import KindredVectors
import Testing

/// All pairs in bytes: rows, order and bits are those of the plain scan.
@Suite struct QuantisedPairsTests {
    @Test func `random rows of every shape are answered as by the plain scan`() {
        var samples = Samples(seed: 21)
        for _ in 0..<60 {
            let rows = samples.dense(
                rows: samples.number(in: 0..<140), columns: samples.number(in: 1..<40))
            check(rows, ks: [1, samples.number(in: 1..<12), rows.rowCount + 1])
        }
    }

    @Test func `rows beyond one part meet the rows of all others`() {
        var samples = Samples(seed: 22)
        check(samples.dense(rows: 1_700, columns: 3), ks: [2])
    }

    @Test func `rows that are alike, nearly alike, opposite, sparse or zero`() {
        var samples = Samples(seed: 23)
        for d in [1, 2, 8, 31] {
            let row = samples.vector(d)
            let rows = (0..<230).map { place -> [Float] in
                switch place % 7 {
                case 0: row
                case 1: row.map { -$0 }
                case 2: row.map { samples.number(in: 0..<4) == 0 ? $0.nextUp : $0 }
                case 3: Array(repeating: 0, count: d)
                case 4: (0..<d).map { $0 == place % d ? 1 : 0 }
                case 5: row.map { $0 * 0x1p-60 }
                default: samples.vector(d).map { $0 * Float(place) }
                }
            }
            check(DenseMatrix(rows: rows, columnCount: d), ks: [1, 10, 40, 128, 129])
        }
    }

    @Test(arguments: [Float.infinity, .nan, 0x1p126])
    func `rows that no bound holds for are multiplied as floats`(value: Float) {
        var samples = Samples(seed: 24)
        var rows = (0..<60).map { _ in samples.vector(12) }
        rows[37][5] = value
        check(DenseMatrix(rows: rows, columnCount: 12), ks: [3])
    }

    @Test func `only scores above the minimum are answered`() {
        var samples = Samples(seed: 25)
        let rows = samples.dense(rows: 150, columns: 9)
        for minimum in [0, 1.5, -1, .infinity] as [Float] {
            check(rows, ks: [1, 20], above: minimum)
        }
    }

    private func check(_ rows: DenseMatrix, ks: [Int], above minimum: Float? = nil) {
        let all = 0..<rows.rowCount
        let plain = all.map { PlainSearch.scores(rows.row($0), rows: rows) }
        for k in ks {
            let expected = all.map { row in
                PlainSearch.best(
                    k, of: plain[row], excluding: RowSet(rowCount: rows.rowCount, rows: [row]),
                    above: minimum)
            }
            for threads in [1, 3] {
                let found = DenseSearch.best(
                    k, forEachRowOf: rows, above: minimum, threads: Threads(threads))
                #expect(found == expected)
            }
        }
    }
}
