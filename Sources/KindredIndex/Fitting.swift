package import KindredCatalogue
package import KindredModels
package import KindredText
package import KindredVectors

/// From papers to the contents of an index: texts to counts, counts to weights, weights to points.
package struct Fitting: Sendable {
    /// How text becomes vectors.
    package let recipe: Recipe
    /// What Chinese terms mean in English; nil for papers that need no translation.
    package let translations: TranslationTable?
    /// What the whole says of which the papers are a part; nil where they are all.
    package let statistics: CorpusStatistics?
    /// Who works on it; the answer does not depend on how many.
    package let threads: Threads
    /// Told when each stage begins.
    package let progress: @Sendable (FittingStage) -> Void

    /// A fitting by a recipe.
    package init(
        recipe: Recipe, translations: TranslationTable? = nil,
        statistics: CorpusStatistics? = nil, threads: Threads = Threads(),
        progress: @escaping @Sendable (FittingStage) -> Void = { _ in }
    ) {
        self.recipe = recipe
        self.translations = translations
        self.statistics = statistics
        self.threads = threads
        self.progress = progress
    }

    /// Learns from papers and gives everything their index holds.
    ///
    /// No paper, or papers without a single term, give an index that answers nothing.
    /// - Complexity: O(length of the texts + nonzeros · log papers), LSA besides.
    ///
    /// - Parameters:
    ///   - identities: By what each paper may be known, where the catalogue has found it.
    ///   - encoding: What an encoder made of the same papers.
    package func contents(
        of papers: [Paper], identities: PaperIdentities? = nil, encoding: StoredEncoding? = nil
    ) -> IndexContents {
        var contents = IndexContents(
            program: KindredVersion.program, settings: recipe.json, papers: papers,
            identities: identities)
        let rows = addWords(to: &contents, of: papers)
        if recipe.signals.contains(.lsa) { addProjection(to: &contents, of: rows) }
        contents.encoding = encoding
        progress(.storing)
        return contents
    }

    /// Adds what the words of papers tell, by the frequencies of the whole where there is one.
    private func addWords(to contents: inout IndexContents, of papers: [Paper]) -> SparseMatrix {
        guard let statistics else { return addWords(to: &contents) { counts(of: papers) } }
        let (vocabulary, averageLength) = statistics.kept(by: recipe)
        return addWords(to: &contents, averageLength: averageLength) {
            counts(of: papers, VocabularySettings()).restated(in: vocabulary)
        }
    }

    /// Adds what counts tell: vocabulary, TF-IDF, BM25, translations, and the counts themselves.
    ///
    /// - Parameters:
    ///   - count: Gives the counts, whose vocabulary may have been learned from other papers too.
    ///   - averageLength: What a paper's length is compared with; nil for the average of these.
    /// - Returns: The weights of TF-IDF by paper.
    func addWords(
        to contents: inout IndexContents, averageLength: Double? = nil,
        learnedFrom count: () -> CorpusCounts
    ) -> SparseMatrix {
        progress(.counting)
        var learned = learn(count(), averageLength)
        contents.vocabulary = learned.vocabulary
        contents.mentions = learned.mentions
        let stored = StoredTFIDF(
            fitting: learned.rows, idf: learned.tfidf.idf, threads: threads)
        contents.tfidf = stored
        contents.bm25 = learned.bm25.map { bm25, rows in
            StoredBM25(
                idf: bm25.idf,
                postings: rows.transposed(sharing: stored.postings, threads: threads),
                averageLength: bm25.averageLength)
        }
        learned.bm25 = nil
        contents.translations = translations.flatMap {
            StoredTranslations(
                $0, vocabulary: learned.vocabulary, idf: learned.tfidf.idf,
                unknownIDF: recipe.tfidf.unknownIDF(of: learned.vocabulary.documentCount),
                tokenizer: recipe.tokenizer)
        }
        return learned.rows
    }

    /// Learns a projection from the weights of all papers, and adds it.
    func addProjection(to contents: inout IndexContents, of rows: SparseMatrix) {
        guard let vocabulary = contents.vocabulary else { return }
        progress(.projecting)
        contents.lsa = lsa(of: rows, vocabulary)
    }

    /// What the counts of a corpus tell. TF-IDF is always there: BM25 shares its places, and LSA
    /// stands on it.
    private struct Learned {
        let vocabulary: Vocabulary
        let tfidf: FittedTFIDF
        /// The weights of TF-IDF by paper.
        let rows: SparseMatrix
        /// Where it is asked for, with its weights by paper.
        var bm25: (FittedBM25, rows: SparseMatrix)?
        /// The counts, small, for later changes.
        let mentions: StoredMentions?
    }

    /// Weighs, and gives the counts up before anything is transposed: they are as large as rows.
    private func learn(_ counts: consuming CorpusCounts, _ averageLength: Double?) -> Learned {
        AllocatorMemory.giveBack()
        progress(.weighing)
        let tfidf = recipe.tfidf.fit(counts)
        let rows = tfidf.weights(counts, threads: threads)
        let bm25 = recipe.signals.contains(.bm25) ? recipe.bm25.fit(counts) : nil
        let compared = bm25.map {
            FittedBM25(
                settings: $0.settings, idf: $0.idf,
                averageLength: averageLength ?? $0.averageLength)
        }
        return Learned(
            vocabulary: counts.vocabulary, tfidf: tfidf, rows: rows,
            bm25: compared.map { ($0, $0.weights(counts, sharing: rows, threads: threads)) },
            mentions: recipe.keepsMentions ? StoredMentions(counts) : nil)
    }

    private func lsa(of rows: SparseMatrix, _ vocabulary: Vocabulary) -> StoredLSA {
        let terms = recipe.wordBigrams ? vocabulary.words(inAtLeast: 2) : nil
        let rows = terms.map { rows.restricted(toColumns: $0, threads: threads) } ?? rows
        let lsa = recipe.lsa(of: rows.rowCount).fit(rows, threads: threads)
        return StoredLSA(
            components: lsa.components, singularValues: lsa.singularValues,
            vectors: lsa.project(rows, threads: threads), sumOfSquares: lsa.sumOfSquares,
            terms: terms.map { Elements($0) }, threads: threads)
    }

    /// The terms of papers, and how often each paper holds them.
    ///
    /// - Parameter settings: Which terms are kept; nil for those of the recipe.
    /// - Complexity: O(length of the texts).
    package func counts(
        of papers: [Paper], _ settings: VocabularySettings? = nil
    ) -> CorpusCounts {
        CorpusCounts(
            documentCount: papers.count, tokenizer: recipe.tokenizer,
            settings: settings ?? recipe.vocabulary, threads: threads
        ) { row, visit in
            papers[row].forEachText(recipe) { text, weight in
                var text = text
                text.withUTF8 { visit($0, weight) }
            }
        }
    }
}

/// What a fitting is about to do.
public enum FittingStage: String, Hashable, Sendable, CaseIterable {
    /// Texts become counts of terms.
    case counting
    /// Counts become weights.
    case weighing
    /// Weights become points of LSA.
    case projecting
    /// All of it becomes one run of bytes.
    case storing
}

/// The version of this program.
public enum KindredVersion {
    /// Semantic version.
    public static let number = "0.1.0"
    /// The program and its version, as an index file names its maker.
    package static let program = "kindred \(number)"
}
