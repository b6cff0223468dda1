import CKernels

/// Exact search for the rows nearest to one sparse query, over postings: a matrix stored by term,
/// whose rows are terms and whose ids are the rows (papers) that are searched.
///
/// Rows and queries of length one make every score a cosine. Scores are summed in `Float` by
/// ascending id of the query, so they equal ``PlainSearch`` bit for bit.
package enum SparseSearch {
    /// Rows whose scores are summed at a time: 192 KB of them stay in a core's own cache.
    private static let blockSize = 49_152

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
            postings.add(id, times: factor, rows: block, to: scores.baseAddress)
        }
    }
}

extension SparseMatrix {
    /// Adds one id's weights at the rows of a block to their scores, where the matrix is postings.
    ///
    /// - Parameter scores: A place for each row of the block.
    /// - Complexity: O(postings in the block); finding where they start costs little where rows are
    ///   spread evenly.
    func add(
        _ id: UInt32, times factor: Float, rows block: Range<Int>,
        to scores: UnsafeMutablePointer<Float>?
    ) {
        withRow(Int(id)) { rows, weights in
            let start = place(of: block.lowerBound, in: rows)
            let end = place(of: block.upperBound, in: rows)
            guard start < end else { return }
            // Safety: the part lies within both arrays, which have one length, and the kernel
            // writes no score outside the block whatever the stored rows are.
            kindred_scatter_add(
                scores, block.lowerBound, block.count, rows.baseAddress.map { $0 + start },
                weights.baseAddress.map { $0 + start }, end - start, factor)
        }
    }

    /// The first place whose row is at least `row`, where rows ascend, else some place in range.
    ///
    /// Starts where the row would stand if rows were spread evenly, doubles its steps until they
    /// enclose it, and bisects.
    private func place(of row: Int, in rows: UnsafeBufferPointer<UInt32>) -> Int {
        if row <= 0 { return 0 }
        if row >= columnCount { return rows.count }
        var low = 0
        var high = rows.count
        let guess = Int(Double(rows.count) * Double(row) / Double(columnCount))
        var step = 8
        if guess < high, Int(rows[guess]) < row {
            low = guess + 1
            while low + step < high, Int(rows[low + step]) < row {
                low += step + 1
                step *= 2
            }
            high = min(low + step, high)
        } else {
            high = min(guess, high)
            while high - step >= low, Int(rows[high - step]) >= row {
                high -= step
                step *= 2
            }
            low = max(high - step, low)
        }
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
