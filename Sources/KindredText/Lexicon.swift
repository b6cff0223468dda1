/// The terms of a vocabulary in hash tables, for reading much new text by them.
///
/// A vocabulary answers one term by a search in byte order. Here a word is one look at a table, and
/// a pair of words one more, by the numbers of the two; nothing of new text is kept. Threads share
/// one lexicon, each with a ``LexiconReader`` of its own.
package final class Lexicon: @unchecked Sendable {
    // Safety: the tables are filled in `init` and only read afterwards.

    /// How many terms the vocabulary has.
    package let termCount: Int
    /// The number of each word: its id in the vocabulary, or a number behind all ids for a word
    /// that stands only in pairs.
    private let words: TokenTable
    /// The id of each pair of words, by their numbers.
    private let pairs: TokenTable
    /// Numbers of words are below it.
    let numberCount: Int

    /// The tables of a vocabulary; of a damaged one, some terms are not found.
    ///
    /// - Complexity: O(bytes of the terms); some 50 bytes of memory for each term.
    package init(_ vocabulary: Vocabulary) {
        termCount = vocabulary.count
        var words = TokenTable(expecting: vocabulary.count)
        var pairIDs: [UInt32] = []
        for id in 0..<UInt32(vocabulary.count) {
            let term = vocabulary.bytes(at: Int(id))
            guard !term.isEmpty else { continue }
            if Vocabulary.isPair(term) {
                pairIDs.append(id)
            } else {
                words.insertFirst(term, value: id)
            }
        }
        var pairs = TokenTable(expecting: pairIDs.count)
        var next = UInt32(vocabulary.count)
        for id in pairIDs {
            let term = vocabulary.bytes(at: Int(id))
            guard let space = term.firstIndex(of: Sign.space), space > 0, space + 1 < term.count
            else { continue }
            let halves = [term[..<space], term[(space + 1)...]].map { half -> UInt32 in
                let token = Token(UnsafeBufferPointer(rebasing: half))
                let place = words.place(of: token)
                if !words.isFree(at: place) { return words.value(at: place) }
                words.insert(token, at: place, value: next)
                next += 1
                return next - 1
            }
            Self.withToken(halves[0], halves[1]) { token in
                let place = pairs.place(of: token)
                if pairs.isFree(at: place) { pairs.insert(token, at: place, value: id) }
            }
        }
        numberCount = Int(next)
        self.words = words
        self.pairs = pairs
    }

    /// The number of a word; nil where neither the vocabulary nor one of its pairs has it.
    func number(of word: UnsafeBufferPointer<UInt8>) -> UInt32? {
        let place = words.place(of: Token(word))
        return words.isFree(at: place) ? nil : words.value(at: place)
    }

    /// The id of the pair that two words make; nil where the vocabulary does not have it.
    @inline(__always)
    func pair(_ first: UInt32, _ second: UInt32) -> UInt32? {
        Self.withToken(first, second) { token in
            let place = pairs.place(of: token)
            return pairs.isFree(at: place) ? nil : pairs.value(at: place)
        }
    }

    @inline(__always)
    private static func withToken<Result>(
        _ first: UInt32, _ second: UInt32, _ body: (Token) -> Result
    ) -> Result {
        let both = UInt64(first) << 32 | UInt64(second)
        return withUnsafePointer(to: UInt8(0)) { unused in
            body(Token(low: both, high: 0, length: 8, bytes: unused))
        }
    }
}
