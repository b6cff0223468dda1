import KindredText
import KindredVectors

/// The counts that an index keeps of its papers.
struct StoredTexts: Sendable {
    private let rows: SparseMatrix
    private let mentions: StoredMentions
    private let largeStarts: [Int]

    /// Nil where the index keeps none.
    init?(_ index: IndexFile) {
        guard let tfidf = index.tfidf, let mentions = index.mentions else { return nil }
        rows = tfidf.rows
        self.mentions = mentions
        largeStarts = mentions.largeStarts(tfidf.rows.starts)
    }

    /// The terms of a paper, ascending, and how often it holds each.
    func forEach(of row: Int, _ visit: (_ term: UInt32, _ count: Float) -> Void) {
        var large = largeStarts[row]
        mentions.codes.withUnsafeBufferPointer { codes in
            rows.ids.withUnsafeBufferPointer { ids in
                for place in rows.range(ofRow: row) {
                    if codes[place] == 0 {
                        visit(ids[place], mentions.large[large])
                        large += 1
                    } else {
                        visit(ids[place], Float(codes[place]) / 2)
                    }
                }
            }
        }
    }

    /// Adds the numbers of the terms that were left out of a paper.
    func addUnkept(of row: Int, to hashes: inout [UInt32]) {
        guard let unkept = mentions.unkept else { return }
        unkept.hashes.withUnsafeBufferPointer { hashes += $0[unkept.range(of: row)] }
    }
}

/// Counted texts of several indexes, and new ones, on their way into one corpus.
struct SplicedTexts: Sendable {
    let sources: [StoredTexts]
    /// All terms of the new texts.
    let fresh: CorpusCounts
    /// Where the text of each row is counted; a fresh one by its place in `fresh`.
    let origins: [GrowthPlan.Row]

    /// Rows that one worker takes at a time.
    private static let blockSize = 1_024

    /// The corpus of all rows.
    ///
    /// - Parameters:
    ///   - settings: Which terms are kept; without a cap.
    ///   - union: The terms of the sources, in their order, and of `fresh`.
    /// - Complexity: O(nonzeros + terms).
    func counts(
        by settings: VocabularySettings, _ union: VocabularyUnion, _ threads: Threads
    ) -> CorpusCounts {
        let frequencies = frequencies(union)
        let kept = (0..<UInt32(union.count)).filter {
            settings.keeps(
                documentFrequency: frequencies[Int($0)], of: origins.count,
                isPair: union.isPair(at: Int($0)))
        }
        var ids = [UInt32](repeating: Self.dropped, count: union.count)
        for (id, place) in kept.enumerated() { ids[Int(place)] = UInt32(id) }
        let maps = union.places.map { $0.map { ids[Int($0)] } }
        let parts = threads.mapBlocks(of: origins.count, size: Self.blockSize) { rows, _ in
            Part(rows, of: self, maps, union)
        }
        return joined(
            parts, remembering: settings.remembersUnkept,
            union.vocabulary(
                of: kept, documentFrequencies: frequencies, documentCount: origins.count))
    }

    private static let dropped = UInt32.max

    /// In how many rows each term of the union stands.
    private func frequencies(_ union: VocabularyUnion) -> [UInt32] {
        var frequencies = [UInt32](repeating: 0, count: union.count)
        for origin in origins {
            if let source = origin.source {
                let places = union.places[source]
                sources[source].forEach(of: origin.place) { term, _ in
                    frequencies[Int(places[Int(term)])] += 1
                }
            } else {
                let places = union.places[sources.count]
                for term in fresh.row(origin.place).ids {
                    frequencies[Int(places[Int(term)])] += 1
                }
            }
        }
        return frequencies
    }

    /// Some rows in final ids.
    private struct Part: Sendable {
        var ends: [UInt64] = []
        var ids: [UInt32] = []
        var counts: [Float] = []
        var unkeptEnds: [UInt64] = [0]
        var unkept: [UInt32] = []

        init(
            _ rows: Range<Int>, of texts: SplicedTexts, _ maps: [[UInt32]], _ union: VocabularyUnion
        ) {
            for row in rows {
                let origin = texts.origins[row]
                let number = origin.source ?? texts.sources.count
                let (map, places) = (maps[number], union.places[number])
                let first = unkept.count
                func add(_ term: UInt32, _ count: Float) {
                    let id = map[Int(term)]
                    if id == SplicedTexts.dropped {
                        unkept.append(union.hash(at: Int(places[Int(term)])))
                    } else {
                        ids.append(id)
                        counts.append(count)
                    }
                }
                if let source = origin.source {
                    texts.sources[source].forEach(of: origin.place, add)
                    texts.sources[source].addUnkept(of: origin.place, to: &unkept)
                } else {
                    let (terms, counts) = texts.fresh.row(origin.place)
                    for (term, count) in zip(terms, counts) { add(term, count) }
                }
                unkept[first...].sort()
                unkeptEnds.append(UInt64(unkept.count))
                ends.append(UInt64(ids.count))
            }
        }
    }

    private func joined(
        _ parts: [Part], remembering: Bool, _ vocabulary: Vocabulary
    ) -> CorpusCounts {
        var (starts, ids, counts): ([UInt64], [UInt32], [Float]) = ([0], [], [])
        let size = parts.reduce(0) { $0 + $1.ids.count }
        starts.reserveCapacity(origins.count + 1)
        ids.reserveCapacity(size)
        counts.reserveCapacity(size)
        for part in parts {
            let first = UInt64(ids.count)
            starts += part.ends.lazy.map { first + $0 }
            ids += part.ids
            counts += part.counts
        }
        let unkept =
            remembering
            ? UnkeptTerms(
                joining: parts.map { UnkeptTerms(starts: $0.unkeptEnds, hashes: $0.unkept) }) : nil
        return CorpusCounts(
            vocabulary: vocabulary, starts: starts, ids: ids, counts: counts, unkept: unkept)
    }
}
