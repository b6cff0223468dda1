/// The terms of several vocabularies as one, in byte order.
///
/// What a vocabulary calls term 7 may be the union's term 12: ``places`` leads from one to the other,
/// and since both stand in byte order, ascending ids stay ascending.
package struct VocabularyUnion: Sendable {
    /// For each vocabulary, where in the union each of its terms stands. Shape: (terms of each).
    package let places: [[UInt32]]
    /// Where each term of the union is found: the vocabulary above, the id below.
    private let sources: [UInt64]
    private let vocabularies: [Vocabulary]

    /// How many different terms there are.
    package var count: Int { sources.count }

    /// The union of some vocabularies, each in byte order.
    ///
    /// - Complexity: O(v · terms) comparisons for v vocabularies.
    package init(_ vocabularies: [Vocabulary]) {
        var places = vocabularies.map { [UInt32](repeating: 0, count: $0.count) }
        var heads = [Int](repeating: 0, count: vocabularies.count)
        var sources: [UInt64] = []
        sources.reserveCapacity(vocabularies.reduce(0) { max($0, $1.count) })
        while let least = Self.least(heads, vocabularies) {
            let term = vocabularies[least].bytes(at: heads[least])
            let place = UInt32(sources.count)
            sources.append(UInt64(least) << 32 | UInt64(heads[least]))
            for (index, other) in vocabularies.enumerated() where heads[index] < other.count {
                guard index == least || compare(other.bytes(at: heads[index]), term) == 0 else {
                    continue
                }
                places[index][heads[index]] = place
                heads[index] += 1
            }
        }
        self.places = places
        self.sources = sources
        self.vocabularies = vocabularies
    }

    /// The vocabulary whose next term comes first; nil where all are at their end.
    private static func least(_ heads: [Int], _ vocabularies: [Vocabulary]) -> Int? {
        var least: Int?
        for index in heads.indices where heads[index] < vocabularies[index].count {
            guard let best = least else {
                least = index
                continue
            }
            let order = compare(
                vocabularies[index].bytes(at: heads[index]),
                vocabularies[best].bytes(at: heads[best]))
            if order < 0 { least = index }
        }
        return least
    }

    /// The number under which a term is remembered where it is left out.
    package func hash(at place: Int) -> UInt32 { UnkeptTerms.hash(of: bytes(at: place)) }

    /// Whether a term is a pair of words.
    package func isPair(at place: Int) -> Bool { Vocabulary.isPair(bytes(at: place)) }

    /// The terms at some places, ascending, with the number of documents each stands in.
    package func vocabulary(
        of places: [UInt32], documentFrequencies: [UInt32], documentCount: Int
    ) -> Vocabulary {
        let size = places.reduce(0) { $0 + bytes(at: Int($1)).count }
        let tables = VocabularyTables(byteCount: size, count: places.count)
        for place in places {
            tables.append(
                bytes(at: Int(place)), documentFrequency: documentFrequencies[Int(place)])
        }
        return Vocabulary(tables, documentCount: documentCount)
    }

    private func bytes(at place: Int) -> UnsafeBufferPointer<UInt8> {
        let source = sources[place]
        return vocabularies[Int(source >> 32)].bytes(at: Int(source & 0xFFFF_FFFF))
    }
}
