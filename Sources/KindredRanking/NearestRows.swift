package import KindredIndex
import KindredVectors

// The nearest papers to each of many papers of one index, for graphs of all of them.

extension Related {
    /// The nearest papers to each of some papers of the index: what ``rank(_:)`` gives with each as
    /// the only like, to the bit.
    ///
    /// By TF-IDF and LSA, where at least half of all papers ask, one pass over pairs of rows answers
    /// both sides of each pair. Papers whose question is not their stored row are asked by
    /// themselves.
    /// - Parameters:
    ///   - count: The most answers to each; at least 1.
    ///   - rows: Rows of the index.
    ///   - signal: What papers are compared by; nil for the default of the index.
    ///   - progress: Told how many papers have their answers.
    /// - Returns: One list for each of `rows`, best first, ties to the lower row.
    /// - Throws: As ``rank(_:)``.
    /// - Complexity: That of all pairs; memory for all answers.
    package func nearest(
        _ count: Int, toRows rows: [Int], by signal: Signal?, progress: (Int) -> Void = { _ in }
    ) throws -> [[RankingBatch.Answer]] {
        guard rows.count * 2 >= index.paperCount,
            let pass = pass(by: signal ?? signals.first ?? .tfidf)
        else { return try asked(count, rows, signal, progress) }
        let others = try rowsThatAskOtherwise(among: rows, pass)
        guard others.count * 2 < rows.count else { return try asked(count, rows, signal, progress) }
        let pairs = pass.best(count)
        progress(rows.count - others.count)
        let answers = try asked(count, others, signal) { _ in }
        let own = Dictionary(zip(others, answers)) { first, _ in first }
        progress(rows.count)
        return rows.map { row in
            own[row] ?? pairs[row].map { RankingBatch.Answer(row: $0.row, score: $0.score) }
        }
    }

    /// A search that takes each pair of rows once.
    private struct PairPass: Sendable {
        /// The nearest others of all rows, each row asking as it is stored.
        let best: @Sendable (_ count: Int) -> [[Scored]]
        /// Whether what a row asks is the row, to the bit.
        let asksAsStored: @Sendable (_ row: Int) -> Bool
    }

    /// The pass for a signal; nil where there is none.
    private func pass(by signal: Signal) -> PairPass? {
        let threads = threads
        guard let rows = index.tfidf?.rows else { return nil }
        switch signal {
        case .tfidf:
            return PairPass {
                SparseSearch.best($0, forEachRowOf: rows, above: 0, threads: threads)
            } asksAsStored: {
                let own = rows.row($0)
                return own.normalized().weights == own.weights
            }
        case .lsa:
            guard let stored = index.lsa else { return nil }
            let fitted = fitted(stored)
            return PairPass {
                DenseSearch.best($0, forEachRowOf: stored.vectors, above: 0, threads: threads)
            } asksAsStored: {
                fitted.project(stored.restricted(rows.row($0))) == stored.vectors.row($0)
            }
        case .fused, .bm25, .encoder: return nil
        }
    }

    /// The rows whose question is not the row itself: papers told in Chinese only, which are asked
    /// in English too; rows that lose a last bit when they are brought to length one again; and
    /// papers whose weights have changed since LSA laid them out.
    private func rowsThatAskOtherwise(among rows: [Int], _ pass: PairPass) throws -> [Int] {
        let isTranslated = index.translations != nil
        return try threads.mapBlocks(of: rows.count, size: 256) { block, _ in
            Result {
                try rows[block].filter { row in
                    guard pass.asksAsStored(row) else { return true }
                    return try isTranslated && index.paper(at: row).isToldInChineseOnly
                }
            }
        }.flatMap { try $0.get() }
    }

    /// One batch after another.
    private func asked(
        _ count: Int, _ rows: [Int], _ signal: Signal?, _ progress: (Int) -> Void
    ) throws -> [[RankingBatch.Answer]] {
        var found: [[RankingBatch.Answer]] = []
        found.reserveCapacity(rows.count)
        for start in stride(from: 0, to: rows.count, by: Self.questionsAtATime) {
            let some = rows[start..<min(start + Self.questionsAtATime, rows.count)]
            found += try rank(
                RankingBatch(
                    tasks: some.map { RankingBatch.Task(likes: [$0]) }, signal: signal,
                    depth: count))
            progress(found.count)
        }
        return found
    }

    private static let questionsAtATime = 8_192
}
