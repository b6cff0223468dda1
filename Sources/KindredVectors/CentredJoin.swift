import CKernels

/// Rows laid out once, to be searched by batches of queries that ask two things of a row: a sparse
/// product, and a cosine seen from the mean of all rows.
///
/// The score of a row is a function of the two that a weighted sum of them bounds. Of all rows of a
/// block, products are bounded by ceilings, as in ``SparseJoin``, and cosines by four bits a number
/// (``QuantisedRows``); what rounding does to the sum it does to the bound as well, since every step
/// is monotone. Rows whose bound reaches the k-th score are scored exactly, and no others are read.
/// Scores, order and ties are those of the plain loop.
package struct CentredJoin: Sendable {
    /// What is asked.
    package struct Query: Sendable {
        let words: SparseVector
        let point: [Float]
        let offset: Float

        /// - Parameters:
        ///   - words: The sparse part. Ids are columns of the rows.
        ///   - point: As it is seen from the mean. Shape: (d).
        ///   - offset: Its product with the mean, as scores take it away.
        package init(words: SparseVector, point: [Float], offset: Float) {
            self.words = words
            self.point = point
            self.offset = offset
        }
    }

    /// The dense part of the rows.
    package struct Points: Sendable {
        let vectors: DenseMatrix
        let quantised: QuantisedRows
        let distances: Elements<Float>
        let firstRow: Int

        /// Nil where the vectors cannot be given in four bits.
        ///
        /// - Parameters:
        ///   - vectors: Shape: (all rows × d).
        ///   - quantised: The same in four bits a number; made where nil.
        ///   - distances: How far each lies from the mean; 0 makes its cosine 0. Shape: (all rows).
        ///   - firstRow: The row that is the first of those searched.
        /// - Complexity: O(1) with quantised rows, else O(rows × d · log d).
        package init?(
            vectors: DenseMatrix, quantised: QuantisedRows?, distances: Elements<Float>,
            firstRow: Int, threads: Threads = Threads()
        ) {
            guard let quantised = quantised ?? QuantisedRows(vectors, threads: threads),
                quantised.rowCount == vectors.rowCount,
                quantised.columnCount == vectors.columnCount,
                distances.count == vectors.rowCount
            else { return nil }
            self.vectors = vectors
            self.quantised = quantised
            self.distances = distances
            self.firstRow = firstRow
        }
    }

    /// What a row scores by its product and its cosine.
    package struct Score: Sendable {
        let product: Float
        let cosine: Float
        let exact: @Sendable (_ product: Float, _ cosine: Float) -> Float

        /// - Parameters:
        ///   - product: The weight of the product, not below 0.
        ///   - cosine: The weight of the cosine, not below 0.
        ///   - exact: The score itself. Where it is above 0, it is no more than the sum of both,
        ///     each times its weight, with every step rounded.
        package init(
            product: Float, cosine: Float,
            exact: @escaping @Sendable (_ product: Float, _ cosine: Float) -> Float
        ) {
            precondition(product >= 0 && cosine >= 0, "weights below zero bound nothing")
            self.product = product
            self.cosine = cosine
            self.exact = exact
        }
    }

    private let k: Int
    private let rows: SparseMatrix
    private let points: Points
    private let score: Score
    private let blocks: [CeilingBlock]
    private let rowsInBlock: Int
    private let threads: Threads

    /// Lays out rows; nil where too little could be passed over to be worth it: few rows, weights
    /// below zero, or more memory than ``SparseJoin`` takes.
    ///
    /// - Parameters:
    ///   - k: How many rows each query gets at most; at least 1.
    ///   - rows: The rows that are searched. Shape: (rows × ids).
    /// - Complexity: O(entries + ids · blocks).
    package init?(
        _ k: Int, rows: SparseMatrix, points: Points, score: Score, threads: Threads = Threads()
    ) {
        precondition(k >= 1, "the best of something needs a k from 1")
        guard points.firstRow + rows.rowCount <= points.vectors.rowCount,
            let layout = CeilingBlock.layout(of: rows, k: k, threads: threads)
        else { return nil }
        self.k = k
        self.rows = rows
        self.points = points
        self.score = score
        self.threads = threads
        (blocks, rowsInBlock) = layout
    }

    /// The `k` rows nearest to each query, above zero, best first, ties to the lower row.
    ///
    /// - Parameter ownRow: The row that is a query itself and so never its answer; nil for none.
    /// - Returns: One list for each query. Shape: (queries × at most k).
    package func best(
        forEachOf queries: [Query], ownRow: @escaping @Sendable (_ query: Int) -> Int?
    ) -> [[Scored]] {
        let best = Slots(count: queries.count, repeating: BestRows(k, above: 0))
        let workers = Slots<CentredWorker?>(count: threads.count, repeating: nil)
        let quantised = threads.mapBlocks(of: queries.count, size: 64) { part, _ in
            part.map { QuantisedQuery(queries[$0].point) }
        }.flatMap(\.self)
        for block in blocks {
            // A worker belongs to one thread at a time, and a query to one worker.
            threads.forEachBlock(of: queries.count, size: 64) { part, number in
                let worker = workers[number] ?? CentredWorker(rowsInBlock, rows, points, score)
                workers[number] = worker
                for place in part where !queries[place].words.isEmpty {
                    worker.take(
                        block, queries[place], quantised[place], but: ownRow(place),
                        into: &best[place])
                }
            }
        }
        return best.values.map(\.sorted)
    }
}

