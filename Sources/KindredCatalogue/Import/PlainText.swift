/// Text of other formats made plain.
enum PlainText {
    /// The text with runs of white space as one space and none around it.
    ///
    /// Bytes that are no UTF-8 become U+FFFD.
    /// - Complexity: O(bytes); text that is plain already is only looked at.
    static func collapsed(_ bytes: some RandomAccessCollection<UInt8>) -> String {
        let needsWork = bytes.withContiguousStorageIfAvailable(isLoose) ?? true
        guard needsWork else { return String(decoding: bytes, as: UTF8.self) }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        for byte in bytes {
            if !byte.isSpace {
                result.append(byte)
            } else if let last = result.last, last != 0x20 {
                result.append(0x20)
            }
        }
        if result.last == 0x20 { result.removeLast() }
        return String(decoding: result, as: UTF8.self)
    }

    /// Whether there is white space at an end, twice in a row, or other than a space.
    private static func isLoose(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = bytes.first, let last = bytes.last else { return false }
        if first.isSpace || last.isSpace { return true }
        var previous: UInt8 = 0
        for byte in bytes {
            if byte == 0x20 ? previous == 0x20 : byte.isSpace { return true }
            previous = byte
        }
        return false
    }
}
