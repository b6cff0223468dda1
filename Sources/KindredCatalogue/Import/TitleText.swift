/// Cleans titles and finds the short names in them; the words stay the source's.
enum TitleText {
    /// A title without list numbers, quotes, trailing dots, footnote marks and broken ligatures.
    static func clean(_ text: String) -> String {
        var title = Text.squeezed(repaired(text))
        title = withoutFootnotes(title)
        title = Text.trimmed(title, and: isOrnament)
        title = Text.trimmed(title) { "*_`|#~•·▲►▶●★☆⭐🔥✅👍🆕📄".contains($0) || "-–—→↗".contains($0) }
        title = Citation.withoutNumber(title)
        if title.hasPrefix("<"), title.hasSuffix(">") {
            title = Text.trimmed(title.dropFirst().dropLast())
        }
        for (open, close) in [("“", "”"), ("\"", "\""), ("《", "》"), ("「", "」"), ("'", "'")] {
            if title.hasPrefix(open), title.hasSuffix(close), title.count > 2,
                !title.dropFirst().dropLast().contains(Character(open))
            {
                title = String(title.dropFirst().dropLast())
            }
        }
        let isEllipsis = title.hasSuffix("...") || title.hasSuffix("…")
        if !isEllipsis {
            title = Text.trimmed(title) { ",，;；:：、|".contains($0) }
            while title.hasSuffix(".") || title.hasSuffix("。") { title.removeLast() }
        }
        return Text.trimmed(withoutOpenBracket(title))
    }

    /// Whether a character is a picture rather than a letter: emoji, stars, check marks.
    static func isOrnament(_ character: Character) -> Bool {
        guard let scalar = character.unicodeScalars.first else { return false }
        switch scalar.value {
        case 0x1F000...0x1FAFF, 0x2600...0x27BF, 0x2B00...0x2BFF, 0xFE0F, 1: return true
        default: return false
        }
    }

    /// Ligatures as letters, soft hyphens and invisible marks gone, Unicode hyphens plain.
    static func repaired(_ text: String) -> String {
        let needsWork = text.utf8.contains { $0 > 0x7F }
        guard needsWork else { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0xFB00: result.append(contentsOf: "ff".unicodeScalars)
            case 0xFB01: result.append(contentsOf: "fi".unicodeScalars)
            case 0xFB02: result.append(contentsOf: "fl".unicodeScalars)
            case 0xFB03: result.append(contentsOf: "ffi".unicodeScalars)
            case 0xFB04: result.append(contentsOf: "ffl".unicodeScalars)
            case 0xFB05, 0xFB06: result.append(contentsOf: "st".unicodeScalars)
            case 0x00AD, 0x200B, 0x200C, 0x200D, 0xFEFF, 0xFFFC, 0xE000: break
            case 0x2010, 0x2011: if result.last != "-" { result.append("-") }
            case 0x2D: if result.last != "-" || text.holds("--") { result.append(scalar) }
            case 0xA0: result.append(" ")
            default: result.append(scalar)
            }
        }
        return String(result)
    }

    /// Short names a title gives: what stands before its colon, or in brackets at its start.
    ///
    /// `BERT: Pre-training of …` gives `BERT`; `PEGASUS：…` likewise. A name is one word with a
    /// capital or a digit, or two such words.
    static func names(in title: String) -> [String] {
        guard let colon = title.firstIndex(where: { ":：".contains($0) }) else { return [] }
        let head = Text.trimmed(title[..<colon])
        let rest = title[title.index(after: colon)...]
        guard isName(head), rest.count > 8, !Text.hasHan(rest.prefix(60)) else { return [] }
        return [head]
    }

    /// Whether a text can be a name of a paper: one or two Latin words, a capital or digit in it.
    static func isName(_ text: String) -> Bool {
        let words = text.split(separator: " ")
        guard (1...2).contains(words.count), (2...24).contains(text.count) else { return false }
        guard text.unicodeScalars.allSatisfy({ isNameScalar($0) }) else { return false }
        guard VenueReading.find(in: text) == nil, text.contains(where: \.isLetter) else {
            return false
        }
        if words.count == 2 {
            // Two words are a name only as `Image2StyleGAN v2`, `Swin Transformer` are not sure.
            return words[1].first?.lowercased() == "v"
                && words[1].dropFirst().allSatisfy(\.isNumber)
                || words.allSatisfy(isUnusual)
        }
        return isUnusual(Substring(text))
    }

    /// Whether a word is spelled as names are: capitals after the first letter, or digits.
    static func isUnusual(_ word: Substring) -> Bool {
        word.dropFirst().contains { $0.isUppercase || $0.isNumber || $0 == "+" }
            || word.holds("-") && word.contains(where: \.isUppercase)
    }

    private static func isNameScalar(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x370...0x3FF: true
        default: " -+_.*&/#@^'".unicodeScalars.contains(scalar)
        }
    }

    private static func withoutFootnotes(_ title: String) -> String {
        guard title.holds("[^") else { return title }
        var result = title
        while let start = result.firstRange(of: "[^"),
            let end = result[start.upperBound...].firstIndex(of: "]")
        {
            result.removeSubrange(start.lowerBound...end)
        }
        return result
    }

    /// Without an opening bracket at the end or a closing one at the start that lost its partner.
    private static func withoutOpenBracket(_ title: String) -> String {
        var result = Substring(title)
        while let last = result.last, "([{（【［《".contains(last) { result.removeLast() }
        while let first = result.first, ")]}）】］》".contains(first) { result.removeFirst() }
        // `(2）` is a pair, however oddly set.
        for (opens, closes) in [("(（", ")）"), ("[［【", "]］】")] {
            guard let last = result.last, closes.contains(last) else { continue }
            if !result.contains(where: { opens.contains($0) }) { result.removeLast() }
        }
        while let last = result.last, last.isWhitespace { result.removeLast() }
        return String(result)
    }
}
