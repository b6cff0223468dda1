/// How much of a topic chosen entries cover, and what one more would add: facility location with a
/// bonus for each entry.
///
/// Entry v is covered by a set S as far as its nearest chosen one is similar to it:
/// ```
/// coverage(S) = Σᵥ weight(v) · max over s in S of similarity(s, v)
/// value(S)    = coverage(S) + Σ over s in S of bonus(s) + max over s in S of overview(s)
/// ```
/// All parts grow with S, and what an entry adds never grows with S (they are monotone and
/// submodular), which is what the guarantees of ``PathSelection`` rest on. With weights that sum to
/// one, coverage is a share: 0 for nothing, 1 for all entries.
/// - Source: Cornuéjols, Fisher, Nemhauser, "Location of bank accounts to optimize float",
///   Management Science 23(8), 1977.
package struct Coverage: Sendable {
    /// How many entries the topic has.
    package let count: Int
    /// Similarities in 0...1, symmetric, 1 on the diagonal. Shape: (n × n), row by row.
    package let similarity: [Float]
    /// What each entry counts; not below 0, and together 1. Shape: (n).
    package let weights: [Double]
    /// What an entry is worth beside what it covers; not below 0. Shape: (n).
    package let bonuses: [Double]
    /// What an entry is worth as an overview, of which one is enough; not below 0. Shape: (n).
    package let overviews: [Double]

    /// A topic's entries.
    ///
    /// - Precondition: The shapes agree.
    package init(
        similarity: [Float], weights: [Double], bonuses: [Double], overviews: [Double]
    ) {
        precondition(similarity.count == weights.count * weights.count, "similarity is n × n")
        precondition(bonuses.count == weights.count, "every entry needs one bonus")
        precondition(overviews.count == weights.count, "every entry needs its worth as overview")
        count = weights.count
        self.similarity = similarity
        self.weights = weights
        self.bonuses = bonuses
        self.overviews = overviews
    }

    /// The similarity of two entries.
    package func similarity(_ one: Int, _ other: Int) -> Float { similarity[one * count + other] }

    /// The share of the topic that a set covers, without bonuses.
    /// - Complexity: O(n · set).
    package func share(of chosen: [Int]) -> Double { reached(by: chosen).share }

    /// What a set covers already.
    package struct Reached: Sendable {
        /// The similarity of each entry to its nearest chosen one. Shape: (n).
        fileprivate(set) var nearest: [Float]
        /// The best overview among the chosen.
        fileprivate(set) var overview = 0.0
        /// The share of the topic.
        package fileprivate(set) var share: Double
    }

    /// What a set covers; the order of its members does not matter but for rounding.
    package func reached(by chosen: [Int] = []) -> Reached {
        var reached = Reached(nearest: [Float](repeating: 0, count: count), share: 0)
        for entry in chosen { add(entry, to: &reached) }
        return reached
    }

    /// Takes one more entry in.
    /// - Complexity: O(n).
    package func add(_ entry: Int, to reached: inout Reached) {
        reached.share += added(by: entry, to: reached)
        reached.overview = max(reached.overview, overviews[entry])
        let row = similarity[entry * count..<(entry + 1) * count]
        for (place, value) in zip(0..<count, row) where value > reached.nearest[place] {
            reached.nearest[place] = value
        }
    }

    /// The share of the topic that one more entry would add.
    ///
    /// Every rounding on the way is monotone, so the number itself never grows with the set: lazy
    /// selection may rely on it to the last bit.
    /// - Complexity: O(n).
    package func added(by entry: Int, to reached: Reached) -> Double {
        // Safety: both arrays have `count` places, and the row lies within `similarity`.
        similarity.withUnsafeBufferPointer { similarity in
            weights.withUnsafeBufferPointer { weights in
                reached.nearest.withUnsafeBufferPointer { nearest in
                    var sum = 0.0
                    let start = entry * count
                    for place in 0..<count {
                        let more = similarity[start + place] - nearest[place]
                        if more > 0 { sum += weights[place] * Double(more) }
                    }
                    return sum
                }
            }
        }
    }

    /// What one more entry is worth: the share it adds, its bonus, and how much better an overview
    /// it is than those there are.
    package func gain(of entry: Int, beside reached: Reached) -> Double {
        added(by: entry, to: reached) + bonuses[entry]
            + max(0, overviews[entry] - reached.overview)
    }

    /// What a set is worth as a whole.
    package func value(of chosen: [Int]) -> Double {
        let reached = reached(by: chosen)
        return reached.share + chosen.reduce(0) { $0 + bonuses[$1] } + reached.overview
    }
}
