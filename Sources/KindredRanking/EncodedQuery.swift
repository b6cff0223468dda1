import KindredIndex

// The text of a question in an encoder's space, where its model is on this machine.

extension Related {
    /// What the encoder makes of a question's text, where the signal asks it.
    ///
    /// - Throws: `RankingError.missingModel` where nothing but the text could be compared.
    func encoded(_ query: RelatedQuery, for signal: Signal) throws -> Profile.EncodedText {
        guard let text = query.text, let encoding = index.encoding,
            signal == .encoder || (signal == .fused && signals.contains(.fused))
        else { return .none }
        if let vector = textModel?.vector(of: text) { return .vector(vector) }
        let name = encoding.model.name
        guard signal == .fused || !query.likes.isEmpty else {
            throw RankingError.missingModel(name: name)
        }
        return .missing(model: name)
    }
}

extension Profile {
    /// The same profile with what an encoder made of its text.
    func with(_ encodedText: EncodedText) -> Profile {
        var profile = self
        profile.encodedText = encodedText
        return profile
    }
}

extension Profile.EncodedText {
    /// The name of the encoder that is not here.
    var missingModel: String? {
        if case .missing(let model) = self { model } else { nil }
    }
}
