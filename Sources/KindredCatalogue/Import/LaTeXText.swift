import CKernels
import Foundation

/// LaTeX in titles, names and abstracts, made plain.
///
/// Accents become letters, dashes and quotes their characters, commands that only dress text
/// leave it (`\emph{so}`), braces go, and white space is collapsed. Mathematics becomes plain
/// where it is only letters, numbers and known signs (`$\alpha$`, `$O(n^2)$`) and stays as it is
/// elsewhere. What is not known stays as well, so that nothing is lost.
enum LaTeXText {
    /// The plain text. Never fails; braces need not balance.
    /// - Complexity: O(length).
    static func plain(_ text: String) -> String {
        var text = text
        return text.withUTF8 { plain($0) }
    }

    /// The plain text of UTF-8.
    static func plain(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        guard isLaTeX(bytes) else { return PlainText.collapsed(bytes) }
        var reader = LaTeXReader(bytes)
        reader.read()
        let text = PlainText.collapsed(reader.result)
        return reader.hasMarks ? text.precomposedStringWithCanonicalMapping : text
    }

    /// Whether a command, mathematics, a brace, or two quotes or dashes in a row stand anywhere.
    private static func isLaTeX(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        // Safety: the function looks at these bytes only, and at none where there are none.
        bytes.baseAddress.map { kindred_has_latex($0, bytes.count) != 0 } ?? false
    }
}

