import Testing

@testable import KindredIndex

@Suite struct EditDistanceTests {
    @Test(arguments: [
        ("kitten", "sitting", 3), ("", "abc", 3), ("abc", "", 3), ("abc", "abc", 0),
        ("1911.05722", "1911.05772", 1), ("ab", "ba", 2),
    ])
    func `known distances`(pattern: String, string: String, distance: Int) {
        #expect(bits(pattern, string) == distance)
    }

    @Test func `the words of bits agree with the plain table`() {
        var generator = SplitMix(seed: 1)
        for _ in 0..<2_000 {
            let pattern = word(upTo: 64, &generator)
            let string = word(upTo: 64, &generator)
            let distance = EditDistance(pattern)
            string.withUnsafeBufferPointer {
                #expect(distance.distance(to: $0) == plain(pattern, string))
                #expect(
                    distance.distanceToClosestPiece(of: $0)
                        == plain(pattern, string, startsAnywhere: true))
            }
        }
    }

    @Test func `of longer strings the last 64 bytes are compared`() {
        let long = String(repeating: "a", count: 100)
        #expect(bits(long + "x", "b" + long + "x") == 0)
        #expect(bits(long + "x", long + "y") == 1)
    }

    @Test func `the closest piece of a title costs nothing where it is whole`() {
        let distance = EditDistance(Array("residuallearning".utf8))
        Array("deepresiduallearningforimages".utf8).withUnsafeBufferPointer {
            #expect(distance.distanceToClosestPiece(of: $0) == 0)
        }
    }

    private func bits(_ pattern: String, _ string: String) -> Int {
        Array(string.utf8).withUnsafeBufferPointer {
            EditDistance(Array(pattern.utf8)).distance(to: $0)
        }
    }

    /// Few letters, so that many of them match.
    private func word(upTo length: Int, _ generator: inout SplitMix) -> [UInt8] {
        (0..<Int.random(in: 0...length, using: &generator)).map { _ in
            UInt8.random(in: 0x61...0x63, using: &generator)
        }
    }

    /// The usual table, row by row (Wagner and Fischer, 1974).
    private func plain(_ pattern: [UInt8], _ string: [UInt8], startsAnywhere: Bool = false) -> Int {
        var column = Array(0...pattern.count)
        var least = pattern.count
        for (index, byte) in string.enumerated() {
            var next = [startsAnywhere ? 0 : index + 1]
            for (place, letter) in pattern.enumerated() {
                let exchanged = column[place] + (letter == byte ? 0 : 1)
                next.append(min(exchanged, column[place + 1] + 1, next[place] + 1))
            }
            column = next
            least = min(least, column[pattern.count])
        }
        return startsAnywhere ? least : column[pattern.count]
    }
}
