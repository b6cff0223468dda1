import Glibc

/// A stretch of a line that has one look and, where it is a link, one address.
struct Piece: Hashable {
    /// What the reader sees; for an image its alternative text.
    var text: String
    /// Where it leads, as the document spells it; nil where it is no link.
    var address: String?
    /// How it is set.
    var style: Style = []
    /// Whether the address was found as bare text rather than marked as a link.
    var isBare = false

    /// The looks that matter to the reading of a list.
    struct Style: OptionSet, Hashable {
        let rawValue: UInt8
        static let strong = Style(rawValue: 1)
        static let emphasis = Style(rawValue: 2)
        static let code = Style(rawValue: 4)
        static let struck = Style(rawValue: 8)
        static let image = Style(rawValue: 16)
    }

    /// Whether this leads to another place of the same document.
    var isAnchor: Bool { address?.hasPrefix("#") ?? false }

    /// Whether this leads out of the document, to the web.
    var isWeb: Bool {
        guard let address else { return false }
        return Address.isWeb(address)
    }

    /// Whether only pictures can be seen here.
    var isImage: Bool { style.contains(.image) }
}

/// One line of the document with its number, after Markdown's marks are understood.
struct Line: Hashable {
    /// The line in the document, from 1.
    var number: Int
    /// The stretches of the line, left to right; neighbours differ in look or address.
    var pieces: [Piece] = []

    /// What the reader sees, without pictures.
    var text: String { Text.joined(pieces) }

    /// The links of the line, anchors and pictures' own addresses left out.
    var links: [Piece] { pieces.filter { $0.address != nil && !$0.isAnchor } }

    /// Makes bold what stands between two `**` that the parser left in the text.
    ///
    /// CommonMark does not close emphasis between Chinese punctuation and a letter
    /// (`**…问题。**作者`), which its users cannot see; a mark without partner is dropped.
    mutating func repairStrong() {
        func isOpen(_ piece: Piece) -> Bool {
            !piece.style.contains(.code) && piece.text.holds("**")
        }
        guard pieces.contains(where: isOpen) else { return }
        var isStrong = false
        var repaired = Line(number: number)
        for piece in pieces {
            guard isOpen(piece) else {
                var piece = piece
                if isStrong { piece.style.insert(.strong) }
                repaired.append(piece)
                continue
            }
            var rest = piece.text[...]
            while !rest.isEmpty {
                let cut = rest.firstRange(of: "**")
                var part = piece
                part.text = String(rest[..<(cut?.lowerBound ?? rest.endIndex)])
                if isStrong { part.style.insert(.strong) }
                repaired.append(part)
                guard let cut else { break }
                isStrong.toggle()
                rest = rest[cut.upperBound...].drop { $0 == "*" }
            }
        }
        self = repaired
    }

    /// Appends a piece, growing the last one where look and address agree.
    mutating func append(_ piece: Piece) {
        if piece.text.isEmpty && piece.address == nil { return }
        if let last = pieces.last, last.address == piece.address, last.style == piece.style,
            last.isBare == piece.isBare, !piece.isImage
        {
            pieces[pieces.count - 1].text += piece.text
        } else {
            pieces.append(piece)
        }
    }
}

extension StringProtocol {
    /// Whether the text holds some other text, byte for byte.
    ///
    /// The library's own search folds characters as it goes, at a hundred times the price.
    /// - Complexity: O(length × length of the needle), in practice one pass of `memchr`.
    func holds(_ needle: String) -> Bool {
        var needle = needle
        func search(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
            needle.withUTF8 { wanted in
                guard let start = bytes.baseAddress, let first = wanted.baseAddress else {
                    return wanted.isEmpty
                }
                // Safety: both buffers live until this closure returns; every place asked for
                // lies `wanted.count` bytes or more before the end of the first.
                var place = 0
                let last = bytes.count - wanted.count
                while place <= last,
                    let hit = memchr(start + place, Int32(first[0]), last - place + 1)
                {
                    let found = UnsafePointer(hit.assumingMemoryBound(to: UInt8.self))
                    if memcmp(found, first, wanted.count) == 0 { return true }
                    place = found - start + 1
                }
                return false
            }
        }
        if let found = utf8.withContiguousStorageIfAvailable(search) { return found }
        var copy = String(self)
        return copy.withUTF8(search)
    }
}

