/// The names that a title suggests for its paper: what stands before a colon, and acronyms.
///
/// `BERT: Pre-training of Deep Bidirectional Transformers` suggests `BERT`, and `Momentum Contrast
/// (MoCo) for Visual Learning` suggests `MoCo`. A suggestion that many titles share is ambiguous
/// and then only lists its candidates, so the rules may be generous.
package enum TitleHandles {
    /// The names in a title, as written, in order of appearance.
    /// - Complexity: O(length).
    package static func handles(in title: String) -> [String] {
        let scalars = title[...].unicodeScalars
        return ([head(of: scalars)].compactMap(\.self) + acronyms(in: scalars)).map(String.init)
    }

    /// What stands before the first colon, of either width, where it is short.
    private static func head(of title: Scalars) -> Scalars? {
        guard let colon = title.firstIndex(where: { $0 == ":" || $0 == "：" }) else { return nil }
        let words = title[..<colon].split(whereSeparator: \.properties.isWhitespace)
        guard (1...mostWords).contains(words.count) else { return nil }
        let head = title[words[0].startIndex..<words[words.count - 1].endIndex]
        return (2...mostCharacters).contains(head.count) ? head : nil
    }

    /// Single words in round brackets, of either width, that are written like acronyms.
    private static func acronyms(in title: Scalars) -> [Scalars] {
        var found: [Scalars] = []
        var rest = title
        while let start = rest.firstIndex(where: { $0 == "(" || $0 == "（" }) {
            rest = rest[rest.index(after: start)...]
            let word = rest.prefix { $0 != ")" && $0 != "）" && $0 != "(" && $0 != "（" }
            let isClosed = rest[word.endIndex...].first.map { $0 == ")" || $0 == "）" } ?? false
            if isClosed && isAcronym(word) { found.append(word) }
            rest = rest[word.endIndex...]
        }
        return found
    }

    /// Two capitals, or a capital and a digit, and no space: `MoCo`, `VAE`, `T5`.
    private static func isAcronym(_ word: Scalars) -> Bool {
        guard (2...mostLetters).contains(word.count),
            !word.contains(where: \.properties.isWhitespace)
        else { return false }
        let capitals = word.count { ("A"..."Z").contains($0) }
        return capitals >= 2 || (capitals == 1 && word.contains { ("0"..."9").contains($0) })
    }

    private typealias Scalars = Substring.UnicodeScalarView

    // A name is said in one breath; longer heads are the first half of a sentence.
    private static let mostWords = 3
    private static let mostCharacters = 30
    private static let mostLetters = 16
}
