import CKernels
import Dispatch
import Synchronization

extension Threads {
    /// Takes things through three hands at once: one makes them, several work on them, one takes
    /// them in the order in which they were made.
    ///
    /// While a file is read and another written, all of ``count`` threads work, and nobody waits
    /// for a whole batch. `produce` runs on a thread of its own, `consume` on the calling one. No
    /// more than twice as many things as threads are under way, and two. On one thread the three
    /// take turns.
    /// - Parameters:
    ///   - produce: Gives the next thing, nil after the last; not called again after an error.
    ///   - work: Turns a thing into a result; called from several threads at once.
    ///   - consume: Takes the results in order.
    /// - Throws: What `consume` throws, at once; or what `produce` throws, after everything made
    ///   before has been consumed.
    package func pipeline<Item, Result, Failure: Error>(
        produce: @escaping () throws(Failure) -> Item?,
        work: @escaping @Sendable (Item) -> Result,
        consume: (Result) throws(Failure) -> Void
    ) throws(Failure) {
        let workers = min(count, Int(kindred_thread_limit()))
        guard workers > 1 else {
            while let item = try produce() { try consume(work(item)) }
            return
        }
        let belt = Belt<Item, Result, Failure>(workers: workers)
        let hands = DispatchGroup()
        // Safety: the closure is called by one thread, and not after this call returns.
        nonisolated(unsafe) let produce = produce
        // Queues of their own, since those that wait must not keep others from running.
        DispatchQueue(label: "produce").async(group: hands) { belt.fill(produce) }
        for _ in 0..<workers {
            DispatchQueue(label: "work").async(group: hands) {
                Threads.limited(to: 1) { belt.run(work) }
            }
        }
        defer {
            belt.stop()
            hands.wait()
        }
        while let result = belt.next() { try consume(result) }
        if let failure = belt.failure { throw failure }
    }
}

/// Things on their way: places in a circle, each used by one hand at a time.
private final class Belt<Item, Result, Failure: Error>: @unchecked Sendable {
    // Safety: a place is filled by the producer after `free`, worked on by the one worker that
    // took its number after `ready`, emptied by the consumer after its `done`, then free again.
    // `failure` is written before `end`, and read after it.
    private let items: Slots<Item?>
    private let results: Slots<Result?>
    private let free = DispatchSemaphore(value: 0)
    private let ready = DispatchSemaphore(value: 0)
    private let done: [DispatchSemaphore]
    private let workers: Int
    /// The number after the last thing; more than any while it is not known.
    private let end = Atomic(Int.max)
    private let taken = Atomic(0)
    private let isStopped = Atomic(false)
    private var consumed = 0
    private(set) var failure: Failure?

    init(workers: Int) {
        let places = 2 * workers + 2
        self.workers = workers
        items = Slots(count: places, repeating: nil)
        results = Slots(count: places, repeating: nil)
        done = (0..<places).map { _ in DispatchSemaphore(value: 0) }
        for _ in 0..<places { free.signal() }
    }

    /// Fills places until there is nothing more, or nobody wants it.
    func fill(_ produce: () throws(Failure) -> Item?) {
        var number = 0
        while true {
            free.wait()
            guard !isStopped.load(ordering: .acquiring), let item = made(by: produce) else { break }
            items[number % done.count] = item
            number += 1
            ready.signal()
        }
        end.store(number, ordering: .releasing)
        for _ in 0..<workers { ready.signal() }
        done[number % done.count].signal()
    }

    private func made(by produce: () throws(Failure) -> Item?) -> Item? {
        do throws(Failure) {
            return try produce()
        } catch {
            failure = error
            return nil
        }
    }

    /// Works on what is ready until the end.
    func run(_ work: (Item) -> Result) {
        while true {
            ready.wait()
            let number = taken.add(1, ordering: .acquiringAndReleasing).oldValue
            guard number < end.load(ordering: .acquiring) else { return }
            let place = number % done.count
            if let item = items[place] { results[place] = work(item) }
            items[place] = nil
            done[place].signal()
        }
    }

    /// The next result in order; nil after the last.
    func next() -> Result? {
        let place = consumed % done.count
        done[place].wait()
        guard consumed < end.load(ordering: .acquiring) else { return nil }
        consumed += 1
        let result = results[place]
        results[place] = nil
        free.signal()
        return result
    }

    /// Says that no more is wanted.
    func stop() {
        isStopped.store(true, ordering: .releasing)
        free.signal()
    }
}
