import KindredCatalogue
import Testing

@testable import KindredRanking

@Suite struct AskedPhraseTests {
    @Test(arguments: [
        ("learning to rank", "Learning to Rank with Trees", true),
        ("learning to rank", "LEARNING-TO-RANK", true),
        ("learning to rank", "Learning Low-Rank Matrices", false),
        ("learning to rank", "Deep learning to ranking", false),
        ("learning to rank", "Machinelearning to rank", false),
        ("few-shot learning", "On few shot learning", true),
        ("graph neural networks", "A graph neural network.", true),
        ("graph neural network", "Graph Neural Networks", true),
        ("case study", "Two case studies", true),
        ("case studies", "A case study", true),
        ("hash index", "Hash indexes at work", true),
        ("graph neural network", "graph neural networking", false),
        ("推荐系统", "面向新用户的推荐系统研究", true),
        ("推荐系统", "系统推荐", false),
        ("图神经网络 GNN", "图神经网络 GNN 综述", true),
        ("3D reconstruction", "3d-reconstruction", true),
    ])
    func `a title says a phrase word for word, or does not`(
        phrase: String, title: String, says: Bool
    ) throws {
        var paper = Paper(id: "x")
        paper.title = title
        #expect(try #require(AskedPhrase(phrase)).isSaid(by: paper) == says)
    }

    @Test func `every text of a paper counts, each by itself`() throws {
        let phrase = try #require(AskedPhrase("learning to rank"))
        var paper = Paper(id: "x")
        paper.title = "Learning"
        paper.abstract = LocalizedText("to rank")
        #expect(!phrase.isSaid(by: paper))
        paper.abstract = LocalizedText("We study learning to rank.")
        #expect(phrase.isSaid(by: paper))
        paper.abstract = LocalizedText()
        paper.keywords = [LocalizedText("learning to rank")]
        #expect(phrase.isSaid(by: paper))
    }

    @Test(arguments: ["", " ", "rank", "学", "GAN", "...", "-rank-"])
    func `one word is no phrase`(text: String) {
        #expect(AskedPhrase(text) == nil)
    }
}
