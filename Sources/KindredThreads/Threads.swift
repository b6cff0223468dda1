import CKernels
import Dispatch
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// How many threads a piece of work may use, and the one place they come from.
///
/// Work is cut into blocks whose size never depends on the number of threads, and idle workers
/// take the next block. Whoever writes results by block therefore gets the same answer, bit for
/// bit, from one thread or many. Workers are threads of the system's pool, of which no more run
/// at once than there are cores; work that a worker starts runs on that worker, so that one call
/// never runs on more than ``count`` threads, whatever it starts.
package struct Threads: Sendable, Hashable {
    /// How many workers run at most; at least one.
    package let count: Int

    /// Uses `count` workers, at least one and at most 256; nil for ``available``.
    package init(_ count: Int? = nil) {
        self.count = min(max(count ?? Threads.available, 1), Threads.most)
    }

    /// One thread: the work runs where it is called.
    package static let one = Threads(1)

    /// `KINDRED_THREADS` where it holds a number from 1 up, else the cores this process may use:
    /// its affinity mask, bounded by its control group's processor quota.
    package static let available: Int = {
        if let asked = getenv("KINDRED_THREADS").flatMap({ Int(String(cString: $0)) }), asked >= 1 {
            return min(asked, most)
        }
        return min(max(Int(kindred_available_cores()), 1), most)
    }()

    /// More workers than this only cost memory.
    static let most = 256

    /// Runs `body` on up to ``count`` threads, which share the numbers `0..<pieces` among them.
    ///
    /// Returns when all have. Numbers are given out in ascending order; who gets which is left to
    /// chance.
    /// - Parameters:
    ///   - pieces: How many there are; none still runs `body` once, on the calling thread.
    ///   - body: Called once on each thread with the thread's number, `0..<count`, and a function
    ///     that gives the next piece of work, nil when all are taken.
    package func share(
        _ pieces: Int, _ body: @Sendable (_ worker: Int, _ next: () -> Int?) -> Void
    ) {
        let nextPiece = Atomic(0)
        @Sendable func work(_ worker: Int) {
            body(worker) {
                let piece = nextPiece.add(1, ordering: .relaxed).oldValue
                return piece < pieces ? piece : nil
            }
        }
        let limit = min(count, Int(kindred_thread_limit()))
        let workers = min(limit, pieces)
        guard workers > 1 else { return Threads.limited(to: limit) { work(0) } }
        DispatchQueue.concurrentPerform(iterations: workers) { worker in
            Threads.limited(to: 1) { work(worker) }
        }
    }

    /// Runs `body`, whose own work gets at most `limit` threads.
    static func limited(to limit: Int, _ body: () -> Void) {
        let before = kindred_thread_limit()
        kindred_set_thread_limit(Int32(limit))
        body()
        kindred_set_thread_limit(before)
    }

    /// Calls `body` once for each block of `0..<count`, on several threads at once.
    ///
    /// Returns when all blocks are done. Blocks start in ascending order, and each worker sees
    /// ascending blocks. Called inside `body` of several
    /// workers, it runs on the thread that calls it.
    /// - Parameters:
    ///   - count: How many items there are. None: `body` is not called.
    ///   - size: Items in a block; the last one may hold fewer. At least 1.
    ///   - body: Gets the block and the number of its worker, `0..<self.count`. Two calls with the
    ///     same worker never overlap, so a worker may own scratch memory.
    package func forEachBlock(
        of count: Int, size: Int, _ body: @Sendable (_ block: Range<Int>, _ worker: Int) -> Void
    ) {
        share(Threads.blocks(of: count, size: size)) { worker, next in
            while let block = next() {
                body(block * size..<min((block + 1) * size, count), worker)
            }
        }
    }

    /// The blocks' results in block order, computed on several threads at once.
    package func mapBlocks<Result: Sendable>(
        of count: Int, size: Int,
        _ body: @Sendable (_ block: Range<Int>, _ worker: Int) -> Result
    ) -> [Result] {
        let blocks = Threads.blocks(of: count, size: size)
        return Array(unsafeUninitializedCapacity: blocks) { places, initialized in
            // Safety: the array owns the places; each is written once, by the one call that has
            // its block, and all calls have returned when forEachBlock does.
            nonisolated(unsafe) let places = places
            forEachBlock(of: count, size: size) { block, worker in
                places.initializeElement(at: block.lowerBound / size, to: body(block, worker))
            }
            initialized = blocks
        }
    }

    /// How many blocks hold `count` items.
    private static func blocks(of count: Int, size: Int) -> Int {
        precondition(count >= 0 && size >= 1, "blocks need a count from 0 and a size from 1")
        return count / size + (count % size == 0 ? 0 : 1)
    }
}
