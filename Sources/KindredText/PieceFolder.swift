/// Writes a piece of text as it is read: folded characters, without braces, dollars and commands.
///
/// A piece holds no ASCII space. What comes out is UTF-8 whose ASCII letters are lower case, and in
/// which every character beyond ASCII is a letter or a mark. A space of some other kind becomes a
/// space, everything else that separates words becomes `|`.
struct PieceFolder {
    /// How many bytes of output one byte of input can become: `scripts/folding-table` asserts it.
    static let growth = 11

    private let folding = Folding.shared
    private let end: UnsafePointer<UInt8>
    private var next: UnsafePointer<UInt8>
    private var output: UnsafeMutablePointer<UInt8>

    /// Folds `piece` into `output`, which has room for `growth` bytes for each of its bytes.
    ///
    /// - Returns: The bytes written.
    /// - Complexity: O(bytes).
    static func fold(
        _ piece: UnsafeBufferPointer<UInt8>, into output: UnsafeMutablePointer<UInt8>
    ) -> Int {
        guard let start = piece.baseAddress else { return 0 }
        var folder = PieceFolder(start: start, end: start + piece.count, output: output)
        folder.fold()
        return folder.output - output
    }

    // Safety: `next` never passes `end`, which bounds the piece that the caller holds; each step
    // takes n bytes and writes at most `growth` * n.

    private init(
        start: UnsafePointer<UInt8>, end: UnsafePointer<UInt8>,
        output: UnsafeMutablePointer<UInt8>
    ) {
        next = start
        self.end = end
        self.output = output
    }

    private mutating func fold() {
        while next < end {
            let byte = next.pointee
            if byte < 0x80 { foldASCII(byte) } else { foldScalar() }
        }
    }

    @inline(__always)
    private mutating func write(_ byte: UInt8) {
        output.pointee = byte
        output += 1
    }

    @inline(__always)
    private mutating func foldASCII(_ byte: UInt8) {
        switch byte {
        case 0x41...0x5A: write(byte | 0x20)
        case Sign.openBrace, Sign.closeBrace, Sign.dollar: break
        case Sign.backslash: return foldCommand()
        default: write(byte)
        }
        next += 1
    }

    private mutating func foldScalar() {
        let scalar = UTF8Scalar(at: next, before: end)
        next += scalar.length
        switch folding.reading(of: scalar.value) {
        case .nothing: break
        case .separator: write(Sign.separator)
        case .scalar(let value): write(scalar: value)
        case .text(let bytes): for byte in bytes { write(byte) }
        }
    }

    @inline(__always)
    private mutating func write(scalar value: UInt32) {
        if value < 0x80 { return write(UInt8(truncatingIfNeeded: value)) }
        let last = UInt8(truncatingIfNeeded: value & 0x3F | 0x80)
        let third = UInt8(truncatingIfNeeded: value >> 6 & 0x3F | 0x80)
        let second = UInt8(truncatingIfNeeded: value >> 12 & 0x3F | 0x80)
        if value < 0x800 {
            write(UInt8(truncatingIfNeeded: value >> 6 | 0xC0))
        } else if value < 0x10000 {
            write(UInt8(truncatingIfNeeded: value >> 12 | 0xE0))
            write(third)
        } else {
            write(UInt8(truncatingIfNeeded: value >> 18 | 0xF0))
            write(second)
            write(third)
        }
        write(last)
    }

    /// Reads what a backslash begins: an accent (`\"o`, `\c{c}`) or an escape vanishes, and a
    /// command such as `\alpha` separates words.
    private mutating func foldCommand() {
        next += 1
        guard next < end else { return write(Sign.separator) }
        let sign = next.pointee
        if sign == Sign.backslash {
            next += 1
            return write(Sign.separator)
        }
        guard isASCIILetter(sign) else {
            if isAccentSign(sign), accentsLetter(from: next + 1) { next += 1 }
            return
        }
        if isAccentLetter(sign), next + 1 < end, next[1] == Sign.openBrace {
            next += 1
            return
        }
        while next < end, isASCIILetter(next.pointee) { next += 1 }
        write(Sign.separator)
    }

    /// Whether a letter, perhaps in a brace, stands at a place.
    private func accentsLetter(from place: UnsafePointer<UInt8>) -> Bool {
        guard place < end else { return false }
        if place.pointee != Sign.openBrace { return isASCIILetter(place.pointee) }
        return place + 1 < end && isASCIILetter(place[1])
    }

    /// `\"` `\'` `` \` `` `\^` `\~` `\=` `\.` put an accent on the next letter.
    private func isAccentSign(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x22, 0x27, 0x60, 0x5E, 0x7E, 0x3D, 0x2E: true
        default: false
        }
    }

    /// `\c{c}`, `\v{s}`, `\H{o}`, `\u{g}`, `\k{a}`, `\r{a}`, `\b{b}`, `\d{d}` do so too.
    private func isAccentLetter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "c"), UInt8(ascii: "v"), UInt8(ascii: "H"), UInt8(ascii: "u"),
            UInt8(ascii: "k"), UInt8(ascii: "r"), UInt8(ascii: "b"), UInt8(ascii: "d"):
            true
        default: false
        }
    }
}
