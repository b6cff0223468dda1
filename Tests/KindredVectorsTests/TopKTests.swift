import KindredVectors
import Testing

@Suite struct TopKTests {
    @Test func `the best come first and ties go to the lower row`() {
        let best = TopK.best(3, of: [1, 3, 2, 3, 0])
        #expect(
            best == [Scored(row: 1, score: 3), Scored(row: 3, score: 3), Scored(row: 2, score: 2)])
    }

    @Test func `not a number is never selected, infinities are`() {
        let best = TopK.best(9, of: [.nan, -.infinity, 1, .nan, .infinity])
        #expect(best.map(\.row) == [4, 2, 1])
    }

    @Test func `a minimum leaves out what only equals it`() {
        #expect(TopK.best(5, of: [0, 0.5, 0, 1], above: 0).map(\.row) == [3, 1])
        #expect(TopK.best(5, of: [0, 0.5, 0, 1], above: 1).isEmpty)
    }

    @Test func `an excluded row is not selected`() {
        let excluded = RowSet(rowCount: 4, rows: [3, 0])
        #expect(TopK.best(5, of: [9, 0.5, 0, 10], excluding: excluded).map(\.row) == [1, 2])
    }

    @Test(arguments: lengths + [63, 64, 65, 200])
    func `any scores give what sorting gives`(count: Int) {
        var samples = Samples(seed: UInt64(count))
        let some: [Float] = [0, 1, 1, 2, -1, .nan, .infinity, -.infinity, 0x1p-149]
        for round in 0..<12 {
            let scores = (0..<count).map { _ in
                round < 6 ? samples.weight() : some[samples.number(in: 0..<some.count)]
            }
            let excluded = RowSet(
                rowCount: count, rows: (0..<count).filter { _ in samples.number(in: 0..<3) == 0 })
            for k in [1, 2, 10, count + 1] {
                for minimum in [nil, -.infinity, 0, 1, .infinity, .nan] as [Float?] {
                    #expect(
                        TopK.best(k, of: scores, excluding: excluded, above: minimum)
                            == PlainSearch.best(k, of: scores, excluding: excluded, above: minimum))
                }
            }
        }
    }

    @Test func `blocks may come in any order`() {
        var samples = Samples(seed: 31)
        let scores = (0..<300).map { _ in Float(samples.number(in: 0..<9)) }
        for round in 0..<20 {
            var starts = Array(stride(from: 0, to: 300, by: 30))
            for place in starts.indices where round > 0 {
                starts.swapAt(place, samples.number(in: 0..<starts.count))
            }
            var best = BestRows(25)
            for start in starts.reversed() {
                scores[start..<start + 30].withUnsafeBufferPointer {
                    best.take($0, firstRow: start)
                }
            }
            #expect(best.sorted == PlainSearch.best(25, of: scores))
        }
    }

    @Test func `lists merge into the best of all`() {
        let one = [Scored(row: 4, score: 3), Scored(row: 0, score: 1)]
        let two = [Scored(row: 2, score: 3), Scored(row: 1, score: 2)]
        #expect(TopK.merged(3, [one, two]).map(\.row) == [2, 4, 1])
        #expect(TopK.merged(3, []).isEmpty)
    }
}

@Suite struct RowSetTests {
    @Test(arguments: [0, 1, 63, 64, 65, 200])
    func `a set holds what was put in`(rowCount: Int) {
        let rows = Array(stride(from: 0, to: rowCount, by: 3))
        var set = RowSet(rowCount: rowCount, rows: rows)
        #expect(set.rows == rows)
        #expect(set.count == rows.count)
        #expect(!set.contains(-1) && !set.contains(rowCount))
        for row in rows { set.remove(row) }
        #expect(set == RowSet(rowCount: rowCount))
    }
}
