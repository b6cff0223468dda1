import Foundation
import KindredCatalogue
import KindredModels
import KindredVectors
import Testing

@testable import KindredIndex
@testable import KindredRanking

/// An index whose encoder's vectors are drawn, so that no model is needed.
@Suite struct EncoderSignalTests {
    private let search: Related
    private let vectors: DenseMatrix

    init() throws {
        var recipe = Recipe()
        recipe.signals = [.tfidf, .lsa, .encoder]
        recipe.dimensions = 3
        let papers = Self.texts.enumerated().map { number, text in
            var paper = Paper(id: "p\(number)")
            paper.title = text
            return paper
        }
        var state: UInt64 = 3
        let drawn = papers.map { _ in
            (0..<4).map { _ -> Float in
                // The generator of Knuth's MMIX.
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return Float(state >> 40) / Float(1 << 24) - 0.3
            }
        }
        vectors = DenseMatrix(rows: drawn, columnCount: 4).rowsNormalized(threads: .one)
        let encoding = StoredEncoding(
            model: Encoder.Identity(name: "no such model", checksum: "00000000"), vectors: vectors)
        let contents = Fitting(recipe: recipe).contents(of: papers, encoding: encoding)
        search = Related(index: try IndexFile(contents), recipe: recipe)
    }

    private static let texts = [
        "graph attention over neighbours", "attention is what a transformer is made of",
        "graph convolution over neighbours of a node", "convolution of images",
        "images and words in one transformer", "graph attention of words", "words of a node",
    ]

    private let everyRow = Array(texts.indices)

    private func mean() -> [Double] {
        (0..<4).map { place in
            everyRow.reduce(0.0) { $0 + Double(vectors.row($1)[place]) } / Double(everyRow.count)
        }
    }

    private func centred(_ row: Int) -> [Double] {
        unit(zip(vectors.row(row), mean()).map { Double($0) - $1 })
    }

    private func unit(_ vector: [Double]) -> [Double] {
        let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return vector.map { $0 / length }
    }

    private func dot(_ left: [Double], _ right: [Double]) -> Double {
        zip(left, right).reduce(0) { $0 + $1.0 * $1.1 }
    }

    private func comparison(
        _ signal: Signal, _ likes: [Int], unlikes: [Int] = []
    ) throws -> any Comparison {
        try search.comparison(
            by: signal,
            with: Profile(likes: likes.map { .paper($0) }, unlikes: unlikes.map { .paper($0) }))
    }

    @Test func `the encoder's score is the cosine seen from the mean`() throws {
        for row in everyRow {
            let scores = try comparison(.encoder, [row]).scores(of: everyRow)
            for other in everyRow {
                let cosine = dot(centred(row), centred(other))
                #expect(abs(Double(scores[other]) - cosine) < 1e-5, "\(row) \(other)")
            }
        }
    }

    @Test func `several likes are compared one by one in the encoder's space, dislikes taken off`()
        throws
    {
        let scores = try comparison(.encoder, [0, 1], unlikes: [3]).scores(of: everyRow)
        for row in everyRow {
            let liked = [0, 1].map { max(0, dot(centred($0), centred(row))) }
            let mean = pow(liked.reduce(0) { $0 + pow($1, 1.5) } / 2, 2 / 3.0)
            let expected = mean - 0.1 * dot(centred(3), centred(row))
            #expect(abs(Double(scores[row]) - expected) < 1e-5, "\(row)")
        }
    }

    @Test func `a fused score is the weighted sum of three cosines, and its parts sum to it`()
        throws
    {
        let nobody = RowSet(rowCount: everyRow.count)
        var compared = 0
        for row in everyRow {
            let fused = try comparison(.fused, [row])
            let words = try comparison(.tfidf, [row]).scores(of: everyRow)
            let single = try #require(fused as? ProfileComparison<FusedComparison>)
            let company = single.likes[0].lsa
            let meaning = try comparison(.encoder, [row]).scores(of: everyRow)
            for best in fused.best(20, excluding: nobody, threads: .one) {
                let score =
                    0.5 * words[best.row] + 0.15 * company.score(of: best.row)
                    + 0.35 * meaning[best.row]
                #expect(abs(score - best.score) < 1e-5, "\(row) \(best.row)")
                #expect(fused.scores(of: [best.row]) == [best.score])
                let parts =
                    fused.shares(of: best.row).weights + fused.wholes(of: best.row).map(\.score)
                #expect(abs(parts.reduce(0, +) - best.score) < 1e-5)
                compared += 1
            }
        }
        #expect(compared > 10)
    }

    @Test(arguments: [Signal.fused, .encoder], [nil, [0, 2, 3, 6]] as [[Int]?])
    func `a batch answers as one question after another does`(
        signal: Signal, pool: [Int]?
    ) throws {
        let tasks = everyRow.map { RankingBatch.Task(likes: [$0]) }
        let batch = RankingBatch(tasks: tasks, signal: signal, pool: pool, depth: 20)
        let found = try search.rank(batch)
        for row in everyRow {
            var excluded = RowSet(
                rowCount: everyRow.count,
                rows: everyRow.filter { pool?.contains($0) == false })
            excluded.insert(row)
            let alone = try comparison(signal, [row]).best(20, excluding: excluded, threads: .one)
            #expect(found[row].map(\.row) == alone.map(\.row))
            #expect(found[row].map(\.score) == alone.map(\.score))
        }
    }

    @Test func `without the model a text is compared by its words, and the answer says so`() throws
    {
        let answer = try search.answer(RelatedQuery(text: "graph attention"))
        #expect(answer.signal == .fused)
        #expect(answer.missingModel == "no such model")
        #expect(!answer.matches.isEmpty)
        #expect(answer.matches.allSatisfy { $0.reasons.allSatisfy { $0.signal != .encoder } })
        let liked = try search.answer(RelatedQuery(likes: ["p0"]))
        #expect(liked.missingModel == nil)
        #expect(liked.matches.contains { $0.reasons.contains { $0.signal == .encoder } })
    }

    @Test func `by the encoder alone, a text without its model is an error`() throws {
        var query = RelatedQuery(text: "graph attention")
        query.signal = .encoder
        #expect(throws: RankingError.missingModel(name: "no such model")) {
            try search.answer(query)
        }
        query.likes = ["p0"]
        #expect(try search.answer(query).missingModel == "no such model")
    }

    @Test func `a text's vector counts as one more like`() throws {
        let text = Profile.Part.text(ids: [0], counts: [1])
        var profile = Profile(likes: [.paper(0), text], unlikes: [])
        profile.encodedText = .vector(vectors.row(1))
        let both = Profile(likes: [.paper(0), .paper(1)], unlikes: [])
        let encoding = try #require(search.index.encoding)
        let directions = profile.interests.map { $0.direction(in: encoding) }
        #expect(directions == both.interests.map { $0.direction(in: encoding) })
        #expect(directions[0] != directions[1])
    }

    @Test func `a text that could not be encoded leaves the encoder out of every like`() throws {
        var profile = Profile(likes: [.paper(0), .text(ids: [0], counts: [1])], unlikes: [])
        profile.encodedText = .missing(model: "no such model")
        let comparison = try #require(
            search.comparison(by: .fused, with: profile) as? ProfileComparison<FusedComparison>)
        #expect(comparison.likes.count == 2)
        #expect(comparison.likes.allSatisfy { $0.encoder == nil && $0.weights.lsa == 0.2 })
    }
}
