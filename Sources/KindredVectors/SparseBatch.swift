import CKernels

extension SparseSearch {
    /// The `k` nearest rows of each of many queries, never holding queries × rows scores.
    ///
    /// The rows are taken in blocks whose postings stay in cache while every query passes over
    /// them; each query keeps its best so far.
    /// - Parameters:
    ///   - k: At least 1.
    ///   - queries: One query in each row. Shape: (queries × ids).
    ///   - rows: The rows that are searched. Shape: (rows × ids).
    ///   - ownRow: The row that is query `i` itself and so never its answer, or nil for none;
    ///     `{ $0 }` where the queries are the rows.
    ///   - minimum: Only scores strictly above it.
    ///   - rowsInBlock: How many rows are taken at a time, by default as many as fit the caches;
    ///     a multiple of 256 up to 32,768. The answer does not depend on it.
    /// - Returns: One list for each query, in their order; all of them empty where a corrupt matrix
    ///   stores overlapping rows. Shape: (queries × at most k).
    /// - Complexity: O(sum over ids of occurrences in queries × occurrences in rows); memory for
    ///   one block of postings, one block of scores for each thread, and the answer.
    package static func best(
        _ k: Int, forEachOf queries: SparseMatrix, rows: SparseMatrix,
        ownRow: @escaping @Sendable (_ query: Int) -> Int? = { _ in nil },
        above minimum: Float? = nil, rowsInBlock: Int? = nil, threads: Threads = Threads()
    ) -> [[Scored]] {
        guard queries.startsAscend, rows.startsAscend else {
            return Array(repeating: [], count: queries.rowCount)
        }
        let found = bestByCeilings(
            k, forEachOf: queries, rows: rows, ownRow: ownRow, above: minimum,
            rowsInBlock: rowsInBlock, threads: threads)
        if let found { return found }
        let size = BlockPostings.rowsInBlock(of: rows)
        let best = Slots(count: queries.rowCount, repeating: BestRows(k, above: minimum))
        let scratch = Scratch(count: size, workers: threads.count)
        for start in stride(from: 0, to: rows.rowCount, by: size) {
            let block = start..<min(start + size, rows.rowCount)
            let postings = BlockPostings(of: rows, block: block)
            threads.forEachBlock(of: queries.rowCount, size: 64) { part, worker in
                let scores = scratch[worker, ..<block.count]
                for query in part {
                    postings.score(queries, row: query, into: scores)
                    if let own = ownRow(query), block.contains(own) { scores[own - start] = .nan }
                    best[query].take(UnsafeBufferPointer(scores), firstRow: start)
                }
            }
        }
        return best.values.map(\.sorted)
    }
}

/// The postings of a block of rows, made anew from the rows and so always sound.
struct BlockPostings: Sendable {
    /// Postings by id, rows counted from the start of the block. Shape: (ids + 1).
    private let starts: Elements<UInt32>
    private let rows: Elements<UInt32>
    private let weights: Elements<Float>
    /// Ids with many postings keep a weight for every row besides: adding a whole row of vectors
    /// then costs less than finding each place. Shapes: (ids), (some × rows of the block).
    private let places: Elements<UInt32>
    private let dense: Elements<Float>
    private let rowCount: Int

    /// About 128k entries, 1 MB, so that a block fits the second-level cache of a core.
    static func rowsInBlock(of matrix: SparseMatrix) -> Int {
        let perRow = Double(matrix.entryCount) / Double(max(matrix.rowCount, 1))
        return min(max(Int(131_072 / max(perRow, 1)), 512), 16_384) / 16 * 16
    }

    init(of matrix: SparseMatrix, block: Range<Int>) {
        let postings = matrix.transposed(rows: block)
        rowCount = block.count
        starts = postings.starts
        rows = postings.ids
        weights = postings.weights
        (places, dense) = BlockPostings.dense(postings, rowCount: rowCount)
    }

    /// Sets `scores` to the scores of all rows of the block with one row of `queries`.
    func score(
        _ queries: SparseMatrix, row: Int, into scores: UnsafeMutableBufferPointer<Float>
    ) {
        precondition(scores.count == rowCount, "scores needs one place per row of the block")
        var block = kindred_block(
            starts: starts.buffer.baseAddress, rows: rows.buffer.baseAddress,
            weights: weights.buffer.baseAddress, places: places.buffer.baseAddress,
            dense: dense.buffer.baseAddress, m: places.count, n: rowCount)
        queries.withRow(row) { ids, factors in
            // Safety: the block's arrays are owned by `self` and sound; ids of a corrupt query are
            // checked by the kernel.
            kindred_score_block(
                scores.baseAddress, &block, ids.baseAddress, factors.baseAddress, ids.count)
        }
        withExtendedLifetime(self) {}
    }

    /// The ids that occur in a twelfth of the rows or more. Measured on conf with AVX-512, any
    /// share from a fourth to a sixteenth does as well; without such ids a batch takes 1.4 times as
    /// long.
    private static func dense(
        _ postings: TransposedBlock, rowCount: Int
    ) -> (places: Elements<UInt32>, weights: Elements<Float>) {
        let idCount = postings.starts.count - 1
        var places = [UInt32](repeating: .max, count: idCount)
        var often: [Range<Int>] = []
        for id in 0..<idCount {
            let range = Int(postings.starts[id])..<Int(postings.starts[id + 1])
            guard range.count >= max(rowCount / 12, 1) else { continue }
            places[id] = UInt32(often.count)
            often.append(range)
        }
        let weights = Elements<Float>(count: often.count * rowCount) { target in
            for (place, range) in often.enumerated() {
                for entry in range {
                    target[place * rowCount + Int(postings.ids[entry])] = postings.weights[entry]
                }
            }
        }
        return (Elements(places), weights)
    }
}
