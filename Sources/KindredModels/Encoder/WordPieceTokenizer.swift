import Foundation

/// Texts to the ids of a BERT model's vocabulary, id for id as its published tokenizer gives them.
///
/// Cleaned of control characters, every Chinese character a word of its own, in lower case and
/// without accents where the model wants it, split at spaces and around punctuation; then each word
/// into the longest pieces that the vocabulary holds, from the left. A word of more than 100
/// characters, or with a piece that nobody knows, is the unknown word as a whole.
///
/// - Source: Devlin, Chang, Lee, Toutanova, "BERT", 2019, and its `BertTokenizer`; WordPiece: Wu et
///   al., "Google's neural machine translation system", 2016.
package struct WordPieceTokenizer: Sendable {
    /// What a model's files say about its tokenizer.
    package struct Settings: Sendable, Hashable {
        /// Whether letters are made small.
        package var lowercases = true
        /// Whether accents are taken off; nil for the same as `lowercases`.
        package var stripsAccents: Bool?
        /// Whether every Chinese character is a word.
        package var separatesChinese = true
        /// The mark that begins every text.
        package var start = "[CLS]"
        /// The mark that ends every text.
        package var end = "[SEP]"
        /// The word for what is not known.
        package var unknown = "[UNK]"
        /// Texts that are one token each wherever they stand: the marks, and what fills and hides.
        package var marks = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]

        /// Those of the first published models.
        package init() {}
    }

    /// How the tokenizer was set up.
    package let settings: Settings
    private let vocabulary: WordPieceVocabulary
    private let start: Int32
    private let end: Int32
    private let unknown: Int32
    // The first byte is that of the mark, the longest first.
    private let marks: [(bytes: [UInt8], id: Int32)]

    /// How many ids there are.
    package var idCount: Int { vocabulary.count }

    /// A tokenizer over pieces in the order of their ids; nil where a mark is not among them.
    init?(_ vocabulary: WordPieceVocabulary, settings: Settings) {
        guard let start = vocabulary.id(of: settings.start),
            let end = vocabulary.id(of: settings.end),
            let unknown = vocabulary.id(of: settings.unknown)
        else { return nil }
        self.vocabulary = vocabulary
        self.settings = settings
        (self.start, self.end, self.unknown) = (start, end, unknown)
        marks = settings.marks.filter { !$0.isEmpty }
            .compactMap { mark in vocabulary.id(of: mark).map { (Array(mark.utf8), $0) } }
            .sorted { $0.0.count > $1.0.count }
    }

    /// A tokenizer over pieces in the order of their ids; nil where a mark is not among them.
    package init?(pieces: [String], settings: Settings = Settings()) {
        self.init(WordPieceVocabulary(pieces.map { Array($0.utf8) }), settings: settings)
    }

    /// The ids of a text between the start and end marks, cut to `limit` in all.
    ///
    /// - Parameter limit: At least 2. An empty text has the two marks only.
    /// - Complexity: O(characters · longest piece); reading ends where the limit is reached.
    package func ids(_ text: String, limit: Int) -> [Int32] {
        precondition(limit >= 2, "a limit needs room for the two marks")
        var ids = [start]
        ids.reserveCapacity(min(limit, 1 + text.utf8.count / 3))
        var text = text
        text.withUTF8 { bytes in
            var words = WordSplitter(settings)
            forEachPart(of: bytes) { part, mark in
                guard ids.count < limit else { return false }
                if let mark {
                    ids.append(mark)
                } else {
                    words.forEachWord(in: part) { word, length in
                        append(word, characters: length, to: &ids)
                        return ids.count < limit
                    }
                }
                return true
            }
        }
        ids.removeLast(max(0, ids.count - (limit - 1)))
        ids.append(end)
        return ids
    }

    /// Cuts a text around the marks that stand in it as they are; ends where `body` gives false.
    private func forEachPart(
        of bytes: UnsafeBufferPointer<UInt8>,
        _ body: (UnsafeBufferPointer<UInt8>, Int32?) -> Bool
    ) {
        var (begin, place) = (0, 0)
        while place < bytes.count {
            let rest = bytes[place...]
            guard let mark = marks.first(where: { rest.starts(with: $0.bytes) }) else {
                place += 1
                continue
            }
            let part = UnsafeBufferPointer(rebasing: bytes[begin..<place])
            guard part.isEmpty || body(part, nil), body(part, mark.id) else { return }
            place += mark.bytes.count
            begin = place
        }
        if begin < bytes.count { _ = body(UnsafeBufferPointer(rebasing: bytes[begin...]), nil) }
    }

    /// Words longer than this are unknown.
    private static let longestWord = 100

    /// Adds the pieces of one word, the longest first from the left.
    ///
    /// - Parameter word: In UTF-8, behind two bytes of room for the sign of a piece within a word.
    private func append(
        _ word: UnsafeMutableBufferPointer<UInt8>, characters: Int, to ids: inout [Int32]
    ) {
        guard characters <= Self.longestWord else { return ids.append(unknown) }
        let before = ids.count
        var begin = 2
        while begin < word.count {
            // Inside a word, `##` stands before the piece, over bytes already used.
            let first = begin == 2 ? begin : begin - 2
            if begin > 2 { (word[first], word[first + 1]) = (0x23, 0x23) }
            var stop = min(word.count, first + vocabulary.longest)
            var found: Int32?
            while stop > begin {
                found = vocabulary.id(of: UnsafeBufferPointer(rebasing: word[first..<stop]))
                if found != nil { break }
                repeat { stop -= 1 } while stop > begin && word[stop] & 0xC0 == 0x80
            }
            guard let found else {
                ids.removeSubrange(before...)
                return ids.append(unknown)
            }
            ids.append(found)
            begin = stop
        }
    }
}
