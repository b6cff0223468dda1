import Synchronization
import Testing

@testable import KindredThreads

@Suite struct PipelineTests {
    struct Failure: Error, Equatable { let place: Int }

    /// Counts up to `count`, then ends, or fails where it should.
    private func counter(to count: Int, fails: Bool = false) -> () throws(Failure) -> Int? {
        var next = 0
        return { () throws(Failure) in
            if next == count, fails { throw Failure(place: count) }
            guard next < count else { return nil }
            next += 1
            return next - 1
        }
    }

    @Test(arguments: [1, 2, 3, 7], [0, 1, 5, 500])
    func `results come in the order of the things`(threads: Int, count: Int) throws {
        var found: [Int] = []
        try Threads(threads).pipeline(
            produce: counter(to: count), work: { $0 * $0 },
            consume: { (square) throws(Failure) in found.append(square) })
        #expect(found == (0..<count).map { $0 * $0 })
    }

    @Test(arguments: [1, 2, 4])
    func `what was made before an error is consumed`(threads: Int) {
        var found = 0
        #expect(throws: Failure(place: 40)) {
            try Threads(threads).pipeline(
                produce: counter(to: 40, fails: true), work: { $0 },
                consume: { (_) throws(Failure) in found += 1 })
        }
        #expect(found == 40)
    }

    @Test(arguments: [1, 2, 4])
    func `an error of the consumer ends everything`(threads: Int) {
        let made = Atomic(0)
        #expect(throws: Failure(place: 3)) {
            try Threads(threads).pipeline(
                produce: { () throws(Failure) in made.add(1, ordering: .relaxed).newValue },
                work: { $0 },
                consume: { (number) throws(Failure) in
                    if number == 3 { throw Failure(place: 3) }
                })
        }
        #expect(made.load(ordering: .relaxed) <= 3 + 2 * threads + 3)
    }

    @Test func `work that a worker starts stays on its thread`() throws {
        var most = 0
        try Threads(2).pipeline(
            produce: counter(to: 20),
            work: { _ in
                let highest = Atomic(0)
                Threads(4).forEachBlock(of: 100, size: 1) { _, worker in
                    _ = highest.max(worker, ordering: .relaxed)
                }
                return highest.load(ordering: .relaxed)
            },
            consume: { (worker) throws(Failure) in most = max(most, worker) })
        #expect(most == 0)
    }
}
