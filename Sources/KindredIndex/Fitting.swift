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
    /// Who works on it; the answer does not depend on how many.
    package let threads: Threads
    /// Told when each stage begins.
    package let progress: @Sendable (FittingStage) -> Void

    /// A fitting by a recipe.
    package init(
        recipe: Recipe, translations: TranslationTable? = nil, threads: Threads = Threads(),
        progress: @escaping @Sendable (FittingStage) -> Void = { _ in }
    ) {
        self.recipe = recipe
        self.translations = translations
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
        var learned = learn(papers)
        contents.vocabulary = learned.vocabulary
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
                unknownIDF: recipe.tfidf.unknownIDF(of: papers.count), tokenizer: recipe.tokenizer)
        }
        if recipe.signals.contains(.lsa) {
            progress(.projecting)
            contents.lsa = lsa(of: learned.rows, learned.vocabulary)
        }
        contents.encoding = encoding
        progress(.storing)
        return contents
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
    }

    /// Counts, and gives the counts up before anything is transposed: they are as large as rows.
    private func learn(_ papers: [Paper]) -> Learned {
        progress(.counting)
        let counts = counts(of: papers)
        AllocatorMemory.giveBack()
        progress(.weighing)
        let tfidf = recipe.tfidf.fit(counts)
        let rows = tfidf.weights(counts, threads: threads)
        let bm25 = recipe.signals.contains(.bm25) ? recipe.bm25.fit(counts) : nil
        return Learned(
            vocabulary: counts.vocabulary, tfidf: tfidf, rows: rows,
            bm25: bm25.map { ($0, $0.weights(counts, sharing: rows, threads: threads)) })
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
    /// - Complexity: O(length of the texts).
    package func counts(of papers: [Paper]) -> CorpusCounts {
        CorpusCounts(
            documentCount: papers.count, tokenizer: recipe.tokenizer,
            settings: recipe.vocabulary, threads: threads
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
