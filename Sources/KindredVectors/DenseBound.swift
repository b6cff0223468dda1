/// How far a fast dot product can be from the one that defines the score.
///
/// A matrix product in `Float` may add in any order and may fuse products into sums. For every such
/// order the computed sum s' of the d products of q and r differs from the true sum s by at most
///
///     |s' - s| ≤ γ Σ|q_i r_i| + 2 d η,   γ = d u / (1 - d u),   u = 2^-24
///
/// (Higham, "Accuracy and Stability of Numerical Algorithms", 2nd edition, 2002, section 3.1; η,
/// here 2^-126, covers each product and each sum that falls below the smallest normal number, even
/// where the machine makes it zero). Σ|q_i r_i| ≤ ‖q‖ ‖r‖ by Cauchy and Schwarz. The canonical dot c is
/// summed in `Double` and rounded once, so |c - s| ≤ 1.01 u ‖q‖ ‖r‖ + η. Together
///
///     |s' - c| ≤ slack = 1.05 (d + 16) (u ‖q‖ R + 2 η)   for every row with ‖r‖ ≤ R,
///
/// where the factor 1.05 covers 1 / (1 - d u) for d up to 2^18, and the 16 more the last product
/// with one, the rounding of c, and what is lost where these numbers themselves are computed. The
/// bound needs all sums to stay below the largest number, hence ‖q‖ R ≤ 2^120; where that fails, or
/// where anything is infinite or NaN, slack is infinite and every row is scored exactly.
///
/// A row may be skipped if s' + slack is at most the score that it would have to exceed: then
/// c ≤ s' + slack does not exceed it either.
package enum DenseBound {
    /// The slack for rows no longer than `largest`. Zero for a zero query, whose products are all
    /// zero; infinite where nothing can be promised.
    package static func slack(queryNorm: Double, largest: Double, d: Int) -> Float {
        let product = queryNorm * largest
        guard product <= 0x1p120, d <= 1 << 18 else { return .infinity }
        if queryNorm == 0 { return 0 }
        let terms = Double(d + 16)
        return Float(1.05 * terms * (0x1p-24 * product + 0x1p-125)).nextUp
    }

    /// At least the length of a row whose sum of squares, computed in `Float`, is `squares`.
    ///
    /// The sum has the same relative error as above, at most 2 d u for these positive terms, and
    /// may have lost η for each.
    package static func norm(squares: Float, d: Int) -> Double {
        let relative = 2 * Double(d) * 0x1p-24
        return (Double(squares) * (1 + relative) + Double(d) * 0x1p-126).squareRoot()
            * (1 + 0x1p-40)
    }
}
