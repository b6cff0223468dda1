package import KindredVectors

/// Strings end to end in one run of bytes: the records, ids, terms and keys of an index.
///
/// The bytes may come from a damaged file, so every reading checks its bounds: a string whose
/// offsets make no sense reads as empty.
package struct TextColumn: Sendable {
    /// Where each string starts, and the end of the last one. Shape: (count + 1).
    package let starts: Elements<UInt64>
    /// All strings, UTF-8, end to end.
    package let bytes: Elements<UInt8>

    /// A column over its two sections.
    /// - Precondition: `starts` is not empty.
    package init(starts: Elements<UInt64>, bytes: Elements<UInt8>) {
        precondition(starts.count > 0, "a column of no strings still has one offset")
        self.starts = starts
        self.bytes = bytes
    }

    /// How many strings there are.
    package var count: Int { starts.count - 1 }

    /// Where a string lies in `bytes`; empty where the offsets make no sense.
    package func range(at index: Int) -> Range<Int> {
        let start = starts[index]
        let end = starts[index + 1]
        guard start <= end, end <= UInt64(bytes.count) else { return 0..<0 }
        return Int(start)..<Int(end)
    }

    /// Hands the bytes of one string to `body`.
    package func withBytes<Result, Failure: Error>(
        at index: Int, _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let range = range(at: index)
        return try bytes.withUnsafeBufferPointer { all throws(Failure) in
            // Safety: `range` lies inside `bytes`, which outlives the closure.
            try body(UnsafeBufferPointer(rebasing: all[range]))
        }
    }

    /// One string; bytes that are no UTF-8 become U+FFFD.
    package func string(at index: Int) -> String {
        withBytes(at: index) { String(decoding: $0, as: UTF8.self) }
    }

    /// Whether the offsets ascend from 0 to the number of bytes.
    /// - Complexity: O(count).
    var isSound: Bool {
        guard starts[0] == 0, starts[count] == UInt64(bytes.count) else { return false }
        return starts.withUnsafeBufferPointer { starts in
            zip(starts, starts.dropFirst()).allSatisfy { $0 <= $1 }
        }
    }
}

extension TextColumn {
    /// A column while strings are added at its end.
    struct Growing: Sendable {
        private(set) var ends: [UInt64] = []
        private(set) var bytes: [UInt8] = []

        /// Adds the string that `write` appends to the bytes.
        mutating func append(_ write: (inout [UInt8]) -> Void) {
            write(&bytes)
            ends.append(UInt64(bytes.count))
        }
    }

    /// A column of strings in memory.
    init(_ strings: some Sequence<some Sequence<UInt8>>) {
        var column = Growing()
        for string in strings { column.append { $0.append(contentsOf: string) } }
        self.init(joining: [column])
    }

    /// The strings of several columns, one after the other.
    /// - Complexity: O(bytes), shared by `threads`.
    init(joining columns: [Growing], threads: Threads = .one) {
        var starts: [UInt64] = [0]
        var places = [0]
        starts.reserveCapacity(columns.reduce(1) { $0 + $1.ends.count })
        for column in columns {
            let base = starts[starts.count - 1]
            starts.append(contentsOf: column.ends.lazy.map { base + $0 })
            places.append(places[places.count - 1] + column.bytes.count)
        }
        let ends = places
        let bytes = Elements<UInt8>(count: ends[columns.count]) { target in
            // Safety: `target` has room for the bytes of all columns, and each fills its own part.
            nonisolated(unsafe) let target = target
            threads.forEachBlock(of: columns.count, size: 1) { block, _ in
                for column in block {
                    let part = target[ends[column]..<ends[column + 1]]
                    _ = UnsafeMutableBufferPointer(rebasing: part)
                        .update(fromContentsOf: columns[column].bytes)
                }
            }
        }
        self.init(starts: Elements(starts), bytes: bytes)
    }
}
