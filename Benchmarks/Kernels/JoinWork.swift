import KindredVectors

extension KernelWork {
    /// Ten best of 30,000 rows by a product and a cosine for each of 500 queries, beside scoring all
    /// rows for a few of them.
    static var centredJoin: GuardedWork {
        let made = JoinedRows(30_000)
        let queries = (0..<500).map { made.query($0 * 59) }
        return GuardedWork(
            beside: "all products and all cosines of a query", pieces: (work: 500, plain: 5),
            check: {
                guard let join = made.join(10) else { throw WrongAnswer("There is no join.") }
                let found = join.best(forEachOf: queries) { $0 * 59 }
                for place in stride(from: 0, to: queries.count, by: 97) {
                    try WrongAnswer.unless(
                        found[place] == made.plain(10, place * 59),
                        "Query \(place) answers otherwise than the plain loop.")
                }
                return "the join answers as the plain loop"
            },
            work: {
                guard let join = made.join(10) else { throw WrongAnswer("There is no join.") }
                keep(join.best(forEachOf: queries) { $0 * 59 })
            },
            plain: { for place in 0..<5 { keep(made.plain(10, place * 59)) } })
    }
}

/// Rows of words and points, compared as the fused signal compares papers.
private struct JoinedRows: Sendable {
    private let words: SparseMatrix
    private let postings: SparseMatrix
    private let points: DenseMatrix
    private let quantised: QuantisedRows?
    private let distances: Elements<Float>

    private static func score(_ product: Float, _ cosine: Float) -> Float {
        product > 0 || cosine >= 0.3 ? 0.8 * product + 0.2 * cosine : min(product, 0)
    }

    init(_ count: Int) {
        words = KernelWork.sparseRows(count)
        postings = words.transposed(threads: .one)
        points = KernelWork.denseRows(count)
        quantised = QuantisedRows(points, threads: .one)
        // Seen from zero, every point lies one away.
        distances = Elements([Float](repeating: 1, count: count))
    }

    func join(_ k: Int) -> CentredJoin? {
        let points = CentredJoin.Points(
            vectors: points, quantised: quantised, distances: distances, firstRow: 0)
        let score = CentredJoin.Score(product: 0.8, cosine: 0.2, exact: Self.score)
        return points.flatMap {
            CentredJoin(k, rows: words, points: $0, score: score, threads: .one)
        }
    }

    func query(_ row: Int) -> CentredJoin.Query {
        CentredJoin.Query(words: words.row(row), point: points.row(row), offset: 0)
    }

    func plain(_ k: Int, _ row: Int) -> [Scored] {
        let products = SparseSearch.scores(words.row(row), postings: postings, threads: .one)
        let cosines = DenseSearch.scores(points.row(row), rows: points, threads: .one)
        let scores = products.indices.map { Self.score(products[$0], cosines[$0]) }
        let own = RowSet(rowCount: scores.count, rows: [row])
        return TopK.best(k, of: scores, excluding: own, above: 0)
    }
}
