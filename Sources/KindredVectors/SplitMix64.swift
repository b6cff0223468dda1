/// The generator SplitMix64, read at any place of its sequence.
///
/// - Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014;
///   the constants are those of its variant 13 of MurmurHash3's finaliser.
package enum SplitMix64 {
    /// The word at a place of the sequence that starts with a seed.
    package static func word(seed: UInt64, place: UInt64) -> UInt64 {
        var word = seed &+ (place &+ 1) &* 0x9E37_79B9_7F4A_7C15
        word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
        return word ^ word >> 31
    }

    /// A number in -1..<1 from the upper 24 bits of that word.
    static func uniform(seed: UInt64, place: UInt64) -> Float {
        Float(word(seed: seed, place: place) >> 40) * 0x1p-23 - 1
    }

    /// Sets `target` to such numbers, those of a panel from the place `first` on.
    static func fill(_ target: UnsafeMutableBufferPointer<Float>, seed: UInt64, from first: Int) {
        // Each seed has a stretch of the sequence of its own.
        let start = word(seed: seed, place: 0)
        for place in target.indices {
            target[place] = uniform(seed: start, place: UInt64(first + place))
        }
    }
}
