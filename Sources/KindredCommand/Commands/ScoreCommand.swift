import ArgumentParser
import Kindred

/// `kindred score`: papers from anywhere scored against what a reader likes.
struct ScoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "score",
        abstract: "Scores papers from files or a pipe against the ones you like.",
        usage: """
            kindred score [<file> ...] --like <paper|file> ... [<options>]
            kindred score [<file> ...] --pairs <k> [<options>]
            kindred score --all-pairs <k> [<options>]
            """,
        discussion: """
            EXAMPLES:
              kindred score new.jsonl --like MoCo --like SimCLR --top 20
              kindred score today.jsonl.gz --like liked.bib --confidence fair -o scored.jsonl
              zcat arxiv.jsonl.gz | kindred score --like ids.txt --text "图神经网络 推荐" --format tsv
              kindred score new.jsonl --pairs 10 --index papers.kindred
              kindred score --all-pairs 10 --index papers.kindred --format trec -o pairs.trec

            Candidates need not be in the index, whose vocabulary and weights they are read by; \
            one that is gets the score that `kindred related` gives it. Files may be packed (gzip, \
            xz, zstd) and in any format that `kindred import` reads; without files, standard input \
            is read, and each line is answered as soon as it is there. Several likes are several \
            interests, kept apart. Each candidate gets a line, in the order of the input; with \
            --top only the best above zero, ranked.
            JSONL: id, title, score, confidence (level, percentile; null where the index knows \
            none), nearest (of several likes: the one it is nearest to), with --top rank, with \
            --why reasons (as in `kindred related --json`; their weights sum to the score rounded \
            to six places), with --keep record (as it stood: JSON as it is, other formats as one text). TSV, without a header: rank (with --top), id, \
            score, level, nearest, title, reasons (with --why). With --pairs and --all-pairs: id, \
            neighbours (id, row, score, with --why reasons); or in TSV: id, rank, neighbour, row, \
            score, reasons (with --why). Scores have all digits that their value has.
            A record that cannot be read is named on standard error with file and line, and left out.
            With -o the file appears whole. An interrupted run leaves a .journal beside it (and, \
            without --top, a .partial), and the same command with --resume goes on from there: the \
            file is then the same, byte for byte.
            Exit code 0: all input was read, also where no candidate passes; 1: a file or all \
            records cannot be read, or with --strict one.
            """)

    @Argument(
        help: ArgumentHelp("Candidates; - or nothing for standard input.", valueName: "file"),
        completion: .file())
    var files: [String] = []

    @Option(
        name: .customLong("like"),
        help: ArgumentHelp(
            "A paper you liked, a file of papers, or a file of ids (repeatable).",
            valueName: "paper|file"))
    var likes: [String] = []

    @Option(
        name: .customLong("unlike"),
        help: ArgumentHelp(
            "A paper, or a file of them, whose like you do not want (repeatable).",
            valueName: "paper|file"))
    var unlikes: [String] = []

    @Option(
        name: .customLong("text"),
        help: ArgumentHelp("An interest in your own words (repeatable).", valueName: "text"))
    var texts: [String] = []

    @Option(
        help: ArgumentHelp("Find the k nearest entries to each candidate.", valueName: "k"))
    var pairs: Int?

    @Option(
        help: ArgumentHelp("Find the k nearest entries to each entry.", valueName: "k"))
    var allPairs: Int?

    @Option(
        name: .customLong("from"),
        help: ArgumentHelp(
            "The candidates' format (default: told by content).", valueName: "format"))
    var source: PaperFormat?

    @Option(
        help: ArgumentHelp("Write jsonl, tsv, trec, bibtex or markdown.", valueName: "format"))
    var format = ScoreFormat.jsonl

    @Option(
        name: [.customShort("o"), .long],
        help: ArgumentHelp("Write here instead of standard output.", valueName: "file"),
        completion: .file())
    var output: String?

    @Option(help: ArgumentHelp("Write the n best only, ranked.", valueName: "n"))
    var top: Int?

    @Option(help: ArgumentHelp("Only candidates that score this or more.", valueName: "score"))
    var threshold: Float?

    @Option(
        help: ArgumentHelp(
            "Only candidates of this confidence or more: low, fair, high.", valueName: "level"))
    var confidence: LeastConfidence?

    @Flag(help: "Write the terms that make up each score.")
    var why = false

    @Flag(help: "Leave out candidates that the index holds, or that are liked or disliked.")
    var excludeKnown = false

    @Flag(help: "Write each candidate's own record along (JSONL only).")
    var keep = false

    @Flag(help: "Stop at the first record that cannot be read.")
    var strict = false

    @Flag(help: "Go on where an interrupted run with -o was.")
    var resume = false

    @Option(
        help: ArgumentHelp(
            "Search only the i-th of n parts of the index; `kindred merge` joins them.",
            valueName: "i/n"))
    var indexShard: IndexShard?

    @Option(
        help: ArgumentHelp(
            "What papers are compared by (default: the best of the index; of a catalogue, fused "
                + "above 1,000 entries, else tfidf).",
            valueName: "signal"))
    var signal: Signal?

    @OptionGroup var choice: CatalogueChoice

    func validate() throws {
        for (name, count) in [("--pairs", pairs), ("--all-pairs", allPairs), ("--top", top)] {
            if let count, count < 1 { throw ValidationError("\(name) must be at least 1.") }
        }
        if (likes + unlikes + texts).contains(where: { $0.plainLine.isEmpty }) {
            throw ValidationError("A paper's name or a text is empty.")
        }
        if resume && output == nil {
            throw ValidationError("--resume goes on with a file; give -o.")
        }
        if keep && format != .jsonl {
            throw ValidationError("--keep writes records in JSONL only.")
        }
        try validateModes()
    }

    private func validateModes() throws {
        let isProfile = pairs == nil && allPairs == nil
        if pairs != nil && allPairs != nil {
            throw ValidationError("Give --pairs or --all-pairs, not both.")
        }
        if allPairs != nil && !files.isEmpty {
            throw ValidationError(
                "--all-pairs joins the index with itself; it takes no candidates.")
        }
        if isProfile {
            if indexShard != nil {
                throw ValidationError("--index-shard goes with --pairs or --all-pairs.")
            }
            if format == .trec && top == nil {
                throw ValidationError("A TREC run is ranked; say with --top how many to rank.")
            }
            return
        }
        let asked =
            !(likes + unlikes + texts).isEmpty || top != nil || threshold != nil
            || confidence != nil || keep
        if asked {
            throw ValidationError(
                "--pairs and --all-pairs compare with the index; they take no profile, and none of "
                    + "--top, --threshold, --confidence and --keep.")
        }
        if format == .bibtex || format == .markdown {
            throw ValidationError("Pairs are written as jsonl, tsv or trec.")
        }
    }

    func run() throws {
        // Not in `validate`, which would speak before an unknown option is complained about.
        guard pairs != nil || allPairs != nil || !likes.isEmpty || !texts.isEmpty else {
            throw CommandError.usage(
                "Say what you like, such as: kindred score new.jsonl --like MoCo", command: "score")
        }
        if format == .bibtex, PaperFormat.bibtex.writer() == nil {
            throw CommandError.noWriter(format: "BibTeX")
        }
        let target = try output.map { try OutputFile($0, inputs: inputs + likes + unlikes) }
        if inputs.contains("-"), Platform.isTerminal(.input), Platform.isTerminal(.error) {
            KindredProgram.complain("type or paste records, then Control-D on a line of its own.")
        }
        let recommender = try choice.recommender(for: signal)
        let sink = try sink(target, recommender)
        let candidates = CandidateSource(
            inputs,
            CandidateSource.Settings(
                format: source, keepsRecords: keep, threads: choice.threads.count, isStrict: strict,
                skipping: sink.progress))
        try score(candidates, by: recommender, into: sink)
        try sink.finish()
        guard candidates.brokenCount > 0 else { return }
        let broken = candidates.brokenCount
        guard candidates.count > 0 else { throw CommandError.noSoundRecord(count: broken) }
        KindredProgram.complain(
            "\(broken.of("bad record was", "bad records were")) left out (named above); "
                + "\(candidates.count.of("candidate was", "candidates were")) read.")
    }

    private var inputs: [String] { files.isEmpty && allPairs == nil ? ["-"] : files }
}

