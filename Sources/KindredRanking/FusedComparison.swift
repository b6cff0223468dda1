import KindredIndex
import KindredVectors

/// How much each signal counts in a fused score.
///
/// The weights multiply cosines as they are, so that a score is a plain sum. They were chosen on
/// half of the queries of conf-keywords, acm-keywords, csl-keywords and citeulike and read off on
/// the other half; QUALITY.md has the figures. Between .7 and .85 for TF-IDF nothing changes much.
struct FusionWeights {
    let tfidf: Float
    let lsa: Float

    static let withoutEncoder = FusionWeights(tfidf: 0.8, lsa: 0.2)
}

/// A weighted sum of TF-IDF, which knows words, and LSA, which knows their company.
struct FusedComparison: Comparison {
    let tfidf: TFIDFComparison
    let lsa: CentredLSAComparison
    let weights = FusionWeights.withoutEncoder

    var isEmpty: Bool { tfidf.isEmpty }

    /// The most the company of words may add where two papers share none of them.
    ///
    /// Half of all papers lie on the same side of the mean; only who lies close is an answer.
    private static let leastAlone: Float = 0.3

    func best(_ limit: Int, excluding excluded: RowSet, threads: Threads) -> [Scored] {
        guard !isEmpty else { return [] }
        let shared = SparseSearch.scores(
            tfidf.query, postings: tfidf.stored.postings, threads: threads)
        let company = lsa.scores(threads: threads)
        let scores = zip(shared, company).map { fused($0, $1) }
        return TopK.best(limit, of: scores, excluding: excluded, above: 0)
    }

    func scores(of rows: [Int]) -> [Float] {
        rows.map { fused(tfidf.query.dot(tfidf.stored.rows.row($0)), lsa.score(of: $0)) }
    }

    private func fused(_ shared: Float, _ company: Float) -> Float {
        guard shared > 0 || company >= Self.leastAlone else { return min(shared, 0) }
        return weights.tfidf * shared + weights.lsa * company
    }

    func shares(of row: Int) -> SparseVector {
        tfidf.shares(of: row).scaled(by: weights.tfidf)
    }

    func wholes(of row: Int) -> [(signal: Signal, score: Float)] {
        let company = weights.lsa * lsa.score(of: row)
        return company == 0 ? [] : [(.lsa, company)]
    }
}

/// The cosine of LSA points seen from the mean of all papers.
struct CentredLSAComparison {
    private let query: [Float]
    private let offset: Float
    private let stored: StoredLSA

    /// - Parameter point: Of length one, or zero. Shape: (d).
    init(point: [Float], _ stored: StoredLSA) {
        query = stored.centring.centred(point)
        offset = zip(query, stored.centring.centre.array).reduce(0) { $0 + $1.0 * $1.1 }
        self.stored = stored
    }

    /// The cosine with every paper. Shape: (papers).
    func scores(threads: Threads) -> [Float] {
        let products = DenseSearch.scores(query, rows: stored.vectors, threads: threads)
        return products.indices.map { cosine(products[$0], row: $0) }
    }

    /// The cosine with one paper.
    func score(of row: Int) -> Float {
        cosine(canonicalDot(query, stored.vectors.row(row)), row: row)
    }

    private func cosine(_ product: Float, row: Int) -> Float {
        let distance = stored.centring.distances[row]
        return distance > 0 ? (product - offset) / distance : 0
    }
}
