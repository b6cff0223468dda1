import KindredVectors

/// A question that can be put to papers from outside the index.
protocol CandidateQuestion: Comparison {
    /// What the question's words weigh, laid out for many candidates.
    func tables(termCount: Int) -> QuestionTables

    /// What the question makes of each candidate, in their order.
    ///
    /// The scores are those of ``Comparison/scores(of:)`` among the candidates, bit for bit.
    func assess(_ candidates: Candidates, by tables: QuestionTables) -> [Assessment]

    /// The same question with the candidates in the place of the index's papers.
    func put(to candidates: Candidates) -> any Comparison
}

/// The words of what was liked and disliked; nil where a signal compares none.
struct QuestionTables: Sendable {
    var likes: QueryTable?
    var dislikes: QueryTable?
}

/// What a question makes of one candidate.
struct Assessment {
    let score: Float
    /// The place of the like it is nearest to; nil of one alone, and where it is near to none.
    let nearest: Int?
    /// What each like makes of it, in the order of ``Comparison/alone``.
    let kernels: [Kernel]
}

extension ProfileComparison: CandidateQuestion {
    func tables(termCount: Int) -> QuestionTables {
        func table(_ parts: [Part]) -> QueryTable? {
            let words = parts.compactMap(\.words)
            guard !parts.isEmpty, words.count == parts.count else { return nil }
            return QueryTable(words, columnCount: termCount)
        }
        return QuestionTables(likes: table(likes), dislikes: table(dislikes))
    }

    func assess(_ candidates: Candidates, by tables: QuestionTables) -> [Assessment] {
        let (likes, dislikes) = (
            likes.map { $0.among(candidates) }, dislikes.map { $0.among(candidates) }
        )
        return (0..<candidates.count).map { row in
            let liked = Self.kernels(of: likes, by: tables.likes, candidates, row)
            let score =
                isSingle
                ? liked[0].alone
                : self.score(
                    liked: liked,
                    disliked: Self.kernels(of: dislikes, by: tables.dislikes, candidates, row))
            return Assessment(
                score: score, nearest: nearest(by: liked.map(\.score))?.place, kernels: liked)
        }
    }

    private static func kernels(
        of parts: [Part], by table: QueryTable?, _ candidates: Candidates, _ row: Int
    ) -> [Kernel] {
        guard !parts.isEmpty else { return [] }
        guard let table else { return Part.kernels(of: parts, row: row) }
        return Part.kernels(
            of: parts, row: row, products: candidates.words.withRow(row, table.products))
    }

    func put(to candidates: Candidates) -> any Comparison {
        ProfileComparison(
            likes: zip(places, likes).map { (place: $0, part: $1.among(candidates)) },
            dislikes: dislikes.map { $0.among(candidates) }, mean: mean,
            dislikeShare: dislikeShare)
    }
}
