/// Cuts a stream of BibTeX into entries, whole ones and broken ones.
///
/// An entry goes from `@name{` to the brace that closes it, or from `@name(` to the parenthesis;
/// braces count in quotes too, as BibTeX has it. What stands between entries is remark. A line that
/// begins a new entry (`@name{key,`) while one is open means that the open one was never closed: it
/// is broken, and the new one is read. Every byte is looked at once.
struct BibTeXCutter {
    /// Something cut out.
    struct Piece: Equatable {
        /// The text from `@` to the closing brace, or to the place where it broke off.
        var text: [UInt8]
        var line: Int
        /// Whether it was closed.
        var isWhole = true
        /// Whether it was longer than ``ReadLimits/record`` and is left out; `text` is empty then.
        var isTooLong = false
    }

    private enum State {
        /// Between entries.
        case outside
        /// Behind `@`, in the name or in the space after it.
        case name
        /// Behind the opening brace or parenthesis.
        case inside
    }

    private var state = State.outside
    private var text: [UInt8] = []
    private var isSkipping = false
    private var lineOfEntry = 1
    private var line = 1
    private var depth = 0
    private var closing = UInt8(ascii: "}")
    /// Where in `text` a line began that may begin an entry; nil where none may.
    private var candidate: Int?
    private var isAtLineStart = true

    /// Takes bytes and gives each piece that ends in them.
    mutating func cut(_ bytes: UnsafeBufferPointer<UInt8>, _ body: (Piece) -> Void) {
        for byte in bytes {
            let wasAtLineStart = isAtLineStart
            isAtLineStart = byte == UInt8(ascii: "\n")
            if isAtLineStart { line += 1 }
            switch state {
            case .outside:
                if byte == UInt8(ascii: "@") { begin([byte]) }
            case .name: readName(byte)
            case .inside: readInside(byte, wasAtLineStart, body)
            }
        }
    }

    /// The entry that the end of the file leaves open.
    mutating func finish(_ body: (Piece) -> Void) {
        if state == .inside { give(isWhole: false, body) }
        state = .outside
    }

    private mutating func begin(_ start: [UInt8]) {
        state = .name
        (text, isSkipping, candidate) = (start, false, nil)
        lineOfEntry = line
    }

    private mutating func readName(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "{"): (state, depth, closing) = (.inside, 1, UInt8(ascii: "}"))
        case UInt8(ascii: "("): (state, depth, closing) = (.inside, 0, UInt8(ascii: ")"))
        case UInt8(ascii: "@"): return begin([byte])
        default:
            let isPart = byte.isLetter || byte.isDigit || byte == UInt8(ascii: "_")
            // An address (`a@b.org`) or a mention is no entry.
            guard isPart || byte.isSpace, text.count < 64 else {
                state = .outside
                return
            }
        }
        text.append(byte)
    }

    private mutating func readInside(
        _ byte: UInt8, _ wasAtLineStart: Bool, _ body: (Piece) -> Void
    ) {
        if !isSkipping { text.append(byte) }
        if text.count > ReadLimits.record { (text, isSkipping, candidate) = ([], true, nil) }
        switch byte {
        case UInt8(ascii: "{"): depth += 1
        case UInt8(ascii: "}"):
            depth -= 1
            if closing == byte, depth <= 0 { return give(isWhole: true, body) }
        case UInt8(ascii: ")") where closing == byte && depth <= 0:
            return give(isWhole: true, body)
        default: break
        }
        if wasAtLineStart, byte == UInt8(ascii: "@"), !isSkipping {
            candidate = text.count - 1
        } else if let start = candidate {
            look(at: byte, since: start, body)
        }
    }

    /// Whether what stands since `start` begins a new entry: a name, a brace, a key, a comma.
    private mutating func look(at byte: UInt8, since start: Int, _ body: (Piece) -> Void) {
        if byte == UInt8(ascii: ",") {
            guard let open = text[start...].firstIndex(of: UInt8(ascii: "{")),
                open > start + 1, text[(start + 1)..<open].allSatisfy(\.isLetter)
            else { return candidate = nil }
            let rest = Array(text[start...])
            let newLine = line
            text.removeSubrange(start...)
            give(isWhole: false, body)
            (text, state, depth) = (rest, .inside, 1)
            (closing, lineOfEntry, isSkipping) = (UInt8(ascii: "}"), newLine, false)
        } else if text.count - start > 256 || byte.isSpace || byte == UInt8(ascii: "=") {
            candidate = nil
        }
    }

    private mutating func give(isWhole: Bool, _ body: (Piece) -> Void) {
        body(Piece(text: text, line: lineOfEntry, isWhole: isWhole, isTooLong: isSkipping))
        (text, state, candidate, isSkipping) = ([], .outside, nil, false)
    }
}
