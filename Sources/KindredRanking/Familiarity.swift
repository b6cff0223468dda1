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
    /// others hold too. A Chinese term is known as far as it stands in the catalogue, or as far
    /// as its translation does: the known part of the translation's weight, times the share of the
    /// text's Chinese terms that have a translation.
    /// - Complexity: O(bytes + translations).
    func familiarity(of text: String) -> Double {
        guard let vocabulary = index.vocabulary, let idf = index.tfidf?.idf else { return 0 }
        let unknownIDF = recipe.tfidf.unknownIDF(of: index.paperCount)
        var familiarity = Familiarity()
        recipe.tokenizer.forEachCount(of: [(text: text, weight: 1)]) { term, count in
            let id = vocabulary.id(of: term)
            guard id != nil || !term.contains(UInt8(ascii: " ")) else { return }
            let weight =
                recipe.tfidf.frequency(count) * Double(id.map { idf[Int($0)] } ?? unknownIDF)
            familiarity.add(
                weight * weight, isKnown: id != nil, isChinese: Self.isChinese(term),
                translation: translated(term, count: count))
        }
        return familiarity.share.squareRoot()
    }

    /// Terms of Han characters are the only ones that begin with the bytes of U+3400 and above;
    /// the tokenizer has folded everything else.
    private static func isChinese(_ term: UnsafeBufferPointer<UInt8>) -> Bool {
        (term.first ?? 0) >= 0xE3
    }

    /// The squared weight of a term's translation: what of it the catalogue knows, and all of it.
    private func translated(
        _ term: UnsafeBufferPointer<UInt8>, count: Float
    ) -> (known: Double, whole: Double)? {
        guard let translations = index.translations, let idf = index.tfidf?.idf,
            let source = translations.terms.id(of: term),
            // A damaged file may know fewer of them.
            Int(source) < translations.squares.count
        else { return nil }
        let row = translations.weights.row(Int(source))
        let known = zip(row.ids, row.weights).reduce(0.0) { sum, entry in
            guard Int(entry.0) < idf.count else { return sum }
            let worth = Double(idf[Int(entry.0)])
            return sum + Double(entry.1) * worth * worth
        }
        return (Double(count) * known, Double(count) * Double(translations.squares[Int(source)]))
    }
}

/// Squared weights on the way to their share.
private struct Familiarity {
    private var known = 0.0
    private var whole = 0.0
    private var knownChinese = 0.0
    private var wholeChinese = 0.0
    private var translated = (known: 0.0, whole: 0.0)
    private var chineseTerms = (translated: 0.0, all: 0.0)

    mutating func add(
        _ square: Double, isKnown: Bool, isChinese: Bool,
        translation: (known: Double, whole: Double)?
    ) {
        guard isChinese else {
            whole += square
            known += isKnown ? square : 0
            return
        }
        wholeChinese += square
        knownChinese += isKnown ? square : 0
        chineseTerms.all += 1
        if let translation {
            chineseTerms.translated += 1
            translated.known += translation.known
            translated.whole += translation.whole
        }
    }

    /// The known share of all squared weights; 0 of an empty text.
    var share: Double {
        let chinese = wholeChinese > 0 ? knownChinese / wholeChinese : 0
        let english =
            translated.whole > 0
            ? translated.known / translated.whole * chineseTerms.translated / chineseTerms.all : 0
        let all = whole + wholeChinese
        guard all > 0 else { return 0 }
        return min((known + wholeChinese * min(chinese + english, 1)) / all, 1)
    }
}
