import KindredIndex
import KindredModels
import KindredText

// How much of a text the catalogue knows. A score compares what is known of a text; whether
// anything is close to the text also depends on what is not.

extension Related {
    /// The share of a text's length, as TF-IDF measures it, that the catalogue knows. In 0...1.
    ///
    /// With w(t) = tf′ idf the weight of a term and the idf of a term in one paper for words that
    /// no paper holds,
    ///
    ///     familiarity² = Σ w² over known terms / Σ w² over known terms and unknown words
    ///
    /// which is what the cosine with any paper must be multiplied by for the cosine with the whole
    /// text. Unknown pairs of words do not count: of a paper's own pairs only those count that
    /// others hold too. A Chinese term is known where it stands in the catalogue, or as
    /// far as the catalogue's words take up its translations. Their idf does not count: what a
    /// translation leaves open would weigh as much as the rarest word, and questions in the
    /// field's most common words would seem unknown.
    /// - Complexity: O(bytes + translations).
    func familiarity(of text: String) -> Double { familiarity(of: [(text: text, weight: 1)]) }

    /// The same of several texts that belong together, each with what a word of it counts.
    func familiarity(of fields: [(text: String, weight: Float)]) -> Double {
        guard let vocabulary = index.vocabulary, let idf = index.tfidf?.idf else { return 0 }
        let unknownIDF = recipe.tfidf.unknownIDF(of: index.paperCount)
        var familiarity = Familiarity()
        recipe.tokenizer.forEachCount(of: fields) { term, count in
            let id = vocabulary.id(of: term)
            guard id != nil || !term.contains(UInt8(ascii: " ")) else { return }
            let weight =
                recipe.tfidf.frequency(count) * Double(id.map { idf[Int($0)] } ?? unknownIDF)
            familiarity.add(
                weight * weight, isKnown: id != nil, isChinese: Self.isChinese(term),
                translated: translated(term))
        }
        return familiarity.share.squareRoot()
    }

    /// Terms of Han characters are the only ones that begin with the bytes of U+3400 and above;
    /// the tokenizer has folded everything else.
    private static func isChinese(_ term: UnsafeBufferPointer<UInt8>) -> Bool {
        (term.first ?? 0) >= 0xE3
    }

    /// How much of a term's meaning the catalogue's words take up, in 0...1: the probabilities of
    /// its translations, each counted as far as it is English in this catalogue.
    private func translated(_ term: UnsafeBufferPointer<UInt8>) -> Double {
        guard let translations = index.translations,
            let source = translations.terms.id(of: term)
        else { return 0 }
        let probabilities = translations.weights.row(Int(source)).weights
        return min(probabilities.reduce(0.0) { $0 + Double($1) }, 1)
    }
}

/// Squared weights on the way to their share.
private struct Familiarity {
    private var known = 0.0
    private var whole = 0.0
    private var knownChinese = 0.0
    private var wholeChinese = 0.0
    private var chineseTerms = (translated: 0.0, all: 0.0)

    mutating func add(
        _ square: Double, isKnown: Bool, isChinese: Bool, translated: Double
    ) {
        guard isChinese else {
            whole += square
            known += isKnown ? square : 0
            return
        }
        wholeChinese += square
        knownChinese += isKnown ? square : 0
        chineseTerms.all += 1
        chineseTerms.translated += translated
    }

    /// The known share of all squared weights; 0 of an empty text.
    var share: Double {
        let chinese = wholeChinese > 0 ? knownChinese / wholeChinese : 0
        let english = chineseTerms.all > 0 ? chineseTerms.translated / chineseTerms.all : 0
        let all = whole + wholeChinese
        guard all > 0 else { return 0 }
        return min((known + wholeChinese * min(chinese + english, 1)) / all, 1)
    }
}
