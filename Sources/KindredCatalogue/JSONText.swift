// What is done with the text of a JSON document beside parsing it.

/// Looks at JSON that a parser has found sound.
enum JSONText {
    typealias Bytes = UnsafeBufferPointer<UInt8>

    /// Where the value of each member of the outermost object stands, in order.
    ///
    /// - Parameter text: One object that has been parsed without error.
    /// - Complexity: O(bytes).
    static func memberValues(in text: Bytes) -> [Range<Int>] {
        var values: [Range<Int>] = []
        var depth = 0
        var start: Int?
        var place = 0
        while place < text.count {
            switch text[place] {
            case UInt8(ascii: "\""):
                place = endOfString(in: text, from: place)
                continue
            case UInt8(ascii: ":") where depth == 1 && start == nil:
                start = place + 1
            case UInt8(ascii: ",") where depth == 1:
                if let begin = start { values.append(trimmed(begin..<place, of: text)) }
                start = nil
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                if depth == 0, let begin = start {
                    values.append(trimmed(begin..<place, of: text))
                    start = nil
                }
            default: break
            }
            place += 1
        }
        return values
    }

    /// The place after the string that starts at `start`, or the end of the text.
    private static func endOfString(in text: Bytes, from start: Int) -> Int {
        var place = start + 1
        while place < text.count {
            if text[place] == UInt8(ascii: "\"") { return place + 1 }
            place += text[place] == UInt8(ascii: "\\") ? 2 : 1
        }
        return text.count
    }

    private static func trimmed(_ range: Range<Int>, of text: Bytes) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, text[start].isSpace { start += 1 }
        while start < end, text[end - 1].isSpace { end -= 1 }
        return start..<end
    }

    /// The same document, of the same length, with what machine types cannot hold replaced.
    ///
    /// JSON allows numbers of any size, and escapes such as `\ud800` that are no character.
    /// Numbers with many digits or an exponent become `{}` and spaces, which no field takes for
    /// a number, and those escapes `\ufffd`. What is no JSON stays as it is and fails again.
    static func mended(_ text: Bytes) -> [UInt8] {
        var copy = Array(text)
        var place = 0
        while place < copy.count {
            if copy[place] == UInt8(ascii: "\"") {
                let end = endOfString(in: text, from: place)
                mendEscapes(in: place..<end, of: &copy)
                place = end
            } else if copy[place].isDigit || copy[place] == UInt8(ascii: "-") {
                let end = copy[place...].firstIndex { !isPartOfNumber($0) } ?? copy.count
                mendNumber(place..<end, of: &copy)
                place = end
            } else {
                place += 1
            }
        }
        return copy
    }

    private static func isPartOfNumber(_ byte: UInt8) -> Bool {
        byte.isDigit || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains(byte)
    }

    private static func mendNumber(_ range: Range<Int>, of text: inout [UInt8]) {
        let isLong = range.count > 15 || text[range].contains { $0 | 0x20 == UInt8(ascii: "e") }
        guard isLong, isNumber(text[range]) else { return }
        for place in range { text[place] = UInt8(ascii: " ") }
        text[range.lowerBound] = UInt8(ascii: "{")
        text[range.lowerBound + 1] = UInt8(ascii: "}")
    }

    /// Whether the bytes are a number by JSON's grammar.
    /// - Source: RFC 8259, section 6.
    private static func isNumber(_ text: ArraySlice<UInt8>) -> Bool {
        var rest = text
        func takeDigits() -> Int {
            let digits = rest.prefix { $0.isDigit }.count
            rest = rest.dropFirst(digits)
            return digits
        }
        if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
        let startsWithZero = rest.first == UInt8(ascii: "0")
        let whole = takeDigits()
        guard whole > 0, whole == 1 || !startsWithZero else { return false }
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst()
            guard takeDigits() > 0 else { return false }
        }
        if let letter = rest.first, letter | 0x20 == UInt8(ascii: "e") {
            rest = rest.dropFirst()
            if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") {
                rest = rest.dropFirst()
            }
            guard takeDigits() > 0 else { return false }
        }
        return rest.isEmpty
    }

    private static func mendEscapes(in range: Range<Int>, of text: inout [UInt8]) {
        var place = range.lowerBound
        while place < range.upperBound {
            guard text[place] == UInt8(ascii: "\\") else {
                place += 1
                continue
            }
            guard let unit = escapedUnit(at: place, in: text) else {
                place += 2
                continue
            }
            let isHigh = unit & 0xFC00 == 0xD800
            if isHigh, let next = escapedUnit(at: place + 6, in: text), next & 0xFC00 == 0xDC00 {
                place += 12
                continue
            }
            if unit & 0xF800 == 0xD800 {
                text.replaceSubrange((place + 2)..<(place + 6), with: Array("fffd".utf8))
            }
            place += 6
        }
    }

    /// The UTF-16 unit of an escape such as `\u00e9`; nil where none starts.
    private static func escapedUnit(at place: Int, in text: [UInt8]) -> UInt16? {
        guard place + 6 <= text.count, text[place] == UInt8(ascii: "\\"),
            text[place + 1] == UInt8(ascii: "u")
        else { return nil }
        var unit: UInt16 = 0
        for byte in text[(place + 2)..<(place + 6)] {
            guard let digit = byte.hexValue else { return nil }
            unit = unit << 4 | UInt16(digit)
        }
        return unit
    }
}
