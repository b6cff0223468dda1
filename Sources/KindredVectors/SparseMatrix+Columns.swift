extension SparseMatrix {
    /// The matrix with some of its columns alone, numbered anew in their order.
    ///
    /// - Parameter columns: Ascending, each below ``columnCount``.
    /// - Complexity: O(entries + columns).
    package func restricted(toColumns columns: [UInt32], threads: Threads) -> SparseMatrix {
        var places = [UInt32](repeating: .max, count: columnCount)
        for (place, column) in columns.enumerated() { places[Int(column)] = UInt32(place) }
        let known = places
        let blocks = threads.mapBlocks(of: rowCount, size: 1_024) { rows, _ in
            var block = (ends: [Int](), ids: [UInt32](), weights: [Float]())
            for row in rows {
                withRow(row) { ids, weights in
                    for (id, weight) in zip(ids, weights) where Int(id) < known.count {
                        guard known[Int(id)] != .max else { continue }
                        block.ids.append(known[Int(id)])
                        block.weights.append(weight)
                    }
                }
                block.ends.append(block.ids.count)
            }
            return block
        }
        var starts: [UInt64] = [0]
        for block in blocks {
            let first = starts[starts.count - 1]
            starts.append(contentsOf: block.ends.lazy.map { first + UInt64($0) })
        }
        return SparseMatrix(
            rowCount: rowCount, columnCount: columns.count, starts: Elements(starts),
            ids: Elements(blocks.flatMap(\.ids)), weights: Elements(blocks.flatMap(\.weights)))
    }
}
