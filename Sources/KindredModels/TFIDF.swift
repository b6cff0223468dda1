import Foundation
package import KindredText
import KindredVectors

/// How counts become weights: the frequency of a term in a paper times its rarity in the corpus.
///
/// For n papers and a term t that stands tf times in paper d and in df papers at all,
///
///     weight(t, d) = tf′ · idf,  and then the row is divided by its norm
///     tf′  = 1 + ln tf                      if `sublinear` (tf itself below 1), else tf
///     idf  = ln((1 + n) / (1 + df)) + 1     if `smoothed`
///            ln(n / df) + 1                 if not
///            1                              if not `usesIDF`
///
/// With `l2` the cosine of two papers is the dot product of their rows. Every formula is
/// scikit-learn's `TfidfVectorizer`; the tests hold the two within 1e-6. A count below 1 comes only
/// from a field that weighs less than 1, which scikit-learn does not know: there the logarithm
/// would turn negative, so the count itself is taken, which meets the logarithm at 1 in value and
/// slope.
///
/// - Source: Salton, Buckley, "Term-weighting approaches in automatic text retrieval", 1988.
package struct TFIDF: Codable, Hashable, Sendable {
    /// What a row is divided by.
    package enum Norm: String, Codable, CaseIterable, Sendable {
        /// The square root of the sum of squares.
        case l2
        /// The sum of absolute values.
        case l1
        /// One: the weights stay as they are.
        case none
    }

    /// Whether the tenth mention of a term counts less than the first.
    package var sublinear: Bool
    /// Whether the idf is taken as if one more paper held every term.
    package var smoothed: Bool
    /// Whether rarity counts at all.
    package var usesIDF: Bool
    /// What each row is divided by. A row of zeros stays as it is.
    package var norm: Norm

    /// Settings; those not given are the ones `related` uses.
    package init(
        sublinear: Bool = true, smoothed: Bool = true, usesIDF: Bool = true, norm: Norm = .l2
    ) {
        self.sublinear = sublinear
        self.smoothed = smoothed
        self.usesIDF = usesIDF
        self.norm = norm
    }

    /// Learns how rare each term is.
    ///
    /// - Complexity: O(terms).
    package func fit(_ corpus: CorpusCounts) -> FittedTFIDF {
        let vocabulary = corpus.vocabulary
        let learned = vocabulary.documentFrequencies.map { frequency in
            Float(idf(documentFrequency: Double(frequency), of: Double(vocabulary.documentCount)))
        }
        return FittedTFIDF(settings: self, idf: Elements(learned))
    }

    /// The idf of a term that `documentFrequency` of `documentCount` papers hold.
    ///
    /// A frequency of zero, which no learned term has, is taken as one.
    func idf(documentFrequency: Double, of documentCount: Double) -> Double {
        guard usesIDF else { return 1 }
        let inverse =
            smoothed
            ? (1 + documentCount) / (1 + documentFrequency)
            : documentCount / max(1, documentFrequency)
        return log(inverse) + 1
    }

    /// The idf of a term that none of `documentCount` papers holds, as if one held it.
    package func unknownIDF(of documentCount: Int) -> Float {
        Float(idf(documentFrequency: 1, of: Double(max(1, documentCount))))
    }

    /// What `count` mentions of a term in one paper are worth.
    package func frequency(_ count: Float) -> Double {
        let count = Double(count)
        return sublinear && count > 1 ? 1 + log(count) : count
    }

    /// How many mentions are worth `frequency`: the other way round.
    package func count(of frequency: Double) -> Double {
        sublinear && frequency > 1 ? exp(frequency - 1) : frequency
    }

    /// What `weights` must be divided by: 1 for a row of zeros.
    func length(of weights: UnsafeMutableBufferPointer<Float>) -> Double {
        let length =
            switch norm {
            case .l2: weights.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
            case .l1: weights.reduce(0.0) { $0 + Double(abs($1)) }
            case .none: 1.0
            }
        return length > 0 ? length : 1
    }
}
