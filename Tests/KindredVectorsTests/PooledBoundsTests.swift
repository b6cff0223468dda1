import Testing

@testable import KindredVectors

/// Several queries against rows, the plain way and through bounds.
@Suite struct PooledBoundsTests {
    /// A set of parts, and the scores that they define.
    private struct Setting {
        let sparseRows: SparseMatrix
        let sparseQueries: [SparseVector]
        let rows: DenseMatrix
        let queries: DenseMatrix
        let offsets: [Float]
        let divisors: [Float]
        let weights: (sparse: Float, dense: Float)

        init(rowCount: Int, queryCount: Int, seed: UInt64, weights: (Float, Float)) {
            var samples = Samples(seed: seed)
            sparseRows = SparseMatrix(
                rows: (0..<rowCount).map { _ in
                    samples.sparseVector(columns: 40, entries: 8).normalized()
                }, columnCount: 40)
            sparseQueries = (0..<queryCount).map { _ in
                samples.sparseVector(columns: 40, entries: 8).normalized()
            }
            rows = samples.dense(rows: rowCount, columns: 19).rowsNormalized(threads: .one)
            queries = samples.dense(rows: queryCount, columns: 19).rowsNormalized(threads: .one)
            offsets = samples.vector(queryCount).map { $0 / 4 }
            divisors = (0..<rowCount).map { row in
                row % 7 == 3 ? 0 : abs(samples.weight()) + 0.01
            }
            self.weights = weights
        }

        var bounds: PooledBounds {
            PooledBounds(
                sparse: PooledBounds.Sparse(
                    queries: sparseQueries, postings: sparseRows.transposed(threads: .one),
                    weight: weights.sparse),
                dense: [
                    PooledBounds.Dense(
                        queries: queries, offsets: offsets, rows: rows,
                        divisors: Elements(divisors), weight: weights.dense)
                ])
        }

        /// The exact score of one query with one row.
        func score(_ query: Int, _ row: Int) -> Float {
            let product = canonicalDot(queries.row(query), rows.row(row))
            let part = divisors[row] > 0 ? (product - offsets[query]) / divisors[row] : 0
            return weights.sparse * sparseQueries[query].dot(sparseRows.row(row))
                + weights.dense * part
        }

        func scores(_ row: Int) -> [Float] {
            (0..<queries.rowCount).map { score($0, row) }
        }
    }

    @Test(arguments: PowerMean.allCases, [1, 2, 70])
    func `no power mean exceeds its bound, and bounds are close`(mean: PowerMean, queryCount: Int) {
        let setting = Setting(rowCount: 300, queryCount: queryCount, seed: 5, weights: (0.7, 0.3))
        let bounds = setting.bounds.powerMeans(mean, threads: .one)
        for row in bounds.indices {
            let exact = mean.mean(of: setting.scores(row))
            #expect(exact <= bounds[row], "\(row)")
            #expect(bounds[row] - exact < 0.01, "\(row)")
        }
    }

    @Test func `no plain mean falls below its bound, and bounds are close`() {
        let setting = Setting(rowCount: 300, queryCount: 5, seed: 6, weights: (0.5, 0.5))
        let bounds = setting.bounds.leastMeans(threads: .one)
        for row in bounds.indices {
            let exact = setting.scores(row).reduce(0.0) { $0 + Double($1) } / 5
            #expect(Double(bounds[row]) <= exact, "\(row)")
            #expect(exact - Double(bounds[row]) < 0.01, "\(row)")
        }
        #expect(bounds.contains { $0 < 0 })
    }

    @Test func `bounds are the same for any number of threads, also beyond one block`() {
        let setting = Setting(rowCount: 9_000, queryCount: 3, seed: 7, weights: (0.7, 0.3))
        let one = setting.bounds.powerMeans(.threeHalves, threads: .one)
        for count in threadCounts {
            #expect(setting.bounds.powerMeans(.threeHalves, threads: Threads(count)) == one)
        }
        for row in [0, 8_191, 8_192, 8_999] {
            #expect(PowerMean.threeHalves.mean(of: setting.scores(row)) <= one[row])
        }
    }

    @Test func `rows of infinite length have a bound that says nothing`() {
        let rows = DenseMatrix(rows: [[.infinity, 0], [1, 0]], columnCount: 2)
        let queries = DenseMatrix(rows: [[0, 1], [1, 0]], columnCount: 2)
        let bounds = PooledBounds(
            sparse: nil,
            dense: [
                PooledBounds.Dense(
                    queries: queries, offsets: [0, 0], rows: rows, divisors: nil, weight: 1)
            ])
        #expect(bounds.powerMeans(.plain, threads: .one) == [.infinity, .infinity])
    }

    @Test(arguments: [1, 3, 20, 400])
    func `the best rows are those of a plain scan, ids, order and bits`(k: Int) {
        let setting = Setting(rowCount: 300, queryCount: 4, seed: 8, weights: (0.7, 0.3))
        let exact = (0..<300).map { PowerMean.threeHalves.mean(of: setting.scores($0)) }
        let excluded = RowSet(rowCount: 300, rows: [0, 17, 200])
        let plain = PlainSearch.best(k, of: exact, excluding: excluded, above: 0)
        let bounds = setting.bounds.powerMeans(.threeHalves, threads: .one)
        for count in threadCounts {
            let found = BoundedSearch.best(
                k, bounds: bounds, excluding: excluded, above: 0, threads: Threads(count)
            ) { $0.map { exact[$0] } }
            #expect(found == plain)
        }
    }

    @Test func `loose bounds and ties cost time, never an answer`() {
        let exact: [Float] = (0..<100).map { Float($0 % 5) / 10 }
        let plain = PlainSearch.best(7, of: exact, above: 0)
        let loose = [Float](repeating: .infinity, count: 100)
        for bounds in [loose, exact, exact.map { $0 + 0.05 }] {
            let found = BoundedSearch.best(7, bounds: bounds, above: 0, threads: .one) {
                $0.map { exact[$0] }
            }
            #expect(found == plain)
        }
    }

    @Test func `tight bounds leave most rows unscored`() {
        let exact: [Float] = (0..<1_000).map { Float($0) }
        let found = BoundedSearch.best(
            5, bounds: exact.map { $0 + 0.5 }, threads: .one
        ) { rows in
            #expect(rows.allSatisfy { $0 >= 900 })
            return rows.map { exact[$0] }
        }
        #expect(found.map(\.row) == [999, 998, 997, 996, 995])
    }
}