extension ScoreCommand {
    /// Does what the options ask.
    private func score(
        _ candidates: CandidateSource, by recommender: Recommender, into sink: any ScoreSink
    ) throws {
        let line = ProgressLine("laying out the index")
        defer { line.finish() }
        if let limit = pairs ?? allPairs {
            let search = try recommender.neighbourSearch(limit, by: signal, shard: indexShard)
            let scoring = NeighbourScoring(
                neighbours: search, format: format, shard: indexShard, why: why)
            let rate = ScoreRate(line, from: sink.progress)
            guard allPairs == nil else {
                return try scoring.run(overAll: recommender, into: sink, rate)
            }
            return try scoring.run(candidates, into: sink, rate) {
                !excludeKnown || recommender.row(of: $0) == nil
            }
        }
        let scorer = try recommender.scorer(for: query(to: recommender))
        if let model = scorer.missingModel {
            KindredProgram.complain(
                "the encoder \(model) is not on this machine, so it reads no candidate.")
        }
        let scoring = ProfileScoring(
            scorer: scorer, recommender: recommender,
            lines: ScoreLines(format: format, why: why, keep: keep, likes: scorer.likes),
            filter: CandidateFilter(
                threshold: threshold, confidence: confidence, excludesKnown: excludeKnown))
        let rate = ScoreRate(line, from: sink.progress)
        if let top { return try scoring.run(candidates, best: top, into: sink, rate) }
        try scoring.run(candidates, into: sink, rate)
    }

