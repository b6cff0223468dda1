/// The topics whose names come closest to words that name none.
struct NearestTopics {
    private let pairs: Set<String>

    init(_ words: String) { pairs = Self.pairs(of: words) }

    /// Up to so many paths, by the share of pairs of letters that words and name have in common
    /// (Dice's coefficient); ties to the earlier path. A name without a common pair is not near.
    /// - Complexity: O(total length of the names).
    func among(_ paths: [[String]], limit: Int) -> [[String]] {
        let scored = paths.enumerated().compactMap { place, path -> (Double, Int)? in
            let other = Self.pairs(of: path.last ?? "")
            let common = pairs.intersection(other).count
            guard common > 0 else { return nil }
            return (2 * Double(common) / Double(pairs.count + other.count), place)
        }
        let nearest = scored.sorted { $0.0 == $1.0 ? $0.1 < $1.1 : $0.0 > $1.0 }
        return nearest.prefix(limit).map { paths[$0.1] }
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
