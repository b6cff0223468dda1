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
            """,
        discussion: """
            EXAMPLES:
              kindred path 图神经网络
              kindred path "contrastive learning" --hours 6
              kindred path --to ALBERT --papers 5
              kindred path --from MoCo --to SimCLR --language zh
              kindred path 强化学习 --known read.txt --kind article --format json

            A path covers the topic rather than repeats it, and goes from overview to detail: \
            orientation, foundations, core, frontier. Each step says what it adds and which earlier \
            step it leans on. Minutes are a rule of thumb by what an entry is.
            What is known (--known, --from) is never a step, and what it covers is covered.
            Without --kind, papers only. --level introductory leaves advanced entries out, \
            --level advanced introductory ones.
            With --format json, standard output is one object: goal (topics, text, to, from), \
            budget, minutes, coverage, knownCoverage, known, candidates, steps (number, stage, id, \
            title, titles, kind, year, month, level, contribution, minutes, adds, gain, leansOn, \
            sharesWithStart, cues, relevance, because, links), and, where there is no path, nothing \
            (a sentence).
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
            "What you have read: an id, or a file of ids or records, one a line (repeatable).",
            valueName: "file|id"))
    var known: [String] = []

    @Option(
        name: .customLong("kind"),
        help: ArgumentHelp(
            "Allow this kind of entry beside papers (repeatable).", valueName: "kind"))
    var kinds: [Paper.Kind] = []

    @Option(
        help: ArgumentHelp(
            "How the path is written: \(PathFormat.choices) (default: table).", valueName: "format")
    )
    var format = PathFormat.table

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
    }

    func run() throws {
        // Not in `validate`, which would speak before an unknown option is complained about.
        guard !what.isEmpty || to != nil else {
            throw CommandError.usage(
                "Name a topic or give a text, such as: kindred path 图神经网络", command: "path")
        }
        let recommender = try choice.recommender()
        let path = try recommender.path(query(to: recommender))
        try write(path)
        if let nothing = path.nothing {
            throw CommandError.nothingFound(PathWords(path, language).sentence(for: nothing))
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

    private func write(_ path: ReadingPath) throws {
        let text: String
        switch format {
        case .json: text = path.json(in: language).printed() + "\n"
        case .table:
            guard path.nothing == nil else { return }
            let table = PathTable(
                path: path, language: language, terminal: Terminal.standardOutput())
            text = table.lines().joined(separator: "\n") + "\n"
        }
        try Platform.write(text, to: .output)
    }
}

/// How a path is written.
enum PathFormat: String, CaseIterable, ExpressibleByArgument {
    /// For people at a terminal.
    case table
    /// For programs.
    case json

    /// The formats as a sentence lists them.
    static var choices: String {
        let names = allCases.map(\.rawValue)
        return names.dropLast().joined(separator: ", ") + " or " + (names.last ?? "")
    }
}
