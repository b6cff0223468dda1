import Testing

@testable import KindredModels

@Suite struct SentenceAlignmentTests {
    private func pairs(_ chinese: String, _ english: String) -> [[String]] {
        SentenceAlignment.pairs(chinese, english).map { [$0.chinese, $0.english] }
    }

    @Test func `sentences of like length stand for each other, in order`() {
        let found = pairs(
            "我们提出一个新的方法。它很快！", "We propose a method that is new. It is fast!")
        #expect(
            found == [
                ["我们提出一个新的方法。", "We propose a method that is new."], ["它很快！", " It is fast!"],
            ])
    }

    @Test func `a long sentence may stand for two`() {
        let found = pairs(
            "图神经网络在推荐中很有用，但训练它们需要很多内存和时间。我们解决这个问题。",
            "Graph neural networks are useful for recommendation in practice. Training them "
                + "needs a lot of memory and a lot of time too. We solve this problem here.")
        #expect(found.count == 2)
        #expect(found.last?.first == "我们解决这个问题。")
        #expect(found.first?.last?.contains("memory") == true)
    }

    @Test func `a dot in a number or before a small letter ends no sentence`() {
        let found = pairs("提高了百分之三。完毕。", "It gains 3.5 percent, e.g. on images. Done.")
        #expect(found.map { $0[1] } == ["It gains 3.5 percent, e.g. on images.", " Done."])
    }

    @Test func `a translator's note is no part of the text`() {
        #expect(pairs("方法有效。（注：专有名词保留）", "The method works.").map { $0[0] } == ["方法有效。"])
    }

    @Test(arguments: ["", " ", "（注：无）"])
    func `a text without sentences gives no pair`(chinese: String) {
        #expect(pairs(chinese, "Something.").isEmpty)
        #expect(pairs("有。", chinese == "" ? "" : " ").isEmpty)
    }

    @Test func `very long texts stay whole`() {
        let chinese = String(repeating: "好。", count: 500)
        let english = String(repeating: "Good. ", count: 500)
        #expect(pairs(chinese, english).count == 1)
    }
}
