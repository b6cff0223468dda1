extension SparseMatrix {
    /// The matrix with rows and columns exchanged; in each of its rows ids ascend.
    ///
    /// Of papers by terms it makes the postings: for every term the papers that hold it. Entries of
    /// a corrupt matrix that lie outside the columns are left out, and so are all of them where
    /// rows overlap.
    ///
    /// Rows are cut into a few stripes. Each stripe counts its entries by column; running sums over
    /// stripes and columns give every stripe its own places, which it then fills.
    /// - Parameter places: The transposed form of a matrix that has the places of this one, which
    ///   then stores them once for both.
    /// - Complexity: O(rows + stripes × columns + entries) work; the same for any `threads`.
    package func transposed(
        sharing places: SparseMatrix? = nil, threads: Threads = Threads()
    ) -> SparseMatrix {
        precondition(rowCount <= Int(UInt32.max), "rows become ids, which have 32 bits")
        guard startsAscend else { return .empty(rowCount: columnCount, columnCount: rowCount) }
        let size = max((rowCount + 7) / 8, 1)
        let counts = threads.mapBlocks(of: rowCount, size: size) { stripe, _ in
            columnCounts(rows: stripe)
        }
        var starts = [UInt64](repeating: 0, count: columnCount + 1)
        let next = Slots(count: counts.count, repeating: [UInt64]())
        for stripe in counts.indices { next[stripe] = Array(repeating: 0, count: columnCount) }
        var total: UInt64 = 0
        for column in 0..<columnCount {
            starts[column] = total
            for stripe in counts.indices {
                next[stripe][column] = total
                total += UInt64(counts[stripe][column])
            }
        }
        starts[columnCount] = total
        precondition(
            places.map { $0.starts.array == starts && $0.columnCount == rowCount } ?? true,
            "shared places must be those of this matrix, transposed")
        let ids = Elements<UInt32>.memory(count: places == nil ? Int(total) : 0)
        let weights = Elements<Float>.memory(count: Int(total))
        threads.forEachBlock(of: rowCount, size: size) { stripe, _ in
            let target = places == nil ? ids.target : nil
            fill(stripe, &next[stripe.lowerBound / size], target, weights.target, first: 0)
        }
        return SparseMatrix(
            rowCount: columnCount, columnCount: rowCount,
            starts: places?.starts ?? Elements(starts), ids: places?.ids ?? ids.elements,
            weights: weights.elements)
    }

    /// A block of rows with rows and columns exchanged, its rows counted from the block's start.
    func transposed(rows block: Range<Int>) -> TransposedBlock {
        let counts = columnCounts(rows: block)
        var starts = [UInt32](repeating: 0, count: columnCount + 1)
        for column in 0..<columnCount { starts[column + 1] = starts[column] + counts[column] }
        let total = Int(starts[columnCount])
        let ids = Elements<UInt32>.memory(count: total)
        let weights = Elements<Float>.memory(count: total)
        var next = starts
        fill(block, &next, ids.target, weights.target, first: block.lowerBound)
        return TransposedBlock(
            starts: Elements(starts), ids: ids.elements, weights: weights.elements)
    }

    /// How many entries of some rows lie in each column. Shape: (columns).
    private func columnCounts(rows: Range<Int>) -> [UInt32] {
        var counts = [UInt32](repeating: 0, count: columnCount)
        counts.withUnsafeMutableBufferPointer { counts in
            for row in rows {
                withRow(row) { ids, _ in
                    for id in ids where Int(id) < counts.count { counts[Int(id)] += 1 }
                }
            }
        }
        return counts
    }

    /// Writes the entries of some rows to the next place of their column; without `newIDs`, their
    /// weights alone.
    private func fill<Place: FixedWidthInteger>(
        _ rows: Range<Int>, _ next: inout [Place], _ newIDs: SharedBuffer<UInt32>?,
        _ newWeights: SharedBuffer<Float>, first: Int
    ) {
        next.withUnsafeMutableBufferPointer { next in
            for row in rows {
                withRow(row) { ids, weights in
                    for entry in 0..<ids.count where Int(ids[entry]) < columnCount {
                        let place = Int(next[Int(ids[entry])])
                        if let newIDs { newIDs[place] = UInt32(row - first) }
                        newWeights[place] = weights[entry]
                        next[Int(ids[entry])] += 1
                    }
                }
            }
        }
    }
}

/// A block of rows stored by column.
struct TransposedBlock {
    /// Where columns start. Shape: (columns + 1).
    let starts: Elements<UInt32>
    /// Rows, ascending within a column, counted from the start of the block. Shape: (entries).
    let ids: Elements<UInt32>
    /// Shape: (entries).
    let weights: Elements<Float>
}
