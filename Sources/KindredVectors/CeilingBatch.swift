import CKernels

extension SparseSearch {
    /// The batch of ``best(_:forEachOf:rows:ownRow:above:threads:)`` where most rows are only
    /// bounded; nil where ceilings cannot help: weights below zero, few rows, or a large k.
    ///
    /// The rows are taken block after block, and every query carries its k-th score from one to the
    /// next, so that after the first few hardly a row must be scored exactly.
    static func bestByCeilings(
        _ k: Int, forEachOf queries: SparseMatrix, rows: SparseMatrix,
        ownRow: @escaping @Sendable (_ query: Int) -> Int?, above minimum: Float?,
        rowsInBlock: Int?, threads: Threads
    ) -> [[Scored]]? {
        guard rows.rowCount >= 512, k <= rows.rowCount / 64,
            let columns = CeilingBlock.Columns(of: rows, threads: threads)
        else { return nil }
        let size = rowsInBlock ?? CeilingBlock.rowsInBlock(of: rows)
        let batch = CeilingQueries(
            k, queries, rows: rows, ownRow: ownRow, above: minimum, rowsInBlock: size,
            workers: threads.count)
        for start in stride(from: 0, to: rows.rowCount, by: size) {
            batch.take(
                CeilingBlock(of: rows, start..<min(start + size, rows.rowCount), columns), threads)
        }
        return batch.best.values.map(\.sorted)
    }
}

/// A batch of queries on their way over the blocks of a matrix.
struct CeilingQueries {
    let queries: SparseMatrix
    let rows: SparseMatrix
    let ownRow: @Sendable (_ query: Int) -> Int?
    /// What each query keeps. Shape: (queries).
    let best: Slots<BestRows>
    private let empty: BestRows
    private let workers: Slots<CeilingWorker?>
    private let rowsInBlock: Int

    init(
        _ k: Int, _ queries: SparseMatrix, rows: SparseMatrix,
        ownRow: @escaping @Sendable (_ query: Int) -> Int?, above minimum: Float?,
        rowsInBlock: Int, workers: Int
    ) {
        self.queries = queries
        self.rows = rows
        self.ownRow = ownRow
        self.rowsInBlock = rowsInBlock
        empty = BestRows(k, above: minimum)
        best = Slots(count: queries.rowCount, repeating: empty)
        self.workers = Slots(count: workers, repeating: nil)
    }

    /// Offers the rows of a block to every query.
    ///
    /// - Parameter threads: As many as there are workers.
    func take(_ block: CeilingBlock, _ threads: Threads) {
        // A worker belongs to one thread at a time, and a query to one worker.
        threads.forEachBlock(of: queries.rowCount, size: 64) { part, number in
            let worker =
                workers[number]
                ?? CeilingWorker(rowCount: rowsInBlock, above: empty.minimum)
            workers[number] = worker
            for query in part {
                queries.withRow(query) { ids, weights in
                    worker.take(
                        block, of: rows, ids, weights, but: ownRow(query),
                        like: empty, into: &best[query])
                }
            }
        }
    }
}

/// The postings and ceilings of a block of rows, made anew from the rows and so always sound.
struct CeilingBlock: Sendable {
    /// Which ids have columns, for all blocks of a matrix.
    struct Columns: Sendable {
        let steps: CeilingSteps
        /// The column of each id, `UInt16.max` for none. Shape: (ids).
        let places: Elements<UInt16>

        /// Nil where a weight is below zero or not finite.
        init?(of rows: SparseMatrix, threads: Threads) {
            guard let overall = rows.largestWeight(threads: threads) else { return nil }
            let (counts, largest) = rows.columnExtent()
            // Here columns lie in the nearer caches and are read faster than postings, so more ids
            // are worth one than in a search from a file: any share from 24 to 48 did as well.
            steps = CeilingSteps(
                counts: counts, rowCount: rows.rowCount, share: 33, overall: overall
            ) { largest[$0] }
            var places = [UInt16](repeating: .max, count: rows.columnCount)
            for (column, id) in steps.ids.array.enumerated() { places[Int(id)] = UInt16(column) }
            self.places = Elements(places)
        }

        /// The column of an id; nil where it has none.
        @inline(__always)
        func column(of id: UInt32) -> Int? {
            guard Int(id) < places.count, places[Int(id)] != .max else { return nil }
            return Int(places[Int(id)])
        }
    }