/// One worker of a join.
private final class CentredWorker {
    private let room: CeilingScratch
    private var plan = CeilingPlan()
    private var cosines: [Float]
    private let rows: SparseMatrix
    private let points: CentredJoin.Points
    private let score: CentredJoin.Score

    /// Rows asked for before they are read.
    private static let ahead = 8

    init(
        _ rowCount: Int, _ rows: SparseMatrix, _ points: CentredJoin.Points,
        _ score: CentredJoin.Score
    ) {
        room = CeilingScratch(rowCount: rowCount)
        // Sixteen rows stand side by side, and a block may begin and end within them.
        cosines = Array(repeating: 0, count: rowCount + 32)
        self.rows = rows
        self.points = points
        self.score = score
    }

    /// Offers the rows of a block to a query's `best`.
    ///
    /// - Parameters:
    ///   - quantised: The query's point; nil where it bounds nothing.
    ///   - own: The row that may not be answered.
    func take(
        _ block: CeilingBlock, _ query: CentredJoin.Query, _ quantised: QuantisedQuery?,
        but own: Int?, into best: inout BestRows
    ) {
        query.words.ids.withUnsafeBufferPointer { ids in
            query.words.weights.withUnsafeBufferPointer { weights in
                let isPlanned = plan.make(
                    ids: ids, weights: weights, steps: block.columns.steps,
                    columnOf: block.columns.column)
                guard isPlanned else {
                    for row in block.rows where row != own {
                        let product = rows.withRow(row) { plainDot(ids, weights, $0, $1) }
                        best.take(
                            Scored(row: row, score: score.exact(product, cosine(query, row))))
                    }
                    return
                }
                let bounds = bounds(of: block, query, quantised, but: own)
                room.exact.ask(ids, weights)
                if best.worst == nil { takeFirst(bounds, block, query, into: &best) }
                takeRest(bounds, block, query, into: &best)
                room.scores.update(repeating: 0)
            }
        }
    }

