import Foundation
import KindredCatalogue
import KindredModels
import KindredVectors
import Testing

@testable import KindredIndex
@testable import KindredRanking

/// Scores of candidates: what `related` says of the same papers in the index is the truth.
@Suite struct BatchScoringTests {
    private let papers: [Paper]
    private let search: Related

    init() throws {
        var recipe = Recipe()
        recipe.signals = [.tfidf, .bm25, .lsa]
        recipe.wordBigrams = true
        recipe.dimensions = 8
        let papers = MadePapers.papers(60)
        var contents = Fitting(recipe: recipe).contents(of: papers)
        contents.confidence = Calibration().confidence(of: contents)
        self.papers = papers
        search = Related(index: try IndexFile(contents), recipe: recipe, threads: Threads(3))
    }

    private static let profiles: [(likes: [Int], unlikes: [Int])] = [
        ([0], []), ([1, 5, 9], []), ([2, 30], [7]), (Array(10..<20), [3, 4]),
    ]
    private static let signals: [Signal] = [.tfidf, .bm25, .lsa, .fused]

    private func scorer(
        _ signal: Signal, _ profile: (likes: [Int], unlikes: [Int])
    ) throws -> BatchScorer {
        try search.scorer(
            for: ScoreQuery(
                likes: profile.likes.map { .named("p\($0)") },
                unlikes: profile.unlikes.map { .named("p\($0)") }, signal: signal))
    }

