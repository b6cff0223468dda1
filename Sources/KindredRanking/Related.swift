import KindredCatalogue
package import KindredIndex
import KindredModels
import KindredText
package import KindredVectors

/// Finds the papers related to what a reader liked, in one index.
///
/// A query becomes a profile (liked and disliked papers, free text), the profile a vector of one
/// signal, and the nearest papers of the index answer, each with the terms its score is made of.
package struct Related: Sendable {
    /// Where the papers are.
    package let index: IndexFile
    /// How their text was read, and new text will be.
    package let recipe: Recipe
    /// Who works; the answer does not depend on how many.
    package let threads: Threads
    /// Reads texts as the papers were read; nil in an index without an encoder's vectors.
    package let textModel: TextModel?

    /// A search in one index.
    package init(
        index: IndexFile, recipe: Recipe, threads: Threads = Threads(),
        textModel: TextModel? = nil
    ) {
        self.index = index
        self.recipe = recipe
        self.threads = threads
        self.textModel = textModel
    }

    /// The signals the index can be asked for, the default first.
    package var signals: [Signal] {
        [
            index.tfidf == nil || index.lsa == nil ? nil : .fused,
            index.tfidf == nil ? nil : .tfidf, index.bm25 == nil ? nil : .bm25,
            index.lsa == nil ? nil : .lsa, index.encoding == nil ? nil : .encoder,
        ].compactMap { $0 }
    }

    /// Answers a query.
    ///
    /// - Throws: ``RankingError`` where the query names what is not there; ``IndexError`` where a
    ///   record cannot be read.
    /// - Complexity: O(papers + postings of the query's terms).
    package func answer(_ query: RelatedQuery) throws -> RelatedAnswer {
        precondition(query.limit >= 1, "a query wants at least one answer")
        let likes = try rows(of: query.likes)
        let unlikes = try rows(of: query.unlikes)
        guard !likes.isEmpty || query.text != nil else { throw RankingError.emptyQuery }
        let filter = try index.filter(of: query)
        var via: [UInt32: String] = [:]
        let profile = try profile(likes: likes, unlikes: unlikes, text: query.text, via: &via)
        let signal = try query.signal ?? defaultSignal()
        let encodedText = try encoded(query, for: signal)
        let asked = profile.with(encodedText)
        let comparison = try comparison(by: signal, with: asked)
        let judging = try judging(query, by: signal, comparison, asked)

        var excluded = index.catalogue.rows(failing: filter)
        for row in likes + unlikes { excluded.insert(row) }
        // Where nothing is filtered, one search serves the answer and its confidence.
        let isWhole = filter.isEmpty && judging?.isAnswered == true
        let found = comparison.best(
            max(query.limit, isWhole ? judging?.nearest ?? 0 : 0), excluding: excluded,
            threads: threads)
        let best = found.prefix(query.limit)
        let confidence = judging.map {
            $0.confidence(
                of: isWhole
                    ? found
                    : nearest(
                        $0, besides: RowSet(rowCount: index.paperCount, rows: likes + unlikes)))
        }
        return RelatedAnswer(
            likes: try likes.map(index.paper), unlikes: try unlikes.map(index.paper),
            text: query.text, signal: signal,
            matches: try zip(1..., best).map { rank, scored in
                var match = try match(rank, scored, comparison, via, likes)
                match.confidence = confidence.flatMap {
                    judging?.confidence(of: scored, within: $0)
                }
                return match
            },
            confidence: confidence,
            nothing: best.isEmpty ? why(query, filter, comparison, likes + unlikes) : nil,
            missingModel: encodedText.missingModel)
    }

    /// The rows that names stand for; a paper named twice, in whatever spelling, counts once.
    private func rows(of names: [String]) throws -> [Int] {
        var rows: [Int] = []
        for name in names {
            let row = try index.row(of: name)
            if !rows.contains(row) { rows.append(row) }
        }
        return rows
    }

    /// Why nothing was found.
    private func why(
        _ query: RelatedQuery, _ filter: PaperFilter, _ comparison: any Comparison,
        _ named: [Int]
    ) -> RelatedAnswer.Nothing {
        if comparison.isEmpty, query.likes.isEmpty, let text = query.text {
            return .noKnownTerm(text: text)
        }
        guard !filter.isEmpty else { return .nothingShared }
        let named = RowSet(rowCount: index.paperCount, rows: named)
        let unfiltered = comparison.best(1, excluding: named, threads: threads)
        return unfiltered.isEmpty ? .nothingShared : .filteredOut
    }

    /// The papers that confidence goes by: the nearest but some.
    func nearest(_ judging: Judging, besides out: RowSet) -> [Scored] {
        judging.comparison.best(judging.nearest, excluding: out, threads: threads)
    }

    private func match(
        _ rank: Int, _ scored: Scored, _ comparison: any Comparison, _ via: [UInt32: String],
        _ likes: [Int]
    ) throws -> Match {
        let nearest = comparison.nearest(to: scored.row)?.place
        return Match(
            rank: rank, score: Double(scored.score), paper: try index.paper(at: scored.row),
            reasons: reasons(comparison, of: scored, via: via),
            nearest: try nearest.flatMap { $0 < likes.count ? likes[$0] : nil }
                .map(index.paper))
    }

    /// Shares as reasons, heaviest first, ties in the order of the terms.
    ///
    /// A score is summed in `Float`; what its rounding leaves over, below a millionth of the score,
    /// goes to the heaviest reason, so that the sum is the score.
    func reasons(
        _ comparison: some Comparison, of scored: Scored, via: [UInt32: String]
    ) -> [Reason] {
        guard let vocabulary = index.vocabulary else { return [] }
        let shares = comparison.shares(of: scored.row)
        let terms = zip(shares.ids, shares.weights).map {
            Reason(term: vocabulary.term($0), weight: Double($1), via: via[$0])
        }
        let wholes = comparison.wholes(of: scored.row).map {
            Reason(term: $0.signal.rawValue, weight: Double($0.score), signal: $0.signal)
        }
        var reasons = (terms + wholes).enumerated().sorted {
            let (left, right) = (abs($0.element.weight), abs($1.element.weight))
            return left == right ? $0.offset < $1.offset : left > right
        }.map(\.element)
        guard let first = reasons.first else { return [] }
        let sum = reasons.reduce(0.0) { $0 + $1.weight }
        reasons[0] = Reason(
            term: first.term, weight: first.weight + Double(scored.score) - sum,
            signal: first.signal, via: first.via)
        return reasons
    }
}

