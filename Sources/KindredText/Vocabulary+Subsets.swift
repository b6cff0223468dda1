extension Vocabulary {
    /// For each of these terms its id in another vocabulary; nil where that does not know it.
    ///
    /// - Complexity: O(terms of both): both stand in byte order, so one pass over the two is enough.
    ///   In damaged tables some terms are not found.
    package func ids(in other: Vocabulary) -> [UInt32?] {
        var theirs = 0
        return (0..<count).map { mine in
            let term = bytes(at: mine)
            while theirs < other.count {
                let order = compare(other.bytes(at: theirs), term)
                if order == 0 { return UInt32(theirs) }
                if order > 0 { return nil }
                theirs += 1
            }
            return nil
        }
    }

    /// The terms of some ids, with their document frequencies.
    ///
    /// - Parameter ids: Ascending, each below `count`.
    /// - Complexity: O(bytes of the terms).
    package func picking(_ ids: [UInt32]) -> Vocabulary {
        let tables = VocabularyTables(
            byteCount: ids.reduce(0) { $0 + bytes(at: Int($1)).count }, count: ids.count)
        for id in ids {
            tables.append(bytes(at: Int(id)), documentFrequency: documentFrequency(id))
        }
        return Vocabulary(tables, documentCount: documentCount)
    }
}
