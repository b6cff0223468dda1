import Kindred

/// A tree of topics with the number of entries in each.
struct TopicLines {
    let topics: [Topic]
    /// How many levels are shown; at least 1.
    let depth: Int
    /// The language of the names, where topics have one, and of the words above the columns.
    let language: Language

    /// The tree as people read it: names with branches at the left, counts at the right.
    func lines(on terminal: Terminal) -> [String] {
        let words = PageWords(language: language)
        var table = Table(columns: [
            Table.Column(title: words("topic"), mayShrink: true),
            Table.Column(title: words("entries"), alignment: .right, style: .number),
        ])
        for topic in topics { add(topic, to: &table, branch: "", below: "", depth: depth) }
        return table.lines(on: terminal)
    }

    /// The tree as programs read it.
    var json: JSON { .list(topics.map { Self.json($0, depth: depth) }) }

    /// How many topics lie deeper than what is shown.
    var hiddenCount: Int { topics.reduce(0) { $0 + Self.hiddenCount($1, depth: depth) } }

    private func add(
        _ topic: Topic, to table: inout Table, branch: String, below: String, depth: Int
    ) {
        table.rows.append([branch + topic.name(in: language).plainLine, topic.count.grouped])
        guard depth > 1 else { return }
        for (place, child) in topic.children.enumerated() {
            let isLast = place == topic.children.count - 1
            add(
                child, to: &table, branch: below + (isLast ? "└─ " : "├─ "),
                below: below + (isLast ? "   " : "│  "), depth: depth - 1)
        }
    }

    private static func json(_ topic: Topic, depth: Int) -> JSON {
        JSON([
            "name": .text(topic.name),
            "path": JSON(topic.path),
            "names": topic.names.json,
            "count": .integer(topic.count),
            "own": .integer(topic.ownCount),
            "children": .list(
                depth > 1 ? topic.children.map { json($0, depth: depth - 1) } : []),
        ])
    }

    private static func hiddenCount(_ topic: Topic, depth: Int) -> Int {
        topic.children.reduce(0) {
            $0 + (depth > 1 ? hiddenCount($1, depth: depth - 1) : $1.withDescendants.count)
        }
    }
}