/// Walks over LaTeX once.
private struct LaTeXReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var place = 0
    private(set) var result: [UInt8] = []
    /// Whether an accent was put on a letter as a mark of its own.
    private(set) var hasMarks = false
    /// A mark that waits for its letter.
    private var mark: Unicode.Scalar?

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        result.reserveCapacity(bytes.count)
    }

    private func byte(_ offset: Int) -> UInt8 {
        place + offset < bytes.count ? bytes[place + offset] : 0
    }

    mutating func read() {
        while place < bytes.count {
            switch bytes[place] {
            case UInt8(ascii: "\\"): readCommand()
            case UInt8(ascii: "$"): readMathematics()
            case UInt8(ascii: "{"), UInt8(ascii: "}"): place += 1
            case UInt8(ascii: "~"): write(" ", skipping: 1)
            case UInt8(ascii: "`") where byte(1) == UInt8(ascii: "`"): write("“", skipping: 2)
            case UInt8(ascii: "'") where byte(1) == UInt8(ascii: "'"): write("”", skipping: 2)
            case UInt8(ascii: "-") where byte(1) == UInt8(ascii: "-"): readDashes()
            default: readPlain()
            }
        }
        writeMark()
    }

    private mutating func write(_ text: String, skipping count: Int) {
        result.append(contentsOf: text.utf8)
        place += count
    }

    private mutating func readDashes() {
        let count = bytes[place...].prefix(4).prefix { $0 == UInt8(ascii: "-") }.count
        switch count {
        case 2: write("–", skipping: 2)
        case 3: write("—", skipping: 3)
        default: write("--", skipping: 2)
        }
    }

    /// Bytes as they are; after the last byte of a letter, the mark that waited for it.
    private mutating func readPlain() {
        let first = bytes[place]
        if mark == nil { return readRun() }
        result.append(first)
        place += 1
        while place < bytes.count, bytes[place] & 0xC0 == 0x80 {
            result.append(bytes[place])
            place += 1
        }
        if !first.isSpace { writeMark() }
    }

    /// A byte as it is, and all behind it that ``read()`` need not look at.
    private mutating func readRun() {
        let start = place
        place += 1
        if let base = bytes.baseAddress {
            // Safety: the function looks at the bytes from `place` to their end only.
            place += kindred_length_before_latex(base + place, bytes.count - place)
        }
        result.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<place]))
    }

    private mutating func writeMark() {
        guard let mark else { return }
        result.append(contentsOf: String(Character(mark)).utf8)
        hasMarks = true
        self.mark = nil
    }

    private mutating func readCommand() {
        let next = byte(1)
        if next.isLetter { return readWord() }
        if let accent = LaTeXSigns.accents[next] {
            place += 2
            mark = accent
            return skipSpace()
        }
        switch next {
        case UInt8(ascii: "("): readMathematics()
        case UInt8(ascii: "\\"), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: " "),
            0x09, 0x0A, 0x0D:
            write(" ", skipping: 2)
        case UInt8(ascii: "&"), UInt8(ascii: "%"), UInt8(ascii: "$"), UInt8(ascii: "#"),
            UInt8(ascii: "_"), UInt8(ascii: "{"), UInt8(ascii: "}"):
            result.append(next)
            place += 2
        case UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "!"): place += 2
        default:
            result.append(UInt8(ascii: "\\"))
            place += 1
        }
    }

    /// A command with a name of letters.
    private mutating func readWord() {
        let letters = bytes[(place + 1)...].prefix { $0.isLetter }
        let name = String(decoding: letters.prefix(24), as: UTF8.self)
        let end = place + 1 + letters.count
        if name.utf8.count == 1, let accent = LaTeXSigns.letterAccents[bytes[place + 1]],
            end == bytes.count || !bytes[end].isLetter
        {
            place = end
            mark = accent
            return skipSpace()
        }
        if let sign = LaTeXSigns.letters[name] ?? LaTeXSigns.signs[name] {
            result.append(contentsOf: sign.utf8)
            place = end
            writeMark()
            return skipSpaceAfterCommand()
        }
        if LaTeXSigns.dress.contains(name) {
            place = end
            return skipSpaceAfterCommand()
        }
        if LaTeXSigns.dropped.contains(name) {
            place = end
            return skipGroup()
        }
        result.append(contentsOf: bytes[place..<end])
        place = end
    }

    private mutating func skipSpace() {
        while place < bytes.count, bytes[place].isSpace { place += 1 }
    }

    /// TeX swallows the space after a command of letters, unless braces follow (`\ss{} `).
    private mutating func skipSpaceAfterCommand() {
        if byte(0) == UInt8(ascii: "{"), byte(1) == UInt8(ascii: "}") {
            place += 2
        } else {
            skipSpace()
        }
    }

    /// Passes over `{…}`; where it does not end within 1,024 bytes, only over the brace.
    private mutating func skipGroup() {
        guard byte(0) == UInt8(ascii: "{") else { return }
        let rest = bytes[place..<min(place + 1_024, bytes.count)]
        place = rest.firstIndex(of: UInt8(ascii: "}")).map { $0 + 1 } ?? place + 1
    }

    // MARK: Mathematics

    /// `$…$`, `$$…$$` or `\(…\)`: made plain where all of it is known, else kept.
    private mutating func readMathematics() {
        let isParenthesis = bytes[place] == UInt8(ascii: "\\")
        let isDouble = !isParenthesis && byte(1) == UInt8(ascii: "$")
        let width = isParenthesis || isDouble ? 2 : 1
        let start = place + width
        guard let end = endOfMathematics(from: start, isParenthesis: isParenthesis) else {
            result.append(contentsOf: bytes[place..<min(place + width, bytes.count)])
            place += width
            return
        }
        let source = UnsafeBufferPointer(rebasing: bytes[start..<end])
        let after = min(end + width, bytes.count)
        if let plain = LaTeXMathematics.plain(source) {
            result.append(contentsOf: plain)
        } else {
            result.append(contentsOf: bytes[place..<after])
        }
        place = after
    }

    /// Mathematics in a line of text is short; a lone `$` is money.
    private func endOfMathematics(from start: Int, isParenthesis: Bool) -> Int? {
        var place = start
        let last = min(start + 2_048, bytes.count)
        while place < last {
            let byte = bytes[place]
            if byte == UInt8(ascii: "\\") {
                let next = place + 1 < last ? bytes[place + 1] : 0
                if isParenthesis, next == UInt8(ascii: ")") { return place }
                place += 2
            } else if byte == UInt8(ascii: "$"), !isParenthesis {
                return place
            } else {
                place += 1
            }
        }
        return nil
    }
}
