import KindredText
import KindredVectors
import Testing

@testable import KindredModels

/// What an independent program with exact fractions gives for a toy corpus.
@Suite struct TranslationReferenceTests {
    struct File: Decodable {
        struct Pair: Decodable {
            let chinese: String
            let english: String
            let weight: Float
        }
        struct Translation: Decodable {
            let chinese: String
            let english: String
            let probability: Double
            let count: Double
        }
        let iterations: Int
        let pairs: [Pair]
        let translations: [Translation]
    }

    @Test func `probabilities and counts are those of the program`() throws {
        let file = try Numbers.read("translation", as: File.self)
        let split: (String) -> [String] = { $0.split(separator: " ").map(String.init) }
        let chinese = CorpusCounts(tokenized: file.pairs.map { split($0.chinese) })
        let english = CorpusCounts(tokenized: file.pairs.map { split($0.english) })
        let model = TranslationModel(
            chinese: Self.matrix(chinese), english: Self.matrix(english),
            weights: file.pairs.map(\.weight))
        let learned = model.fit(iterations: file.iterations, threads: .one)
        #expect(learned.ids.count == file.translations.count)
        for expected in file.translations {
            let source = Int(try #require(chinese.vocabulary.id(of: expected.chinese)))
            let target = try #require(english.vocabulary.id(of: expected.english))
            let range = learned.starts[source]..<learned.starts[source + 1]
            let place = try #require(range.first { learned.ids[$0] == target })
            // Fractions are exact; ours are sums of a few dozen doubles.
            #expect(abs(learned.probabilities[place] - expected.probability) < 1e-12)
            #expect(abs(learned.counts[place] - expected.count) < 1e-11)
        }
    }

    private static func matrix(_ counts: CorpusCounts) -> SparseMatrix {
        SparseMatrix(
            rows: (0..<counts.documentCount).map {
                let row = counts.row($0)
                return SparseVector(ids: Array(row.ids), weights: Array(row.counts))
            }, columnCount: counts.vocabulary.count)
    }
}