    /// What is liked and disliked.
    private func query(to recommender: Recommender) throws -> ScoreQuery {
        func interests(_ arguments: [String]) throws -> [ScoreQuery.Interest] {
            try arguments.flatMap { try InterestFile($0).interests(in: recommender) }
        }
        return ScoreQuery(
            likes: try interests(likes) + texts.map { .text($0) },
            unlikes: try interests(unlikes), signal: signal)
    }

    /// Where the scores go.
    private func sink(
        _ target: OutputFile?, _ recommender: Recommender
    ) throws -> any ScoreSink {
        guard let target else { return StandardOutput() }
        guard Platform.kind(of: target.path) != .stream else { return try NamedPipe(target.path) }
        let recipe = recipe(recommender).onOneLine
        if let top {
            return try RankedFile(target.path, limit: top, recipe: recipe, resumes: resume)
        }
        return try NamedFile(target.path, recipe: recipe, resumes: resume)
    }

    /// All that the output depends on.
    private func recipe(_ recommender: Recommender) -> JSON {
        func list(_ paths: [String]) -> JSON {
            .list(
                paths.map { path in
                    let isFile = Platform.kind(of: path) == .file
                    return JSON([
                        "name": .text(path), "size": JSON(isFile ? Platform.size(of: path) : nil),
                        "changed": JSON(isFile ? Platform.changed(path) : nil),
                    ])
                })
        }
        return JSON([
            "program": .text(KindredVersion.number), "inputs": list(inputs),
            "likes": list(likes), "unlikes": list(unlikes), "texts": JSON(texts),
            "pairs": JSON(pairs), "allPairs": JSON(allPairs), "top": JSON(top),
            "from": JSON(source?.rawValue),
            "format": .text(format.rawValue), "threshold": JSON(threshold.map { "\($0)" }),
            "confidence": JSON(confidence?.rawValue), "why": .truth(why),
            "excludeKnown": .truth(excludeKnown), "keep": .truth(keep),
            "shard": JSON(indexShard?.description), "signal": JSON(signal?.rawValue),
            "index": .text(recommender.fingerprint), "encoder": .truth(recommender.hasEncoder),
        ])
    }
}
