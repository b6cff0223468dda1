import Foundation
import Testing

@testable import KindredVectors

@Suite struct PowerMeanTests {
    @Test func `the mean of 1 and 4 by each exponent, worked out by hand`() {
        // (1 + 8) / 2 = 4.5, 4.5^(2/3) = 2.72568; (1 + 16) / 2 = 8.5, √8.5 = 2.91548.
        #expect(PowerMean.plain.mean(of: [1, 4]) == 2.5)
        #expect(abs(PowerMean.threeHalves.mean(of: [1, 4]) - 2.72568) < 1e-5)
        #expect(abs(PowerMean.quadratic.mean(of: [1, 4]) - 2.91548) < 1e-5)
    }

    @Test(arguments: PowerMean.allCases)
    func `one score is its own mean, none is zero, and what is below zero counts as zero`(
        mean: PowerMean
    ) {
        #expect(mean.mean(of: [0.3]) == 0.3)
        #expect(mean.mean(of: [] as [Float]) == 0)
        #expect(mean.mean(of: [-2, -1]) == 0)
        #expect(mean.mean(of: [-2, 0.5]) == mean.mean(of: [0, 0.5]))
        #expect(mean.mean(of: [.nan, 0.5]).isNaN)
    }

    @Test(arguments: PowerMean.allCases)
    func `weighted scores sum to the mean`(mean: PowerMean) {
        for scores: [Float] in [[0.1, 0.7, 0.2], [0.5, 0.5], [-0.3, 0.2, 0], [0, 0], [0.4]] {
            let sum = zip(mean.weights(of: scores), scores).reduce(0.0) {
                $0 + $1.0 * Double($1.1)
            }
            #expect(abs(sum - Double(mean.mean(of: scores))) < 1e-7, "\(scores)")
        }
    }

    @Test func `only three exponents are known`() {
        #expect(PowerMean(exponent: 1.5) == .threeHalves)
        #expect(PowerMean(exponent: 1.25) == nil)
        #expect(PowerMean(exponent: .nan) == nil)
    }
}
