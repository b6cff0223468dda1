/// Text of other formats made plain.
enum PlainText {
    /// The text with runs of white space as one space and none around it.
    ///
    /// Bytes that are no UTF-8 become U+FFFD.
    /// - Complexity: O(bytes); text that is plain already is only looked at.
    static func collapsed(_ bytes: some RandomAccessCollection<UInt8>) -> String {
        bytes.withContiguousStorageIfAvailable(collapsed) ?? collapsed(Array(bytes))
    }

    private static func collapsed(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        guard isLoose(bytes) else { return String(decoding: bytes, as: UTF8.self) }
        return String(unsafeUninitializedCapacity: bytes.count) { result in
            var count = 0
            for byte in bytes {
                // Safety: at most as many bytes are written as were read.
                if !byte.isSpace {
                    result[count] = byte
                    count += 1
                } else if count > 0, result[count - 1] != 0x20 {
                    result[count] = 0x20
                    count += 1
                }
            }
            if count > 0, result[count - 1] == 0x20 { count -= 1 }
            return count
        }
    }

    /// Whether there is white space at an end, twice in a row, or other than a space.
    private static func isLoose(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = bytes.first, let last = bytes.last else { return false }
        if first.isSpace || last.isSpace { return true }
        // Without branches, so that many bytes are looked at together.
        var loose = 0
        for place in 1..<max(bytes.count, 1) {
            let byte = bytes[place]
            let isPair = byte == 0x20 && bytes[place - 1] == 0x20
            loose &+= isPair || byte &- 0x09 <= 0x04 ? 1 : 0
        }
        return loose > 0
    }
}
