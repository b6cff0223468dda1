import KindredIndex
import KindredVectors

// Many profiles compared at once, among all papers or some. Scores and ties are those of one
// profile alone.

extension Comparison {
    /// All of a score is in its shares.
    func wholes(of row: Int) -> [(signal: Signal, score: Float)] { [] }

    /// One thing alone was liked.
    func nearest(to row: Int) -> Nearest? { nil }

    var alone: [(place: Int, comparison: any Comparison)] { [(place: 0, comparison: self)] }

    /// The sum of each paper's shares.
    func scores(of rows: [Int]) -> [Float] {
        rows.map { shares(of: $0).weights.reduce(0, +) }
    }

    /// One after another, on all threads: for a signal without a batch of its own.
    static func best(
        _ limit: Int, forEachOf comparisons: [Self], among rows: [Int]?, rowCount: Int,
        threads: Threads
    ) -> [[Scored]] {
        var excluded = RowSet(rowCount: rowCount, rows: rows == nil ? 0..<0 : 0..<rowCount)
        for row in rows ?? [] { excluded.remove(row) }
        let others = excluded
        return threads.mapBlocks(of: comparisons.count, size: 4) { block, _ in
            block.map { comparisons[$0].best(limit, excluding: others, threads: .one) }
        }.flatMap(\.self)
    }
}

extension TFIDFComparison {
    func scores(of rows: [Int]) -> [Float] { rows.map { query.dot(stored.rows.row($0)) } }

    static func best(
        _ limit: Int, forEachOf comparisons: [Self], among rows: [Int]?, rowCount: Int,
        threads: Threads
    ) -> [[Scored]] {
        guard let stored = comparisons.first?.stored else { return [] }
        return sparseBest(
            limit, forEachOf: comparisons.map(\.query), rows: stored.rows, among: rows,
            threads: threads)
    }
}

extension BM25Comparison {
    static func best(
        _ limit: Int, forEachOf comparisons: [Self], among rows: [Int]?, rowCount: Int,
        threads: Threads
    ) -> [[Scored]] {
        guard let stored = comparisons.first?.stored else { return [] }
        return sparseBest(
            limit, forEachOf: comparisons.map(\.query),
            rows: stored.postings.transposed(threads: threads), among: rows, threads: threads)
    }
}

extension LSAComparison {
    func scores(of rows: [Int]) -> [Float] {
        rows.map { DenseSearch.score(query, rows: vectors, row: $0) }
    }

    static func best(
        _ limit: Int, forEachOf comparisons: [Self], among rows: [Int]?, rowCount: Int,
        threads: Threads
    ) -> [[Scored]] {
        guard let vectors = comparisons.first?.vectors else { return [] }
        let queries = DenseMatrix(
            rows: comparisons.map(\.query), columnCount: vectors.columnCount)
        let found = DenseSearch.best(
            limit, forEachOf: queries, rows: rows.map(vectors.picking) ?? vectors, above: 0,
            threads: threads)
        return found.named(by: rows)
    }
}

private func sparseBest(
    _ limit: Int, forEachOf queries: [SparseVector], rows: SparseMatrix, among picked: [Int]?,
    threads: Threads
) -> [[Scored]] {
    let queries = SparseMatrix(rows: queries, columnCount: rows.columnCount)
    let found = SparseSearch.best(
        limit, forEachOf: queries, rows: picked.map(rows.picking) ?? rows, above: 0,
        threads: threads)
    return found.named(by: picked)
}

extension SparseMatrix {
    /// Some rows, copied.
    func picking(_ rows: [Int]) -> SparseMatrix {
        SparseMatrix(rows: rows.map(row), columnCount: columnCount)
    }
}

extension DenseMatrix {
    /// Some rows, copied.
    func picking(_ rows: [Int]) -> DenseMatrix {
        DenseMatrix(rows: rows.map(row), columnCount: columnCount)
    }
}

extension [[Scored]] {
    /// Places among picked rows as the rows they stand for.
    func named(by rows: [Int]?) -> [[Scored]] {
        guard let rows else { return self }
        return map { $0.map { Scored(row: rows[$0.row], score: $0.score) } }
    }
}

extension StoredTFIDF {
    /// Some papers' rows, copied, with their postings.
    func picking(_ picked: [Int], threads: Threads) -> StoredTFIDF {
        let rows = rows.picking(picked)
        return StoredTFIDF(idf: idf, rows: rows, postings: rows.transposed(threads: threads))
    }
}
