/// What an ASCII byte is to the tokenizer, by tables of 256 places.
enum ByteClass {
    /// Where no word begins: spaces, punctuation, signs.
    static let separator: UInt8 = 0
    /// A letter or digit.
    static let word: UInt8 = 1
    /// Something that only the rules of `PieceCutter` can read: `\` and every byte beyond ASCII.
    static let special: UInt8 = 2
    /// Behind a word, the word goes on or may be an address: `-` `'` `+` `#` `@`.
    static let attached: UInt8 = 3
    /// Behind a word, what follows decides: `.` and `:`.
    static let dot: UInt8 = 4
    /// ASCII space and control characters, which end a piece.
    static let space: UInt8 = 5
    /// What is read as if it were not there: `{` `}` `$`.
    static let vanishing: UInt8 = 6

    /// The class of every byte.
    // Safety: written once, before anyone sees it, and kept as long as the program runs.
    nonisolated(unsafe) static let table: UnsafePointer<UInt8> = {
        let table = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)
        for byte in 0..<256 { table[byte] = classified(UInt8(byte)) }
        return UnsafePointer(table)
    }()

    private static func classified(_ byte: UInt8) -> UInt8 {
        switch byte {
        case 0x00...0x20, 0x7F: space
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: word
        case 0x5C, 0x80...0xFF: special
        case 0x2E, 0x3A: dot
        case 0x2D, 0x27, 0x2B, 0x23, 0x40: attached
        case 0x7B, 0x7D, 0x24: vanishing
        default: separator
        }
    }
}

/// The signs that the rules name.
enum Sign {
    static let space = UInt8(ascii: " ")
    static let hyphen = UInt8(ascii: "-")
    static let apostrophe = UInt8(ascii: "'")
    static let plus = UInt8(ascii: "+")
    static let hash = UInt8(ascii: "#")
    static let dot = UInt8(ascii: ".")
    static let colon = UInt8(ascii: ":")
    static let slash = UInt8(ascii: "/")
    static let at = UInt8(ascii: "@")
    static let backslash = UInt8(ascii: "\\")
    static let openBrace = UInt8(ascii: "{")
    static let closeBrace = UInt8(ascii: "}")
    static let dollar = UInt8(ascii: "$")
    /// Stands in folded text for whatever separates words and is no space.
    static let separator = UInt8(ascii: "|")
}

/// Scripts that are cut into pairs of characters because no space tells their words apart.
///
/// Han, kana, bopomofo, Thai, Lao, Burmese and Khmer are written without spaces; Hangul has them,
/// but glues particles to its words, and pairs are the usual cure there too.
@inline(__always)
func isUnspacedScript(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0xF900...0xFAFF, 0x20000...0x3FFFF: true
    case 0x3005...0x3007, 0x3021...0x3029, 0x3031...0x3035, 0x303B: true
    case 0x3040...0x318F, 0x31A0...0x31BF, 0x31F0...0x31FF, 0xAC00...0xD7FF: true
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1100...0x11FF, 0x1780...0x17FF: true
    default: false
    }
}

@inline(__always)
func isASCIILetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

@inline(__always)
func isASCIIDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

@inline(__always)
func isASCIIWord(_ byte: UInt8) -> Bool { isASCIILetter(byte) || isASCIIDigit(byte) }
