extension SparseSearch {
    /// The `k` rows nearest to each row, itself left out: what
    /// ``best(_:forEachOf:rows:ownRow:above:threads:)`` gives where the queries are the rows.
    ///
    /// A score is the same sum whichever of its two rows asks, bit for bit. So each pair of blocks
    /// is bounded once, and a pair of rows that one of them may keep is scored once for both. Within
    /// a block every row asks for itself, which gives it a k-th score to start from.
    /// - Parameters:
    ///   - k: At least 1.
    ///   - rows: Shape: (rows × ids).
    ///   - minimum: Only scores strictly above it.
    ///   - rowsInBlock: As in the batch.
    /// - Returns: One list for each row. Shape: (rows × at most k).
    /// - Complexity: That of the batch, about half of it where there are many blocks; memory for k
    ///   answers more for each row of a block and thread.
    package static func best(
        _ k: Int, forEachRowOf rows: SparseMatrix, above minimum: Float? = nil,
        rowsInBlock: Int? = nil, threads: Threads = Threads()
    ) -> [[Scored]] {
        guard rows.startsAscend, rows.rowCount >= 512, k <= rows.rowCount / 64,
            let columns = CeilingBlock.Columns(of: rows, threads: threads)
        else {
            return best(
                k, forEachOf: rows, rows: rows, ownRow: { $0 }, above: minimum, threads: threads)
        }
        let size = rowsInBlock ?? CeilingBlock.rowsInBlock(of: rows)
        let empty = BestRows(k, above: minimum)
        let best = Slots(count: rows.rowCount, repeating: empty)
        let workers = (0..<threads.count).map { _ in
            CeilingWorker(rowCount: size, above: minimum)
        }
        let pairs = CeilingPairs(rows: rows, empty: empty, best: best, workers: workers)
        for start in stride(from: 0, to: rows.rowCount, by: size) {
            let block = start..<min(start + size, rows.rowCount)
            pairs.take(CeilingBlock(of: rows, block, columns), threads)
        }
        return best.values.map(\.sorted)
    }
}

/// All pairs of a matrix's rows, a block of rows at a time with itself and all rows before it.
private struct CeilingPairs: @unchecked Sendable {
    let rows: SparseMatrix
    let empty: BestRows
    // Safety: a row's place is written by the one worker that has its query, or by nobody while
    // blocks are merged; a worker's number belongs to one thread at a time.
    let best: Slots<BestRows>
    let workers: [CeilingWorker]

    func take(_ block: CeilingBlock, _ threads: Threads) {
        let first = block.rows.lowerBound
        threads.forEachBlock(of: block.rows.count, size: 64) { part, number in
            for query in part.lazy.map({ $0 + first }) {
                rows.withRow(query) { ids, weights in
                    workers[number].take(
                        block, of: rows, ids, weights, but: query, like: empty,
                        into: &best[query])
                }
            }
        }
        guard first > 0 else { return }
        for worker in workers { worker.expect(block, best, like: empty) }
        threads.forEachBlock(of: first, size: 64) { part, number in
            for query in part {
                workers[number].takeBoth(block, of: rows, query: query, into: &best[query])
            }
        }
        for (place, row) in block.rows.enumerated() {
            for worker in workers { best[row].take(worker.others[place]) }
        }
    }
}

extension CeilingWorker {
    /// Prepares for queries that are offered to the rows of a block too.
    func expect(_ block: CeilingBlock, _ best: Slots<BestRows>, like empty: BestRows) {
        others = Array(repeating: empty, count: block.rows.count)
        bars = Array(repeating: .infinity, count: CeilingSteps.padded(block.rows.count))
        for (place, row) in block.rows.enumerated() { bars[place] = best[row].worst ?? least }
    }

    /// Offers the rows of a block to a query's `best`, and the query to theirs.
    ///
    /// - Parameter query: A row before the block.
    func takeBoth(
        _ block: CeilingBlock, of rows: SparseMatrix, query: Int, into best: inout BestRows
    ) {
        rows.withRow(query) { ids, weights in
            let isPlanned = plan.make(
                ids: ids, weights: weights, steps: block.columns.steps,
                columnOf: block.columns.column)
            guard isPlanned else {
                for row in block.rows {
                    let score = rows.withRow(row) { plainDot(ids, weights, $0, $1) }
                    offer(row, query, score, in: block, to: &best)
                }
                return
            }
            block.add(plan, to: room)
            let found = candidates(of: block, bar: best.worst ?? least, bars: bars)
            if !found.isEmpty { room.exact.ask(ids, weights) }
            for place in found {
                let row = block.rows.lowerBound + Int(place)
                offer(row, query, room.exact.score(of: row, in: rows), in: block, to: &best)
            }
        }
    }

    private func offer(
        _ row: Int, _ query: Int, _ score: Float, in block: CeilingBlock,
        to best: inout BestRows
    ) {
        best.take(Scored(row: row, score: score))
        let place = row - block.rows.lowerBound
        guard score >= bars[place] else { return }
        others[place].take(Scored(row: query, score: score))
        if let worst = others[place].worst { bars[place] = max(bars[place], worst) }
    }
}
