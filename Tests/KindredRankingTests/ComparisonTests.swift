import KindredCatalogue
import KindredModels
import KindredVectors
import Testing

@testable import KindredIndex
@testable import KindredRanking

/// The shares of a score are computed apart from the score; here the two must meet by themselves,
/// without the correction that a reader's reasons get.
@Suite struct ComparisonTests {
    private let search: Related

    init() throws {
        var recipe = Recipe()
        recipe.signals = Signal.learned
        recipe.dimensions = 5
        let papers = Self.texts.enumerated().map { number, text in
            var paper = Paper(id: "p\(number)")
            paper.title = text
            return paper
        }
        let index = try IndexFile(Fitting(recipe: recipe).contents(of: papers))
        search = Related(index: index, recipe: recipe)
    }

    private static let texts = [
        "graph attention over neighbours", "attention is what a transformer is made of",
        "graph convolution over neighbours of a node", "convolution of images",
        "images and words in one transformer", "图注意力 graph attention", "用图卷积做推荐",
        "推荐系统中的注意力", "words words words of a node", "",
    ]

    @Test(arguments: Signal.learned)
    func `the shares of every score sum to it within rounding`(signal: Signal) throws {
        var compared = 0
        for row in Self.texts.indices {
            let profile = Profile(likes: [.paper(row)], unlikes: [])
            let comparison = try search.comparison(by: signal, with: profile)
            let nobody = RowSet(rowCount: Self.texts.count)
            for best in comparison.best(20, excluding: nobody, threads: .one) {
                let shares = comparison.shares(of: best.row)
                let wholes = comparison.wholes(of: best.row).map(\.score)
                let sum = (shares.weights + wholes).reduce(0.0) { $0 + Double($1) }
                #expect(abs(sum - Double(best.score)) < 1e-6 * max(1, Double(best.score)))
                compared += 1
            }
        }
        #expect(compared > 20)
    }

    @Test func `a fused score is the weighted sum of both cosines, LSA seen from the mean`() throws
    {
        let (tfidf, lsa) = try (#require(search.index.tfidf), #require(search.index.lsa))
        let points = lsa.vectors
        let real = Self.texts.indices.filter { points.row($0).contains { $0 != 0 } }
        let mean = (0..<points.columnCount).map { place in
            real.reduce(0.0) { $0 + Double(points.row($1)[place]) } / Double(real.count)
        }
        func centred(_ row: Int) -> [Double] {
            let moved = zip(points.row(row), mean).map { Double($0) - $1 }
            let length = moved.reduce(0) { $0 + $1 * $1 }.squareRoot()
            return moved.map { $0 / length }
        }
        var compared = 0
        for row in real {
            let comparison = try search.comparison(
                by: .fused, with: Profile(likes: [.paper(row)], unlikes: []))
            let nobody = RowSet(rowCount: Self.texts.count)
            for best in comparison.best(20, excluding: nobody, threads: .one) {
                let words = tfidf.rows.row(row).dot(tfidf.rows.row(best.row))
                let company = zip(centred(row), centred(best.row)).reduce(0) { $0 + $1.0 * $1.1 }
                let score = 0.8 * Double(words) + 0.2 * company
                #expect(abs(score - Double(best.score)) < 1e-5, "\(row) \(best.row)")
                #expect(comparison.scores(of: [best.row]) == [best.score])
                compared += 1
            }
        }
        #expect(compared > 20)
    }

    @Test func `a paper that shares no word is an answer only where its company is close`() throws {
        let row = try #require(Self.texts.firstIndex(of: "words words words of a node"))
        let comparison = try search.comparison(
            by: .fused, with: Profile(likes: [.paper(row)], unlikes: []))
        let nobody = RowSet(rowCount: Self.texts.count)
        let rows = try #require(search.index.tfidf).rows
        for best in comparison.best(20, excluding: nobody, threads: .one) {
            let words = rows.row(row).dot(rows.row(best.row))
            #expect(words > 0 || best.score >= 0.2 * 0.3 - 1e-6)
        }
    }

    @Test func `TF-IDF answers as a plain scan of all rows does`() throws {
        let rows = try #require(search.index.tfidf).rows
        for row in Self.texts.indices {
            let profile = Profile(likes: [.paper(row)], unlikes: [])
            let comparison = try search.comparison(by: .tfidf, with: profile)
            let own = RowSet(rowCount: Self.texts.count, rows: [row])
            let plain = Self.texts.indices.filter { $0 != row }
                .map { Scored(row: $0, score: rows.row(row).normalized().dot(rows.row($0))) }
                .filter { $0.score > 0 }
                .sorted { $0.ranksBefore($1) }
            #expect(comparison.best(20, excluding: own, threads: .one) == plain)
        }
    }

    @Test func `a paper liked twice counts as a paper liked once`() throws {
        let once = Profile(likes: [.paper(0)], unlikes: [])
        let twice = Profile(likes: [.paper(0), .paper(0)], unlikes: [])
        let nobody = RowSet(rowCount: Self.texts.count)
        for signal in Signal.learned {
            let here = try search.comparison(by: signal, with: once)
            let there = try search.comparison(by: signal, with: twice)
            #expect(
                here.best(5, excluding: nobody, threads: .one).map(\.row)
                    == there.best(5, excluding: nobody, threads: .one).map(\.row))
        }
    }
}
