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
    /// A column of strings in memory.
    init(_ strings: some Sequence<some Sequence<UInt8>>) {
        var starts: [UInt64] = [0]
        var bytes: [UInt8] = []
        for string in strings {
            bytes.append(contentsOf: string)
            starts.append(UInt64(bytes.count))
        }
        self.init(starts: Elements(starts), bytes: Elements(bytes))
    }
}
