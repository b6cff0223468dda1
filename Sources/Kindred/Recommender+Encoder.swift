import Foundation
public import KindredCatalogue
public import KindredIndex
public import KindredModels
public import KindredRanking

extension Recommender {
    /// Learns from a catalogue whose texts an encoder reads too.
    ///
    /// ```swift
    /// let papers = try Recommender(fitting: catalogue, encoder: "minilm")
    /// let answer = try papers.related(RelatedQuery(text: "contrastive learning"))
    /// ```
    /// - Parameters:
    ///   - catalogue: The papers.
    ///   - encoder: The folder of a BERT-type model, or the name of one that
    ///     `kindred models fetch` has brought. A folder goes before a name.
    ///   - path: Where the index appears, whole or not at all; nil to keep it in memory. Finished
    ///     vectors lie beside it until then, so that an interrupted run goes on where it was.
    ///   - recipe: How text becomes vectors; the encoder is added to its signals.
    ///   - translations: What Chinese terms mean in English.
    ///   - threads: How many threads work; nil for `KINDRED_THREADS`, or else every core.
    ///   - progress: Told when each stage of fitting begins, on the calling thread.
    ///   - encoded: Told how many papers of all the encoder has read, from one thread at a time.
    /// - Throws: `EncoderError` where there is no such model, or one of another kind;
    ///   `ModelError.noCacheFolder`; `IndexError`.
    /// - Complexity: On two cores the small encoder reads about 50 abstracts a second.
    public init(
        fitting catalogue: Catalogue, encoder: String, writingTo path: String? = nil,
        recipe: Recipe = .fused, translations: TranslationTable? = nil, threads: Int? = nil,
        progress: @escaping @Sendable (FittingStage) -> Void = { _ in },
        encoded: @escaping @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) throws {
        let (model, place) = try Self.model(encoder)
        var recipe = recipe
        recipe.encoder = place
        if !recipe.signals.contains(.encoder) { recipe.signals.append(.encoder) }
        try self.init(
            fitting: catalogue, writingTo: path, recipe: recipe, encoder: model,
            translations: translations, threads: threads, progress: progress
        ) { encoded($0.done, $0.total) }
    }

    /// The model in a folder, or among the fetched ones, and by what to find it again.
    private static func model(_ text: String) throws -> (model: Encoder, place: String) {
        let folder = URL(filePath: text).standardizedFileURL.path
        if FileManager.default.fileExists(atPath: folder + "/config.json") {
            return (try Encoder(folder: folder), folder)
        }
        let store = try ModelStore.usualFolder(ProcessInfo.processInfo.environment)
        return (try Encoder(folder: store + "/" + text, name: text), text)
    }

    /// The same answer with what tells a reader most about an encoder's part of a score: in each
    /// such reason, the sentence of the question and the sentence of the paper that lie closest.
    ///
    /// An answer by other signals, or of an index whose model is not on this machine, stays as it
    /// is.
    /// - Complexity: The encoder reads the question and all answers anew, sentence by sentence:
    ///   ten answers take a fraction of a second.
    public func quotingSentences(in answer: RelatedAnswer) -> RelatedAnswer {
        search.quotingSentences(in: answer)
    }
}
