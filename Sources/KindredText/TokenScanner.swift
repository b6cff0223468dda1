/// What kind of token the scanner found.
enum TokenRole {
    /// A word, or one part of a compound, in its place in the text.
    case word
    /// Another form of words already given: a compound written together, a name without its sign.
    case variant
    /// One or two characters of a script without spaces.
    case characters
}

/// What takes the tokens of a text, in order.
protocol TokenSink: ~Copyable {
    /// Takes a token whose bytes hold only during the call.
    mutating func accept(_ token: Token, as role: TokenRole)
    /// Says that the words before and after do not stand side by side.
    mutating func pause()
}

/// Finds the tokens of a text in one pass over its bytes.
///
/// Plain ASCII words are found eight bytes at a time and never copied. From anything else on, the
/// rest of the piece (up to the next ASCII space) is folded into a buffer and cut by `PieceCutter`.
struct TokenScanner: ~Copyable {
    /// Longer pieces are read in windows of this many bytes; a token across two of them is cut.
    static let longestWindow = 1 << 15

    private let classes = ByteClass.table
    private var cutter = PieceCutter()

    /// Gives every token of `text` to `sink`.
    ///
    /// Any bytes may come; what is no UTF-8 separates words.
    /// - Complexity: O(bytes).
    mutating func scan<Sink: TokenSink & ~Copyable>(
        _ text: UnsafeBufferPointer<UInt8>, into sink: inout Sink
    ) {
        guard let bytes = text.baseAddress else { return }
        sink.pause()
        var place = 0
        // Safety: `place` stays below `text.count` wherever a byte is read, and `fastWord` says
        // itself how far it reads.
        while place < text.count {
            let byteClass = classes[Int(bytes[place])]
            if byteClass == ByteClass.word {
                if place + Self.fastReach <= text.count,
                    let next = fastWord(bytes, at: place, into: &sink)
                {
                    place = next
                } else {
                    place = window(text, from: place, into: &sink)
                }
            } else if byteClass == ByteClass.special {
                place = window(text, from: place, into: &sink)
            } else {
                if byteClass < ByteClass.space { sink.pause() }
                place += 1
            }
        }
    }

    /// Bytes that `fastWord` may read from its start.
    private static let fastReach = 24

    /// Reads a word of at most 16 ASCII letters and digits behind which nothing belongs to it.
    ///
    /// - Returns: The place behind it; nil where the rules must decide.
    @inline(__always)
    private func fastWord<Sink: TokenSink & ~Copyable>(
        _ bytes: UnsafePointer<UInt8>, at place: Int, into sink: inout Sink
    ) -> Int? {
        // Safety: the caller has shown that `fastReach` bytes can be read from `place`; a word of
        // 16 bytes and the two behind it are within them.
        let start = UnsafeRawPointer(bytes + place)
        var low = UInt64(littleEndian: start.loadUnaligned(as: UInt64.self))
        var high: UInt64 = 0
        var length = Self.wordLength(low)
        if length == 8 {
            high = UInt64(littleEndian: start.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
            let more = Self.wordLength(high)
            length += more
            high = Self.lowerCased(high, length: more)
            low |= Self.everyByte &* 0x20
        } else {
            low = Self.lowerCased(low, length: length)
        }
        let behind = classes[Int(bytes[place &+ length])]
        if behind != ByteClass.separator, behind != ByteClass.space {
            guard behind == ByteClass.dot, length < 17,
                endsWord(bytes + place + length)
            else { return nil }
        }
        sink.accept(
            Token(low: low, high: high, length: length, bytes: bytes + place), as: .word)
        return place &+ length
    }

    /// Whether a `.` or `:` at `sign` ends a word: nothing but a space or a separator follows.
    @inline(__always)
    private func endsWord(_ sign: UnsafePointer<UInt8>) -> Bool {
        let next = classes[Int(sign[1])]
        if sign[0] == Sign.colon { return sign[1] != Sign.slash }
        return next == ByteClass.space || next == ByteClass.separator
    }

    private static let everyByte: UInt64 = 0x0101_0101_0101_0101

    /// How many of the first bytes of a little-endian word are ASCII letters or digits.
    ///
    /// Each byte is tested by adding what lifts the lower end of a range to 0x80, and what lifts
    /// the byte behind its upper end there.
    @inline(__always)
    private static func wordLength(_ word: UInt64) -> Int {
        let low = word & (everyByte &* 0x7F)
        let folded = low | (everyByte &* 0x20)
        let letter =
            (folded &+ everyByte &* (0x80 - 0x61)) & ~(folded &+ everyByte &* (0x80 - 0x7B))
        let digit = (low &+ everyByte &* (0x80 - 0x30)) & ~(low &+ everyByte &* (0x80 - 0x3A))
        let other = ~((letter | digit) & ~word) & (everyByte &* 0x80)
        return other.trailingZeroBitCount >> 3
    }

    /// The first bytes of a word of letters and digits, letters in lower case, zeros behind.
    @inline(__always)
    private static func lowerCased(_ word: UInt64, length: Int) -> UInt64 {
        // Digits have bit 0x20 set already.
        let folded = word | (everyByte &* 0x20)
        return length == 8 ? folded : folded & ((1 << UInt64(length &* 8)) &- 1)
    }

    /// Cuts the piece from `place` to the next ASCII space, or one window of it.
    ///
    /// - Returns: The place behind it.
    @inline(never)
    private mutating func window<Sink: TokenSink & ~Copyable>(
        _ text: UnsafeBufferPointer<UInt8>, from place: Int, into sink: inout Sink
    ) -> Int {
        let limit = min(text.count, place + Self.longestWindow)
        var end = place
        while end < limit, classes[Int(text[end])] != ByteClass.space { end += 1 }
        // A window ends in front of a character, unless the bytes are no UTF-8 anyway.
        if end == limit, end < text.count {
            var cut = end
            while cut > end - 4, text[cut] & 0xC0 == 0x80 { cut -= 1 }
            if text[cut] & 0xC0 != 0x80 { end = cut }
        }
        cutter.cut(UnsafeBufferPointer(rebasing: text[place..<end]), into: &sink)
        return end
    }
}
