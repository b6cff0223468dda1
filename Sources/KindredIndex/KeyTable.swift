import Glibc
package import KindredVectors

/// Keys in byte order, each with the row it leads to: the ids, names and titles of an index.
///
/// A key may stand several times with different rows (then it is ambiguous), and a row may have
/// several keys. Looking up is a binary search in the mapped bytes; damaged bytes give wrong or no
/// rows, never rows outside `0 ..< rowCount`.
package struct KeyTable: Sendable {
    /// The keys, ascending by bytes, equal ones by row.
    package let keys: TextColumn
    /// The row of each key. Shape: (keys).
    package let rows: Elements<UInt32>
    /// How many rows there are; larger ones in a damaged file are passed over.
    package let rowCount: Int

    /// A table over its sections.
    /// - Precondition: One row for each key.
    package init(keys: TextColumn, rows: Elements<UInt32>, rowCount: Int) {
        precondition(keys.count == rows.count, "one row for each key")
        self.keys = keys
        self.rows = rows
        self.rowCount = rowCount
    }

    /// Sorts keys by their bytes, equal ones by row.
    /// - Precondition: No row comes twice with one key.
    /// - Complexity: O(k log k) comparisons for k keys.
    init(sorting runs: [KeyRun], rowCount: Int) {
        let keys = KeyRun(joining: runs)
        let sorted = keys.sorted()
        self.init(
            keys: keys.column(of: sorted), rows: Elements(sorted.map(\.row)), rowCount: rowCount)
    }

    /// How many keys there are.
    package var count: Int { keys.count }

    /// Whether keys ascend by bytes, and equal ones by row.
    /// - Complexity: O(size of the keys).
    var isSorted: Bool {
        (1..<max(1, count)).allSatisfy { index in
            keys.withBytes(at: index - 1) { left in
                keys.withBytes(at: index) { right in
                    let order = compare(left, right)
                    return order < 0 || (order == 0 && rows[index - 1] < rows[index])
                }
            }
        }
    }

    /// The row of a key; nil where a damaged file names one that does not exist.
    package func row(at index: Int) -> Int? {
        let row = Int(rows[index])
        return row < rowCount ? row : nil
    }

    /// The rows that a key leads to, ascending.
    /// - Complexity: O(log keys + answers).
    package func rows(of key: [UInt8]) -> [Int] {
        let first = firstIndex { compare($0, key) >= 0 }
        return distinctRows(from: first) { compare($0, key) == 0 }
    }

    /// The rows whose key starts with some bytes, ascending, each once.
    /// - Complexity: O(log keys + answers).
    package func rows(startingWith prefix: [UInt8]) -> [Int] {
        let first = firstIndex { compare($0, prefix) >= 0 }
        return distinctRows(from: first) { $0.starts(with: prefix) }
    }

    /// The first key for which `isBeyond` holds, where it holds for all keys behind that one too.
    func firstIndex(where isBeyond: (UnsafeBufferPointer<UInt8>) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = low + (high - low) / 2
            if keys.withBytes(at: middle, isBeyond) { high = middle } else { low = middle + 1 }
        }
        return low
    }

    private func distinctRows(
        from first: Int, while matches: (UnsafeBufferPointer<UInt8>) -> Bool
    ) -> [Int] {
        var found: [Int] = []
        var index = first
        while index < count, keys.withBytes(at: index, matches) {
            if let row = row(at: index) { found.append(row) }
            index += 1
        }
        found.sort()
        return found.enumerated().filter { $0.offset == 0 || $0.element != found[$0.offset - 1] }
            .map(\.element)
    }
}

/// The order of two byte strings, the shorter one first where it begins the longer: < 0, 0 or > 0.
private func compare(_ left: UnsafeBufferPointer<UInt8>, _ right: [UInt8]) -> Int {
    right.withUnsafeBufferPointer { compare(left, $0) }
}

func compare(
    _ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>
) -> Int {
    let shared = min(left.count, right.count)
    guard shared > 0, let leftStart = left.baseAddress, let rightStart = right.baseAddress else {
        return left.count - right.count
    }
    // Safety: both buffers hold at least `shared` bytes.
    let order = memcmp(leftStart, rightStart, shared)
    return order == 0 ? left.count - right.count : Int(order)
}