    let rows: Range<Int>
    let columns: Columns
    /// The postings of the ids without a column. Shapes: (ids + 1), (postings).
    private let starts: Elements<UInt32>
    private let ids: Elements<UInt16>
    private let weights: Elements<Float>
    /// Shape: (columns × bytes of one).
    private let codes: Elements<UInt8>

    /// About 600,000 entries: their postings and ceilings fit the shared cache, the bounds of the
    /// rows those of a core. Blocks of half and twice the size took 5 and 15 % longer on conf.
    static func rowsInBlock(of matrix: SparseMatrix) -> Int {
        let perRow = Double(matrix.entryCount) / Double(max(matrix.rowCount, 1))
        return min(max(Int(600_000 / max(perRow, 1)), 1_024), 32_768) / 256 * 256
    }

    init(of matrix: SparseMatrix, _ block: Range<Int>, _ columns: Columns) {
        precondition(block.count <= 65_536, "rows of a block are counted in 16 bits")
        let idCount = matrix.columnCount
        rows = block
        self.columns = columns
        var next = [UInt32](repeating: 0, count: idCount + 1)
        for row in block {
            matrix.withRow(row) { ids, _ in
                for id in ids where Int(id) < idCount && columns.places[Int(id)] == .max {
                    next[Int(id) + 1] += 1
                }
            }
        }
        for id in 0..<idCount { next[id + 1] += next[id] }
        starts = Elements(next)
        let ids = Elements<UInt16>.memory(count: Int(next[idCount]))
        let weights = Elements<Float>.memory(count: Int(next[idCount]))
        let stride = CeilingSteps.stride(rowCount: block.count)
        let steps = columns.steps.steps.array
        let codes = Elements<UInt8>.memory(count: steps.count * stride)
        let inverses = steps.map { 1 / $0 }
        for row in block {
            matrix.withRow(row) { rowIDs, rowWeights in
                for (id, weight) in zip(rowIDs, rowWeights) where Int(id) < idCount {
                    let column = Int(columns.places[Int(id)])
                    if column == UInt16.max {
                        let place = Int(next[Int(id)])
                        ids.target[place] = UInt16(row - block.lowerBound)
                        weights.target[place] = weight
                        next[Int(id)] += 1
                    } else {
                        let code = CeilingSteps.code(
                            of: weight, step: steps[column], inverse: inverses[column])
                        codes.target.set(
                            code, row: row - block.lowerBound, from: column * stride)
                    }
                }
            }
        }
        (self.ids, self.weights, self.codes) = (ids.elements, weights.elements, codes.elements)
    }

    /// Adds the products of a plan's lists to `scores`, and sets `sums` to those of its columns.
    func add(_ plan: CeilingPlan, to room: CeilingScratch) {
        var postings = kindred_short_postings(
            starts: starts.buffer.baseAddress, rows: ids.buffer.baseAddress,
            weights: weights.buffer.baseAddress, m: starts.count - 1)
        let padded = CeilingSteps.padded(rows.count)
        precondition(padded <= room.scores.count, "a worker's room holds any block")
        // Safety: the block's arrays are owned by `self` and sound; `room` has places for all of
        // its rows, and columns are below the number of steps.
        kindred_add_postings(
            room.scores.baseAddress, &postings, plan.listIDs, plan.listFactors,
            plan.listIDs.count)
        kindred_ceiling_sums(
            room.sums.baseAddress, padded, codes.buffer.baseAddress, padded / 2, plan.columns,
            plan.factors, plan.columns.count)
        withExtendedLifetime(self) {}
    }
}

/// One worker of a batch: its scratch memory, and the plan of the query at hand.
final class CeilingWorker {
    let room: CeilingScratch
    var plan = CeilingPlan()
    private var candidates: [UInt32]
    /// The least bound of a row that qualifies while there is room for it.
    let least: Float
    /// What the rows of a block keep of the queries of this worker, where both are offered, and the
    /// least bound that any of them still takes. Shapes: (block), (block rounded up to 256).
    var others: [BestRows] = []
    var bars: [Float] = []

    init(rowCount: Int, above minimum: Float?) {
        least = minimum?.nextUp ?? -.infinity
        room = CeilingScratch(rowCount: rowCount)
        candidates = Array(repeating: 0, count: CeilingSteps.padded(rowCount))
    }