    /// What the scores of the rows of a block do not exceed; no number for the query's own row.
    private func bounds(
        of block: CeilingBlock, _ query: CentredJoin.Query, _ quantised: QuantisedQuery?,
        but own: Int?
    ) -> UnsafeMutableBufferPointer<Float> {
        block.add(plan, to: room)
        let padded = CeilingSteps.padded(block.rows.count)
        let bounds = UnsafeMutableBufferPointer(rebasing: room.scores[..<block.rows.count])
        // Safety: `room` has places for all rows of the block.
        kindred_ceiling_bounds(
            bounds.baseAddress, room.sums.baseAddress, padded, plan.unit, plan.scale, plan.base)
        let first = points.firstRow + block.rows.lowerBound
        if let quantised {
            let sixteens = first / 16..<(first + block.rows.count + 15) / 16
            cosines.withUnsafeMutableBufferPointer { cosines in
                let products = UnsafeMutableBufferPointer(
                    rebasing: cosines[..<(16 * sixteens.count)])
                quantised.bounds(of: points.quantised, blocks: sixteens, into: products)
                let start = first % 16
                add(cosines[start..<start + bounds.count], first, query.offset, to: bounds)
            }
        } else if query.point.contains(where: { $0 != 0 }) {
            bounds.update(repeating: .infinity)
        } else {
            for place in bounds.indices { bounds[place] *= score.product }
        }
        if let own, block.rows.contains(own) { bounds[own - block.rows.lowerBound] = .nan }
        return bounds
    }

    /// Makes bounds of products, by weight, and of the products of points those of scores.
    private func add(
        _ products: Slice<UnsafeMutableBufferPointer<Float>>, _ first: Int, _ offset: Float,
        to bounds: UnsafeMutableBufferPointer<Float>
    ) {
        let products = UnsafeMutableBufferPointer(rebasing: products)
        CentredScores(offset: offset, distances: points.distances).score(products, firstRow: first)
        for place in bounds.indices {
            bounds[place] = score.product * bounds[place] + score.cosine * products[place]
        }
    }

    /// Offers the rows with the highest bounds, so that there is a k-th score to go by.
    private func takeFirst(
        _ bounds: UnsafeMutableBufferPointer<Float>, _ block: CeilingBlock,
        _ query: CentredJoin.Query, into best: inout BestRows
    ) {
        var first = best.emptied
        first.take(UnsafeBufferPointer(bounds), firstRow: block.rows.lowerBound)
        for row in first.rows {
            best.take(exact(query, row))
            bounds[row - block.rows.lowerBound] = .nan
        }
    }

    /// Offers every other row that may be among the best.
    private func takeRest(
        _ bounds: UnsafeMutableBufferPointer<Float>, _ block: CeilingBlock,
        _ query: CentredJoin.Query, into best: inout BestRows
    ) {
        var place = 0
        withUnsafeTemporaryAllocation(of: Int.self, capacity: Self.ahead) { found in
            while place < bounds.count {
                // What only equals the k-th score may still win by its lower row.
                let bar = (best.worst ?? Float.leastNonzeroMagnitude).nextDown
                var count = 0
                while count < found.count {
                    // Safety: the kernel reads `place..<count` of the bounds.
                    let next = kindred_next_above(bounds.baseAddress, place, bounds.count, bar)
                    place = min(next + 1, bounds.count)
                    guard next < bounds.count else { break }
                    let row = points.firstRow + block.rows.lowerBound + next
                    points.vectors.withRow(row) { kindred_prefetch($0.baseAddress, $0.count) }
                    found[count] = next
                    count += 1
                }
                for place in found[..<count] where bounds[place] >= best.worst ?? 0 {
                    best.take(exact(query, block.rows.lowerBound + place))
                }
            }
        }
    }

    private func exact(_ query: CentredJoin.Query, _ row: Int) -> Scored {
        let product = room.exact.score(of: row, in: rows)
        return Scored(row: row, score: score.exact(product, cosine(query, row)))
    }

    private func cosine(_ query: CentredJoin.Query, _ row: Int) -> Float {
        let place = points.firstRow + row
        let product = DenseSearch.score(query.point, rows: points.vectors, row: place)
        return CentredScores(offset: query.offset, distances: points.distances)
            .score(product, row: place)
    }
}
