/// Several queries that every row is compared with, and how near they can be to a row together.
///
/// The score of a query with a row is a weighted sum: one sparse product and some dense ones, each
/// dense one less an offset of the query and divided by a number of the row.
///
///     k = w s + Σ_t w_t (q_t · x_t - o_t) / c_t
///
/// Here k is computed fast and nearly, by matrix products over blocks of rows, and what comes out
/// are bounds that the exact scores cannot cross. ``BoundedSearch`` needs no more to find the best
/// rows exactly.
///
/// **How far off k can be.** A dense product is within ``DenseBound`` of the canonical one. Forming
/// the fraction and the sum takes a few roundings more, 8 u (‖q‖ R + |o|) / c at most, u = 2^-24,
/// and those of the sparse product 8 u, as its rows and queries have length one at most; where
/// there is no dense part the weight is 1 and k is exact. Together that is ε for a row. A power mean
/// of n scores moves by ε at most when each of them does (it is a norm, divided by its value at all
/// ones), and so does a plain mean. Sums run in `Double`, powers of `Float` in `Float`, so that a relative
/// 2^-21 covers what remains.
package struct PooledBounds: Sendable {
    /// The sparse part of every query.
    package struct Sparse: Sendable {
        let queries: [SparseVector]
        let postings: SparseMatrix
        let weight: Float

        /// - Parameters:
        ///   - queries: Ids are rows of `postings`. Where dense parts are added, of length one at
        ///     most, as are the rows searched.
        ///   - postings: Shape: (ids × rows).
        ///   - weight: 1 where this is the only part.
        package init(queries: [SparseVector], postings: SparseMatrix, weight: Float) {
            self.queries = queries
            self.postings = postings
            self.weight = weight
        }
    }

    /// One dense part of every query.
    package struct Dense: Sendable {
        let queries: DenseMatrix
        let offsets: [Float]
        let rows: DenseMatrix
        let divisors: Elements<Float>?
        let weight: Float

        /// - Parameters:
        ///   - queries: Shape: (queries × d).
        ///   - offsets: Taken from the products. Shape: (queries).
        ///   - rows: Shape: (rows × d).
        ///   - divisors: What is left is divided by; 0 makes a row score 0. Nil for ones. Shape:
        ///     (rows).
        package init(
            queries: DenseMatrix, offsets: [Float], rows: DenseMatrix,
            divisors: Elements<Float>?, weight: Float
        ) {
            precondition(
                queries.rowCount == offsets.count && queries.columnCount == rows.columnCount,
                "queries need one offset each and as many columns as rows")
            self.queries = queries
            self.offsets = offsets
            self.rows = rows
            self.divisors = divisors
            self.weight = weight
        }
    }

    private let sparse: Sparse?
    private let dense: [Dense]
    private let queryCount: Int
    private let rowCount: Int

    /// The parts of some queries.
    ///
    /// - Precondition: At least one part, and all of as many queries and rows.
    package init(sparse: Sparse?, dense: [Dense] = []) {
        self.sparse = sparse
        self.dense = dense
        queryCount = sparse?.queries.count ?? dense.first?.queries.rowCount ?? 0
        rowCount = sparse?.postings.columnCount ?? dense.first?.rows.rowCount ?? 0
        precondition(
            dense.allSatisfy { $0.queries.rowCount == queryCount && $0.rows.rowCount == rowCount },
            "every part needs all queries and all rows")
    }

    /// Numbers that the power mean of each row's scores does not exceed. Shape: (rows).
    ///
    /// - Complexity: O(queries × (postings of a query + rows × d)); memory for one number a row and
    ///   4 MB for each thread, however many queries there are.
    package func powerMeans(_ mean: PowerMean, threads: Threads) -> [Float] {
        pooled(threads: threads) { score in
            switch mean {
            case .plain: max(score, 0)
            case .threeHalves: max(score, 0) * max(score, 0).squareRoot()
            case .quadratic: max(score, 0) * max(score, 0)
            }
        } bound: { sum, slack in
            let mean = mean.root(sum / Double(queryCount))
            return Float(mean * (1 + 0x1p-21) + slack).nextUp
        }
    }

    /// Numbers that the plain mean of each row's scores, negative ones too, does not fall below.
    /// Shape: (rows).
    ///
    /// - Complexity: As ``powerMeans(_:threads:)``.
    package func leastMeans(threads: Threads) -> [Float] {
        pooled(threads: threads) {
            $0
        } bound: { sum, slack in
            let mean = sum / Double(queryCount)
            return Float(mean - abs(mean) * 0x1p-21 - slack).nextDown
        }
    }

    // MARK: Blocks

    // Rows in a block and queries in a group: their scores take 2 MB, and so do products.
    private static let block = 8_192
    private static let group = 64

    @inline(__always)
    private func pooled(
        threads: Threads, _ raise: @Sendable (Float) -> Float,
        bound: @Sendable (_ sum: Double, _ slack: Double) -> Float
    ) -> [Float] {
        let places = min(rowCount, Self.block) * min(queryCount, Self.group)
        let scores = Scratch(count: places, workers: threads.count)
        let products = Scratch(count: dense.isEmpty ? 0 : places, workers: threads.count)
        return [Float](unsafeUninitializedCapacity: rowCount) { buffer, initializedCount in
            let result = SharedBuffer(UnsafeMutableBufferPointer(rebasing: buffer[..<rowCount]))
            threads.forEachBlock(of: rowCount, size: Self.block) { rows, worker in
                var sums = [Double](repeating: 0, count: rows.count)
                for start in stride(from: 0, to: queryCount, by: Self.group) {
                    let queries = start..<min(start + Self.group, queryCount)
                    let count = queries.count * rows.count
                    let block = scores[worker, ..<count]
                    score(
                        queries, rows, into: block,
                        products: dense.isEmpty ? block : products[worker, ..<count])
                    Self.add(block, to: &sums, raise)
                }
                let slacks = slacks(of: rows)
                for place in 0..<rows.count {
                    result[rows.lowerBound + place] =
                        slacks[place] < .infinity ? bound(sums[place], slacks[place]) : .infinity
                }
            }
            initializedCount = rowCount
        }
    }

    /// Adds the scores of each row, raised. Shapes: scores (queries × rows), sums (rows).
    @inline(__always)
    private static func add(
        _ scores: UnsafeMutableBufferPointer<Float>, to sums: inout [Double],
        _ raise: (Float) -> Float
    ) {
        let n = sums.count
        sums.withUnsafeMutableBufferPointer { sums in
            for start in stride(from: 0, to: scores.count, by: max(n, 1)) {
                for place in 0..<n { sums[place] += Double(raise(scores[start + place])) }
            }
        }
    }

    /// Sets `scores` to what some queries score with some rows. Shapes: (queries × rows) both.
    private func score(
        _ queries: Range<Int>, _ rows: Range<Int>,
        into scores: UnsafeMutableBufferPointer<Float>,
        products: UnsafeMutableBufferPointer<Float>
    ) {
        scores.update(repeating: 0)
        let n = rows.count
        if let sparse {
            for (place, query) in queries.enumerated() {
                let part = UnsafeMutableBufferPointer(
                    rebasing: scores[place * n..<(place + 1) * n])
                SparseSearch.score(
                    sparse.queries[query], postings: sparse.postings, block: rows, into: part)
                if sparse.weight != 1 { for row in 0..<n { part[row] *= sparse.weight } }
            }
        }
        for part in dense {
            let factors = part.factors(of: rows)
            // Where beta is 0 a BLAS may still multiply what lies there, and 0 · NaN is NaN.
            products.update(repeating: 0)
            part.queries.withRows(queries) { vectors in
                part.rows.withRows(rows) { points in
                    BLAS.multiply(
                        vectors, points, transposed: true, n: queries.count, m: n,
                        d: part.rows.columnCount, into: products)
                }
            }
            for (place, query) in queries.enumerated() {
                let (start, offset) = (place * n, part.offsets[query])
                factors.withUnsafeBufferPointer { factors in
                    for row in 0..<n {
                        scores[start + row] += (products[start + row] - offset) * factors[row]
                    }
                }
            }
        }
    }

    /// ε of some rows. Shape: (rows).
    private func slacks(of rows: Range<Int>) -> [Double] {
        var slacks = [Double](repeating: dense.isEmpty ? 0 : 0x1p-21, count: rows.count)
        for part in dense {
            let largest = part.largestSlack(in: rows)
            for (place, factor) in part.factors(of: rows).enumerated() where factor != 0 {
                slacks[place] += Double(abs(factor)) * largest
            }
        }
        return slacks
    }
}

extension PooledBounds.Dense {
    /// The weight over the divisor of each row; 0 for a row without one. Shape: (rows).
    fileprivate func factors(of rows: Range<Int>) -> [Float] {
        guard let divisors else { return [Float](repeating: weight, count: rows.count) }
        return rows.map { divisors[$0] > 0 ? weight / divisors[$0] : 0 }
    }

    /// How far a product less its offset may be from the canonical one for any query and some rows.
    fileprivate func largestSlack(in block: Range<Int>) -> Double {
        let d = rows.columnCount
        let largest = rows.withRows(block) { DenseSearch.largestNorm($0, d: d) }
        let longest = (0..<queries.rowCount).reduce(0.0) { longest, query in
            let norm = queries.withRow(query) { $0.euclideanNorm }
            return norm <= longest ? longest : norm
        }
        let offset = offsets.reduce(0.0) { max($0, abs(Double($1))) }
        let slack = Double(DenseBound.slack(queryNorm: longest, largest: largest, d: d))
        return slack + 8 * 0x1p-24 * (longest * largest + offset)
    }
}
