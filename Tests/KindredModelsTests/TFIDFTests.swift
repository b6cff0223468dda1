import Foundation
import KindredText
import KindredVectors
import Testing

@testable import KindredModels

@Suite struct TFIDFTests {
    /// Three papers and three terms: "a" in one paper, "b" in two, "c" in all.
    static let corpus = CorpusCounts(
        tokenized: [["a", "b", "c", "c"], ["b", "c"], ["c"], []], settings: VocabularySettings())

    @Test func `a rarer term weighs more, and one of every paper still weighs`() {
        let idf = TFIDF().fit(Self.corpus).idf.array
        #expect(idf[0] > idf[1] && idf[1] > idf[2] && idf[2] > 1)
    }

    @Test func `idf is worked out by hand`() {
        // n = 4, df = 1: smoothed ln(5 / 2) + 1, else ln(4 / 1) + 1, and 1 without idf.
        let expected = [TFIDF(): 1.916290732, TFIDF(smoothed: false): 2.386294361]
        for (settings, value) in expected {
            #expect(abs(Double(settings.fit(Self.corpus).idf[0]) - value) < 1e-6)
        }
        #expect(TFIDF(usesIDF: false).fit(Self.corpus).idf.array == [1, 1, 1])
    }

    @Test func `a paper without terms has an empty row, and text without terms no entries`() {
        let fitted = TFIDF().fit(Self.corpus)
        #expect(fitted.weights(Self.corpus).row(3) == .zero)
        #expect(fitted.vector(ids: [], counts: []) == .zero)
    }

    @Test(arguments: TFIDF.Norm.allCases)
    func `counts of zero weigh zero, never NaN`(norm: TFIDF.Norm) {
        let fitted = TFIDF(norm: norm).fit(Self.corpus)
        #expect(fitted.vector(ids: [0, 2], counts: [0, 0]).weights == [0, 0])
    }

    @Test(arguments: TFIDF.Norm.allCases)
    func `rows have the length that the norm says`(norm: TFIDF.Norm) {
        let weights = TFIDF(norm: norm).fit(Self.corpus).weights(Self.corpus)
        for row in 0..<3 {
            let weights = weights.row(row).weights
            switch norm {
            case .l2: #expect(abs(weights.euclideanNorm - 1) < 1e-6)
            case .l1: #expect(abs(weights.reduce(0, +) - 1) < 1e-6)
            case .none: #expect(weights.allSatisfy { $0 >= 1 })
            }
        }
    }

    @Test func `a count below one counts as itself, so no weight turns negative`() {
        let settings = TFIDF(usesIDF: false, norm: .none)
        let fitted = settings.fit(Self.corpus)
        let weights = fitted.vector(ids: [0, 1, 2], counts: [0.25, 1, 2]).weights
        #expect(weights[0] == 0.25 && weights[1] == 1)
        #expect(abs(Double(weights[2]) - (1 + log(2))) < 1e-6)
    }

    @Test func `later text equal to a paper has that paper's weights`() {
        let fitted = TFIDF().fit(Self.corpus)
        let vector = fitted.vector(ids: [0, 1, 2], counts: [1, 1, 2])
        #expect(vector == fitted.weights(Self.corpus).row(0))
    }

    @Test(arguments: [2, 3, 8])
    func `weights do not depend on the number of threads`(threads: Int) {
        let corpus = Samples.corpus(papers: 2_000, seed: 3)
        let fitted = TFIDF().fit(corpus)
        #expect(
            fitted.weights(corpus, threads: Threads(threads))
                == fitted.weights(corpus, threads: .one))
    }

    @Test func `a corpus of nothing is learned without harm`() {
        let corpus = CorpusCounts(tokenized: [], settings: VocabularySettings())
        let weights = TFIDF().fit(corpus).weights(corpus)
        #expect(weights.rowCount == 0 && weights.columnCount == 0)
    }

    @Test func `settings survive writing and reading`() throws {
        let settings = TFIDF(sublinear: false, smoothed: false, usesIDF: true, norm: .l1)
        let bytes = try JSONEncoder().encode(settings)
        let read = try JSONDecoder().decode(TFIDF.self, from: bytes)
        #expect(read == settings)
    }
}
