/// Counts the terms of one text after another by a lexicon: what one thread does of a batch.
///
/// The counts are those of `Tokenizer.counts(of:in:)`, bit for bit. What a token becomes is kept,
/// up to a limit, so that memory stays bounded however much text is read.
package struct LexiconReader: ~Copyable {
    private var scanner = TokenScanner()
    private var counter: KnownTermCounter

    /// A reader by a lexicon.
    ///
    /// - Parameters:
    ///   - tokenizer: The one that the vocabulary was learned with.
    ///   - mostTokens: So many tokens are kept at most; the counts do not depend on it.
    package init(_ lexicon: Lexicon, tokenizer: Tokenizer, mostTokens: Int = 1 << 18) {
        counter = KnownTermCounter(lexicon, tokenizer.settings, mostTokens: mostTokens)
    }

    /// Counts the terms of a text.
    ///
    /// - Parameters:
    ///   - fields: UTF-8 texts and how much one occurrence in each counts.
    ///   - known: Takes each term of the vocabulary that stands in the text, by ascending id, and
    ///     the
    ///     sum of its weights.
    ///   - unknown: Takes the sum of the weights of each word that is no term of the vocabulary, in
    ///     the order of first appearance; unknown pairs of words are passed over.
    /// - Complexity: O(bytes).
    package mutating func read(
        _ fields: [(text: String, weight: Float)], known: (_ id: UInt32, _ count: Float) -> Void,
        unknown: (_ count: Float) -> Void
    ) {
        counter.begin()
        for field in fields {
            var text = field.text
            counter.weight = field.weight
            text.withUTF8 { scanner.scan($0, into: &counter) }
        }
        counter.finish(known: known, unknown: unknown)
    }
}

/// Counts the tokens of a text by a lexicon.
private struct KnownTermCounter: TokenSink, ~Copyable {
    /// The number of a token that is no term.
    private static let dropped = UInt32.max
    /// The bytes of long tokens that are kept at most.
    private static let mostLongBytes = 1 << 24

    /// Where a term stands in the text at hand.
    private struct Place {
        /// The text in which the term was seen last, from 1.
        var text: UInt32
        var index: UInt32
    }

    private let lexicon: Lexicon
    private let rules: TermRules
    private let mostTokens: Int
    /// The number of each token seen so far; `dropped` for one that is no term.
    private var tokens = TokenTable()
    /// The numbers of words that the lexicon does not have, behind all of its own.
    private var others = TokenTable()
    private var places: [Place]
    private var text: UInt32 = 0
    private var previous = Self.dropped
    private var numbers: [UInt32] = []
    private var counts: [Float] = []
    private var sorter: RowSorter

    /// How much each token counts from here on.
    var weight: Float = 1

    init(_ lexicon: Lexicon, _ settings: Tokenizer.Settings, mostTokens: Int) {
        self.mostTokens = mostTokens
        self.lexicon = lexicon
        rules = TermRules(settings)
        places = Array(repeating: Place(text: 0, index: 0), count: lexicon.numberCount)
        sorter = RowSorter(termCount: lexicon.termCount)
        rules.forEachStopWord { tokens.insertFirst($0, value: Self.dropped) }
    }

    mutating func begin() {
        let isFull =
            tokens.count > mostTokens
            || tokens.longByteCount + others.longByteCount > Self.mostLongBytes
        if isFull || text == .max { forget() }
        text += 1
        previous = Self.dropped
        numbers.removeAll(keepingCapacity: true)
        counts.removeAll(keepingCapacity: true)
    }

    /// Gives up what was learned of tokens; the counts do not depend on it.
    private mutating func forget() {
        tokens = TokenTable()
        others = TokenTable()
        text = 0
        places = Array(repeating: Place(text: 0, index: 0), count: lexicon.numberCount)
        rules.forEachStopWord { tokens.insertFirst($0, value: Self.dropped) }
    }

    mutating func finish(known: (UInt32, Float) -> Void, unknown: (Float) -> Void) {
        let termCount = UInt32(lexicon.termCount)
        for (number, count) in zip(numbers, counts) {
            if number < termCount { sorter.add(number, count) } else { unknown(count) }
        }
        sorter.drain(known)
    }

    mutating func pause() { previous = Self.dropped }

    @inline(__always)
    mutating func accept(_ token: Token, as role: TokenRole) {
        let place = tokens.place(of: token)
        let number = tokens.isFree(at: place) ? learn(token, at: place) : tokens.value(at: place)
        if number != Self.dropped { count(number) }
        guard rules.settings.wordBigrams else { return }
        switch role {
        case .variant: return
        case .characters: previous = Self.dropped
        case .word:
            let before = previous
            previous = number
            // A pair of the vocabulary is made of words that the lexicon has.
            let last = UInt32(lexicon.numberCount)
            guard before < last, number < last else { return }
            if let pair = lexicon.pair(before, number) { count(pair) }
        }
    }

    @inline(__always)
    private mutating func count(_ number: UInt32) {
        let place = Int(number)
        if places[place].text == text {
            counts[Int(places[place].index)] += weight
        } else {
            places[place] = Place(text: text, index: UInt32(numbers.count))
            numbers.append(number)
            counts.append(weight)
        }
    }

    @inline(never)
    private mutating func learn(_ token: Token, at place: Int) -> UInt32 {
        let number = withUnsafeBytesOf(token) { bytes in
            guard let term = rules.term(of: bytes) else { return Self.dropped }
            return lexicon.number(of: term) ?? otherNumber(of: term)
        }
        tokens.insert(token, at: place, value: number)
        return number
    }

    private mutating func otherNumber(of term: UnsafeBufferPointer<UInt8>) -> UInt32 {
        let token = Token(term)
        let place = others.place(of: token)
        if !others.isFree(at: place) { return others.value(at: place) }
        let number = UInt32(lexicon.numberCount + others.count)
        others.insert(token, at: place, value: number)
        places.append(Place(text: 0, index: 0))
        return number
    }
}
