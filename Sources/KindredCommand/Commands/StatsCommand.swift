import ArgumentParser
import Kindred

/// `kindred stats`: how often terms stand in a collection, counted in parts.
struct StatsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats",
        abstract: "Counts terms, so that parts of a collection are weighed as the whole.",
        usage: """
            kindred stats <file> ... -o <part.stats> [<options>]
            kindred stats merge <part.stats> ... -o <all.stats>
            """,
        discussion: """
            EXAMPLES:
              kindred stats part-1.jsonl -o part-1.stats
              kindred stats merge part-1.stats part-2.stats -o all.stats
              kindred index part-1.jsonl --stats all.stats -o part-1.kindred
              kindred index merge part-1.kindred part-2.kindred -o whole.kindred

            With the first and the third line run for each part, where you like, the last one writes \
            the file that `kindred index part-1.jsonl part-2.jsonl` writes. \
            `kindred stats count --help` lists the options; they are those of `kindred index`.
            """,
        subcommands: [StatsCountCommand.self, StatsMergeCommand.self],
        defaultSubcommand: StatsCountCommand.self)
}

/// `kindred stats count`, or `kindred stats` alone: the terms of catalogues.
struct StatsCountCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "count",
        abstract: "Counts the terms of catalogues; `count` may be left out.",
        usage: "kindred stats [count] <file> ... -o <part.stats> [<options>]",
        discussion: """
            EXAMPLES:
              kindred stats count part-1.jsonl -o part-1.stats
              kindred stats part-1.jsonl -o part-1.stats --bigrams

            Entries of these files that are the same paper count once; those of files counted apart \
            count twice. With --json, the report is one object: stats, entries, terms, skipped \
            (file, line, problem).
            """)

    @OptionGroup var papers: CatalogueFiles

    @OptionGroup var output: StatsOutput

    @OptionGroup(title: "Recipe") var recipe: RecipeOptions

    @OptionGroup var threads: ThreadChoice

    func run() throws {
        let target = try OutputFile(output.path, inputs: papers.files)
        let progress = ProgressLine("reading \(papers.files[0])")
        let contents = try CatalogueFile.readAsOne(papers.files, threads: threads.count, progress)
        let (catalogue, problems) = (contents.catalogue, contents.problems)
        progress.show("counting \(catalogue.papers.count.of("entry", "entries"))")
        let statistics = CorpusStatistics(
            of: catalogue, recipe: recipe.recipe, threads: threads.count)
        try statistics.write(to: target.path)
        progress.finish()
        try output.report(statistics, problems)
        problems.complain()
        if !problems.isEmpty {
            throw CommandError.skippedRecords(
                count: problems.count, kept: statistics.paperCount)
        }
    }
}

/// `kindred stats merge`: the whole from its parts.
struct StatsMergeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge",
        abstract: "Adds up what was counted in parts.",
        discussion: """
            EXAMPLES:
              kindred stats merge part-1.stats part-2.stats -o all.stats

            All parts must have been counted with the same options. With --json, the report is one \
            object: stats, entries, terms, skipped (always empty).
            """)

    @Argument(
        help: ArgumentHelp("Files that `kindred stats` wrote.", valueName: "part.stats"),
        completion: .file(extensions: ["stats"]))
    var parts: [String]

    @OptionGroup var output: StatsOutput

    func run() throws {
        let target = try OutputFile(output.path, inputs: parts)
        let merged = try CorpusStatistics(
            merging: try parts.map { ($0, try CorpusStatistics(opening: $0)) })
        try merged.write(to: target.path)
        try output.report(merged, [])
    }
}

/// Where statistics go, and how that is told.
struct StatsOutput: ParsableArguments {
    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: ArgumentHelp("Write the statistics here.", valueName: "out.stats"),
        completion: .file(extensions: ["stats"]))
    var path: String

    @Flag(help: "Print the report as JSON.")
    var json = false

    /// Says what was written.
    func report(_ statistics: CorpusStatistics, _ problems: [Catalogue.Problem]) throws {
        let answer = JSON([
            "stats": .text(path), "entries": .integer(statistics.paperCount),
            "terms": .integer(statistics.termCount), "skipped": .list(problems.map(\.json)),
        ])
        let line =
            "\(path): \(statistics.termCount.of("term", "terms")) of "
            + statistics.paperCount.of("entry", "entries")
        try Platform.write((json ? answer.printed() : line) + "\n", to: .output)
    }
}
