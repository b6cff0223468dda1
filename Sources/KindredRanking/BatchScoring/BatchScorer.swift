public import KindredCatalogue
public import KindredIndex
import KindredText
import KindredVectors

/// Scores papers from anywhere against one profile, by the vocabulary and the weights of an index.
///
/// A candidate need not be in the index. One that is gets the very score that `related` gives it.
/// The answer for a candidate depends on nothing but the profile, the index and its own record: not
/// on the batch it comes in, nor on the number of threads.
public struct BatchScorer: Sendable {
    /// What papers are compared by.
    public let signal: Signal
    /// The encoder that reads neither texts nor candidates, as its model is not on this machine;
    /// nil where nothing is left out.
    public let missingModel: String?
    /// What each like is called: the id of a paper, the beginning of a text.
    public let likes: [String]
    /// The identities of the papers liked and disliked.
    let named: Set<PaperID>

    private let search: Related
    private let question: any CandidateQuestion
    private let tables: QuestionTables
    private let scale: Scale?
    private let via: [UInt32: String]
    private let readers: CandidateReaders

    /// Papers that one thread takes at a time: enough to share what is made once for each block,
    /// few enough to keep all threads busy.
    static let blockSize = 64

    /// How nearness becomes confidence.
    private struct Scale {
        let curve: StoredConfidence.Curve
        let question: any CandidateQuestion
        let tables: QuestionTables
        /// Whether that is the question that gives the scores.
        let isAnswered: Bool
        /// How much of each like the index knows.
        let knowledge: [Knowledge]
    }

    /// Scores papers, on all threads.
    ///
    /// - Parameter why: Whether each score is taken apart into its reasons.
    /// - Returns: One score for each paper, in their order.
    /// - Complexity: O(bytes of their texts); for fused and LSA O(terms · dimensions) besides.
    public func scores(of papers: [Paper], why: Bool = false) -> [CandidateScore] {
        map(papers) { _, scored in
            scored.indices.map { why ? scored.explained(at: $0) : scored[$0] }
        }.flatMap(\.self)
    }

    /// Whether a paper is one of those liked or disliked, by any of its identities.
    package func names(_ paper: Paper) -> Bool { paper.identities.contains(where: named.contains) }

    /// Scores papers block by block and makes something of each block, on all threads.
    ///
    /// - Parameter transform: Gets the places of a block among the papers, and what they scored.
    /// - Returns: What became of the blocks, in their order.
    package func map<Result: Sendable>(
        _ papers: [Paper], _ transform: @Sendable (Range<Int>, ScoredBlock) -> Result
    ) -> [Result] {
        search.threads.mapBlocks(of: papers.count, size: Self.blockSize) { block, _ in
            transform(block, scored(papers[block]))
        }
    }

    private func scored(_ papers: ArraySlice<Paper>) -> ScoredBlock {
        let candidates = readers.candidates(papers)
        let assessed = question.assess(candidates, by: tables)
        let judged = scale.map {
            $0.isAnswered ? assessed : $0.question.assess(candidates, by: $0.tables)
        }
        let scores = assessed.indices.map { place in
            CandidateScore(
                score: assessed[place].score,
                confidence: judged.map { confidence($0[place], candidates.familiarity[place]) },
                nearest: assessed[place].nearest)
        }
        return ScoredBlock(
            scores: scores, candidates: candidates, question: question, search: search, via: via)
    }

    /// The confidence of a candidate: that of the like it is nearest to, as in ``Judging``, and of
    /// both sides only what the index knows.
    private func confidence(_ assessed: Assessment, _ familiarity: Double) -> Confidence {
        guard let scale else { return Confidence(percentile: 0) }
        let closeness = zip(assessed.kernels, scale.knowledge).reduce(0.0) { nearest, like in
            max(nearest, like.1.closeness(of: like.0, familiarity: familiarity))
        }
        return Confidence(percentile: scale.curve.shareOfMatches(upTo: closeness))
    }
}

