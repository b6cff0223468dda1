/// Rows laid out once, to be searched by one batch of queries after another.
///
/// ``SparseSearch/best(_:forEachOf:rows:ownRow:above:rowsInBlock:threads:)`` lays the rows out anew
/// for each batch, which is too much for batches of a few queries. The answers are the same.
package struct SparseJoin: Sendable {
    private let rows: SparseMatrix
    private let k: Int
    private let threads: Threads
    /// All rows, block after block; nil where they are laid out for each batch.
    private let blocks: [CeilingBlock]?
    private let rowsInBlock: Int

    /// - Parameters:
    ///   - k: How many rows each query gets at most; at least 1.
    ///   - rows: The rows that are searched. Shape: (rows × ids).
    /// - Complexity: O(entries + ids · blocks).
    package init(_ k: Int, rows: SparseMatrix, threads: Threads = Threads()) {
        precondition(k >= 1, "the best of something needs a k from 1")
        self.k = k
        self.rows = rows
        self.threads = threads
        let layout = CeilingBlock.layout(of: rows, k: k, threads: threads)
        blocks = layout?.blocks
        rowsInBlock = layout?.rowsInBlock ?? CeilingBlock.rowsInBlock(of: rows)
    }

    /// The `k` rows nearest to each query, above zero, best first, ties to the lower row.
    ///
    /// - Parameters:
    ///   - queries: Shape: (queries × ids).
    ///   - ownRow: The row that is a query itself and so never its answer; nil for none.
    /// - Returns: One list for each query. Shape: (queries × at most k).
    package func best(
        forEachOf queries: SparseMatrix,
        ownRow: @escaping @Sendable (_ query: Int) -> Int? = { _ in nil }
    ) -> [[Scored]] {
        guard let blocks, queries.startsAscend else {
            return SparseSearch.best(
                k, forEachOf: queries, rows: rows, ownRow: ownRow, above: 0, threads: threads)
        }
        let batch = CeilingQueries(
            k, queries, rows: rows, ownRow: ownRow, above: 0, rowsInBlock: rowsInBlock,
            workers: threads.count)
        for block in blocks { batch.take(block, threads) }
        return batch.best.values.map(\.sorted)
    }
}

extension CeilingBlock {
    /// Memory that blocks may take, 1 GiB; more rows than fit are laid out for each batch.
    private static let mostMemory = 1 << 30

    /// All rows of a matrix in blocks, one after the other; nil where ceilings cannot help: weights
    /// below zero, few rows, a large k, or too little memory.
    static func layout(
        of rows: SparseMatrix, k: Int, threads: Threads
    ) -> (blocks: [CeilingBlock], rowsInBlock: Int)? {
        let size = rowsInBlock(of: rows)
        let starts = Array(stride(from: 0, to: rows.rowCount, by: size))
        let memory = starts.count * (rows.columnCount + 1) * 4 + rows.entryCount * 7
        guard memory <= mostMemory, rows.rowCount >= 512, k <= rows.rowCount / 64,
            rows.startsAscend, let columns = Columns(of: rows, threads: threads)
        else { return nil }
        let blocks = threads.mapBlocks(of: starts.count, size: 1) { block, _ in
            let start = starts[block.lowerBound]
            return CeilingBlock(of: rows, start..<min(start + size, rows.rowCount), columns)
        }
        return (blocks, size)
    }
}

extension SparseMatrix {
    /// Some rows that stand one after the other, as a matrix of their own; nothing is copied but
    /// where they start.
    ///
    /// - Precondition: The rows are rows of this matrix.
    package func window(_ range: Range<Int>) -> SparseMatrix {
        precondition(
            range.lowerBound >= 0 && range.upperBound <= rowCount, "rows outside the matrix")
        let starts = (range.lowerBound...range.upperBound).map { self.starts[$0] }
        return SparseMatrix(
            rowCount: range.count, columnCount: columnCount, starts: Elements(starts), ids: ids,
            weights: weights)
    }
}
