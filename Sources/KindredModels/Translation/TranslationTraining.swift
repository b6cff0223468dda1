package import KindredText
package import KindredVectors

/// How a translation table is learned from things said in Chinese and in English.
///
/// Texts are cut into sentences that stand for each other (``SentenceAlignment``), sentences into
/// terms, and ``TranslationModel`` counts which terms stand for which. What is left of that is what
/// enough papers hold and enough evidence carries.
package struct TranslationTraining: Sendable {
    /// The rounds of the model; more of them change little.
    package var iterations = 6
    /// The fewest papers that must hold a term: names and addresses of one paper are left out.
    package var minimumPapers: UInt32 = 3
    /// The least expected count of a translation.
    package var minimumCount = 1.0
    /// The least probability of a translation.
    package var minimumProbability = 0.02
    /// The most English terms for a Chinese one, the likeliest.
    package var mostTranslations = 8

    /// The training that measured best; see models/zh-en.md.
    package init() {}

    /// What cuts both sides: singular words and pairs of words, pairs of Han characters.
    package static let tokenizer = Tokenizer(Tokenizer.Settings(wordBigrams: true))

    /// Learns a table.
    ///
    /// - Parameters:
    ///   - pairs: In any number; a paper's pairs carry its number.
    ///   - threads: Share the work; the table does not depend on them.
    /// - Complexity: That of the model; about a second for a thousand abstracts.
    package func fit(_ pairs: [BilingualPair], threads: Threads = Threads()) -> TranslationTable {
        let sentences = threads.mapBlocks(of: pairs.count, size: 64) { block, _ in
            pairs[block].flatMap(\.sentences)
        }.flatMap(\.self)
        let papers = Set(pairs.map(\.document)).count
        let documents = sentences.map(\.document)
        let chinese = TermSide(
            sentences.map(\.chinese), documents, minimum: minimumPapers, threads: threads
        ) { $0.isHan }
        let english = TermSide(
            sentences.map(\.english), documents, minimum: minimumPapers, threads: threads
        ) { !$0.isHan && !$0.looksLikeACode }
        let model = TranslationModel(
            chinese: chinese.counts, english: english.counts, weights: sentences.map(\.weight))
        let rows = kept(model.fit(iterations: iterations, threads: threads))
        return TranslationTable(rows, chinese, english, paperCount: papers)
    }

    /// The translations of each source that pass the limits, ascending by target.
    private func kept(_ learned: TranslationModel.Learned) -> [SparseVector] {
        zip(learned.starts, learned.starts.dropFirst()).map { start, end in
            let places = (start..<end).filter {
                learned.counts[$0] >= minimumCount
                    && learned.probabilities[$0] >= minimumProbability
            }.sorted {
                let (left, right) = (learned.probabilities[$0], learned.probabilities[$1])
                return left == right ? $0 < $1 : left > right
            }.prefix(mostTranslations).sorted()
            return SparseVector(
                ids: places.map { learned.ids[$0] },
                weights: places.map { Float(learned.probabilities[$0]) })
        }
    }
}

/// The terms of one language and how often each stands in each sentence.
struct TermSide {
    /// The terms, ascending, and the number of papers that hold each.
    let terms: [(term: String, papers: UInt32)]
    /// Shape: (sentences × terms).
    let counts: SparseMatrix

    /// Counts the terms that `minimum` papers hold and `isWanted`.
    init(
        _ sentences: [String], _ documents: [Int], minimum: UInt32, threads: Threads,
        isWanted: (String) -> Bool
    ) {
        let all = CorpusCounts(
            documentCount: sentences.count, tokenizer: TranslationTraining.tokenizer,
            settings: VocabularySettings(), threads: threads
        ) { sentence, visit in
            var text = sentences[sentence]
            text.withUTF8 { visit($0, 1) }
        }
        let papers = Self.papers(all, documents)
        var terms: [(term: String, papers: UInt32)] = []
        var places = [UInt32?](repeating: nil, count: papers.count)
        for id in papers.indices where papers[id] >= minimum {
            let term = all.vocabulary.term(UInt32(id))
            guard isWanted(term) else { continue }
            places[id] = UInt32(terms.count)
            terms.append((term, papers[id]))
        }
        self.terms = terms
        let rows = sentences.indices.map { sentence in
            let row = all.row(sentence)
            let entries = zip(row.ids, row.counts).compactMap { id, count in
                places[Int(id)].map { ($0, count) }
            }
            return SparseVector(ids: entries.map(\.0), weights: entries.map(\.1))
        }
        counts = SparseMatrix(rows: rows, columnCount: terms.count)
    }

    /// In how many papers each term stands; sentences of a paper need not be neighbours.
    private static func papers(_ counts: CorpusCounts, _ documents: [Int]) -> [UInt32] {
        var seen = [Set<Int>](repeating: [], count: counts.vocabulary.count)
        for sentence in documents.indices {
            for id in counts.row(sentence).ids { seen[Int(id)].insert(documents[sentence]) }
        }
        return seen.map { UInt32($0.count) }
    }
}

extension TranslationTable {
    /// A table of rows over two languages; terms without any translation are left out.
    fileprivate init(
        _ rows: [SparseVector], _ chinese: TermSide, _ english: TermSide, paperCount: Int
    ) {
        let sources = rows.indices.filter { !rows[$0].isEmpty }
        let targets = Set(rows.flatMap(\.ids)).sorted()
        let places = Dictionary(
            uniqueKeysWithValues: zip(targets, (0..<UInt32(targets.count))))
        let renumbered = sources.map { source in
            SparseVector(
                ids: rows[source].ids.compactMap { places[$0] }, weights: rows[source].weights)
        }
        self.init(
            sources: Vocabulary(sources.map { chinese.terms[$0] }, paperCount),
            targets: Vocabulary(targets.map { english.terms[Int($0)] }, paperCount),
            probabilities: SparseMatrix(rows: renumbered, columnCount: targets.count))
    }
}

extension Vocabulary {
    fileprivate init(_ terms: [(term: String, papers: UInt32)], _ paperCount: Int) {
        self.init(
            documentFrequencies: Dictionary(
                uniqueKeysWithValues: terms.map { ($0.term, $0.papers) }),
            documentCount: paperCount)
    }
}

extension String {
    /// Whether a term begins with a Han character, as those of Chinese text do.
    var isHan: Bool {
        switch unicodeScalars.first?.value ?? 0 {
        case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF: true
        default: false
        }
    }

    /// Whether a term holds what names somebody or something rather than says it: an address, or
    /// five digits and more.
    var looksLikeACode: Bool {
        contains("@") || unicodeScalars.count { ("0"..."9").contains($0) } >= 5
    }
}
