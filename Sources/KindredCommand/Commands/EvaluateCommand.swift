import ArgumentParser
import Kindred
import KindredEvaluation

/// `kindred evaluate`: how good the answers are, by somebody's judgements.
struct EvaluateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate",
        abstract: "Measures how good the answers are, by judgements or readers' libraries.",
        usage: """
            kindred evaluate <catalogue|index> --qrels <file> [<options>]
            kindred evaluate <catalogue|index> --profiles <file> [<options>]
            kindred evaluate --compare <a.trec> <b.trec> --qrels <file>
            """,
        discussion: """
            EXAMPLES:
              kindred evaluate papers.jsonl --qrels papers.qrels
              kindred evaluate papers.kindred --qrels papers.qrels --run tfidf.trec
              kindred evaluate papers.jsonl --profiles readers.tsv --json
              kindred evaluate --compare tfidf.trec bm25.trec --qrels papers.qrels

            nDCG@10, MAP, MRR and recall as trec_eval defines them, averaged over the queries whose \
            paper is in the catalogue; a query without an answer counts 0. Judgements are TREC's: \
            query 0 document grade. Each query is the id of a paper, which is never its own answer.
            --profiles takes lines of a reader, a tab and ids between spaces: of readers with ten \
            or more, half (by seed) is what the reader likes, the other half what should be found.
            --compare says for each measure how far two runs differ, with the 95 % interval and \
            the p-value of a paired bootstrap over the queries (10,000 draws).
            With --json, standard output is one object: queries, ndcg@10, map, mrr, recall@10, \
            recall@100, signal, missing (queries, documents, pool: what the catalogue lacks), and, \
            with --per-query, perQuery (query and the measures). With --compare: queries, a, b \
            (the measures of each run), differences (measure, difference, lower, upper, p).
            Exit code 3: no query is left to be asked.
            """)

    @Argument(
        help: ArgumentHelp(
            "A file in any format of `kindred import`, a folder of JSONL, or an index file.",
            valueName: "catalogue|index"),
        completion: .file())
    var source: String?

    @Option(
        help: ArgumentHelp("The judgements, in TREC's format.", valueName: "file"),
        completion: .file())
    var qrels: String?

    @Option(
        help: ArgumentHelp("Readers' libraries instead of judgements.", valueName: "file"),
        completion: .file())
    var profiles: String?

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Compare two runs in TREC's format.", valueName: "a.trec b.trec"),
        completion: .file(extensions: ["trec"]))
    var compare: [String] = []

    @Option(
        help: ArgumentHelp("Rank only the papers whose ids stand in this file.", valueName: "ids"),
        completion: .file())
    var pool: String?

    @Flag(help: "Rank only the judged papers of each query, grade 0 included, all of them.")
    var judgedOnly = false

    @Option(
        help: ArgumentHelp(
            "What papers are compared by (default: the best of the index; of a catalogue, fused "
                + "above 1,000 entries, else tfidf).",
            valueName: "signal"))
    var signal: Signal?

    @Option(
        name: [.customShort("n"), .long],
        help: ArgumentHelp(
            "Rank this many papers for each query, and never fewer than 100.", valueName: "n"))
    var depth = 100

    @Option(
        help: ArgumentHelp("Halve readers' libraries by this seed.", valueName: "seed"))
    var seed = ReaderLibraries.usualSeed

    @Option(
        name: .customLong("run"),
        help: ArgumentHelp("Write the answers here, in TREC's format.", valueName: "out.trec"),
        completion: .file(extensions: ["trec"]))
    var output: String?

    @Flag(help: "Show the measures of each query too.")
    var perQuery = false

    @OptionGroup var threads: ThreadChoice

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        if depth < 1 { throw ValidationError("--depth must be at least 1.") }
        if !compare.isEmpty && compare.count != 2 {
            throw ValidationError("--compare takes two runs, not \(compare.count).")
        }
        let asks =
            source != nil || profiles != nil || pool != nil || signal != nil || output != nil
            || judgedOnly || perQuery
        if !compare.isEmpty && asks {
            throw ValidationError(
                "--compare reads two runs and --qrels; it takes no catalogue and, of the other "
                    + "options, only --json.")
        }
        if qrels != nil && profiles != nil {
            throw ValidationError("Give --qrels or --profiles, not both.")
        }
    }

    func run() throws {
        do {
            let text = try compare.isEmpty ? evaluated() : compared()
            try Platform.write(text + "\n", to: .output)
        } catch let error as EvaluationError {
            switch error {
            case .nothingLeft, .nothingToCompare:
                throw CommandError.nothingFound(error.description)
            default: throw error
            }
        }
    }
}

extension EvaluateCommand {
    /// Asks a catalogue or an index, and says how good the answers were.
    private func evaluated() throws -> String {
        // Not in `validate`, which would speak before an unknown option is complained about.
        guard let source else { throw Self.usage("Name a catalogue or an index.") }
        let questions = try questions()
        let pool = try pool.map(PaperIDs.init(contentsOf:))
        let inputs = [source, qrels, profiles, self.pool].compactMap(\.self)
        let target = try output.map { try OutputFile($0, inputs: inputs) }
        var settings = Evaluation.Settings()
        settings.signal = signal
        settings.depth = max(depth, Self.leastDepth)
        settings.pool = pool?.ids
        settings.judgedOnly = judgedOnly
        let recommender = try CatalogueFile(source).recommender(for: signal, threads: threads.count)
        let progress = ProgressLine("ranking for \(questions.count.of("query", "queries"))")
        defer { progress.finish() }
        let evaluation = try Evaluation(of: recommender, on: questions, settings: settings)
        progress.finish()
        try target.map { try evaluation.run.write(to: $0.path) }
        let page = EvaluationPage(
            evaluation, signal: signal ?? recommender.signals.first, perQuery: perQuery)
        page.missing.map(KindredProgram.complain)
        return json ? page.json.printed() : page.lines().joined(separator: "\n")
    }

    private func questions() throws -> [Question] {
        if let qrels { return try judgements(qrels).questions }
        guard let profiles else {
            throw Self.usage("Give judgements with --qrels or libraries with --profiles.")
        }
        return try ReaderLibraries(contentsOf: profiles, seed: seed).questions
    }

    /// Says how two runs differ.
    private func compared() throws -> String {
        guard let qrels else { throw Self.usage("--compare needs judgements: give --qrels.") }
        let judgements = try judgements(qrels)
        let runs = try compare.map(Run.init(contentsOf:))
        let page = ComparisonPage(
            comparison: try RunComparison(runs[0], runs[1], by: judgements), names: compare)
        return json ? page.json.printed() : page.lines().joined(separator: "\n")
    }

    private func judgements(_ path: String) throws -> Judgements {
        let judgements = try Judgements(contentsOf: path)
        if judgements.repeatedLines > 0 {
            let lines = judgements.repeatedLines.of("line repeats", "lines repeat")
            KindredProgram.complain(
                "\(path): \(lines) a query and document; the highest grade counts.")
        }
        return judgements
    }

    private static func usage(_ sentence: String) -> CommandError {
        .usage(sentence, command: "evaluate")
    }

    // R@100 looks at the first hundred.
    private static let leastDepth = 100
}
