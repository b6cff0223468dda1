/// The topics of a catalogue as a tree, with the number of entries in each.
public struct TopicTree: Hashable, Sendable {
    /// The top-level topics, in order of first appearance.
    public private(set) var roots: [Topic] = []

    /// Builds the tree from each entry's topics.
    ///
    /// An entry that stands in two branches below a topic counts once in that topic.
    /// - Parameter entries: For each entry, its paths from the root.
    /// - Complexity: O(total length of the paths).
    public init<Entries: Sequence>(topicsOf entries: Entries)
    where Entries.Element == [[String]] {
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
        roots = nodes[0].children.map { Self.topic(at: $0, under: [], in: nodes) }
    }

    /// The topics that a person means by a name or a path such as `计算机视觉/图像分割`.
    ///
    /// Case and spaces do not matter. A name may stand anywhere in the tree, a path may start
    /// anywhere in it, and a slash may also be part of a name; several topics may answer.
    /// - Complexity: O(total length of the paths).
    public func topics(named text: String) -> [Topic] {
        let topics = all
        return Self.places(named: text, among: topics.map(\.path)).map { topics[$0] }
    }

    /// Up to three names of topics that hold the text, or stand in it; the shortest first.
    /// - Complexity: O(total length of the paths).
    public func closest(to text: String) -> [String] {
        Self.closest(to: text, among: all.map(\.path))
    }

    /// Every topic, parents before their children.
    public var all: [Topic] { roots.flatMap(\.withDescendants) }

    /// The places of the paths that a name or path means; see ``topics(named:)``.
    package static func places(named text: String, among paths: [[String]]) -> [Int] {
        let wanted = folded([text])
        guard wanted.count > 1 else { return [] }
        return paths.indices.filter { folded(paths[$0]).hasSuffix(wanted) }
    }

    /// Up to three names of topics that hold the text, or stand in it; the shortest first.
    package static func closest(to text: String, among paths: [[String]]) -> [String] {
        let wanted = folded([text]).dropFirst()
        let names = Set(paths.compactMap(\.last)).filter { name in
            let folded = folded([name]).dropFirst()
            return !folded.isEmpty && !wanted.isEmpty
                && (folded.contains(wanted) || wanted.contains(folded))
        }
        let ordered = names.sorted { $0.count == $1.count ? $0 < $1 : $0.count < $1.count }
        return Array(ordered.prefix(3))
    }

    /// A path as one string in which case and spaces no longer tell: `/计算机视觉/moco`.
    private static func folded(_ path: [String]) -> String {
        "/" + path.joined(separator: "/").lowercased().filter { !$0.isWhitespace }
    }

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

    /// The topic's own name.
    public var name: String { path[path.count - 1] }

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

    private static func topic(at place: Int, under parent: [String], in nodes: [Node]) -> Topic {
        let node = nodes[place]
        let path = parent + [node.name]
        return Topic(
            path: path, count: node.count, ownCount: node.ownCount,
            children: node.children.map { topic(at: $0, under: path, in: nodes) })
    }
}
