import KindredModels
import KindredText
import KindredVectors
import Testing

/// What the Python package bm25s gives for the small corpus: every document's score, for every
/// variant, with words that repeat in a query and words that nobody holds.
@Suite struct BM25ReferenceTests {
    static let tolerance = 1e-5

    @Test(arguments: try File.read().cases)
    func `whole score vectors are those of bm25s`(of given: Case) throws {
        let file = try File.read()
        let corpus = CorpusCounts(tokenized: file.documents, settings: VocabularySettings())
        let fitted = given.bm25.fit(corpus)
        let weights = fitted.weights(corpus)
        for (query, expected) in zip(file.queries, given.scores) {
            let counts = corpus.vocabulary.counts(ofTokens: query)
            let asked = SparseVector(ids: counts.ids, weights: counts.counts)
            let baseline = fitted.baseline(of: asked)
            let scores = (0..<weights.rowCount).map { asked.dot(weights.row($0)) + baseline }
            let difference = largestDifference(scores, expected)
            #expect(difference <= Self.tolerance, "query \(query)")
        }
    }

    @Test func `the numbers cover every variant`() throws {
        let variants = Set(try File.read().cases.map(\.bm25.variant))
        #expect(variants == Set(BM25.Variant.allCases))
    }
}

extension BM25ReferenceTests {
    struct File: Decodable {
        let documents: [[String]]
        let queries: [[String]]
        let cases: [Case]

        static func read() throws -> File { try Numbers.read("bm25", as: File.self) }
    }

    struct Case: Decodable, Sendable {
        let method: String
        let k1: Double
        let b: Double
        let delta: Double
        let scores: [[Double]]

        /// The settings under our names: bm25s writes `bm25+` for `bm25plus`.
        var bm25: BM25 {
            let variant = BM25.Variant(rawValue: method) ?? .bm25plus
            return BM25(variant: variant, k1: k1, b: b, delta: delta)
        }
    }
}
