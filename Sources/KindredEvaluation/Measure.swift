import Foundation

/// How good one ranking is, by trec_eval's definitions.
///
/// A document is relevant from grade 1 up; one that nobody judged is not. Every measure is in 0...1,
/// and 0 for a query without relevant documents and for a query without an answer.
public enum Measure: Hashable, Sendable {
    /// Discounted cumulative gain of the first k over that of the best order there is.
    ///
    /// DCG = Σ grade / log2(rank + 1), ranks from 1, grades below 0 taken as 0. The best order is of
    /// all judged documents of the query, cut at k too.
    ///
    /// - Source: Järvelin, Kekäläinen, "Cumulated gain-based evaluation of IR techniques", TOIS
    ///   20(4), 2002; with the plain grade as gain, as in trec_eval's `ndcg_cut`.
    case ndcg(Int)
    /// Average precision: the precision at each relevant document, summed, over the number of
    /// relevant documents, found or not. Its mean over queries is MAP.
    case averagePrecision
    /// One over the rank of the first relevant document. Its mean over queries is MRR.
    case reciprocalRank
    /// The share of the relevant documents that is among the first k.
    case recall(Int)
    /// The share of relevant documents among the first k; places that stay empty count as
    /// irrelevant.
    case precision(Int)

    /// The measures that `kindred evaluate` reports, in its order.
    public static let reported: [Measure] = [
        .ndcg(10), .averagePrecision, .reciprocalRank, .recall(10), .recall(100),
    ]

    /// The name in JSON: `ndcg@10`, `map`, `mrr`, `recall@100`, `precision@5`.
    public var key: String {
        switch self {
        case .ndcg(let k): "ndcg@\(k)"
        case .averagePrecision: "map"
        case .reciprocalRank: "mrr"
        case .recall(let k): "recall@\(k)"
        case .precision(let k): "precision@\(k)"
        }
    }

    /// The name for people: `nDCG@10`, `MAP`, `MRR`, `R@100`, `P@5`.
    public var name: String {
        switch self {
        case .ndcg(let k): "nDCG@\(k)"
        case .averagePrecision: "MAP"
        case .reciprocalRank: "MRR"
        case .recall(let k): "R@\(k)"
        case .precision(let k): "P@\(k)"
        }
    }

    /// The measure of one ranking.
    ///
    /// - Parameters:
    ///   - documents: The ranking, best first; no document twice.
    ///   - query: What was judged.
    /// - Precondition: A depth is at least 1.
    /// - Complexity: O(documents + judged · log judged).
    public func value(of documents: [String], judged query: Judgements.Query) -> Double {
        let relevantCount = query.relevantCount
        guard relevantCount > 0 else { return 0 }
        let grades = documents.map { max(query.grades[$0] ?? 0, 0) }
        switch self {
        case .ndcg(let k):
            let best = query.grades.values.map { max($0, 0) }.sorted(by: >)
            return Self.gain(grades.prefix(k)) / Self.gain(best.prefix(k))
        case .averagePrecision: return Self.precisionSum(grades) / Double(relevantCount)
        case .reciprocalRank:
            return grades.firstIndex { $0 > 0 }.map { 1 / Double($0 + 1) } ?? 0
        case .recall(let k): return Double(Self.hits(grades, k)) / Double(relevantCount)
        case .precision(let k): return Double(Self.hits(grades, k)) / Double(k)
        }
    }

    private static func gain(_ grades: ArraySlice<Int>) -> Double {
        grades.enumerated().reduce(0) { $0 + Double($1.element) / log2(Double($1.offset + 2)) }
    }

    private static func hits(_ grades: [Int], _ k: Int) -> Int {
        precondition(k >= 1, "a measure is cut at a depth of at least 1")
        return grades.prefix(k).count { $0 > 0 }
    }

    private static func precisionSum(_ grades: [Int]) -> Double {
        var (sum, found) = (0.0, 0)
        for (place, grade) in grades.enumerated() where grade > 0 {
            found += 1
            sum += Double(found) / Double(place + 1)
        }
        return sum
    }
}
