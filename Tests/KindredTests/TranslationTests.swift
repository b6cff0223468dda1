import Foundation
import Kindred
import Testing

/// Chinese questions put to papers known in English only.
@Suite struct TranslationTests {
    /// Things said in both languages, each in several papers and in changing company.
    private static let table: TranslationTable = {
        let things = [
            ("图像", "images"), ("卷积", "convolution"), ("语言", "language"), ("节点", "nodes"),
            ("蛋白", "proteins"), ("编码", "encoder"),
        ]
        var papers: [Paper] = []
        for (first, one) in things.enumerated() {
            for (second, other) in things.enumerated() where first != second {
                var paper = Paper(id: "local:\(papers.count)")
                paper.summary[.english] = "\(one.1), \(other.1)."
                paper.summary[.chinese] = "\(one.0)，\(other.0)。"
                papers.append(paper)
            }
        }
        return TranslationTable(learnedFrom: papers)
    }()

    /// The samples without their Chinese, but for one paper told in Chinese only.
    private static let catalogue: Catalogue = {
        var papers = Samples.catalogue.papers
        for place in papers.indices {
            papers[place].summary[.chinese] = nil
            papers[place].titles[.chinese] = nil
        }
        papers.removeAll { $0.id == "zh-1" }
        papers.append(
            Samples.paper("zh-only", "蛋白语言") { $0.summary[.chinese] = "用语言的编码研究蛋白。" })
        return Catalogue(papers)
    }()

    private static func papers(_ table: TranslationTable? = table) throws -> Recommender {
        try Recommender(fitting: catalogue, recipe: Samples.recipe, translations: table)
    }

    // An encoder's vectors need a model.
    @Test(arguments: Signal.allCases.filter { $0 != .encoder })
    func `a Chinese question finds English papers`(signal: Signal) throws {
        var query = RelatedQuery(text: "节点 卷积", limit: 2)
        query.signal = signal
        let found = try Self.papers().related(query).matches
        #expect(Set(found.map(\.paper.id)) == ["arXiv:1609.02907", "code:gcn"])
    }

    @Test func `without a table the question has no known term`() throws {
        let answer = try Self.papers(nil).related(RelatedQuery(text: "节点 卷积"))
        #expect(answer.nothing == .noKnownTerm(text: "节点 卷积"))
    }

    @Test func `what neither table nor catalogue knows has no known term`() throws {
        let answer = try Self.papers().related(RelatedQuery(text: "天气预报"))
        #expect(answer.nothing == .noKnownTerm(text: "天气预报"))
    }

    // An encoder's vectors need a model.
    @Test(arguments: Signal.allCases.filter { $0 != .encoder })
    func `reasons are the paper's terms, name the Chinese ones, and sum`(signal: Signal) throws {
        var query = RelatedQuery(text: "图像 encoder", limit: 3)
        query.signal = signal
        let matches = try Self.papers().related(query).matches
        #expect(!matches.isEmpty)
        for match in matches {
            let sum = match.reasons.reduce(0) { $0 + $1.weight }
            #expect(abs(sum - match.score) < 1e-9)
            for reason in match.reasons where reason.term == "image" {
                #expect(reason.via == "图像")
            }
            for reason in match.reasons where reason.term == "encoder" {
                #expect(reason.via == nil)
            }
        }
        let reasons = matches.flatMap(\.reasons)
        #expect(reasons.contains { $0.via == "图像" })
    }

    @Test func `a paper told in Chinese only is asked in both languages`() throws {
        let matches = try Self.papers().related(to: "zh-only", limit: 2)
        #expect(matches.map(\.paper.id).contains("arXiv:1810.04805"))
        #expect(matches.flatMap(\.reasons).contains { $0.term == "language" && $0.via == "语言" })
        #expect(try Self.papers(nil).related(to: "zh-only", limit: 2).isEmpty)
    }

    @Test(arguments: ["contrastive learning of images", "MoCo", "BERT encoder"])
    func `an English question is answered as without a table`(text: String) throws {
        let with = try Self.papers().related(toText: text)
        let without = try Self.papers(nil).related(toText: text)
        #expect(!with.isEmpty)
        #expect(with.map(\.score) == without.map(\.score))
        #expect(with.map(\.paper.id) == without.map(\.paper.id))
        #expect(with.map(\.reasons) == without.map(\.reasons))
    }

    // MARK: Candidates

    private static func told(_ id: String, _ chinese: String, _ english: String? = nil) -> Paper {
        var paper = Paper(id: id)
        paper.abstract[.chinese] = chinese
        paper.abstract[.english] = english
        return paper
    }

