/// Which tokens are terms, and what each is reduced to.
struct TermRules: ~Copyable {
    /// What texts are cut into.
    let settings: Tokenizer.Settings
    private let stemmer: Stemmer

    init(_ settings: Tokenizer.Settings) {
        self.settings = settings
        stemmer = Stemmer(settings.stemming)
    }

    /// Visits the words that are no terms wherever they stand; none where all words are.
    func forEachStopWord(_ visit: (UnsafeBufferPointer<UInt8>) -> Void) {
        if settings.stopWords { StopWords.forEach(visit) }
    }

    /// The term of a token that is no stop word; nil where it is none. Its bytes hold until the
    /// next call.
    func term(of word: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8>? {
        isTerm(word) ? stemmer.stem(of: word) : nil
    }

    /// Whether a token passes the settings' rules on length and numbers.
    private func isTerm(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
        if word.allSatisfy({ isASCIIDigit($0) || $0 == Sign.dot }) {
            switch settings.numbers {
            case .none: return false
            case .all: return word.count >= settings.minimumLength
            case .years:
                return word.count == 4 && (isYear(word, 0x31, 0x39) || isYear(word, 0x32, 0x30))
            }
        }
        if word[0] >= 0x80, isUnspacedScript(firstScalar(word).value) {
            return !settings.stopWords || !holdsParticle(word)
        }
        return word.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) } >= settings.minimumLength
    }

    private func holdsParticle(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
        var rest = word[...]
        while !rest.isEmpty {
            let scalar = firstScalar(UnsafeBufferPointer(rebasing: rest))
            if StopWords.isParticle(scalar.value) { return true }
            rest = rest.dropFirst(scalar.length)
        }
        return false
    }

    private func isYear(
        _ word: UnsafeBufferPointer<UInt8>, _ first: UInt8, _ second: UInt8
    ) -> Bool {
        word[0] == first && word[1] == second && isASCIIDigit(word[2]) && isASCIIDigit(word[3])
    }

    private func firstScalar(_ word: UnsafeBufferPointer<UInt8>) -> UTF8Scalar {
        // Safety: a token has at least one byte, and its bytes end with the buffer.
        let start = word.baseAddress!
        return UTF8Scalar(at: start, before: start + word.count)
    }
}
