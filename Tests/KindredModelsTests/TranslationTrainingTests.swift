import KindredVectors
import Testing

@testable import KindredModels

@Suite struct TranslationTrainingTests {
    /// Each thing in several papers, in changing company.
    private static let pairs: [BilingualPair] = {
        let things = [
            ("图像", "images"), ("文本", "texts"), ("语音", "speech"), ("推荐", "recommendation"),
            ("蛋白", "proteins"),
        ]
        var pairs: [BilingualPair] = []
        for (first, one) in things.enumerated() {
            for (second, other) in things.enumerated() where first != second {
                pairs.append(
                    BilingualPair(
                        chinese: "\(one.0)，\(other.0)", english: "\(one.1), \(other.1)",
                        document: pairs.count))
            }
        }
        return pairs
    }()

    @Test(arguments: [("图像", "image"), ("文本", "text"), ("推荐", "recommendation"), ("蛋白", "protein")])
    func `terms that always come together stand for each other`(chinese: String, english: String) {
        let table = TranslationTraining().fit(Self.pairs)
        let best = table.translations(of: chinese).first
        #expect(best?.term == english)
        #expect(best?.probability ?? 0 > 0.8)
        #expect(table.isSound)
    }

    @Test func `what fewer than three papers hold is left out`() {
        let rare = (0..<2).map {
            BilingualPair(
                chinese: "王小明提出图像。王小明又提出图像。", english: "Xiaoming has images. Xiaoming again.",
                document: 100 + $0)
        }
        let table = TranslationTraining().fit(Self.pairs + rare)
        #expect(table.sources.id(of: "小明") == nil)
        #expect(table.targets.id(of: "xiaoming") == nil)
        #expect(table.sources.id(of: "图像") != nil)
    }

    @Test func `addresses and long numbers are no translations`() {
        let pairs = (0..<5).map {
            BilingualPair(chinese: "代码图像", english: "code at a1234567b", document: $0)
        }
        let table = TranslationTraining().fit(pairs)
        #expect(table.targets.id(of: "code") != nil)
        #expect(table.targets.id(of: "a1234567b") == nil)
    }

    @Test func `limits are kept`() {
        var training = TranslationTraining()
        training.mostTranslations = 1
        training.minimumProbability = 0.3
        let table = training.fit(Self.pairs)
        #expect(table.translationCount > 0)
        for source in 0..<table.sources.count {
            let row = table.probabilities.row(source)
            #expect(row.count <= 1 && row.weights.allSatisfy { $0 >= 0.3 })
        }
    }

    @Test func `nothing to learn from gives an empty table`() {
        let table = TranslationTraining().fit([])
        #expect(table.translationCount == 0 && table.isSound)
        #expect(table.translations(of: "图像").isEmpty)
    }
}
