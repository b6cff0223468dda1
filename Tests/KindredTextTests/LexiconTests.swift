import KindredThreads
import Testing

@testable import KindredText

/// Reading by a lexicon: the counts of `Tokenizer.counts(of:in:)` are the truth.
@Suite struct LexiconTests {
    private static let texts = [
        "Graph neural networks for recommendation; graph attention networks.",
        "图神经网络 for recommender systems: 图 and graphs",
        "Pre-training of deep bidirectional transformers (BERT), pretraining again",
        "ResNet-50 and the self-supervised momentum encoder", "", "the of and", "zzz qqq zzz",
        "a-very-long-token-that-does-not-fit-into-two-words-of-eight-bytes-each networks",
    ]

    /// The vocabulary that some texts teach.
    private static func vocabulary(
        of texts: [String], _ tokenizer: Tokenizer, _ settings: VocabularySettings = .init()
    ) -> Vocabulary {
        CorpusCounts(
            documentCount: texts.count, tokenizer: tokenizer, settings: settings,
            threads: Threads(1)
        ) { document, visit in
            var text = texts[document]
            text.withUTF8 { visit($0, 1) }
        }.vocabulary
    }

    private struct Counts: Equatable {
        var ids: [UInt32] = []
        var counts: [Float] = []
        var unknown: [Float] = []
    }

    private static func plain(
        _ fields: [(text: String, weight: Float)], _ vocabulary: Vocabulary, _ tokenizer: Tokenizer
    ) -> Counts {
        let known = tokenizer.counts(of: fields, in: vocabulary)
        var counts = Counts(ids: known.ids, counts: known.counts)
        tokenizer.forEachCount(of: fields) { term, count in
            if vocabulary.id(of: term) == nil, !Vocabulary.isPair(term) {
                counts.unknown.append(count)
            }
        }
        return counts
    }

    @Test(arguments: [false, true], [1, 1 << 18])
    func `a lexicon counts what the vocabulary would`(wordBigrams: Bool, mostTokens: Int) {
        let tokenizer = Tokenizer(.init(wordBigrams: wordBigrams))
        for known in [Self.texts, Array(Self.texts.prefix(2)), []] {
            let vocabulary = Self.vocabulary(of: known, tokenizer)
            var reader = LexiconReader(
                Lexicon(vocabulary), tokenizer: tokenizer, mostTokens: mostTokens)
            for (place, text) in (Self.texts + Self.texts).enumerated() {
                let fields: [(text: String, weight: Float)] = [
                    (text, 2), (Self.texts[place % Self.texts.count], 0.5), ("networks", 1),
                ]
                var found = Counts()
                reader.read(fields) {
                    found.ids.append($0)
                    found.counts.append($1)
                } unknown: {
                    found.unknown.append($0)
                }
                #expect(found == Self.plain(fields, vocabulary, tokenizer), "\(text)")
            }
        }
    }

    @Test func `a pair is found where one of its words is no term`() {
        let tokenizer = Tokenizer(.init(wordBigrams: true))
        let vocabulary = Vocabulary(
            documentFrequencies: ["graph network": 2, "graph": 3], documentCount: 5)
        var reader = LexiconReader(Lexicon(vocabulary), tokenizer: tokenizer)
        var ids: [UInt32] = []
        var unknown: [Float] = []
        reader.read([("graph networks", 1)]) { id, _ in
            ids.append(id)
        } unknown: {
            unknown.append($0)
        }
        #expect(ids.map(vocabulary.term) == ["graph", "graph network"])
        #expect(unknown == [1])
    }
}
