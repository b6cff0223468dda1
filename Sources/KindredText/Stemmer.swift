import CStemmer

/// Reduces English words to what they share with their other forms.
///
/// Only words of ASCII letters are changed; `resnet50`, `c++` and `模型` are their own stems. One
/// stemmer keeps state while it works, so each thread has its own.
struct Stemmer: ~Copyable {
    /// Snowball's, nil unless it is asked for.
    private let snowball: OpaquePointer?
    private let stemming: Tokenizer.Settings.Stemming
    private var irregular = TokenTable()
    private var singulars = TermList()
    /// The stem made last; every word fits.
    private let stem: UnsafeMutablePointer<UInt8>

    init(_ stemming: Tokenizer.Settings.Stemming) {
        self.stemming = stemming
        // Only an unknown name or a lack of memory gives nil; then words stay as they are.
        snowball = stemming == .snowball ? sb_stemmer_new("english", "UTF_8") : nil
        stem = .allocate(capacity: PieceCutter.longestWord + 16)
        if stemming == .plurals { learnIrregulars() }
    }

    deinit {
        stem.deallocate()
        sb_stemmer_delete(snowball)
    }

    /// The stem of a word of at most `PieceCutter.longestWord` bytes. Its bytes hold until the next
    /// call.
    /// - Complexity: O(length).
    func stem(of word: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        guard stemming != .none, word.count > 2, word.allSatisfy({ isASCIILetter($0) }) else {
            return word
        }
        return stemming == .plurals ? singular(of: word) : snowballStem(of: word)
    }

    /// `recommend` for `recommendations`: the English Snowball stemmer ("Porter 2").
    ///
    /// - Source: M. F. Porter, "Snowball: a language for stemming algorithms", 2001; libstemmer.
    private func snowballStem(of word: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        guard let snowball,
            let stem = sb_stemmer_stem(snowball, word.baseAddress, Int32(word.count))
        else { return word }
        // Safety: the stem belongs to the handle, which writes it anew with the next call.
        let length = Int(sb_stemmer_length(snowball))
        return length > 0 ? UnsafeBufferPointer(start: stem, count: length) : word
    }

    // MARK: Plurals

    /// Nouns whose singular the rules would miss, each with what it becomes.
    private static let irregulars: StaticString = """
        appendices appendix axes axis bayes bayes biases bias caches cache calories calorie
        chaos chaos cookies cookie criteria criterion indices index lens lens lenses lens
        matrices matrix movies movie news news phenomena phenomenon series series
        species species vertices vertex
        """

    private mutating func learnIrregulars() {
        var plural: UnsafeBufferPointer<UInt8>?
        Self.irregulars.forEachWord { word in
            guard let found = plural else {
                plural = word
                return
            }
            let token = Token(found)
            irregular.insert(token, at: irregular.place(of: token), value: singulars.append(word))
            plural = nil
        }
    }

    /// `network` for `networks`: takes an English plural back, and nothing else.
    ///
    /// A light stemmer after Harman's "S", with the endings it misses (`classes`, `approaches`,
    /// `hypotheses`). Terms stay words that people can read.
    /// - Source: D. Harman, "How effective is suffixing?", JASIS 42(1), 1991.
    private func singular(of word: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        guard word.count > 3 else { return word }
        let token = Token(word)
        let place = irregular.place(of: token)
        if !irregular.isFree(at: place) {
            return singulars.withTerms { written($0(irregular.value(at: place)), dropping: 0, "") }
        }
        guard word.hasSuffix("s") else { return word }
        for unchanged: StaticString in ["ss", "us", "is", "ias"] where word.hasSuffix(unchanged) {
            return word
        }
        for ending: StaticString in ["sses", "ches", "shes", "xes"] where word.hasSuffix(ending) {
            return UnsafeBufferPointer(rebasing: word.dropLast(2))
        }
        for ending: StaticString in ["eses", "yses"] where word.hasSuffix(ending) {
            return written(word, dropping: 2, "is")
        }
        if word.count > 4, word.hasSuffix("ies") { return written(word, dropping: 3, "y") }
        return UnsafeBufferPointer(rebasing: word.dropLast())
    }

    /// A word without its last bytes and with an ending instead, in `stem`.
    private func written(
        _ word: UnsafeBufferPointer<UInt8>, dropping dropped: Int, _ ending: StaticString
    ) -> UnsafeBufferPointer<UInt8> {
        // Safety: `stem` has room for the longest word and the longest ending.
        let kept = word.count - dropped
        precondition(kept <= PieceCutter.longestWord, "a word is no longer than the longest")
        for place in 0..<kept { stem[place] = word[place] }
        for place in 0..<ending.utf8CodeUnitCount { stem[kept + place] = ending.utf8Start[place] }
        return UnsafeBufferPointer(start: stem, count: kept + ending.utf8CodeUnitCount)
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Whether the last bytes are those of a literal.
    func hasSuffix(_ ending: StaticString) -> Bool {
        let start = count - ending.utf8CodeUnitCount
        guard start >= 0 else { return false }
        return (start..<count).allSatisfy { self[$0] == ending.utf8Start[$0 - start] }
    }
}

extension StaticString {
    /// Visits the words of a literal, which live as long as the program.
    func forEachWord(_ visit: (UnsafeBufferPointer<UInt8>) -> Void) {
        let bytes = UnsafeBufferPointer(start: utf8Start, count: utf8CodeUnitCount)
        for word in bytes.split(whereSeparator: { $0 <= 0x20 }) {
            visit(UnsafeBufferPointer(rebasing: word))
        }
    }
}
