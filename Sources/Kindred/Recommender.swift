public import KindredCatalogue
public import KindredIndex
public import KindredModels
public import KindredRanking
import KindredVectors

/// Recommends papers from one index: fitted from a catalogue in memory, or opened from a file.
///
/// ```swift
/// let papers = try Recommender(opening: "seeds.kindred")
/// for match in try papers.related(to: "arXiv:1911.05722", limit: 5) {
///     print(match.score, match.paper.title ?? match.paper.id)
/// }
/// ```
/// A value never changes; threads may share it without a lock. The same question gets the same
/// answer on any machine, with any number of threads.
public struct Recommender: Sendable {
    /// How the papers were read, and text in questions will be.
    public private(set) var recipe: Recipe
    let index: IndexFile
    let threads: Threads
    private let textModel: TextModel?

    /// Learns terms, weights and vectors from a catalogue.
    ///
    /// - Parameters:
    ///   - catalogue: The papers; none at all is allowed, and answers nothing.
    ///   - recipe: How text becomes vectors.
    ///   - translations: What Chinese terms mean in English, so that Chinese questions find papers
    ///     known in English only; the index keeps what the catalogue can use of it.
    ///   - threads: How many threads work; nil for `KINDRED_THREADS`, or else every core.
    ///   - progress: Told when each stage begins, on the calling thread.
    /// - Throws: `IndexError.tooLarge` above four thousand million papers.
    /// - Complexity: O(length of the texts); LSA besides.
    public init(
        fitting catalogue: Catalogue, recipe: Recipe = Recipe(),
        translations: TranslationTable? = nil, threads: Int? = nil,
        progress: @escaping @Sendable (FittingStage) -> Void = { _ in }
    ) throws(IndexError) {
        try self.init(
            Fitting(
                recipe: recipe, translations: translations, threads: Threads(threads),
                progress: progress), catalogue)
    }

    /// Learns from a catalogue, writes the index and opens it.
    ///
    /// The same as fitting and ``write(to:)``, and the same bytes, but a large index never stands
    /// in memory beside its parts.
    /// - Parameters:
    ///   - path: Where the file appears, whole or not at all.
    ///   - statistics: What the whole collection says, of which the catalogue is a part: papers are
    ///     then weighed as they would be in the whole.
    /// - Throws: `IndexError.unwritable` with the file system's reason.
    /// - Precondition: `statistics` were made by the same way to cut texts.
    public init(
        fitting catalogue: Catalogue, writingTo path: String, recipe: Recipe = Recipe(),
        translations: TranslationTable? = nil, statistics: CorpusStatistics? = nil,
        threads: Int? = nil, progress: @escaping @Sendable (FittingStage) -> Void = { _ in }
    ) throws(IndexError) {
        precondition(statistics?.suits(recipe) ?? true, "statistics of texts cut in another way")
        try self.init(
            Fitting(
                recipe: recipe, translations: translations, statistics: statistics,
                threads: Threads(threads), progress: progress), catalogue, writingTo: path)
    }

    /// Learns from a catalogue whose texts an encoder reads too, writes the index and opens it.
    ///
    /// Vectors are kept in a file beside the index until the index is written, so that a run that
    /// was interrupted goes on where it was.
    /// - Parameters:
    ///   - path: Where the file appears, whole or not at all; nil to keep the index in memory.
    ///   - encoder: Reads the texts; the recipe says what people call it.
    ///   - translations: What Chinese terms mean in English.
    ///   - encoded: Told how far the encoder is, from one thread at a time.
    /// - Throws: `IndexError.unwritable`; `notEncodings` where the file beside it is another's.
    package init(
        fitting catalogue: Catalogue, writingTo path: String?, recipe: Recipe, encoder: Encoder,
        translations: TranslationTable? = nil, threads: Int? = nil,
        progress: @escaping @Sendable (FittingStage) -> Void = { _ in },
        encoded: @Sendable (Encoding.Progress) -> Void = { _ in }
    ) throws(IndexError) {
        let workers = Threads(threads)
        let kept = path.map { $0 + ".encoding" }
        let encoding = try Encoding(encoder, threads: workers).vectors(
            of: catalogue.papers, keptIn: kept, progress: encoded)
        try self.init(
            Fitting(
                recipe: recipe, translations: translations, threads: workers, progress: progress),
            catalogue, encoding: encoding, writingTo: path)
        if let kept { Encoding.forget(keptIn: kept) }
    }

    /// Fits a catalogue, in memory or, with a path, in its file.
    private init(
        _ fitting: Fitting, _ catalogue: Catalogue, encoding: StoredEncoding? = nil,
        writingTo path: String? = nil
    ) throws(IndexError) {
        let contents = Self.contents(fitting, catalogue, encoding)
        recipe = fitting.recipe
        threads = fitting.threads
        if let path {
            // Given up, so that what is written needs no memory any more.
            index = try IndexFile(consume contents, writingTo: path, threads: fitting.threads)
        } else {
            index = try IndexFile(contents, threads: fitting.threads)
        }
        textModel = encoding == nil ? nil : TextModel(index, recipe)
    }

