import KindredCatalogue
import KindredIndex
import KindredVectors

/// Finds entries whose nearest kin all stand elsewhere in the tree of topics.
///
/// Each entry is asked for its fifteen nearest. It is far from its kin where its own topic holds
/// others, but none of the nearest stands there, in a topic above or in one below, and six of them
/// stand together in one other topic or below it. A topic that holds one entry alone was made for
/// it, often by its name, and is no mistake.
struct Misplacement {
    /// How many nearest entries are asked.
    static let asked = 15
    /// How many of the nearest must stand together in the better topic. With five of ten and three
    /// others in its topic, a fifth as many wrong places are found; see QUALITY.md.
    static let fewestTogether = 6

    private let index: IndexFile
    private let topics: TopicColumns
    /// How many entries stand in each topic or in one below it. Shape: (topics).
    private let counts: [Int]

    init(_ index: IndexFile) {
        self.index = index
        topics = index.catalogue.topics
        counts = Self.counts(topics, paperCount: index.paperCount)
    }

    private static func counts(_ topics: TopicColumns, paperCount: Int) -> [Int] {
        var counts = [Int](repeating: 0, count: topics.count)
        for row in 0..<paperCount { for topic in topics.topics(of: row) { counts[topic] += 1 } }
        // Parents come first, so that children are complete before they are added.
        for topic in (0..<topics.count).reversed() {
            if let parent = topics.parent(of: topic) { counts[parent] += counts[topic] }
        }
        return counts
    }

    /// The entries in the wrong topic, surest first.
    ///
    /// - Parameter nearest: For each row its nearest rows, best first.
    /// - Complexity: O(rows · depth of the tree).
    func all(nearest: [[Int]]) -> [ListReview.Misplaced] {
        var found: [ListReview.Misplaced] = []
        for row in nearest.indices {
            if let finding = finding(row, nearest[row]) { found.append(finding) }
        }
        return found.sorted { $0.kin == $1.kin ? $0.entry < $1.entry : $0.kin > $1.kin }
    }

    private func finding(_ row: Int, _ nearest: [Int]) -> ListReview.Misplaced? {
        // An entry in several topics was placed with care.
        let own = topics.topics(of: row)
        guard own.count == 1, counts[own[0]] > 1, nearest.count == Self.asked else {
            return nil
        }
        return finding(row, in: own[0], nearest)
    }

    private func finding(_ row: Int, in own: Int, _ nearest: [Int]) -> ListReview.Misplaced? {
        var votes: [Int: [Int]] = [:]
        for other in nearest {
            let theirs = topics.topics(of: other)
            guard !theirs.contains(where: { areKin($0, own) }) else { return nil }
            for topic in Set(theirs.flatMap(withAncestors)) where !areKin(topic, own) {
                votes[topic, default: []].append(other)
            }
        }
        let enough = votes.filter { $0.value.count >= Self.fewestTogether }
        guard let best = enough.max(by: { isBetter($1, than: $0) }) else { return nil }
        return ListReview.Misplaced(
            entry: row, topic: topics.path(of: own), better: topics.path(of: best.key),
            kin: best.value.count, asked: nearest.count, nearest: best.value[0])
    }

    /// The deeper topic says more, then the one that more of the nearest stand in.
    private func isBetter(
        _ left: (key: Int, value: [Int]), than right: (key: Int, value: [Int])
    ) -> Bool {
        let (leftDepth, rightDepth) = (
            withAncestors(left.key).count, withAncestors(right.key).count
        )
        if leftDepth != rightDepth { return leftDepth > rightDepth }
        return left.value.count == right.value.count
            ? left.key < right.key : left.value.count > right.value.count
    }

    /// Whether one topic is the other, or lies above it.
    private func areKin(_ left: Int, _ right: Int) -> Bool {
        isAbove(left, right) || isAbove(right, left)
    }

    private func isAbove(_ topic: Int, _ other: Int) -> Bool {
        withAncestors(other).contains(topic)
    }

    /// A topic and those above it.
    private func withAncestors(_ topic: Int) -> [Int] {
        Array(sequence(first: topic) { topics.parent(of: $0) })
    }
}
