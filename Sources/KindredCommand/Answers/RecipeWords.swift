import Kindred

/// A recipe as people and programs read it.
extension Recipe {
    /// Each setting with the name that JSON gives it, in a fixed order.
    var json: JSON {
        JSON([
            "signals": JSON(signals.map(\.rawValue)),
            "stemming": JSON(stemming.rawValue),
            "wordBigrams": .truth(wordBigrams),
            "minimumDocumentFrequency": .integer(minimumDocumentFrequency),
            "featureCap": JSON(featureCap),
            "titleWeight": .raw(titleWeight.shortest),
            "surroundingsWeight": .raw(surroundingsWeight.shortest),
            "dimensions": .integer(dimensions),
            "seed": .raw(String(seed)),
            "encoder": JSON(encoder),
            "fusion": fusion?.json ?? .null,
        ])
    }

    /// The settings in words.
    var words: String {
        [
            stemming.words,
            wordBigrams ? "pairs of words" : "single words",
            "terms of at least \(minimumDocumentFrequency.of("entry", "entries"))",
            featureCap.map { "at most \($0.of("term", "terms"))" },
            "titles count \(titleWeight.shortest)",
            "topics and labels \(surroundingsWeight.shortest)",
            signals.contains(.lsa) ? "LSA of \(dimensions.grouped) dimensions" : nil,
            encoder.map { "the encoder \($0)" },
        ].compactMap(\.self).joined(separator: ", ")
    }
}

extension Fusion {
    /// As `models/fusion.json` has it.
    fileprivate var json: JSON {
        JSON([
            "withoutEncoder": withoutEncoder.json,
            "withEncoder": withEncoder.json,
            "power": .raw(Float(power).shortest),
            "dislikeShare": .raw(dislikeShare.shortest),
        ])
    }
}

extension Fusion.Weights {
    fileprivate var json: JSON {
        JSON([
            "tfidf": .raw(tfidf.shortest), "lsa": .raw(lsa.shortest),
            "encoder": .raw(encoder.shortest),
        ])
    }
}

extension Recipe.Stemming {
    fileprivate var words: String {
        switch self {
        case .none: "no stemming"
        case .plurals: "plurals as singulars"
        case .snowball: "Snowball stems"
        }
    }
}

extension Float {
    /// The shortest digits that mean this number, without an empty `.0`.
    fileprivate var shortest: String {
        let digits = "\(self)"
        return digits.hasSuffix(".0") ? String(digits.dropLast(2)) : digits
    }
}
