import KindredThreads

/// Brings together what the threads counted: one vocabulary in byte order, rows of ascending ids.
struct CorpusMerger {
    /// The terms one thread saw, by its own numbers.
    struct Lexicon {
        let terms: TermList
        let documentFrequencies: [UInt32]

        init(_ counter: borrowing TermCounter) {
            terms = counter.terms
            documentFrequencies = counter.documentFrequencies
        }
    }

    /// Rows one thread counted, in its own numbers.
    struct Block {
        let worker: Int
        let rows: TermCounter.Rows
    }

    let lexicons: [Lexicon]
    var blocks: [Block]
    let documentCount: Int

    /// All terms of all threads, numbered by first appearance thread by thread.
    private struct Union {
        var terms = TermList()
        var documentFrequencies: [UInt32] = []
        /// For each thread, the number here of each of its terms.
        var numbers: [[UInt32]] = []
    }

    /// The vocabulary and the rows, by the settings.
    consuming func merged(_ settings: VocabularySettings, threads: Threads) -> CorpusCounts {
        let union = union()
        let kept = sorted(kept(union, settings), union.terms)
        let vocabulary = vocabulary(kept, union)
        var ids = [UInt32](repeating: CorpusRows.dropped, count: union.terms.count)
        for (id, number) in kept.enumerated() { ids[Int(number)] = UInt32(id) }
        let maps = union.numbers.map { $0.map { ids[Int($0)] } }
        let unkept =
            settings.remembersUnkept
            ? unkept(union.terms, ids, union.numbers, threads: threads) : nil
        let rows = CorpusRows(maps: maps, termCount: kept.count, threads: threads)
        let given = blocks
        blocks = []
        let (starts, newIDs, counts) = rows.written(given, documentCount: documentCount)
        return CorpusCounts(
            vocabulary: vocabulary, starts: starts, ids: newIDs, counts: counts, unkept: unkept)
    }

    private func union() -> Union {
        if lexicons.count == 1 {
            return Union(
                terms: lexicons[0].terms, documentFrequencies: lexicons[0].documentFrequencies,
                numbers: [Array(0..<UInt32(lexicons[0].terms.count))])
        }
        var union = Union()
        var table = TokenTable()
        for lexicon in lexicons {
            var numbers: [UInt32] = []
            numbers.reserveCapacity(lexicon.terms.count)
            lexicon.terms.forEach { bytes in
                let token = Token(bytes)
                let place = table.place(of: token)
                if table.isFree(at: place) {
                    let number = union.terms.append(bytes)
                    table.insert(token, at: place, value: number)
                    union.documentFrequencies.append(0)
                    numbers.append(number)
                } else {
                    numbers.append(table.value(at: place))
                }
            }
            for (number, frequency) in zip(numbers, lexicon.documentFrequencies) {
                union.documentFrequencies[Int(number)] += frequency
            }
            union.numbers.append(numbers)
        }
        return union
    }

    /// The numbers of the terms that the settings keep.
    private func kept(_ union: Union, _ settings: VocabularySettings) -> [UInt32] {
        let kept = union.terms.withTerms { term in
            (0..<UInt32(union.terms.count)).filter {
                settings.keeps(
                    documentFrequency: union.documentFrequencies[Int($0)], of: documentCount,
                    isPair: Vocabulary.isPair(term($0)))
            }
        }
        guard let cap = settings.featureCap, cap < kept.count else { return kept }
        let totals = totals(union)
        let byBytes = sorted(kept, union.terms)
        let ranked = byBytes.enumerated().sorted {
            let (left, right) = (totals[Int($0.element)], totals[Int($1.element)])
            return left == right ? $0.offset < $1.offset : left > right
        }
        return ranked.prefix(max(0, cap)).map(\.element)
    }

    /// How often each term stands in all documents together, added up in the order of documents.
    private func totals(_ union: Union) -> [Double] {
        var totals = [Double](repeating: 0, count: union.terms.count)
        for block in blocks {
            let numbers = union.numbers[block.worker]
            for (id, count) in zip(block.rows.ids, block.rows.counts) {
                totals[Int(numbers[Int(id)])] += Double(count)
            }
        }
        return totals
    }

    /// Term numbers by the bytes of their terms.
    private func sorted(_ numbers: [UInt32], _ terms: TermList) -> [UInt32] {
        terms.withTerms { term in
            let keyed = numbers.map { (prefix: Self.prefix(term($0)), number: $0) }
            return keyed.sorted {
                if $0.prefix != $1.prefix { return $0.prefix < $1.prefix }
                return compare(term($0.number), term($1.number)) < 0
            }.map(\.number)
        }
    }

    /// The first eight bytes as a number that compares as they do.
    private static func prefix(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var prefix: UInt64 = 0
        for place in 0..<8 {
            prefix = prefix << 8 | UInt64(place < bytes.count ? bytes[place] : 0)
        }
        return prefix
    }

    private func vocabulary(_ kept: [UInt32], _ union: Union) -> Vocabulary {
        let byteCount = kept.reduce(0) { $0 + union.terms.length(of: $1) }
        let tables = VocabularyTables(byteCount: byteCount, count: kept.count)
        union.terms.withTerms { term in
            for number in kept {
                tables.append(
                    term(number), documentFrequency: union.documentFrequencies[Int(number)])
            }
        }
        return Vocabulary(tables, documentCount: documentCount)
    }
}
