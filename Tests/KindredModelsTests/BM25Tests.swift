import Foundation
import KindredText
import KindredVectors
import Testing

@testable import KindredModels

@Suite struct BM25Tests {
    /// Lengths 4, 2, 1, 1: two on average. "c" stands in three papers, "a" in one.
    static let corpus = CorpusCounts(
        tokenized: [["a", "b", "c", "c"], ["b", "c"], ["c"], ["d"]],
        settings: VocabularySettings())

    @Test func `a weight is worked out by hand`() {
        // "a" in the first paper: idf = ln(1 + 3.5 / 1.5), K = 1.5 (0.25 + 0.75 · 4 / 2) = 2.625.
        let weight = BM25().fit(Self.corpus).weights(Self.corpus).row(0).weights[0]
        #expect(abs(Double(weight) - log(1 + 3.5 / 1.5) / 3.625) < 1e-6)
    }

    @Test func `a term of more than half of the papers scores nothing with robertson`() {
        let fitted = BM25(variant: .robertson).fit(Self.corpus)
        #expect(fitted.weights(Self.corpus).row(2).weights == [0])
    }

    @Test(arguments: BM25.Variant.allCases)
    func `only bm25l and bm25plus score the absence of a term`(variant: BM25.Variant) {
        let fitted = BM25(variant: variant).fit(Self.corpus)
        let query = SparseVector(ids: [0, 2], weights: [1, 2])
        let expected = fitted.absence(of: 0) + 2 * fitted.absence(of: 2)
        #expect(abs(fitted.baseline(of: query) - expected) < 1e-6)
        #expect((expected > 0) == [.bm25l, .bm25plus].contains(variant))
    }

    @Test(arguments: BM25.Variant.allCases)
    func `every weight is finite, whatever the constants`(variant: BM25.Variant) {
        for (k1, b, delta) in [(0.0, 0.0, 0.0), (0, 1, 0), (3, 1, 1), (1e9, 0.5, 1e9)] {
            let settings = BM25(variant: variant, k1: k1, b: b, delta: delta)
            let fitted = settings.fit(Self.corpus)
            #expect(fitted.weights(Self.corpus).isSound)
            let weights = fitted.vector(ids: [0, 1], counts: [0.25, 0]).weights
            #expect(weights.allSatisfy { $0.isFinite })
        }
    }

    @Test func `more mentions weigh more, and each adds less`() {
        let fitted = BM25(b: 0).fit(Self.corpus)
        let weights = (1...4).map { fitted.vector(ids: [0], counts: [Float($0)]).weights[0] }
        let steps = zip(weights.dropFirst(), weights).map { $0 - $1 }
        #expect(steps.allSatisfy { $0 > 0 } && steps[0] > steps[1] && steps[1] > steps[2])
    }

    @Test func `a field that weighs less than one is a shorter text`() {
        let fitted = BM25().fit(Self.corpus)
        let half = fitted.vector(ids: [0], counts: [0.5]).weights[0]
        #expect(half > 0 && half < fitted.vector(ids: [0], counts: [1]).weights[0])
    }

    @Test func `mentions in a query saturate towards k3 plus one`() {
        let fitted = BM25(k3: 8).fit(Self.corpus)
        let weights = fitted.queryWeights(ids: [0, 1, 2, 3], counts: [0, 1, 4, 1e9]).weights
        #expect(weights[0] == 0 && weights[1] == 1 && weights[2] == 3)
        #expect(abs(weights[3] - 9) < 1e-5)
        let presence = BM25(k3: 0).fit(Self.corpus).queryWeights(ids: [0, 1], counts: [1, 7])
        #expect(presence.weights == [1, 1])
    }

    @Test func `later text equal to a paper has that paper's weights`() {
        let fitted = BM25().fit(Self.corpus)
        let vector = fitted.vector(ids: [0, 1, 2], counts: [1, 1, 2])
        #expect(vector == fitted.weights(Self.corpus).row(0))
    }

    @Test(arguments: [2, 3, 8])
    func `weights do not depend on the number of threads`(threads: Int) {
        let corpus = Samples.corpus(papers: 2_000, seed: 5)
        let fitted = BM25().fit(corpus)
        #expect(
            fitted.weights(corpus, threads: Threads(threads))
                == fitted.weights(corpus, threads: .one))
    }

    @Test(arguments: [[], [[]], [[], []]] as [[[String]]])
    func `a corpus without words is learned without harm`(documents: [[String]]) {
        let corpus = CorpusCounts(tokenized: documents, settings: VocabularySettings())
        let fitted = BM25().fit(corpus)
        #expect(fitted.averageLength == 0)
        #expect(fitted.weights(corpus).rowCount == documents.count)
        #expect(fitted.baseline(of: .zero) == 0)
    }

    @Test func `where papers had no words, every text has the average length`() {
        let fitted = FittedBM25(settings: BM25(b: 0), idf: [1], averageLength: 0)
        #expect(fitted.vector(ids: [0], counts: [1]).weights == [0.4])
    }

    @Test func `settings survive writing and reading, and bad ones are refused`() throws {
        let settings = BM25(variant: .bm25plus, k1: 0.9, b: 0.4, delta: 1, k3: 2)
        let bytes = try JSONEncoder().encode(settings)
        let read = try JSONDecoder().decode(BM25.self, from: bytes)
        #expect(read == settings)
        for bad in [#""k1":-1,"b":0.5"#, #""k1":1,"b":1.5"#] {
            let text = Data("{\"variant\":\"lucene\",\(bad),\"delta\":0,\"k3\":8}".utf8)
            #expect(throws: DecodingError.self) {
                try JSONDecoder().decode(BM25.self, from: text)
            }
        }
    }
}
