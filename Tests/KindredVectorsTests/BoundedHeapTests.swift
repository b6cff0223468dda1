import Testing

@testable import KindredVectors

/// The best few of many: sorting them all is the truth.
@Suite struct BoundedHeapTests {
    /// Ranks by higher score, then by lower place.
    private struct Entry: Ranked, Equatable {
        let score: Int
        let place: Int

        func ranksBefore(_ other: Entry) -> Bool {
            score == other.score ? place < other.place : score > other.score
        }
    }

    @Test(arguments: [1, 2, 3, 10, 63, 64, 200], [1, 2, 7, 50, 300])
    func `what is kept is what sorting puts first, in whatever order it came`(
        count: Int, limit: Int
    ) {
        var samples = Samples(seed: UInt64(count * 1_000 + limit))
        for _ in 0..<10 {
            var entries = (0..<count).map { Entry(score: samples.number(in: 0..<9), place: $0) }
            let best = Array(entries.sorted { $0.ranksBefore($1) }.prefix(limit))
            for place in entries.indices {
                entries.swapAt(place, samples.number(in: 0..<entries.count))
            }
            var heap = BoundedHeap<Entry>(limit)
            for entry in entries { heap.take(entry) }
            #expect(heap.sorted == best)
            #expect(heap.worst == (count >= limit ? best.last : nil))
            #expect(heap.elements.count == min(count, limit))
        }
    }
}
