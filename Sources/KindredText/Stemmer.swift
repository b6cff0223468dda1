import CStemmer

/// The English Snowball stemmer ("Porter 2") of libstemmer.
///
/// One handle keeps state while it works, so each thread has its own.
///
/// - Source: M. F. Porter, "Snowball: a language for stemming algorithms", 2001.
struct Stemmer: ~Copyable {
    private let handle: OpaquePointer?

    init() {
        // Only an unknown name or a lack of memory gives nil; then words stay as they are.
        handle = sb_stemmer_new("english", "UTF_8")
    }

    deinit { sb_stemmer_delete(handle) }

    /// The stem of a word: `recommend` for `recommendations`. Its bytes hold until the next call.
    ///
    /// Only words of ASCII letters have one; `resnet50`, `c++` and `模型` are their own.
    /// - Complexity: O(length); about a third of a microsecond.
    func stem(of word: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        guard let handle, word.count > 2, word.allSatisfy({ isASCIILetter($0) }),
            let stem = sb_stemmer_stem(handle, word.baseAddress, Int32(word.count))
        else { return word }
        // Safety: the stem belongs to the handle, which writes it anew with the next call.
        let length = Int(sb_stemmer_length(handle))
        return length > 0 ? UnsafeBufferPointer(start: stem, count: length) : word
    }
}
