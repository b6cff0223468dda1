import Dispatch
import Synchronization

/// Tokenises a collection on several threads, block by block.
///
/// Whoever is free takes the next block, so which terms a thread knows, and by which numbers, is
/// left to chance; `CorpusMerger` takes the chance out again.
struct CorpusCollector {
    /// Documents in a block: enough to forget the cost of taking one, few enough to share evenly.
    static let blockSize = 256

    let documentCount: Int
    let threads: Int

    /// The terms and rows of all documents.
    func collect(
        _ settings: Tokenizer.Settings,
        _ fields: @Sendable (Int, (UnsafeBufferPointer<UInt8>, Float) -> Void) -> Void
    ) -> CorpusMerger {
        let blockCount = (documentCount + Self.blockSize - 1) / Self.blockSize
        let workers = min(threads, max(1, blockCount))
        let nextBlock = Atomic<Int>(0)
        let blocks = Places<CorpusMerger.Block>(blockCount)
        let lexicons = Places<CorpusMerger.Lexicon>(workers)
        withoutActuallyEscaping(fields) { fields in
            DispatchQueue.concurrentPerform(iterations: workers) { worker in
                var scanner = TokenScanner()
                var counter = TermCounter(settings)
                while true {
                    let block = nextBlock.add(1, ordering: .relaxed).oldValue
                    guard block < blockCount else { break }
                    let first = block * Self.blockSize
                    for document in first..<min(first + Self.blockSize, documentCount) {
                        counter.beginRow()
                        fields(document) { bytes, weight in
                            counter.setWeight(weight)
                            scanner.scan(bytes, into: &counter)
                        }
                        counter.endRow()
                    }
                    blocks.set(block, CorpusMerger.Block(worker: worker, rows: counter.takeRows()))
                }
                lexicons.set(
                    worker,
                    CorpusMerger.Lexicon(
                        terms: counter.terms, documentFrequencies: counter.documentFrequencies))
            }
        }
        return CorpusMerger(
            lexicons: lexicons.all, blocks: blocks.all, documentCount: documentCount)
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

    /// All results, in order of place.
    var all: [Element] { memory.compactMap { $0 } }
}
