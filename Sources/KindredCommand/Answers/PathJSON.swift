import Kindred

/// A reading path as programs read it.
extension ReadingPath {
    /// One object, as the help of `kindred path` describes it; what is not known is null.
    ///
    /// - Parameters:
    ///   - language: The language of the sentences, `because` and `nothing`; all else is there in
    ///     every language.
    ///   - names: What topics are called in other languages.
    func json(in language: Language, names: TopicNames = TopicNames()) -> JSON {
        let whole = JSON([
            "goal": goal.json(names),
            "confidence": JSON(goal.confidence),
            "budget": JSON(["papers": JSON(budget.papers), "minutes": JSON(budget.minutes)]),
            "minutes": .integer(minutes),
            "coverage": .share(coverage),
            "knownCoverage": .share(knownCoverage),
            "known": .integer(knownCount),
            "candidates": .integer(candidateCount),
            "steps": .list(steps.map { $0.json(in: language) }),
        ])
        guard let nothing else { return whole }
        let words = PathWords(self, language, names: names)
        return whole.adding("nothing", .text(words.sentence(for: nothing)))
    }
}

extension ReadingPath.Goal {
    fileprivate func json(_ names: TopicNames) -> JSON {
        JSON([
            "topics": .list(topics.map { JSON($0) }),
            "topicNames": .list(topics.map { names.json(of: $0) }),
            "text": JSON(text),
            "to": JSON(target?.id),
            "from": JSON(start?.id),
        ])
    }
}

extension ReadingPath.Step {
    fileprivate func json(in language: Language) -> JSON {
        JSON([
            "number": .integer(number),
            "stage": .text(stage.rawValue),
            "id": .text(paper.id),
            "title": JSON(paper.title),
            "titles": JSON(["en": JSON(paper.titles[.english]), "zh": JSON(paper.titles[.chinese])]
            ),
            "kind": .text(paper.kind.rawValue),
            "year": JSON(paper.year),
            "month": JSON(paper.month),
            "level": JSON(paper.level?.rawValue),
            "contribution": JSON(paper.contribution?.rawValue),
            "minutes": .integer(minutes),
            "adds": .list(adds.map(\.json)),
            "gain": .share(gain),
            "leansOn": .list(leansOn.map(\.json)),
            "sharesWithStart": .list(sharesWithStart.map(\.json)),
            "cues": JSON(cues.map(\.rawValue)),
            "relevance": .share(relevance),
            "because": .text(because(in: language)),
            "links": .list(
                paper.links.map { JSON(["kind": .text($0.kind.rawValue), "url": .text($0.url)]) }),
        ])
    }
}

extension ReadingPath.Lean {
    fileprivate var json: JSON {
        JSON([
            "step": .integer(step), "terms": .list(terms.map(\.json)), "names": JSON(names),
        ])
    }
}

extension JSON {
    /// A share with four decimal places.
    fileprivate static func share(_ share: Double) -> JSON {
        .decimal(units: Int((share * 10_000).rounded()), places: 4)
    }
}
