package import KindredText
package import KindredVectors

/// Chinese terms and the English terms that stand for them, with their probabilities.
///
/// Terms are spelled as ``TranslationTraining/tokenizer`` spells them: pairs of Han characters on
/// one side, words and pairs of words on the other. All of it lies in flat tables, in memory or in
/// a mapped file, and never changes. It holds terms and numbers only, no sentence.
public struct TranslationTable: Sendable {
    /// The Chinese terms, each with the number of pairs it was learned from.
    package let sources: Vocabulary
    /// The English terms, likewise.
    package let targets: Vocabulary
    /// t(English | Chinese); a row sums to at most 1. Shape: (sources × targets).
    package let probabilities: SparseMatrix

    /// A table over stored arrays.
    ///
    /// - Precondition: A row for each source and a column for each target.
    package init(sources: Vocabulary, targets: Vocabulary, probabilities: SparseMatrix) {
        precondition(
            probabilities.rowCount == sources.count && probabilities.columnCount == targets.count,
            "one row for each Chinese term and one column for each English one")
        self.sources = sources
        self.targets = targets
        self.probabilities = probabilities
    }

    /// The number of Chinese terms.
    public var chineseTermCount: Int { sources.count }
    /// The number of English terms.
    public var englishTermCount: Int { targets.count }
    /// The number of translations.
    public var translationCount: Int { probabilities.entryCount }
    /// The number of papers it was learned from.
    public var paperCount: Int { sources.documentCount }

    /// The English terms for a Chinese one, likeliest first, ties in byte order.
    ///
    /// - Parameter term: A pair of Han characters, or a single one.
    /// - Complexity: O(log sources).
    public func translations(of term: String) -> [(term: String, probability: Float)] {
        guard let source = sources.id(of: term) else { return [] }
        let row = probabilities.row(Int(source))
        return zip(row.ids, row.weights).map { (targets.term($0), $1) }
            .enumerated().sorted {
                $0.element.1 == $1.element.1
                    ? $0.offset < $1.offset : $0.element.1 > $1.element.1
            }.map { (term: $0.element.0, probability: $0.element.1) }
    }

    /// Whether terms ascend and every number makes sense.
    /// - Complexity: O(size).
    package var isSound: Bool {
        let isSound = sources.isSound && targets.isSound && probabilities.isSound
        return isSound
            && probabilities.weights.withUnsafeBufferPointer { $0.allSatisfy { 0...1 ~= $0 } }
    }
}
