import Foundation
import Kindred
import Testing

/// What the seeds know, and know that they do not know.
@Suite struct SeedsConfidenceTests {
    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The seeds as `kindred related` fits them.
    private static let papers = Result {
        try Recommender(
            fitting: try Catalogue(
                contentsOf: root.appendingPathComponent("seeds/papers.jsonl").path),
            translations: try TranslationTable(
                opening: root.appendingPathComponent("models/zh-en.kindred").path))
    }

    private func answer(_ query: RelatedQuery) throws -> RelatedAnswer {
        try Self.papers.get().related(query)
    }

    private func level(_ text: String) throws -> Confidence.Level {
        try #require(try answer(RelatedQuery(text: text)).confidence).level
    }

    @Test(arguments: [
        "zxqv wkjt plomb grunf tyle model", "饕餮魑魅魍魉 鼋鼍",
        "how to bake sourdough bread at home", "红烧肉的做法", "tax law reform in medieval France",
        "合同法中的违约责任", "football world cup results", "足球世界杯决赛比分",
        "knee surgery recovery time", "高血压护理", "crop irrigation and soil erosion",
        "水稻育种与土壤侵蚀", "opera singers of the nineteenth century", "唐代山水绘画",
        "the migration of birds in autumn", "婚姻与继承",
    ])
    func `nothing is close to gibberish, cooking, law, sport and other fields`(text: String) throws
    {
        let answer = try answer(RelatedQuery(text: text))
        #expect(answer.confidence?.level == .nothingClose)
        for match in answer.matches {
            let level = try #require(match.confidence).level
            #expect(level == .nothingClose || level == .low)
        }
    }

    @Test func `nothing is close to an abstract from another science`() throws {
        let text = """
            We grew winter wheat on sandy soil under three regimes of irrigation and measured the \
            yield of grain, the uptake of nitrogen and the depth of roots over four seasons. Late \
            watering raised the yield by a tenth in dry years and not at all in wet ones.
            """
        #expect(try level(text) == .nothingClose)
        #expect(try level("对四个品种的小麦在沙质土壤中进行灌溉试验，测定籽粒产量、氮素吸收与根系深度。") == .nothingClose)
    }

    @Test(arguments: [
        "graph neural networks for recommendation", "图神经网络 推荐", "reinforcement learning",
        "强化学习", "object detection", "目标检测", "speech recognition", "语音识别",
        "pre-trained language model", "预训练语言模型", "contrastive learning", "对比学习",
        "generative adversarial networks", "生成对抗网络", "click-through rate prediction",
        "点击率预估", "attention mechanism", "知识蒸馏", "BERT", "transfer learning",
    ])
    func `topics of the seeds are told with fair or high confidence`(text: String) throws {
        let level = try level(text)
        #expect(level == .fair || level == .high, "\(level)")
    }

    @Test func `something is close to every judged like`() throws {
        let path = Self.root.appendingPathComponent("Tests/KindredTests/seeds.qrels")
        let likes = Set(
            try String(contentsOf: path, encoding: .utf8).split(separator: "\n")
                .compactMap { $0.split(separator: " ").first.map(String.init) })
        #expect(likes.count == 24)
        let levels = try likes.map { try answer(RelatedQuery(likes: [$0])).confidence?.level }
        #expect(!levels.contains(.nothingClose) && !levels.contains(nil))
        // One entry in ten is told so by what the word means.
        #expect(levels.count { $0 == .low } <= 3)
    }

    @Test func `one entry in fifty stands alone, one in two is high`() throws {
        let papers = try Self.papers.get()
        let levels = try papers.papers().compactMap {
            try papers.related(RelatedQuery(likes: [$0.id], limit: 1)).confidence?.level
        }
        let share = { (level: Confidence.Level) in
            Double(levels.count { $0 == level }) / Double(levels.count)
        }
        #expect(abs(share(.nothingClose) - 0.02) < 0.01)
        #expect(abs(share(.low) - 0.08) < 0.015)
        #expect(abs(share(.high) - 0.5) < 0.02)
    }

    @Test func `BM25 is as confident as TF-IDF`() throws {
        for text in ["图神经网络 推荐", "knee surgery recovery time"] {
            var query = RelatedQuery(text: text)
            let tfidf = try answer(query)
            query.signal = .bm25
            let bm25 = try answer(query)
            #expect(bm25.confidence == tfidf.confidence)
            for match in bm25.matches {
                let same = tfidf.matches.first { $0.paper.id == match.paper.id }
                #expect(same == nil || same?.confidence == match.confidence)
            }
        }
    }

    @Test func `a written index is as confident as the fitted one`() throws {
        let papers = try Self.papers.get()
        let path = FileManager.default.temporaryDirectory
            .appendingPathComponent("confidence-\(UUID().uuidString).kindred").path
        try papers.write(to: path)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let opened = try Recommender(opening: path)
        let (one, other) = (try papers.related(to: "MoCo"), try opened.related(to: "MoCo"))
        #expect(one.map(\.confidence) == other.map(\.confidence))
        #expect(one.first?.confidence != nil)
    }
}
