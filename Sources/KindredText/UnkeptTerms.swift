import KindredThreads

/// What a corpus remembers of the terms that its vocabulary left out: a number for each, by document.
///
/// A pair of words that stands in one document is left out, and comes in once a second document
/// holds it. These numbers tell which documents may hold it, so that only those need be read again.
/// Two terms may share a number; whoever reads the document finds out.
package struct UnkeptTerms: Sendable, Equatable {
    /// Where each document's numbers begin, and where the last one's end. Shape: (documents + 1).
    package let starts: [UInt64]
    /// One number for each term of a document that was left out, ascending within it.
    package let hashes: [UInt32]

    /// Numbers as they were stored.
    package init(starts: [UInt64], hashes: [UInt32]) {
        self.starts = starts
        self.hashes = hashes
    }

    /// Nothing was left out of so many documents.
    package static func none(documentCount: Int) -> UnkeptTerms {
        UnkeptTerms(starts: [UInt64](repeating: 0, count: documentCount + 1), hashes: [])
    }

    /// The number of a term: 31 bits of FNV-1a above one that says whether it is a pair of words.
    ///
    /// The same everywhere and forever, as files hold it.
    /// - Source: Fowler, Noll, Vo; the 32-bit offset basis and prime.
    package static func hash(of term: UnsafeBufferPointer<UInt8>) -> UInt32 {
        let hash: UInt32 = term.reduce(2_166_136_261) { ($0 ^ UInt32($1)) &* 16_777_619 }
        return hash << 1 | (Vocabulary.isPair(term) ? 1 : 0)
    }

    /// Whether the number is that of a pair of words.
    package static func isPair(_ hash: UInt32) -> Bool { hash & 1 == 1 }
}

extension CorpusMerger {
    /// The terms of each document that are not kept.
    ///
    /// - Parameters:
    ///   - ids: The final id of each term of the union, `CorpusRows.dropped` where it has none.
    ///   - numbers: For each thread, the number in the union of each of its terms.
    func unkept(
        _ terms: TermList, _ ids: [UInt32], _ numbers: [[UInt32]], threads: Threads
    ) -> UnkeptTerms {
        guard ids.contains(CorpusRows.dropped) else { return .none(documentCount: documentCount) }
        let hashes = terms.withTerms { term in
            ids.indices.map {
                ids[$0] == CorpusRows.dropped ? UnkeptTerms.hash(of: term(UInt32($0))) : 0
            }
        }
        let blocks = blocks
        let found = threads.mapBlocks(of: blocks.count, size: 1) { block, _ in
            let place = blocks[block.lowerBound]
            return Self.unkept(place.rows, numbers[place.worker], ids, hashes)
        }
        return UnkeptTerms(joining: found)
    }

    private static func unkept(
        _ rows: TermCounter.Rows, _ numbers: [UInt32], _ ids: [UInt32], _ hashes: [UInt32]
    ) -> UnkeptTerms {
        var (starts, found): ([UInt64], [UInt32]) = ([0], [])
        var start = 0
        for end in rows.ends {
            let first = found.count
            for id in rows.ids[start..<end] {
                let number = Int(numbers[Int(id)])
                if ids[number] == CorpusRows.dropped { found.append(hashes[number]) }
            }
            found[first...].sort()
            starts.append(UInt64(found.count))
            start = end
        }
        return UnkeptTerms(starts: starts, hashes: found)
    }
}

extension UnkeptTerms {
    /// The documents of several parts, one part behind the other.
    package init(joining parts: [UnkeptTerms]) {
        var (starts, hashes): ([UInt64], [UInt32]) = ([0], [])
        starts.reserveCapacity(parts.reduce(1) { $0 + $1.starts.count })
        hashes.reserveCapacity(parts.reduce(0) { $0 + $1.hashes.count })
        for part in parts {
            let first = UInt64(hashes.count)
            starts += part.starts.dropFirst().lazy.map { first + $0 }
            hashes += part.hashes
        }
        self.init(starts: starts, hashes: hashes)
    }
}
