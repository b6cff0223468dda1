import Testing

@testable import KindredText

/// Input that nobody writes but everybody may send.
@Suite struct HostileInputTests {
    private static func tokens(of bytes: [UInt8]) -> Int {
        var count = 0
        bytes.withUnsafeBufferPointer {
            Tokenizer(.init(wordBigrams: true)).forEachToken(inUTF8: $0) { _ in count += 1 }
        }
        return count
    }

    private static func repeated(_ text: String, bytes: Int) -> [UInt8] {
        let unit = Array(text.utf8)
        return (0..<bytes / unit.count).flatMap { _ in unit }
    }

    @Test(arguments: [
        "a", "e\u{301}", "\u{301}", "a-", "a.b", "a'", "a@", "1.", "www.", "http://", "\\", "{",
        "\\c{",
        "模", "\u{FDFA}", "a+", "10.1234/", "x_", "#", "ß", "a\u{200D}", "-", "\u{10FFFF}", "A1",
    ])
    func `time grows with the length, not its square`(unit: String) {
        let clock = ContinuousClock()
        let short = Self.repeated(unit, bytes: 20_000)
        let long = Self.repeated(unit, bytes: 320_000)
        _ = Self.tokens(of: short)
        let shortTime = (0..<3).map { _ in clock.measure { _ = Self.tokens(of: short) } }.min()!
        let longTime = clock.measure { _ = Self.tokens(of: long) }
        // Sixteen times the bytes: 256 times the time if it were the square.
        #expect(longTime < shortTime * 100 + .milliseconds(200))
    }

    @Test func `time grows with the number of distinct word pairs, not its square`() {
        let clock = ContinuousClock()
        func seconds(_ words: Int) -> Duration {
            let bytes = Array((0..<words).map { "w\($0)x" }.joined(separator: " ").utf8)
            return clock.measure { #expect(Self.tokens(of: bytes) == words * 2 - 1) }
        }
        _ = seconds(100)
        #expect(seconds(48_000) < seconds(3_000) * 100 + .milliseconds(200))
    }

    @Test func `a word beyond the limit is no word and spoils nothing behind it`() {
        let limit = PieceCutter.longestWord
        let longest = String(repeating: "x", count: limit)
        let tokenizer = Tokenizer()
        #expect(tokenizer.tokens(longest + " next") == [longest, "next"])
        #expect(tokenizer.tokens(longest + "x next") == ["next"])
        #expect(tokenizer.tokens("\(longest)x-net") == ["net"])
        #expect(tokenizer.tokens("re-\(longest)") == ["re", longest])
    }

    @Test func `chance bytes give tokens that are UTF-8 and within the limit`() {
        var generator = Seeded(state: 3)
        for _ in 0..<400 {
            let bytes = (0..<300).map { _ in UInt8.random(in: 0...255, using: &generator) }
            bytes.withUnsafeBufferPointer { buffer in
                Tokenizer().forEachToken(inUTF8: buffer) { token in
                    #expect(String(validating: token, as: UTF8.self) != nil)
                    #expect((1...PieceCutter.longestWord).contains(token.count))
                }
            }
        }
    }

    @Test func `a text cut at every byte is read to its end`() {
        let text = Array("预训练 ResNet-50 é β-VAE https://x.org/y G\\\"odel C++ 🙂 don't".utf8)
        for end in 0...text.count { _ = Self.tokens(of: Array(text[..<end])) }
        for start in 0...text.count { _ = Self.tokens(of: Array(text[start...])) }
    }

    @Test func `a piece longer than a window is read to its end`() {
        let words = Self.repeated("深度学习", bytes: TokenScanner.longestWindow * 3)
        #expect(Self.tokens(of: words) > words.count / 3 - 8)
    }
}
