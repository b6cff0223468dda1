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

    /// The results of `body` for the blocks of 0..<count, in their order.
    static func blocks<Result: Sendable>(
        of count: Int, size: Int, _ body: @Sendable (Range<Int>) -> Result
    ) -> [Result] {
        results((count + size - 1) / size) { block in
            body(block * size..<min((block + 1) * size, count))
        }
    }

    /// The elements of the arrays, one array after the other; the arrays are given up.
    ///
    /// Copying a paper counts its some twenty references up and freeing the old one counts them
    /// down again; both are done on every core.
    static func joined<Element: Sendable>(_ arrays: consuming [[Element]]) -> [Element] {
        var arrays = arrays
        var starts = [0]
        for array in arrays { starts.append(starts[starts.count - 1] + array.count) }
        let (count, ends) = (arrays.count, starts)
        return Array(unsafeUninitializedCapacity: starts[count]) { places, initialized in
            arrays.withUnsafeMutableBufferPointer { sources in
                // Safety: call number i alone touches sources[i] and the places from ends[i] to
                // ends[i + 1], and forEach returns after the last call has.
                nonisolated(unsafe) let (places, sources) = (places, sources)
                forEach(count) { index in
                    let source = sources[index]
                    sources[index] = []
                    _ = places[ends[index]..<ends[index + 1]].initialize(from: source)
                }
            }
            initialized = starts[count]
        }
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
