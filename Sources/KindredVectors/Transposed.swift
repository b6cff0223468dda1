extension SparseMatrix {
    /// The matrix with rows and columns exchanged; in each of its rows ids ascend.
    ///
    /// Of papers by terms it makes the postings: for every term the papers that hold it. Entries of
    /// a corrupt matrix that lie outside the columns are left out.
    /// - Complexity: O(rows + columns + entries) work; the result is the same for any `threads`.
    package func transposed(threads: Threads = Threads()) -> SparseMatrix {
        var counts = [UInt64](repeating: 0, count: columnCount + 1)
        for row in 0..<rowCount {
            withRow(row) { ids, _ in
                for id in ids where Int(id) < columnCount { counts[Int(id) + 1] += 1 }
            }
        }
        for column in 0..<columnCount { counts[column + 1] += counts[column] }
        let total = Int(counts[columnCount])
        var next = counts
        var newIDs = [UInt32](repeating: 0, count: total)
        var newWeights = [Float](repeating: 0, count: total)
        for row in 0..<rowCount {
            withRow(row) { ids, weights in
                for (id, weight) in zip(ids, weights) where Int(id) < columnCount {
                    let place = Int(next[Int(id)])
                    newIDs[place] = UInt32(row)
                    newWeights[place] = weight
                    next[Int(id)] += 1
                }
            }
        }
        return SparseMatrix(
            rowCount: columnCount, columnCount: rowCount, starts: Elements(counts),
            ids: Elements(newIDs), weights: Elements(newWeights))
    }
}
