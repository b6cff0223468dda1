import KindredModels
import KindredText

extension Vocabulary {
    /// The known ones of `tokens`, each once and ascending, and how often each stands there.
    func counts(ofTokens tokens: [String]) -> (ids: [UInt32], counts: [Float]) {
        var counts: [UInt32: Float] = [:]
        for token in tokens {
            if let id = id(of: token) { counts[id, default: 0] += 1 }
        }
        let entries = counts.sorted { $0.key < $1.key }
        return (entries.map(\.key), entries.map(\.value))
    }
}

extension TFIDFReferenceTests.Case {
    /// The settings under our names.
    var tfidf: TFIDF {
        TFIDF(
            sublinear: settings.sublinearTf, smoothed: settings.smoothIdf,
            usesIDF: settings.useIdf, norm: settings.norm ?? .none)
    }

    var vocabulary: VocabularySettings {
        var vocabulary = VocabularySettings()
        vocabulary.minimumDocumentFrequency = minDf.bound
        vocabulary.maximumDocumentFrequency = maxDf.bound
        vocabulary.featureCap = settings.maxFeatures
        return vocabulary
    }
}

extension TFIDFReferenceTests.Bound {
    var bound: VocabularySettings.DocumentLimit {
        if let share { .share(share) } else { .count(count ?? 1) }
    }
}
