import CKernels

/// A fixed rotation that spreads a row's weight over all its dimensions, so that a few bits each
/// lose little.
///
/// Signs chosen at random and a Hadamard transform, twice where the number of dimensions is no power
/// of two (over the first and the last 2^i of them). In exact arithmetic lengths and products stay.
/// In `Float` every stage rounds each number once, and there are at most 2 (log2 d + 3) stages with
/// the scaling, so the computed row r' of a row with ‖r‖ and true image Hr lies within
///
///     ‖r' - Hr‖ ≤ 2.1 (log2 d + 3) u ‖r‖ ≤ 38 u ‖r‖,   u = 2^-24, d ≤ 2^15.
///
/// - Source: Ailon, Chazelle, "The fast Johnson-Lindenstrauss transform", SIAM J. Comput. 39(1),
///   2009, for signs and Hadamard.
struct Rotation: Sendable {
    private let signs: [Float]

    /// The rotation of rows of `d` numbers: always the same one.
    init(d: Int) {
        signs = (0..<2 * d).map { place in
            SplitMix64.word(seed: 0x726F_7461_7465, place: UInt64(place)) >> 63 == 0 ? 1 : -1
        }
    }

    /// Sets `target` to a row, rotated. Shapes: (d).
    func rotate(
        _ row: UnsafeBufferPointer<Float>, into target: UnsafeMutableBufferPointer<Float>
    ) {
        let d = signs.count / 2
        precondition(row.count == d && target.count == d, "a rotation is for rows of its length")
        guard let from = row.baseAddress, let to = target.baseAddress else { return }
        // Safety: both hold d numbers, and signs two for each.
        to.update(from: from, count: d)
        kindred_rotate(to, d, signs)
    }
}
