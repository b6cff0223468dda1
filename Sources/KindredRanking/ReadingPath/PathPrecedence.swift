import KindredCatalogue
import KindredVectors

/// How strongly the records speak for reading one entry before another.
///
/// Evidence is a sum of signals, each in −1...1 times its weight, and turns its sign when the two
/// entries change places:
/// - overview: a survey or tutorial before what is none;
/// - name: whoever introduced a name before whoever uses it;
/// - date: the older first, fully so from two years on;
/// - level: introductory, core, advanced;
/// - terms: if b uses what a's title, names and keywords say, without saying it there itself, and
///   a does less so of b, then a first;
/// - generality: the one with more of the topic around it first;
/// - progress: on the way from a start to a target, the one nearer to the start first.
package struct PathPrecedence: Sendable {
    private let ground: PathGround

    /// The evidence that binds; weaker evidence leaves the choice to what lies close.
    static let binding = 0.35

    private static let overview = 1.5
    private static let name = 1.5
    private static let date = 1.2
    private static let level = 1.3
    private static let terms = 0.3
    private static let generality = 0.2
    private static let progress = 2.0

    /// The evidence among a topic's entries.
    package init(_ ground: PathGround) { self.ground = ground }

    /// The evidence for one entry before another: above 0 for it, below 0 against it.
    /// - Complexity: O(terms of both).
    package func strength(of one: Int, before other: Int) -> Double {
        let (a, b) = (ground.entries[one], ground.entries[other])
        if other == ground.target { return .infinity }
        if one == ground.target { return -.infinity }
        var sum = Self.overview * (overview(a) - overview(b))
        sum += Self.name * names(one, before: other)
        sum += Self.date * dates(a, before: b)
        sum += Self.level * levels(a, before: b)
        sum += Self.terms * terms(a, before: b)
        sum += Self.generality * (ground.generality[one] - ground.generality[other])
        return sum + Self.progress * (b.progress - a.progress)
    }

    private func overview(_ entry: PathEntry) -> Double { entry.paper.overviewCue == nil ? 0 : 1 }

    private func names(_ one: Int, before other: Int) -> Double {
        let uses = !ground.names.used(by: other, from: one).isEmpty
        let isUsed = !ground.names.used(by: one, from: other).isEmpty
        return (uses ? 1 : 0) - (isUsed ? 1 : 0)
    }

    private func dates(_ a: PathEntry, before b: PathEntry) -> Double {
        guard let first = a.date, let second = b.date else { return 0 }
        return max(-1, min(1, Double(second - first) / 24))
    }

    private func levels(_ a: PathEntry, before b: PathEntry) -> Double {
        guard let first = a.paper.level?.step, let second = b.paper.level?.step else { return 0 }
        return max(-1, min(1, Double(second - first)))
    }

    private func terms(_ a: PathEntry, before b: PathEntry) -> Double {
        let shared = a.terms.products(with: b.terms)
        var (uses, isUsed) = (0.0, 0.0)
        for (id, weight) in zip(shared.ids, shared.weights) {
            let (inFirst, inSecond) = (a.introduced.contains(id), b.introduced.contains(id))
            if inFirst && !inSecond { uses += Double(weight) }
            if inSecond && !inFirst { isUsed += Double(weight) }
        }
        // Below this much in common, who uses whose words says little.
        return (uses - isUsed) / max(uses + isUsed, 0.03)
    }
}

extension Paper.Level {
    /// How much must be known already: 0, 1, 2.
    var step: Int {
        switch self {
        case .introductory: 0
        case .core: 1
        case .advanced: 2
        }
    }
}
