import ArgumentParser
import Kindred

/// What every change of an index asks for.
struct IndexChangeOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("The index to change.", valueName: "index"),
        completion: .file(extensions: ["kindred"]))
    var index: String

    @OptionGroup var threads: ThreadChoice

    @Flag(help: "Print the report as JSON.")
    var json = false
}

/// One change of an index, from its options to its report.
struct IndexChange {
    let options: IndexChangeOptions
    private let start = ContinuousClock.now
    private let progress: ProgressLine

    init(_ options: IndexChangeOptions) {
        self.options = options
        progress = ProgressLine("opening \(options.index)")
    }

    /// Reads files and changes the index with them; bad records are named, and the end is 1.
    func run(
        with files: [String], _ change: (IndexUpdate, Catalogue) throws -> IndexUpdate.Outcome
    ) throws {
        let update = try update()
        let contents = try CatalogueFile.readAsOne(files, threads: options.threads.count, progress)
        let problems = contents.problems
        let outcome = try change(update, contents.catalogue)
        try report(outcome, problems)
        problems.complain()
        if !problems.isEmpty {
            throw CommandError.skippedRecords(
                count: problems.count, kept: outcome.recommender.paperCount)
        }
    }

    /// Changes the index.
    func run(_ change: (IndexUpdate) throws -> IndexUpdate.Outcome) throws {
        try report(try change(try update()), [])
    }

    /// The update, once the index is known to be one.
    private func update() throws -> IndexUpdate {
        let path = options.index
        let recommender = try CatalogueFile(path).openIndex()
        let table = try ShippedTable.open()
        try recommender.requireTable(table, path)
        var update = IndexUpdate(ofIndexAt: path, translations: table)
        let (progress, count) = (progress, recommender.paperCount)
        update.threads = options.threads.count
        update.progress = { progress.show($0.words(for: count)) }
        update.waiting = {
            KindredProgram.complain("\(path) is being changed by another process; waiting for it.")
        }
        update.encoded = { progress.show("encoding: \($0) of \($1.of("entry", "entries"))") }
        return update
    }

    private func report(
        _ outcome: IndexUpdate.Outcome, _ problems: [Catalogue.Problem]
    ) throws {
        progress.finish()
        let report = IndexReport(
            path: options.index, recommender: outcome.recommender, problems: problems)
        let text =
            options.json
            ? report.json(of: outcome).printed()
            : report.line(of: outcome, after: ContinuousClock.now - start)
        try Platform.write(text + "\n", to: .output)
    }
}

extension IndexReport {
    /// One line after an index was changed.
    func line(of outcome: IndexUpdate.Outcome, after time: Duration) -> String {
        let changes =
            [
                (outcome.added, "added"), (outcome.changed, "changed"),
                (outcome.removed, "removed"),
            ].filter { $0.0 > 0 }.map { "\($0.0.grouped) \($0.1)" }
            + (outcome.isRefitted ? ["LSA learned anew"] : [])
        return
            "\(path): \(changes.isEmpty ? "nothing to change" : changes.joined(separator: ", ")); "
            + "\(facts.paperCount.of("entry", "entries")), "
            + "\(facts.termCount.of("term", "terms")), \(facts.sizeInBytes.asSizeInBytes); "
            + time.asSeconds
    }

    /// The report of a change with `--json`.
    func json(of outcome: IndexUpdate.Outcome) -> JSON {
        JSON([
            "index": .text(path),
            "added": .integer(outcome.added),
            "changed": .integer(outcome.changed),
            "removed": .integer(outcome.removed),
            "entries": .integer(facts.paperCount),
            "terms": .integer(facts.termCount),
            "sizeInBytes": .integer(facts.sizeInBytes),
            "skipped": .list(problems.map(\.json)),
        ])
    }
}

extension Recommender {
    /// Checks that the table is here which the translations of an index come from.
    ///
    /// - Throws: `CommandError.noTableForIndex`.
    func requireTable(_ table: TranslationTable?, _ path: String) throws(CommandError) {
        guard table == nil, Platform.environment("KINDRED_TRANSLATIONS") != "none",
            facts.sections.contains(where: { $0.name == "translations.counts" })
        else { return }
        throw .noTableForIndex(path: path)
    }
}
