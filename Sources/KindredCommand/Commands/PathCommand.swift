import ArgumentParser
import Kindred

/// `kindred path`: what to read through a topic, in order, and why.
struct PathCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "path",
        abstract: "Lays out what to read through a topic, in order, within your time.",
        usage: """
            kindred path <topic|text> ... [<options>]
            kindred path --to <id> [--from <id>] [<options>]
            kindred path --all -o <folder> [<options>]
            """,
        discussion: """
            EXAMPLES:
              kindred path 图神经网络
              kindred path "contrastive learning" --hours 6
              kindred path --to ALBERT --papers 5
              kindred path --from MoCo --to SimCLR --language zh
              kindred path 强化学习 --known read.txt --kind article --json
              kindred path "graph neural networks" --format html -o gnn.html
              kindred path --all -o paths/

            A path covers the topic rather than repeats it, and goes from overview to detail: \
            orientation, foundations, core, frontier. Each step says what it adds and which earlier \
            step it leans on. Minutes are a rule of thumb by what an entry is.
            What is known (--known, --from) is never a step, and what it covers is covered.
            Without --kind, papers only. --level introductory leaves advanced entries out, \
            --level advanced introductory ones.
            With --json, standard output is one object: goal (topics, \
            topicNames, text, to, from), confidence (level, percentile; null for a topic), budget, minutes, coverage, knownCoverage, known, candidates, steps (number, stage, id, \
            title, titles, kind, year, month, level, contribution, minutes, adds, gain, leansOn, \
            sharesWithStart, cues, relevance, because, links), and, where there is no path, nothing \
            (a sentence).
            Markdown has check boxes, for notes. HTML is one page that needs nothing beside it, on \
            a phone or on paper. Mermaid and SVG show the steps as boxes, stages from left to right, \
            with an arrow to each step from those it leans on.
            --all writes one file for each topic with enough entries, named for the topic, and \
            index.html or index.md, which leads to all of them. A second run writes the same bytes \
            over its own files, and takes away pages of its own that have no topic any more; a file of \
            another's making is never written over, and never taken away.
            A text that nothing here is close to has no path; where little is, a warning says so.
            Exit code 3: there is nothing to read.
            """)

    @Argument(
        help: ArgumentHelp(
            "A topic of the tree, by name or path, or free text in either language.",
            valueName: "topic|text"))
    var what: [String] = []

    @Option(
        help: ArgumentHelp(
            "Lead to this paper: an id, address, title or name.", valueName: "id"))
    var to: String?

    @Option(
        help: ArgumentHelp("Lead from this paper, which you know, to the other.", valueName: "id"))
    var from: String?

    @Option(help: ArgumentHelp("Read so many entries at most (default: 8).", valueName: "n"))
    var papers: Int?

    @Option(help: ArgumentHelp("Read so many hours at most.", valueName: "h"))
    var hours: Double?

    @Option(
        help: ArgumentHelp(
            "What you are up to: introductory, core or advanced.", valueName: "level"))
    var level: Paper.Level?

    @Option(
        help: ArgumentHelp(
            "What you have read: an id, a file of ids, one a line, or a file of papers (repeatable).",
            valueName: "file|id"))
    var known: [String] = []

    @Option(
        name: .customLong("kind"),
        help: ArgumentHelp(
            "Allow this kind of entry beside papers (repeatable).", valueName: "kind"))
    var kinds: [Paper.Kind] = []

    @Option(
        help: ArgumentHelp(
            "How the path is written: \(PathFormat.choices) (default: table; with "
                + "--all, html).", valueName: "format")
    )
    var format: PathFormat?

    @Flag(help: "Print the path as JSON, as --format json does.")
    var json = false

    @Option(
        name: [.customShort("o"), .long],
        help: ArgumentHelp(
            "Write the path into this file, or with --all into this folder.",
            valueName: "file|folder"))
    var output: String?

    @Flag(help: "Write a path for every topic with enough entries, and a page that leads to all.")
    var all = false

    @Option(
        name: .customLong("min"),
        help: ArgumentHelp(
            "With --all, leave out topics with fewer entries (default: \(Self.usualMinimum)).",
            valueName: "n"))
    var minimum: Int?

    @OptionGroup var languageChoice: LanguageChoice

    @OptionGroup var choice: CatalogueChoice

    func validate() throws {
        if what.contains(where: { $0.plainLine.isEmpty }) {
            throw ValidationError("A topic or a text is empty.")
        }
        if let papers, papers < 1 { throw ValidationError("--papers must be at least 1.") }
        if let hours, !(hours > 0 && hours <= 100_000) {
            throw ValidationError("--hours must be above 0, and at most 100,000.")
        }
        if from != nil && to == nil {
            throw ValidationError("--from needs --to: where is the path to lead?")
        }
        if to != nil && !what.isEmpty {
            throw ValidationError("Give a topic or a text, or --to, not both.")
        }
        if let from, from == to {
            throw ValidationError("--from and --to name the same paper.")
        }
        if json, let format, format != .json {
            throw ValidationError("--json and another --format contradict each other.")
        }
        if let minimum, minimum < 1 { throw ValidationError("--min must be at least 1.") }
        try validateAll()
    }

    private func validateAll() throws {
        if !all, minimum != nil { throw ValidationError("--min goes with --all.") }
        guard all else { return }
        if to != nil || !what.isEmpty {
            throw ValidationError("--all takes every topic; give no topic and no --to beside it.")
        }
        if output == nil { throw ValidationError("--all needs -o, the folder to write into.") }
        if json || format.map({ $0.document == nil }) ?? false {
            throw ValidationError("--all writes markdown, html, mermaid or svg.")
        }
    }

    private static let usualMinimum = 3

    func run() throws {
        if all { return try writeAll() }
        // Not in `validate`, which would speak before an unknown option is complained about.
        guard !what.isEmpty || to != nil else {
            throw CommandError.usage(
                "Name a topic or give a text, such as: kindred path 图神经网络", command: "path")
        }
        let target = try output.map { try OutputFile($0, inputs: inputs) }
        let recommender = try choice.recommender()
        let path = try recommender.path(query(to: recommender))
        let names = recommender.topicNames
        try write(path, names, to: target)
        if let nothing = path.nothing {
            let words = PathWords(path, language, names: names)
            throw CommandError.nothingFound(words.sentence(for: nothing))
        }
    }

    private var language: Language { languageChoice.reader }

    /// The question that the arguments put.
    private func query(to recommender: Recommender) throws -> PathQuery {
        let budget = ReadingBudget(
            papers: papers, minutes: hours.flatMap { ReadingBudget.hours($0).minutes })
        var query = PathQuery(through: what.joined(separator: " "), within: budget)
        if let to { query = PathQuery(to: to, from: from, within: budget) }
        query.level = level
        query.kinds.formUnion(kinds)
        for known in known { query.known += try KnownPapers(known).names(in: recommender) }
        return query
    }

    /// The files that are read, and must not be written over.
    private var inputs: [String] { [choice.catalogue, choice.index].compactMap(\.self) + known }

    /// Writes every topic's path into a folder.
    private func writeAll() throws {
        let document = format?.document ?? .html
        let minimum = minimum ?? Self.usualMinimum
        let folder = PathFolder(path: output ?? "")
        let recommender = try choice.recommender()
        let progress = ProgressLine("laying out reading paths")
        defer { progress.finish() }
        let collection = try PathCollection(
            of: recommender, query: query(to: recommender), minimum: minimum
        ) { topic, place, count in
            progress.show(
                "path \((place + 1).grouped) of \(count.grouped): "
                    + topic.name(in: language).plainLine)
        }
        guard !collection.entries.isEmpty else {
            throw CommandError.nothingFound(
                "No topic here has \(minimum.of("entry", "entries")) to make a path of; try a "
                    + "smaller --min, or allow more with --kind.")
        }
        let index = PathIndexPage(
            collection: collection, document: document, language: language, minimum: minimum)
        progress.show("writing \(folder.path)")
        let gone = try folder.write(files(of: collection, index, as: document))
        progress.finish()
        if !gone.isEmpty {
            KindredProgram.complain(
                "\(gone.count.of("page", "pages")) of a former run without a topic any more: taken "
                    + "away.")
        }
        let count = collection.entries.count.of("reading path", "reading paths")
        try Platform.write("\(count): \(folder.place(of: index.fileName))\n", to: .output)
    }

    /// Each path's page, and the index behind them.
    private func files(
        of collection: PathCollection, _ index: PathIndexPage, as document: PathDocument
    ) -> [PathFolder.File] {
        let pages = collection.entries.map { entry in
            let page = PathPage(path: entry.path, language: language, names: collection.names)
            return PathFolder.File(
                name: "\(entry.fileName).\(document.fileEnding)",
                text: PathMark.marked(
                    document.text(of: page, index: index.fileName), as: document))
        }
        let last = PathFolder.File(
            name: index.fileName, text: PathMark.marked(index.text, as: index.form))
        return pages + [last]
    }

    private func write(
        _ path: ReadingPath, _ names: TopicNames, to target: OutputFile?
    ) throws {
        let format = json ? .json : format ?? .table
        guard path.nothing == nil || format == .json else { return }
        let text: String
        if let document = format.document {
            text = document.text(of: PathPage(path: path, language: language, names: names))
        } else if format == .json {
            text = path.json(in: language, names: names).printed() + "\n"
        } else {
            let table = PathTable(
                path: path, language: language, names: names, terminal: Terminal.standardOutput())
            text = table.lines().joined(separator: "\n") + "\n"
        }
        guard let target else { return try Platform.write(text, to: .output) }
        try WholeFile.write(to: target.path) { (file) throws(CatalogueError) in
            try file.append(Array(text.utf8))
        }
    }
}

/// How a path is written.
enum PathFormat: String, CaseIterable, ExpressibleByArgument {
    /// For people at a terminal.
    case table
    /// For programs.
    case json
    /// A list with check boxes, for notes.
    case markdown
    /// One page that needs nothing beside it.
    case html
    /// A chart in Mermaid's language.
    case mermaid
    /// A picture.
    case svg

    /// The document that is written in this format; nil for what is made for a terminal or for
    /// programs.
    var document: PathDocument? { PathDocument(rawValue: rawValue) }

    /// The formats as a sentence lists them.
    static var choices: String {
        let names = allCases.map(\.rawValue)
        return names.dropLast().joined(separator: ", ") + " or " + (names.last ?? "")
    }
}
