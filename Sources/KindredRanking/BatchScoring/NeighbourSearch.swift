public import KindredCatalogue
public import KindredIndex
import KindredModels
import KindredText
import KindredVectors

/// A paper of an index that is near to a candidate.
public struct Neighbour: Hashable, Sendable {
    /// Its row: of two that are equally near, the lower row comes first.
    public let row: Int
    /// Its id, as the catalogue spells it.
    public let id: String
    /// How near it is; what the number means, `Signal` says.
    public let score: Float
    /// What the score is made of, heaviest first; the weights sum to it. Empty unless asked for.
    public internal(set) var reasons: [Reason] = []
}

/// Finds for papers from anywhere the nearest papers of an index, for many at a time.
///
/// The answer for a candidate is that of `related`, to the bit, with the candidate as the only
/// thing liked: a candidate that the index holds stands for the index's own paper, which is never
/// its own neighbour. It does not depend on the batch, nor on the number of threads.
public struct NeighbourSearch: Sendable {
    /// What papers are compared by.
    public let signal: Signal
    /// How many neighbours each candidate gets at most.
    public let limit: Int
    let search: Related
    let readers: CandidateReaders
    /// The rows that may be answered.
    private let rows: Range<Int>
    /// The rows, laid out for many questions; nil where each candidate asks by itself.
    private let join: Join?
    /// The rows that may not be answered.
    private let others: RowSet

    /// Rows laid out for many questions.
    private enum Join: Sendable {
        /// For TF-IDF.
        case words(SparseJoin)
        /// For fused, where no encoder takes part.
        case fused(CentredJoin)
    }

    /// - Throws: `RankingError.missingSignal`.
    fileprivate init(
        _ search: Related, _ limit: Int, by signal: Signal, shard: IndexShard?
    ) throws(RankingError) {
        guard let vocabulary = search.index.vocabulary, search.signals.contains(signal) else {
            throw .missingSignal(signal, present: search.signals)
        }
        self.search = search
        self.signal = signal
        self.limit = limit
        let count = search.index.paperCount
        let rows = shard?.rows(of: count) ?? 0..<count
        self.rows = rows
        let join = Self.join(search, limit, by: signal, rows)
        self.join = join
        var needs = CandidateReader.Needs()
        if case .fused = join { needs.points = true }
        readers = CandidateReaders(search, Lexicon(vocabulary), needs)
        var others = RowSet(rowCount: count, rows: 0..<rows.lowerBound)
        for row in rows.upperBound..<count { others.insert(row) }
        self.others = others
    }

    /// Whether many candidates are searched for at once.
    var isJoined: Bool { join != nil }

    private static func join(
        _ search: Related, _ limit: Int, by signal: Signal, _ rows: Range<Int>
    ) -> Join? {
        guard let stored = search.index.tfidf else { return nil }
        let window = stored.rows.window(rows)
        if signal == .tfidf {
            return .words(SparseJoin(limit, rows: window, threads: search.threads))
        }
        guard signal == .fused, let lsa = search.index.lsa, search.index.encoding == nil else {
            return nil
        }
        let points = CentredJoin.Points(
            vectors: lsa.vectors, quantised: lsa.quantised, distances: lsa.centring.distances,
            firstRow: rows.lowerBound, threads: search.threads)
        let weights = search.fusion.withoutEncoder
        let score = CentredJoin.Score(product: weights.tfidf, cosine: weights.lsa) {
            FusedComparison.fused($0, $1, 0, by: weights)
        }
        return points.flatMap {
            CentredJoin(limit, rows: window, points: $0, score: score, threads: search.threads)
        }.map(Join.fused)
    }

    /// The nearest papers of the index to each paper, best first.
    ///
    /// - Parameter why: Whether each score is taken apart into its reasons, as `related` does.
    /// - Returns: One list for each paper, in their order; empty where nothing is above zero.
    /// - Throws: `IndexError` where a record cannot be read; `RankingError.missingModel` where an
    ///   encoder should read a candidate and is not on this machine.
    /// - Complexity: By TF-IDF that of a batch of sparse queries, by fused without an encoder a few
    ///   times that; by other signals that of one question after another.
    public func neighbours(of papers: [Paper], why: Bool = false) throws -> [[Neighbour]] {
        let own = search.threads.mapBlocks(of: papers.count, size: 64) { block, _ in
            block.map { search.row(of: papers[$0]) }
        }.flatMap(\.self)
        return try neighbours(of: papers.count, own: own, why: why) { places in
            try words(Array(papers[places]), Array(own[places]))
        } fused: { places in
            try fusedQuestions(Array(papers[places]), Array(own[places]))
        } question: {
            try question(papers[$0], own[$0])
        }
    }

    /// The nearest papers of the index to some of its own, best first.
    ///
    /// By TF-IDF the rows are compared with one another as they are stored; by other signals each
    /// asks as `related` would.
    /// - Parameters:
    ///   - rows: Rows of the index.
    ///   - why: Whether each score is taken apart into its reasons.
    /// - Throws: As ``neighbours(of:why:)``.
    package func neighbours(
        ofRows rows: Range<Int>, why: Bool = false
    ) throws -> [[Neighbour]] {
        try neighbours(of: rows.count, own: rows.map(\.self), why: why) { places in
            places.map { search.index.tfidf?.rows.row(rows.lowerBound + $0) ?? .zero }
        } fused: { places in
            try fusedQuestions(
                places.map { _ in nil }, places.map { rows.lowerBound + $0 })
        } question: {
            try question(ofStored: rows.lowerBound + $0)
        }
    }