    /// What a catalogue's index holds.
    private static func contents(
        _ fitting: Fitting, _ catalogue: Catalogue, _ encoding: StoredEncoding?
    ) -> IndexContents {
        var contents = fitting.contents(
            of: catalogue.papers, identities: catalogue.identities, encoding: encoding)
        contents.topicNames = catalogue.topicNames
        let calibration = Calibration(
            fusion: fitting.recipe.fusion ?? Fusion(), threads: fitting.threads)
        contents.confidence = calibration.confidence(of: contents)
        return contents
    }

    /// The index of a plan, in its file or, without a path, in memory.
    init(
        _ plan: GrowthPlan, _ projecting: Fitting.Projecting, writingTo path: String?,
        translations: TranslationTable?, threads count: Int?,
        progress: @escaping @Sendable (FittingStage) -> Void,
        encoded: @Sendable (_ done: Int, _ total: Int) -> Void,
        committing: () throws(IndexError) -> Void = {}
    ) throws {
        let first = plan.sources[0]
        recipe = try Recipe(json: first.settings, path: first.path)
        threads = Threads(count)
        let fitting = Fitting(
            recipe: recipe,
            translations: first.leavesOut(translations, recipe) ? nil : translations,
            threads: threads, progress: progress)
        let contents = try Self.contents(
            fitting, plan, projecting, try Self.vectors(of: plan, recipe, threads, encoded))
        if let path {
            index = try IndexFile(
                consume contents, writingTo: path, threads: threads, committing: committing)
        } else {
            index = try IndexFile(contents, threads: threads)
        }
        textModel = TextModel(index, recipe)
    }

    /// What the index of a plan holds.
    private static func contents(
        _ fitting: Fitting, _ plan: GrowthPlan, _ projecting: Fitting.Projecting,
        _ encoded: DenseMatrix?
    ) throws(IndexError) -> IndexContents {
        var contents = try fitting.contents(of: plan, projecting: projecting, encoded: encoded)
        let calibration = Calibration(
            fusion: fitting.recipe.fusion ?? Fusion(), threads: fitting.threads)
        contents.confidence = calibration.confidence(of: contents)
        return contents
    }

    /// What the encoder of a plan's sources makes of its fresh papers; nil where they have none.
    private static func vectors(
        of plan: GrowthPlan, _ recipe: Recipe, _ threads: Threads,
        _ encoded: @Sendable (_ done: Int, _ total: Int) -> Void
    ) throws -> DenseMatrix? {
        guard let source = plan.sources.first, let encoding = source.encoding, !plan.fresh.isEmpty
        else { return nil }
        guard let encoder = TextModel(source, recipe)?.encoder else {
            throw RankingError.missingModel(name: encoding.model.name)
        }
        let papers = plan.fresh.map(\.paper)
        return try Encoding(encoder, threads: threads).vectors(of: papers) {
            encoded($0.done, $0.total)
        }.vectors
    }

    /// Opens an index file by mapping it; nothing is copied, however large it is.
    ///
    /// - Throws: `IndexError` where the file is not a whole index of this format.
    public init(opening path: String, threads: Int? = nil) throws(IndexError) {
        index = try IndexFile(opening: path)
        recipe = try Recipe(json: index.settings, path: path)
        self.threads = Threads(threads)
        textModel = TextModel(index, recipe)
    }

    /// The same index, whose signals and likes are joined by other weights.
    ///
    /// - Precondition: The weights are as ``Fusion`` demands them.
    public func weighing(by fusion: Fusion) -> Recommender {
        precondition(fusion.isSound, "weights must lie where Fusion says")
        var recommender = self
        recommender.recipe.fusion = fusion
        return recommender
    }

    /// Writes the index: the whole file, or none.
    ///
    /// - Throws: `IndexError.unwritable` with the file system's reason.
    public func write(to path: String) throws(IndexError) { try index.write(to: path) }

    /// The number of papers.
    public var paperCount: Int { index.paperCount }

    /// The signals that questions may name, the default first.
    public var signals: [Signal] { search.signals }

    var search: Related {
        Related(index: index, recipe: recipe, threads: threads, textModel: textModel)
    }
}

// MARK: Related papers

extension Recommender {
    /// The papers related to what a reader liked, best first, with the reasons.
    ///
    /// - Throws: ``RankingError`` where the query names what is not there.
    /// - Precondition: `limit` is at least 1.
    public func related(_ query: RelatedQuery) throws -> RelatedAnswer {
        try search.answer(query)
    }

    /// The papers related to one or several papers, best first.
    ///
    /// - Parameters:
    ///   - papers: Any identifier or address, a title or its unique beginning, a name.
    ///   - limit: The most answers wanted; at least 1.
    /// - Throws: ``RankingError`` where a paper is unknown or may be several.
    public func related(to papers: String..., limit: Int = 10) throws -> [Match] {
        try related(RelatedQuery(likes: papers, limit: limit)).matches
    }

    /// The papers related to free text in Chinese, English or both, best first.
    ///
    /// Text without a known term has no answer. Neither has an index whose records are damaged:
    /// ``verify()`` says so, and ``related(_:)`` throws the reason.
    public func related(toText text: String, limit: Int = 10) -> [Match] {
        (try? related(RelatedQuery(text: text, limit: limit)).matches) ?? []
    }
}
