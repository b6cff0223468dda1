import KindredCatalogue
import KindredText

/// The words of a question as one phrase, which papers may say word for word.
///
/// TF-IDF knows words without function words, and pairs of those: to it, a text about learning
/// low-rank matrices has all of *learning to rank*. Case, punctuation and hyphens do not matter, nor
/// whether the last word is a plural; Chinese needs no borders of words.
struct AskedPhrase {
    /// All but the last English word, folded; everything where Chinese comes last.
    private let beginning: [UInt8]
    /// The last English word as it may stand; nothing where Chinese comes last.
    private let endings: [[UInt8]]

    /// - Parameter text: What was asked; nil where it is no phrase, but a single word or character.
    init?(_ text: String) {
        let folded = Self.folded(text).dropFirst().dropLast()
        let last = Array(folded.reversed().prefix(while: Self.isOfWord).reversed())
        let before = folded.dropLast(last.count)
        guard !before.isEmpty || !folded.allSatisfy(Self.isOfWord), folded.count >= 4 else {
            return nil
        }
        beginning = Array(before)
        endings = last.isEmpty ? [] : Self.numbers(of: last)
    }

    /// Whether a title, name, summary, abstract or keyword of a paper says it.
    /// - Complexity: O(bytes of the paper) for usual text.
    func isSaid(by paper: Paper) -> Bool {
        let texts =
            [paper.title].compactMap(\.self) + paper.titles.texts.map(\.text) + paper.names
            + paper.summary.texts.map(\.text) + paper.abstract.texts.map(\.text)
            + paper.keywords.flatMap { $0.texts.map(\.text) }
        return texts.contains { stands(in: Self.folded($0)) }
    }

    private func stands(in text: [UInt8]) -> Bool {
        guard let first = beginning.first, text.count > beginning.count else { return false }
        let startsWord = Self.isOfWord(first)
        // The first byte is the space before all text.
        for place in 1...text.count - beginning.count where text[place] == first {
            let end = place + beginning.count
            guard !startsWord || !Self.isOfWord(text[place - 1]),
                text[place..<end].elementsEqual(beginning)
            else { continue }
            if endings.isEmpty { return true }
            let word = text[end...].prefix(while: Self.isOfWord)
            if endings.contains(where: word.elementsEqual) { return true }
        }
        return false
    }

    /// A word as it is asked, its singular, and plurals of that.
    private static func numbers(of word: [UInt8]) -> [[UInt8]] {
        let text = String(decoding: word, as: UTF8.self)
        let tokenizer = Tokenizer(
            Tokenizer.Settings(stopWords: false, numbers: .all, minimumLength: 1))
        let singular = tokenizer.tokens(text).first ?? text
        var forms = [text, singular, singular + "s", singular + "es"]
        if singular.hasSuffix("y") { forms.append(singular.dropLast() + "ies") }
        return forms.map { Array($0.utf8) }
    }

    /// Small letters and digits with one space where anything else of ASCII stands, and at both
    /// ends; other scripts as they are.
    private static func folded(_ text: String) -> [UInt8] {
        var folded: [UInt8] = [UInt8(ascii: " ")]
        for byte in text.lowercased().utf8 {
            if isOfWord(byte) || byte >= 0x80 {
                folded.append(byte)
            } else if folded.last != UInt8(ascii: " ") {
                folded.append(UInt8(ascii: " "))
            }
        }
        if folded.last != UInt8(ascii: " ") || folded.count == 1 {
            folded.append(UInt8(ascii: " "))
        }
        return folded
    }

    private static func isOfWord(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
