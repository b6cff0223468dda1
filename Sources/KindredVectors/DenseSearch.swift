import CKernels

/// Exact search for the rows nearest to dense queries, by dot product.
///
/// Rows and queries of length one make every score a cosine. Every score is the canonical dot, as
/// in ``PlainSearch``. OpenBLAS computes all products fast and nearly; a row is skipped only where
/// its product, with the slack that ``DenseBound`` proves, cannot reach the answer, and every other
/// row is scored by the canonical dot. So the answer is that of the plain scan, whatever kernel
/// OpenBLAS picks on a machine.
package enum DenseSearch {
    /// The score of every row with one query. Shape: (rows).
    ///
    /// - Precondition: The query holds as many numbers as a row.
    /// - Complexity: O(rows × columns).
    package static func scores(
        _ query: [Float], rows: DenseMatrix, threads: Threads = Threads()
    ) -> [Float] {
        let (n, d) = (rows.rowCount, rows.columnCount)
        precondition(query.count == d, "a query needs as many numbers as a row")
        return [Float](unsafeUninitializedCapacity: n) { buffer, initializedCount in
            let scores = SharedBuffer(buffer)
            threads.forEachBlock(of: n, size: rowsInBlock(d)) { block, _ in
                query.withUnsafeBufferPointer { query in
                    for row in block {
                        scores[row] = rows.withRow(row) {
                            kindred_dot(query.baseAddress, $0.baseAddress, d)
                        }
                    }
                }
            }
            initializedCount = n
        }
    }

    /// The score of one row with one query, the canonical dot.
    ///
    /// - Precondition: The query holds as many numbers as a row.
    package static func score(_ query: [Float], rows: DenseMatrix, row: Int) -> Float {
        precondition(query.count == rows.columnCount, "a query needs as many numbers as a row")
        return query.withUnsafeBufferPointer { query in
            // Safety: both hold `columnCount` numbers.
            rows.withRow(row) { kindred_dot(query.baseAddress, $0.baseAddress, query.count) }
        }
    }

    /// The `k` rows nearest to one query, best first, ties to the lower row.
    ///
    /// - Parameters:
    ///   - k: At least 1; more than there are rows gives all that qualify.
    ///   - query: Shape: (columns).
    ///   - rows: Shape: (rows × columns).
    ///   - excluded: Rows that may not be answered, such as the query's own.
    ///   - minimum: Only scores strictly above it.
    /// - Complexity: O(rows × columns), bound by memory; one block of scores for each thread.
    package static func best(
        _ k: Int, for query: [Float], rows: DenseMatrix, excluding excluded: RowSet? = nil,
        above minimum: Float? = nil, threads: Threads = Threads()
    ) -> [Scored] {
        let d = rows.columnCount
        precondition(query.count == d, "a query needs as many numbers as a row")
        let empty = BestRows(k, excluding: excluded, above: minimum)
        let best = Slots(count: threads.count, repeating: empty)
        let size = rowsInBlock(d)
        let scratch = Scratch(count: size, workers: threads.count)
        let queryNorm = query.euclideanNorm
        threads.forEachBlock(of: rows.rowCount, size: size) { block, worker in
            let scores = scratch[worker, ..<block.count]
            rows.withRows(block) { part in
                query.withUnsafeBufferPointer { query in
                    let slack = DenseBound.slack(
                        queryNorm: queryNorm, largest: largestNorm(part, d: d), d: d)
                    if slack.isFinite { BLAS.multiply(part, query, into: scores) }
                    let guesses = Guesses(
                        scores: UnsafeBufferPointer(scores), slack: slack, query: query,
                        rows: part, firstRow: block.lowerBound, own: nil)
                    best[worker].take(guesses)
                }
            }
        }
        return best.values.reduce(into: empty) { $0.take($1) }.sorted
    }

    /// 256 KB of rows: they stay in the second-level cache from the norm to the product.
    private static func rowsInBlock(_ d: Int) -> Int { max(65_536 / max(d, 1), 16) }

    /// At least the length of the longest of some rows; infinite or NaN where one is.
    static func largestNorm(_ rows: UnsafeBufferPointer<Float>, d: Int) -> Double {
        var largest: Float = 0
        for start in stride(from: 0, to: rows.count, by: max(d, 1)) {
            // Safety: `rows` holds whole rows of d numbers.
            let squares = kindred_squares(rows.baseAddress.map { $0 + start }, d)
            // Not `max`: one NaN must stay.
            if !(squares <= largest) { largest = squares }
            if largest.isNaN { break }
        }
        return DenseBound.norm(squares: largest, d: d)
    }
}

/// Fast scores of a block of rows with one query, and what it takes to make them exact.
struct Guesses {
    // Safety: all buffers are alive while the value is, a local one: it is made and used up within
    // the closures that lend them.

    /// Within `slack` of the canonical scores; not read where slack is infinite. Shape: (block).
    let scores: UnsafeBufferPointer<Float>
    let slack: Float
    /// Shape: (d).
    let query: UnsafeBufferPointer<Float>
    /// Shape: (block × d).
    let rows: UnsafeBufferPointer<Float>
    /// The row that the block starts with.
    let firstRow: Int
    /// A row that may not be answered.
    let own: Int?

    /// The canonical score of a row of the block.
    func exact(_ place: Int) -> Float {
        // Safety: the block holds d numbers for each score.
        kindred_dot(
            query.baseAddress, rows.baseAddress.map { $0 + place * query.count }, query.count)
    }
}

extension BestRows {
    /// Offers a block of rows by guessed scores; those that might be kept are scored exactly.
    mutating func take(_ guesses: Guesses) {
        let count = guesses.scores.count
        var place = 0
        while place < count {
            let row = guesses.firstRow + place
            if guesses.slack.isFinite, let bar = bar(forRowsFrom: row) {
                // Rounded down, so that what is skipped is at most bar - slack in real numbers.
                let lowered = guesses.slack == 0 ? bar : (bar - guesses.slack).nextDown
                // Safety: the kernel reads `place..<count` of the scores.
                let next = kindred_next_above(guesses.scores.baseAddress, place, count, lowered)
                if next > place {
                    place = next
                    continue
                }
            }
            if row != guesses.own, mayTake(row) {
                take(Scored(row: row, score: guesses.exact(place)))
            }
            place += 1
        }
    }
}
