import KindredCatalogue
import Testing

@testable import KindredIndex

@Suite struct PaperTextTests {
    @Test func `keywords count once in every language`() {
        var pair = LocalizedText("图注意力")
        pair[.english] = "graph attention"
        var paper = Paper(id: "a")
        paper.keywords = [pair, LocalizedText("pruning")]
        var texts: [String: Float] = [:]
        paper.forEachText(Recipe()) { texts[$0, default: 0] += $1 }
        #expect(texts == ["图注意力": 1, "graph attention": 1, "pruning": 1])
    }

    @Test func `what a paper adds and for whom is no text of it`() {
        var paper = Paper(id: "a")
        paper.contribution = .survey
        paper.level = .core
        paper.basis = .title
        paper.forEachText(Recipe()) { text, _ in Issue.record("visited \(text)") }
    }
}
