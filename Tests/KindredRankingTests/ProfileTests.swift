import Foundation
import KindredCatalogue
import KindredModels
import KindredVectors
import Testing

@testable import KindredIndex
@testable import KindredRanking

/// Several likes and dislikes: the plain formula over scores of one paper alone is the truth.
@Suite struct ProfileTests {
    private let search: Related

    init() throws {
        var recipe = Recipe()
        recipe.signals = [.tfidf, .bm25, .lsa, .encoder]
        recipe.dimensions = 5
        let papers = Self.texts.enumerated().map { number, text in
            var paper = Paper(id: "p\(number)")
            paper.title = text
            return paper
        }
        let vectors = papers.indices.map { row in
            (0..<6).map { place in Float(sin(Double(row * 7 + place * place * 3 + row * place))) }
        }
        let encoding = StoredEncoding(
            model: Encoder.Identity(name: "drawn", checksum: "00000000"),
            vectors: DenseMatrix(rows: vectors, columnCount: 6).rowsNormalized(threads: .one))
        let contents = Fitting(recipe: recipe).contents(of: papers, encoding: encoding)
        search = Related(index: try IndexFile(contents), recipe: recipe)
    }

    private static let texts = [
        "graph attention over neighbours", "attention is what a transformer is made of",
        "graph convolution over neighbours of a node", "convolution of images",
        "images and words in one transformer", "graph attention of words",
        "attention of images over words", "a transformer of nodes", "node images", "zymurgy", "",
    ]

    private let everyRow = Array(texts.indices)
    private let profiles: [(likes: [Int], dislikes: [Int])] = [
        ([0, 3], []), ([0, 1, 2, 3, 4, 5], []), ([0, 4], [3]), ([2], [1, 3]), ([8, 9], [0]),
        ([0, 10], []), ([3, 3, 1], [3]),
    ]

    private func comparison(
        _ signal: Signal, _ likes: [Int], _ dislikes: [Int] = []
    ) throws -> any Comparison {
        try search.comparison(
            by: signal,
            with: Profile(likes: likes.map { .paper($0) }, unlikes: dislikes.map { .paper($0) }))
    }

