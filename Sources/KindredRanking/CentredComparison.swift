import KindredIndex
import KindredVectors

/// The cosine of points seen from the mean of all papers.
struct CentredComparison {
    /// The points of some papers, and where they lie on the whole.
    struct Points {
        let vectors: DenseMatrix
        let distances: Elements<Float>
        /// nil where every vector is to be read.
        var quantised: QuantisedRows?
    }

    private let query: [Float]
    private let offset: Float
    private let points: Points

    /// - Parameters:
    ///   - query: As it is seen from the mean, of length one, or zero. Shape: (d).
    ///   - vectors: Of length one, or zero. Shape: (papers × d).
    ///   - quantised: The vectors in four bits a number, where there are some.
    init(
        _ query: [Float], vectors: DenseMatrix, _ centring: Centring,
        quantised: QuantisedRows? = nil
    ) {
        self.query = query
        offset = zip(query, centring.centre.array).reduce(0) { $0 + $1.0 * $1.1 }
        points = Points(
            vectors: vectors, distances: centring.distances, quantised: quantised)
    }

    /// The same question with words, as a join asks it.
    func joined(with words: SparseVector) -> CentredJoin.Query {
        CentredJoin.Query(words: words, point: query, offset: offset)
    }

    private init(_ other: CentredComparison, among points: Points) {
        query = other.query
        offset = other.offset
        self.points = points
    }

    /// Whether there is nothing to compare.
    var isEmpty: Bool { !query.contains { $0 != 0 } }

    /// The cosine with every paper. Shape: (papers).
    func scores(threads: Threads) -> [Float] {
        let products = DenseSearch.scores(query, rows: points.vectors, threads: threads)
        return products.indices.map { cosine(products[$0], row: $0) }
    }

    /// The nearest papers above zero, best first, ties to the lower row.
    func best(_ limit: Int, excluding excluded: RowSet, threads: Threads) -> [Scored] {
        DenseSearch.best(
            limit, for: query, rows: points.vectors, quantised: points.quantised,
            centred: CentredScores(offset: offset, distances: points.distances),
            excluding: excluded, above: 0, threads: threads)
    }

    /// The cosine with one paper.
    func score(of row: Int) -> Float {
        cosine(DenseSearch.score(query, rows: points.vectors, row: row), row: row)
    }

    private func cosine(_ product: Float, row: Int) -> Float {
        let distance = points.distances[row]
        return distance > 0 ? (product - offset) / distance : 0
    }

    /// Several questions about the same papers, as a part of bounds with a weight.
    static func dense(of several: [CentredComparison], weight: Float) -> PooledBounds.Dense? {
        several.first.map {
            PooledBounds.Dense(
                queries: DenseMatrix(
                    rows: several.map(\.query), columnCount: $0.points.vectors.columnCount),
                offsets: several.map(\.offset), rows: $0.points.vectors,
                divisors: $0.points.distances, weight: weight)
        }
    }

    /// Some papers' points, copied.
    func pickingRows(_ rows: [Int]) -> Points {
        Points(
            vectors: points.vectors.picking(rows),
            distances: Elements(rows.map { points.distances[$0] }))
    }

    /// The same question among some papers only.
    func among(_ points: Points) -> CentredComparison {
        CentredComparison(self, among: points)
    }
}
