// Small questions about ASCII text that the readers of identifiers share.

extension UInt8 {
    var isDigit: Bool { self >= 0x30 && self <= 0x39 }
    var isUppercaseLetter: Bool { self >= 0x41 && self <= 0x5A }
    var isLetter: Bool { (self | 0x20) >= 0x61 && (self | 0x20) <= 0x7A }
    var isSpace: Bool { self == 0x20 || (self >= 0x09 && self <= 0x0D) }
    var hexValue: UInt8? {
        switch self {
        case 0x30...0x39: self - 0x30
        case 0x41...0x46: self - 0x37
        case 0x61...0x66: self - 0x57
        default: nil
        }
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Whether ASCII text stands at a place, whatever the case of its letters; `text` is lower case.
    fileprivate func holdsIgnoringCase(_ text: StaticString, at start: Int) -> Bool {
        text.withUTF8Buffer { wanted in
            guard start >= 0, count - start >= wanted.count else { return false }
            for place in 0..<wanted.count {
                let byte = self[start + place]
                let folded = byte.isUppercaseLetter ? byte | 0x20 : byte
                guard folded == wanted[place] else { return false }
            }
            return true
        }
    }
}

extension Substring {
    /// Gives the bytes to `body`. Comparing bytes is many times faster than comparing characters.
    func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        // Safety: the bytes do not leave `body`; text that lies elsewhere is copied first.
        utf8.withContiguousStorageIfAvailable(body)
            ?? Array(utf8).withUnsafeBufferPointer(body)
    }

    /// Whether there is at least one byte and every byte satisfies the test.
    func isMade(of test: (UInt8) -> Bool) -> Bool {
        !isEmpty && withBytes { $0.allSatisfy(test) }
    }

    /// Whether this is a decimal number without sign.
    var isNumber: Bool { isMade { $0.isDigit } }

    /// Whether the text starts so, byte for byte.
    func begins(with prefix: StaticString) -> Bool {
        withBytes { bytes in
            prefix.withUTF8Buffer { wanted in
                guard bytes.count >= wanted.count else { return false }
                for place in 0..<wanted.count where bytes[place] != wanted[place] { return false }
                return true
            }
        }
    }

    /// Whether the text starts so, whatever the case of its ASCII letters; `prefix` is lower case.
    func startsIgnoringCase(_ prefix: StaticString) -> Bool {
        withBytes { $0.holdsIgnoringCase(prefix, at: 0) }
    }

    /// The place of the first such byte, counted in bytes.
    func offset(of byte: UInt8) -> Int? { withBytes { $0.firstIndex(of: byte) } }

    /// Without the first `count` bytes, which must be ASCII.
    func droppingFirst(_ count: Int) -> Substring { Substring(utf8.dropFirst(count)) }

    /// Without the ending if it is there, in any case.
    func droppingEnding(_ ending: StaticString) -> Substring {
        let count = ending.utf8CodeUnitCount
        let isThere = withBytes { $0.holdsIgnoringCase(ending, at: $0.count - count) }
        return isThere ? Substring(utf8.dropLast(count)) : self
    }

    /// The text around the first occurrence of an ASCII byte; nil where it does not occur.
    func split(atFirst byte: Unicode.Scalar) -> (before: Substring, after: Substring)? {
        guard let offset = offset(of: UInt8(ascii: byte)) else { return nil }
        return (Substring(utf8.prefix(offset)), Substring(utf8.dropFirst(offset + 1)))
    }

    /// The parts between occurrences of an ASCII byte, empty ones included.
    func parts(between separator: Unicode.Scalar) -> [Substring] {
        let offsets = withBytes { bytes in
            bytes.indices.filter { bytes[$0] == UInt8(ascii: separator) }
        }
        var parts: [Substring] = []
        parts.reserveCapacity(offsets.count + 1)
        var start = startIndex
        for offset in offsets {
            let end = utf8.index(startIndex, offsetBy: offset)
            parts.append(self[start..<end])
            start = utf8.index(after: end)
        }
        parts.append(self[start...])
        return parts
    }

