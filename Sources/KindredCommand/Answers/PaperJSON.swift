import Kindred

/// A paper as programs read it: the fields of a catalogue record, each always there.
extension Paper {
    /// The record as one object; what is not known is null or an empty list.
    ///
    /// A value that this version does not know stands in its field, or behind those it knows.
    var json: JSON {
        let known = knownFields
        let names = Set(known.map(\.key))
        let fields = known.map { name, value in
            let raw = value.saysNothing || name == "kind" ? otherFields[name] : nil
            return JSON.Member(key: name, value: raw.map(JSON.raw) ?? value)
        }
        let others = otherFields.filter { !names.contains($0.key) }.sorted { $0.key < $1.key }
        return .object(fields + others.map { JSON.Member(key: $0.key, value: .raw($0.value)) })
    }

    private var knownFields: KeyValuePairs<String, JSON> {
        [
            "id": .text(id),
            "aliases": JSON(aliases),
            "kind": .text(kind.rawValue),
            "title": JSON(title),
            "titles": titles.json,
            "names": JSON(names),
            "summary": summary.json,
            "basis": JSON(basis?.rawValue),
            "abstract": abstract.json,
            "keywords": .list(keywords.map(\.json)),
            "contribution": JSON(contribution?.rawValue),
            "level": JSON(level?.rawValue),
            "topics": .list(topics.map { JSON($0) }),
            "tags": JSON(tags),
            "year": JSON(year),
            "month": JSON(month),
            "venue": JSON(venue),
            "authors": JSON(authors),
            "links": .list(
                links.map {
                    JSON([
                        "kind": .text($0.kind.rawValue), "url": .text($0.url),
                        "label": JSON($0.label),
                    ])
                }),
            "recommendations": .list(
                recommendations.map { JSON(["by": JSON($0.by), "text": JSON($0.text)]) }),
            "sources": .list(
                sources.map { JSON(["document": .text($0.document), "line": JSON($0.line)]) }),
        ]
    }
}

extension TopicNames {
    /// A topic's path in each language in which any part of it has a name; a part without one
    /// stands as it does in the path.
    func json(of path: [String]) -> JSON {
        let named = path.indices.flatMap { self[Array(path[...$0])].texts.map(\.language) }
        let languages = Set(named).sorted { $0.rawValue < $1.rawValue }
        return .object(
            languages.map { language in
                JSON.Member(key: language.rawValue, value: JSON(self.path(path, in: language)))
            })
    }
}

extension LocalizedText {
    /// The texts by language code.
    var json: JSON {
        .object(texts.map { JSON.Member(key: $0.language.rawValue, value: .text($0.text)) })
    }
}
