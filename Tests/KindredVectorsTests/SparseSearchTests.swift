import KindredVectors
import Testing

@Suite struct SparseSearchTests {
    @Test func `a score is the sum of products at common ids`() {
        let papers = SparseMatrix(
            rows: [
                SparseVector(ids: [0, 2], weights: [0.5, 2]), .zero,
                SparseVector(ids: [1], weights: [1]), SparseVector(ids: [2, 3], weights: [4, 8]),
            ], columnCount: 4)
        let query = SparseVector(ids: [2, 3, 9], weights: [10, 1, 5])
        let scores = SparseSearch.scores(query, postings: papers.transposed())
        #expect(scores == [20, 0, 0, 48])
        let best = SparseSearch.best(9, for: query, postings: papers.transposed(), above: 0)
        #expect(best == [Scored(row: 3, score: 48), Scored(row: 0, score: 20)])
    }

    @Test(arguments: lengths)
    func `postings score like the plain loop, bit for bit`(rows: Int) {
        var samples = Samples(seed: UInt64(rows))
        for columns in [1, 5, 300] {
            let papers = samples.sparse(rows: rows, columns: columns)
            let postings = papers.transposed()
            let query = samples.sparseVector(columns: columns + 3, entries: 9)
            let plain = PlainSearch.scores(query, rows: papers)
            for count in threadCounts {
                let threads = Threads(count)
                #expect(
                    SparseSearch.scores(query, postings: postings, threads: threads)
                        .map(\.bitPattern) == plain.map(\.bitPattern))
                for k in [1, 3, rows + 1] {
                    #expect(
                        SparseSearch.best(k, for: query, postings: postings, threads: threads)
                            == PlainSearch.best(k, of: plain))
                }
            }
        }
    }

    @Test(arguments: threadCounts)
    func `many queries get what each gets alone`(count: Int) {
        var samples = Samples(seed: 5)
        for (rows, columns, perRow) in [(0, 3, 2), (1, 1, 1), (700, 40, 9), (1_500, 3, 2)] {
            let papers = samples.sparse(rows: rows, columns: columns, perRow: perRow)
            let found = SparseSearch.best(
                4, forEachOf: papers, rows: papers, ownRow: { $0 }, above: 0,
                threads: Threads(count))
            #expect(found.count == rows)
            for query in stride(from: 0, to: rows, by: 1 + rows / 60) {
                let own = RowSet(rowCount: rows, rows: [query])
                let scores = PlainSearch.scores(papers.row(query), rows: papers)
                let plain = PlainSearch.best(4, of: scores, excluding: own, above: 0)
                #expect(found[query] == plain, "query \(query) of \(rows)")
            }
        }
    }

    @Test func `more rows than a block are searched across blocks`() {
        var samples = Samples(seed: 8)
        let papers = samples.sparse(rows: 40_000, columns: 50, perRow: 2)
        let postings = papers.transposed()
        let query = samples.sparseVector(columns: 50, entries: 20)
        let plain = PlainSearch.scores(query, rows: papers)
        let excluded = RowSet(rowCount: 40_000, rows: stride(from: 0, to: 40_000, by: 3))
        for count in threadCounts {
            let best = SparseSearch.best(
                50, for: query, postings: postings, excluding: excluded, above: 0.1,
                threads: Threads(count))
            #expect(best == PlainSearch.best(50, of: plain, excluding: excluded, above: 0.1))
        }
    }

    @Test func `a corrupt matrix gives some answer and never a crash`() {
        var samples = Samples(seed: 13)
        for _ in 0..<200 {
            let matrix = samples.corrupt()
            let query = SparseVector(ids: [0, 1, 2, 5], weights: [1, 1, 1, 1])
            #expect(SparseSearch.scores(query, postings: matrix).count == matrix.columnCount)
            _ = SparseSearch.best(3, for: query, postings: matrix)
            let found = SparseSearch.best(3, forEachOf: matrix, rows: matrix)
            #expect(found.count == matrix.rowCount)
            #expect(found.joined().allSatisfy { (0..<matrix.rowCount).contains($0.row) })
            for row in 0..<matrix.rowCount {
                #expect(matrix.row(row).ids.allSatisfy { Int($0) < matrix.columnCount })
            }
            let turned = matrix.transposed()
            #expect(turned.rowCount == matrix.columnCount && turned.startsMakeSense)
            _ = SVD.randomized(matrix, .init(rank: 2))
        }
    }

    @Test func `infinite and undefined weights score as in the plain loop and never crash`() {
        let rows = (0..<64).map { (row: Int) -> SparseVector in
            let (one, two): (Float, Float) = (row == 3 ? .infinity : 1, row == 5 ? .nan : 2)
            let last: UInt32 = row.isMultiple(of: 2) ? 2 : 3
            return SparseVector(ids: [0, 1, last], weights: [one, two, Float(row)])
        }
        let papers = SparseMatrix(rows: rows, columnCount: 4)
        let queries = SparseMatrix(
            rows: [
                SparseVector(ids: [0, 1], weights: [.infinity, 1]),
                SparseVector(ids: [0], weights: [0]), SparseVector(ids: [1], weights: [.nan]),
                SparseVector(ids: [2], weights: [.infinity]),
                SparseVector(ids: [2, 3], weights: [-.infinity, 1]),
            ], columnCount: 4)
        let found = SparseSearch.best(70, forEachOf: queries, rows: papers)
        for query in 0..<queries.rowCount {
            let scores = PlainSearch.scores(queries.row(query), rows: papers)
            #expect(found[query] == PlainSearch.best(70, of: scores))
        }
    }
}
