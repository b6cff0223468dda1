import KindredText
import Testing

@Suite struct SentencesTests {
    @Test(
        arguments: [
            ("", []), (" \n ", []), ("... 12 !", []),
            ("One sentence", ["One sentence"]),
            ("It works. It is fast! Is it? Yes.", ["It works.", "It is fast!", "Is it?", "Yes."]),
            (
                "We gain 3.5 points (e.g. on A.B). Then we stop.",
                ["We gain 3.5 points (e.g. on A.B).", "Then we stop."]
            ),
            (
                "Smith et al. (2020) and J. Doe agree, cf. Fig. 3. So do we.",
                ["Smith et al. (2020) and J. Doe agree, cf. Fig. 3.", "So do we."]
            ),
            ("He said “stop.” Nobody did.", ["He said “stop.”", "Nobody did."]),
            ("a. b stays, as c.d does", ["a. b stays, as c.d does"]),
            (
                "我们提出一种方法。它很快！真的吗？是的；谢谢",
                ["我们提出一种方法。", "它很快！", "真的吗？", "是的；", "谢谢"]
            ),
            ("他说：“停。”没有人停。", ["他说：“停。”", "没有人停。"]),
            (
                "We use BERT.它很快。 It is 2 times faster.",
                ["We use BERT.", "它很快。", "It is 2 times faster."]
            ),
            ("Title without stop\n\nAnd a paragraph.", ["Title without stop", "And a paragraph."]),
            ("one line\nand the next", ["one line\nand the next"]),
        ] as [(String, [String])])
    func `sentences are those that a reader sees`(text: String, expected: [String]) {
        #expect(Sentences.cut(text) == expected)
    }

    @Test func `nothing but space is lost`() {
        let text = "A. B? c.d e.g. F! 一。二 (x.) Y. \u{301}. 3. 4 “z.” …. W"
        let letters = { (text: String) in
            Array(text.unicodeScalars.filter(\.properties.isAlphabetic))
        }
        #expect(letters(Sentences.cut(text).joined()) == letters(text))
    }
}
