import CKernels

extension SparseSearch {
    /// The `k` rows nearest to one query, best first, ties to the lower row: what ``best(_:for:postings:excluding:above:threads:)``
    /// gives, with most rows only bounded.
    ///
    /// Ids that many rows hold are bounded by their ceilings, a few bits for each row, the others
    /// summed from their postings. Only rows whose bound reaches the k-th score are scored exactly:
    /// see ``CeilingPlan`` for why no other can be among the best.
    /// - Parameters:
    ///   - k: At least 1.
    ///   - query: Ids are rows of `postings`. Shape: (entries).
    ///   - rows: The rows that are searched. Shape: (rows × ids).
    ///   - postings: The same by id. Shape: (ids × rows).
    ///   - ceilings: Those of `postings`; nil, or of another shape: every row is scored.
    ///   - excluded: Rows that may not be answered.
    ///   - minimum: Only scores strictly above it.
    /// - Complexity: O(rows + postings of the query's rare ids) and half a byte for each row and
    ///   frequent id; memory for two numbers for each row.
    package static func best(
        _ k: Int, for query: SparseVector, rows: SparseMatrix, postings: SparseMatrix,
        ceilings: WeightCeilings?, excluding excluded: RowSet? = nil,
        above minimum: Float? = nil, threads: Threads = Threads()
    ) -> [Scored] {
        let count = postings.columnCount
        // Where a good part of the rows is asked for, there is nothing to leave out.
        guard let ceilings, ceilings.rowCount == count, rows.rowCount == count, k <= count / 64,
            let plan = CeilingPlan(of: query, ceilings.steps, below: postings.rowCount)
        else {
            return best(
                k, for: query, postings: postings, excluding: excluded, above: minimum,
                threads: threads)
        }
        let search = CeilingSearch(
            query: query, plan: plan, rows: rows, postings: postings, ceilings: ceilings,
            minimum: minimum)
        let empty = BestRows(k, excluding: excluded, above: minimum)
        let best = Slots(count: threads.count, repeating: empty)
        let scratch = Slots<CeilingScratch?>(count: threads.count, repeating: nil)
        let size = CeilingSearch.blockSize(rowCount: count)
        threads.forEachBlock(of: count, size: size) { block, worker in
            let room = scratch[worker] ?? CeilingScratch(rowCount: size, query: query)
            scratch[worker] = room
            search.take(block, room, like: empty, into: &best[worker])
        }
        return best.values.reduce(into: empty) { $0.take($1) }.sorted
    }
}

extension CeilingPlan {
    /// A plan for a query whose ids below `idCount` are known; nil where nothing can be promised.
    fileprivate init?(of query: SparseVector, _ steps: CeilingSteps, below idCount: Int) {
        self.init()
        var next = 0
        let isMade = query.ids.withUnsafeBufferPointer { ids in
            query.weights.withUnsafeBufferPointer { weights in
                make(ids: ids, weights: weights, steps: steps) { id in
                    while next < steps.ids.count, steps.ids[next] < id { next += 1 }
                    return next < steps.ids.count && steps.ids[next] == id ? next : nil
                }
            }
        }
        guard isMade else { return nil }
    }
}

/// What a worker of a search with ceilings needs: room for the bounds of a block, and the query's
/// table.
final class CeilingScratch {
    // Safety: allocated in `init`, freed in `deinit`; `rowCount` places in each.
    let scores: UnsafeMutableBufferPointer<Float>
    let sums: UnsafeMutableBufferPointer<Int16>
    var exact = ExactScores()

    /// Room for blocks of `rowCount` rows. Scores are zero.
    init(rowCount: Int) {
        let padded = CeilingSteps.padded(rowCount)
        scores = .allocate(capacity: padded)
        scores.initialize(repeating: 0)
        sums = .allocate(capacity: padded)
        sums.initialize(repeating: 0)
    }

    convenience init(rowCount: Int, query: SparseVector) {
        self.init(rowCount: rowCount)
        query.ids.withUnsafeBufferPointer { ids in
            query.weights.withUnsafeBufferPointer { exact.ask(ids, $0) }
        }
    }

    deinit {
        scores.deallocate()
        sums.deallocate()
        exact.deallocate()
    }
}

