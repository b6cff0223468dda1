/// The generator behind NumPy's `RandomState`, so that halves of libraries are those that programs
/// in Python draw from the same seed.
///
/// - Source: Matsumoto, Nishimura, "Mersenne twister", ACM TOMACS 8(1), 1998: MT19937 with 32-bit
///   words; places are drawn by masking and rejection, as `RandomState.permutation` does.
struct MersenneTwister {
    private var state: [UInt32]
    private var place: Int

    /// Starts from a seed, of which the lower 32 bits count.
    init(seed: UInt64) {
        state = [UInt32(truncatingIfNeeded: seed)]
        for index in 1..<Self.size {
            let last = state[index - 1]
            state.append(1_812_433_253 &* (last ^ last >> 30) &+ UInt32(index))
        }
        place = Self.size
    }

    private static let size = 624

    /// The next word.
    mutating func next() -> UInt32 {
        if place == Self.size { twist() }
        var word = state[place]
        place += 1
        word ^= word >> 11
        word ^= word << 7 & 0x9D2C_5680
        word ^= word << 15 & 0xEFC6_0000
        return word ^ word >> 18
    }

    private mutating func twist() {
        for index in 0..<Self.size {
            let joined =
                state[index] & 0x8000_0000 | state[(index + 1) % Self.size] & 0x7FFF_FFFF
            let turned = joined >> 1 ^ (joined & 1 == 0 ? 0 : 0x9908_B0DF)
            state[index] = state[(index + 397) % Self.size] ^ turned
        }
        place = 0
    }

    /// A place in `0...last`, all alike.
    private mutating func place(upTo last: UInt32) -> Int {
        let mask = UInt32.max >> UInt32(last.leadingZeroBitCount)
        while true {
            let word = next() & mask
            if word <= last { return Int(word) }
        }
    }

    /// The elements in a random order (Fisher and Yates, from the last place down).
    mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
        var elements = elements
        for last in stride(from: elements.count - 1, to: 0, by: -1) {
            elements.swapAt(last, place(upTo: UInt32(last)))
        }
        return elements
    }
}
