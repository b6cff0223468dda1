import Kindred
import KindredIndex

@testable import KindredCatalogue

/// Catalogues made by chance, small and full of collisions: shared identities, shared titles, rare
/// words, pairs that stand in one paper or in two.
struct GrowingSamples {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

    /// A number below `limit`: xorshift64*, so that a seed means the same everywhere.
    mutating func number(below limit: Int) -> Int {
        state ^= state >> 12
        state ^= state << 25
        state ^= state >> 27
        return Int((state &* 0x2545_F491_4F6C_DD1D) >> 33) % limit
    }

    private mutating func isLucky(_ percent: Int) -> Bool { number(below: 100) < percent }

    private mutating func words(_ count: Int) -> String {
        (0..<count).map { _ in
            isLucky(15)
                ? Self.chinese[number(below: Self.chinese.count)]
                : isLucky(8)
                    ? "rare\(number(below: 400))"
                    : Self.words[number(below: Self.words.count)]
        }.joined(separator: " ")
    }

    private static let words = [
        "graph", "neural", "network", "deep", "learning", "attention", "contrastive", "image",
        "segmentation", "retrieval", "language", "model", "recommendation", "survey", "sparse",
    ]
    private static let chinese = ["图神经网络", "推荐系统", "对比学习", "图像分割", "语言模型"]

    /// Some papers; ids come from a small stock, so that catalogues overlap.
    mutating func catalogue(_ count: Int) -> Catalogue {
        var catalogue = Catalogue((0..<count).map { _ in paper() })
        if isLucky(40) {
            catalogue.topicNames.add(
                LocalizedText("topic", language: .english), to: ["t\(number(below: 4))"])
        }
        return catalogue
    }

    private mutating func paper() -> Paper {
        let stock = number(below: 300)
        let ids = [
            "arXiv:2001.\(10000 + stock)", "doi:10.1145/\(3000000 + stock)", "local-\(stock)",
            "Local:own-\(stock)", "own-\(stock)",
        ]
        var paper = Paper(id: ids[number(below: ids.count)])
        let length = 2 + number(below: 4)
        let title = words(length)
        if isLucky(10), let key = PaperID.titleKey(title) { paper = Paper(id: key.description) }
        paper.title = title
        paper.titles = LocalizedText(title)
        if isLucky(12) { paper.aliases.append("doi:10.1145/\(3000000 + number(below: 300))") }
        if isLucky(5) { paper.aliases.append("Title:" + words(2)) }
        if isLucky(80) {
            let size = 3 + number(below: 25)
            paper.abstract = LocalizedText(words(size))
        }
        if isLucky(30) { paper.names = ["Name\(number(below: 50))"] }
        if isLucky(20) { paper.kind = .code }
        if isLucky(70) { paper.year = 1990 + number(below: 40) }
        for _ in 0..<number(below: 3) {
            let parent = "t\(number(below: 4))"
            paper.topics.append(isLucky(50) ? [parent] : [parent, "s\(number(below: 5))"])
        }
        return paper
    }

    /// Recipes that keep and drop terms in every way there is.
    static let recipes: [Recipe] = {
        var pairs = Recipe()
        pairs.wordBigrams = true
        var frequent = Recipe()
        frequent.minimumDocumentFrequency = 3
        frequent.signals = [.tfidf]
        var both = pairs
        both.minimumDocumentFrequency = 2
        var odd = Recipe()
        odd.titleWeight = 1.3
        odd.surroundingsWeight = 0
        odd.stemming = .none
        var heavy = Recipe()
        heavy.titleWeight = 90
        var capped = Recipe()
        capped.featureCap = 20
        return [Recipe(), pairs, frequent, both, odd, heavy, capped]
    }()
}
