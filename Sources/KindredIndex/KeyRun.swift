import KindredVectors

/// Keys and their rows as they come, before they are sorted into a ``KeyTable``.
///
/// All keys lie end to end in one run of bytes: a hundred thousand papers have a million keys, and
/// an array for each would cost more than the sorting.
struct KeyRun: Sendable {
    private var bytes: [UInt8] = []
    private var ends: [Int] = []
    private var rows: [UInt32] = []

    /// No keys yet.
    init() {}

    /// The keys of several runs, one run behind the other.
    init(joining runs: [KeyRun]) {
        bytes.reserveCapacity(runs.reduce(0) { $0 + $1.bytes.count })
        ends.reserveCapacity(runs.reduce(0) { $0 + $1.ends.count })
        rows.reserveCapacity(ends.capacity)
        for run in runs {
            let start = bytes.count
            bytes += run.bytes
            ends += run.ends.lazy.map { start + $0 }
            rows += run.rows
        }
    }

    /// Adds the keys of one row, leaving out those that came before among them.
    mutating func add(_ keys: [String], row: UInt32) {
        for (place, key) in keys.enumerated() where !keys[..<place].contains(key) {
            bytes += key.utf8
            ends.append(bytes.count)
            rows.append(row)
        }
    }

    /// A key in the order of the table.
    struct Sorted {
        /// The first eight bytes as a number that compares as they do.
        fileprivate let prefix: UInt64
        fileprivate let key: UInt32
        let row: UInt32
    }

    /// All keys by their bytes, equal ones by row.
    func sorted() -> [Sorted] {
        bytes.withUnsafeBufferPointer { bytes in
            ends.withUnsafeBufferPointer { ends in
                func key(_ index: UInt32) -> UnsafeBufferPointer<UInt8> {
                    let start = index == 0 ? 0 : ends[Int(index) - 1]
                    return UnsafeBufferPointer(rebasing: bytes[start..<ends[Int(index)]])
                }
                let keys = rows.indices.map {
                    Sorted(prefix: Self.prefix(key(UInt32($0))), key: UInt32($0), row: rows[$0])
                }
                return keys.sorted { left, right in
                    if left.prefix != right.prefix { return left.prefix < right.prefix }
                    let order = compare(key(left.key), key(right.key))
                    return order == 0 ? left.row < right.row : order < 0
                }
            }
        }
    }

    /// The keys in that order.
    func column(of sorted: [Sorted]) -> TextColumn {
        TextColumn(
            sorted.lazy.map { sorted in
                let key = Int(sorted.key)
                return bytes[(key == 0 ? 0 : ends[key - 1])..<ends[key]]
            })
    }

    private static func prefix(_ key: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var prefix: UInt64 = 0
        for place in 0..<8 {
            prefix = prefix << 8 | UInt64(place < key.count ? key[place] : 0)
        }
        return prefix
    }
}

extension KeyRun {
    /// The keys as text, in the order in which they came.
    var texts: [String] {
        ends.indices.map { key in
            String(decoding: bytes[(key == 0 ? 0 : ends[key - 1])..<ends[key]], as: UTF8.self)
        }
    }
}
