import CKernels

extension DenseSearch {
    /// The `k` nearest rows of each of many queries, never holding queries × rows scores.
    ///
    /// Blocks of queries meet blocks of rows in matrix products, each on one thread.
    /// - Parameters:
    ///   - k: At least 1.
    ///   - queries: One query in each row. Shape: (queries × columns).
    ///   - rows: Shape: (rows × columns).
    ///   - ownRow: The row that is query `i` itself and so never its answer, or nil for none;
    ///     `{ $0 }` where the queries are the rows.
    ///   - minimum: Only scores strictly above it.
    /// - Returns: One list for each query, in their order. Shape: (queries × at most k).
    /// - Complexity: O(queries × rows × columns); memory for one block of scores for each thread,
    ///   and the answer.
    package static func best(
        _ k: Int, forEachOf queries: DenseMatrix, rows: DenseMatrix,
        ownRow: @Sendable (_ query: Int) -> Int? = { _ in nil }, above minimum: Float? = nil,
        threads: Threads = Threads()
    ) -> [[Scored]] {
        precondition(queries.columnCount == rows.columnCount, "queries must be as wide as rows")
        let batch = DenseBatch(queries: queries, rows: rows, threads: threads)
        let empty = BestRows(k, above: minimum)
        let best = Slots(count: batch.stripes * queries.rowCount, repeating: empty)
        let scratch = Scratch(count: batch.scoreCount, workers: threads.count)
        threads.forEachBlock(of: batch.taskCount, size: 1) { task, worker in
            batch.run(task.lowerBound, ownRow, best, scratch, worker)
        }
        return (0..<queries.rowCount).map { query in
            (0..<batch.stripes).reduce(into: empty) { merged, stripe in
                merged.take(best[stripe * queries.rowCount + query])
            }.sorted
        }
    }
}

/// A batch of queries cut into tasks: a group of queries against a stripe of rows.
private struct DenseBatch: Sendable {
    let queries: DenseMatrix
    let rows: DenseMatrix
    /// How many parts the rows are cut into, so that a few queries still keep all cores busy.
    let stripes: Int
    private let groups: Int
    private let queryNorms: [Double]
    /// At least the length of the longest row of each block.
    private let rowNorms: [Double]

    /// Queries in a group and rows in a block: their scores take 4 MB. A product lays out both
    /// anew, which costs the less the more they are.
    private static let group = 1024
    private static let block = 1024
    /// Places for the scores of one group with one block.
    let scoreCount: Int

    init(queries: DenseMatrix, rows: DenseMatrix, threads: Threads) {
        self.queries = queries
        self.rows = rows
        scoreCount =
            min(queries.rowCount, DenseBatch.group) * min(rows.rowCount, DenseBatch.block)
        groups = (queries.rowCount + DenseBatch.group - 1) / DenseBatch.group
        let blocks = (rows.rowCount + DenseBatch.block - 1) / DenseBatch.block
        stripes = max(min(16 / max(groups, 1), blocks), 1)
        queryNorms = threads.mapBlocks(of: queries.rowCount, size: 1024) { block, _ in
            block.map { query in queries.withRow(query) { $0.euclideanNorm } }
        }.flatMap { $0 }
        rowNorms = threads.mapBlocks(of: rows.rowCount, size: DenseBatch.block) { block, _ in
            rows.withRows(block) { DenseSearch.largestNorm($0, d: rows.columnCount) }
        }
    }

    var taskCount: Int { groups * stripes }

    /// Searches one stripe of rows for one group of queries.
    func run(
        _ task: Int, _ ownRow: @Sendable (Int) -> Int?, _ best: Slots<BestRows>,
        _ scratch: Scratch, _ worker: Int
    ) {
        let (first, stripe) = (task / stripes * DenseBatch.group, task % stripes)
        let group = first..<min(first + DenseBatch.group, queries.rowCount)
        let blocks = (rows.rowCount + DenseBatch.block - 1) / DenseBatch.block
        for number in blocks * stripe / stripes..<blocks * (stripe + 1) / stripes {
            let start = number * DenseBatch.block
            let block = start..<min(start + DenseBatch.block, rows.rowCount)
            let scores = scratch[worker, ..<(group.count * block.count)]
            // Where beta is 0 a BLAS may still multiply what lies there, and 0 · NaN is NaN.
            scores.update(repeating: 0)
            search(group, block, largest: rowNorms[number], into: scores) { query, guesses in
                best[stripe * queries.rowCount + query].take(guesses(ownRow(query)))
            }
        }
    }

    /// Scores a group of queries with a block of rows and hands out each query's guesses.
    private func search(
        _ group: Range<Int>, _ block: Range<Int>, largest: Double,
        into scores: UnsafeMutableBufferPointer<Float>,
        _ body: (_ query: Int, _ guesses: (_ own: Int?) -> Guesses) -> Void
    ) {
        let d = rows.columnCount
        rows.withRows(block) { part in
            queries.withRows(group) { asked in
                if largest.isFinite {
                    BLAS.multiply(
                        asked, part, transposed: true, n: group.count, m: block.count, d: d,
                        into: scores)
                }
                for (place, query) in group.enumerated() {
                    let slack = DenseBound.slack(
                        queryNorm: queryNorms[query], largest: largest, d: d)
                    let range = place * block.count..<(place + 1) * block.count
                    let guesses = UnsafeBufferPointer(rebasing: scores[range])
                    let vector = UnsafeBufferPointer(
                        rebasing: asked[place * d..<(place + 1) * d])
                    body(query) { own in
                        Guesses(
                            scores: guesses, slack: slack, query: vector, rows: part,
                            firstRow: block.lowerBound, own: own)
                    }
                }
            }
        }
    }
}