/// One query on its way through all rows, block after block.
private struct CeilingSearch: Sendable {
    let query: SparseVector
    let plan: CeilingPlan
    let rows: SparseMatrix
    let postings: SparseMatrix
    let ceilings: WeightCeilings
    let minimum: Float?

    /// At most 65,536 rows, whose bounds stay in the second-level cache; at least two blocks where
    /// there is enough to do for two threads.
    static func blockSize(rowCount: Int) -> Int {
        let half = rowCount > 16_384 ? (rowCount + 1) / 2 : rowCount
        return min(max(CeilingSteps.padded(half), 256), 65_536)
    }

    /// Offers the rows of a block to `best`.
    ///
    /// - Parameter empty: A choice of nothing under the same conditions.
    func take(
        _ block: Range<Int>, _ room: CeilingScratch, like empty: BestRows,
        into best: inout BestRows
    ) {
        let bounds = bound(block, room)
        let before = best
        if best.worst == nil {
            // The rows with the highest bounds give a k-th score that few other bounds reach.
            var first = empty
            first.take(UnsafeBufferPointer(bounds), firstRow: block.lowerBound)
            for row in first.rows {
                best.take(Scored(row: row, score: room.exact.score(of: row, in: rows)))
                bounds[row - block.lowerBound] = -.infinity
            }
            // Where there were fewer than k, no other row of the block has a bound above the
            // minimum.
            if first.worst == nil { return }
        }
        if best.worst == nil, plan.base > 0 {
            // With negative weights in the query every bound lies above 0, so hardly any row could
            // be left out before there are k.
            best = before
            return takeAll(of: block, room, into: &best)
        }
        takeRest(of: block, bounds, room, into: &best)
    }

    private func takeAll(
        of block: Range<Int>, _ room: CeilingScratch, into best: inout BestRows
    ) {
        let scores = UnsafeMutableBufferPointer(rebasing: room.scores[..<block.count])
        SparseSearch.score(query, postings: postings, block: block, into: scores)
        best.take(UnsafeBufferPointer(scores), firstRow: block.lowerBound)
    }

    private func takeRest(
        of block: Range<Int>, _ bounds: UnsafeMutableBufferPointer<Float>,
        _ room: CeilingScratch, into best: inout BestRows
    ) {
        var place = 0
        while true {
            // A bound that equals the k-th score may be a tie, which the lower row wins.
            let bar = best.worst?.nextDown ?? minimum ?? -.infinity
            // Safety: the kernel reads `place..<count` of the buffer it is given.
            place = kindred_next_above(bounds.baseAddress, place, bounds.count, bar)
            guard place < bounds.count else { return }
            let row = block.lowerBound + place
            if best.mayTake(row) {
                best.take(Scored(row: row, score: room.exact.score(of: row, in: rows)))
            }
            place += 1
        }
    }

    /// Upper bounds of the scores of a block's rows. Shape: (block).
    private func bound(
        _ block: Range<Int>, _ room: CeilingScratch
    ) -> UnsafeMutableBufferPointer<Float> {
        let padded = CeilingSteps.padded(block.count)
        let scores = UnsafeMutableBufferPointer(rebasing: room.scores[..<padded])
        scores.update(repeating: 0)
        for (id, factor) in zip(plan.listIDs, plan.listFactors) where Int(id) < postings.rowCount {
            postings.add(id, times: factor, rows: block, to: scores.baseAddress)
        }
        plan.columns.withUnsafeBufferPointer { columns in
            plan.factors.withUnsafeBufferPointer { factors in
                // Safety: `blockSize` keeps blocks at multiples of 256 rows, so that the half bytes
                // of a block start at half its first row in every column, and `padded` rows fit
                // into `scores` and `sums`, and into the columns.
                kindred_ceiling_sums(
                    room.sums.baseAddress, padded,
                    ceilings.codes.buffer.baseAddress.map { $0 + block.lowerBound / 2 },
                    CeilingSteps.stride(rowCount: ceilings.rowCount), columns.baseAddress,
                    factors.baseAddress, columns.count)
            }
        }
        kindred_ceiling_bounds(
            scores.baseAddress, room.sums.baseAddress, padded, plan.unit, plan.scale,
            plan.base)
        withExtendedLifetime(ceilings) {}
        return UnsafeMutableBufferPointer(rebasing: scores[..<block.count])
    }
}
