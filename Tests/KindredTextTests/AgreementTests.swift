import KindredThreads
import Testing

@testable import KindredText

/// The fast tokenizer against the plain one, on whatever chance puts together.
@Suite struct AgreementTests {
    private static let fragments = [
        "a", "B", "the", "Self", "supervised", "ResNet", "50", "2019", "3", ".", "5", "-", "--",
        " ",
        "  ", ",", "'", "’", "s", "'s ", "+", "++", "#", "C++", "F#", "DCMN+", "@", ":", "/", "://",
        "http", "https://a.b/c", "www", "www.x.y", "github.com", "10.1145", "com", "\\", "\\alpha",
        "\\textbf{", "{", "}", "$", "\\\"o", "\\'", "\\c{c}", "_", "^", "(", ")", "模型", "图", "神经网络",
        "的", "了", "这种", "使用", "預訓練", "，", "。", "　", "ＢＥＲＴ", "＋", "－", "β", "é", "e\u{301}", "ﬁ",
        "ß", "½",
        "①", "²", "™", "カタカナ", "한국어", "ไทย", "\u{200B}", "\u{AD}", "\u{FEFF}", "\u{1F600}",
        "–", "−", "naïve", "Straße", "x", "q", "\n", "\t", "\u{0}", "\u{7F}", "–", "K", "٣",
        "\u{FDFA}",
        "abcdefgh", "abcdefghijklmnop", "abcdefghijklmnopq", "pneumonoultramicroscopic",
        "learning", "multi", "-task", "-R", "matrices", "classes", "networks", "\u{10FFFF}",
        "\u{20000}", "ｶﾞ", "Ω", "ǅ", ";", "|", "\"", "<", "&",
    ]

    private static func text(_ generator: inout Seeded) -> String {
        let count = Int.random(in: 1...24, using: &generator)
        return (0..<count).map { _ in fragments.randomElement(using: &generator) ?? "" }.joined()
    }

    @Test(arguments: [
        Tokenizer.Settings(), .init(stemming: .none),
        .init(stemming: .snowball, stopWords: false, wordBigrams: true),
        .init(stemming: .none, wordBigrams: true, numbers: .all, minimumLength: 1),
        .init(stopWords: false, numbers: .years, minimumLength: 3),
    ])
    func `fast and plain tokenizer give the same tokens`(settings: Tokenizer.Settings) {
        var generator = Seeded(state: 1)
        let fast = Tokenizer(settings)
        let plain = ReferenceTokenizer(settings: settings)
        for _ in 0..<800 {
            let text = Self.text(&generator)
            let (found, expected) = (fast.tokens(text), plain.tokens(text))
            #expect(found == expected, "\(text.debugDescription)")
            if found != expected { return }
        }
    }

    @Test(
        .enabled(if: SharedData.folder != nil, "\(SharedData.absence)"),
        arguments: ["csl.jsonl", "acm-keywords.jsonl"])
    func `fast and plain tokenizer agree on real records`(file: String) throws {
        let lines = try #require(SharedData.lines(of: file, limit: 60))
        let fast = Tokenizer(.init(wordBigrams: true))
        let plain = ReferenceTokenizer(settings: fast.settings)
        for line in lines { #expect(fast.tokens(line) == plain.tokens(line)) }
    }

    @Test func `counts are those of a dictionary, for any number of threads`() {
        var generator = Seeded(state: 2)
        let texts = (0..<600).map { _ in Self.text(&generator) }
        let settings = VocabularySettings(minimumDocumentFrequency: .count(2))
        let expected = PlainCounts(
            texts.map(ReferenceTokenizer(settings: .init()).tokens), minimum: 2)
        for threads in [1, 2, 3, 8] {
            let counts = CorpusCounts(
                documentCount: texts.count, tokenizer: Tokenizer(), settings: settings,
                threads: Threads(threads)
            ) { document, visit in
                var text = texts[document]
                text.withUTF8 { visit($0, 1) }
            }
            #expect(PlainCounts(counts) == expected)
            #expect(counts.vocabulary.isSound)
        }
    }
}

/// A small generator whose numbers are the same everywhere (SplitMix64, Steele et al. 2014).
struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Counts as dictionaries, the plain way.
struct PlainCounts: Equatable {
    var documentFrequencies: [String: UInt32]
    var rows: [[String: Float]]
    var terms: [String]

    init(_ documents: [[String]], minimum: UInt32) {
        var frequencies: [String: UInt32] = [:]
        for document in documents {
            for term in Set(document) { frequencies[term, default: 0] += 1 }
        }
        let kept = frequencies.filter { $0.value >= minimum }
        documentFrequencies = kept
        rows = documents.map { document in
            document.filter { kept[$0] != nil }.reduce(into: [:]) { $0[$1, default: 0] += 1 }
        }
        terms = kept.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    init(_ counts: CorpusCounts) {
        let vocabulary = counts.vocabulary
        terms = (0..<UInt32(vocabulary.count)).map { vocabulary.term($0) }
        documentFrequencies = Dictionary(
            uniqueKeysWithValues: zip(terms, vocabulary.documentFrequencies))
        rows = (0..<counts.documentCount).map { document in
            let row = counts.row(document)
            return Dictionary(
                uniqueKeysWithValues: zip(row.ids.map { vocabulary.term($0) }, row.counts))
        }
    }
}
