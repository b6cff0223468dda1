import KindredIndex
import KindredVectors

/// Papers from outside an index, weighed as its own are: what a signal compares them by.
///
/// A candidate that the index holds has here the very row that it has there.
struct Candidates: Sendable {
    /// The weights by paper, as TF-IDF has them. Shape: (candidates × terms).
    var words: SparseMatrix
    /// How much of each the index knows, in 0...1; see ``Related/familiarity(of:)``.
    var familiarity: [Double]
    /// The Chinese terms behind translated ones, by the places of the candidates that have any.
    var via: [Int: [UInt32: String]] = [:]
    /// The weights by term, as BM25 has them; nil where no one asks. Shape: (terms × candidates).
    var bm25: SparseMatrix?
    /// The points by LSA; nil where no one asks. Shape: (candidates × dimensions).
    var points: DenseMatrix?
    /// How far each point lies from the mean of the index's own. Shape: (candidates).
    var pointDistances: Elements<Float> = []
    /// What an encoder makes of each; nil where it was not asked. Shape: (candidates × dimensions).
    var meanings: DenseMatrix?
    /// How far each of them lies from the mean of the index's own. Shape: (candidates).
    var meaningDistances: Elements<Float> = []

    /// How many there are.
    var count: Int { words.rowCount }
}

// What a part compares is where its papers are stored. Put among candidates, it is the same
// question with the same arithmetic.

extension TFIDFComparison {
    func among(_ candidates: Candidates) -> TFIDFComparison {
        let unread = SparseMatrix.empty(rowCount: 0, columnCount: candidates.count)
        return TFIDFComparison(
            query: query,
            stored: StoredTFIDF(idf: stored.idf, rows: candidates.words, postings: unread))
    }

    var words: SparseVector? { query }

    static func kernels(of parts: [Self], row: Int, products: [Float]) -> [Kernel] {
        products.map { Kernel(score: $0) }
    }
}

extension BM25Comparison {
    func among(_ candidates: Candidates) -> BM25Comparison {
        let nothing = SparseMatrix.empty(rowCount: 0, columnCount: candidates.count)
        return BM25Comparison(
            query: query,
            stored: StoredBM25(
                idf: stored.idf, postings: candidates.bm25 ?? nothing,
                averageLength: stored.averageLength))
    }
}

extension LSAComparison {
    func among(_ candidates: Candidates) -> LSAComparison {
        LSAComparison(
            query: query, fitted: fitted,
            stored: candidates.points.map(stored.holding) ?? stored, rows: candidates.words)
    }
}

extension FusedComparison {
    func among(_ candidates: Candidates) -> FusedComparison {
        func part(
            _ comparison: CentredComparison, _ vectors: DenseMatrix?,
            _ distances: Elements<Float>
        ) -> CentredComparison? {
            vectors.map { comparison.among(.init(vectors: $0, distances: distances)) }
        }
        return FusedComparison(
            tfidf: tfidf.among(candidates),
            lsa: part(lsa, candidates.points, candidates.pointDistances) ?? lsa,
            encoder: encoder.flatMap { part($0, candidates.meanings, candidates.meaningDistances) },
            weights: weights)
    }

    var words: SparseVector? { tfidf.query }

    static func kernels(of parts: [Self], row: Int, products: [Float]) -> [Kernel] {
        zip(parts, products).map { $0.kernel(shared: $1, row: row) }
    }
}

extension EncoderComparison {
    func among(_ candidates: Candidates) -> EncoderComparison {
        EncoderComparison(
            vectors: candidates.meanings.map {
                vectors.among(.init(vectors: $0, distances: candidates.meaningDistances))
            } ?? vectors)
    }
}

extension SinglePart {
    var words: SparseVector? { nil }

    static func kernels(of parts: [Self], row: Int, products: [Float]) -> [Kernel] {
        kernels(of: parts, row: row)
    }
}
