/// How many bytes must be put in, left out or exchanged to turn one string into another, for one
/// pattern against many strings.
///
/// The pattern's 64 columns of the usual table are kept as bits of two words, so that each byte of
/// the other string costs a dozen instructions.
/// - Source: Myers, "A fast bit-vector algorithm for approximate string matching based on dynamic
///   programming", J. ACM 46(3), 1999; the exact distance as in Hyyrö, 2003.
struct EditDistance {
    /// The longest pattern, in bytes.
    static let longestPattern = 64

    /// The pattern's length, in bytes.
    let length: Int
    /// For each byte, the places in the pattern where it stands, as bits. Shape: (256).
    private let places: [UInt64]

    /// Takes the last ``longestPattern`` bytes of a pattern: in addresses the tail tells.
    ///
    /// - Parameter ignoringCase: Whether an ASCII letter of the pattern stands for both cases.
    init(_ pattern: some BidirectionalCollection<UInt8>, ignoringCase: Bool = false) {
        var places = [UInt64](repeating: 0, count: 256)
        var length = 0
        for byte in pattern.suffix(Self.longestPattern) {
            let isLetter = (0x61...0x7A).contains(byte | 0x20)
            places[Int(byte)] |= 1 << UInt64(length)
            if ignoringCase && isLetter { places[Int(byte ^ 0x20)] |= 1 << UInt64(length) }
            length += 1
        }
        self.places = places
        self.length = length
    }

    /// The distance to the last ``longestPattern`` bytes of a string.
    /// - Complexity: O(length of the string), at most 64 steps.
    func distance(to string: UnsafeBufferPointer<UInt8>) -> Int {
        walk(string.suffix(Self.longestPattern), startsAnywhere: false).last
    }

    /// The distance to that piece of a string which comes closest; the whole string may be long.
    ///
    /// - Complexity: O(length of the string).
    func distanceToClosestPiece(of string: UnsafeBufferPointer<UInt8>) -> Int {
        walk(string[...], startsAnywhere: true).least
    }

    /// Walks over the string and keeps the distance at the end of the pattern.
    ///
    /// - Parameter startsAnywhere: Whether leaving out the beginning of the string is free.
    private func walk(
        _ string: Slice<UnsafeBufferPointer<UInt8>>, startsAnywhere: Bool
    ) -> (last: Int, least: Int) {
        guard length > 0 else { return (startsAnywhere ? 0 : string.count, 0) }
        let end: UInt64 = 1 << UInt64(length - 1)
        // Bit i tells whether the table rises (or falls) by one from place i - 1 to i.
        var rises = UInt64.max
        var falls: UInt64 = 0
        var distance = length
        var least = length
        for byte in string {
            let matches = places[Int(byte)]
            let carried = ((matches & rises) &+ rises) ^ rises | matches
            let diagonal = carried | falls
            var risesAcross = falls | ~(diagonal | rises)
            var fallsAcross = rises & diagonal
            if risesAcross & end != 0 { distance += 1 }
            if fallsAcross & end != 0 { distance -= 1 }
            risesAcross = risesAcross << 1 | (startsAnywhere ? 0 : 1)
            fallsAcross <<= 1
            rises = fallsAcross | ~(matches | falls | risesAcross)
            falls = risesAcross & (matches | falls)
            least = min(least, distance)
        }
        return (distance, least)
    }
}
