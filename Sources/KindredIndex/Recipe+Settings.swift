package import KindredCatalogue
package import KindredModels
package import KindredText

// What each module makes of a recipe.
extension Recipe {
    /// How text is cut into terms.
    package var tokenizer: Tokenizer {
        var settings = Tokenizer.Settings()
        settings.stemming =
            switch stemming {
            case .none: .none
            case .plurals: .plurals
            case .snowball: .snowball
            }
        settings.wordBigrams = wordBigrams
        return Tokenizer(settings)
    }

    /// Which terms are kept.
    package var vocabulary: VocabularySettings {
        VocabularySettings(
            minimumDocumentFrequency: .count(minimumDocumentFrequency), minimumPairFrequency: 2,
            featureCap: featureCap, remembersUnkept: keepsMentions && leavesTermsOut)
    }

    /// Whether an index keeps how often each paper holds each term, so that it can be changed
    /// without reading all texts again.
    ///
    /// A cap on the terms depends on all papers at once, so there it would be of no use.
    package var keepsMentions: Bool { featureCap == nil }

    /// Whether some terms of the papers are none of the vocabulary.
    package var leavesTermsOut: Bool { wordBigrams || minimumDocumentFrequency > 1 }

    /// TF-IDF with dampened counts, smoothed idf and rows of length one.
    package var tfidf: TFIDF { TFIDF() }

    /// BM25 as Lucene computes it.
    package var bm25: BM25 { BM25() }

    /// LSA of the TF-IDF rows.
    ///
    /// - Parameter paperCount: Few papers span few directions: at most one for every four of them.
    package func lsa(of paperCount: Int) -> LSA {
        LSA(dimensions: max(1, min(dimensions, paperCount / 4)), seed: seed)
    }
}

extension Recipe {
    /// The terms of free text, and how often each stands in it.
    package func counts(
        of text: String, in vocabulary: Vocabulary?
    ) -> (ids: [UInt32], counts: [Float]) {
        guard let vocabulary else { return ([], []) }
        return tokenizer.counts(of: [(text: text, weight: 1)], in: vocabulary)
    }

    /// The texts of a paper and what a word of each counts.
    package func fields(of paper: Paper) -> [(text: String, weight: Float)] {
        var fields: [(text: String, weight: Float)] = []
        paper.forEachText(self) { fields.append((text: $0, weight: $1)) }
        return fields
    }

    /// The terms of a paper as fitting counts them.
    package func counts(
        of paper: Paper, in vocabulary: Vocabulary?
    ) -> (ids: [UInt32], counts: [Float]) {
        guard let vocabulary else { return ([], []) }
        return tokenizer.counts(of: fields(of: paper), in: vocabulary)
    }
}
