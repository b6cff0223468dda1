/// Text written so that LaTeX prints it and ``LaTeXText`` reads it back.
enum LaTeXPen {
    /// The text with LaTeX's signs written as commands; letters of every script stay.
    ///
    /// Mathematics between dollar signs (`$O(n^2)$`) stays as it is. Of braces that do not balance
    /// each is written as a command, since BibTeX counts them.
    /// - Complexity: O(length).
    static func escaped(_ text: String) -> String {
        let bytes = Array(text.utf8)
        guard bytes.contains(where: isSpecial) else { return text }
        let isBalanced = areBracesBalanced(bytes[...])
        var result: [UInt8] = []
        var place = 0
        while place < bytes.count {
            if bytes[place] == UInt8(ascii: "$"), let end = endOfMathematics(bytes, from: place) {
                result += bytes[place..<end]
                place = end
                continue
            }
            if let command = command(bytes, at: place, isBalanced) {
                result += command.utf8
            } else {
                result.append(bytes[place])
            }
            place += 1
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// The same, with words in braces that have capitals which styles would make small: `{BERT}`.
    static func title(_ text: String) -> String {
        let words = text.split(separator: " ", omittingEmptySubsequences: false)
        // Mathematics may hold spaces, so such titles are protected as a whole.
        if text.utf8.contains(UInt8(ascii: "$")) { return "{\(escaped(text))}" }
        return words.map { word in
            let escaped = escaped(String(word))
            let isName = word.dropFirst().contains(where: \.isUppercase)
            return isName && areBracesBalanced(Array(escaped.utf8)[...]) ? "{\(escaped)}" : escaped
        }.joined(separator: " ")
    }

    private static func isSpecial(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x23...0x27, 0x2D, 0x5C, 0x5E...0x60, 0x7B, 0x7D, 0x7E: true
        default: false
        }
    }

    /// What stands for a sign; nil where it stands for itself.
    private static func command(_ bytes: [UInt8], at place: Int, _ isBalanced: Bool) -> String? {
        let byte = bytes[place]
        let isRepeated = place > 0 && bytes[place - 1] == byte
        switch byte {
        case UInt8(ascii: "#"), UInt8(ascii: "$"), UInt8(ascii: "%"), UInt8(ascii: "&"),
            UInt8(ascii: "_"):
            return "\\" + String(UnicodeScalar(byte))
        case UInt8(ascii: "{"): return isBalanced ? "\\{" : "\\textbraceleft{}"
        case UInt8(ascii: "}"): return isBalanced ? "\\}" : "\\textbraceright{}"
        case UInt8(ascii: "\\"): return "\\textbackslash{}"
        case UInt8(ascii: "^"): return "\\textasciicircum{}"
        case UInt8(ascii: "~"): return "\\textasciitilde{}"
        // Two of these would become one other sign.
        case UInt8(ascii: "-"), UInt8(ascii: "'"), UInt8(ascii: "`"):
            return isRepeated ? "{}" + String(UnicodeScalar(byte)) : nil
        default: return nil
        }
    }

    /// The place after `$…$` that is mathematics; nil where the sign is only a dollar.
    private static func endOfMathematics(_ bytes: [UInt8], from start: Int) -> Int? {
        let rest = bytes[(start + 1)..<min(start + 256, bytes.count)]
        guard let end = rest.firstIndex(of: UInt8(ascii: "$")), end > start + 1 else { return nil }
        let inner = bytes[(start + 1)..<end]
        guard let first = inner.first, let last = inner.last, !first.isSpace, !last.isSpace,
            last != UInt8(ascii: "\\"), areBracesBalanced(inner),
            inner.contains(where: { $0 == 0x5C || $0 == 0x5E || $0 == 0x5F })
        else { return nil }
        return end + 1
    }

    private static func areBracesBalanced(_ bytes: ArraySlice<UInt8>) -> Bool {
        var depth = 0
        for byte in bytes where depth >= 0 {
            if byte == UInt8(ascii: "{") { depth += 1 }
            if byte == UInt8(ascii: "}") { depth -= 1 }
        }
        return depth == 0
    }
}
