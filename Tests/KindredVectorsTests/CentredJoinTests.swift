import Testing

@testable import KindredVectors

/// Joins by a product and a cosine: the plain loop over all rows is the truth, bit for bit.
@Suite struct CentredJoinTests {
    private static let d = 24
    private static let columns = 300

    /// Most of the product of words, a part of the cosine; what shares no word must be near.
    private static let score = CentredJoin.Score(product: 0.7, cosine: 0.3) { product, cosine in
        product > 0 || cosine >= 0.3 ? 0.7 * product + 0.3 * cosine : min(product, 0)
    }

    /// Rows of words and points, and what is known of the points.
    private struct Made {
        var words: SparseMatrix
        var points: DenseMatrix
        var distances: Elements<Float>
        var centre: [Float]

        init(_ count: Int, seed: UInt64, odd: [Int: Float] = [:]) {
            var samples = Samples(seed: seed)
            let vectors = (0..<count).map { row -> SparseVector in
                // Some rows are alike to the last word, some have none.
                var own = Samples(seed: seed + UInt64(row / 3))
                let vector = own.sparseVector(
                    columns: CentredJoinTests.columns, entries: row % 50 == 7 ? 0 : 12)
                return SparseVector(ids: vector.ids, weights: vector.weights.map(abs)).normalized()
            }
            words = SparseMatrix(rows: vectors, columnCount: CentredJoinTests.columns)
            let points = (0..<count).map { row -> [Float] in
                guard row % 40 != 11 else { return Array(repeating: 0, count: d) }
                let point = samples.vector(d).enumerated().map {
                    $1 / Float($0 + 1) + ($0 == 0 ? 2 : 0)
                }
                let length = Float(point.euclideanNorm)
                return point.map { $0 / length }
            }
            let centre = (0..<d).map { place in
                points.reduce(0) { $0 + $1[place] } / Float(max(count, 1))
            }
            let distances = points.enumerated().map { row, point -> Float in
                if let odd = odd[row] { return odd }
                guard point.contains(where: { $0 != 0 }) else { return 0 }
                return Float(zip(point, centre).map { $0 - $1 }.euclideanNorm)
            }
            self.points = DenseMatrix(rows: points, columnCount: d)
            self.distances = Elements(distances)
            self.centre = centre
        }

        func join(_ k: Int, _ rows: Range<Int>, threads: Int = 1) -> CentredJoin? {
            let points = CentredJoin.Points(
                vectors: points, quantised: nil, distances: distances, firstRow: rows.lowerBound)
            return points.flatMap {
                CentredJoin(
                    k, rows: words.window(rows), points: $0, score: CentredJoinTests.score,
                    threads: Threads(threads))
            }
        }

        func queries(_ count: Int, seed: UInt64) -> [CentredJoin.Query] {
            var samples = Samples(seed: seed)
            return (0..<count).map { query in
                let row = samples.number(in: 0..<words.rowCount)
                let point = points.row(row)
                let away = zip(point, centre).map { $0 - $1 }
                let length = Float(away.euclideanNorm)
                let direction = away.map { query % 9 == 4 ? 0 : $0 / length }
                // Words of the row, of none, and of another.
                let from = query % 7 == 3 ? samples.number(in: 0..<words.rowCount) : row
                return CentredJoin.Query(
                    words: query % 11 == 5 ? .zero : words.row(from).normalized(),
                    point: direction,
                    offset: zip(direction, centre).reduce(0) { $0 + $1.0 * $1.1 })
            }
        }

        func plain(_ k: Int, _ query: CentredJoin.Query, _ rows: Range<Int>, own: Int?) -> [Scored]
        {
            guard !query.words.isEmpty else { return [] }
            let scores = rows.map { row -> Float in
                let distance = distances[row]
                let product = DenseSearch.score(query.point, rows: points, row: row)
                return CentredJoinTests.score.exact(
                    query.words.dot(words.row(row)),
                    distance > 0 ? (product - query.offset) / distance : 0)
            }
            let excluded = RowSet(rowCount: scores.count, rows: own.map { [$0] } ?? [])
            return PlainSearch.best(k, of: scores, excluding: excluded, above: 0)
        }
    }

    private func check(_ made: Made, _ k: Int, _ rows: Range<Int>, threads: Int) throws {
        let join = try #require(made.join(k, rows, threads: threads))
        let queries = made.queries(60, seed: UInt64(k))
        let own: @Sendable (Int) -> Int? = { $0 % 3 == 0 ? $0 * 7 % rows.count : nil }
        // Asked twice: what one batch leaves behind must not reach the next.
        for _ in 0..<2 {
            let found = join.best(forEachOf: queries, ownRow: own)
            for (place, query) in queries.enumerated() {
                #expect(found[place] == made.plain(k, query, rows, own: own(place)), "\(place)")
            }
        }
    }

    @Test(arguments: [1, 3, 12], [1, 3])
    func `answers are those of the plain loop, for any number of threads`(
        k: Int, threads: Int
    ) throws {
        let made = Made(3_000, seed: UInt64(k))
        try check(made, k, 0..<3_000, threads: threads)
        try check(made, k, 900..<2_500, threads: threads)
    }

    @Test func `rows whose distances are not what they should be are answered all the same`() throws
    {
        // Too near to promise anything, a hundredth of the true distance, none at all, and no number.
        let odd: [Int: Float] = [3: 1e-7, 500: 0.004, 900: 0, 1_200: .nan, 2_999: 0.01, 1_500: 900]
        try check(Made(3_000, seed: 9, odd: odd), 5, 0..<3_000, threads: 2)
    }

    @Test func `no join is made where nothing could be promised`() {
        #expect(Made(100, seed: 1).join(3, 0..<100) == nil)
        var below = Made(1_000, seed: 2)
        #expect(below.join(3, 0..<1_000) != nil)
        #expect(below.join(100, 0..<1_000) == nil)
        var samples = Samples(seed: 3)
        below.words = samples.sparse(rows: 1_000, columns: Self.columns)
        #expect(below.join(3, 0..<1_000) == nil)
    }
}
