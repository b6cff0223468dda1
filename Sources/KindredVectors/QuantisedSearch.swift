import CKernels

extension DenseSearch {
    /// The `k` rows nearest to one query, best first, ties to the lower row: the answer of the plain
    /// scan, with quantised rows to find what may be skipped.
    ///
    /// 1. Every row gets a bound that its score cannot exceed (``QuantisedRows`` proves it).
    /// 2. The `k` rows with the highest bounds are scored exactly; the worst of them is the bar.
    /// 3. Every row whose bound reaches the bar is scored exactly, and raises it.
    ///
    /// A skipped row scores below `k` others. Of 87,246 papers in 256 dimensions about 150
    /// are scored.
    /// - Parameters:
    ///   - k: At least 1; more than there are rows gives all that qualify.
    ///   - query: Shape: (columns).
    ///   - rows: Shape: (rows × columns).
    ///   - quantised: What ``QuantisedRows`` made of `rows`; nil reads all rows.
    ///   - centred: How products become scores; nil where they are the scores.
    ///   - excluded: Rows that may not be answered, such as the query's own.
    ///   - minimum: Only scores strictly above it.
    /// - Complexity: O(rows × columns) operations on half bytes, bound by memory; O(rows) memory.
    package static func best(
        _ k: Int, for query: [Float], rows: DenseMatrix, quantised: QuantisedRows?,
        centred: CentredScores? = nil, excluding excluded: RowSet? = nil,
        above minimum: Float? = nil, threads: Threads = Threads()
    ) -> [Scored] {
        precondition(query.count == rows.columnCount, "a query needs as many numbers as a row")
        precondition(
            centred.map { $0.distances.count == rows.rowCount } ?? true,
            "centred scores need the distance of every row")
        guard let quantised, let asked = QuantisedQuery(query), k < rows.rowCount / 4 else {
            return plainBest(
                k, for: query, rows: rows, centred: centred, excluding: excluded, above: minimum,
                threads: threads)
        }
        precondition(
            quantised.rowCount == rows.rowCount && quantised.columnCount == rows.columnCount,
            "quantised rows must be those of the matrix")
        let search = QuantisedSearch(
            k: k, query: query, rows: rows, centred: centred, excluded: excluded,
            minimum: minimum)
        return search.best(bounds(asked, quantised, centred, threads), threads)
    }

    /// All rows read: for what quantised rows cannot help with.
    private static func plainBest(
        _ k: Int, for query: [Float], rows: DenseMatrix, centred: CentredScores?,
        excluding excluded: RowSet?, above minimum: Float?, threads: Threads
    ) -> [Scored] {
        guard let centred else {
            return best(
                k, for: query, rows: rows, excluding: excluded, above: minimum, threads: threads)
        }
        var products = scores(query, rows: rows, threads: threads)
        products.withUnsafeMutableBufferPointer { centred.score($0, firstRow: 0) }
        return TopK.best(k, of: products, excluding: excluded, above: minimum)
    }

    /// What the score of every row is at most. Shape: (rows).
    private static func bounds(
        _ query: QuantisedQuery, _ rows: QuantisedRows, _ centred: CentredScores?,
        _ threads: Threads
    ) -> [Float] {
        let blocks = rows.lengths.count
        let sizeOfBlock = max(rows.codes.count / max(blocks, 1), 1)
        return [Float](unsafeUninitializedCapacity: 16 * blocks) { buffer, initializedCount in
            let bounds = SharedBuffer(buffer)
            // 1 MB at a time; a thread more does not pay for less than 4.
            let threads = rows.codes.count < 4 << 20 ? Threads.one : threads
            threads.forEachBlock(of: blocks, size: max((1 << 20) / sizeOfBlock, 1)) { part, _ in
                let start = 16 * part.lowerBound
                query.bounds(
                    of: rows, blocks: part, into: bounds.part(start..<start + 16 * part.count))
                let end = min(start + 16 * part.count, rows.rowCount)
                centred?.score(bounds.part(start..<end), firstRow: start)
            }
            initializedCount = rows.rowCount
        }
    }
}

