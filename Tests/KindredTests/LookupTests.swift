import Kindred
import Testing

@Suite struct LookupTests {
    private let papers: Recommender

    init() throws { papers = try Recommender(fitting: Samples.catalogue, recipe: Samples.recipe) }

    @Test(arguments: [
        "1911.05722", "arxiv:1911.05722v3", "https://arxiv.org/pdf/1911.05722v2.pdf", "MoCo",
        "moco",
        "Momentum Contrast for Unsupervised Visual Representation Learning", "momentum contrast",
    ])
    func `a paper answers to each of its names`(name: String) throws {
        #expect(try papers.paper(name).id == "arXiv:1911.05722")
    }

    @Test func `an unknown identifier brings the closest three`() {
        #expect {
            try papers.paper("arXiv:1911.05723")
        } throws: { error in
            guard case RankingError.unknownPaper(_, let closest) = error else { return false }
            return closest.count == 3 && closest.first?.id == "arXiv:1911.05722"
        }
    }

    @Test func `words are papers where they name one and text elsewhere`() throws {
        let query = try papers.query(for: ["MoCo", "graph convolution", "图神经网络 推荐"])
        #expect(query.likes == ["MoCo"])
        #expect(query.text == "graph convolution\n图神经网络 推荐")
        #expect(throws: RankingError.self) { try papers.query(for: ["arXiv:2101.00001"]) }
    }

    @Test func `topics count an entry once in every branch above it`() {
        let tree = papers.topics()
        #expect(tree.roots.map(\.name) == ["Vision", "Language", "Compression", "Graphs"])
        #expect(tree.roots.map(\.count) == [2, 2, 1, 3])
        #expect(tree.topics(named: "pre-training").map(\.path) == [["Language", "Pre-training"]])
    }
}
