import ArgumentParser
import Kindred

/// `kindred index`: catalogues made into one index file.
struct IndexCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "index",
        abstract: "Makes an index file, which opens at once however large the catalogue is.",
        usage: "kindred index <file> ... -o <out.kindred> [<options>]",
        discussion: """
            EXAMPLES:
              kindred index papers.jsonl -o papers.kindred
              kindred index awesome.md folder/ -o all.kindred --signal tfidf --signal lsa
              kindred index papers.jsonl -o papers.kindred --encoder minilm
              kindred related MoCo --index papers.kindred

            Entries that are the same paper merge. A bad record is named on standard error with \
            its file and line and left out; the index is written all the same, and the exit code is 1.
            --encoder has a model read every paper: ten to twenty a second on two cores. Vectors are kept \
            in <out.kindred>.encoding until the index is written; the same command goes on where it \
            was interrupted. `kindred models list` names the models.
            With --json, the report is one object: index, entries, terms, sizeInBytes, signals, \
            skipped (file, line, problem).
            """)

    @Argument(
        help: ArgumentHelp(
            "JSONL catalogues, folders of them, or Markdown lists.", valueName: "file"),
        completion: .file(extensions: ["jsonl", "md"]))
    var files: [String]

    @Option(
        name: [.customShort("o"), .long],
        help: ArgumentHelp("Write the index here.", valueName: "out.kindred"),
        completion: .file(extensions: ["kindred"]))
    var output: String

    @OptionGroup(title: "Recipe") var recipe: RecipeOptions

    @Flag(help: "Leave out what lets Chinese questions find papers known in English only.")
    var noTranslations = false

    @Option(
        help: ArgumentHelp("Use this many threads (default: one for each core).", valueName: "n"))
    var threads: Int?

    @Flag(help: "Print the report as JSON.")
    var json = false

    func validate() throws {
        if let threads, threads < 1 { throw ValidationError("--threads must be at least 1.") }
    }

    func run() throws {
        let start = ContinuousClock.now
        let target = try OutputFile(output, inputs: files)
        let progress = ProgressLine("reading \(files[0])")
        let contents = try read(progress)
        // The program ends after this, and the system takes all memory back at once: a hundred
        // thousand papers need not be given back one string at a time.
        _ = Unmanaged.passRetained(Kept(contents))
        let recommender = try recommender(contents.catalogue, target.path, progress)
        progress.finish()
        let report = IndexReport(
            path: output, recommender: recommender, problems: contents.problems)
        let text = json ? report.json.printed() : report.line(after: ContinuousClock.now - start)
        try Platform.write(text + "\n", to: .output)
        contents.problems.complain()
        if !contents.problems.isEmpty {
            throw CommandError.skippedRecords(
                count: contents.problems.count, kept: recommender.paperCount)
        }
    }

    /// Fits the catalogue, with an encoder where one is asked for.
    private func recommender(
        _ catalogue: Catalogue, _ path: String, _ progress: ProgressLine
    ) throws -> Recommender {
        let count = catalogue.papers.count
        let stage: @Sendable (FittingStage) -> Void = { progress.show($0.words(for: count)) }
        let translations = try noTranslations ? nil : ShippedTable.open()
        var asked = recipe.recipe
        asked.fusion = try ShippedTable.fusion()
        guard let name = recipe.encoder else {
            return try Recommender(
                fitting: catalogue, writingTo: path, recipe: asked,
                translations: translations, threads: threads, progress: stage)
        }
        progress.show("opening \(name)")
        let (encoder, place) = try Models.encoder(name)
        progress.show("encoding \(count.of("entry", "entries"))")
        asked.encoder = place
        let start = ContinuousClock.now
        return try Recommender(
            fitting: catalogue, writingTo: path, recipe: asked, encoder: encoder,
            translations: translations, threads: threads, progress: stage
        ) { progress.show($0.words(after: ContinuousClock.now - start)) }
    }

    /// Keeps a catalogue until the process goes.
    private final class Kept {
        let contents: CatalogueFile.Contents
        init(_ contents: CatalogueFile.Contents) { self.contents = contents }
    }

    /// Reads every file as one catalogue.
    private func read(_ progress: ProgressLine) throws -> CatalogueFile.Contents {
        let read = try CatalogueFile.read(files, threads: threads, progress)
        // Files that were read alone are merged already.
        let catalogue =
            read.count == 1
            ? read[0].catalogue : Catalogue(joining: read.map(\.catalogue), threads: threads)
        guard !catalogue.papers.isEmpty else {
            throw CommandError.emptyCatalogue(path: files.joined(separator: ", "))
        }
        return CatalogueFile.Contents(catalogue: catalogue, problems: read.flatMap(\.problems))
    }
}

