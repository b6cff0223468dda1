import KindredIndex
import KindredVectors

/// A weighted sum of TF-IDF, which knows words, LSA, which knows their company, and an encoder,
/// which knows what sentences say.
struct FusedComparison: SinglePart {
    let tfidf: TFIDFComparison
    let lsa: CentredComparison
    /// nil in an index without an encoder's vectors, and where a text could not be encoded.
    let encoder: CentredComparison?
    let weights: Fusion.Weights

    var isEmpty: Bool { tfidf.isEmpty }

    /// - Parameters:
    ///   - direction: What is asked, by TF-IDF.
    ///   - point: The same by LSA. Shape: (dimensions).
    init(
        _ direction: SparseVector, _ point: [Float],
        in stored: (words: StoredTFIDF, lsa: StoredLSA),
        encoder: CentredComparison?, weights: Fusion.Weights
    ) {
        let lsa = stored.lsa
        self.init(
            tfidf: TFIDFComparison(query: direction.normalized(), stored: stored.words),
            lsa: CentredComparison(
                lsa.centring.centred(point), vectors: lsa.vectors, lsa.centring),
            encoder: encoder, weights: weights)
    }

    init(
        tfidf: TFIDFComparison, lsa: CentredComparison, encoder: CentredComparison?,
        weights: Fusion.Weights
    ) {
        self.tfidf = tfidf
        self.lsa = lsa
        self.encoder = encoder
        self.weights = weights
    }

    /// The least that the company of words or an encoder must give where two papers share no word.
    ///
    /// Half of all papers lie on the same side of the mean; only who lies close is an answer.
    private static let leastAlone: Float = 0.3

    func best(_ limit: Int, excluding excluded: RowSet, threads: Threads) -> [Scored] {
        guard !isEmpty else { return [] }
        let shared = SparseSearch.scores(
            tfidf.query, postings: tfidf.stored.postings, threads: threads)
        let company = lsa.scores(threads: threads)
        let meaning = encoder?.scores(threads: threads)
        let scores = shared.indices.map { fused(shared[$0], company[$0], meaning?[$0] ?? 0) }
        return TopK.best(limit, of: scores, excluding: excluded, above: 0)
    }

    func scores(of rows: [Int]) -> [Float] {
        rows.map {
            fused(
                tfidf.query.dot(tfidf.stored.rows.row($0)), lsa.score(of: $0),
                encoder?.score(of: $0) ?? 0)
        }
    }

    private func fused(_ shared: Float, _ company: Float, _ meaning: Float) -> Float {
        Self.fused(shared, company, meaning, by: weights)
    }

    /// The score of a paper by what its parts make of it.
    ///
    /// Where it is above zero, a higher part never makes it lower.
    static func fused(
        _ shared: Float, _ company: Float, _ meaning: Float, by weights: Fusion.Weights
    ) -> Float {
        guard isNear(shared, company, meaning) else { return min(shared, 0) }
        return sum(shared, company, meaning, by: weights)
    }

    private static func sum(
        _ shared: Float, _ company: Float, _ meaning: Float, by weights: Fusion.Weights
    ) -> Float {
        weights.tfidf * shared + weights.lsa * company + weights.encoder * meaning
    }

    private static func isNear(_ shared: Float, _ company: Float, _ meaning: Float) -> Bool {
        shared > 0 || max(company, meaning) >= leastAlone
    }

    static func kernels(of parts: [Self], row: Int) -> [Kernel] {
        guard let paper = parts.first?.tfidf.stored.rows.row(row) else { return [] }
        return parts.map { $0.kernel(shared: $0.tfidf.query.dot(paper), row: row) }
    }

    /// What this part makes of a paper with which its words have this product.
    func kernel(shared: Float, row: Int) -> Kernel {
        let (company, meaning) = (lsa.score(of: row), encoder?.score(of: row) ?? 0)
        return Kernel(
            score: Self.sum(shared, company, meaning, by: weights),
            isNear: Self.isNear(shared, company, meaning),
            company: weights.lsa * company, meaning: weights.encoder * meaning)
    }

