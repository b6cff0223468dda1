import ArgumentParser
import Kindred

/// `kindred index build`, or `kindred index` alone: catalogues made into one index file.
struct IndexBuildCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "build",
        abstract: "Makes an index file of catalogues; `build` may be left out.",
        usage: "kindred index [build] <file> ... -o <out.kindred> [<options>]",
        discussion: """
            EXAMPLES:
              kindred index build papers.jsonl -o papers.kindred
              kindred index awesome.md library.bib folder/ -o all.kindred --signal lsa
              kindred index papers.jsonl -o papers.kindred --encoder minilm
              kindred index part-1.jsonl --stats all.stats -o part-1.kindred
              kindred related MoCo --index papers.kindred

            Entries that are the same paper merge. A bad record is named on standard error with \
            its file and line and left out; the index is written all the same, and the exit code is 1.
            --encoder has a model read every paper: ten to twenty a second on two cores. Vectors are kept \
            in <out.kindred>.encoding until the index is written; the same command goes on where it \
            was interrupted. `kindred models list` names the models.
            --stats weighs the papers as parts of a whole, whose terms `kindred stats` has counted; \
            `kindred index merge` joins such parts.
            With --json, the report is one object: index, entries, terms, sizeInBytes, signals, \
            skipped (file, line, problem).
            """)

    @OptionGroup var papers: CatalogueFiles

    @Option(
        name: [.customShort("o"), .long],
        help: ArgumentHelp("Write the index here.", valueName: "out.kindred"),
        completion: .file(extensions: ["kindred"]))
    var output: String

    @OptionGroup(title: "Recipe") var recipe: RecipeOptions

    @Option(
        help: ArgumentHelp(
            "Weigh by the whole's frequencies, from `kindred stats`.", valueName: "all.stats"),
        completion: .file(extensions: ["stats"]))
    var stats: String?

    @Flag(help: "Leave out what lets Chinese questions find papers known in English only.")
    var noTranslations = false

    @OptionGroup var threads: ThreadChoice

    @Flag(help: "Print the report as JSON.")
    var json = false

    func validate() throws {
        if stats != nil, recipe.encoder != nil {
            throw ValidationError("--stats cannot be combined with --encoder.")
        }
    }

    func run() throws {
        let start = ContinuousClock.now
        let target = try OutputFile(output, inputs: papers.files + [stats].compactMap(\.self))
        let progress = ProgressLine("reading \(papers.files[0])")
        let contents = try CatalogueFile.readAsOne(papers.files, threads: threads.count, progress)
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
        let statistics = try stats.map { try CorpusStatistics(opening: $0) }
        if let stats, statistics?.suits(asked) == false {
            throw CommandError.otherStatistics(path: stats)
        }
        guard let name = recipe.encoder else {
            return try Recommender(
                fitting: catalogue, writingTo: path, recipe: asked,
                translations: translations, statistics: statistics, threads: threads.count,
                progress: stage)
        }
        progress.show("opening \(name)")
        let (encoder, place) = try Models.encoder(name)
        progress.show("encoding \(count.of("entry", "entries"))")
        asked.encoder = place
        let start = ContinuousClock.now
        return try Recommender(
            fitting: catalogue, writingTo: path, recipe: asked, encoder: encoder,
            translations: translations, threads: threads.count, progress: stage
        ) { progress.show($0.words(after: ContinuousClock.now - start)) }
    }

    /// Keeps a catalogue until the process goes.
    private final class Kept {
        let contents: CatalogueFile.Contents
        init(_ contents: CatalogueFile.Contents) { self.contents = contents }
    }
}
