import Foundation
import KernelWork
import Kindred

/// What a reader waits for: fitting, and questions by id and by text.
struct QueryBenchmarks {
    let input: Input
    let recommender: Recommender
    let plain: PlainTFIDF
    /// Rows that are asked about.
    let sample: [Int]

    /// Questions about `input`, put to an index opened from a file.
    init(input: Input) throws {
        self.input = input
        let path = FileManager.default.temporaryDirectory.appendingPathComponent(
            "kindred-guards-\(ProcessInfo.processInfo.processIdentifier).kindred"
        ).path
        recommender = try Recommender(fitting: input.catalogue, writingTo: path)
        // The map stays; the name is no longer needed.
        try FileManager.default.removeItem(atPath: path)
        plain = PlainTFIDF(input.catalogue.papers)
        sample = input.sample
    }

    /// Fitting by the usual recipe, beside a plain dictionary of words; one thread for either, so
    /// that the ratio does not depend on how many cores are free.
    var fitting: GuardedWork {
        GuardedWork(
            beside: "plain TF-IDF, one thread",
            check: {
                let again = try Recommender(fitting: input.catalogue, threads: 3)
                for row in sample {
                    let query = RelatedQuery(likes: [input.catalogue.papers[row].id])
                    try WrongAnswer.unless(
                        try again.related(query).matches.map(Answer.init)
                            == recommender.related(query).matches.map(Answer.init),
                        "Row \(row) is answered otherwise after fitting with three threads.")
                }
                return "\(recommender.facts.termCount) terms; three threads answer the same"
            },
            work: { keep(try Recommender(fitting: input.catalogue, threads: 1)) },
            plain: { keep(PlainTFIDF(input.catalogue.papers)) })
    }

    /// Ten papers related to one, beside a loop over all rows.
    var byID: GuardedWork {
        let ids = sample.map { input.catalogue.papers[$0].id }
        return GuardedWork(
            beside: "plain loop over all rows",
            check: {
                for id in ids { try checkAnswers(to: id) }
                return "\(ids.count) papers; the first ten of a hundred; reasons add up"
            },
            work: { for id in ids { keep(try recommender.related(to: id)) } },
            plain: { for row in sample { keep(plain.nearest(to: row, limit: 10)) } })
    }

    /// Ten papers related to a text, beside a loop over all rows.
    var byText: GuardedWork {
        let titles = sample.compactMap { input.catalogue.papers[$0].title }
        return GuardedWork(
            beside: "plain loop over all rows",
            check: {
                let found = titles.filter { title in
                    recommender.related(toText: title, limit: 10).contains {
                        $0.paper.title == title
                    }
                }
                try WrongAnswer.unless(
                    found.count * 10 >= titles.count * 9,
                    "Only \(found.count) of \(titles.count) titles find their paper.")
                return "\(found.count) of \(titles.count) titles find their own paper in ten"
            },
            work: { for title in titles { keep(recommender.related(toText: title)) } },
            plain: { for title in titles { keep(plain.nearest(to: title, limit: 10)) } })
    }

    /// What of a match must not depend on how it was computed.
    private struct Answer: Equatable {
        let id: String
        let score: Double

        init(_ match: Match) { (id, score) = (match.paper.id, match.score) }
    }

    private func checkAnswers(to id: String) throws {
        let ten = try recommender.related(to: id, limit: 10)
        let hundred = try recommender.related(to: id, limit: 100)
        try WrongAnswer.unless(
            ten.map(Answer.init) == hundred.prefix(10).map(Answer.init),
            "\(id): ten answers are not the first of a hundred.")
        try WrongAnswer.unless(
            !hundred.contains { $0.paper.id == id }, "\(id): is among its own answers.")
        try WrongAnswer.unless(
            zip(hundred, hundred.dropFirst()).allSatisfy { $0.score >= $1.score },
            "\(id): the answers are out of order.")
        for match in hundred {
            let sum = match.reasons.reduce(0) { $0 + $1.weight }
            try WrongAnswer.unless(
                abs(sum - match.score) < 1e-6 * max(1, match.score),
                "\(id): the reasons of \(match.paper.id) sum to \(sum), not \(match.score).")
        }
    }
}
