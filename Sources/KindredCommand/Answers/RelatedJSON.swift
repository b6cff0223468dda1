import Kindred

/// The answer to `kindred related` as programs read it.
extension RelatedAnswer {
    /// One object: `query`, `signal`, `confidence`, `answers`, and `nothing` with a sentence where
    /// there is none, or none that is close.
    ///
    /// Scores and weights have six decimal places, and an answer's weights sum to its score as
    /// printed. Keys the shape names are there even where nothing is known; then they are null.
    ///
    /// - Parameter names: What topics are called in other languages.
    func json(_ names: TopicNames) -> JSON {
        var query = JSON(["ids": JSON(likes.map(\.id)), "text": JSON(text)])
        if !unlikes.isEmpty { query = query.adding("unlike", JSON(unlikes.map(\.id))) }
        let whole = JSON([
            "query": query,
            "signal": .text(signal.rawValue),
            "confidence": JSON(confidence),
            "answers": .list(matches.map { $0.json(names) }),
        ])
        return sentenceOfNothing.map { whole.adding("nothing", .text($0)) } ?? whole
    }
}

extension Match {
    fileprivate func json(_ names: TopicNames) -> JSON {
        let places = 6
        let printed = printed(decimals: places)
        return JSON([
            "rank": .integer(rank),
            "id": .text(paper.id),
            "title": JSON(paper.title),
            "titles": JSON(["en": JSON(paper.titles[.english]), "zh": JSON(paper.titles[.chinese])]
            ),
            "kind": .text(paper.kind.rawValue),
            "year": JSON(paper.year),
            "topics": .list(paper.topics.map { JSON($0) }),
            "topicNames": .list(paper.topics.map { names.json(of: $0) }),
            "score": .decimal(units: printed.score, places: places),
            "confidence": JSON(confidence),
            "reasons": .list(printed.reasons.map { $0.json(places: places) }),
            "nearest": nearest.map {
                JSON(["id": .text($0.id), "title": JSON($0.title)])
            } ?? .null,
            "links": .list(
                paper.links.map { JSON(["kind": .text($0.kind.rawValue), "url": .text($0.url)]) }),
            "keywords": .list(paper.keywords.map(\.json)),
            "level": JSON(paper.level?.rawValue),
            "contribution": JSON(paper.contribution?.rawValue),
        ])
    }
}

extension PrintedMatch.Share {
    /// A term's share, with the Chinese term behind a translated one; or a whole signal's, with the
    /// sentences that lie closest.
    func json(places: Int) -> JSON {
        let weight = JSON.decimal(units: units, places: places)
        let share = JSON(["term": .text(term), "weight": weight])
        if let via { return share.adding("via", .text(via)) }
        guard let signal else { return share }
        let whole = share.adding("signal", .text(signal.rawValue))
        return sentences.map { whole.adding("sentences", $0.json) } ?? whole
    }
}

extension SentencePair {
    fileprivate var json: JSON {
        JSON([
            "asked": .text(asked), "found": .text(found),
            "similarity": .decimal(units: Int((similarity * 10_000).rounded()), places: 4),
        ])
    }
}
