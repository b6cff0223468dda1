import Foundation
import KernelWork
import Kindred

/// What a pipeline waits for: many papers scored against a profile, or joined with an index.
///
/// Both sides work on one thread and read each paper's text anew, so that the ratio does not depend
/// on how many cores are free.
struct ScoreBenchmarks {
    let input: Input
    let recommender: Recommender
    let plain: PlainTFIDF
    /// The papers that are scored: up to 2,000, evenly spread.
    let candidates: [Paper]
    /// The rows liked.
    let likes: [Int]

    /// Candidates are papers of `input`, scored by an index of it that was opened from a file.
    init(input: Input) throws {
        self.input = input
        let path = FileManager.default.temporaryDirectory.appendingPathComponent(
            "kindred-scores-\(ProcessInfo.processInfo.processIdentifier).kindred"
        ).path
        try Recommender(fitting: input.catalogue).write(to: path)
        recommender = try Recommender(opening: path, threads: 1)
        // The map stays; the name is no longer needed.
        try FileManager.default.removeItem(atPath: path)
        plain = PlainTFIDF(input.catalogue.papers)
        let papers = input.catalogue.papers
        let step = max(1, papers.count / 2_000)
        candidates = stride(from: 0, to: papers.count, by: step).prefix(2_000).map { papers[$0] }
        likes = Array(input.sample.prefix(10))
    }

    /// Scores against ten likes, beside weighing each paper and ten dot products.
    var profile: GuardedWork {
        get throws {
            let ids = likes.map { input.catalogue.papers[$0].id }
            let scorer = try recommender.scorer(
                for: ScoreQuery(likes: ids.map { .named($0) }, signal: .tfidf))
            let liked = likes.map(plain.dense)
            let few = Array(candidates.prefix(200))
            return GuardedWork(
                beside: "weighing each paper, ten dot products",
                pieces: (work: candidates.count, plain: few.count),
                check: { try checkProfile(scorer, ids) },
                work: { keep(scorer.scores(of: candidates)) },
                plain: { for paper in few { keep(plain.score(of: paper, likes: liked)) } })
        }
    }

    /// The ten nearest of each paper, beside a loop over all rows.
    var pairs: GuardedWork {
        get throws {
            let search = try recommender.neighbourSearch(10, by: .tfidf)
            let few = Array(candidates.prefix(20))
            return GuardedWork(
                beside: "plain loop over all rows",
                pieces: (work: candidates.count, plain: few.count),
                check: { try checkPairs(search) },
                work: { keep(try search.neighbours(of: candidates)) },
                plain: { for paper in few { keep(plain.nearest(to: paper, limit: 10)) } })
        }
    }

    /// Holds scores to those of `related`, which ranks the same papers by the same likes.
    private func checkProfile(_ scorer: BatchScorer, _ ids: [String]) throws -> String {
        var query = RelatedQuery(likes: ids, limit: 200)
        query.signal = .tfidf
        let matches = try recommender.related(query).matches
        let scores = scorer.scores(of: matches.map(\.paper))
        for (match, scored) in zip(matches, scores) {
            try WrongAnswer.unless(
                Double(scored.score) == match.score,
                "\(match.paper.id) scores \(scored.score), and is related by \(match.score).")
        }
        try WrongAnswer.unless(!matches.isEmpty, "Nothing is related to the likes.")
        return "\(matches.count) papers score as they are related"
    }

    /// Holds neighbours to the answers of `related`, one paper after another.
    private func checkPairs(_ search: NeighbourSearch) throws -> String {
        let papers = Array(candidates.prefix(50))
        for (paper, found) in zip(papers, try search.neighbours(of: papers)) {
            var query = RelatedQuery(likes: [paper.id], limit: 10)
            query.signal = .tfidf
            let matches = try recommender.related(query).matches
            try WrongAnswer.unless(
                found.map(\.id) == matches.map(\.paper.id)
                    && found.map { Double($0.score) } == matches.map(\.score),
                "\(paper.id) has other neighbours than related papers.")
        }
        return "\(papers.count) papers have the neighbours that are related to them"
    }
}
