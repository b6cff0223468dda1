import CKernels

extension DenseSearch {
    /// The `k` nearest other rows of every row, best first, ties to the lower row: the answer of the
    /// plain scan.
    ///
    /// The product of all rows with themselves is symmetric: one half of it is multiplied, in bytes,
    /// and offered to the rows of both sides. ``ByteRows`` bounds how far such a product is from
    /// the score; who could be among the `k` by that bound is scored exactly in the end.
    /// - Parameters:
    ///   - k: At least 1. Above 128, or where ``QuantisedRows`` would be nil, floats are multiplied.
    ///   - minimum: Only scores strictly above it.
    /// - Returns: One list for each row. Shape: (rows × at most k).
    /// - Complexity: O(rows² × columns) operations on bytes; memory for 8 `k` partners of each row
    ///   and two bytes for each number.
    package static func best(
        _ k: Int, forEachRowOf rows: DenseMatrix, above minimum: Float? = nil,
        threads: Threads = Threads()
    ) -> [[Scored]] {
        precondition(k >= 1, "the best of something needs a k from 1")
        guard k <= 128, rows.rowCount < 1 << 31, let bytes = ByteRows(rows, threads: threads)
        else {
            return best(
                k, forEachOf: rows, rows: rows, ownRow: { $0 }, above: minimum, threads: threads)
        }
        let board = PairBoard(k, rows: rows, slacks: bytes.slacks, above: minimum)
        let parts = (rows.rowCount + PairBoard.part - 1) / PairBoard.part
        // One after the other, tasks have no part in common: threads do not wait for each other.
        let tasks = (0..<parts).flatMap { apart in (0..<parts - apart).map { ($0, $0 + apart) } }
        threads.forEachBlock(of: tasks.count, size: 1) { task, _ in
            let (one, two) = tasks[task.lowerBound]
            PairTask(bytes: bytes, board: board, one: one, two: two).run()
        }
        return threads.mapBlocks(of: rows.rowCount, size: 256) { block, _ in
            block.map { board.best($0) }
        }.flatMap(\.self)
    }
}

/// The pairs of the rows of one part with those of another, or with themselves.
private struct PairTask {
    let bytes: ByteRows
    let board: PairBoard
    let one: Int
    let two: Int

    /// Rows and columns that are multiplied before what was found is offered: their codes stay in
    /// the nearest caches.
    private static let height = 96
    private static let width = 64

    func run() {
        let part = PairBoard.part
        withUnsafeTemporaryAllocation(
            of: kindred_pair.self, capacity: Self.height * Self.width
        ) { pairs in
            withUnsafeTemporaryAllocation(of: Float.self, capacity: 2 * part) { bars in
                guard let base = bars.baseAddress else { return }
                bars.initialize(repeating: .infinity)
                let (rows, columns) = (range(one), range(two))
                board.holding(one, two) {
                    board.copyBars(rows, to: base)
                    board.copyBars(columns, to: base + part)
                }
                for start in stride(from: rows.lowerBound, to: rows.upperBound, by: Self.height) {
                    let some = start..<min(start + Self.height, rows.upperBound)
                    run(some, rows, columns, base, base + part, pairs)
                }
            }
        }
    }

    private func range(_ number: Int) -> Range<Int> {
        let start = number * PairBoard.part
        return start..<min(start + PairBoard.part, bytes.rowCount)
    }

    /// Multiplies some rows with all columns and offers what reaches a bar.
    private func run(
        _ some: Range<Int>, _ rows: Range<Int>, _ columns: Range<Int>,
        _ rowBars: UnsafeMutablePointer<Float>, _ columnBars: UnsafeMutablePointer<Float>,
        _ pairs: UnsafeMutableBufferPointer<kindred_pair>
    ) {
        for start in stride(from: columns.lowerBound, to: columns.upperBound, by: Self.width) {
            let end = min(start + Self.width, columns.upperBound)
            // Of a part with itself, only the columns behind the row.
            if one == two, end <= some.lowerBound { continue }
            let place = start - columns.lowerBound
            let found = bytes.pairs(
                some, start / 16..<(end + 15) / 16,
                rowBars: rowBars + (some.lowerBound - rows.lowerBound),
                columnBars: columnBars + place, into: pairs)
            guard found > 0 else { continue }
            board.holding(one, two) {
                offer(pairs[..<found])
                board.copyBars(some, to: rowBars + (some.lowerBound - rows.lowerBound))
                board.copyBars(start..<end, to: columnBars + place)
            }
        }
    }

    private func offer(_ pairs: Slice<UnsafeMutableBufferPointer<kindred_pair>>) {
        for pair in pairs {
            let (row, column) = (Int(pair.row), Int(pair.column))
            if column >= bytes.rowCount || (one == two && column <= row) { continue }
            board.offer(row, column, pair.product)
            board.offer(column, row, pair.product)
        }
    }
}
