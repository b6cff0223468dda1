import Kindred
import Testing

@testable import KindredCommand
@testable import KindredRanking

@Suite struct ReasonSharesTests {
    private func match(_ weights: [(String, Double)]) -> Match {
        Match(
            rank: 1, score: weights.reduce(0) { $0 + $1.1 }, paper: Paper(id: "a:1"),
            reasons: weights.map { Reason(term: $0.0, weight: $0.1) })
    }

    @Test func `few reasons all stand alone`() {
        let shares = ReasonShares(match([("graph", 0.25), ("图神", 0.125)]), decimals: 4)
        #expect(shares.pieces == ["= 0.2500 graph", "+ 0.1250 图神"])
    }

    @Test func `many reasons end in one share that makes the sum whole`() {
        let weights = (1...20).map { ("term\($0)", 1.0 / Double($0 * 30)) }
        let match = match(weights)
        let shares = ReasonShares(match, decimals: 4)
        #expect(shares.shown.count == 8)
        #expect(shares.otherCount == 12)
        #expect(shares.pieces.last?.hasSuffix(" in 12 more") == true)
        let sum = shares.shown.reduce(shares.otherUnits) { $0 + $1.units }
        #expect(sum == match.printed(decimals: 4).score)
    }

    @Test func `the lighter language keeps a place`() {
        let english = (1...12).map { ("term\($0)", 0.05 - Double($0) * 0.001) }
        let shares = ReasonShares(match(english + [("图神", 0.001)]), decimals: 4)
        #expect(shares.shown.count == 8)
        #expect(shares.shown.last?.term == "图神")
        #expect(shares.otherCount == 5)
    }

    @Test func `a share against the answer is taken away`() {
        let shares = ReasonShares(match([("graph", 0.5), ("music", -0.125)]), decimals: 3)
        #expect(shares.pieces == ["= 0.500 graph", "- 0.125 music"])
        let alone = ReasonShares(match([("music", -0.125)]), decimals: 3)
        #expect(alone.pieces == ["= -0.125 music"])
    }

    @Test func `no reasons, no sum`() {
        #expect(ReasonShares(match([]), decimals: 4).pieces.isEmpty)
    }
}
