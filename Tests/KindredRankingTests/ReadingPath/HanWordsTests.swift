import KindredCatalogue
import KindredVectors
import Testing

@testable import KindredRanking

@Suite struct HanWordsTests {
    private func entry(_ row: Int, _ summary: String, keyword: String? = nil) -> PathEntry {
        var paper = Paper(id: "sample:\(row)")
        paper.summary = LocalizedText(summary, language: .chinese)
        paper.keywords = keyword.map { [LocalizedText($0, language: .chinese)] } ?? []
        return PathEntry(
            row: row, paper: paper, relevance: 1, progress: 0, minutes: 60, date: nil,
            terms: .zero, introduced: [], names: [])
    }

    private func word(_ pair: String, _ entries: [PathEntry], and other: Int? = 1) -> String? {
        HanWords(entries, chosen: Set(entries.indices))
            .word(around: pair, in: 0, and: other) { _ in true }
    }

    @Test func `a pair in the middle of a keyword is told as the keyword`() {
        let entries = [
            entry(0, "提出图表示学习的方法"), entry(1, "改进了表示学习"),
            entry(2, "别的", keyword: "表示学习"),
        ]
        #expect(word("示学", entries) == "表示学习")
        // Where a longer keyword stands in both texts, it is the one.
        #expect(word("示学", entries + [entry(3, "", keyword: "图表示学习")]) == "表示学习")
        let both = [entry(0, "图表示学习"), entries[0], entry(2, "", keyword: "图表示学习")]
        #expect(word("示学", both) == "图表示学习")
    }

    @Test func `without keywords the longest run that stands in both texts is told`() {
        let entries = [entry(0, "研究表示学习。"), entry(1, "表示学习的新进展")]
        #expect(word("示学", entries) == "表示学习")
        #expect(word("表示", entries) == "表示学习")
    }

    @Test func `what two words have in common by chance is no word`() {
        let entries = [entry(0, "改进视觉表示"), entry(1, "研究听觉表示")]
        #expect(word("觉表", entries) == nil)
        #expect(word("示学", entries) == nil)
        #expect(word("觉表", [entry(0, ""), entry(1, "")]) == nil)
    }

    @Test func `of one text alone, a run grows by what may be said`() {
        let words = HanWords([entry(0, "图神经网络综述：图神经网络，近来")], chosen: [0])
        let said: Set = ["图神", "神经", "经网", "网络"]
        #expect(words.word(around: "经网", in: 0, and: nil, isSaid: said.contains) == "图神经网络")
        // 神经 ends before no border.
        #expect(words.word(around: "神经", in: 0, and: nil) { $0 == "神经" } == nil)
    }

    @Test func `only two Han characters are a pair`() {
        #expect(HanWords.isPair("学习"))
        for term in ["学", "学习者", "ab", "学a", "", "a 学"] { #expect(!HanWords.isPair(term)) }
    }
}
