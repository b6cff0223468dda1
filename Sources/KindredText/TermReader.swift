/// From the tokens of a scanner to numbered terms: drops, stems and pairs them.
///
/// Terms get ids in the order in which they are first seen, so that the common ones lie together.
/// What a token becomes is found out once and kept, for stemming costs more than everything else.
struct TermReader: ~Copyable {
    /// The value of a token that is no term.
    static let dropped = UInt32.max

    private let rules: TermRules
    /// What each token seen so far becomes: the id of a term, or `dropped`.
    private var tokens = TokenTable()
    /// The id of each term that is no pair of words.
    private var ids = TokenTable()
    /// The id of each pair of words, by the two ids.
    private var pairs = TokenTable()
    /// The terms themselves, by id.
    private(set) var terms = TermList()
    /// The word before this one, if the two stand side by side; else `dropped`.
    private var previous = Self.dropped

    init(_ settings: Tokenizer.Settings) {
        rules = TermRules(settings)
        rules.forEachStopWord { tokens.insertFirst($0, value: Self.dropped) }
    }

    /// Forgets the word before.
    @inline(__always)
    mutating func pause() { previous = Self.dropped }

    /// The term of a token, and the pair it makes with the word before; `dropped` where none.
    @inline(__always)
    mutating func read(_ token: Token, as role: TokenRole) -> (term: UInt32, pair: UInt32) {
        let place = tokens.place(of: token)
        let term = tokens.isFree(at: place) ? learn(token, at: place) : tokens.value(at: place)
        guard rules.settings.wordBigrams else { return (term, Self.dropped) }
        switch role {
        case .variant: return (term, Self.dropped)
        case .characters:
            previous = Self.dropped
            return (term, Self.dropped)
        case .word:
            let before = previous
            previous = term
            let isPair = before != Self.dropped && term != Self.dropped
            return (term, isPair ? pair(before, term) : Self.dropped)
        }
    }

    /// The id of a term given as it is, without any rule.
    mutating func id(of term: UnsafeBufferPointer<UInt8>) -> UInt32 {
        let token = Token(term)
        let place = ids.place(of: token)
        if !ids.isFree(at: place) { return ids.value(at: place) }
        let id = terms.append(term)
        ids.insert(token, at: place, value: id)
        return id
    }

    @inline(never)
    private mutating func learn(_ token: Token, at place: Int) -> UInt32 {
        let value = withUnsafeBytesOf(token) { bytes in
            guard let term = rules.term(of: bytes) else { return Self.dropped }
            return id(of: term)
        }
        tokens.insert(token, at: place, value: value)
        return value
    }

    private mutating func pair(_ first: UInt32, _ second: UInt32) -> UInt32 {
        let both = UInt64(first) << 32 | UInt64(second)
        return withUnsafePointer(to: UInt8(0)) { unused in
            let token = Token(low: both, high: 0, length: 8, bytes: unused)
            let place = pairs.place(of: token)
            if !pairs.isFree(at: place) { return pairs.value(at: place) }
            let id = terms.appendPair(first, second)
            pairs.insert(token, at: place, value: id)
            return id
        }
    }
}

/// Gives the bytes of a token, wherever they are, folded, to `body`.
func withUnsafeBytesOf<Result>(
    _ token: Token, _ body: (UnsafeBufferPointer<UInt8>) -> Result
) -> Result {
    guard token.length <= Token.inlineLength else {
        return body(UnsafeBufferPointer(start: token.bytes, count: token.length))
    }
    return withUnsafeBytes(of: (token.low.littleEndian, token.high.littleEndian)) { raw in
        // Safety: the two words hold 16 bytes, and the token has at most as many.
        body(
            UnsafeBufferPointer(rebasing: raw.assumingMemoryBound(to: UInt8.self)[..<token.length]))
    }
}

/// Terms by id, their bytes one behind the other.
struct TermList {
    private var bytes: [UInt8] = []
    private var ends: [UInt32] = []

    /// The number of terms.
    var count: Int { ends.count }

    /// Adds a term and returns its id.
    mutating func append(_ term: UnsafeBufferPointer<UInt8>) -> UInt32 {
        bytes.append(contentsOf: term)
        ends.append(UInt32(bytes.count))
        return UInt32(ends.count - 1)
    }

    /// Adds two terms with a space between them as one, and returns its id.
    mutating func appendPair(_ first: UInt32, _ second: UInt32) -> UInt32 {
        // Byte by byte: a slice of `bytes` appended to `bytes` would copy all of it.
        for place in range(of: first) { bytes.append(bytes[place]) }
        bytes.append(Sign.space)
        for place in range(of: second) { bytes.append(bytes[place]) }
        ends.append(UInt32(bytes.count))
        return UInt32(ends.count - 1)
    }

    private func range(of id: UInt32) -> Range<Int> {
        (id == 0 ? 0 : Int(ends[Int(id) - 1]))..<Int(ends[Int(id)])
    }

    /// The number of bytes of a term.
    func length(of id: UInt32) -> Int { range(of: id).count }

    /// Visits the bytes of terms, in the order given.
    func forEach(_ ids: [UInt32], _ visit: (UnsafeBufferPointer<UInt8>) -> Void) {
        bytes.withUnsafeBufferPointer { all in
            for id in ids { visit(UnsafeBufferPointer(rebasing: all[range(of: id)])) }
        }
    }

    /// Visits the bytes of every term, by ascending id.
    func forEach(_ visit: (UnsafeBufferPointer<UInt8>) -> Void) {
        bytes.withUnsafeBufferPointer { all in
            for id in 0..<UInt32(count) {
                visit(UnsafeBufferPointer(rebasing: all[range(of: id)]))
            }
        }
    }

    /// Gives a function from ids to their bytes, which hold during the call only.
    func withTerms<Result>(
        _ body: ((UInt32) -> UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
        bytes.withUnsafeBufferPointer { all in
            body { UnsafeBufferPointer(rebasing: all[range(of: $0)]) }
        }
    }
}

/// Collects the terms of a text in order.
struct TermSequence: TokenSink, ~Copyable {
    private var reader: TermReader
    /// The id of each term, in the order of the text.
    private(set) var order: [UInt32] = []

    /// The terms behind the ids.
    var terms: TermList { reader.terms }

    init(_ settings: Tokenizer.Settings) { reader = TermReader(settings) }

    mutating func accept(_ token: Token, as role: TokenRole) {
        let (term, pair) = reader.read(token, as: role)
        if term != TermReader.dropped { order.append(term) }
        if pair != TermReader.dropped { order.append(pair) }
    }

    mutating func pause() { reader.pause() }
}