    /// All parts of one question have an encoder, or none has.
    static func bounds(of parts: [Self]) -> PooledBounds {
        guard let weights = parts.first?.weights else { return PooledBounds(sparse: nil) }
        let dense = [
            CentredComparison.dense(of: parts.map(\.lsa), weight: weights.lsa),
            CentredComparison.dense(of: parts.compactMap(\.encoder), weight: weights.encoder),
        ]
        return PooledBounds(
            sparse: TFIDFComparison.sparse(of: parts.map(\.tfidf), weight: weights.tfidf),
            dense: dense.compactMap(\.self))
    }

    func shares(of row: Int) -> SparseVector {
        tfidf.shares(of: row).scaled(by: weights.tfidf)
    }

    func wholes(of row: Int) -> [(signal: Signal, score: Float)] {
        [
            (signal: .lsa, score: weights.lsa * lsa.score(of: row)),
            (signal: .encoder, score: weights.encoder * (encoder?.score(of: row) ?? 0)),
        ].filter { $0.score != 0 }
    }

    static func best(
        _ limit: Int, forEachOf comparisons: [Self], among rows: [Int]?, rowCount: Int,
        threads: Threads
    ) -> [[Scored]] {
        guard let first = comparisons.first else { return [] }
        // The pool's rows once, not the whole index for every query.
        let stored = rows.map { first.tfidf.stored.picking($0, threads: threads) }
        let lsa = rows.map(first.lsa.pickingRows)
        let encoder = rows.flatMap { rows in
            comparisons.lazy.compactMap(\.encoder).first?.pickingRows(rows)
        }
        let nobody = RowSet(rowCount: rows?.count ?? rowCount)
        return threads.mapBlocks(of: comparisons.count, size: 4) { block, _ in
            block.map { place in
                var comparison = comparisons[place]
                if let stored, let lsa {
                    comparison = FusedComparison(
                        tfidf: TFIDFComparison(query: comparison.tfidf.query, stored: stored),
                        lsa: comparison.lsa.among(lsa),
                        encoder: encoder.flatMap { comparison.encoder?.among($0) },
                        weights: comparison.weights)
                }
                return comparison.best(limit, excluding: nobody, threads: .one)
            }
        }.flatMap(\.self).named(by: rows)
    }
}

/// The cosine of an encoder's vectors seen from the mean; all of a score is the encoder's.
struct EncoderComparison: SinglePart {
    let vectors: CentredComparison

    var isEmpty: Bool { vectors.isEmpty }

    func best(_ limit: Int, excluding excluded: RowSet, threads: Threads) -> [Scored] {
        vectors.best(limit, excluding: excluded, threads: threads)
    }

    func scores(of rows: [Int]) -> [Float] { rows.map(vectors.score) }

    func shares(of row: Int) -> SparseVector { .zero }

    func wholes(of row: Int) -> [(signal: Signal, score: Float)] {
        [(.encoder, vectors.score(of: row))]
    }

    static func kernels(of parts: [Self], row: Int) -> [Kernel] {
        parts.map { Kernel(score: $0.vectors.score(of: row)) }
    }

    static func bounds(of parts: [Self]) -> PooledBounds {
        let dense = CentredComparison.dense(of: parts.map(\.vectors), weight: 1)
        return PooledBounds(sparse: nil, dense: dense.map { [$0] } ?? [])
    }

    static func best(
        _ limit: Int, forEachOf comparisons: [Self], among rows: [Int]?, rowCount: Int,
        threads: Threads
    ) -> [[Scored]] {
        guard let first = comparisons.first else { return [] }
        let picked = rows.map(first.vectors.pickingRows)
        let nobody = RowSet(rowCount: rows?.count ?? rowCount)
        return threads.mapBlocks(of: comparisons.count, size: 4) { block, _ in
            block.map { place in
                let vectors = comparisons[place].vectors
                return EncoderComparison(vectors: picked.map(vectors.among) ?? vectors)
                    .best(limit, excluding: nobody, threads: .one)
            }
        }.flatMap(\.self).named(by: rows)
    }
}
