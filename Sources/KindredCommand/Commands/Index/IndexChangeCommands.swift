import ArgumentParser
import Kindred

/// `kindred index add`: new papers.
struct IndexAddCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Adds the entries of catalogues to an index.",
        discussion: """
            EXAMPLES:
              kindred index add new.jsonl --index papers.kindred
              kindred index add today.bib awesome.md --index papers.kindred --json

            An entry that the index has by another name or address is merged with it: what the index \
            says stays, and what only the new entry knows is added. Only new texts are read; an \
            index made with an encoder has the model read them.
            With --json, the report is one object: index, added, changed, removed (two entries that \
            turn out to be one), entries, terms, sizeInBytes, skipped (file, line, problem).
            """)

    @OptionGroup var papers: CatalogueFiles

    @OptionGroup var options: IndexChangeOptions

    func run() throws { try IndexChange(options).run(with: papers.files) { try $0.add($1) } }
}

/// `kindred index update`: new papers, and new words for old ones.
struct IndexUpdateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "update",
        abstract: "Replaces the entries that catalogues have too, and adds the others.",
        discussion: """
            EXAMPLES:
              kindred index update papers.jsonl --index papers.kindred
              kindred index update corrected.jsonl --index papers.kindred --json

            An entry takes the place of the one that shares an identity with it, whatever that said; \
            entries that are in no file stay. Where nothing differs, the index is not written.
            With --json, the report is one object: index, added, changed, removed, entries, terms, \
            sizeInBytes, skipped (file, line, problem).
            """)

    @OptionGroup var papers: CatalogueFiles

    @OptionGroup var options: IndexChangeOptions

    func run() throws {
        try IndexChange(options).run(with: papers.files) { try $0.replace(with: $1) }
    }
}

/// `kindred index remove`: papers that go.
struct IndexRemoveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "Removes entries from an index.",
        discussion: """
            EXAMPLES:
              kindred index remove arXiv:1911.05722 --index papers.kindred
              kindred index remove 10.1145/3292500.3330925 "A whole title" --index papers.kindred

            Entries are named by any identifier or address, or by a whole title; a short name or the \
            beginning of a title is not enough. Where one is unknown, nothing is removed.
            With --json, the report is one object: index, added, changed, removed, entries, terms, \
            sizeInBytes, skipped.
            """)

    @Argument(help: ArgumentHelp("What to remove.", valueName: "id"))
    var ids: [String]

    @OptionGroup var options: IndexChangeOptions

    func run() throws { try IndexChange(options).run { try $0.remove(ids) } }
}

/// `kindred index refit`: word company learned anew.
struct IndexRefitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "refit",
        abstract: "Learns anew which words keep company (LSA), from all entries of an index.",
        discussion: """
            EXAMPLES:
              kindred index refit --index papers.kindred

            `kindred info` tells how many entries came and went since that was learned. An encoder's \
            vectors stay, as they depend on nothing but their text. No text is read again.
            With --json, the report is one object: index, added, changed, removed, entries, terms, \
            sizeInBytes, skipped.
            """)

    @OptionGroup var options: IndexChangeOptions

    func run() throws { try IndexChange(options).run { try $0.refit() } }
}

/// `kindred index merge`: several indexes as one.
struct IndexMergeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge",
        abstract: "Joins indexes as one.",
        discussion: """
            EXAMPLES:
              kindred index merge part-1.kindred part-2.kindred -o whole.kindred

            For catalogues indexed in parts, the file is byte for byte the one that indexing all of \
            them at once makes, in the same order; where parts were made with --stats, no text is \
            read again. All must have been made with the same options.
            With --json, the report is one object: index, entries, terms, sizeInBytes, signals, \
            skipped (always empty).
            """)

    @Argument(
        help: ArgumentHelp("Indexes, in the order of their entries.", valueName: "index"),
        completion: .file(extensions: ["kindred"]))
    var indexes: [String]

    @Option(
        name: [.customShort("o"), .long],
        help: ArgumentHelp("Write the index here.", valueName: "out.kindred"),
        completion: .file(extensions: ["kindred"]))
    var output: String

    @OptionGroup var threads: ThreadChoice

    @Flag(help: "Print the report as JSON.")
    var json = false

    func run() throws {
        let start = ContinuousClock.now
        let target = try OutputFile(output, inputs: indexes)
        let progress = ProgressLine("opening \(indexes[0])")
        var count = 0
        let table = try ShippedTable.open()
        for path in indexes {
            let index = try CatalogueFile(path).openIndex()
            try index.requireTable(table, path)
            count += index.paperCount
        }
        let total = count
        let recommender = try Recommender(
            joining: indexes, writingTo: target.path, translations: table,
            threads: threads.count, progress: { progress.show($0.words(for: total)) })
        progress.finish()
        let report = IndexReport(path: output, recommender: recommender)
        let text = json ? report.json.printed() : report.line(after: ContinuousClock.now - start)
        try Platform.write(text + "\n", to: .output)
    }
}
