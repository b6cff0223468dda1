/// Whether one run is better than another, or the queries just fell so.
///
/// Each query gives a difference, first run less second. The queries are drawn anew with
/// replacement, as many as there are, again and again, and the mean of the differences is taken
/// each time: so it might have come out with other queries of the same kind.
///
/// - **Interval:** the 2.5th and 97.5th percentile of those means.
/// - **p-value:** two-sided, of the hypothesis that the true difference is 0. The differences are
///   shifted to have mean 0, and p = (1 + number of means at least as far from 0 as the one
///   observed) / (1 + number of resamples). It is never 0, and 1 where the runs are equal.
///
/// - Source: Efron, Tibshirani, "An introduction to the bootstrap", 1993, chapters 13 and 16;
///   Sakai, "Evaluating evaluation metrics based on the bootstrap", SIGIR 2006.
public struct PairedBootstrap: Hashable, Sendable {
    /// The mean difference, first less second.
    public let difference: Double
    /// The lower end of the 95 % interval.
    public let lower: Double
    /// The upper end of the 95 % interval.
    public let upper: Double
    /// How easily such a difference comes about without reason. In 0...1.
    public let pValue: Double

    /// How often the queries are drawn where nothing else is said.
    public static let usualResamples = 10_000
    /// The seed where nothing else is said.
    public static let usualSeed: UInt64 = 7

    /// Compares two runs query by query.
    ///
    /// - Parameters:
    ///   - first: One value for each query. Shape: (queries).
    ///   - second: The values of the same queries, in the same order. Shape: (queries).
    ///   - resamples: How often the queries are drawn; at least 1.
    ///   - seed: The same seed draws the same queries.
    /// - Precondition: As many values in both, and at least one.
    /// - Complexity: O(queries · resamples).
    public init(
        _ first: [Double], _ second: [Double], resamples: Int = usualResamples,
        seed: UInt64 = usualSeed
    ) {
        precondition(first.count == second.count && !first.isEmpty, "values come in pairs")
        precondition(resamples >= 1, "queries are drawn at least once")
        let differences = zip(first, second).map { $0 - $1 }
        let mean = differences.reduce(0, +) / Double(differences.count)
        var generator = SeededGenerator(seed: seed)
        let means = (0..<resamples).map { _ in Self.drawnMean(of: differences, &generator) }
            .sorted()
        // Rounding alone must not make a mean seem nearer than the one observed.
        let bar = abs(mean) * (1 - 1e-12)
        let far = means.count { abs($0 - mean) >= bar }
        difference = mean
        lower = means[Int(Double(resamples - 1) * 0.025)]
        upper = means[Int((Double(resamples - 1) * 0.975).rounded(.up))]
        pValue = Double(1 + far) / Double(1 + resamples)
    }

    private static func drawnMean(
        of differences: [Double], _ generator: inout SeededGenerator
    ) -> Double {
        var sum = 0.0
        for _ in differences.indices {
            sum += differences[generator.place(below: differences.count)]
        }
        return sum / Double(differences.count)
    }
}
