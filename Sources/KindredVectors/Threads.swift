import CKernels
import COpenBLAS
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
/// bit, from one thread or many. OpenBLAS is held at one thread of its own: each of our workers
/// calls it on its own block, so that the two never compete for the cores.
package struct Threads: Sendable, Hashable {
    /// How many workers run at most; at least one.
    package let count: Int

    /// Uses `count` workers, by default as many as there are cores to run on.
    package init(_ count: Int = Threads.available) {
        self.count = min(max(count, 1), Threads.most)
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

    /// Calls `body` once for each block of `0..<count`, on several threads at once.
    ///
    /// Returns when all blocks are done. Blocks start in ascending order, and each worker sees
    /// ascending blocks. May be called inside `body`.
    /// - Parameters:
    ///   - count: How many items there are. None: `body` is not called.
    ///   - size: Items in a block; the last one may hold fewer. At least 1.
    ///   - body: Gets the block and the number of its worker, `0..<self.count`. Two calls with the
    ///     same worker never overlap, so a worker may own scratch memory.
    package func forEachBlock(
        of count: Int, size: Int, _ body: @Sendable (_ block: Range<Int>, _ worker: Int) -> Void
    ) {
        precondition(count >= 0 && size >= 1, "blocks need a count from 0 and a size from 1")
        Threads.holdOpenBLAS()
        let blocks = count / size + (count % size == 0 ? 0 : 1)
        let workers = min(self.count, blocks)
        let next = Atomic(0)
        @Sendable func work(_ worker: Int) {
            while true {
                let block = next.add(1, ordering: .relaxed).oldValue
                guard block < blocks else { return }
                let start = block * size
                body(start..<min(start + size, count), worker)
            }
        }
        if workers <= 1 {
            work(0)
        } else {
            DispatchQueue.concurrentPerform(iterations: workers, execute: work)
        }
    }

    /// The blocks' results in block order, computed on several threads at once.
    package func mapBlocks<Result: Sendable>(
        of count: Int, size: Int,
        _ body: @Sendable (_ block: Range<Int>, _ worker: Int) -> Result
    ) -> [Result] {
        precondition(count >= 0 && size >= 1, "blocks need a count from 0 and a size from 1")
        let results = Slots<Result?>(count: (count + size - 1) / size, repeating: nil)
        forEachBlock(of: count, size: size) { block, worker in
            results[block.lowerBound / size] = body(block, worker)
        }
        return results.values.compactMap { $0 }
    }

    /// Keeps OpenBLAS from starting work on threads of its own.
    static func holdOpenBLAS() { openBLASIsHeld }

    private static let openBLASIsHeld: Void = openblas_set_num_threads(1)
}

/// Places that workers of ``Threads`` write to, each place from one worker at a time.
final class Slots<Value>: @unchecked Sendable {
    // Safety: allocated and initialised here, freed in `deinit`. Who uses it gives every place to
    // one block or one worker, so no two threads touch one place at the same time.
    private let buffer: UnsafeMutableBufferPointer<Value>

    init(count: Int, repeating value: Value) {
        buffer = .allocate(capacity: count)
        buffer.initialize(repeating: value)
    }

    deinit {
        buffer.deinitialize()
        buffer.deallocate()
    }

    var values: [Value] { Array(buffer) }

    subscript(index: Int) -> Value {
        get {
            precondition(index >= 0 && index < buffer.count, "slot outside its range")
            return buffer[index]
        }
        _modify {
            precondition(index >= 0 && index < buffer.count, "slot outside its range")
            yield &buffer[index]
        }
    }
}
