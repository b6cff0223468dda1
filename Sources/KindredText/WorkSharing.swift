import Dispatch
import Synchronization

/// Runs `body` on up to `threads` threads, which share the numbers `0..<count` among them.
///
/// - Parameters:
///   - count: How many pieces of work there are.
///   - threads: At least 1; one thread works in place.
///   - body: Called once on each thread with its number, from 0, and a function that gives the next
///     piece of work, nil when all are taken. Who gets which piece is left to chance.
func shareWork(
    _ count: Int, among threads: Int,
    _ body: @Sendable (_ worker: Int, _ next: () -> Int?) -> Void
) {
    let nextPiece = Atomic<Int>(0)
    let workers = max(1, min(threads, count))
    DispatchQueue.concurrentPerform(iterations: workers) { worker in
        body(worker) {
            let piece = nextPiece.add(1, ordering: .relaxed).oldValue
            return piece < count ? piece : nil
        }
    }
}

/// Results that threads put side by side, each in a place of its own.
// Safety: no two threads write the same place, and `all` is read when they are done.
final class Places<Element>: @unchecked Sendable {
    private let memory: UnsafeMutableBufferPointer<Element?>

    init(_ count: Int) {
        memory = .allocate(capacity: count)
        memory.initialize(repeating: nil)
    }

    deinit {
        memory.deinitialize()
        memory.deallocate()
    }

    /// Puts a result in its place.
    func set(_ place: Int, _ element: Element) { memory[place] = element }

    /// The results that are there, in order of place.
    var all: [Element] { memory.compactMap { $0 } }
}
