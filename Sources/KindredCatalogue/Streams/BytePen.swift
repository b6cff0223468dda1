import CKernels

/// Writes bytes one behind the other into memory that grows and is used again.
///
/// An array asks with every byte whether somebody else holds it; here nobody can.
struct BytePen: ~Copyable {
    private var room = UnsafeMutableRawBufferPointer(start: nil, count: 0)
    /// How many bytes were written.
    private(set) var count = 0

    init() {}

    deinit { room.deallocate() }

    /// A copy of what was written.
    var copy: [UInt8] { Array(bytes) }

    /// What was written; valid until the next byte is, and no longer than the pen is there.
    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: room[..<count]) }

    /// Forgets what was written from a place on, and keeps the memory.
    mutating func rewind(to place: Int) {
        precondition(place >= 0 && place <= count, "a pen goes back, not forth")
        count = place
    }

    /// Makes room for `more` bytes behind those written.
    private mutating func reserve(_ more: Int) {
        guard room.count - count < more else { return }
        let roomier = UnsafeMutableRawBufferPointer.allocate(
            byteCount: max(2 * room.count, count + more, 1 << 10), alignment: 16)
        roomier.copyMemory(from: bytes)
        room.deallocate()
        room = roomier
    }

    /// Writes one byte.
    mutating func put(_ byte: UInt8) {
        reserve(1)
        room[count] = byte
        count += 1
    }

    /// Writes bytes as they are.
    mutating func put(_ bytes: UnsafeRawBufferPointer) {
        guard let start = bytes.baseAddress, !bytes.isEmpty else { return }
        reserve(bytes.count)
        // Safety: there is room for all of them, and nobody else writes to it.
        (room.baseAddress! + count).copyMemory(from: start, byteCount: bytes.count)
        count += bytes.count
    }

    /// Writes bytes as they are.
    mutating func put(_ bytes: UnsafeBufferPointer<UInt8>) { put(UnsafeRawBufferPointer(bytes)) }

    /// Writes bytes as they are.
    mutating func put(_ bytes: [UInt8]) { bytes.withUnsafeBytes { put($0) } }

    /// Writes a text that the program holds.
    mutating func put(_ text: StaticString) {
        put(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Writes a text as it is.
    mutating func put(text: String) {
        var text = text
        text.withUTF8 { put($0) }
    }

    /// Writes a number from 0 up, in decimal digits.
    mutating func put(number: Int) {
        precondition(number >= 0, "numbers have no sign here")
        if number >= 10 { put(number: number / 10) }
        put(0x30 + UInt8(number % 10))
    }

    /// Writes valid UTF-8 as a JSON string, quotes included, as ``PaperRecord`` does.
    mutating func put(quoted text: UnsafeBufferPointer<UInt8>) {
        put(UInt8(ascii: "\""))
        put(escaped: text)
        put(UInt8(ascii: "\""))
    }

    /// Writes valid UTF-8 as the inside of a JSON string, many bytes at a time where they need no
    /// escape.
    mutating func put(escaped text: UnsafeBufferPointer<UInt8>) {
        guard let start = text.baseAddress else { return }
        var place = 0
        while place < text.count {
            reserve(text.count - place)
            // Safety: there is room for all bytes from `place` on.
            let copied = kindred_copy_unescaped(
                start + place, text.count - place, room.bytes + count)
            count += copied
            place += copied
            let end = min(place + 16, text.count)
            for byte in text[place..<end] { put(escaped: byte) }
            place = end
        }
    }

    /// Writes a byte of a JSON string, escaped where JSON demands it.
    private mutating func put(escaped byte: UInt8) {
        guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else {
            return put(byte)
        }
        put(UInt8(ascii: "\\"))
        switch byte {
        case 0x08: put(UInt8(ascii: "b"))
        case 0x09: put(UInt8(ascii: "t"))
        case 0x0A: put(UInt8(ascii: "n"))
        case 0x0C: put(UInt8(ascii: "f"))
        case 0x0D: put(UInt8(ascii: "r"))
        case ..<0x20:
            put("u00")
            put(byte >> 4 == 0 ? UInt8(ascii: "0") : UInt8(ascii: "1"))
            put(byte & 15 < 10 ? 0x30 + (byte & 15) : 0x57 + (byte & 15))
        default: put(byte)
        }
    }

    // MARK: Plain text

    /// Writes text with white space collapsed, as the inside of a JSON string.
    ///
    /// The same as `PlainText.collapsed` and then the escapes of ``PaperRecord``, in one pass.
    /// - Parameter text: Valid UTF-8.
    /// - Returns: The largest byte of the text, at least 1; 0 where nothing is left of it; nil where
    ///   a sign of LaTeX stands in it, and nothing was written.
    /// - Complexity: O(bytes), many at a time where they need no change.
    mutating func put(plain text: UnsafeBufferPointer<UInt8>) -> UInt8? {
        var (start, end) = (0, text.count)
        while start < end, text[start].isSpace { start += 1 }
        while start < end, text[end - 1].isSpace { end -= 1 }
        guard start < end, let base = text.baseAddress else { return 0 }
        let first = count
        let bytes = UnsafeBufferPointer(rebasing: text[start..<end])
        // The first byte is looked at alone, since those after it are compared with it.
        var place = 1
        var largest = max(bytes[0], 1)
        guard put(plain: bytes, 0..<1) else { return refused(first) }
        while place < bytes.count {
            reserve(bytes.count - place)
            // Safety: there is room for all bytes from `place` on, and one stands before them.
            let copied = kindred_copy_plain(
                base + start + place, bytes.count - place, room.bytes + count, &largest)
            count += copied
            place += copied
            let end = min(place + 16, bytes.count)
            guard put(plain: bytes, place..<end) else { return refused(first) }
            largest = max(largest, bytes[place..<end].max() ?? 0)
            place = end
        }
        return largest
    }

    private mutating func refused(_ first: Int) -> UInt8? {
        rewind(to: first)
        return nil
    }

    /// The same byte by byte; false at a sign of LaTeX.
    private mutating func put(plain bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool
    {
        for place in range {
            let byte = bytes[place]
            let before = place > 0 ? bytes[place - 1] : 0
            switch byte {
            case 0x24, 0x5C, 0x7B, 0x7D, 0x7E: return false
            case 0x27, 0x2D, 0x60:
                if byte == before { return false }
                put(byte)
            case 0x20, 0x09...0x0D: if !before.isSpace { put(0x20) }
            default: put(escaped: byte)
            }
        }
        return true
    }
}

extension UnsafeMutableRawBufferPointer {
    /// Where its bytes begin; the memory was allocated, so they do.
    fileprivate var bytes: UnsafeMutablePointer<UInt8> {
        baseAddress!.assumingMemoryBound(to: UInt8.self)
    }
}
