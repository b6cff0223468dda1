import Kindred
import KindredEvaluation
import Testing

@testable import KindredRanking

@Suite struct PrintedMatchTests {
    @Test func `thirds still sum to the whole`() {
        let match = Match.sample(score: 1, weights: [1.0 / 3, 1.0 / 3, 1.0 / 3])
        let printed = match.printed(decimals: 2)
        #expect(printed.reasons.map(\.units) == [34, 33, 33])
        #expect(printed.score == 100)
        #expect(printed.text(printed.score) == "1.00")
        #expect(printed.text(7) == "0.07")
        #expect(printed.text(-1234) == "-12.34")
    }

    @Test func `what comes to nothing is not printed`() {
        let match = Match.sample(score: 0.50001, weights: [0.3, 0.2, 0.00001, 0])
        #expect(match.printed(decimals: 2).reasons.map(\.term) == ["t0", "t1"])
        #expect(match.printed(decimals: 5).reasons.map(\.term) == ["t0", "t1", "t2"])
        let faint = Match.sample(score: 0.00002, weights: [0.00001, 0.00001])
        #expect(faint.printed(decimals: 2).reasons.map(\.units) == [0])
    }

    @Test func `rounding leaves the heaviest first, whatever the sign`() {
        let mixed = Match.sample(score: 0.9, weights: [0.614, -0.612, 0.898])
        #expect(mixed.printed(decimals: 2).reasons.map(\.term) == ["t2", "t0", "t1"])
    }

    @Test func `weights of a damaged file still print`() {
        let weights = [Double.infinity, .nan, 1e30, -.infinity, 0.5]
        let printed = Match.sample(score: .nan, weights: weights).printed(decimals: 4)
        #expect(printed.score == 0)
        let endless = Match.sample(score: .infinity, weights: weights).printed(decimals: 9)
        #expect(endless.score == 1 << 45)
        #expect(endless.reasons.contains { $0.term == "t2" && $0.units >= 1 << 45 })
    }

    @Test func `any weights sum exactly as printed`() {
        var generator = SeededGenerator(seed: 31)
        for _ in 0..<2_000 {
            let weights = (0..<Int.random(in: 1...40, using: &generator)).map { _ in
                Double.random(in: -0.2...1, using: &generator)
            }
            let match = Match.sample(score: weights.reduce(0, +), weights: weights)
            for decimals in [0, 3, 6] {
                let printed = match.printed(decimals: decimals)
                #expect(printed.reasons.reduce(0) { $0 + $1.units } == printed.score)
                let units = Dictionary(
                    uniqueKeysWithValues: printed.reasons.map { ($0.term, $0.units) })
                for (place, weight) in weights.enumerated() {
                    var unit = 1.0
                    for _ in 0..<decimals { unit *= 10 }
                    #expect(abs(Double(units["t\(place)"] ?? 0) - weight * unit) <= 1)
                }
                let sizes = printed.reasons.map(\.units.magnitude)
                #expect(sizes == sizes.sorted(by: >))
            }
        }
    }
}

extension Match {
    static func sample(score: Double, weights: [Double]) -> Match {
        Match(
            rank: 1, score: score, paper: Paper(id: "x"),
            reasons: weights.enumerated().map { Reason(term: "t\($0)", weight: $1) })
    }
}
