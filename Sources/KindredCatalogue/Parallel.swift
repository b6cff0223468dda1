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

    /// The elements of the piles, one pile after the other; the piles are empty then.
    static func joined<Element: Sendable>(_ piles: [Pile<Element>]) -> [Element] {
        var starts = [0]
        for pile in piles { starts.append(starts[starts.count - 1] + pile.count) }
        let (count, ends) = (piles.count, starts)
        return Array(unsafeUninitializedCapacity: starts[count]) { places, initialized in
            // Safety: call number i alone touches piles[i] and the places from ends[i] to
            // ends[i + 1], and forEach returns after the last call has.
            nonisolated(unsafe) let places = places
            forEach(count) { index in
                piles[index].move(
                    to: UnsafeMutableBufferPointer(rebasing: places[ends[index]..<ends[index + 1]]))
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

/// Elements that will be moved elsewhere all at once, without being copied.
///
/// Copying a paper counts its some twenty references up, and freeing the old one counts them down
/// again; moving it copies some hundred bytes.
final class Pile<Element: Sendable>: @unchecked Sendable {
    // Safety: one thread at a time adds or moves; the first `count` places are initialised.
    private var places = UnsafeMutableBufferPointer<Element>(start: nil, count: 0)
    /// How many elements there are.
    private(set) var count = 0

    deinit {
        places[..<count].deinitialize()
        places.deallocate()
    }

    /// Adds an element.
    func append(_ element: consuming Element) {
        if count == places.count {
            let roomier = UnsafeMutableBufferPointer<Element>.allocate(
                capacity: max(64, 2 * places.count))
            _ = roomier.moveInitialize(fromContentsOf: places[..<count])
            places.deallocate()
            places = roomier
        }
        places.initializeElement(at: count, to: element)
        count += 1
    }

    /// Moves all elements into memory that holds none yet, and has exactly their number of places.
    func move(to target: UnsafeMutableBufferPointer<Element>) {
        precondition(target.count == count, "a pile needs a place for each element")
        _ = target.moveInitialize(fromContentsOf: places[..<count])
        count = 0
    }
}