    // Of BM25 the two sides of a comparison are not alike; an encoder's vectors need a model.
    @Test(arguments: [Signal.tfidf, .lsa, .fused])
    func `a Chinese candidate scores against an English like what its text asks for`(
        signal: Signal
    ) throws {
        let papers = try Self.papers()
        let text = "节点的卷积，图像 encoder"
        var query = RelatedQuery(text: text, limit: 10)
        query.signal = signal
        let matches = try papers.related(query).matches
        #expect(matches.count >= 2)
        for match in matches {
            let scorer = try papers.scorer(
                for: ScoreQuery(likes: [.named(match.paper.id)], signal: signal))
            let scored = scorer.scores(of: [Self.told("new", text)], why: true)[0]
            #expect(abs(Double(scored.score) - match.score) < 1e-5, "\(match.paper.id)")
            let (mine, theirs) = (Set(scored.reasons.map(\.term)), match.reasons.map(\.term))
            if signal != .lsa { #expect(mine == Set(theirs)) }
            for reason in match.reasons where reason.via != nil && mine.contains(reason.term) {
                #expect(scored.reasons.contains { $0.term == reason.term && $0.via == reason.via })
            }
            let sum = scored.reasons.reduce(0) { $0 + $1.weight }
            #expect(abs(sum - Double(scored.score)) < 1e-6)
        }
        let scorer = try papers.scorer(for: ScoreQuery(likes: [.named("code:gcn")], signal: signal))
        let scored = scorer.scores(of: [Self.told("new", text)], why: true)[0]
        if signal != .lsa { #expect(scored.reasons.contains { $0.via == "节点" || $0.via == "卷积" }) }
    }

    @Test func `a Chinese candidate has English neighbours, with their reasons`() throws {
        let papers = try Self.papers()
        let text = "节点的卷积"
        let search = try papers.neighbourSearch(2, by: .tfidf)
        let found = try search.neighbours(of: [Self.told("new", text)], why: true)[0]
        var query = RelatedQuery(text: text, limit: 2)
        query.signal = .tfidf
        let matches = try papers.related(query).matches
        #expect(found.map(\.id) == matches.map(\.paper.id))
        #expect(found.map { Double($0.score) } == matches.map(\.score))
        #expect(found.map(\.reasons) == matches.map(\.reasons))
        #expect(found.joinedReasons.contains { $0.via == "卷积" })
    }

    @Test func `an English candidate, and one of the index, score as without a table`() throws {
        let (with, without) = (try Self.papers(), try Self.papers(nil))
        let candidates =
            [Self.told("new", "节点的卷积", "Convolution over nodes")] + Self.catalogue.papers
        for signal in [Signal.tfidf, .bm25, .fused] {
            let query = ScoreQuery(likes: [.named("code:gcn")], signal: signal)
            let scores = try [with, without].map {
                try $0.scorer(for: query).scores(of: candidates, why: true)
            }
            #expect(scores[0].map(\.score) == scores[1].map(\.score))
            #expect(scores[0].map(\.reasons) == scores[1].map(\.reasons))
            #expect(scores[0][0].score > 0)
        }
        // Without a table the Chinese text has nothing in common with English papers.
        let query = ScoreQuery(likes: [.named("code:gcn")], signal: .tfidf)
        let told = Self.told("new", "节点的卷积")
        #expect(try with.scorer(for: query).scores(of: [told])[0].score > 0)
        #expect(try without.scorer(for: query).scores(of: [told])[0].score == 0)
    }

    @Test func `an index keeps what it needs of the table`() throws {
        let path = FileManager.default.temporaryDirectory
            .appendingPathComponent("kindred-\(UUID().uuidString)").path
        let fitted = try Self.papers()
        try fitted.write(to: path)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let opened = try Recommender(opening: path)
        #expect(opened.verify().isEmpty)
        let (one, two) = (
            fitted.related(toText: "图像 卷积"), opened.related(toText: "图像 卷积")
        )
        #expect(!one.isEmpty)
        #expect(one.map(\.reasons) == two.map(\.reasons))
    }

    // MARK: The seeds

    private static func seeds() throws -> Catalogue {
        let root = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        return try Catalogue(contentsOf: root.appendingPathComponent("seeds/papers.jsonl").path)
    }

    @Test func `training on the seeds is repeatable, by any number of threads`() throws {
        let seeds = try Self.seeds().papers
        let files = try [1, 1, 3].map { threads in
            let path = FileManager.default.temporaryDirectory
                .appendingPathComponent("kindred-\(UUID().uuidString)")
            defer { try? FileManager.default.removeItem(at: path) }
            let table = TranslationTable(learnedFrom: seeds, threads: threads)
            #expect(table.translations(of: "图神").contains { $0.term == "graph" })
            try table.write(to: path.path)
            return try Data(contentsOf: path)
        }
        #expect(files[0] == files[1])
        #expect(files[0] == files[2])
    }

    @Test func `the shipped table knows the words of the field and stays small`() throws {
        let path = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("models/zh-en.kindred").path
        let table = try TranslationTable(opening: path)
        for (chinese, english) in [
            ("推荐", "recommendation"), ("检索", "retrieval"), ("蒸馏", "distillation"),
            ("强化", "reinforcement"), ("注意", "attention"), ("图神", "graph"),
        ] {
            let found = table.translations(of: chinese).prefix(4).map(\.term)
            #expect(found.contains(english), "\(chinese): \(found)")
        }
        let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
        #expect(try #require(size) < 2_000_000)
    }
}

extension [Neighbour] {
    fileprivate var joinedReasons: [Reason] { flatMap(\.reasons) }
}