/// One question to rows with bounds.
private struct QuantisedSearch: Sendable {
    let k: Int
    let query: [Float]
    let rows: DenseMatrix
    let centred: CentredScores?
    let excluded: RowSet?
    let minimum: Float?

    /// More rows than this are gone through by several threads.
    private static let block = 1 << 17
    /// Rows asked for before they are read.
    private static let ahead = 8

    /// The answer, by what each score is at most.
    func best(_ bounds: [Float], _ threads: Threads) -> [Scored] {
        bounds.withUnsafeBufferPointer { bounds in
            var (best, rest) = highest(bounds)
            guard bounds.count > Self.block else {
                take(bounds, 0..<bounds.count, above: nil, rest, into: &best)
                return best.sorted
            }
            let found = rate(bounds, best.bar(forRowsFrom: .max), rest, threads)
            for other in found { best.take(other) }
            return best.sorted
        }
    }

    /// The rows with the highest bounds, scored, and all rows that are not to be scored any more.
    private func highest(_ bounds: UnsafeBufferPointer<Float>) -> (BestRows, RowSet) {
        var high = BestRows(k, excluding: excluded)
        high.take(bounds, firstRow: 0)
        var best = BestRows(k, above: minimum)
        var rest = excluded ?? RowSet(rowCount: rows.rowCount)
        if rest.rowCount != rows.rowCount {
            rest = RowSet(rowCount: rows.rowCount, rows: rest.rows.filter { $0 < rows.rowCount })
        }
        for scored in high.sorted {
            best.take(exact(scored.row))
            rest.insert(scored.row)
        }
        return (best, rest)
    }

    /// What several threads find above a bar.
    private func rate(
        _ bounds: UnsafeBufferPointer<Float>, _ bar: Float?, _ rest: RowSet, _ threads: Threads
    ) -> [BestRows] {
        // Safety: the buffer is alive while `forEachBlock` runs, and only read.
        nonisolated(unsafe) let bounds = bounds
        let found = Slots(count: threads.count, repeating: BestRows(k, above: minimum))
        threads.forEachBlock(of: bounds.count, size: Self.block / 4) { block, worker in
            take(bounds, block, above: bar, rest, into: &found[worker])
        }
        return found.values
    }

    /// Scores the rows of a block that could be among the best.
    ///
    /// Rows are asked for some at a time before they are read: they lie anywhere in memory.
    private func take(
        _ bounds: UnsafeBufferPointer<Float>, _ block: Range<Int>, above bar: Float?,
        _ rest: RowSet, into best: inout BestRows
    ) {
        var place = block.lowerBound
        withUnsafeTemporaryAllocation(of: Int.self, capacity: Self.ahead) { found in
            while place < block.upperBound {
                var count = 0
                let lowered = self.lowered(bar, best)
                while count < found.count {
                    // Safety: the kernel reads `place..<upperBound` of the bounds.
                    let next =
                        lowered.map {
                            kindred_next_above(bounds.baseAddress, place, block.upperBound, $0)
                        } ?? place
                    place = min(next + 1, block.upperBound)
                    guard next < block.upperBound else { break }
                    if rest.contains(next) { continue }
                    rows.withRow(next) { kindred_prefetch($0.baseAddress, query.count) }
                    found[count] = next
                    count += 1
                }
                for row in found[..<count] {
                    if let lowered = self.lowered(bar, best), !(bounds[row] > lowered) { continue }
                    best.take(exact(row))
                }
            }
        }
    }

    /// What a bound must exceed for its row to be scored: a score equal to the bar may still win by
    /// its lower row.
    private func lowered(_ bar: Float?, _ best: BestRows) -> Float? {
        guard let own = best.bar(forRowsFrom: .max) else { return bar?.nextDown }
        return max(bar ?? own, own).nextDown
    }

    /// A row with its canonical score.
    private func exact(_ row: Int) -> Scored {
        let product = rows.withRow(row) { values in
            kindred_dot(query, values.baseAddress, query.count)
        }
        return Scored(row: row, score: centred?.score(product, row: row) ?? product)
    }
}
