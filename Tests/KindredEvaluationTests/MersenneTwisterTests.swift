import Testing

@testable import KindredEvaluation

@Suite struct MersenneTwisterTests {
    @Test func `draws and permutations are those of NumPy`() {
        var generator = MersenneTwister(seed: 7)
        #expect((0..<3).map { _ in generator.next() } == [327_741_615, 976_413_892, 3_349_725_721])
        // NumPy 2.4.6: r = RandomState(7); r.permutation(12); r.permutation(5)
        generator = MersenneTwister(seed: 7)
        let twelve = generator.shuffled(Array(0..<12))
        #expect(twelve == [7, 10, 2, 5, 0, 1, 11, 8, 3, 6, 9, 4])
        #expect(generator.shuffled(Array(0..<5)) == [1, 3, 4, 0, 2])
    }
}
