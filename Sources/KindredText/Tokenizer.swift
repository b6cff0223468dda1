/// Text in Chinese, English or both to terms, in one pass over its UTF-8.
///
/// A setting without learned state: the same settings give the same terms on every machine.
package struct Tokenizer: Sendable {
    /// What a text is cut into.
    package struct Settings: Codable, Hashable, Sendable {
        /// What English words are reduced to.
        package var stemming: Stemming
        /// Whether function words of both languages are left out.
        package var stopWords: Bool
        /// Whether two words that stand side by side make a term of their own (`neural network`).
        package var wordBigrams: Bool
        /// Which numbers are terms.
        package var numbers: Numbers
        /// The fewest characters of a word; pairs of Han and single Han characters always count.
        package var minimumLength: Int

        /// What English words are reduced to.
        package enum Stemming: String, Codable, Hashable, Sendable, CaseIterable {
            /// Words stay as they are.
            case none
            /// A plural becomes its singular: `networks` is `network`.
            case plurals
            /// Snowball's English stem: `recommendations` is `recommend`.
            case snowball
        }

        /// Which words of digits alone are terms.
        package enum Numbers: String, Codable, Hashable, Sendable, CaseIterable {
            /// No number.
            case none
            /// Whole numbers of four digits that can be a year, 1900...2099.
            case years
            /// Every number.
            case all
        }

        /// The settings that measured best; see ARCHITECTURE.md.
        package init(
            stemming: Stemming = .plurals, stopWords: Bool = true, wordBigrams: Bool = false,
            numbers: Numbers = .none, minimumLength: Int = 2
        ) {
            self.stemming = stemming
            self.stopWords = stopWords
            self.wordBigrams = wordBigrams
            self.numbers = numbers
            self.minimumLength = minimumLength
        }
    }

    /// What texts are cut into.
    package let settings: Settings

    /// A tokenizer of these settings.
    package init(_ settings: Settings = Settings()) { self.settings = settings }

    /// The terms of a text, in order.
    ///
    /// A compound stands behind its parts, a pair of words behind its second word.
    /// - Complexity: O(bytes).
    package func tokens(_ text: String) -> [String] {
        var tokens: [String] = []
        var text = text
        text.withUTF8 { bytes in
            forEachToken(inUTF8: bytes) { tokens.append(String(decoding: $0, as: UTF8.self)) }
        }
        return tokens
    }

    /// Visits the terms of a text, in order.
    ///
    /// - Parameters:
    ///   - bytes: Any bytes; what is no UTF-8 separates words.
    ///   - visit: Takes the UTF-8 of one term, which holds during the call only.
    /// - Complexity: O(bytes).
    package func forEachToken(
        inUTF8 bytes: UnsafeBufferPointer<UInt8>, _ visit: (UnsafeBufferPointer<UInt8>) -> Void
    ) {
        var scanner = TokenScanner()
        var sequence = TermSequence(settings)
        scanner.scan(bytes, into: &sequence)
        sequence.terms.forEach(sequence.order, visit)
    }
}
