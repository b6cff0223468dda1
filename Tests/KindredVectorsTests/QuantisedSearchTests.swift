import KindredVectors
import Testing

/// Quantised rows may only make a search faster: rows, order and bits are those of the plain scan.
@Suite struct QuantisedSearchTests {
    @Test func `random rows of every shape are answered as by the plain scan`() {
        var samples = Samples(seed: 11)
        for _ in 0..<400 {
            let rows = samples.dense(
                rows: samples.number(in: 0..<300), columns: samples.number(in: 1..<80))
            let query = samples.vector(rows.columnCount)
            check(rows, [query], ks: [1, samples.number(in: 1..<12), rows.rowCount + 1])
        }
    }

    @Test func `queries that are rows and rows that are alike, opposite, sparse or zero`() {
        var samples = Samples(seed: 12)
        for d in [1, 2, 7, 8, 31, 64, 100] {
            let row = samples.vector(d)
            let rows = (0..<400).map { place -> [Float] in
                switch place % 7 {
                case 0: row
                case 1: row.map { -$0 }
                case 2: row.map { samples.number(in: 0..<4) == 0 ? $0.nextUp : $0 }
                case 3: Array(repeating: 0, count: d)
                case 4: (0..<d).map { $0 == place % d ? 1 : 0 }
                case 5: (0..<d).map { $0 == place % d ? -3 : 1e-3 }
                default: samples.vector(d)
                }
            }
            let axis = (0..<d).map { $0 == 0 ? Float(1) : 0 }
            check(
                DenseMatrix(rows: rows, columnCount: d),
                [row, axis, Array(repeating: 1, count: d), Array(repeating: 0, count: d)],
                ks: [1, 10, 57, 58, 99, 500])
        }
    }

    @Test func `rows in the direction that a code loses are not lost`() {
        // For each row the query is what its four bits leave of it, and the row has company whose
        // scores lie a few units in the last place apart.
        var samples = Samples(seed: 13)
        for _ in 0..<60 {
            let d = samples.number(in: 8..<70)
            let row = samples.vector(d)
            let query = row.map { ($0 * 7).rounded() / 7 - $0 }
            let rows = (0..<200).map { place in
                row.map { place % 3 == 0 ? $0 : $0 * (1 + Float(place) * 0x1p-23) }
            }
            check(DenseMatrix(rows: rows, columnCount: d), [query, row], ks: [1, 7, 40])
        }
    }

    @Test(arguments: [Float.infinity, -.infinity, .nan, 0x1p126, 0x1p41])
    func `rows that no bound holds for are not quantised`(value: Float) {
        var samples = Samples(seed: 14)
        var rows = (0..<100).map { _ in samples.vector(12) }
        rows[37][5] = value
        let matrix = DenseMatrix(rows: rows, columnCount: 12)
        #expect(QuantisedRows(matrix) == nil)
        check(matrix, [samples.vector(12)], ks: [3])
    }

    @Test(arguments: [Float.infinity, .nan, 0x1p100, 0x1p-149, 0x1p-60, 0x1p-39, 0x1p39])
    func `queries and rows of extreme length are answered as by the plain scan`(value: Float) {
        var samples = Samples(seed: 15)
        let tiny = value.isFinite && value < 1 ? value : 0x1p-41
        let rows = (0..<300).map { place -> [Float] in
            let row = samples.vector(20)
            switch place % 5 {
            case 0: return row.map { $0 * tiny }
            case 1: return row.map { $0 * 0x1p-149 }
            case 2: return row.map { $0 * 0x1p20 }
            default: return row
            }
        }
        var odd = samples.vector(20)
        odd[4] = value
        let queries = [odd, samples.vector(20).map { $0 * value }, samples.vector(20)]
        let matrix = DenseMatrix(rows: rows, columnCount: 20)
        #expect(QuantisedRows(matrix) != nil)
        check(matrix, queries, ks: [1, 10, 70])
    }

    @Test func `excluded rows and scores not above the minimum are left out`() {
        var samples = Samples(seed: 16)
        let rows = samples.dense(rows: 2_000, columns: 24)
        let quantised = QuantisedRows(rows)
        let query = samples.vector(24)
        let plain = PlainSearch.scores(query, rows: rows)
        for step in [1, 2, 7] {
            let excluded = RowSet(rowCount: 2_000, rows: stride(from: 0, to: 2_000, by: step))
            for minimum in [nil, 0, plain[17], .infinity] as [Float?] {
                let best = DenseSearch.best(
                    40, for: query, rows: rows, quantised: quantised, excluding: excluded,
                    above: minimum)
                #expect(
                    best
                        == PlainSearch.best(40, of: plain, excluding: excluded, above: minimum))
            }
        }
    }

    @Test func `scores seen from a mean are those of the plain scan`() {
        var samples = Samples(seed: 17)
        for offset in [0, 0.3, -2, .infinity, .nan] as [Float] {
            let rows = samples.dense(rows: 900, columns: 33)
            let distances = (0..<900).map { place -> Float in
                switch place % 90 {
                case 0: 0
                case 1: -1
                case 2: .nan
                case 3: .infinity
                case 4: 0x1p-149
                default: 1 + samples.weight() / 2
                }
            }
            let centred = CentredScores(offset: offset, distances: Elements(distances))
            let query = samples.vector(33)
            var plain = PlainSearch.scores(query, rows: rows)
            for row in plain.indices { plain[row] = centred.score(plain[row], row: row) }
            for minimum in [nil, 0] as [Float?] {
                for k in [1, 10, 200] {
                    let best = DenseSearch.best(
                        k, for: query, rows: rows, quantised: QuantisedRows(rows),
                        centred: centred, above: minimum)
                    #expect(best == PlainSearch.best(k, of: plain, above: minimum))
                }
            }
        }
    }

    @Test func `many rows are gone through by several threads with the same answer`() {
        var samples = Samples(seed: 18)
        let few = samples.dense(rows: 3_000, columns: 4)
        let count = 150_000
        let rows = DenseMatrix(
            rows: (0..<count).map { few.row($0 % 3_000) }, columnCount: 4)
        let quantised = QuantisedRows(rows)
        let query = samples.vector(4)
        let plain = PlainSearch.best(120, of: PlainSearch.scores(query, rows: rows))
        for threads in threadCounts {
            let best = DenseSearch.best(
                120, for: query, rows: rows, quantised: quantised, threads: Threads(threads))
            #expect(best == plain)
        }
    }

    @Test func `quantised rows are the same for any number of threads`() {
        var samples = Samples(seed: 19)
        let rows = samples.dense(rows: 2_100, columns: 19)
        let alone = QuantisedRows(rows, threads: .one)
        for threads in threadCounts {
            #expect(QuantisedRows(rows, threads: Threads(threads)) == alone)
        }
    }

    private func check(_ rows: DenseMatrix, _ queries: [[Float]], ks: [Int]) {
        let quantised = QuantisedRows(rows)
        for query in queries {
            let plain = PlainSearch.scores(query, rows: rows)
            for k in ks {
                let best = DenseSearch.best(k, for: query, rows: rows, quantised: quantised)
                #expect(best == PlainSearch.best(k, of: plain))
            }
        }
    }
}
