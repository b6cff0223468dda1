extension Tokenizer {
    /// Visits the distinct terms of a text, whether a vocabulary knows them or not.
    ///
    /// - Parameters:
    ///   - fields: UTF-8 texts and how much one occurrence in each counts.
    ///   - visit: Takes the UTF-8 of a term, which holds during the call only, and the sum of its
    ///     weights; in the order of first appearance.
    /// - Complexity: O(bytes).
    package func forEachCount(
        of fields: [(text: String, weight: Float)],
        _ visit: (_ term: UnsafeBufferPointer<UInt8>, _ count: Float) -> Void
    ) {
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
        counter.terms.withTerms { term in
            for (id, count) in zip(rows.ids, rows.counts) { visit(term(id), count) }
        }
    }
}
