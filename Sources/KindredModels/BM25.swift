import Foundation
package import KindredText
import KindredVectors

/// How counts become weights by the probabilistic model of relevance, in five published forms.
///
/// The score of paper d for a query is the sum over the query's terms of q · idf · tfc, where q is
/// the term's weight in the query. With n papers, df papers that hold the term, tf mentions in d,
/// and r the length of d (the sum of its counts) over the average length, K = k1 (1 − b + b r):
///
///     variant      idf                                    tfc
///     lucene       ln(1 + (n − df + ½) / (df + ½))        tf / (K + tf)
///     robertson    ln((n − df + ½) / (df + ½)), ≥ 0       tf / (K + tf)
///     atire        ln(n / df)                             (k1 + 1) tf / (K + tf)
///     bm25l        ln((n + 1) / (df + ½))                 (k1 + 1) (c + δ) / (k1 + c + δ),
///                                                         c = tf / (1 − b + b r)
///     bm25plus     ln((n + 1) / df)                       (k1 + 1) tf / (K + tf) + δ
///
/// The last two score papers *without* the term too: idf · tfc at tf = 0. So that postings stay
/// sparse, a stored weight is what a paper scores beyond that, and `FittedBM25.baseline(of:)` is
/// what every paper scores. These are the forms of the Python package bm25s; the tests hold the two
/// within 1e-5 for every variant.
///
/// - Source: Kamphuis, de Vries, Boytsov, Lin, "Which BM25 do you mean?", ECIR 2020; Lù, "BM25S",
///   2024.
package struct BM25: Codable, Hashable, Sendable {
    /// A published form of the formula.
    package enum Variant: String, Codable, CaseIterable, Sendable {
        /// Apache Lucene's: the idf is never negative, and the constant k1 + 1 is left out.
        case lucene
        /// Robertson's first form; a term in more than half of the papers scores nothing.
        case robertson
        /// The one of the ATIRE search engine.
        case atire
        /// Lv and Zhai's for long papers: a mention is worth δ more before it saturates.
        case bm25l
        /// Lv and Zhai's lower bound: a mention is worth at least δ, however long the paper.
        case bm25plus
    }

    /// Which form of the formula.
    package let variant: Variant
    /// How fast repeated mentions saturate: 0 counts presence alone. At least 0.
    package let k1: Double
    /// How much a long paper pays for its length, in 0...1.
    package let b: Double
    /// The δ of `bm25l` and `bm25plus`; the others do not use it. At least 0.
    package let delta: Double
    /// How fast repeated mentions saturate in a whole paper that is the query: 0 counts presence
    /// alone. At least 0.
    package let k3: Double

    /// Settings; those not given are Lucene's form with the constants of bm25s, and a `k3` of the
    /// size that Okapi used at TREC.
    ///
    /// - Precondition: `k1`, `delta` and `k3` are at least 0 and finite, `b` lies in 0...1.
    package init(
        variant: Variant = .lucene, k1: Double = 1.5, b: Double = 0.75, delta: Double = 0.5,
        k3: Double = 8
    ) {
        precondition(Self.isSound(b: b, others: [k1, delta, k3]), Self.bounds)
        self.variant = variant
        self.k1 = k1
        self.b = b
        self.delta = delta
        self.k3 = k3
    }

    /// Settings as a file holds them.
    ///
    /// - Throws: `DecodingError` where a number lies outside its bounds.
    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        variant = try values.decode(Variant.self, forKey: .variant)
        k1 = try values.decode(Double.self, forKey: .k1)
        b = try values.decode(Double.self, forKey: .b)
        delta = try values.decode(Double.self, forKey: .delta)
        k3 = try values.decode(Double.self, forKey: .k3)
        guard Self.isSound(b: b, others: [k1, delta, k3]) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: Self.bounds))
        }
    }

    private static let bounds = "BM25 takes k1, delta and k3 of at least 0, and b from 0 to 1"

    private static func isSound(b: Double, others: [Double]) -> Bool {
        (0...1).contains(b) && others.allSatisfy { $0 >= 0 && $0.isFinite }
    }

    /// Learns how rare each term and how long a paper is.
    ///
    /// - Complexity: O(terms + nonzeros).
    package func fit(_ corpus: CorpusCounts) -> FittedBM25 {
        let vocabulary = corpus.vocabulary
        let documentCount = Double(vocabulary.documentCount)
        let learned = vocabulary.documentFrequencies.map { frequency in
            Float(idf(documentFrequency: Double(frequency), of: documentCount))
        }
        let length = corpus.counts.reduce(0.0) { $0 + Double($1) }
        return FittedBM25(
            settings: self, idf: Elements(learned),
            averageLength: documentCount > 0 ? length / documentCount : 0)
    }
}

// MARK: - The formulas

extension BM25 {
    /// The idf of a term that `documentFrequency` of `documentCount` papers hold.
    ///
    /// A frequency of zero, which no learned term has, is taken as one.
    func idf(documentFrequency: Double, of documentCount: Double) -> Double {
        let held = max(1, documentFrequency)
        let odds = (documentCount - held + 0.5) / (held + 0.5)
        return switch variant {
        case .lucene: log(1 + odds)
        case .robertson: log(max(1, odds))
        case .atire: log(documentCount / held)
        case .bm25l: log((documentCount + 1) / (held + 0.5))
        case .bm25plus: log((documentCount + 1) / held)
        }
    }

    /// What `count` mentions are worth in a paper of `length` times the average length, before idf.
    ///
    /// No mention is worth nothing, whatever the constants (they could read 0 / 0), except where
    /// the variant says otherwise.
    func frequency(_ count: Double, length: Double) -> Double {
        let penalty = 1 - b + b * length
        switch variant {
        case .lucene, .robertson:
            return count > 0 ? count / (k1 * penalty + count) : 0
        case .atire:
            return count > 0 ? (k1 + 1) * count / (k1 * penalty + count) : 0
        case .bm25l:
            let shifted = (count > 0 ? count / penalty : 0) + delta
            return shifted > 0 ? (k1 + 1) * shifted / (k1 + shifted) : 0
        case .bm25plus:
            return (count > 0 ? (k1 + 1) * count / (k1 * penalty + count) : 0) + delta
        }
    }

    /// What `count` mentions are worth in a query: (k3 + 1) q / (k3 + q), which is 1 for one.
    func queryFrequency(_ count: Double) -> Double {
        count > 0 ? (k3 + 1) * count / (k3 + count) : 0
    }

    /// What a paper without the term is given all the same, before idf.
    var frequencyOfAbsence: Double { frequency(0, length: 1) }
}
