import KindredVectors

// Sorted keys stay sorted when rows move without overtaking one another, and two sorted tables are
// one after a single pass. Nothing is sorted anew.

extension KeyTable {
    /// The keys of the rows that stay, with the numbers that these rows have now.
    ///
    /// - Parameter map: The new row of each row, ascending; `GrowthPlan.gone` for one that goes.
    /// - Complexity: O(size of the keys).
    func moved(by map: [UInt32], rowCount: Int) -> KeyTable {
        let stay = rows.withUnsafeBufferPointer { $0.allSatisfy { map[Int($0)] == $0 } }
        if stay { return KeyTable(keys: keys, rows: rows, rowCount: rowCount) }
        var column = GrowingColumn()
        var moved: [UInt32] = []
        var first = 0
        for key in 0..<count {
            let row = map[Int(rows[key])]
            if row == GrowthPlan.gone {
                column.append(keys, first..<key)
                first = key + 1
            } else {
                moved.append(row)
            }
        }
        column.append(keys, first..<count)
        return KeyTable(keys: column.column, rows: Elements(moved), rowCount: rowCount)
    }

    /// One table of several, at least one, that have no pair of key and row in common.
    /// - Complexity: O(size of the keys · log tables).
    static func merged(_ tables: ArraySlice<KeyTable>) -> KeyTable {
        guard tables.count > 1 else { return tables[tables.startIndex] }
        let middle = tables.startIndex + tables.count / 2
        return merged(tables[..<middle]).merged(with: merged(tables[middle...]))
    }

    /// The keys of both.
    private func merged(with other: KeyTable) -> KeyTable {
        if other.count == 0 { return self }
        if count == 0 { return other }
        var column = GrowingColumn()
        var rows: [UInt32] = []
        rows.reserveCapacity(count + other.count)
        var (mine, theirs) = (0, 0)
        while theirs < other.count {
            let next = firstIndex(from: mine, beyond: theirs, of: other)
            column.append(keys, mine..<next)
            for place in mine..<next { rows.append(self.rows[place]) }
            mine = next
            var end = theirs + 1
            if mine < count {
                end = other.firstIndex(from: theirs, beyond: mine, of: self)
            } else {
                end = other.count
            }
            column.append(other.keys, theirs..<end)
            for place in theirs..<end { rows.append(other.rows[place]) }
            theirs = end
        }
        column.append(keys, mine..<count)
        for place in mine..<count { rows.append(self.rows[place]) }
        return KeyTable(keys: column.column, rows: Elements(rows), rowCount: rowCount)
    }

    /// The first key from `start` on that comes behind a key of another table.
    ///
    /// Steps double until one is too far, so that few keys among many cost little.
    private func firstIndex(from start: Int, beyond place: Int, of other: KeyTable) -> Int {
        other.keys.withBytes(at: place) { key in
            let row = other.rows[place]
            func isBeyond(_ index: Int) -> Bool {
                keys.withBytes(at: index) { mine in
                    let order = compare(mine, key)
                    return order == 0 ? rows[index] > row : order > 0
                }
            }
            var (low, step) = (start, 1)
            while low + step - 1 < count, !isBeyond(low + step - 1) {
                low += step
                step *= 2
            }
            var high = min(low + step - 1, count)
            while low < high {
                let middle = low + (high - low) / 2
                if isBeyond(middle) { high = middle } else { low = middle + 1 }
            }
            return low
        }
    }
}
