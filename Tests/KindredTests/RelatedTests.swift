import Foundation
import Kindred
import Testing

@Suite struct RelatedTests {
    private let papers: Recommender

    init() throws { papers = try Recommender(fitting: Samples.catalogue, recipe: Samples.recipe) }

    @Test func `the nearest paper shares the topic, and the asked one is not among the answers`()
        throws
    {
        let matches = try papers.related(to: "arXiv:1911.05722")
        #expect(matches.first?.paper.id == "arXiv:2002.05709")
        #expect(!matches.contains { $0.paper.id == "arXiv:1911.05722" })
        #expect(matches.map(\.rank) == Array(1...matches.count))
    }

    @Test(arguments: Signal.learned)
    func `the reasons of a score sum to it`(signal: Signal) throws {
        for paper in Samples.catalogue.papers {
            var query = RelatedQuery(likes: [paper.id])
            query.signal = signal
            for match in try papers.related(query).matches {
                let sum = match.reasons.reduce(0) { $0 + $1.weight }
                #expect(abs(sum - match.score) < 1e-9, "\(paper.id) → \(match.paper.id)")
                let printed = match.printed(decimals: 4)
                #expect(printed.reasons.reduce(0) { $0 + $1.units } == printed.score)
                #expect(abs(Double(printed.score) - match.score * 10_000) <= 0.5)
            }
        }
    }

    @Test func `scores fall and are above zero`() throws {
        for paper in Samples.catalogue.papers {
            let scores = try papers.related(to: paper.id).map(\.score)
            #expect(scores == scores.sorted(by: >))
            #expect(scores.allSatisfy { $0 > 0 })
        }
    }

    @Test func `several liked papers are answered together`() throws {
        let ids = try papers.related(to: "MoCo", "BERT", limit: 3).map(\.paper.id)
        #expect(ids.contains("arXiv:2002.05709"))
        #expect(ids.contains("arXiv:1909.11942"))
        #expect(!ids.contains("arXiv:1810.04805"))
    }

    @Test func `a paper named twice counts once`() throws {
        let names = ["MoCo", "https://arxiv.org/abs/1911.05722v2", "BERT"]
        let twice = try papers.related(RelatedQuery(likes: names))
        let once = try papers.related(RelatedQuery(likes: ["MoCo", "BERT"]))
        #expect(twice.likes.map(\.id) == once.likes.map(\.id))
        #expect(twice.matches.map(\.score) == once.matches.map(\.score))
    }

    @Test func `a disliked paper pushes its kin down`() throws {
        var query = RelatedQuery(likes: ["MoCo", "arXiv:1609.02907"])
        query.signal = .tfidf
        let before = try papers.related(query).matches
        query.unlikes = ["arXiv:1810.04805"]
        let after = try papers.related(query).matches
        func score(_ matches: [Match], _ id: String) throws -> Double {
            try #require(matches.first { $0.paper.id == id }).score
        }
        let kin = "arXiv:1909.11942"
        #expect(try score(after, kin) < score(before, kin) - 0.005)
        let others = try score(before, "code:gcn") - score(after, "code:gcn")
        #expect(others < 0.005)
        #expect(!after.contains { $0.paper.id == "arXiv:1810.04805" })
        #expect(after.contains { $0.reasons.contains { $0.weight < 0 } })
    }

    @Test func `liking and disliking the same paper leaves its direction, not a crash`() throws {
        var query = RelatedQuery(likes: ["MoCo"])
        query.unlikes = ["MoCo"]
        #expect(try papers.related(query).matches.first?.paper.id == "arXiv:2002.05709")
    }

    @Test func `Chinese text finds papers by their Chinese summaries`() {
        let matches = papers.related(toText: "图神经网络 推荐", limit: 2)
        #expect(matches.first?.paper.id == "zh-1")
        #expect(
            papers.related(toText: "图像的对比学习").first?.paper.topics == [
                ["Vision", "Self-supervision"]
            ])
    }

    @Test func `text without a known term says so`() throws {
        let answer = try papers.related(RelatedQuery(text: "qqq zzz"))
        #expect(answer.matches.isEmpty)
        #expect(answer.nothing == .noKnownTerm(text: "qqq zzz"))
        #expect(papers.related(toText: "").isEmpty)
    }

    @Test func `a paper with nothing in common with any other says so`() throws {
        let answer = try papers.related(RelatedQuery(likes: ["alone"]))
        #expect(answer.matches.isEmpty)
        #expect(answer.nothing == .nothingShared)
    }

    @Test func `no filter lets through what it should not`() throws {
        var query = RelatedQuery(likes: ["arXiv:1609.02907"])
        query.kinds = [.code]
        #expect(try papers.related(query).matches.map(\.paper.id) == ["code:gcn"])
        query.kinds = []
        query.since = 2017
        #expect(try papers.related(query).matches.allSatisfy { ($0.paper.year ?? 0) >= 2017 })
        query.until = 2017
        let answer = try papers.related(query)
        #expect(answer.matches.isEmpty && answer.nothing == .filteredOut)
        query = RelatedQuery(likes: ["BERT"])
        query.topic = "language/pre-training"
        #expect(try papers.related(query).matches.map(\.paper.id) == ["arXiv:1909.11942"])
    }

    @Test func `an unknown topic names the closest`() {
        var query = RelatedQuery(likes: ["BERT"])
        query.topic = "graphics"
        #expect(throws: RankingError.unknownTopic(asked: "graphics", closest: ["Graphs"])) {
            try papers.related(query)
        }
    }

    @Test func `a signal that the index lacks is named`() throws {
        let plain = try Recommender(fitting: Samples.catalogue)
        var query = RelatedQuery(likes: ["BERT"])
        query.signal = .lsa
        #expect(throws: RankingError.missingSignal(.lsa, present: plain.signals)) {
            try plain.related(query)
        }
    }

    @Test(arguments: Signal.learned)
    func `the answer does not depend on the number of threads`(signal: Signal) throws {
        for threads in [1, 2, 3, 8] {
            let other = try Recommender(
                fitting: Samples.catalogue, recipe: Samples.recipe, threads: threads)
            for paper in Samples.catalogue.papers {
                var query = RelatedQuery(likes: [paper.id])
                query.signal = signal
                let (here, there) = (try papers.related(query), try other.related(query))
                #expect(here.matches.map(\.score) == there.matches.map(\.score))
                #expect(here.matches.map(\.paper.id) == there.matches.map(\.paper.id))
                #expect(here.matches.map(\.reasons) == there.matches.map(\.reasons))
            }
        }
    }

    @Test func `an empty catalogue answers nothing`() throws {
        let empty = try Recommender(fitting: Catalogue([]))
        #expect(empty.paperCount == 0)
        #expect(empty.related(toText: "图神经网络 graph").isEmpty)
        #expect(throws: RankingError.self) { try empty.related(to: "MoCo") }
    }
}
