import Testing

@testable import KindredCommand

@Suite struct DisplayWidthTests {
    @Test(arguments: [
        ("", 0), ("abc", 3), ("图神经网络", 10), ("BERT 综述", 9), ("，", 2), ("“”", 2),
        ("e\u{301}", 1), ("ﬁ", 1), ("ＢＥＲＴ", 8), ("한국어", 6), ("か\u{3099}", 2),
        ("🏮", 2), ("👩‍🔬", 2), ("🇨🇳", 2), ("☂", 1), ("☂\u{FE0F}", 2), ("1\u{FE0F}\u{20E3}", 2),
        ("a\u{200B}b", 2), ("\u{20000}", 2), ("β-VAE", 5), ("ｶﾅ", 2), ("क्षि", 2),
    ])
    func `text takes the columns a terminal gives it`(text: String, columns: Int) {
        #expect(text.displayWidth == columns, "\(text)")
    }

    @Test func `cut text fits and never ends inside a character`() {
        let text = "图e\u{301}🇨🇳网👩‍🔬 end"
        for width in 0...20 {
            let cut = text.cut(toWidth: width)
            #expect(cut.displayWidth <= width)
            if cut != text && width > 0 {
                #expect(cut.hasSuffix("…"))
                #expect(text.hasPrefix(String(cut.dropLast())))
                #expect(cut.displayWidth >= width - 2, "\(width): \(cut)")
            }
        }
    }

    @Test func `text that fits is not cut`() {
        #expect("图网".cut(toWidth: 4) == "图网")
        #expect("图网络".cut(toWidth: 5) == "图网…")
        #expect("图网络".cut(toWidth: 4) == "图…")
    }

    @Test func `padding counts columns, not characters`() {
        #expect("图".padded(toWidth: 4) == "图  ")
        #expect("图".padded(toWidth: 4, alignment: .right) == "  图")
        #expect("long".padded(toWidth: 2) == "long")
    }

    @Test func `lines break at spaces and between Chinese characters`() {
        #expect("deep graph nets".wrapped(toWidth: 10) == ["deep graph", "nets"])
        #expect("图神经网络推荐".wrapped(toWidth: 6) == ["图神经", "网络推", "荐"])
        #expect("用BERT做推荐".wrapped(toWidth: 6) == ["用BERT", "做推荐"])
        #expect("".wrapped(toWidth: 6).isEmpty)
    }

    @Test func `no line begins with a closing mark or ends with an opening one`() {
        #expect("图神经，网络".wrapped(toWidth: 6) == ["图神", "经，网", "络"])
        #expect("图神（网络）".wrapped(toWidth: 6) == ["图神", "（网", "络）"])
    }

    @Test func `a word longer than a line is broken between characters`() {
        #expect("abcdefgh".wrapped(toWidth: 3) == ["abc", "def", "gh"])
        #expect("图".wrapped(toWidth: 1) == ["图"])
    }

    @Test(arguments: 1...30)
    func `wrapping loses nothing and keeps to the width`(width: Int) {
        let text = "Lantern：灯笼 contrastive 学习，of street👩‍🔬photographs（2020）e\u{301}nd"
        let lines = text.wrapped(toWidth: width)
        let letters = text.filter { $0 != " " }
        #expect(lines.joined().filter { $0 != " " } == letters)
        if width >= 2 { #expect(lines.allSatisfy { $0.displayWidth <= max(width, 4) }) }
    }

    @Test func `nothing that commands a terminal stays in a line`() {
        #expect("a\u{1B}[31mb\r\nc\t d\u{7}\u{202E}e".plainLine == "a [31mb c d e")
        #expect("  a \u{3000} b ".plainLine == "a b")
        #expect("\u{9B}2Jx".plainLine == "2Jx")
    }
}
