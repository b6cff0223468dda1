import Kindred

/// A paper as programs read it: the fields of a catalogue record, each always there.
extension Paper {
    /// The record as one object; what is not known is null or an empty list.
    var json: JSON {
        let known = JSON([
            "id": .text(id),
            "aliases": JSON(aliases),
            "kind": .text(kind.rawValue),
            "title": JSON(title),
            "titles": titles.json,
            "names": JSON(names),
            "summary": summary.json,
            "abstract": abstract.json,
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
        ])
        return otherFields.sorted { $0.key < $1.key }
            .reduce(known) { $0.adding($1.key, .raw($1.value)) }
    }
}

extension LocalizedText {
    /// The texts by language code.
    fileprivate var json: JSON {
        .object(texts.map { JSON.Member(key: $0.language.rawValue, value: .text($0.text)) })
    }
}
