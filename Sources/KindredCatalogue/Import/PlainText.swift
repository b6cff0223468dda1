import CKernels

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
        guard let start = bytes.baseAddress else { return "" }
        return String(unsafeUninitializedCapacity: bytes.count) { result in
            // Safety: at most as many bytes are written as were read, for which there is room.
            result.baseAddress.map { kindred_collapse_space(start, bytes.count, $0) } ?? 0
        }
    }

    /// Whether there is white space at an end, twice in a row, or other than a space.
    private static func isLoose(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        // Safety: the function looks at these bytes only, and at none where there are none.
        bytes.baseAddress.map { kindred_has_loose_space($0, bytes.count) != 0 } ?? false
    }
}
