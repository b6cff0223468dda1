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
}
