package import KindredThreads

/// How often each term stands in each document of a collection.
///
/// Compressed sparse rows. Term ids follow the byte order of the terms, so nothing here depends on
/// hashing, on the number of threads or on the order of their work.
package struct CorpusCounts: Sendable {
    /// The terms that were kept.
    package let vocabulary: Vocabulary
    /// Where each document's row begins in `ids`, and where the last one ends.
    /// Shape: (documents + 1).
    package let starts: [UInt64]
    /// Term ids, ascending within each row. Shape: (nonzeros).
    package let ids: [UInt32]
    /// For each id the sum of the weights of its fields, one for each occurrence.
    /// Shape: (nonzeros).
    package let counts: [Float]
    /// The terms that were left out, where the settings asked for them.
    package let unkept: UnkeptTerms?

    /// Counts that were made before: what a stored corpus holds.
    ///
    /// - Precondition: The arrays have the shapes above, and every id is one of the vocabulary.
    package init(
        vocabulary: Vocabulary, starts: [UInt64], ids: [UInt32], counts: [Float],
        unkept: UnkeptTerms? = nil
    ) {
        precondition(ids.count == counts.count, "each id needs one count")
        self.vocabulary = vocabulary
        self.starts = starts
        self.ids = ids
        self.counts = counts
        self.unkept = unkept
    }

    /// The number of documents.
    package var documentCount: Int { starts.count - 1 }

    /// The ids and counts of one document.
    package func row(_ document: Int) -> (ids: ArraySlice<UInt32>, counts: ArraySlice<Float>) {
        let range = Int(starts[document])..<Int(starts[document + 1])
        return (ids[range], counts[range])
    }

    /// Counts documents that are tokens already; each token is a term as it stands.
    ///
    /// - Complexity: O(bytes of the tokens + terms · log terms).
    package init(tokenized documents: [[String]], settings: VocabularySettings = .init()) {
        var counter = TermCounter(Tokenizer.Settings(stopWords: false))
        for document in documents {
            counter.beginRow()
            for token in document where !token.isEmpty {
                var token = token
                token.withUTF8 { counter.accept(term: $0) }
            }
            counter.endRow()
        }
        let block = CorpusMerger.Block(worker: 0, rows: counter.takeRows())
        let merger = CorpusMerger(
            lexicons: [CorpusMerger.Lexicon(counter)], blocks: [block],
            documentCount: documents.count)
        self.init(merger, settings: settings, threads: .one)
    }

    /// Counts the documents of a collection, in blocks on several threads.
    ///
    /// - Parameters:
    ///   - documentCount: Documents are numbered `0..<documentCount`.
    ///   - tokenizer: Cuts every field.
    ///   - settings: Which terms are kept.
    ///   - threads: Who works on it. The answer does not depend on it.
    ///   - fields: Called once for each document, from any thread: gives each of its fields, as
    ///     UTF-8 that holds during the visit, and how much one occurrence in it counts.
    /// - Complexity: O(bytes + nonzeros + terms · log terms); about 200 bytes of memory for each
    ///   distinct token on each thread, and 16 for each nonzero.
    package init(
        documentCount: Int, tokenizer: Tokenizer, settings: VocabularySettings,
        threads: Threads,
        fields:
            @Sendable (
                _ document: Int, _ visit: (UnsafeBufferPointer<UInt8>, Float) -> Void
            ) -> Void
    ) {
        let collector = CorpusCollector(documentCount: documentCount, threads: threads)
        let merger = collector.collect(tokenizer.settings, fields)
        self.init(merger, settings: settings, threads: threads)
    }

    private init(
        _ merger: consuming CorpusMerger, settings: VocabularySettings, threads: Threads
    ) {
        self = merger.merged(settings, threads: threads)
    }
}

extension Tokenizer {
    /// Counts the terms of new text that a vocabulary knows; all others are passed over.
    ///
    /// - Parameters:
    ///   - fields: UTF-8 texts and how much one occurrence in each counts.
    ///   - vocabulary: The terms that were learned.
    /// - Returns: Term ids, ascending, and for each the sum of its weights.
    /// - Complexity: O(bytes + terms · log vocabulary).
    package func counts(
        of fields: [(text: String, weight: Float)], in vocabulary: Vocabulary
    ) -> (ids: [UInt32], counts: [Float]) {
        var scanner = TokenScanner()
        var counter = TermCounter(settings)
        counter.beginRow()
        for field in fields {
            var text = field.text
            counter.setWeight(field.weight)
            text.withUTF8 { scanner.scan($0, into: &counter) }
        }
        counter.endRow()
        let rows = counter.takeRows()
        let found = counter.terms.withTerms { term in
            zip(rows.ids, rows.counts).compactMap { id, count in
                vocabulary.id(of: term(id)).map { (id: $0, count: count) }
            }
        }.sorted { $0.id < $1.id }
        return (found.map(\.id), found.map(\.count))
    }
}