    /// The neighbours of some papers of the index, as they were found, with their reasons.
    ///
    /// - Parameter rows: The rows that `found` has the neighbours of, in their order.
    /// - Throws: As ``neighbours(of:why:)``.
    package func explained(
        _ found: some Collection<[Neighbour]> & Sendable, ofRows rows: Range<Int>
    ) throws -> [[Neighbour]] {
        let found = found.map { $0.map { Scored(row: $0.row, score: $0.score) } }
        return try explained(found) { try question(ofStored: rows.lowerBound + $0) }
    }

    /// What ``neighbours(ofRows:why:)`` gives for all rows, where one pass over pairs of rows finds it
    /// for both; nil where there is no such pass.
    ///
    /// - Complexity: About half of asking for each row; memory for all answers.
    package func neighboursOfAll() -> [[Neighbour]]? {
        guard let stored = search.index.tfidf, case .words = join,
            rows.count == search.index.paperCount
        else { return nil }
        let found = SparseSearch.best(
            limit, forEachRowOf: stored.rows, above: 0, threads: search.threads)
        return search.threads.mapBlocks(of: found.count, size: 256) { block, _ in
            block.map { row in found[row].map { neighbour($0) } }
        }.flatMap(\.self)
    }

    /// A paper that was found, with the reasons of its score where the question is given.
    private func neighbour(_ scored: Scored, _ question: Question<any Comparison>? = nil)
        -> Neighbour
    {
        Neighbour(
            row: scored.row, id: search.index.id(at: scored.row), score: scored.score,
            reasons: question.map {
                search.reasons($0.comparison, of: scored, via: $0.via)
            } ?? [])
    }

    /// - Parameters:
    ///   - own: The row that is each candidate itself.
    ///   - words: What candidates ask by TF-IDF.
    ///   - fused: What they ask by fused.
    ///   - question: What one of them asks by any signal.
    private func neighbours(
        of count: Int, own: [Int?], why: Bool,
        words: @Sendable (Range<Int>) throws -> [SparseVector],
        fused: @Sendable (Range<Int>) throws -> [Question<FusedComparison>],
        question: @Sendable (Int) throws -> Question<any Comparison>
    ) throws -> [[Neighbour]] {
        switch join {
        case .words(let join):
            let queries = SparseMatrix(
                rows: try inBlocks(of: count, words), columnCount: search.index.counts.terms)
            let found = named(join.best(forEachOf: queries) { ownPlace(own[$0]) })
            return why ? try explained(found, question) : found.map { $0.map { neighbour($0) } }
        case .fused(let join):
            let questions = try inBlocks(of: count, fused)
            let queries = questions.map {
                $0.comparison.lsa.joined(with: $0.comparison.tfidf.query)
            }
            let found = named(join.best(forEachOf: queries) { ownPlace(own[$0]) })
            return why
                ? try explained(found) { questions[$0].open }
                : found.map { $0.map { neighbour($0) } }
        case nil: return try asked(count, own, why: why, question)
        }
    }

    /// What `make` gives for blocks of candidates, on all threads.
    private func inBlocks<Made: Sendable>(
        of count: Int, _ make: @Sendable (Range<Int>) throws -> [Made]
    ) throws -> [Made] {
        try search.threads.mapBlocks(of: count, size: 64) { block, _ in
            Result { try make(block) }
        }.flatMap { try $0.get() }
    }

    /// Where a row stands among those that may be answered; nil where it does not.
    private func ownPlace(_ row: Int?) -> Int? {
        row.flatMap { rows.contains($0) ? $0 - rows.lowerBound : nil }
    }

    /// Places among the rows that may be answered as rows.
    private func named(_ found: [[Scored]]) -> [[Scored]] {
        guard rows.lowerBound > 0 else { return found }
        return found.map { list in
            list.map { Scored(row: $0.row + rows.lowerBound, score: $0.score) }
        }
    }

    private func explained(
        _ found: [[Scored]], _ question: @Sendable (Int) throws -> Question<any Comparison>
    ) throws -> [[Neighbour]] {
        try search.threads.mapBlocks(of: found.count, size: 16) { block, _ in
            Result {
                try block.map { place in
                    let question = try question(place)
                    return found[place].map { neighbour($0, question) }
                }
            }
        }.flatMap { try $0.get() }
    }

    private func asked(
        _ count: Int, _ own: [Int?], why: Bool,
        _ question: @Sendable (Int) throws -> Question<any Comparison>
    ) throws -> [[Neighbour]] {
        try search.threads.mapBlocks(of: count, size: 4) { block, _ in
            Result {
                try block.map { place in
                    var excluded = others
                    if let row = own[place] { excluded.insert(row) }
                    let question = try question(place)
                    return question.comparison.best(limit, excluding: excluded, threads: .one)
                        .map { neighbour($0, why ? question : nil) }
                }
            }
        }.flatMap { try $0.get() }
    }
}

extension Related {
    /// A search for the nearest papers to many others.
    ///
    /// - Parameters:
    ///   - limit: How many each gets at most; at least 1.
    ///   - signal: What papers are compared by; nil for the default of the index.
    ///   - shard: Only this part of the index is searched; nil for all of it.
    /// - Throws: `RankingError.missingSignal`.
    package func neighbourSearch(
        _ limit: Int, by signal: Signal?, shard: IndexShard?
    ) throws(RankingError) -> NeighbourSearch {
        precondition(limit >= 1, "a search wants at least one answer")
        return try NeighbourSearch(self, limit, by: signal ?? signals.first ?? .tfidf, shard: shard)
    }
}
