/// Compressed sparse rows: for each row the ids of its columns, ascending, and their weights.
///
/// Rows may be papers and columns terms, or, ``transposed(threads:)``, rows terms and columns
/// papers: then a row is the term's postings. The arrays may be windows into a mapped file that
/// nobody checked: reading rows of a corrupt matrix gives wrong numbers, never a crash, and
/// ``isSound`` tells.
package struct SparseMatrix: Sendable, Equatable {
    /// How many rows there are.
    package let rowCount: Int
    /// How many columns there are; every id is below it.
    package let columnCount: Int
    /// Where rows start in `ids`, ascending from 0 to the number of entries. Shape: (rows + 1).
    package let starts: Elements<UInt64>
    /// The columns of the entries, strictly ascending within a row. Shape: (entries).
    package let ids: Elements<UInt32>
    /// The weights of the entries. Shape: (entries).
    package let weights: Elements<Float>

    /// A matrix over stored arrays; only their lengths are checked, see ``isSound``.
    ///
    /// - Precondition: `starts` has one more place than there are rows, and `ids` as many as
    ///   `weights`.
    package init(
        rowCount: Int, columnCount: Int, starts: Elements<UInt64>, ids: Elements<UInt32>,
        weights: Elements<Float>
    ) {
        precondition(rowCount >= 0 && columnCount >= 0, "a matrix cannot have negative sides")
        precondition(starts.count - 1 == rowCount, "starts needs one place per row and one more")
        precondition(ids.count == weights.count, "every id needs one weight")
        self.rowCount = rowCount
        self.columnCount = columnCount
        self.starts = starts
        self.ids = ids
        self.weights = weights
    }

    /// A matrix of given rows.
    ///
    /// - Precondition: Every id is below `columnCount`.
    package init(rows: [SparseVector], columnCount: Int) {
        precondition(
            rows.allSatisfy { $0.ids.last.map { Int($0) < columnCount } ?? true },
            "an id is outside the columns")
        var starts: [UInt64] = [0]
        for row in rows { starts.append(starts[starts.count - 1] + UInt64(row.count)) }
        self.init(
            rowCount: rows.count, columnCount: columnCount, starts: Elements(starts),
            ids: Elements(rows.flatMap(\.ids)), weights: Elements(rows.flatMap(\.weights)))
    }

    /// A matrix without entries.
    package static func empty(rowCount: Int, columnCount: Int) -> SparseMatrix {
        SparseMatrix(
            rowCount: rowCount, columnCount: columnCount,
            starts: Elements(count: rowCount + 1) { _ in }, ids: [], weights: [])
    }

    /// How many entries are stored.
    package var entryCount: Int { ids.count }

    /// The places of a row in `ids` and `weights`; empty where the stored range makes no sense.
    package func range(ofRow row: Int) -> Range<Int> {
        precondition(row >= 0 && row < rowCount, "row outside the matrix")
        let (start, end) = (starts[row], starts[row + 1])
        guard start <= end, end <= UInt64(ids.count) else { return 0..<0 }
        return Int(start)..<Int(end)
    }

    /// Calls `body` with a row in place. Ids of a corrupt matrix may be anything: check before use.
    package func withRow<Result, Failure: Error>(
        _ row: Int,
        _ body: (UnsafeBufferPointer<UInt32>, UnsafeBufferPointer<Float>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let range = range(ofRow: row)
        defer { withExtendedLifetime(self) {} }
        // Safety: the range lies within both arrays, and `self` outlives the call.
        return try body(
            UnsafeBufferPointer(rebasing: ids.buffer[range]),
            UnsafeBufferPointer(rebasing: weights.buffer[range]))
    }

    /// A copy of one row; empty where a corrupt matrix stores no sound one.
    package func row(_ row: Int) -> SparseVector {
        withRow(row) { ids, weights in
            guard isStrictlyAscending(ids), ids.last.map({ Int($0) < columnCount }) ?? true else {
                return .zero
            }
            return SparseVector(ids: Array(ids), weights: Array(weights))
        }
    }

    /// The Euclidean length of every row, summed in `Double`. Shape: (rows).
    package func rowNorms(threads: Threads = Threads()) -> [Float] {
        threads.mapBlocks(of: rowCount, size: 4096) { block, _ in
            block.map { row in withRow(row) { _, weights in Float(weights.euclideanNorm) } }
        }.flatMap { $0 }
    }

    /// Whether no row starts before the one above it, or lies outside the entries. Then all rows
    /// together hold no more than the entries, and work on all of them is bounded.
    ///
    /// - Complexity: O(rows).
    var startsAscend: Bool {
        guard starts[rowCount] <= UInt64(ids.count) else { return false }
        return starts.withUnsafeBufferPointer { starts in
            (0..<rowCount).allSatisfy { starts[$0] <= starts[$0 + 1] }
        }
    }

    /// Whether everything stored makes sense: starts ascend from 0 to the last entry, ids ascend
    /// within their row and lie below `columnCount`, and weights are finite.
    ///
    /// - Complexity: O(rows + entries).
    package var isSound: Bool {
        guard starts[0] == 0, starts[rowCount] == UInt64(ids.count), startsAscend else {
            return false
        }
        guard weights.withUnsafeBufferPointer({ $0.allSatisfy(\.isFinite) }) else { return false }
        return (0..<rowCount).allSatisfy { row in
            withRow(row) { ids, _ in
                isStrictlyAscending(ids) && (ids.last.map { Int($0) < columnCount } ?? true)
            }
        }
    }
}
