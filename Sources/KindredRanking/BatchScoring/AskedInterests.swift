package import KindredCatalogue
import KindredIndex
import KindredVectors

/// What a score query asks for, in the index's terms.
struct AskedInterests {
    var profile: Profile
    /// What each like is called.
    var names: [String] = []
    /// How much of each like the index knows, in 0...1.
    var familiarity: [Double] = []
    /// The Chinese term behind each translated one.
    var via: [UInt32: String] = [:]
    /// By what the papers that were named are known.
    var identities: Set<PaperID> = []
}

extension Related {
    /// What a query asks for, each thing looked up or weighed.
    ///
    /// - Throws: ``RankingError`` where a name leads nowhere or to several papers.
    func interests(of query: ScoreQuery, for signal: Signal) throws -> AskedInterests {
        var asked = AskedInterests(profile: Profile(likes: [], unlikes: []))
        let encoder = EncodedInterests(self, for: signal)
        let likes = try query.likes.map { try interest($0, &asked, encoder) }
        let unlikes = try query.unlikes.map { try interest($0, &asked, encoder) }
        let isMissing = (likes + unlikes).contains { $0.lacksVector }
        if signal == .encoder || signal == .fused, let encoding = index.encoding,
            isMissing || textModel?.isHere != true
        {
            let name = encoding.model.name
            guard signal == .fused else { throw RankingError.missingModel(name: name) }
            asked.profile = Profile(likes: likes.map(\.part), unlikes: unlikes.map(\.part))
            asked.profile.encodedText = .missing(model: name)
        } else {
            asked.profile = Profile(likes: likes.map(\.part), unlikes: unlikes.map(\.part))
            asked.profile.likedVectors = likes.map(\.vector)
            asked.profile.unlikedVectors = unlikes.map(\.vector)
        }
        asked.names = likes.map(\.name)
        asked.familiarity = likes.map(\.familiarity)
        return asked
    }

    /// One thing liked or disliked, on its way into a profile.
    private struct Asked {
        let part: Profile.Part
        let name: String
        var familiarity = 1.0
        /// What an encoder makes of it where it is not in the index.
        var vector: [Float]?
        /// Whether an encoder should have read it and could not.
        var lacksVector = false
    }

    private func interest(
        _ interest: ScoreQuery.Interest, _ asked: inout AskedInterests,
        _ encoder: EncodedInterests
    ) throws -> Asked {
        switch interest {
        case .named(let name):
            let row = try index.row(of: name)
            return try self.interest(row: row, &asked)
        case .paper(let paper):
            asked.identities.formUnion(paper.identities)
            if let row = row(of: paper) { return try self.interest(row: row, &asked) }
            return outside(
                askedTerms(ofOutside: paper), paper.id, recipe.fields(of: paper),
                encoder.vector(of: paper), encoder, &asked)
        case .text(let text):
            let name = String(text.prefix(60))
            let fields = [(text: text, weight: Float(1))]
            return outside(
                askedTerms(of: fields), name, fields, encoder.vector(of: text), encoder, &asked)
        }
    }

    private func interest(row: Int, _ asked: inout AskedInterests) throws -> Asked {
        let paper = try index.paper(at: row)
        asked.identities.formUnion(paper.identities)
        guard let terms = try askedTerms(ofPaperAt: row) else {
            return Asked(part: .paper(row), name: paper.id)
        }
        asked.via.merge(terms.via) { first, _ in first }
        return Asked(part: terms.part, name: paper.id)
    }

    /// Something that is not in the index, by its words.
    private func outside(
        _ terms: AskedTerms, _ name: String, _ fields: [(text: String, weight: Float)],
        _ vector: [Float]?, _ encoder: EncodedInterests, _ asked: inout AskedInterests
    ) -> Asked {
        asked.via.merge(terms.via) { first, _ in first }
        return Asked(
            part: terms.part, name: name, familiarity: familiarity(of: fields), vector: vector,
            lacksVector: encoder.isAsked && vector == nil)
    }

    /// The row of a paper from elsewhere, by what identifies it; nil where the index does not have
    /// it, or has several that it may be.
    /// - Complexity: O(identities · log papers).
    package func row(of paper: Paper) -> Int? {
        let lookup = PaperLookup(index)
        if let row = lookup.row(ofIdentifier: paper.id) { return row }
        let rows = Set(paper.identities.compactMap { lookup.row(ofIdentifier: $0.description) })
        return rows.count == 1 ? rows.first : nil
    }
}

/// The encoder as a query asks it; never where the signal compares no meanings.
private struct EncodedInterests {
    let isAsked: Bool
    private let model: TextModel?

    init(_ search: Related, for signal: Signal) {
        isAsked = search.index.encoding != nil && (signal == .encoder || signal == .fused)
        model = search.textModel
    }

    func vector(of text: String) -> [Float]? { isAsked ? model?.vector(of: text) : nil }

    func vector(of paper: Paper) -> [Float]? {
        isAsked ? model?.vectors(of: [paper])?.row(0) : nil
    }
}
