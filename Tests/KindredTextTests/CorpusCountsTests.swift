import Foundation
import KindredThreads
import Testing

@testable import KindredText

/// What scikit-learn keeps of a small corpus: Reference/vocabulary.py wrote it.
private struct Reference: Decodable {
    struct Case: Decodable, CustomTestStringConvertible {
        let settings: [String: Double]
        let terms: [String]
        let documentFrequencies: [UInt32]
        let starts: [UInt64]
        let ids: [UInt32]
        let counts: [Float]

        var testDescription: String { "\(settings)" }

        var vocabularySettings: VocabularySettings {
            VocabularySettings(
                minimumDocumentFrequency: limit("min_df") ?? .count(1),
                maximumDocumentFrequency: limit("max_df") ?? .share(1),
                featureCap: settings["max_features"].map { Int($0) })
        }

        // A whole number is a count in that program, a fraction a share.
        private func limit(_ name: String) -> VocabularySettings.DocumentLimit? {
            settings[name].map { $0 == $0.rounded() ? .count(Int($0)) : .share($0) }
        }
    }

    let documents: [[String]]
    let cases: [Case]

    static func read() throws -> Reference {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Reference/vocabulary.json")
        return try JSONDecoder().decode(Reference.self, from: Data(contentsOf: file))
    }
}

@Suite struct CorpusCountsTests {
    @Test func `limits and cap mean what they mean in scikit-learn`() throws {
        let reference = try Reference.read()
        #expect(reference.cases.count >= 8)
        for expected in reference.cases {
            let counts = CorpusCounts(
                tokenized: reference.documents, settings: expected.vocabularySettings)
            let terms = (0..<UInt32(counts.vocabulary.count)).map { counts.vocabulary.term($0) }
            #expect(terms == expected.terms, "\(expected.settings)")
            #expect(counts.vocabulary.documentFrequencies == expected.documentFrequencies)
            #expect(counts.starts == expected.starts)
            #expect(counts.ids == expected.ids)
            #expect(counts.counts == expected.counts)
            #expect(counts.vocabulary.documentCount == reference.documents.count)
        }
    }

    @Test func `a cap settles ties by byte order`() {
        let counts = CorpusCounts(
            tokenized: [["d", "c", "b", "a", "d"]], settings: .init(featureCap: 3))
        #expect((0..<3).map { counts.vocabulary.term($0) } == ["a", "b", "d"])
    }

    @Test func `fields count by their weight`() {
        let fields: [[(String, Float)]] = [
            [("graph graph", 2), ("graph network", 1)], [], [("", 1)],
        ]
        let counts = CorpusCounts(
            documentCount: 3, tokenizer: Tokenizer(), settings: .init(), threads: Threads(2)
        ) { document, visit in
            for (text, weight) in fields[document] {
                var text = text
                text.withUTF8 { visit($0, weight) }
            }
        }
        #expect(counts.starts == [0, 2, 2, 2])
        #expect(counts.ids == [0, 1])
        #expect(counts.counts == [5, 1])
        #expect(counts.vocabulary.documentFrequencies == [1, 1])
    }

    @Test func `no documents, or documents without terms, give no terms`() {
        for documents in [[], [[]], [[], []]] as [[[String]]] {
            let counts = CorpusCounts(tokenized: documents)
            #expect(counts.vocabulary.count == 0)
            #expect(counts.starts == [UInt64](repeating: 0, count: documents.count + 1))
        }
        let counts = CorpusCounts(
            documentCount: 0, tokenizer: Tokenizer(), settings: .init(), threads: Threads(4)
        ) { _, _ in }
        #expect(counts.starts == [0])
    }

    @Test func `new text is counted with the terms that were learned`() {
        let counts = CorpusCounts(tokenized: [["graph", "网络", "神经"], ["graph", "node"]])
        let found = Tokenizer().counts(
            of: [("unknown graphs", 2), ("graph, 神经网络", 1)], in: counts.vocabulary)
        #expect(found.ids == [0, 2, 3])
        #expect(found.counts == [3, 1, 1])
        #expect(counts.vocabulary.term(2) == "神经")
        #expect(Tokenizer().counts(of: [("nothing known", 1)], in: counts.vocabulary).ids == [])
    }
}

/// Writes a value as JSON and reads it again.
enum Written {
    static func andRead<Value: Codable>(_ value: Value) throws -> Value {
        try JSONDecoder().decode(Value.self, from: JSONEncoder().encode(value))
    }
}
