package import KindredCatalogue
package import KindredText
package import KindredVectors

/// Everything that goes into an index.
///
/// A signal that was not fitted is nil and takes no room. Rows are papers and columns are terms
/// everywhere, numbered as in `papers` and `vocabulary`.
package struct IndexContents: Sendable {
    /// The program and version that made it, such as `kindred 0.1.0`.
    package var program: String
    /// The recipe as JSON; kept, not understood.
    package var settings: [UInt8]
    /// The papers, in the order of their rows.
    package let papers: [Paper]
    /// By what each of them may be known; nil where nobody has found that yet.
    package let identities: PaperIdentities?
    /// Where the papers are those of other indexes and fresh ones; `papers` is empty then.
    package let plan: GrowthPlan?
    /// What the papers' topics are called in other languages.
    package var topicNames = TopicNames()
    /// The terms; needed by every signal.
    package var vocabulary: Vocabulary?
    /// TF-IDF.
    package var tfidf: StoredTFIDF?
    /// BM25.
    package var bm25: StoredBM25?
    /// LSA.
    package var lsa: StoredLSA?
    /// What Chinese terms mean in the catalogue's English.
    package var translations: StoredTranslations?
    /// The vectors of an encoder.
    package var encoding: StoredEncoding?
    /// How near the papers are to one another.
    package var confidence: StoredConfidence?
    /// How often each paper holds each term, for later changes of the index.
    package var mentions: StoredMentions?
    /// What happened to the index since its projection was learned.
    package var growth: StoredGrowth?
    /// Sections of signals that this module does not know.
    package var others: [OtherSection] = []

    /// Contents without any signal.
    package init(
        program: String, settings: [UInt8], papers: [Paper], identities: PaperIdentities? = nil
    ) {
        self.program = program
        self.settings = settings
        self.papers = papers
        self.identities = identities
        plan = nil
    }

    /// Contents without any signal, of the papers that a plan names.
    package init(program: String, settings: [UInt8], plan: GrowthPlan) {
        self.program = program
        self.settings = settings
        papers = []
        identities = nil
        self.plan = plan
        topicNames = plan.topicNames
    }

    /// The number of papers.
    package var paperCount: Int { plan?.rows.count ?? papers.count }

    /// A section under its own name, for a signal that came after this format.
    package struct OtherSection: Sendable {
        let name: String
        let add: @Sendable (inout SectionWriter) -> Void

        /// Numbers under a name of at most 32 ASCII bytes that no section of this format has.
        package init<Element: StoredElement>(_ name: String, _ elements: Elements<Element>) {
            self.name = name
            add = { $0.add(name, elements) }
        }
    }
}

/// TF-IDF as an index holds it.
package struct StoredTFIDF: Sendable {
    /// What each term is worth. Shape: (terms).
    package let idf: Elements<Float>
    /// The weights by paper. Shape: (papers × terms).
    package let rows: SparseMatrix
    /// The same weights by term. Shape: (terms × papers).
    package let postings: SparseMatrix
    /// Ceilings of the weights of frequent terms, for a search that leaves most papers out; nil in
    /// small catalogues and in files made before there were any.
    package let ceilings: WeightCeilings?

    /// Fewer papers are searched as fast without ceilings.
    static let leastPapersForCeilings = 4_096

    /// - Precondition: `postings` is `rows` transposed, and `ceilings` are those of `postings`;
    ///   ``IndexFile/findings(limit:threads:)`` checks it.
    package init(
        idf: Elements<Float>, rows: SparseMatrix, postings: SparseMatrix,
        ceilings: WeightCeilings? = nil
    ) {
        self.ceilings = ceilings
        self.idf = idf
        self.rows = rows
        self.postings = postings
    }
}

/// BM25 as an index holds it.
package struct StoredBM25: Sendable {
    /// What each term is worth. Shape: (terms).
    package let idf: Elements<Float>
    /// The weights by term. Shape: (terms × papers).
    package let postings: SparseMatrix
    /// The average length of a paper, in counts.
    package let averageLength: Double

    /// Where `postings` has the places of the TF-IDF postings, the file stores them once.
    package init(idf: Elements<Float>, postings: SparseMatrix, averageLength: Double) {
        self.idf = idf
        self.postings = postings
        self.averageLength = averageLength
    }
}

/// LSA as an index holds it.
package struct StoredLSA: Sendable {
    /// The right singular vectors. Shape: (terms × dimensions).
    package let components: DenseMatrix
    /// The singular values, descending. Shape: (dimensions).
    package let singularValues: Elements<Float>
    /// The papers in the space. Shape: (papers × dimensions).
    package let vectors: DenseMatrix
    /// The sum of the squares of all weights it was learned from.
    package let sumOfSquares: Double
    /// The terms that are its columns, ascending; nil where all are. Shape: (terms of LSA).
    package let terms: Elements<UInt32>?
    /// Where the papers' points lie on the whole, and how far each lies from there.
    package let centring: Centring
    /// The vectors in four bits a number; nil for few papers and in files that have none.
    package let quantised: QuantisedRows?

    /// - Precondition: One singular value for each column of the matrices.
    package init(
        components: DenseMatrix, singularValues: Elements<Float>, vectors: DenseMatrix,
        sumOfSquares: Double, terms: Elements<UInt32>? = nil, threads: Threads = Threads()
    ) {
        precondition(
            components.columnCount == singularValues.count
                && vectors.columnCount == singularValues.count,
            "one singular value for each dimension")
        self.components = components
        self.singularValues = singularValues
        self.vectors = vectors
        self.sumOfSquares = sumOfSquares
        self.terms = terms
        centring = Centring(of: vectors, threads: threads)
        quantised = QuantisedRows.stored(of: vectors, threads: threads)
    }

    /// The same space with other papers in it, seen from the mean of the papers it was fitted to.
    package func holding(_ vectors: DenseMatrix) -> StoredLSA {
        StoredLSA(self, holding: vectors)
    }

    private init(_ other: StoredLSA, holding vectors: DenseMatrix) {
        precondition(vectors.columnCount == other.vectors.columnCount, "points of another space")
        components = other.components
        singularValues = other.singularValues
        sumOfSquares = other.sumOfSquares
        terms = other.terms
        centring = other.centring
        self.vectors = vectors
        quantised = nil
    }
}
