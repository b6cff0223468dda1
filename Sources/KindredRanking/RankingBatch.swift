package import KindredIndex
import KindredVectors

/// Many questions put to an index at once, for measuring: rows in, rows out, no reasons.
package struct RankingBatch: Sendable {
    /// One question.
    package struct Task: Sendable {
        /// The rows of the papers liked; none of them is an answer.
        package let likes: [Int]
        /// Only these rows are ranked, all of them, whatever their score; nil for the pool.
        package let candidates: [Int]?

        /// A question.
        package init(likes: [Int], candidates: [Int]? = nil) {
            self.likes = likes
            self.candidates = candidates
        }
    }

    /// The row of an answer and its score.
    package struct Answer: Hashable, Sendable {
        /// The row.
        package let row: Int
        /// Its score by the signal.
        package let score: Float
    }

    /// The questions.
    package var tasks: [Task]
    /// What papers are compared by; nil for the default of the index.
    package var signal: Signal?
    /// The rows that may be answered, ascending; nil for all.
    package var pool: [Int]?
    /// The most answers to each question, where it names no candidates; at least 1.
    package var depth: Int

    /// A batch.
    package init(tasks: [Task], signal: Signal? = nil, pool: [Int]? = nil, depth: Int = 100) {
        self.tasks = tasks
        self.signal = signal
        self.pool = pool
        self.depth = depth
    }
}

extension Related {
    /// Answers a batch, each question as ``answer(_:)`` would with the same likes: the same rows,
    /// order and scores.
    ///
    /// - Returns: For each task its answers, best first, ties to the lower row. From the pool only
    ///   rows above zero come; of a task's own candidates all do.
    /// - Throws: `RankingError.missingSignal`; `IndexError` where a record cannot be read.
    /// - Complexity: O(sum over terms of occurrences in questions × occurrences in the pool), for
    ///   LSA O(questions × pool × dimensions).
    package func rank(_ batch: RankingBatch) throws -> [[RankingBatch.Answer]] {
        precondition(batch.depth >= 1, "a batch wants at least one answer")
        guard let signal = batch.signal ?? signals.first else {
            throw RankingError.missingSignal(batch.signal ?? .tfidf, present: signals)
        }
        let made = threads.mapBlocks(of: batch.tasks.count, size: 8) { block, _ in
            Result {
                try block.map {
                    var unused: [UInt32: String] = [:]
                    let profile = try profile(likes: batch.tasks[$0].likes, via: &unused)
                    return try comparison(by: signal, with: profile)
                }
            }
        }
        let comparisons = try made.flatMap { try $0.get() }
        guard let first = comparisons.first else { return [] }
        return rank(batch, comparisons, alike: first).map {
            $0.map { RankingBatch.Answer(row: $0.row, score: $0.score) }
        }
    }

    /// Ranks by comparisons that are all of one kind.
    private func rank<Kind: Comparison>(
        _ batch: RankingBatch, _ comparisons: [any Comparison], alike: Kind
    ) -> [[Scored]] {
        let comparisons = comparisons.compactMap { $0 as? Kind }
        let pooled = batch.tasks.indices.filter { batch.tasks[$0].candidates == nil }
        // A liked paper may take a place; so many more are asked for.
        let spare = batch.tasks.map(\.likes.count).max() ?? 0
        let found = Kind.best(
            min(batch.depth, max(1, index.paperCount)) + spare,
            forEachOf: pooled.map { comparisons[$0] }, among: batch.pool,
            rowCount: index.paperCount, threads: threads)
        var answers = threads.mapBlocks(of: batch.tasks.count, size: 8) { block, _ in
            block.map { Self.ranked(batch.tasks[$0], by: comparisons[$0]) }
        }.flatMap(\.self)
        for (task, scored) in zip(pooled, found) {
            let likes = Set(batch.tasks[task].likes)
            answers[task] = Array(
                scored.lazy.filter { !likes.contains($0.row) }.prefix(batch.depth))
        }
        return answers
    }

    /// All candidates of a task in order; none where it names none.
    private static func ranked(
        _ task: RankingBatch.Task, by comparison: some Comparison
    ) -> [Scored] {
        let rows = Set(task.candidates ?? []).subtracting(task.likes).sorted()
        return zip(rows, comparison.scores(of: rows))
            .map { Scored(row: $0, score: $1.isNaN ? -.infinity : $1) }
            .sorted { $0.ranksBefore($1) }
    }
}
