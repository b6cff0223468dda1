public import KindredRanking

extension Recommender {
    /// What to read through a topic or a text, in order, within a budget, and why.
    ///
    /// ```swift
    /// let path = try papers.path(through: "图神经网络", within: .hours(6))
    /// for step in path.steps { print(step.minutes, step.paper.title ?? "", step.because) }
    /// ```
    /// - Parameters:
    ///   - words: A topic's name or path in the catalogue's tree; anything else is text, in Chinese
    ///     or English.
    ///   - budget: Papers, time, or both; eight papers where nobody says.
    /// - Throws: ``RankingError`` where the index holds no TF-IDF; `IndexError` where a record
    ///   cannot be read.
    public func path(
        through words: String, within budget: ReadingBudget = ReadingBudget()
    ) throws -> ReadingPath {
        try path(PathQuery(through: words, within: budget))
    }

    /// What to read in order to be able to read a paper, which is the last step.
    ///
    /// - Parameters:
    ///   - target: Any identifier or address, a title or its unique beginning, a name.
    ///   - start: A paper the reader knows, from which the path is to lead.
    ///   - budget: Papers, time, or both, the paper itself included.
    /// - Throws: ``RankingError`` where a paper is unknown or may be several.
    public func path(
        to target: String, from start: String? = nil, within budget: ReadingBudget = ReadingBudget()
    ) throws -> ReadingPath {
        try path(PathQuery(to: target, from: start, within: budget))
    }

    /// What to read, as a question says.
    ///
    /// - Returns: A path; where there is none, it has no steps and says why.
    /// - Throws: ``RankingError`` where the question names what is not there; `IndexError` where a
    ///   record cannot be read.
    public func path(_ query: PathQuery) throws -> ReadingPath { try search.path(query) }

    /// The entries that a path may go through, laid out for measuring; nil where there is none.
    package func pathGround(_ query: PathQuery) throws -> PathGround? {
        guard case .ground(let ground, _) = try search.pathGround(query) else { return nil }
        return ground
    }

    /// The ground of given papers, all equally near the goal.
    package func pathGround(of papers: [String]) throws -> PathGround {
        try search.pathGround(of: papers)
    }
}
