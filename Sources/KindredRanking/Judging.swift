import KindredIndex
import KindredVectors

/// Tells the confidence of one question's answers.
///
/// A score counts as far as the catalogue knows the text that was asked: all of it for papers.
/// Where several things were liked, a paper is as near as to the one it is nearest to: a reader
/// with two interests has ten good answers though none is near both. Dislikes choose among
/// answers and take nothing from how near they are.
///
/// BM25's scores cannot be compared from one question to the next, so its answers are judged by
/// TF-IDF, which every index has.
struct Judging {
    /// How near the catalogue's own papers are.
    let curve: StoredConfidence.Curve
    /// How many of the nearest count.
    let nearest: Int
    /// The question on the scale of the curve.
    let comparison: any Comparison
    /// Whether that is the scale the question is answered on.
    let isAnswered: Bool
    /// Each thing liked, on the scale of the curve, and how much of it the catalogue knows.
    let likes: [(comparison: any Comparison, knowledge: Knowledge)]

    /// The confidence of a match in an answer.
    func confidence(of match: Scored, within answer: Confidence) -> Confidence {
        Confidence(
            percentile: curve.shareOfMatches(upTo: closeness(of: match.row)), within: answer)
    }

    /// The confidence of an answer: that of the nearest few together.
    ///
    /// - Parameter best: The nearest papers on the scale of the curve that the reader did not
    ///   name, whatever the filters.
    func confidence(of best: [Scored]) -> Confidence {
        let scores = best.prefix(nearest).map { closeness(of: $0.row) }
        return Confidence(
            percentile: curve.shareOfAnswers(upTo: Calibration.nearness(of: scores, nearest)))
    }

    /// How near a paper is to what was liked.
    /// - Complexity: O(likes · terms of the paper).
    private func closeness(of row: Int) -> Double {
        likes.reduce(0) { nearest, like in
            let scored = Scored(row: row, score: like.comparison.scores(of: [row])[0])
            return max(nearest, like.knowledge.closeness(of: scored, by: like.comparison))
        }
    }
}

/// How much of a question the parts of a score take in, each in 0...1.
struct Knowledge {
    /// The share of the question's length that the catalogue knows; 1 for its own papers.
    var familiarity = 1.0
    /// The share of that which LSA knows: terms that stand in one paper only have no company.
    var company = 1.0

    /// How near a paper is to all that was asked: its score, of which an encoder's part takes in
    /// the whole text, and the others what they know of it.
    func closeness(of scored: Scored, by comparison: some Comparison) -> Double {
        let wholes = comparison.wholes(of: scored.row)
        func part(_ signal: Signal) -> Double {
            Double(wholes.first { $0.signal == signal }?.score ?? 0)
        }
        let (company, understood) = (part(.lsa), part(.encoder))
        let shared = Double(scored.score) - company - understood
        return understood + familiarity * (shared + self.company * company)
    }
}

extension StoredLSA {
    /// The share of a fused question's length that is in terms of LSA; 1 for other signals.
    func company(of comparison: any Comparison) -> Double {
        guard let words = (comparison as? FusedComparison)?.tfidf.query else { return 1 }
        return min(restricted(words).length, 1)
    }
}

extension SparseVector {
    fileprivate var length: Double {
        weights.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
    }
}

extension Related {
    /// What tells the confidence of an answer; nil where the index does not say how near its own
    /// papers are.
    ///
    /// - Parameters:
    ///   - comparison: What the question is answered by.
    ///   - profile: The question.
    func judging(
        _ query: RelatedQuery, by signal: Signal, _ comparison: any Comparison, _ profile: Profile
    ) throws -> Judging? {
        guard let stored = index.confidence,
            let curve = stored.curves[Self.scale(of: signal, profile)]
        else { return nil }
        let isAnswered = signal != .bm25
        let scaled = isAnswered ? comparison : try self.comparison(by: .tfidf, with: profile)
        // The text stands behind the papers.
        let text = query.text.map { (place: profile.likes.count - 1, known: familiarity(of: $0)) }
        let likes = scaled.alone.map { place, like in
            (
                comparison: like,
                knowledge: Knowledge(
                    familiarity: text?.place == place ? text?.known ?? 1 : 1,
                    company: index.lsa?.company(of: like) ?? 1)
            )
        }
        return Judging(
            curve: curve, nearest: stored.nearest, comparison: scaled, isAnswered: isAnswered,
            likes: likes)
    }

    static func scale(
        of signal: Signal, _ profile: Profile
    ) -> StoredConfidence.Scale {
        switch signal {
        case .tfidf, .bm25: .tfidf
        case .lsa: .lsa
        case .encoder: .encoder
        case .fused: profile.encodedText.missingModel == nil ? .fused : .fusedWords
        }
    }
}
