import KindredCatalogue
import Testing

/// Lists with faults, and lists made to do harm.
@Suite struct DamageTests {
    @Test func `broken links, odd brackets and glued punctuation keep their address`() throws {
        let list = Read.list(
            """
            # 论文
            - [未闭合的链接](https://arxiv.org/abs/2001.00001 后面还有字
            - ［全角括号］（https://arxiv.org/abs/2001.00002）
            - 请看论文 https://arxiv.org/abs/2001.00003，效果很好。
            - [Spaces in it](https://example.com/my paper.pdf)
            - [Paren (nested)](https://en.wikipedia.org/wiki/A_(b))
            - **Title with \\[brackets\\] and $\\alpha_{i}$** [[pdf]] (https://arxiv.org/pdf/2001.00004)
            """)
        #expect(list.report.links == 6 && list.report.placed == 6)
        #expect(
            list.papers.flatMap(\.links).map(\.url) == [
                "https://arxiv.org/abs/2001.00001", "https://arxiv.org/abs/2001.00002",
                "https://arxiv.org/abs/2001.00003", "https://example.com/my%20paper.pdf",
                "https://en.wikipedia.org/wiki/A_(b)", "https://arxiv.org/pdf/2001.00004",
            ])
        #expect(list.papers.map(\.title).first == "未闭合的链接")
        #expect(list.papers[1].title == "全角括号")
        #expect(list.papers.last?.title == "Title with [brackets] and $\\alpha_{i}$")
    }

    @Test func `reference links count, also the unused ones`() {
        let list = Read.list(
            """
            - [Used][r1]

            [r1]: https://arxiv.org/abs/2001.00001 "A title"
            [unused]: https://arxiv.org/abs/2001.00002
            """)
        #expect(list.papers.map(\.id) == ["arXiv:2001.00001"])
        #expect(list.report.links == 2 && list.report.placed == 1)
        #expect(list.report.unplaced.map(\.line) == [4])
    }

    @Test func `a footnote's links are read`() {
        let list = Read.list(
            "Text.[^1]\n\n[^1]: See [A Study of Notes](https://arxiv.org/abs/2001.00001).\n")
        #expect(list.papers.map(\.title) == ["A Study of Notes"])
    }

    @Test func `the same address twice is one entry and one link`() {
        let list = Read.list(
            "## A\n- [Same](https://arxiv.org/abs/2001.00001)\n## B\n- [Same](http://arxiv.org/pdf/2001.00001v3)\n"
        )
        #expect(list.papers.count == 1)
        #expect(list.papers[0].topics == [["A"], ["B"]])
        #expect(list.papers[0].sources.map(\.line) == [2, 4])
    }

    @Test func `two papers on one line stay two`() {
        let papers = Read.papers(
            "- [One Thing](https://arxiv.org/abs/2001.00001), [Other Thing](https://arxiv.org/abs/2001.00002)\n"
        )
        #expect(papers.map(\.id) == ["arXiv:2001.00001", "arXiv:2001.00002"])
        #expect(papers.map(\.title) == ["One Thing", "Other Thing"])
    }

    @Test func `an empty heading inside a section changes nothing`() {
        let papers = Read.papers(
            "## T\n[A thing](https://arxiv.org/abs/2001.00001)\n####\nIt is small.\n#### \n[B thing](https://arxiv.org/abs/2001.00002)\n"
        )
        #expect(papers.map(\.topics) == [[["T"]], [["T"]]])
        #expect(papers[0].anySummary == "It is small.")
    }

    @Test func `links without text and links that show their address are entries`() {
        let papers = Read.papers(
            "## 某专题\n[](https://example.org/a)\n\n## 另一专题\n[https://github.com/a/lib](https://github.com/a/lib)\n"
        )
        #expect(papers.map(\.title) == ["某专题", "a/lib"])
        #expect(papers.map(\.kind) == [.article, .code])
    }

    @Test func `fenced code holds no entries and loses no link`() {
        let list = Read.list("- [A](https://a.org/1)\n\n```\nhttps://b.org/2\n```\n")
        #expect(list.papers.count == 1)
        #expect(list.report.unplaced == [ImportReport.Unplaced(line: 4, text: "https://b.org/2")])
    }

    @Test func `an empty document and one without entries say so`() {
        #expect(Read.list("").papers.isEmpty)
        let list = Read.list("Just words.\n\nMore words.\n")
        #expect(list.papers.isEmpty && list.report.unplaced.map(\.line) == [1, 3])
    }

    @Test(arguments: [
        "<!--", "[", "![", "[a](", "> ", "- ", "* * ", "|a", "`", "<a ", "<table>", "**", "_", "~~",
        "https://", "[x](https://a.b ", "$", "\\", "&amp;", "[^1]", "# ", "@a 推荐\n\n", "\u{0}", "(",
        "【",
    ])
    func `a long run of one mark neither crashes nor hangs`(mark: String) {
        let list = Read.list(String(repeating: mark, count: 4_000))
        #expect(list.report.links <= 4_000)
    }

    @Test(
        .timeLimit(.minutes(5)),
        arguments: [
            ("### T\nPaper: https://a.b/1\n\n", 10_000), ("•", 50_000), ("- " + "a-", 20_000),
            ("\u{E000}0\n\n", 20_000), ("<ul><li>a", 5_000),
        ])
    func `what repeats many times is read in the time of its length`(part: String, count: Int) {
        let list = Read.list(
            "<table><tr><td>b</td></tr></table>\n\n" + String(repeating: part, count: count))
        #expect(list.report.links <= count)
    }

    @Test func `a mark of what was set aside is no copy of it`() {
        let table = "<table><tr><td><a href=\"https://a.org/1\">A paper</a></td></tr></table>\n\n"
        let papers = Read.papers(table + "\u{E000}0\n\n\u{E000}0\n")
        #expect(papers.count == 1)
    }

    @Test func `deep nesting neither crashes nor hangs`() {
        var lists = ""
        for depth in 0..<400 { lists += String(repeating: " ", count: 2 * depth) + "- a\n" }
        #expect(Read.list(lists + String(repeating: "\n", count: 10_000)).papers.isEmpty)
        let quotes = String(repeating: String(repeating: "> ", count: 400) + "a\n", count: 200)
        #expect(Read.list(quotes).papers.isEmpty)
    }

    @Test func `a table far wider than its rows neither crashes nor hangs`() {
        let wide =
            "|" + String(repeating: "a|", count: 100_000) + "\n|"
            + String(repeating: "-|", count: 100_000) + "\n"
        #expect(Read.list(wide + String(repeating: "|a\n", count: 1_000)).papers.isEmpty)
        let ragged =
            "|" + String(repeating: "a|", count: 150) + "\n|"
            + String(repeating: "-|", count: 150) + "\n"
        #expect(Read.list(ragged + String(repeating: "|a\n", count: 5_000)).papers.isEmpty)
    }

    @Test func `random bytes neither crash nor hang`() {
        var state: UInt64 = 7
        let alphabet = Array("[]()*_`<>!|-#\n :/htpsabc~\\&;@=+\"'019.中【：".utf8)
        for _ in 0..<40 {
            var bytes: [UInt8] = []
            for _ in 0..<4_000 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                bytes.append(alphabet[Int(state >> 33) % alphabet.count])
            }
            let list = MarkdownList.read(bytes: bytes, document: "noise")
            #expect(list.report.placed <= list.report.links)
        }
    }
}

/// What the report says.
@Suite struct ReportTests {
    @Test func `the report counts entries and links and quotes the lines without a place`() {
        let list = Read.list(
            "Hello \"you\"\n\n## T\n- [A](https://arxiv.org/abs/2001.00001) [[code]](https://github.com/a/b)\n"
        )
        let report = list.report
        #expect(report.entries == [.paper: 1] && report.links == 2 && report.placed == 2)
        #expect(report.unplaced.map(\.line) == [1])
        #expect(report.unplaced.map(\.text) == [#"Hello "you""#])
    }

    @Test func `reports of several documents are summed`() {
        var report = Read.list("- [A](https://arxiv.org/abs/2001.00001)\n").report
        report.add(Read.list("Words.\n\n- [B](https://github.com/a/b)\n").report)
        #expect(report.entries == [.paper: 1, .code: 1])
        #expect(report.links == 2 && report.placed == 2 && report.unplaced.map(\.line) == [1])
    }
}
