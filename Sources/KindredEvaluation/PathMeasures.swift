package import Kindred

/// How good an order of entries is as a path through a topic.
///
/// A measure that a path has nothing for, such as neighbours where there is one step, is nil and
/// left out of means.
package struct PathMeasures: Sendable {
    /// The share of the topic that the entries cover, see `Coverage`.
    package var coverage: Double?
    /// The share of the topic's weight of terms that stand in at least one of the entries.
    package var terms: Double?
    /// The mean similarity of two of the entries.
    package var redundancy: Double?
    /// The mean similarity of neighbours.
    package var neighbours: Double?
    /// Of the pairs for which the records say who comes first, the share in that order.
    package var precedence: Double?
    /// 1 where every overview stands before everything else, else 0; nil without overview.
    package var overviewFirst: Double?
    /// Kendall's tau between the order and that of the dates, over pairs with different dates.
    package var dateTau: Double?
    /// The mean nearness to the goal, where the nearest entry has 1.
    package var relevance: Double?
    /// The share of the entries that somebody judged to belong; nil where nobody judged.
    package var judged: Double?

    /// The names of the measures, in the order of ``values``.
    package static let names = [
        "coverage", "terms", "redundancy", "neighbours", "precedence", "overview first",
        "date tau", "relevance", "judged",
    ]

    /// The measures in the order of ``names``.
    package var values: [Double?] {
        [
            coverage, terms, redundancy, neighbours, precedence, overviewFirst, dateTau, relevance,
            judged,
        ]
    }

    /// Measures an order.
    ///
    /// - Parameters:
    ///   - order: Places of the ground's entries; none twice.
    ///   - relevant: The ids of entries that belong; nil where nobody judged.
    package init(_ order: [Int], in ground: PathGround, relevant: Set<String>? = nil) {
        guard !order.isEmpty else { return }
        coverage = ground.coverage.share(of: ground.known + order)
        terms = ground.termShare(of: ground.known + order)
        let pairs = Self.pairs(order)
        redundancy = Self.mean(pairs.map { Double(ground.coverage.similarity($0.0, $0.1)) })
        neighbours = Self.mean(
            zip(order, order.dropFirst()).map { Double(ground.coverage.similarity($0, $1)) })
        let signals = pairs.compactMap { Self.signal($0.0, $0.1, in: ground) }
        precedence = Self.mean(signals.map { $0 > 0 ? 1 : 0 })
        let isOverview = order.map { ground.entries[$0].paper.overviewCue != nil }
        if let last = isOverview.lastIndex(of: true) {
            overviewFirst = isOverview[...last].allSatisfy(\.self) ? 1 : 0
        }
        dateTau = Self.mean(
            pairs.compactMap {
                Self.sign(ground.entries[$0.0].date, ground.entries[$0.1].date, least: 1)
            })
        relevance = Self.mean(order.map { ground.entries[$0].relevance })
        if let relevant {
            judged = Self.mean(
                order.map { relevant.contains(ground.entries[$0].paper.id) ? 1 : 0 })
        }
    }

    /// 1 where the records say that the first of two entries comes first, −1 where they say the
    /// other does; nil where they say nothing.
    ///
    /// The first of these that speaks decides: an overview before what is none; whoever introduced
    /// a name before whoever uses it; the lower level first; what is two years older first.
    private static func signal(_ first: Int, _ second: Int, in ground: PathGround) -> Double? {
        let (a, b) = (ground.entries[first].paper, ground.entries[second].paper)
        let uses = ground.names.used(by: second, from: first).isEmpty ? 0 : 1
        let isUsed = ground.names.used(by: first, from: second).isEmpty ? 0 : 1
        let levels = Paper.Level.allCases
        return sign(a.overviewCue == nil ? 1 : 0, b.overviewCue == nil ? 1 : 0, least: 1)
            ?? sign(isUsed, uses, least: 1)
            ?? sign(
                a.level.flatMap(levels.firstIndex), b.level.flatMap(levels.firstIndex), least: 1)
            ?? sign(ground.entries[first].date, ground.entries[second].date, least: 24)
    }

    /// 1 where the first is lower, −1 where it is higher; nil where they are closer than `least`.
    private static func sign(_ first: Int?, _ second: Int?, least: Int) -> Double? {
        guard let first, let second, abs(second - first) >= least else { return nil }
        return second > first ? 1 : -1
    }

    private static func pairs(_ order: [Int]) -> [(Int, Int)] {
        order.indices.flatMap { first in
            order[(first + 1)...].map { (order[first], $0) }
        }
    }

    private static func mean(_ values: [Double]) -> Double? {
        values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }

    /// Kendall's tau of an order with another order of the same places.
    ///
    /// - Precondition: Both hold the same places, each once.
    package static func tau(_ order: [Int], with other: [Int]) -> Double? {
        let places = Dictionary(uniqueKeysWithValues: other.enumerated().map { ($1, $0) })
        return mean(
            pairs(order).compactMap { first, second in
                sign(places[first], places[second], least: 1)
            })
    }
}