/// Small questions about text that several parts of the importer ask.
enum Text {
    /// The visible text of some pieces.
    static func joined(_ pieces: some Sequence<Piece>) -> String {
        var text = ""
        for piece in pieces where !piece.isImage { text += piece.text }
        return text
    }

    /// Whether a scalar is a Chinese character (Han, any block).
    static func isHan(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x3400...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF: true
        default: false
        }
    }

    /// Whether the text holds any Chinese character.
    static func hasHan(_ text: some StringProtocol) -> Bool {
        text.unicodeScalars.contains(where: isHan)
    }

    /// Without the white space at both ends (including U+3000 and zero-width marks).
    static func trimmed(_ text: some StringProtocol) -> String {
        trimmed(text) { _ in false }
    }

    /// Without white space and the given characters at both ends.
    static func trimmed(
        _ text: some StringProtocol, and extra: (Character) -> Bool
    ) -> String {
        var rest = Substring(text)
        func drops(_ character: Character) -> Bool {
            if let byte = character.asciiValue {
                return byte == 0x20 || (0x09...0x0D).contains(byte) || extra(character)
            }
            return character.isWhitespace || isInvisible(character) || extra(character)
        }
        while let first = rest.first, drops(first) { rest.removeFirst() }
        while let last = rest.last, drops(last) { rest.removeLast() }
        return String(rest)
    }

    /// Whether a character takes no room: zero-width spaces, joiners, soft hyphen, BOM.
    static func isInvisible(_ character: Character) -> Bool {
        switch character.unicodeScalars.first?.value {
        case 0x200B, 0x200C, 0x200D, 0xFEFF, 0x00AD, 0xFFFC: true
        default: false
        }
    }

    /// With every run of white space as one space, and none at the ends.
    static func squeezed(_ text: some StringProtocol) -> String {
        var result = ""
        result.reserveCapacity(text.utf8.count)
        var gap = false
        for character in text.unicodeScalars {
            let isSpace =
                character.isASCII
                ? character == " " || (0x09...0x0D).contains(character.value)
                : character.properties.isWhitespace
            if isSpace {
                gap = !result.isEmpty
            } else {
                if gap { result.unicodeScalars.append(" ") }
                gap = false
                result.unicodeScalars.append(character)
            }
        }
        return result
    }

    /// The runs of Latin letters and digits, with inner `-`, `.`, `+` and `_` kept.
    static func latinWords(_ text: some StringProtocol) -> [String] {
        var words: [String] = []
        var word = ""
        func close() {
            while let last = word.last, "-._".contains(last) { word.removeLast() }
            if !word.isEmpty { words.append(word) }
            word = ""
        }
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0xC0...0x24F, 0x370...0x3FF:
                word.unicodeScalars.append(scalar)
            case 0x2B, 0x2D, 0x2E, 0x5F:
                if !word.isEmpty { word.unicodeScalars.append(scalar) }
            default: close()
            }
        }
        close()
        return words
    }

    /// The first whole number of exactly four digits that can be a year of a paper.
    static func year(in text: some StringProtocol) -> Int? {
        var value = 0
        var digits = 0
        func found() -> Int? { digits == 4 && (1936...2049).contains(value) ? value : nil }
        for byte in text.utf8 {
            if (0x30...0x39).contains(byte) {
                digits += 1
                value = digits > 4 ? 0 : value * 10 + Int(byte - 0x30)
            } else {
                if let year = found() { return year }
                digits = 0
                value = 0
            }
        }
        return found()
    }
}
