/// The names that a title suggests for its paper: what stands before a colon, and acronyms.
///
/// `BERT: Pre-training of Deep Bidirectional Transformers` suggests `BERT`, and `Momentum Contrast
/// (MoCo) for Visual Learning` suggests `MoCo`. A suggestion that many titles share is ambiguous
/// and then only lists its candidates, so the rules may be generous.
enum TitleHandles {
    /// The names in a title, as written, in order of appearance.
    /// - Complexity: O(length).
    static func handles(in title: String) -> [String] {
        var handles: [String] = []
        if let head = head(of: title) { handles.append(head) }
        return handles + acronyms(in: title)
    }

    /// What stands before the first colon, of either width, where it is short.
    private static func head(of title: String) -> String? {
        guard let colon = title.firstIndex(where: { $0 == ":" || $0 == "：" }) else { return nil }
        let words = title[..<colon].split(whereSeparator: \.isWhitespace)
        let head = words.joined(separator: " ")
        return (1...mostWords).contains(words.count) && (2...mostCharacters).contains(head.count)
            ? head : nil
    }

    /// Single words in round brackets, of either width, that are written like acronyms.
    private static func acronyms(in title: String) -> [String] {
        title.split(whereSeparator: { $0 == "(" || $0 == "（" }).dropFirst().compactMap { rest in
            guard let end = rest.firstIndex(where: { $0 == ")" || $0 == "）" }) else { return nil }
            let word = rest[..<end]
            return isAcronym(word) ? String(word) : nil
        }
    }

    /// Two capitals, or a capital and a digit, and no space: `MoCo`, `VAE`, `T5`.
    private static func isAcronym(_ word: Substring) -> Bool {
        guard (2...mostLetters).contains(word.count), !word.contains(where: \.isWhitespace) else {
            return false
        }
        let capitals = word.count { $0.isASCII && $0.isUppercase }
        return capitals >= 2 || (capitals == 1 && word.contains { $0.isASCII && $0.isNumber })
    }

    // A name is said in one breath; longer heads are the first half of a sentence.
    private static let mostWords = 3
    private static let mostCharacters = 30
    private static let mostLetters = 16
}
