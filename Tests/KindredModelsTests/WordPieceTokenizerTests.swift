import Testing

@testable import KindredModels

/// By hand; `ReferenceTests` holds the tokenizer to the published program.
@Suite struct WordPieceTokenizerTests {
    private static let pieces = [
        "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "un", "##aff", "##able", "aff", "图", "!",
        "é", "e",
    ]

    private func ids(
        _ text: String, limit: Int = 64,
        _ change: (inout WordPieceTokenizer.Settings) -> Void = { _ in }
    ) throws -> [Int32] {
        var settings = WordPieceTokenizer.Settings()
        change(&settings)
        let tokenizer = try #require(WordPieceTokenizer(pieces: Self.pieces, settings: settings))
        return Array(tokenizer.ids(text, limit: limit).dropFirst().dropLast())
    }

    @Test func `the longest pieces are taken from the left`() throws {
        #expect(try ids("unaffable") == [5, 6, 7])
        #expect(try ids("UNAFFABLE aff!") == [5, 6, 7, 8, 10])
        #expect(try ids("unaffx") == [1])
        #expect(try ids("") == [])
    }

    @Test func `the same letter in two spellings is two letters where accents stay`() throws {
        #expect(try ids("é") == [12])
        #expect(try ids("é") { $0.stripsAccents = false } == [11])
        #expect(try ids("e\u{301}") { $0.stripsAccents = false } == [1])
    }

    @Test func `Chinese characters are words of their own`() throws {
        #expect(try ids("图图") == [9, 9])
        #expect(try ids("图图") { $0.separatesChinese = false } == [1])
    }

    @Test func `marks in a text are marks only as they are written`() throws {
        #expect(try ids("un[MASK]un") == [5, 4, 5])
        #expect(try ids("[mask]").allSatisfy { $0 == 1 })
    }

    @Test func `a text is cut to its limit, the marks within`() throws {
        let tokenizer = try #require(WordPieceTokenizer(pieces: Self.pieces))
        for limit in 2...6 {
            let ids = tokenizer.ids("unaffable unaffable", limit: limit)
            #expect(ids == [2] + [5, 6, 7, 5, 6, 7].prefix(limit - 2) + [3])
        }
    }

    @Test func `a vocabulary without its marks makes no tokenizer`() {
        #expect(WordPieceTokenizer(pieces: ["[CLS]", "[SEP]"]) == nil)
        #expect(WordPieceTokenizer(pieces: []) == nil)
    }

    @Test func `a word of a million letters is one unknown word`() throws {
        #expect(try ids(String(repeating: "un", count: 500_000)) == [1])
    }
}