// MARK: Signals

extension Related {
    private func defaultSignal() throws -> Signal {
        guard let signal = signals.first else {
            throw RankingError.missingSignal(.tfidf, present: [])
        }
        return signal
    }

    /// A profile, ready to be compared by a signal.
    ///
    /// - Throws: `RankingError.missingSignal`; `IndexError` where a record cannot be read.
    func comparison(
        by signal: Signal, with profile: Profile
    ) throws -> any Comparison {
        switch signal {
        case .fused:
            guard let stored = index.tfidf, let lsa = index.lsa else { break }
            let encoding = profile.encodedText.missingModel == nil ? index.encoding : nil
            let weights = encoding == nil ? fusion.withoutEncoder : fusion.withEncoder
            return compared(profile) { each in
                let direction = vector(of: each.part, stored)
                let point = fitted(lsa).project(lsa.restricted(direction))
                return FusedComparison(
                    direction, point, in: (stored, lsa),
                    encoder: encoding.map { centred(each, in: $0) }, weights: weights)
            }
        case .tfidf:
            guard let stored = index.tfidf else { break }
            return compared(profile) {
                TFIDFComparison(query: vector(of: $0.part, stored).normalized(), stored: stored)
            }
        case .bm25:
            guard let stored = index.bm25 else { break }
            let fitted = fitted(stored)
            return try compared(profile) { each in
                let counts = try counts(of: each.part)
                return BM25Comparison(
                    query: fitted.queryWeights(ids: counts.ids, counts: counts.counts),
                    stored: stored)
            }
        case .lsa:
            guard let stored = index.lsa, let tfidf = index.tfidf else { break }
            let fitted = fitted(stored)
            return compared(profile) { each in
                let query = fitted.project(stored.restricted(vector(of: each.part, tfidf)))
                return LSAComparison(
                    query: query, fitted: fitted, stored: stored, rows: tfidf.rows)
            }
        case .encoder:
            guard let encoding = index.encoding else { break }
            return compared(profile) { EncoderComparison(vectors: centred($0, in: encoding)) }
        }
        throw RankingError.missingSignal(signal, present: signals)
    }

