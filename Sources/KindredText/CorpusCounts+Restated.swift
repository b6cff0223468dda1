extension CorpusCounts {
    /// The same counts in another vocabulary; terms that it does not know are remembered as left out.
    ///
    /// - Returns: Rows of ids of `vocabulary`, ascending.
    /// - Complexity: O(nonzeros + terms of both).
    package func restated(in vocabulary: Vocabulary) -> CorpusCounts {
        let places = self.vocabulary.ids(in: vocabulary)
        var (newStarts, newIDs, newCounts): ([UInt64], [UInt32], [Float]) = ([0], [], [])
        var (unkeptStarts, hashes): ([UInt64], [UInt32]) = ([0], [])
        newIDs.reserveCapacity(ids.count)
        newCounts.reserveCapacity(ids.count)
        for document in 0..<documentCount {
            let first = hashes.count
            let (ids, counts) = row(document)
            for (id, count) in zip(ids, counts) {
                if let place = places[Int(id)] {
                    newIDs.append(place)
                    newCounts.append(count)
                } else {
                    hashes.append(UnkeptTerms.hash(of: self.vocabulary.bytes(at: Int(id))))
                }
            }
            hashes[first...].sort()
            newStarts.append(UInt64(newIDs.count))
            unkeptStarts.append(UInt64(hashes.count))
        }
        return CorpusCounts(
            vocabulary: vocabulary, starts: newStarts, ids: newIDs, counts: newCounts,
            unkept: UnkeptTerms(starts: unkeptStarts, hashes: hashes))
    }

    /// How often each term stands in all documents together. Shape: (terms).
    ///
    /// - Complexity: O(nonzeros); added up in the order of documents.
    package var totals: [Double] {
        var totals = [Double](repeating: 0, count: vocabulary.count)
        for (id, count) in zip(ids, counts) { totals[Int(id)] += Double(count) }
        return totals
    }
}
