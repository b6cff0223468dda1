/// Cuts a text in English, Chinese or both into its sentences.
package enum Sentences {
    /// The sentences of a text in their order, without the space around them.
    ///
    /// A Chinese sentence ends behind `。`, `！`, `？` or `；`; an English one behind `.`, `!` or
    /// `?` where space and then a capital, a digit, a bracket, a quote or a Han character follow,
    /// unless the full stop belongs to an abbreviation (`e.g.`, `et al.`, `Fig. 3`) or an initial
    /// (`J. Smith`). An empty line ends one too. Closing quotes and brackets stay with the
    /// sentence before them. What holds no letter is no sentence.
    /// - Complexity: O(length).
    package static func cut(_ text: String) -> [String] {
        let scalars = Array(text.unicodeScalars)
        var sentences: [String] = []
        var (start, place) = (0, 0)
        while place < scalars.count {
            var end = place + 1
            if endsChinese(scalars[place]) || "!?.".unicodeScalars.contains(scalars[place]) {
                while end < scalars.count, isClosing(scalars[end]) { end += 1 }
            }
            if isEnd(scalars, place, behind: end) {
                append(scalars[start..<end], to: &sentences)
                start = end
            }
            place = end
        }
        append(scalars[start...], to: &sentences)
        return sentences
    }

    private static func append(_ scalars: ArraySlice<Unicode.Scalar>, to sentences: inout [String])
    {
        guard scalars.contains(where: \.properties.isAlphabetic) else { return }
        let isSpace: (Unicode.Scalar) -> Bool = { $0.properties.isWhitespace }
        let first = scalars.firstIndex { !isSpace($0) } ?? scalars.startIndex
        let last = scalars.lastIndex { !isSpace($0) } ?? first
        var sentence = String.UnicodeScalarView()
        sentence.append(contentsOf: scalars[first...last])
        sentences.append(String(sentence))
    }

    /// Whether a sentence ends with the scalar at `place` and the closing marks before `end`.
    private static func isEnd(_ scalars: [Unicode.Scalar], _ place: Int, behind end: Int) -> Bool {
        let scalar = scalars[place]
        if endsChinese(scalar) { return true }
        if scalar == "\n" { return end < scalars.count && scalars[end] == "\n" }
        guard "!?.".unicodeScalars.contains(scalar) else { return false }
        guard end < scalars.count else { return true }
        // A Han character may stand right behind an English stop, a letter may not: `3.5`, `a.b`.
        guard scalars[end].properties.isWhitespace || isHan(scalars[end]) else { return false }
        guard let next = scalars[end...].first(where: { !$0.properties.isWhitespace }) else {
            return true
        }
        guard mayBegin(next) else { return false }
        return scalar != "." || end > place + 1 || !isAbbreviation(before: place, in: scalars)
    }

    private static func endsChinese(_ scalar: Unicode.Scalar) -> Bool {
        "。！？；".unicodeScalars.contains(scalar)
    }

    private static func isClosing(_ scalar: Unicode.Scalar) -> Bool {
        "\"')]”’»」』）】".unicodeScalars.contains(scalar)
    }

    private static func mayBegin(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isUppercase || scalar.properties.numericType != nil || isHan(scalar)
            || "\"'([“‘«「『（【".unicodeScalars.contains(scalar)
    }

    private static func isHan(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isIdeographic }

    /// Whether the full stop at `place` ends an abbreviation or an initial.
    private static func isAbbreviation(before place: Int, in scalars: [Unicode.Scalar]) -> Bool {
        var word = ""
        for scalar in scalars[..<place].reversed() {
            guard scalar == "." || scalar.properties.isAlphabetic, !isHan(scalar),
                word.unicodeScalars.count < 8
            else { break }
            word.unicodeScalars.insert(scalar, at: word.unicodeScalars.startIndex)
        }
        return word.unicodeScalars.count == 1 || abbreviations.contains(word.lowercased())
    }

    /// What scientific prose shortens, without the last full stop.
    private static let abbreviations: Set<String> = [
        "a.k.a", "al", "approx", "cf", "ch", "dr", "e.g", "eg", "eq", "eqn", "eqs", "fig", "figs",
        "i.e", "ie", "mr", "mrs", "ms", "no", "nos", "p", "pp", "prof", "ref", "refs", "resp",
        "sec", "sect", "st", "tab", "viz", "vol", "vs", "w.r.t",
    ]
}