    /// k of one paper with all, without the rule of what is near enough to be an answer.
    private func kernel(_ signal: Signal, _ row: Int) throws -> [Double] {
        guard signal == .fused else {
            return try comparison(signal, [row]).scores(of: everyRow).map(Double.init)
        }
        let fused = try #require(
            comparison(signal, [row]) as? ProfileComparison<FusedComparison>)
        let (words, lsa) = (fused.likes[0].tfidf.scores(of: everyRow), fused.likes[0].lsa)
        let encoder = try #require(fused.likes[0].encoder)
        return everyRow.map {
            0.5 * Double(words[$0]) + 0.15 * Double(lsa.score(of: $0))
                + 0.35 * Double(encoder.score(of: $0))
        }
    }

    /// The formula, in `Double`; a like that shares nothing with anything does not count.
    private func expected(_ signal: Signal, _ likes: [Int], _ dislikes: [Int]) throws -> [Double] {
        func kernels(_ rows: [Int]) throws -> [[Double]] {
            try Set(rows).sorted().filter { try !comparison(signal, [$0]).isEmpty }
                .map { try kernel(signal, $0) }
        }
        let (liked, disliked) = (try kernels(likes), try kernels(dislikes))
        return everyRow.map { row in
            let powers = liked.reduce(0.0) { $0 + pow(max($1[row], 0), 1.5) }
            let away = disliked.reduce(0.0) { $0 + $1[row] } / Double(max(disliked.count, 1))
            return pow(powers / Double(liked.count), 2 / 3.0) - 0.1 * away
        }
    }

    private let nobody = RowSet(rowCount: texts.count)

    @Test(arguments: Signal.allCases)
    func `scores are the power mean over likes less a tenth of the mean over dislikes`(
        signal: Signal
    ) throws {
        var compared = 0
        for (likes, dislikes) in profiles {
            let expected = try expected(signal, likes, dislikes)
            let comparison = try comparison(signal, likes, dislikes)
            let scores = comparison.scores(of: everyRow)
            for best in comparison.best(20, excluding: nobody, threads: .one) {
                #expect(
                    abs(Double(best.score) - expected[best.row]) < 1e-5 * max(1, expected[best.row])
                )
                #expect(scores[best.row] == best.score)
                compared += 1
            }
        }
        #expect(compared > 20)
    }

    @Test(arguments: Signal.allCases)
    func `the answer is that of scoring every paper, for any number of threads`(
        signal: Signal
    ) throws {
        for (likes, dislikes) in profiles {
            let comparison = try comparison(signal, likes, dislikes)
            let scores = comparison.scores(of: everyRow)
            let excluded = RowSet(rowCount: Self.texts.count, rows: likes + dislikes)
            for limit in [1, 3, 20] {
                let plain = PlainSearch.best(limit, of: scores, excluding: excluded, above: 0)
                for threads in [1, 2, 5] {
                    let found = comparison.best(
                        limit, excluding: excluded, threads: Threads(threads))
                    #expect(found == plain, "\(likes) \(dislikes)")
                }
            }
        }
    }

    @Test(arguments: Signal.allCases)
    func `shares and wholes sum to the score`(signal: Signal) throws {
        for (likes, dislikes) in profiles {
            let comparison = try comparison(signal, likes, dislikes)
            for best in comparison.best(20, excluding: nobody, threads: .one) {
                let parts =
                    comparison.shares(of: best.row).weights
                    + comparison.wholes(of: best.row).map(\.score)
                let sum = parts.reduce(0.0) { $0 + Double($1) }
                #expect(abs(sum - Double(best.score)) < 2e-6 * max(1, Double(best.score)))
            }
        }
    }

    @Test(arguments: Signal.allCases)
    func `one like is compared as it is, to the bit`(signal: Signal) throws {
        for row in everyRow {
            let alone = try comparison(signal, [row])
            let twice = try comparison(signal, [row, row])
            let found = alone.best(20, excluding: nobody, threads: .one)
            #expect(twice.best(20, excluding: nobody, threads: .one) == found)
            #expect(alone.nearest(to: 0) == nil)
            if signal == .tfidf {
                let rows = try #require(search.index.tfidf).rows
                let plain = PlainSearch.scores(rows.row(row).normalized(), rows: rows)
                #expect(found == PlainSearch.best(20, of: plain, above: 0))
            }
        }
    }

    @Test(arguments: Signal.allCases, [nil, [0, 2, 3, 6, 7]] as [[Int]?])
    func `a batch answers as one question after another does`(
        signal: Signal, pool: [Int]?
    ) throws {
        let likes = [[0, 3], [1], [0, 1, 2, 3, 4], [9, 4], [5]]
        let batch = RankingBatch(
            tasks: likes.map { RankingBatch.Task(likes: $0) }, signal: signal, pool: pool, depth: 20
        )
        let found = try search.rank(batch)
        for (task, liked) in likes.enumerated() {
            let outside = everyRow.filter { pool?.contains($0) == false }
            let excluded = RowSet(rowCount: Self.texts.count, rows: liked + outside)
            let alone = try comparison(signal, liked).best(20, excluding: excluded, threads: .one)
            #expect(found[task].map(\.row) == alone.map(\.row))
            #expect(found[task].map(\.score) == alone.map(\.score))
        }
    }

    @Test func `two far interests both get answers where their mean favours neither`() throws {
        // Of the answers to both, the nearest to one counts more than one halfway to all.
        let comparison = try comparison(.tfidf, [2, 4])
        let first = comparison.best(
            2, excluding: RowSet(rowCount: 11, rows: [2, 4]), threads: .one)
        let nearest = first.map { comparison.nearest(to: $0.row)?.place }
        #expect(nearest.contains(0) && nearest.contains(1))
    }

    @Test func `an answer names the like it is nearest to, and none where the text is nearer`()
        throws
    {
        var query = RelatedQuery(likes: ["p0", "p3"])
        query.signal = .tfidf
        let answer = try search.answer(query)
        let named = Dictionary(
            uniqueKeysWithValues: answer.matches.map { ($0.paper.id, $0.nearest?.id) })
        #expect(named["p5"] == "p0")
        #expect(named["p8"] == "p3")
        #expect(
            try search.answer(RelatedQuery(likes: ["p0"])).matches.allSatisfy { $0.nearest == nil })
        query.text = "node images"
        #expect(try search.answer(query).matches.first { $0.paper.id == "p8" }?.nearest == nil)
    }

    @Test func `weights kept in an index decide, and without them the built-in ones`() throws {
        var recipe = search.recipe
        recipe.fusion = Fusion()
        let same = Related(index: search.index, recipe: recipe)
        recipe.fusion?.power = 1
        recipe.fusion?.dislikeShare = 0.5
        recipe.fusion?.withEncoder = Fusion.Weights(tfidf: 1, lsa: 0)
        let other = Related(index: search.index, recipe: recipe)
        let profile = Profile(likes: [.paper(0), .paper(3)], unlikes: [.paper(4)])
        func scores(_ search: Related) throws -> [Float] {
            try search.comparison(by: .fused, with: profile).scores(of: everyRow)
        }
        #expect(try scores(same) == scores(search))
        let words = try everyRow.map { row in
            let kernels = try [0, 3, 4].map {
                try comparison(.tfidf, [$0]).scores(of: [row])[0]
            }
            return (kernels[0] + kernels[1]) / 2 - kernels[2] / 2
        }
        for (score, expected) in zip(try scores(other), words) where expected > 0 {
            #expect(abs(score - expected) < 1e-6)
        }
    }
}
