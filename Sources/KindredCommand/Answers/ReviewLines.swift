import Kindred

/// What a list's keeper may want to look at, as people and programs read it.
struct ReviewLines {
    let review: ListReview
    let papers: [Paper]
    /// Whether places in lists are told with the list's name.
    let namesDocuments: Bool

    /// The findings as people read them; one line where there is none.
    func lines(on terminal: Terminal) -> [String] {
        let parts =
            part("listed more than once", review.duplicates.map(lines), terminal)
            + part("titles that hardly differ", review.similarTitles.map(lines), terminal)
            + part("perhaps in another topic", review.misplaced.map(lines), terminal)
            + part("papers whose code stands elsewhere", review.missingCode.map(lines), terminal)
        return parts.isEmpty ? ["  nothing to look at"] : parts
    }

    private func part(
        _ title: String, _ findings: [[String]], _ terminal: Terminal
    ) -> [String] {
        guard !findings.isEmpty else { return [] }
        let room = max(10, terminal.width - 4)
        return ["  \(findings.count.grouped) \(title):"]
            + findings.flatMap { lines in
                lines.enumerated().map { number, line in
                    let start = number == 0 ? "    " : "      "
                    let text = line.cut(toWidth: room - (number == 0 ? 0 : 2))
                    return start + (number == 0 ? text : terminal.styled(text, .faint))
                }
            }
    }

    private func lines(_ found: ListReview.Duplicate) -> [String] {
        let places = found.sources.map(place).joined(separator: ", ")
        let topics = found.isCrossListed ? " (in several topics)" : ""
        return ["\(places): \(title(found.entry))\(topics)"]
    }

    private func lines(_ found: ListReview.SimilarTitles) -> [String] {
        let letters = found.differences.of("letter differs", "letters differ")
        return [line(found.entries[0]), "\(line(found.entries[1])) (\(letters))"]
    }

    private func lines(_ found: ListReview.Misplaced) -> [String] {
        [
            line(found.entry), "in \(found.topic.joined(separator: " › "))",
            "\(found.kin) of its \(found.asked) nearest in "
                + found.better.joined(separator: " › "),
            "the nearest is \(line(found.nearest))",
        ]
    }

    private func lines(_ found: ListReview.MissingCode) -> [String] {
        [line(found.entry), "\(found.url), at \(line(found.holder)) (\(evidence(found)))"]
    }

    private func evidence(_ found: ListReview.MissingCode) -> String {
        switch found.evidence {
        case .title: "which holds the paper's title"
        case .name(let name): "the repository is called \(name)"
        }
    }

    private func line(_ entry: Int) -> String {
        let place = papers[entry].sources.first.map { self.place($0) + ": " } ?? ""
        return place + title(entry)
    }

    private func place(_ source: Source) -> String {
        let line = source.line.map(String.init)
        guard namesDocuments else { return line ?? source.document }
        return [source.document, line].compactMap(\.self).joined(separator: ":")
    }

    private func title(_ entry: Int) -> String {
        (papers[entry].title ?? papers[entry].id).plainLine
    }
}

// MARK: For programs

extension ReviewLines {
    /// The findings as one object.
    var json: JSON {
        JSON([
            "duplicates": .list(
                review.duplicates.map {
                    JSON([
                        "id": .text(papers[$0.entry].id),
                        "sources": .list($0.sources.map(json)),
                        "crossListed": .truth($0.isCrossListed),
                    ])
                }),
            "similarTitles": .list(
                review.similarTitles.map {
                    JSON([
                        "ids": JSON($0.entries.map { papers[$0].id }),
                        "differences": .integer($0.differences), "length": .integer($0.length),
                    ])
                }),
            "misplaced": .list(review.misplaced.map(json)),
            "missingCode": .list(review.missingCode.map(json)),
        ])
    }

    private func json(_ found: ListReview.Misplaced) -> JSON {
        JSON([
            "id": .text(papers[found.entry].id), "topic": JSON(found.topic),
            "better": JSON(found.better), "kin": .integer(found.kin),
            "asked": .integer(found.asked), "nearest": .text(papers[found.nearest].id),
        ])
    }

    private func json(_ found: ListReview.MissingCode) -> JSON {
        JSON([
            "id": .text(papers[found.entry].id), "url": .text(found.url),
            "holder": .text(papers[found.holder].id),
            "evidence": .text(found.evidence == .title ? "title" : "name"),
        ])
    }

    private func json(_ source: Source) -> JSON {
        JSON([
            "document": .text(source.document), "line": JSON(source.line),
        ])
    }
}