    /// The parts of a path, empty ones left out.
    var partsBetweenSlashes: [Substring] {
        var parts: [Substring] = []
        parts.reserveCapacity(6)
        var rest = self
        while let (part, after) = rest.split(atFirst: "/") {
            if !part.isEmpty { parts.append(part) }
            rest = after
        }
        if !rest.isEmpty { parts.append(rest) }
        return parts
    }

    /// In lower case; the text itself where it is so already.
    var folded: Substring {
        isMade { $0 < 0x80 && !$0.isUppercaseLetter } ? self : lowercased()[...]
    }

    /// Whether the text holds white space or control characters.
    var holdsSpace: Bool {
        if isMade(of: { $0 > 0x20 && $0 < 0x7F }) { return false }
        return unicodeScalars.contains { $0.isSpace || $0.value < 0x20 }
    }

    /// The number without leading zeros; nil where it is none.
    var asNumber: Substring? {
        guard isNumber else { return nil }
        let digits = Substring(utf8.drop { $0 == 0x30 })
        return digits.isEmpty ? Substring(utf8.suffix(1)) : digits
    }

    /// Without `%41` and the like, wherever the bytes so written form valid UTF-8.
    ///
    /// Repeats until nothing changes, so that decoding twice is decoding once.
    var percentDecoded: Substring {
        var text = self
        while text.offset(of: UInt8(ascii: "%")) != nil {
            var bytes: [UInt8] = []
            var rest = text.utf8[...]
            while let byte = rest.popFirst() {
                let digits = rest.prefix(2).compactMap(\.hexValue)
                if byte == UInt8(ascii: "%"), digits.count == 2 {
                    bytes.append(digits[0] << 4 | digits[1])
                    rest = rest.dropFirst(2)
                } else {
                    bytes.append(byte)
                }
            }
            guard bytes.count < text.utf8.count,
                let decoded = String(validating: bytes, as: UTF8.self)
            else { return text }
            text = decoded[...]
        }
        return text
    }

    /// Without the space, brackets, quotes and sentence punctuation that surround a name in prose.
    ///
    /// A closing bracket stays where the text opens it: `10.1016/s0004-3702(97)00043-x`.
    var withoutSurroundings: Substring {
        var text = self
        if isPlain(utf8.first), isPlain(utf8.last) { return self }
        while let first = text.unicodeScalars.first, Self.opening.contains(first) || first.isSpace {
            text = text[text.unicodeScalars.index(after: text.startIndex)...]
        }
        while let last = text.unicodeScalars.last, text.mayDropEnd(last) {
            text = text[..<text.unicodeScalars.index(before: text.endIndex)]
        }
        return text
    }

    /// Whether a byte can neither open nor close anything.
    private func isPlain(_ byte: UInt8?) -> Bool {
        byte.map { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "/") } ?? false
    }

    private static let opening: Set<Unicode.Scalar> = [
        "<", "(", "[", "{", "\"", "'", "`", "“", "‘", "「", "《", "【", "（", "〈",
    ]
    private static let closing: Set<Unicode.Scalar> = [
        ".", ",", ";", ":", "!", "?", "\"", "'", "`", "”", "’", "」", "》", "】", "）", "〉", "。",
        "，", "；", "、", "：", "！", "？", "*", "|", "\\",
    ]

    private func mayDropEnd(_ last: Unicode.Scalar) -> Bool {
        switch last {
        case ")": unbalanced(open: "(", close: ")")
        case "]": unbalanced(open: "[", close: "]")
        case "}": unbalanced(open: "{", close: "}")
        case ">": unbalanced(open: "<", close: ">")
        default: last.isSpace || Self.closing.contains(last)
        }
    }

    private func unbalanced(open: Unicode.Scalar, close: Unicode.Scalar) -> Bool {
        var depth = 0
        for byte in utf8 {
            if byte == UInt8(ascii: open) { depth += 1 }
            if byte == UInt8(ascii: close) { depth -= 1 }
        }
        return depth < 0
    }
}

extension Unicode.Scalar {
    var isSpace: Bool {
        value < 0x80 ? UInt8(value).isSpace || value == 0 : properties.isWhitespace
    }
}

extension Int {
    /// Its digits, with zeros before them up to a width.
    func padded(to width: Int) -> String {
        let digits = String(self)
        return String(repeating: "0", count: Swift.max(0, width - digits.count)) + digits
    }
}
