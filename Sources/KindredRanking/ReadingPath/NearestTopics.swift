import KindredCatalogue

/// The topics whose names come closest to words that name none.
struct NearestTopics {
    private let pairs: Set<String>

    init(_ words: String) { pairs = Self.pairs(of: words) }

    /// Up to so many paths, by the share of pairs of letters that words and name have in common
    /// (Dice's coefficient), by the topic's name in whichever language is nearest; ties to the
    /// earlier path. A name is near that has two fifths in common; one common pair of Chinese
    /// characters says more, so there a fifth is enough.
    /// - Complexity: O(total length of the names).
    func among(
        _ paths: [[String]], _ names: TopicNames = TopicNames(), limit: Int
    ) -> [[String]] {
        let scored = paths.enumerated().compactMap { place, path -> (Double, Int)? in
            let nearness = names.all(of: path).map(self.nearness).max() ?? 0
            return nearness > 0 ? (nearness, place) : nil
        }
        let nearest = scored.sorted { $0.0 == $1.0 ? $0.1 < $1.1 : $0.0 > $1.0 }
        return nearest.prefix(limit).map { paths[$0.1] }
    }

    /// Up to so many topics under which the entries nearest to words stand, by the sum of the
    /// entries' scores; ties to the topic that stands first.
    static func topics(
        of entries: [(score: Float, topics: [[String]])], limit: Int
    ) -> [[String]] {
        var sums: [(path: [String], sum: Float)] = []
        for entry in entries {
            for path in entry.topics {
                if let place = sums.firstIndex(where: { $0.path == path }) {
                    sums[place].sum += entry.score
                } else {
                    sums.append((path, entry.score))
                }
            }
        }
        let ordered = sums.enumerated().sorted {
            let (left, right) = ($0.element.sum, $1.element.sum)
            return left == right ? $0.offset < $1.offset : left > right
        }
        return ordered.prefix(limit).map(\.element.path)
    }

    private func nearness(of name: String) -> Double {
        let other = Self.pairs(of: name)
        let common = pairs.intersection(other)
        guard !common.isEmpty else { return 0 }
        let share = 2 * Double(common.count) / Double(pairs.count + other.count)
        let isHan = common.contains { $0.unicodeScalars.allSatisfy(\.properties.isIdeographic) }
        return share >= (isHan ? 0.2 : 0.4) ? share : 0
    }

    /// Neighbouring letters, case aside, within words.
    private static func pairs(of text: String) -> Set<String> {
        var pairs: Set<String> = []
        for word in text.lowercased().split(whereSeparator: { !$0.isLetter && !$0.isNumber }) {
            for (one, other) in zip(word, word.dropFirst()) { pairs.insert("\(one)\(other)") }
        }
        return pairs
    }
}
