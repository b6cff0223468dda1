import KindredThreads

/// Tokenises a collection on several threads, block by block.
///
/// Whoever is free takes the next block, so which terms a thread knows, and by which numbers, is
/// left to chance; `CorpusMerger` takes the chance out again.
struct CorpusCollector {
    /// Documents in a block: enough to forget the cost of taking one, few enough to share evenly.
    static let blockSize = 256

    let documentCount: Int
    let threads: Threads

    /// The terms and rows of all documents.
    func collect(
        _ settings: Tokenizer.Settings,
        _ fields: @Sendable (Int, (UnsafeBufferPointer<UInt8>, Float) -> Void) -> Void
    ) -> CorpusMerger {
        let blockCount = (documentCount + Self.blockSize - 1) / Self.blockSize
        let blocks = Slots<CorpusMerger.Block?>(count: blockCount, repeating: nil)
        let lexicons = Slots<CorpusMerger.Lexicon?>(count: threads.count, repeating: nil)
        withoutActuallyEscaping(fields) { fields in
            threads.share(blockCount) { worker, next in
                var scanner = TokenScanner()
                var counter = TermCounter(settings)
                while let block = next() {
                    for document in documents(in: block) {
                        counter.beginRow()
                        fields(document) { bytes, weight in
                            counter.setWeight(weight)
                            scanner.scan(bytes, into: &counter)
                        }
                        counter.endRow()
                    }
                    blocks[block] = CorpusMerger.Block(worker: worker, rows: counter.takeRows())
                }
                lexicons[worker] = CorpusMerger.Lexicon(counter)
            }
        }
        return CorpusMerger(
            lexicons: lexicons.values.compactMap(\.self),
            blocks: blocks.values.compactMap(\.self), documentCount: documentCount)
    }

    private func documents(in block: Int) -> Range<Int> {
        block * Self.blockSize..<min((block + 1) * Self.blockSize, documentCount)
    }
}
