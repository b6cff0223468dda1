/// Cuts one piece of text into tokens by the rules for names, compounds and scripts.
///
/// Reads the folded piece from left to right:
/// - Letters and digits make a word, with dots between digits (`3.5`). An apostrophe inside it
///   vanishes, with the `s` of a possessive.
/// - Behind a letter, `++` and a `+` or `#` with no letter or digit behind it belong to the word
///   (`C++`, `F#`, `DCMN+`); the name without them is given too.
/// - Words joined by hyphens make a compound: its parts are given, and then the whole written
///   together if it is a name or a word with a prefix, which people write with and without the
///   hyphen. So it is if its first or last part has at most three characters or is a number
///   (`ResNet-50`, `XLM-R`, `non-linear`), or its first part is one of `Prefixes`.
/// - A run of characters of a script without spaces gives its overlapping pairs, or its only
///   character.
/// - Addresses give nothing.
struct PieceCutter: ~Copyable {
    /// The most bytes a word has; a longer one is no word.
    static let longestWord = 64

    private let text: UnsafeMutablePointer<UInt8>
    /// The compound as far as it is read, written together.
    private let joined: UnsafeMutablePointer<UInt8>
    private var prefixes = TokenTable()
    private var count = 0
    private var joinedCount = 0
    /// Where the part read last begins in `joined`.
    private var partStart = 0
    /// Whether that part is no longer than a word may be.
    private var isWhole = true
    /// Whether all parts so far are still in `joined`.
    private var fits = true
    /// No address begins before this place.
    private var addressFreeEnd = 0

    /// Bytes behind the text that can be read and are zero; so every look ahead is safe.
    private static let padding = 16

    init() {
        text = .allocate(capacity: TokenScanner.longestWindow * PieceFolder.growth + Self.padding)
        joined = .allocate(capacity: Self.longestWord + Self.padding)
        joined.initialize(repeating: 0, count: Self.longestWord + Self.padding)
        Prefixes.all.forEachWord { prefix in
            let token = Token(prefix)
            prefixes.insert(token, at: prefixes.place(of: token), value: 0)
        }
    }

    deinit {
        text.deallocate()
        joined.deallocate()
    }

    /// Gives the tokens of a piece, which is no longer than a window, to `sink`.
    mutating func cut<Sink: TokenSink & ~Copyable>(
        _ piece: UnsafeBufferPointer<UInt8>, into sink: inout Sink
    ) {
        count = PieceFolder.fold(piece, into: text)
        (text + count).initialize(repeating: 0, count: Self.padding)
        addressFreeEnd = 0
        var place = 0
        // Safety: `place` stays at most `count`, behind which `padding` zeros can be read; the text
        // is UTF-8 that `PieceFolder` wrote.
        while place < count {
            let byte = text[place]
            if byte >= 0x80 {
                let scalar = scalar(at: place)
                let isUnspaced = isUnspacedScript(scalar.value)
                place =
                    isUnspaced ? run(from: place, into: &sink) : compound(from: place, into: &sink)
            } else if isASCIIWord(byte) {
                place = compound(from: place, into: &sink)
            } else {
                if byte != Sign.space { sink.pause() }
                place += 1
            }
        }
    }

    @inline(__always)
    private func scalar(at place: Int) -> UTF8Scalar {
        UTF8Scalar(at: text + place, before: text + count)
    }

    /// Whether a word may begin or go on at a place.
    @inline(__always)
    private func isWord(at place: Int) -> Bool {
        let byte = text[place]
        return byte < 0x80 ? isASCIIWord(byte) : !isUnspacedScript(scalar(at: place).value)
    }

    // MARK: Scripts without spaces

    /// Gives the pairs of a run of characters, or its only character.
    private func run<Sink: TokenSink & ~Copyable>(from start: Int, into sink: inout Sink) -> Int {
        var previous = start
        var place = start + scalar(at: start).length
        while place < count, text[place] >= 0x80 {
            let next = scalar(at: place)
            guard isUnspacedScript(next.value) else { break }
            let end = place + next.length
            sink.accept(Token(padded: text + previous, length: end - previous), as: .characters)
            previous = place
            place = end
        }
        if previous == start {
            sink.accept(Token(padded: text + start, length: place - start), as: .characters)
        }
        return place
    }

