public import KindredCatalogue
public import KindredIndex
public import KindredRanking

extension Recommender {
    /// A scorer of papers from anywhere against what a reader likes and dislikes.
    ///
    /// ```swift
    /// let scorer = try papers.scorer(for: ScoreQuery(likes: [.named("MoCo")]))
    /// for (paper, scored) in zip(candidates, scorer.scores(of: candidates)) {
    ///     print(scored.score, paper.title ?? paper.id)
    /// }
    /// ```
    /// - Throws: ``RankingError`` where the query names what is not there, or nothing liked.
    /// - Complexity: O(bytes of the vocabulary): make one scorer for many papers.
    public func scorer(for query: ScoreQuery) throws -> BatchScorer {
        try search.scorer(for: query)
    }

    /// Scores papers from anywhere against papers of this index that were liked.
    ///
    /// - Parameter likes: Any identifier or address, a title or its unique beginning, a name.
    /// - Returns: One score for each paper, in their order.
    /// - Throws: ``RankingError`` where a liked paper is unknown or may be several.
    public func scores(of papers: [Paper], likes: String...) throws -> [CandidateScore] {
        try scorer(for: ScoreQuery(likes: likes.map { .named($0) })).scores(of: papers)
    }

    /// A search for the nearest papers of this index to many others.
    ///
    /// - Parameters:
    ///   - limit: How many neighbours each paper gets at most; at least 1.
    ///   - signal: What papers are compared by; nil for the default of the index.
    ///   - shard: Only this part of the index is searched; nil for all of it. The best of all parts
    ///     together, ties to the lower row, are the best of the whole.
    /// - Throws: `RankingError.missingSignal`.
    /// - Complexity: By TF-IDF O(entries of the index): make one search for many papers.
    public func neighbourSearch(
        _ limit: Int, by signal: Signal? = nil, shard: IndexShard? = nil
    ) throws -> NeighbourSearch {
        try search.neighbourSearch(limit, by: signal, shard: shard)
    }

    /// How many threads work.
    package var threadCount: Int { threads.count }

    /// Whether the index has vectors of an encoder, and that encoder is on this machine.
    package var hasEncoder: Bool { search.textModel?.isHere ?? false }

    /// A text that tells this index from others: how many papers it has, and the name, size and
    /// checksum of each section.
    package var fingerprint: String {
        facts.sections.reduce("\(paperCount)") {
            $0 + " \($1.name) \($1.sizeInBytes) \($1.checksum)"
        }
    }

    /// The row of a paper from elsewhere, by what identifies it; nil where the index has none.
    package func row(of paper: Paper) -> Int? { search.row(of: paper) }
}
