#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// How several scores become one: their power mean, (1/n Σ max(k, 0)^a)^(1/a).
///
/// A power above 1 gives the larger scores more say, up to the largest alone. It is homogeneous of
/// degree one: twice the scores make twice the mean. Scores below zero count as zero.
package enum PowerMean: Sendable, Hashable, CaseIterable {
    /// a = 1, the plain mean.
    case plain
    /// a = 1.5.
    case threeHalves
    /// a = 2, the root of the mean square.
    case quadratic

    /// The mean with this exponent; nil for any but 1, 1.5 and 2.
    package init?(exponent: Double) {
        guard let found = Self.allCases.first(where: { $0.exponent == exponent }) else {
            return nil
        }
        self = found
    }

    /// The exponent a.
    package var exponent: Double {
        switch self {
        case .plain: 1
        case .threeHalves: 1.5
        case .quadratic: 2
        }
    }

    /// max(k, 0)^a; NaN stays NaN.
    @inline(__always)
    package func raised(_ score: Double) -> Double {
        let score = score < 0 ? 0 : score
        switch self {
        case .plain: return score
        case .threeHalves: return score * score.squareRoot()
        case .quadratic: return score * score
        }
    }

    /// x^(1/a) of a mean of powers x.
    ///
    /// A cube root and a square root are the same bits on every machine with the same C library,
    /// which a general power is not.
    package func root(_ mean: Double) -> Double {
        switch self {
        case .plain: return mean
        case .threeHalves:
            let root = cbrt(mean)
            return root * root
        case .quadratic: return mean.squareRoot()
        }
    }

    /// The mean of some scores; 0 where there is none.
    ///
    /// Of one score above zero it is that score, to the bit.
    package func mean(of scores: some Collection<Float>) -> Float {
        if scores.count == 1, let score = scores.first {
            return score.isNaN ? score : max(score, 0)
        }
        guard !scores.isEmpty else { return 0 }
        let sum = scores.reduce(0.0) { $0 + raised(Double($1)) }
        return Float(root(sum / Double(scores.count)))
    }

    /// What each score counts in the mean: weights w with Σ w k = mean.
    ///
    /// w = (k / mean)^(a - 1) / n, and 0 for a score that is not above zero. Shape: (scores).
    package func weights(of scores: [Float]) -> [Double] {
        guard scores.count != 1 else { return scores.map { $0 > 0 ? 1 : 0 } }
        let mean = Double(mean(of: scores))
        return scores.map { score in
            guard score > 0, mean > 0 else { return 0 }
            let ratio = Double(score) / mean
            let share =
                switch self {
                case .plain: 1.0
                case .threeHalves: ratio.squareRoot()
                case .quadratic: ratio
                }
            return share / Double(scores.count)
        }
    }
}