    // MARK: Words

    /// Reads a word, or words joined by hyphens.
    private mutating func compound<Sink: TokenSink & ~Copyable>(
        from start: Int, into sink: inout Sink
    ) -> Int {
        joinedCount = 0
        fits = true
        var place = start
        var parts = 0
        var isWrittenTogether = false
        while true {
            if let end = addressEnd(from: place) {
                sink.pause()
                return end
            }
            place = part(from: place, into: &sink)
            parts += 1
            let goesOn = text[place] == Sign.hyphen && isWord(at: place + 1)
            if parts == 1 ? goesOn : !goesOn {
                isWrittenTogether = isWrittenTogether || partIsShort || parts == 1 && partIsPrefix
            }
            guard goesOn else { break }
            place += 1
        }
        if parts > 1, fits, isWrittenTogether {
            sink.accept(Token(padded: joined, length: joinedCount), as: .variant)
        }
        return place
    }

    /// Whether the part read last has at most three characters or is a number.
    private var partIsShort: Bool {
        let part = UnsafeBufferPointer(start: joined + partStart, count: joinedCount - partStart)
        return part.count <= 3 || part.allSatisfy { isASCIIDigit($0) || $0 == Sign.dot }
            || part.count <= 12 && part.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) } <= 3
    }

    /// Whether the part read last is one of `Prefixes`.
    private var partIsPrefix: Bool {
        guard isWhole else { return false }
        let part = Token(padded: joined + partStart, length: joinedCount - partStart)
        return !prefixes.isFree(at: prefixes.place(of: part))
    }

    /// Reads one word onto the end of `joined` and gives it to `sink`.
    private mutating func part<Sink: TokenSink & ~Copyable>(
        from start: Int, into sink: inout Sink
    ) -> Int {
        partStart = joinedCount
        isWhole = true
        let place = letters(from: start)
        let bare = joinedCount - partStart
        let sign = signLength(at: place)
        if sign > 0 { append(from: place, sign) }
        guard isWhole else {
            joinedCount = 0
            partStart = 0
            sink.pause()
            return place + sign
        }
        // Safety: `joined` holds `longestWord` bytes and `padding` more.
        let part = joined + partStart
        sink.accept(Token(padded: part, length: joinedCount - partStart), as: .word)
        if sign > 0 { sink.accept(Token(padded: part, length: bare), as: .variant) }
        return place + sign
    }

    /// Reads letters, digits, dots between digits and vanishing apostrophes.
    private mutating func letters(from start: Int) -> Int {
        var place = start
        while true {
            let byte = text[place]
            if isASCIIWord(byte) {
                append(from: place, 1)
                place += 1
            } else if byte >= 0x80 {
                let scalar = scalar(at: place)
                guard !isUnspacedScript(scalar.value) else { return place }
                append(from: place, scalar.length)
                place += scalar.length
            } else if byte == Sign.dot, isASCIIDigit(text[place + 1]), isASCIIDigit(text[place - 1])
            {
                append(from: place, 1)
                place += 1
            } else if byte == Sign.apostrophe, isWord(at: place + 1) {
                let isPossessive = text[place + 1] == UInt8(ascii: "s") && !isWord(at: place + 2)
                place += isPossessive ? 2 : 1
            } else {
                return place
            }
        }
    }

    /// The length of a `+`, `++` or `#` that belongs to the word before it; 0 where none does.
    private func signLength(at place: Int) -> Int {
        let sign = text[place]
        guard sign == Sign.plus || sign == Sign.hash, isASCIILetter(text[place - 1]) else {
            return 0
        }
        let isDouble = sign == Sign.plus && text[place + 1] == Sign.plus
        if isDouble { return text[place + 2] == Sign.plus ? 0 : 2 }
        return isWord(at: place + 1) || text[place + 1] == sign ? 0 : 1
    }

    /// Writes bytes of the text behind `joined`, as far as a word may be long.
    ///
    /// A compound that grows too long goes on without its earlier parts and no longer `fits`; a
    /// part that is too long itself is not whole.
    @inline(__always)
    private mutating func append(from place: Int, _ length: Int) {
        if joinedCount + length > Self.longestWord, !makeRoom(for: length) { return }
        (joined + joinedCount).update(from: text + place, count: length)
        joinedCount += length
    }

    /// Forgets the earlier parts; false where the part does not fit by itself.
    private mutating func makeRoom(for length: Int) -> Bool {
        fits = false
        let partLength = joinedCount - partStart
        guard partLength + length <= Self.longestWord else {
            isWhole = false
            return false
        }
        joined.update(from: joined + partStart, count: partLength)
        partStart = 0
        joinedCount = partLength
        return true
    }

    // MARK: Addresses

    /// Where the address ends that begins at a word; nil where none does.
    private mutating func addressEnd(from start: Int) -> Int? {
        var end = start
        while isASCIIWord(text[end]) { end += 1 }
        switch text[end] {
        case Sign.colon:
            guard text[end + 1] == Sign.slash, text[end + 2] == Sign.slash else { return nil }
            return restOfAddress(from: end + 3)
        case Sign.dot, Sign.at, Sign.hyphen:
            if text[end] == Sign.dot, isTripleW(start..<end), isASCIIWord(text[end + 1]) {
                return restOfAddress(from: end)
            }
            return end < addressFreeEnd ? nil : hostOrMailEnd(behind: end)
        default: return nil
        }
    }

    private func isTripleW(_ word: Range<Int>) -> Bool {
        word.count == 3 && word.allSatisfy { text[$0] == UInt8(ascii: "w") }
    }

    /// The end of `name@host`, `host.org/page` or `10.1145/…`; nil where the word begins none.
    private mutating func hostOrMailEnd(behind wordEnd: Int) -> Int? {
        var place = wordEnd
        var lastDot: Int?
        while true {
            let byte = text[place]
            if byte == Sign.dot { lastDot = place }
            guard isASCIIWord(byte) || byte == Sign.dot || byte == Sign.hyphen || byte == Sign.plus
            else { break }
            place += 1
        }
        addressFreeEnd = place
        if text[place] == Sign.at, isASCIIWord(text[place + 1]) {
            return restOfAddress(from: place)
        }
        guard text[place] == Sign.slash, let lastDot else { return nil }
        let label = lastDot + 1..<place
        let isHost = 2...6 ~= label.count && label.allSatisfy { isASCIILetter(text[$0]) }
        let isDOI =
            4...9 ~= label.count && label.allSatisfy { isASCIIDigit(text[$0]) }
            && lastDot >= 2 && text[lastDot - 2] == 0x31 && text[lastDot - 1] == 0x30
        return isHost || isDOI ? restOfAddress(from: place) : nil
    }

    /// The first place that belongs to no address: a character beyond ASCII, a space, a quotation
    /// mark, a closing bracket, a comma.
    private func restOfAddress(from start: Int) -> Int {
        var place = start
        while place < count {
            switch text[place] {
            case 0x80..., Sign.space, Sign.separator, UInt8(ascii: "<"), UInt8(ascii: ">"),
                UInt8(ascii: "\""), UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: ","),
                UInt8(ascii: ";"):
                return place
            default: place += 1
            }
        }
        return place
    }
}

/// First parts of compounds that are no words of their own.
enum Prefixes {
    /// Longer than three letters, which are prefixes or names anyway; chosen by how often papers
    /// write what they open both ways (`multi-task`, `multitask`).
    static let all: StaticString = """
        anti auto back cross feed fine hyper inter intra macro meta micro mini mono multi omni over
        photo post pseudo semi socio spatio super tele trans ultra under
        """
}
