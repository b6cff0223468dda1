import CKernels

/// Exact search for the rows nearest to one sparse query, over postings: a matrix stored by term,
/// whose rows are terms and whose ids are the rows (papers) that are searched.
///
/// Rows and queries of length one make every score a cosine. Scores are summed in `Float` by
/// ascending id of the query, so they equal ``PlainSearch`` bit for bit.
package enum SparseSearch {
    /// Rows whose scores are summed at a time: 64 KB of them stay in the nearer caches.
    private static let blockSize = 16_384

    /// The score of every row with one query. Shape: (rows).
    ///
    /// Ids of the query that the postings do not know count nothing, and neither do stored rows
    /// outside the matrix. A query without known ids scores every row exactly 0.
    /// - Parameters:
    ///   - query: Ids are rows of `postings`. Shape: (entries).
    ///   - postings: Shape: (ids × rows searched).
    /// - Complexity: O(rows + postings of the query's ids).
    package static func scores(
        _ query: SparseVector, postings: SparseMatrix, threads: Threads = Threads()
    ) -> [Float] {
        let count = postings.columnCount
        return [Float](unsafeUninitializedCapacity: count) { buffer, initializedCount in
            let scores = SharedBuffer(UnsafeMutableBufferPointer(rebasing: buffer[..<count]))
            threads.forEachBlock(of: count, size: blockSize) { block, _ in
                score(query, postings: postings, block: block, into: scores.part(block))
            }
            initializedCount = count
        }
    }

    /// The `k` rows nearest to one query, best first, ties to the lower row.
    ///
    /// - Parameters:
    ///   - k: At least 1; more than there are rows gives all that qualify.
    ///   - query: Ids are rows of `postings`. Shape: (entries).
    ///   - postings: Shape: (ids × rows searched).
    ///   - excluded: Rows that may not be answered, such as the query's own.
    ///   - minimum: Only scores strictly above it; 0 leaves out rows with nothing in common.
    /// - Complexity: O(rows + postings of the query's ids); memory for one block of scores for each
    ///   thread.
    package static func best(
        _ k: Int, for query: SparseVector, postings: SparseMatrix,
        excluding excluded: RowSet? = nil, above minimum: Float? = nil,
        threads: Threads = Threads()
    ) -> [Scored] {
        let empty = BestRows(k, excluding: excluded, above: minimum)
        let best = Slots(count: threads.count, repeating: empty)
        let scratch = Scratch(count: blockSize, workers: threads.count)
        threads.forEachBlock(of: postings.columnCount, size: blockSize) { block, worker in
            let scores = scratch[worker, ..<block.count]
            score(query, postings: postings, block: block, into: scores)
            best[worker].take(UnsafeBufferPointer(scores), firstRow: block.lowerBound)
        }
        return best.values.reduce(into: empty) { $0.take($1) }.sorted
    }

    /// Sets `scores` to the scores of the rows of a block. Shape: (block).
    static func score(
        _ query: SparseVector, postings: SparseMatrix, block: Range<Int>,
        into scores: UnsafeMutableBufferPointer<Float>
    ) {
        scores.update(repeating: 0)
        for (id, factor) in zip(query.ids, query.weights) where Int(id) < postings.rowCount {
            postings.withRow(Int(id)) { rows, weights in
                let part = part(of: rows, within: block)
                // Safety: the part lies within both arrays, which have one length, and the kernel
                // writes no score outside the block whatever the stored rows are.
                kindred_scatter_add(
                    scores.baseAddress, block.lowerBound, scores.count,
                    rows.baseAddress.map { $0 + part.lowerBound },
                    weights.baseAddress.map { $0 + part.lowerBound }, part.count, factor)
            }
        }
    }

    /// Where ascending rows lie within a block; some valid range if they do not ascend.
    private static func part(
        of rows: UnsafeBufferPointer<UInt32>, within block: Range<Int>
    ) -> Range<Int> {
        let start = place(of: block.lowerBound, in: rows, from: 0)
        return start..<place(of: block.upperBound, in: rows, from: start)
    }

    /// The first place from `start` on whose row is at least `row`, by bisection.
    private static func place(
        of row: Int, in rows: UnsafeBufferPointer<UInt32>, from start: Int
    ) -> Int {
        var (low, high) = (start, rows.count)
        while low < high {
            let middle = low + (high - low) / 2
            if Int(rows[middle]) < row { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

/// Scratch memory, a piece of its own for each worker.
struct Scratch: @unchecked Sendable {
    // Safety: `memory` owns the bytes; each worker only asks for its own piece, and pieces do not
    // overlap.
    private let memory: ZeroedMemory
    private let count: Int
    private let workers: Int

    init(count: Int, workers: Int) {
        // Pieces start on cache lines of their own.
        self.count = (count + 15) / 16 * 16
        self.workers = workers
        memory = ZeroedMemory(
            sizeInBytes: self.count * workers * MemoryLayout<Float>.stride)
    }

    subscript(worker: Int, range: PartialRangeUpTo<Int>) -> UnsafeMutableBufferPointer<Float> {
        precondition(worker >= 0 && worker < workers && range.upperBound <= count, "not its piece")
        let base = memory.bytes.assumingMemoryBound(to: Float.self)
        return UnsafeMutableBufferPointer(start: base + worker * count, count: range.upperBound)
    }
}
