import KindredModels
import KindredText
import Testing

/// What scikit-learn's `TfidfVectorizer` gives for a small Chinese and English corpus.
@Suite struct TFIDFReferenceTests {
    static let tolerance = 1e-6

    @Test(arguments: try File.read().cases)
    func `terms, idf and rows are those of scikit-learn`(of given: Case) throws {
        let file = try File.read()
        let corpus = CorpusCounts(tokenized: file.documents, settings: given.vocabulary)
        let vocabulary = corpus.vocabulary
        let terms = (0..<vocabulary.count).map { vocabulary.term(UInt32($0)) }
        #expect(terms == given.terms)

        let fitted = given.tfidf.fit(corpus)
        if let idf = given.idf {
            #expect(largestDifference(fitted.idf.array, idf) <= Self.tolerance)
        }
        let weights = fitted.weights(corpus)
        #expect(weights.isSound && weights.rowCount == given.documents.count)
        for (row, expected) in given.documents.enumerated() {
            #expect(weights.row(row).ids == expected.ids)
            let difference = largestDifference(weights.row(row).weights, expected.weights)
            #expect(difference <= Self.tolerance, "document \(row)")
        }
    }

    @Test(arguments: try File.read().cases)
    func `later text is weighed as scikit-learn weighs it`(of given: Case) throws {
        let file = try File.read()
        let corpus = CorpusCounts(tokenized: file.documents, settings: given.vocabulary)
        let fitted = given.tfidf.fit(corpus)
        for (query, expected) in zip(file.queries, given.queries) {
            let counts = corpus.vocabulary.counts(ofTokens: query)
            let vector = fitted.vector(ids: counts.ids, counts: counts.counts)
            #expect(vector.ids == expected.ids)
            let difference = largestDifference(vector.weights, expected.weights)
            #expect(difference <= Self.tolerance, "query \(query)")
        }
    }
}

extension TFIDFReferenceTests {
    struct File: Decodable {
        let documents: [[String]]
        let queries: [[String]]
        let cases: [Case]

        static func read() throws -> File { try Numbers.read("tfidf", as: File.self) }
    }

    struct Case: Decodable, Sendable {
        let settings: Settings
        let minDf: Bound
        let maxDf: Bound
        let terms: [String]
        let idf: [Double]?
        let documents: [ReferenceRow]
        let queries: [ReferenceRow]
    }

    /// scikit-learn's names; no norm is written as null.
    struct Settings: Decodable {
        let sublinearTf: Bool
        let smoothIdf: Bool
        let useIdf: Bool
        let norm: TFIDF.Norm?
        let maxFeatures: Int?
    }

    struct Bound: Decodable {
        let count: Int?
        let share: Double?
    }
}