/// How text becomes vectors, as options; what is not given stays as measuring chose it.
struct RecipeOptions: ParsableArguments {
    @Option(
        name: .customLong("signal"),
        help: ArgumentHelp(
            "Store what this signal needs (repeatable; default: \(Self.usualSignals)).",
            valueName: "signal"))
    var signals: [Signal] = []

    @Option(
        help: ArgumentHelp(
            "Reduce English words: none, plurals or snowball "
                + Self.byDefault(Recipe().stemming.rawValue),
            valueName: "stemming"))
    var stemming: Recipe.Stemming?

    @Flag(
        inversion: .prefixedNo,
        help: "Take pairs of words as terms too \(Self.byDefault(Recipe().wordBigrams))")
    var bigrams: Bool?

    @Option(
        name: .customLong("min-df"),
        help: ArgumentHelp(
            "Leave out terms that fewer entries hold "
                + Self.byDefault(Recipe().minimumDocumentFrequency),
            valueName: "n"))
    var minimumDocumentFrequency: Int?

    @Option(
        help: ArgumentHelp(
            "Count a word of a title this many times \(Self.byDefault(Recipe().titleWeight))",
            valueName: "weight"))
    var titleWeight: Float?

    @Option(
        help: ArgumentHelp(
            "The length of LSA's vectors \(Self.byDefault(Recipe().dimensions))", valueName: "n"))
    var dimensions: Int?

    @Option(
        help: ArgumentHelp(
            "Have this encoder read the papers: a model's name, or the folder of one.",
            valueName: "name|folder"))
    var encoder: String?

    private static let usualSignals = Signal.allCases.filter(Recipe().signals.contains)
        .map(\.rawValue).joined(separator: ", ")

    private static func byDefault(_ value: some CustomStringConvertible) -> String {
        "(default: \(value))."
    }

    private static func byDefault(_ value: Bool) -> String {
        "(default: \(value ? "yes" : "no"))."
    }

    func validate() throws {
        if signals.contains(.encoder) && encoder == nil {
            throw ValidationError("--signal encoder needs --encoder, which names the model.")
        }
        if let minimumDocumentFrequency, minimumDocumentFrequency < 1 {
            throw ValidationError("--min-df must be at least 1.")
        }
        if let titleWeight, !(titleWeight > 0 && titleWeight <= 1000) {
            throw ValidationError("--title-weight must be above 0 and at most 1000.")
        }
        if let dimensions, !(1...4096).contains(dimensions) {
            throw ValidationError("--dimensions must be in 1...4096.")
        }
    }

    /// The recipe that the options ask for; an encoder goes best with what it is fused with.
    var recipe: Recipe {
        let isFused = signals.contains(.fused) || (encoder != nil && signals.isEmpty)
        var recipe = isFused ? Recipe.fused : Recipe()
        let asked = Set(
            signals + (isFused ? recipe.signals : []) + (encoder == nil ? [] : [.encoder]))
        if !asked.isEmpty {
            recipe.signals = Signal.allCases.filter { asked.contains($0) && $0 != .fused }
        }
        recipe.encoder = encoder
        if let stemming { recipe.stemming = stemming }
        if let bigrams { recipe.wordBigrams = bigrams }
        if let minimumDocumentFrequency {
            recipe.minimumDocumentFrequency = minimumDocumentFrequency
        }
        if let titleWeight { recipe.titleWeight = titleWeight }
        if let dimensions { recipe.dimensions = dimensions }
        return recipe
    }
}
