import KindredCatalogue
import KindredIndex
import KindredModels
import KindredVectors

// How papers become the questions whose answers are their neighbours.

extension NeighbourSearch {
    /// What a candidate asks.
    struct Question<Kind: Sendable>: Sendable {
        let comparison: Kind
        /// The Chinese term behind each translated one.
        var via: [UInt32: String] = [:]
    }

    /// What a paper asks: a row of the index, else a paper from elsewhere.
    func question(_ paper: Paper?, _ row: Int?) throws -> Question<any Comparison> {
        let (profile, via) = try profile(paper, row)
        return Question(comparison: try search.comparison(by: signal, with: profile), via: via)
    }

    /// What a row asks where rows are compared with one another: by TF-IDF the row as it is stored,
    /// which one told in Chinese only does not ask of others.
    func question(ofStored row: Int) throws -> Question<any Comparison> {
        guard signal == .tfidf, let stored = search.index.tfidf,
            try search.askedTerms(ofPaperAt: row) != nil
        else { return try question(nil, row) }
        return Question(comparison: TFIDFComparison(query: stored.rows.row(row), stored: stored))
    }

    /// What papers ask by TF-IDF: rows of the index, else papers from elsewhere.
    func words(_ papers: [Paper], _ own: [Int?]) throws -> [SparseVector] {
        let outside = papers.indices.filter { own[$0] == nil }
        let candidates = readers.candidates(outside.map { papers[$0] })
        var made = [SparseVector](repeating: .zero, count: papers.count)
        for (place, paper) in outside.enumerated() {
            made[paper] = candidates.words.row(place).normalized()
        }
        for (place, row) in own.enumerated() {
            if let row { made[place] = try question(row: row) }
        }
        return made
    }

    /// What papers ask by fused, where no encoder takes part: rows of the index, else papers from
    /// elsewhere.
    func fusedQuestions(
        _ papers: [Paper?], _ own: [Int?]
    ) throws -> [Question<FusedComparison>] {
        guard let stored = search.index.tfidf, let lsa = search.index.lsa else { return [] }
        let outside = papers.indices.filter { own[$0] == nil }
        let candidates = readers.candidates(outside.compactMap { papers[$0] })
        var made: [Question<FusedComparison>?] = papers.map { _ in nil }
        for (place, paper) in outside.enumerated() {
            let comparison = FusedComparison(
                candidates.words.row(place), candidates.points?.row(place) ?? [],
                in: (stored, lsa), encoder: nil, weights: search.fusion.withoutEncoder)
            made[paper] = Question(comparison: comparison, via: candidates.via[place] ?? [:])
        }
        return try papers.indices.map { place in
            if let question = made[place] { return question }
            let question = try question(nil, own[place])
            guard let whole = question.comparison as? ProfileComparison<FusedComparison> else {
                throw RankingError.missingSignal(.fused, present: search.signals)
            }
            return Question(comparison: whole.likes[0], via: question.via)
        }
    }

    /// What a paper of the index asks by TF-IDF.
    private func question(row: Int) throws -> SparseVector {
        if let asked = try search.askedTerms(ofPaperAt: row) { return question(asked) }
        return search.index.tfidf?.rows.row(row).normalized() ?? .zero
    }

    private func question(_ asked: AskedTerms) -> SparseVector {
        search.index.tfidf.map {
            FittedTFIDF(settings: search.recipe.tfidf, idf: $0.idf)
                .vector(ids: asked.ids, counts: asked.counts).normalized()
        } ?? .zero
    }

    /// A profile of one paper: a row of the index, else a paper from elsewhere; with the Chinese
    /// term behind each translated one.
    private func profile(
        _ paper: Paper?, _ row: Int?
    ) throws -> (profile: Profile, via: [UInt32: String]) {
        if let row {
            let asked = try search.askedTerms(ofPaperAt: row)
            let profile = Profile(likes: [asked?.part ?? .paper(row)], unlikes: [])
            return (profile, asked?.via ?? [:])
        }
        let asked = paper.map(search.askedTerms(ofOutside:)) ?? AskedTerms()
        var profile = Profile(likes: [asked.part], unlikes: [])
        guard signal == .encoder || signal == .fused, let encoding = search.index.encoding else {
            return (profile, asked.via)
        }
        if let vector = paper.flatMap({ search.textModel?.vectors(of: [$0]) })?.row(0) {
            profile.likedVectors = [vector]
        } else if signal == .encoder {
            throw RankingError.missingModel(name: encoding.model.name)
        } else {
            profile.encodedText = .missing(model: encoding.model.name)
        }
        return (profile, asked.via)
    }
}

extension NeighbourSearch.Question where Kind: Comparison {
    /// The same question, of whatever kind.
    var open: NeighbourSearch.Question<any Comparison> {
        NeighbourSearch.Question(comparison: comparison, via: via)
    }
}
