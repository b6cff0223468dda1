import KindredIndex
import KindredVectors
import Testing

@testable import KindredRanking

@Suite struct NearestRowsTests {
    /// So many papers that pairs of blocks are bounded, of which every fifth has a twin.
    private static let paperCount = 640

    private func search(_ signal: Signal) throws -> Related {
        var recipe = Recipe()
        recipe.signals = [.tfidf, signal]
        recipe.dimensions = 16
        let contents = Fitting(recipe: recipe).contents(of: MadePapers.papers(Self.paperCount))
        return Related(index: try IndexFile(contents), recipe: recipe, threads: Threads(3))
    }

    private func plain(
        _ search: Related, _ rows: [Int], _ count: Int, by signal: Signal
    ) throws -> [[RankingBatch.Answer]] {
        try search.rank(
            RankingBatch(
                tasks: rows.map { RankingBatch.Task(likes: [$0]) }, signal: signal, depth: count))
    }

    @Test(arguments: [Signal.tfidf, .lsa, .bm25], [1, 10])
    func `many rows at once get the answers of each by itself, bit for bit`(
        signal: Signal, count: Int
    ) throws {
        let search = try search(signal)
        let all = Array(0..<Self.paperCount)
        for rows in [all, all.filter { $0 % 7 != 0 }.reversed(), [3, 630], []] {
            var told: [Int] = []
            let found = try search.nearest(count, toRows: rows, by: signal) { told.append($0) }
            #expect(found == (try plain(search, rows, count, by: signal)))
            #expect(rows.isEmpty || told.last == rows.count)
        }
        guard signal == .tfidf else { return }
        #expect(try search.nearest(1, toRows: [3, 4], by: nil).map(\.first?.row) == [4, 3])
    }
}
