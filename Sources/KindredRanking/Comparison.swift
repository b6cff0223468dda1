import KindredIndex
import KindredModels
import KindredText
import KindredVectors

/// One signal of an index, ready to compare: what it makes of a profile, which papers come nearest,
/// and what each score is made of.
///
/// The score and its shares come from the same stored weights, so shares add up to scores.
protocol Comparison: Sendable {
    /// Whether the profile has anything that could be compared.
    var isEmpty: Bool { get }

    /// The nearest papers above zero, best first, ties to the lower row.
    func best(_ limit: Int, excluding excluded: RowSet, threads: Threads) -> [Scored]

    /// The terms of a paper's score with their shares, ascending by term.
    func shares(of row: Int) -> SparseVector

    /// What whole signals add to a paper's score beside its shares.
    func wholes(of row: Int) -> [(signal: Signal, score: Float)]

    /// The scores of some papers, the same that `best` gives, also at or below zero.
    func scores(of rows: [Int]) -> [Float]

    /// Which of several likes a paper is nearest to; nil where one alone was liked.
    func nearest(to row: Int) -> Nearest?

    /// Each thing liked by itself, with its place among the likes.
    var alone: [(place: Int, comparison: any Comparison)] { get }

    /// What `best` gives for each of many profiles, among some rows; nil for all.
    ///
    /// - Parameters:
    ///   - limit: The most answers for each; a liked paper is not left out.
    ///   - rows: Ascending.
    static func best(
        _ limit: Int, forEachOf comparisons: [Self], among rows: [Int]?, rowCount: Int,
        threads: Threads
    ) -> [[Scored]]
}

/// The like that a paper is nearest to.
struct Nearest {
    /// Its place among the likes.
    let place: Int
    /// What it makes of the paper alone.
    let score: Float
}

/// The cosine of TF-IDF rows: the share of a term is the product of its two weights.
struct TFIDFComparison: SinglePart {
    let query: SparseVector
    let stored: StoredTFIDF

    var isEmpty: Bool { query.isEmpty }

    func best(_ limit: Int, excluding excluded: RowSet, threads: Threads) -> [Scored] {
        SparseSearch.best(
            limit, for: query, rows: stored.rows, postings: stored.postings,
            ceilings: stored.ceilings, excluding: excluded, above: 0, threads: threads)
    }

    func shares(of row: Int) -> SparseVector { query.products(with: stored.rows.row(row)) }

    static func kernels(of parts: [Self], row: Int) -> [Kernel] {
        guard let paper = parts.first?.stored.rows.row(row) else { return [] }
        return parts.map { Kernel(score: $0.query.dot(paper)) }
    }

    static func bounds(of parts: [Self]) -> PooledBounds {
        PooledBounds(sparse: sparse(of: parts, weight: 1))
    }

    static func sparse(of parts: [Self], weight: Float) -> PooledBounds.Sparse? {
        parts.first.map {
            PooledBounds.Sparse(
                queries: parts.map(\.query), postings: $0.stored.postings, weight: weight)
        }
    }
}

/// BM25 with a profile as the query: the share of a term is its query weight times its weight in
/// the paper.
struct BM25Comparison: SinglePart {
    let query: SparseVector
    let stored: StoredBM25

    var isEmpty: Bool { query.isEmpty }

    func best(_ limit: Int, excluding excluded: RowSet, threads: Threads) -> [Scored] {
        SparseSearch.best(
            limit, for: query, postings: stored.postings, excluding: excluded, above: 0,
            threads: threads)
    }

    /// - Complexity: O(log postings) for each term of the query.
    func shares(of row: Int) -> SparseVector {
        var ids: [UInt32] = []
        var weights: [Float] = []
        for (id, factor) in zip(query.ids, query.weights) {
            guard let weight = stored.postings.weight(row: Int(id), id: UInt32(row)) else {
                continue
            }
            ids.append(id)
            weights.append(factor * weight)
        }
        return SparseVector(ids: ids, weights: weights)
    }

    static func kernels(of parts: [Self], row: Int) -> [Kernel] {
        parts.map { Kernel(score: $0.shares(of: row).weights.reduce(0, +)) }
    }

    static func bounds(of parts: [Self]) -> PooledBounds {
        PooledBounds(
            sparse: parts.first.map {
                PooledBounds.Sparse(
                    queries: parts.map(\.query), postings: $0.stored.postings, weight: 1)
            })
    }
}

/// The cosine of LSA points: the share of a term of the paper is what it brings towards the query.
struct LSAComparison: SinglePart {
    let query: [Float]
    let fitted: FittedLSA
    let stored: StoredLSA
    let rows: SparseMatrix
    var vectors: DenseMatrix { stored.vectors }

    var isEmpty: Bool { !query.contains { $0 != 0 } }

    func best(_ limit: Int, excluding excluded: RowSet, threads: Threads) -> [Scored] {
        DenseSearch.best(
            limit, for: query, rows: vectors, quantised: stored.quantised, excluding: excluded,
            above: 0, threads: threads)
    }

    func shares(of row: Int) -> SparseVector {
        stored.widened(fitted.contributions(of: stored.restricted(rows.row(row)), toward: query))
    }

    static func kernels(of parts: [Self], row: Int) -> [Kernel] {
        parts.map {
            Kernel(score: DenseSearch.score($0.query, rows: $0.vectors, row: row))
        }
    }

    static func bounds(of parts: [Self]) -> PooledBounds {
        PooledBounds(
            sparse: nil,
            dense: parts.first.map {
                [
                    PooledBounds.Dense(
                        queries: DenseMatrix(
                            rows: parts.map(\.query), columnCount: $0.vectors.columnCount),
                        offsets: parts.map { _ in 0 }, rows: $0.vectors, divisors: nil, weight: 1)
                ]
            } ?? [])
    }
}

extension SparseVector {
    /// The products at common ids; ids with a zero product are left out.
    func products(with other: SparseVector) -> SparseVector {
        var ids: [UInt32] = []
        var weights: [Float] = []
        var place = 0
        for (id, weight) in zip(self.ids, self.weights) {
            while place < other.ids.count, other.ids[place] < id { place += 1 }
            guard place < other.ids.count, other.ids[place] == id else { continue }
            let product = weight * other.weights[place]
            guard product != 0 else { continue }
            ids.append(id)
            weights.append(product)
        }
        return SparseVector(ids: ids, weights: weights)
    }
}

extension SparseMatrix {
    /// The weight at one place; nil where there is none.
    /// - Complexity: O(log entries of the row).
    fileprivate func weight(row: Int, id: UInt32) -> Float? {
        guard row < rowCount else { return nil }
        return withRow(row) { ids, weights in
            var range = 0..<ids.count
            while !range.isEmpty {
                let middle = (range.lowerBound + range.upperBound) / 2
                if ids[middle] == id { return weights[middle] }
                range =
                    ids[middle] < id ? middle + 1..<range.upperBound : range.lowerBound..<middle
            }
            return nil
        }
    }
}