    @Test(arguments: signals)
    func `a candidate that the index holds scores what related gives it, bit for bit`(
        signal: Signal
    ) throws {
        var compared = 0
        for profile in Self.profiles {
            let scores = try scorer(signal, profile).scores(of: papers, why: true)
            var query = RelatedQuery(
                likes: profile.likes.map { "p\($0)" }, unlikes: profile.unlikes.map { "p\($0)" },
                limit: 100)
            query.signal = signal
            for match in try search.answer(query).matches {
                let row = try #require(papers.firstIndex { $0.id == match.paper.id })
                #expect(Double(scores[row].score) == match.score, "\(match.paper.id)")
                #expect(
                    scores[row].nearest.map { "p\(profile.likes[$0])" } == match.nearest?.id)
                #expect(scores[row].confidence?.percentile == match.confidence?.percentile)
                let (mine, theirs) = (scores[row].reasons, match.reasons)
                #expect(mine.map(\.term) == theirs.map(\.term))
                #expect(mine.map(\.weight) == theirs.map(\.weight))
                compared += 1
            }
        }
        #expect(compared > 100)
    }

    @Test(arguments: signals)
    func `the plain loop over one candidate after another gives the same scores`(
        signal: Signal
    ) throws {
        let candidates = MadePapers.papers(200, from: 1_000)
        for profile in Self.profiles {
            let scorer = try scorer(signal, profile)
            let scores = scorer.scores(of: candidates)
            let question = try search.comparison(
                by: signal,
                with: Profile(
                    likes: profile.likes.map { .paper($0) },
                    unlikes: profile.unlikes.map { .paper($0) }))
            for (place, paper) in candidates.enumerated() {
                let alone = plain(paper)
                let put = try #require(question as? any CandidateQuestion).put(to: alone)
                #expect(put.scores(of: [0]) == [scores[place].score], "\(paper.id)")
            }
        }
    }

    /// One candidate weighed by the plain tokenizer and the plain vocabulary.
    private func plain(_ paper: Paper) -> Candidates {
        let counts = search.recipe.counts(of: paper, in: search.index.vocabulary)
        var candidates = Candidates(
            words: SparseMatrix.empty(rowCount: 1, columnCount: 0), familiarity: [1])
        if let stored = search.index.tfidf {
            let row = FittedTFIDF(settings: search.recipe.tfidf, idf: stored.idf)
                .vector(ids: counts.ids, counts: counts.counts)
            candidates.words = SparseMatrix(rows: [row], columnCount: search.index.counts.terms)
            if let lsa = search.index.lsa {
                let point = search.fitted(lsa).project(lsa.restricted(row))
                candidates.points = DenseMatrix(rows: [point], columnCount: point.count)
                candidates.pointDistances = lsa.centring.distances(
                    of: DenseMatrix(rows: [point], columnCount: point.count))
            }
        }
        if let stored = search.index.bm25 {
            let row = search.fitted(stored).vector(ids: counts.ids, counts: counts.counts)
            candidates.bm25 = SparseMatrix(
                rows: [row], columnCount: search.index.counts.terms
            ).transposed(threads: .one)
        }
        return candidates
    }

    @Test(arguments: signals)
    func `a score depends neither on the batch nor on the threads`(signal: Signal) throws {
        let candidates = MadePapers.papers(150, from: 500)
        let scorer = try scorer(signal, Self.profiles[2])
        let whole = scorer.scores(of: candidates).map(\.score)
        #expect(candidates.map { scorer.scores(of: [$0])[0].score } == whole)
        let alone = Related(index: search.index, recipe: search.recipe, threads: .one)
        let query = ScoreQuery(
            likes: [.named("p2"), .named("p30")], unlikes: [.named("p7")], signal: signal)
        #expect(try alone.scorer(for: query).scores(of: candidates).map(\.score) == whole)
    }

    @Test(arguments: signals)
    func `the reasons of a candidate's score sum to it`(signal: Signal) throws {
        let candidates = MadePapers.papers(100, from: 2_000)
        let scores = try scorer(signal, Self.profiles[3]).scores(of: candidates, why: true)
        let positive = scores.filter { $0.score > 0 }
        #expect(positive.count > 50)
        for scored in positive {
            let sum = scored.reasons.reduce(0) { $0 + $1.weight }
            #expect(abs(sum - Double(scored.score)) < 1e-6 * max(1, abs(sum)))
        }
    }

    @Test func `a liked paper from elsewhere stands for the index's own, or for its words`() throws
    {
        var known = Paper(id: "p4")
        known.title = "Something else altogether"
        let candidates = MadePapers.papers(50, from: 300)
        let byName = try search.scorer(for: ScoreQuery(likes: [.named("p4")]))
        let byRecord = try search.scorer(for: ScoreQuery(likes: [.paper(known)]))
        #expect(
            byName.scores(of: candidates).map(\.score)
                == byRecord.scores(of: candidates).map(\.score))

        var copy = papers[4]
        copy.id = "elsewhere"
        let byWords = try search.scorer(for: ScoreQuery(likes: [.paper(copy)], signal: .tfidf))
        let stored = try search.scorer(for: ScoreQuery(likes: [.named("p4")], signal: .tfidf))
        for (mine, theirs) in zip(
            byWords.scores(of: candidates), stored.scores(of: candidates))
        {
            #expect(abs(mine.score - theirs.score) < 1e-6)
        }
    }

    @Test func `words that the index has never seen lower confidence and not the score`() throws {
        let scorer = try scorer(.tfidf, ([0], []))
        var strange = papers[0]
        strange.abstract[.english] =
            (papers[0].abstract[.english] ?? "") + " zymurgy quokka xylograph whilom vellum"
        let scores = scorer.scores(of: [papers[0], strange])
        #expect(abs(scores[0].score - scores[1].score) < 1e-5)
        let (plain, doubted) = (
            try #require(scores[0].confidence), try #require(scores[1].confidence)
        )
        #expect(doubted.percentile <= plain.percentile)
        #expect(scores[0].score > 0.99)
    }

    @Test func `nothing liked and unknown names are errors`() throws {
        #expect(throws: RankingError.emptyQuery) { try search.scorer(for: ScoreQuery()) }
        #expect(throws: RankingError.self) {
            try search.scorer(for: ScoreQuery(likes: [.named("nobody-2019")]))
        }
        #expect(try search.scorer(for: ScoreQuery(likes: [.text("graph")])).scores(of: []).isEmpty)
    }
}
