import Foundation
import KindredCatalogue
import KindredModels
import KindredText
import KindredVectors
import Testing

@testable import KindredIndex
@testable import KindredRanking

@Suite struct ConfidenceTests {
    @Test(
        arguments: [
            (-1, .nothingClose), (0, .nothingClose), (0.0199, .nothingClose), (0.02, .low),
            (0.0999, .low), (0.1, .fair), (0.4999, .fair), (0.5, .high), (1, .high), (9, .high),
            (.nan, .nothingClose),
        ] as [(Double, Confidence.Level)])
    func `a percentile has its level`(percentile: Double, level: Confidence.Level) {
        let confidence = Confidence(percentile: percentile)
        #expect(confidence.level == level)
        #expect((0...1).contains(confidence.percentile))
    }

    @Test func `where nothing is close, no match is more than low`() {
        let nothing = Confidence(percentile: 0.01)
        #expect(Confidence(percentile: 0.7, within: nothing).level == .low)
        #expect(Confidence(percentile: 0.7, within: nothing).percentile == 0.7)
        #expect(Confidence(percentile: 0.01, within: nothing).level == .nothingClose)
        #expect(Confidence(percentile: 0.7, within: Confidence(percentile: 0.03)).level == .high)
    }
}

/// How much of a text a catalogue knows, by numbers worked out from the formula.
@Suite struct FamiliarityTests {
    private static let texts = ["graph graph node", "graph image", "image words", "声音 words"]

    /// Terms: graph in 2 papers, image 2, word 2, node 1, 声音 1, of 4.
    private static func search(
        _ translations: StoredTranslations? = nil, pairs: Bool = false
    ) throws -> Related {
        var recipe = Recipe()
        recipe.signals = [.tfidf]
        recipe.wordBigrams = pairs
        let papers = texts.enumerated().map { number, text in
            var paper = Paper(id: "p\(number)")
            paper.summary[.english] = text
            return paper
        }
        var contents = Fitting(recipe: recipe).contents(of: papers)
        contents.translations = translations
        return Related(index: try IndexFile(contents), recipe: recipe)
    }

    private let twice = log(5.0 / 3) + 1
    private let once = log(5.0 / 2) + 1

    @Test func `unknown words count as words of one paper`() throws {
        let search = try Self.search()
        #expect(search.familiarity(of: "") == 0)
        #expect(search.familiarity(of: "zebra") == 0)
        #expect(abs(search.familiarity(of: "graph node") - 1) < 1e-6)
        let known = twice * twice
        let unknown = once * once
        let half = (known / (known + unknown)).squareRoot()
        #expect(abs(search.familiarity(of: "graph zebra") - half) < 1e-6)
        // 1 + ln 2 for what stands twice.
        let doubled = known * pow(1 + log(2), 2)
        let more = (doubled / (doubled + unknown)).squareRoot()
        #expect(abs(search.familiarity(of: "graph zebra graph") - more) < 1e-6)
    }

    @Test func `unknown pairs of words do not count`() throws {
        let words = try Self.search().familiarity(of: "node image zebra")
        #expect(
            abs(try Self.search(pairs: true).familiarity(of: "node image zebra") - words) < 1e-6)
    }

    @Test func `a Chinese term is known as far as its translation is`() throws {
        let vocabulary = try #require(try Self.search().index.vocabulary)
        let node = try #require(vocabulary.id(of: "node"))
        // 模型, the first in byte order, goes half to words that the catalogue does not know; 节点
        // is wholly node.
        let weights = [
            SparseVector(ids: [node], weights: [0.5]), SparseVector(ids: [node], weights: [1]),
        ]
        let translations = StoredTranslations(
            terms: Vocabulary(documentFrequencies: ["节点": 3, "模型": 3], documentCount: 9),
            weights: SparseMatrix(rows: weights, columnCount: vocabulary.count),
            squares: Elements([Float(once * once), Float(once * once)]))
        let plain = try Self.search()
        let search = try Self.search(translations)
        #expect(plain.familiarity(of: "节点") == 0)
        #expect(abs(search.familiarity(of: "节点") - 1) < 1e-6)
        #expect(abs(search.familiarity(of: "模型") - 0.5.squareRoot()) < 1e-6)
        // One of two terms has a translation, and it is wholly known.
        #expect(abs(search.familiarity(of: "节点 鲸鱼") - 0.5.squareRoot()) < 1e-6)
        // A term that the catalogue has needs none.
        #expect(abs(search.familiarity(of: "声音") - 1) < 1e-6)
    }

    @Test func `LSA takes in what stands in several papers`() throws {
        var recipe = Recipe.fused
        recipe.dimensions = 2
        let papers = Self.texts.enumerated().map { number, text in
            var paper = Paper(id: "p\(number)")
            paper.summary[.english] = text
            return paper
        }
        let search = Related(
            index: try IndexFile(Fitting(recipe: recipe).contents(of: papers)), recipe: recipe)
        let lsa = try #require(search.index.lsa)
        // Row 1 is two terms of two papers each; row 0 has a second term that is its alone.
        let known = twice * (1 + log(2))
        let expected = [known / (known * known + once * once).squareRoot(), 1]
        for (row, share) in expected.enumerated() {
            func company(by signal: Signal) throws -> Double {
                let comparison = try search.comparison(
                    by: signal, with: Profile(likes: [.paper(row)], unlikes: []))
                return lsa.company(of: try #require(comparison.alone.first).comparison)
            }
            #expect(abs(try company(by: .fused) - share) < 1e-6)
            #expect(try company(by: .tfidf) == 1)
        }
    }

    @Test func `closeness counts each part as far as it takes the question in`() throws {
        /// A score of 1: .5 from words, .2 from LSA, .3 from an encoder.
        struct Parts: Comparison {
            let isEmpty = false
            func best(_ limit: Int, excluding excluded: RowSet, threads: Threads) -> [Scored] { [] }
            func shares(of row: Int) -> SparseVector { SparseVector(ids: [0], weights: [0.5]) }
            func wholes(of row: Int) -> [(signal: Signal, score: Float)] {
                [(.lsa, 0.2), (.encoder, 0.3)]
            }
        }
        let scored = Scored(row: 0, score: 1)
        let all = Knowledge().closeness(of: scored, by: Parts())
        #expect(abs(all - 1) < 1e-6)
        let half = Knowledge(familiarity: 0.5).closeness(of: scored, by: Parts())
        #expect(abs(half - (0.3 + 0.35)) < 1e-6)
        let less = Knowledge(familiarity: 0.5, company: 0.5).closeness(of: scored, by: Parts())
        #expect(abs(less - (0.3 + 0.25 + 0.05)) < 1e-6)
    }
}
