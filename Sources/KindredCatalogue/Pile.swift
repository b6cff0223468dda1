import KindredThreads

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

    /// The elements of the piles, one pile after the other; the piles are empty then.
    static func joined(_ piles: [Pile<Element>], threads: Threads) -> [Element] {
        var starts = [0]
        for pile in piles { starts.append(starts[starts.count - 1] + pile.count) }
        let ends = starts
        return Array(unsafeUninitializedCapacity: starts[piles.count]) { places, initialized in
            // Safety: call number i alone touches piles[i] and the places from ends[i] to
            // ends[i + 1], and forEachBlock returns after the last call has.
            nonisolated(unsafe) let places = places
            threads.forEachBlock(of: piles.count, size: 1) { block, _ in
                let pile = block.lowerBound
                piles[pile].move(
                    to: UnsafeMutableBufferPointer(rebasing: places[ends[pile]..<ends[pile + 1]]))
            }
            initialized = ends[piles.count]
        }
    }
}
