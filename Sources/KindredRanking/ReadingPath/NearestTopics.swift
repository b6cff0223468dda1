import KindredCatalogue

/// The topics whose names come closest to words that name none.
struct NearestTopics {
    private let pairs: Set<String>

    init(_ words: String) { pairs = Self.pairs(of: words) }

    /// Up to so many paths, by the share of pairs of letters that words and name have in common
    /// (Dice's coefficient), by the topic's name in whichever language is nearest; ties to the earlier path. A name without a common pair is not near.
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

    private func nearness(of name: String) -> Double {
        let other = Self.pairs(of: name)
        let common = pairs.intersection(other).count
        return common > 0 ? 2 * Double(common) / Double(pairs.count + other.count) : 0
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