    /// Offers the rows of a block to a query's `best`.
    ///
    /// - Parameters:
    ///   - own: The row that may not be answered.
    ///   - empty: A choice of nothing under the same conditions.
    func take(
        _ block: CeilingBlock, of rows: SparseMatrix, _ ids: UnsafeBufferPointer<UInt32>,
        _ weights: UnsafeBufferPointer<Float>, but own: Int?, like empty: BestRows,
        into best: inout BestRows
    ) {
        guard
            plan.make(
                ids: ids, weights: weights, steps: block.columns.steps,
                columnOf: block.columns.column)
        else { return takeAll(block, of: rows, ids, weights, but: own, into: &best) }
        block.add(plan, to: room)
        let start = block.rows.lowerBound
        // Not a number: no bound, no candidate.
        if let own, block.rows.contains(own) { room.scores[own - start] = .nan }
        var isAsked = false
        if best.worst == nil {
            room.exact.ask(ids, weights)
            isAsked = true
            guard takeFirst(of: block, rows, like: empty, into: &best) else { return }
        }
        for row in candidates(of: block, bar: best.worst ?? least) {
            if !isAsked { room.exact.ask(ids, weights) }
            isAsked = true
            let row = start + Int(row)
            best.take(Scored(row: row, score: room.exact.score(of: row, in: rows)))
        }
    }

    /// Offers the rows with the highest bounds, so that there is a k-th score; false where no other
    /// row of the block qualifies.
    private func takeFirst(
        of block: CeilingBlock, _ rows: SparseMatrix, like empty: BestRows,
        into best: inout BestRows
    ) -> Bool {
        let bounds = UnsafeMutableBufferPointer(rebasing: room.scores[..<block.rows.count])
        let padded = CeilingSteps.padded(block.rows.count)
        // Safety: `room` has places for all rows of the block.
        kindred_ceiling_bounds(
            bounds.baseAddress, room.sums.baseAddress, padded, plan.unit, plan.scale,
            plan.base)
        var first = empty
        first.take(UnsafeBufferPointer(bounds), firstRow: block.rows.lowerBound)
        for row in first.rows {
            best.take(Scored(row: row, score: room.exact.score(of: row, in: rows)))
            bounds[row - block.rows.lowerBound] = .nan
        }
        guard first.worst == nil else {
            // The bounds are whole already.
            room.sums.update(repeating: 0)
            plan.settle()
            return true
        }
        room.scores.update(repeating: 0)
        return false
    }

    /// The rows of the block whose bound reaches `bar`, counted from its start; clears the scores.
    ///
    /// - Parameter bars: Lower ones of single rows. Shape: (block rounded up to 256).
    func candidates(
        of block: CeilingBlock, bar: Float, bars: UnsafePointer<Float>? = nil
    ) -> ArraySlice<UInt32> {
        // Safety: `room` has places for all rows of the block, and so have the candidates.
        let count = candidates.withUnsafeMutableBufferPointer { candidates in
            kindred_ceiling_candidates(
                room.scores.baseAddress, room.sums.baseAddress, block.rows.count, plan.unit,
                plan.scale, plan.base, bar, bars, candidates.baseAddress)
        }
        return candidates[..<count]
    }

    /// Offers every row by its exact score: for queries that nothing can be promised for.
    private func takeAll(
        _ block: CeilingBlock, of rows: SparseMatrix, _ ids: UnsafeBufferPointer<UInt32>,
        _ weights: UnsafeBufferPointer<Float>, but own: Int?, into best: inout BestRows
    ) {
        for row in block.rows where row != own {
            let score = rows.withRow(row) { plainDot(ids, weights, $0, $1) }
            best.take(Scored(row: row, score: score))
        }
    }
}

extension SparseMatrix {
    /// How many entries each column has, and the largest weight in it, 0 for none; without entries
    /// outside the columns. Shapes: (columns).
    fileprivate func columnExtent() -> (counts: [Int], largest: [Float]) {
        var counts = [Int](repeating: 0, count: columnCount)
        var largest = [Float](repeating: 0, count: columnCount)
        for row in 0..<rowCount {
            withRow(row) { ids, weights in
                for (id, weight) in zip(ids, weights) where Int(id) < columnCount {
                    counts[Int(id)] += 1
                    largest[Int(id)] = max(largest[Int(id)], weight)
                }
            }
        }
        return (counts, largest)
    }
}
