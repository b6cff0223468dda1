package import Kindred

/// A way of choosing entries of a topic and putting them in order.
package enum PathWay: String, Hashable, Sendable, CaseIterable {
    /// Kindred's own path.
    case path
    /// The nearest to the goal, the nearest first.
    case similarity
    /// Maximal marginal relevance, in the order of the choice.
    case mmr
    /// The nearest to the goal, the oldest first; entries without a date last.
    case chronological

    /// The places of the entries in reading order.
    ///
    /// Ties go to the lower place. No way takes what is known.
    /// - Parameter count: The most entries; at least 1.
    package func places(in ground: PathGround, count: Int) -> [Int] {
        let open = ground.entries.indices.filter { !ground.known.contains($0) }
        let nearest = open.sorted {
            let (left, right) = (ground.entries[$0].relevance, ground.entries[$1].relevance)
            return left == right ? $0 < $1 : left > right
        }
        switch self {
        case .path:
            let chosen = ground.selection(within: .papers(count)).chosen()
            return PathOrder(ground, chosen: chosen).ordered().map(\.place)
        case .similarity: return Array(nearest.prefix(count))
        case .mmr: return Self.marginal(ground, nearest, count: count)
        case .chronological: return Self.chronological(ground, Array(nearest.prefix(count)))
        }
    }

    /// Places by date, ties and unknown dates by place.
    package static func chronological(_ ground: PathGround, _ places: [Int]) -> [Int] {
        places.sorted {
            let (left, right) = (ground.entries[$0].date ?? .max, ground.entries[$1].date ?? .max)
            return left == right ? $0 < $1 : left < right
        }
    }

    /// What relevance counts in MMR, where likeness to those chosen counts the rest: the middle.
    private static let relevanceShare = 0.5

    /// - Source: Carbonell, Goldstein, "The use of MMR", SIGIR 1998.
    private static func marginal(_ ground: PathGround, _ open: [Int], count: Int) -> [Int] {
        var chosen: [Int] = []
        while chosen.count < min(count, open.count) {
            let keys = open.filter { !chosen.contains($0) }.map { place in
                let likeness = chosen.map { ground.coverage.similarity($0, place) }.max() ?? 0
                return (
                    place,
                    relevanceShare * ground.entries[place].relevance
                        - (1 - relevanceShare) * Double(likeness)
                )
            }
            let best = keys.reduce((-1, -Double.infinity)) { $1.1 > $0.1 ? $1 : $0 }
            chosen.append(best.0)
        }
        return chosen
    }
}
