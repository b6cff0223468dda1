import Foundation

@testable import KindredCatalogue

/// A generator with a seed, so that a failing case can be had again.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed }

    // SplitMix64: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Papers and texts at random, with everything in them that has ever hurt a reader.
enum Samples {
    private static let pieces: [String] = [
        "a", "Z", "0", " ", "\"", "\\", "/", "\u{0}", "\u{1}", "\u{1F}", "\u{7F}", "\t", "\n", "\r",
        "\u{8}", "\u{C}", "é", "e\u{301}", "深", "度", "学习", "😀", "👩‍👩‍👧", "\u{2028}", "\u{FEFF}",
        "\u{FFFD}", "\u{10FFFF}", "{", "}", "[", ",", ":", "arXiv:1911.05722", "\\u0041",
        "</script>",
    ]

    static func text(_ random: inout SeededGenerator, count: ClosedRange<Int> = 1...12) -> String {
        (0..<Int.random(in: count, using: &random))
            .map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
    }

    static func texts(_ random: inout SeededGenerator) -> [String] {
        (0..<Int.random(in: 0...3, using: &random)).map { _ in text(&random, count: 0...6) }
    }

    static func localized(_ random: inout SeededGenerator) -> LocalizedText {
        var result = LocalizedText()
        for code in ["en", "zh", "fr"] where Bool.random(using: &random) {
            result[Language(rawValue: code)] = text(&random)
        }
        return result
    }

    /// A word out of few, or none.
    private static func choice<Word: CaseIterable>(_ random: inout SeededGenerator) -> Word? {
        Bool.random(using: &random) ? Word.allCases.randomElement(using: &random) : nil
    }

    static func paper(_ random: inout SeededGenerator) -> Paper {
        var paper = Paper(id: text(&random))
        paper.aliases = texts(&random)
        paper.kind = Paper.Kind.allCases.randomElement(using: &random) ?? .paper
        if Bool.random(using: &random) {
            let title = text(&random)
            paper.title = title
            paper.titles = localized(&random)
            paper.titles[Language(detecting: title)] = title
        }
        paper.names = texts(&random)
        paper.summary = localized(&random)
        paper.abstract = localized(&random)
        paper.keywords = (0..<Int.random(in: 0...3, using: &random))
            .map { _ in localized(&random) }.filter { !$0.isEmpty }
        paper.contribution = choice(&random)
        paper.level = choice(&random)
        paper.basis = choice(&random)
        paper.topics = (0..<Int.random(in: 0...2, using: &random)).map { _ in texts(&random) }
        paper.tags = texts(&random)
        paper.year = Bool.random(using: &random) ? Int.random(in: -5...3_000, using: &random) : nil
        paper.month = Bool.random(using: &random) ? Int.random(in: 1...12, using: &random) : nil
        paper.venue = Bool.random(using: &random) ? text(&random) : nil
        paper.authors = texts(&random)
        paper.links = (0..<Int.random(in: 0...2, using: &random)).map { _ in
            Link(
                kind: Link.Kind.allCases.randomElement(using: &random) ?? .pdf,
                url: text(&random), label: Bool.random(using: &random) ? text(&random) : nil)
        }
        paper.recommendations = (0..<Int.random(in: 0...2, using: &random)).map { _ in
            Recommendation(
                by: Bool.random(using: &random) ? text(&random) : nil, text: text(&random))
        }
        paper.sources = (0..<Int.random(in: 0...2, using: &random)).map { _ in
            Source(
                document: text(&random), line: Bool.random(using: &random) ? 7 : nil)
        }
        let values = [
            "1", "-0.0", "1e999", "123456789012345678901234567890", "null", "true", "\"x\"",
            "[1, 2,\t{\"a\": [] }]", "{\"b\":{\"c\":\"}\\\"\"}}", "\"\\ud800\"", "\"\\u0000\"",
        ]
        for name in ["x", "citations", "a\"b", "\n", "é"] where Bool.random(using: &random) {
            paper.otherFields[name] = values.randomElement(using: &random)
        }
        return paper
    }

    /// A folder of its own for a test, removed when the test is done.
    static func withFolder(_ body: (_ path: String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("kindred-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder.path)
    }
}

extension PaperRecord {
    static func decode(text: String) throws -> Paper {
        try Array(text.utf8).withUnsafeBufferPointer { try decode($0) }
    }

    static func encoded(_ paper: Paper) -> String {
        var bytes: [UInt8] = []
        encode(paper, into: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}
