import Dispatch
import Foundation

/// Work on every core, with a result that does not depend on how many there are.
enum Parallel {
    /// Runs `body` for 0..<count, several at a time, and returns when all are done.
    ///
    /// `KINDRED_THREADS=1` makes it a plain loop.
    static func forEach(_ count: Int, _ body: @Sendable (Int) -> Void) {
        guard count > 1, ProcessInfo.processInfo.environment["KINDRED_THREADS"] != "1" else {
            for index in 0..<count { body(index) }
            return
        }
        DispatchQueue.concurrentPerform(iterations: count, execute: body)
    }

    /// The transformed elements in their order; blocks of `blockSize` are worked on at once.
    static func map<Element: Sendable, Result: Sendable>(
        _ elements: [Element], blockSize: Int, _ transform: @Sendable (Element) -> Result
    ) -> [Result] {
        let blocks = results((elements.count + blockSize - 1) / blockSize) { block in
            let start = block * blockSize
            return elements[start..<min(start + blockSize, elements.count)].map(transform)
        }
        return Array(blocks.joined())
    }

    /// The results of `body` for 0..<count, in that order.
    static func results<Result: Sendable>(
        _ count: Int, _ body: @Sendable (Int) -> Result
    ) -> [Result] {
        Array(unsafeUninitializedCapacity: count) { places, initialized in
            // Safety: the array owns the places; each is written once, by the one call that has
            // its index, and all calls have returned when forEach does.
            nonisolated(unsafe) let places = places
            forEach(count) { places.initializeElement(at: $0, to: body($0)) }
            initialized = count
        }
    }
}
