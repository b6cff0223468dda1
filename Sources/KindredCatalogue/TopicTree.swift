/// The topics of a catalogue as a tree, with the number of entries in each.
public struct TopicTree: Hashable, Sendable {
    /// The top-level topics, in order of first appearance.
    public private(set) var roots: [Topic] = []
    /// What the topics are called in other languages than that of their paths.
    public let names: TopicNames

    /// Builds the tree from each entry's topics.
    ///
    /// An entry that stands in two branches below a topic counts once in that topic.
    /// - Parameters:
    ///   - entries: For each entry, its paths from the root.
    ///   - names: What the topics are called in other languages.
    /// - Complexity: O(total length of the paths).
    public init<Entries: Sequence>(topicsOf entries: Entries, names: TopicNames = TopicNames())
    where Entries.Element == [[String]] {
        self.names = names
        var nodes = [Node()]
        for (entry, paths) in entries.enumerated() {
            for path in paths {
                var place = 0
                for name in path.prefix(Self.maximumDepth) {
                    place = Self.child(name, of: place, in: &nodes)
                    nodes[place].countOnce(entry)
                }
                if place > 0 { nodes[place].countOwnOnce(entry) }
            }
        }
        roots = nodes[0].children.map { topic(at: $0, under: [], in: nodes) }
    }

    /// Every topic, parents before their children.
    public var all: [Topic] { roots.flatMap(\.withDescendants) }

    // A real tree has five levels; a broken record must not make one of a million.
    private static let maximumDepth = 64
}

/// One topic: its place in the tree, its entries, and the topics below it.
public struct Topic: Hashable, Sendable {
    /// The path from the root, this topic's own name last; never empty.
    public let path: [String]
    /// The number of entries in this topic or below it, each counted once.
    public let count: Int
    /// The number of entries that stand in this topic itself.
    public let ownCount: Int
    /// The topics directly below, in order of first appearance.
    public let children: [Topic]
    /// What it is called, by language; only names beside the path's own, so empty for many.
    public let names: LocalizedText

    /// The topic's own name.
    public var name: String { path[path.count - 1] }

    /// The topic's name in a reader's language, where it has one; else its own.
    public func name(in language: Language) -> String { names[language] ?? name }

    /// This topic, then everything below it, parents first.
    public var withDescendants: [Topic] { [self] + children.flatMap(\.withDescendants) }
}

extension TopicTree {
    /// A topic while the tree grows.
    private struct Node {
        var name = ""
        var count = 0
        var ownCount = 0
        var children: [Int] = []
        var childrenByName: [String: Int] = [:]
        // The entries counted last: an entry's paths come one after another.
        var lastEntry = -1
        var lastOwnEntry = -1

        mutating func countOnce(_ entry: Int) {
            guard lastEntry != entry else { return }
            lastEntry = entry
            count += 1
        }

        mutating func countOwnOnce(_ entry: Int) {
            guard lastOwnEntry != entry else { return }
            lastOwnEntry = entry
            ownCount += 1
        }
    }

    private static func child(_ name: String, of parent: Int, in nodes: inout [Node]) -> Int {
        if let known = nodes[parent].childrenByName[name] { return known }
        let place = nodes.count
        nodes.append(Node(name: name))
        nodes[parent].children.append(place)
        nodes[parent].childrenByName[name] = place
        return place
    }

    private func topic(at place: Int, under parent: [String], in nodes: [Node]) -> Topic {
        let node = nodes[place]
        let path = parent + [node.name]
        return Topic(
            path: path, count: node.count, ownCount: node.ownCount,
            children: node.children.map { topic(at: $0, under: path, in: nodes) },
            names: names[path])
    }
}
