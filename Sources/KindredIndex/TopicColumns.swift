import KindredCatalogue
package import KindredVectors

/// The tree of topics, and the topics of each paper.
///
/// Topics are numbered in order of first appearance, so a parent has a lower number than its
/// children. Damaged bytes give wrong or no topics, never an endless path.
package struct TopicColumns: Sendable {
    /// The name of each topic, without its parents.
    package let names: TextColumn
    /// The parent of each topic; ``noParent`` at the roots. Shape: (topics).
    package let parents: Elements<UInt32>
    /// Where each paper's topics start. Shape: (papers + 1).
    package let starts: Elements<UInt64>
    /// The topics of the papers, in the order of their records.
    package let ids: Elements<UInt32>

    /// The parent of a root.
    package static let noParent = UInt32.max

    /// How many topics there are.
    package var count: Int { names.count }

    /// The topics that a paper's record names, in its order.
    /// - Complexity: O(topics of the paper).
    package func topics(of row: Int) -> [Int] {
        range(of: row).map { Int(ids[$0]) }.filter { $0 < count }
    }

    /// The parent of a topic; nil at a root.
    package func parent(of topic: Int) -> Int? {
        let parent = Int(parents[topic])
        return parent < topic ? parent : nil
    }

    /// The names from the root to a topic.
    /// - Complexity: O(depth).
    package func path(of topic: Int) -> [String] {
        var path: [String] = []
        var next: Int? = topic
        while let topic = next {
            path.append(names.string(at: topic))
            next = parent(of: topic)
        }
        return path.reversed()
    }

    /// The topic of a path of names from the root; nil where there is none.
    /// - Complexity: O(topics).
    package func topic(at path: [String]) -> Int? {
        (0..<count).first { self.path(of: $0) == path }
    }

    /// Whether each topic is one of `roots` or lies below one. Shape: (topics).
    /// - Complexity: O(topics).
    package func isUnder(_ roots: [Int]) -> [Bool] {
        var under = [Bool](repeating: false, count: count)
        for root in roots { under[root] = true }
        for topic in 0..<count where parent(of: topic).map({ under[$0] }) ?? false {
            under[topic] = true
        }
        return under
    }

    /// Whether a paper stands in one of the marked topics.
    /// - Parameter marked: Shape: (topics).
    func paper(at row: Int, isIn marked: [Bool]) -> Bool {
        range(of: row).contains { place in
            let topic = Int(ids[place])
            return topic < marked.count && marked[topic]
        }
    }

    /// Where the topics of a paper stand in `ids`; nowhere where the offsets make no sense.
    private func range(of row: Int) -> Range<Int> {
        let (start, end) = (starts[row], starts[row + 1])
        guard start <= end, end <= UInt64(ids.count) else { return 0..<0 }
        return Int(start)..<Int(end)
    }
}

extension TopicColumns {
    /// Numbers the topics of papers.
    /// - Complexity: O(total length of the paths).
    init(of papers: [Paper]) {
        var nodes = Nodes()
        var starts: [UInt64] = [0]
        var ids: [UInt32] = []
        for paper in papers {
            let first = ids.count
            for path in paper.topics {
                guard let topic = nodes.topic(at: path), !ids[first...].contains(topic) else {
                    continue
                }
                ids.append(topic)
            }
            starts.append(UInt64(ids.count))
        }
        self.init(nodes, starts: starts, ids: ids)
    }

    private init(_ nodes: Nodes, starts: [UInt64], ids: [UInt32]) {
        self.init(
            names: TextColumn(nodes.places.map(\.name.utf8)),
            parents: Elements(nodes.places.map(\.parent)),
            starts: Elements(starts), ids: Elements(ids))
    }

    /// The tree while it grows.
    private struct Nodes {
        struct Place: Hashable {
            let parent: UInt32
            let name: String
        }
        var places: [Place] = []
        var known: [Place: UInt32] = [:]

        mutating func topic(at path: [String]) -> UInt32? {
            var topic: UInt32?
            for name in path { topic = number(of: name, under: topic ?? noParent) }
            return topic
        }

        /// The number of a topic, which it gets now if it has none.
        mutating func number(of name: String, under parent: UInt32) -> UInt32 {
            let place = Place(parent: parent, name: name)
            if let number = known[place] { return number }
            let number = UInt32(places.count)
            known[place] = number
            places.append(place)
            return number
        }
    }
}

// MARK: Of a changed index

extension TopicColumns {
    /// Numbers the topics of a changed index as their papers' records would have it.
    /// - Complexity: O(papers + topics).
    init(splicing plan: GrowthPlan) {
        var nodes = Nodes()
        var numbers = plan.sources.map { [UInt32?](repeating: nil, count: $0.counts.topics) }
        var starts: [UInt64] = [0]
        var ids: [UInt32] = []
        for row in plan.rows {
            let first = ids.count
            func add(_ topic: UInt32) {
                if !ids[first...].contains(topic) { ids.append(topic) }
            }
            if let source = row.source {
                let topics = plan.sources[source].catalogue.topics
                for topic in topics.topics(of: row.place) {
                    add(topics.number(of: topic, in: &nodes, &numbers[source]))
                }
            } else {
                for path in plan.fresh[row.place].paper.topics {
                    if let topic = nodes.topic(at: path) { add(topic) }
                }
            }
            starts.append(UInt64(ids.count))
        }
        self.init(nodes, starts: starts, ids: ids)
    }

    /// The new number of a topic, whose parents get theirs before it.
    private func number(
        of topic: Int, in nodes: inout Nodes, _ numbers: inout [UInt32?]
    ) -> UInt32 {
        var unnumbered: [Int] = []
        var next: Int? = topic
        while let topic = next, numbers[topic] == nil {
            unnumbered.append(topic)
            next = parent(of: topic)
        }
        var number = next.flatMap { numbers[$0] } ?? Self.noParent
        for topic in unnumbered.reversed() {
            number = nodes.number(of: names.string(at: topic), under: number)
            numbers[topic] = number
        }
        return number
    }
}
