import KindredEvaluation
import Testing

@Suite struct PairedBootstrapTests {
    @Test func `equal runs differ by nothing, surely`() {
        let same = PairedBootstrap([0.1, 0.7, 0.3], [0.1, 0.7, 0.3])
        #expect(same.difference == 0 && same.lower == 0 && same.upper == 0 && same.pValue == 1)
    }

    @Test func `two queries have the exact distribution`() {
        // Differences 1 and 0: means 0, 0.5, 0.5, 1 are drawn alike, and all but the middle ones
        // lie as far from 0.5 as it lies from 0.
        let found = PairedBootstrap([1, 0], [0, 0])
        #expect(found.difference == 0.5 && found.lower == 0 && found.upper == 1)
        #expect(abs(found.pValue - 0.5) < 0.02)
    }

    @Test func `a steady gain is sure, a wavering one is not`() {
        let base = (0..<100).map { Double($0 % 10) / 20 }
        let better = base.enumerated().map { $1 + ($0 % 2 == 0 ? 0.1 : 0.05) }
        let sure = PairedBootstrap(better, base)
        #expect(abs(sure.difference - 0.075) < 1e-12)
        #expect(sure.lower > 0.065 && sure.upper < 0.085 && sure.pValue < 0.001)
        let wavering = base.enumerated().map { $1 + ($0 % 2 == 0 ? 0.1 : -0.1) }
        let unsure = PairedBootstrap(wavering, base)
        #expect(unsure.lower < 0 && unsure.upper > 0 && unsure.pValue > 0.9)
    }

    @Test func `the interval is as wide as the standard error says`() {
        // The mean of 400 differences of ±0.5 has standard error 0.025.
        let found = PairedBootstrap(
            (0..<400).map { $0 % 2 == 0 ? 1 : 0 }, Array(repeating: 0.5, count: 400))
        #expect(abs(found.upper - 1.96 * 0.025) < 0.004)
        #expect(abs(found.lower + 1.96 * 0.025) < 0.004)
    }

    @Test func `the seed decides`() {
        let (first, second) = ([0.1, 0.9, 0.4, 0.3], [0.3, 0.2, 0.5, 0.1])
        #expect(PairedBootstrap(first, second) == PairedBootstrap(first, second))
        #expect(PairedBootstrap(first, second) != PairedBootstrap(first, second, seed: 8))
    }

    @Test func `the first less the second, query by query`() throws {
        let judgements = try Judgements(text: "p 0 a 1\nq 0 a 1\n", path: "j")
        let good = try Run(text: "p Q0 a 1 1 g\nq Q0 a 1 1 g\n", path: "g")
        let bad = try Run(text: "p Q0 x 1 1 b\n", path: "b")
        let compared = try RunComparison(good, bad, by: judgements)
        #expect(compared.differences.allSatisfy { $0.difference == 1 })
        let other = try Judgements(text: "r 0 a 1\n", path: "j")
        #expect(throws: EvaluationError.nothingToCompare) {
            try RunComparison(good, bad, by: other)
        }
    }
}