    /// Each thing liked and disliked made a part by itself, and all of them one comparison.
    private func compared<Part: SinglePart>(
        _ profile: Profile, _ part: (Profile.Interest) throws -> Part
    ) rethrows -> ProfileComparison<Part> {
        ProfileComparison(
            likes: try profile.interests.map { (place: $0.place, part: try part($0)) },
            dislikes: try profile.aversions.map(part),
            mean: PowerMean(exponent: fusion.power) ?? .threeHalves,
            dislikeShare: fusion.dislikeShare)
    }

    /// How signals and several likes become one score.
    var fusion: Fusion { recipe.fusion ?? Fusion() }

    /// An interest in the encoder's space.
    private func centred(
        _ interest: Profile.Interest, in encoding: StoredEncoding
    ) -> CentredComparison {
        CentredComparison(
            interest.direction(in: encoding), vectors: encoding.vectors, encoding.centring,
            quantised: encoding.quantised)
    }

    func fitted(_ stored: StoredLSA) -> FittedLSA {
        FittedLSA(
            settings: recipe.lsa(of: index.paperCount), components: stored.components,
            singularValues: stored.singularValues, sumOfSquares: stored.sumOfSquares)
    }

    func fitted(_ stored: StoredBM25) -> FittedBM25 {
        FittedBM25(settings: recipe.bm25, idf: stored.idf, averageLength: stored.averageLength)
    }

    /// A part in TF-IDF: a paper by its stored row, text as a paper would be weighed.
    private func vector(of part: Profile.Part, _ stored: StoredTFIDF) -> SparseVector {
        switch part {
        case .paper(let row): stored.rows.row(row)
        case .text(let ids, let counts):
            FittedTFIDF(settings: recipe.tfidf, idf: stored.idf).vector(ids: ids, counts: counts)
        }
    }

    /// The terms of a part; a paper's are counted anew from its record.
    private func counts(
        of part: Profile.Part
    ) throws(IndexError) -> (ids: [UInt32], counts: [Float]) {
        switch part {
        case .text(let ids, let counts): (ids, counts)
        case .paper(let row): recipe.counts(of: try index.paper(at: row), in: index.vocabulary)
        }
    }

    /// What a reader asks for, in the catalogue's terms.
    ///
    /// - Parameter via: Gets the Chinese term behind each translated one.
    /// - Throws: Where a record cannot be read.
    func profile(
        likes: [Int], unlikes: [Int] = [], text: String? = nil, via: inout [UInt32: String]
    ) throws(IndexError) -> Profile {
        var parts: [[Profile.Part]] = [[], []]
        for (place, rows) in [likes, unlikes].enumerated() {
            for row in rows {
                let asked = try askedTerms(ofPaperAt: row)
                parts[place].append(asked?.part ?? .paper(row))
                if let asked { via.merge(asked.via) { first, _ in first } }
            }
        }
        if let text {
            let asked = askedTerms(of: [(text: text, weight: 1)])
            parts[0].append(asked.part)
            via.merge(asked.via) { first, _ in first }
        }
        return Profile(likes: parts[0], unlikes: parts[1])
    }
}