/// Scores of some candidates, which can still be asked for their reasons.
package struct ScoredBlock {
    let scores: [CandidateScore]
    let candidates: Candidates
    let question: any CandidateQuestion
    let search: Related
    let via: [UInt32: String]

    /// The places of the candidates, from 0.
    package var indices: Range<Int> { scores.indices }

    /// The score at a place, without reasons.
    package subscript(place: Int) -> CandidateScore { scores[place] }

    /// The score at a place with its reasons.
    package func explained(at place: Int) -> CandidateScore {
        var score = scores[place]
        // Where both sides were translated, the like's own term is the one that a reader knows.
        let via =
            candidates.via[place].map { self.via.merging($0) { liked, _ in liked } } ?? self.via
        score.reasons = search.reasons(
            question.put(to: candidates), of: Scored(row: place, score: score.score), via: via)
        return score
    }
}

extension Knowledge {
    /// How near a candidate is to all that was asked: as for a paper of the index, but of the
    /// candidate only what the index knows counts too.
    fileprivate func closeness(of kernel: Kernel, familiarity candidate: Double) -> Double {
        let (company, meaning) = (Double(kernel.company), Double(kernel.meaning))
        let shared = Double(kernel.alone) - company - meaning
        return meaning + familiarity * candidate * (shared + self.company * company)
    }
}

// MARK: Making one

extension Related {
    /// A scorer of candidates against a profile.
    ///
    /// - Throws: ``RankingError`` where the query names what is not there, or nothing liked;
    ///   `IndexError` where a record cannot be read.
    /// - Complexity: O(bytes of the vocabulary): its words are laid out for reading much text.
    package func scorer(for query: ScoreQuery) throws -> BatchScorer {
        guard !query.likes.isEmpty else { throw RankingError.emptyQuery }
        guard let signal = query.signal ?? signals.first, let vocabulary = index.vocabulary else {
            throw RankingError.missingSignal(query.signal ?? .tfidf, present: signals)
        }
        let asked = try interests(of: query, for: signal)
        let lexicon = Lexicon(vocabulary)
        return try BatchScorer(self, asked, by: signal, lexicon)
    }
}

extension BatchScorer {
    fileprivate init(
        _ search: Related, _ asked: AskedInterests, by signal: Signal, _ lexicon: Lexicon
    ) throws {
        let profile = asked.profile
        let comparison = try search.comparison(by: signal, with: profile)
        guard let question = comparison as? any CandidateQuestion else {
            throw RankingError.missingSignal(signal, present: search.signals)
        }
        self.search = search
        self.signal = signal
        self.question = question
        via = asked.via
        likes = asked.names
        named = asked.identities
        missingModel = profile.encodedText.missingModel
        let termCount = search.index.counts.terms
        tables = question.tables(termCount: termCount)
        scale = try Self.scale(search, asked, by: signal, question, termCount)
        readers = CandidateReaders(
            search, lexicon,
            CandidateReader.Needs(
                bm25: signal == .bm25, points: signal == .lsa || signal == .fused,
                meanings: signal == .encoder || (signal == .fused && missingModel == nil)))
    }

    private static func scale(
        _ search: Related, _ asked: AskedInterests, by signal: Signal,
        _ question: any CandidateQuestion, _ termCount: Int
    ) throws -> Scale? {
        let scale = Related.scale(of: signal, asked.profile)
        guard let curve = search.index.confidence?.curves[scale] else { return nil }
        let isAnswered = signal != .bm25
        let judged =
            isAnswered
            ? question
            : try search.comparison(by: .tfidf, with: asked.profile) as? any CandidateQuestion
        guard let judged else { return nil }
        return Scale(
            curve: curve, question: judged, tables: judged.tables(termCount: termCount),
            isAnswered: isAnswered,
            knowledge: judged.alone.map { place, like in
                Knowledge(
                    familiarity: asked.familiarity[place],
                    company: search.index.lsa?.company(of: like) ?? 1)
            })
    }
}
