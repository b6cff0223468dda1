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
    private let search: Related
    /// The rows that may be answered.
    private let rows: Range<Int>
    private let readers: CandidateReaders
    /// By TF-IDF: the rows, laid out for many questions.
    private let join: SparseJoin?
    /// By other signals: the rows that may not be answered.
    private let others: RowSet

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
        readers = CandidateReaders(search, Lexicon(vocabulary), CandidateReader.Needs())
        join =
            signal == .tfidf
            ? search.index.tfidf.map {
                SparseJoin(limit, rows: $0.rows.window(rows), threads: search.threads)
            } : nil
        var others = RowSet(rowCount: count, rows: 0..<rows.lowerBound)
        for row in rows.upperBound..<count { others.insert(row) }
        self.others = others
    }

    /// The nearest papers of the index to each paper, best first.
    ///
    /// - Parameter why: Whether each score is taken apart into its reasons, as `related` does.
    /// - Returns: One list for each paper, in their order; empty where nothing is above zero.
    /// - Throws: `IndexError` where a record cannot be read; `RankingError.missingModel` where an
    ///   encoder should read a candidate and is not on this machine.
    /// - Complexity: By TF-IDF that of a batch of sparse queries; by other signals that of one
    ///   question after another.
    public func neighbours(of papers: [Paper], why: Bool = false) throws -> [[Neighbour]] {
        let own = search.threads.mapBlocks(of: papers.count, size: 64) { block, _ in
            block.map { search.row(of: papers[$0]) }
        }.flatMap(\.self)
        return try neighbours(of: papers.count, own: own, why: why) { places in
            try questions(Array(papers[places]), Array(own[places]))
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
        } question: {
            try question(nil, rows.lowerBound + $0)
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
        return try explained(found) { try question(nil, rows.lowerBound + $0) }
    }

    /// What ``neighbours(ofRows:)`` gives for all rows, where one pass over pairs of rows finds it
    /// for both; nil where there is no such pass.
    ///
    /// - Complexity: About half of asking for each row; memory for all answers.
    package func neighboursOfAll() -> [[Neighbour]]? {
        guard let stored = search.index.tfidf, join != nil, rows.count == search.index.paperCount
        else { return nil }
        let found = SparseSearch.best(
            limit, forEachRowOf: stored.rows, above: 0, threads: search.threads)
        return search.threads.mapBlocks(of: found.count, size: 256) { block, _ in
            block.map { row in found[row].map { neighbour($0) } }
        }.flatMap(\.self)
    }

    /// A paper that was found, with the reasons of its score where the question is given.
    private func neighbour(_ scored: Scored, _ question: Question? = nil) -> Neighbour {
        Neighbour(
            row: scored.row, id: search.index.id(at: scored.row), score: scored.score,
            reasons: question.map {
                search.reasons($0.comparison, of: scored, via: $0.via)
            } ?? [])
    }

    /// - Parameters:
    ///   - own: The row that is each candidate itself.
    ///   - words: What candidates ask by TF-IDF.
    ///   - question: What one of them asks by any signal.
    private func neighbours(
        of count: Int, own: [Int?], why: Bool,
        words: @Sendable (Range<Int>) throws -> [SparseVector],
        question: @Sendable (Int) throws -> Question
    ) throws -> [[Neighbour]] {
        guard let join else { return try asked(count, own, why: why, question) }
        let found = try joined(join, count, own, words)
        return why ? try explained(found, question) : found.map { $0.map { neighbour($0) } }
    }

    private func explained(
        _ found: [[Scored]], _ question: @Sendable (Int) throws -> Question
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

    private func joined(
        _ join: SparseJoin, _ count: Int, _ own: [Int?],
        _ words: @Sendable (Range<Int>) throws -> [SparseVector]
    ) throws -> [[Scored]] {
        let made = search.threads.mapBlocks(of: count, size: 64) { block, _ in
            Result { try words(block) }
        }
        let queries = SparseMatrix(
            rows: try made.flatMap { try $0.get() }, columnCount: search.index.counts.terms)
        let rows = rows
        let found = join.best(forEachOf: queries) { query in
            own[query].flatMap { rows.contains($0) ? $0 - rows.lowerBound : nil }
        }
        return found.map { list in
            list.map { Scored(row: $0.row + rows.lowerBound, score: $0.score) }
        }
    }

    private func asked(
        _ count: Int, _ own: [Int?], why: Bool, _ question: @Sendable (Int) throws -> Question
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

// MARK: Questions

extension NeighbourSearch {
    /// What a candidate asks.
    private struct Question {
        let comparison: any Comparison
        /// The Chinese term behind each translated one.
        let via: [UInt32: String]
    }

    /// What a paper asks: a row of the index, else a paper from elsewhere.
    private func question(_ paper: Paper?, _ row: Int?) throws -> Question {
        let (profile, via) = try profile(paper, row)
        return Question(comparison: try search.comparison(by: signal, with: profile), via: via)
    }

    /// What papers ask by TF-IDF.
    private func questions(_ papers: [Paper], _ own: [Int?]) throws -> [SparseVector] {
        let candidates = readers.candidates(papers)
        return try papers.indices.map { place in
            if let row = own[place] { return try question(row: row) }
            return candidates.words.row(place).normalized()
        }
    }

    /// What a paper of the index asks by TF-IDF.
    private func question(row: Int) throws -> SparseVector {
        if let asked = try search.askedTerms(ofPaperAt: row) { return question(asked) }
        return search.index.tfidf?.rows.row(row).normalized() ?? .zero
    }

    private func question(_ asked: AskedTerms) -> SparseVector {
        search.index.tfidf.map {
            FittedTFIDF(settings: search.recipe.tfidf, idf: $0.idf)
                .vector(ids: asked.ids, counts: asked.counts).normalized()
        } ?? .zero
    }

    /// A profile of one paper: a row of the index, else a paper from elsewhere; with the Chinese
    /// term behind each translated one.
    private func profile(
        _ paper: Paper?, _ row: Int?
    ) throws -> (profile: Profile, via: [UInt32: String]) {
        if let row {
            let asked = try search.askedTerms(ofPaperAt: row)
            let profile = Profile(likes: [asked?.part ?? .paper(row)], unlikes: [])
            return (profile, asked?.via ?? [:])
        }
        let asked = paper.map(search.askedTerms(ofOutside:)) ?? AskedTerms()
        var profile = Profile(likes: [asked.part], unlikes: [])
        guard signal == .encoder || signal == .fused, let encoding = search.index.encoding else {
            return (profile, asked.via)
        }
        if let vector = paper.flatMap({ search.textModel?.vectors(of: [$0]) })?.row(0) {
            profile.likedVectors = [vector]
        } else if signal == .encoder {
            throw RankingError.missingModel(name: encoding.model.name)
        } else {
            profile.encodedText = .missing(model: encoding.model.name)
        }
        return (profile, asked.via)
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
