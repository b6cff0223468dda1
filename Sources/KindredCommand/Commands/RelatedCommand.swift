import ArgumentParser
import Kindred

/// `kindred related`: the papers most akin to what was named.
struct RelatedCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "related",
        abstract: "Shows the papers most akin to the ones you name, or to a text.",
        usage: "kindred related <what> ... [<options>]",
        discussion: """
            EXAMPLES:
              kindred related arXiv:1911.05722
              kindred related MoCo GTN --unlike SimCLR -n 5
              kindred related "graph neural networks 推荐" --since 2018 --why
              kindred related - < abstract.txt
              kindred related MoCo --language zh
              kindred related MoCo --index papers.kindred --json
              kindred related MoCo --atom

            Confidence compares the ten nearest, before filters, with the ten nearest to each of the \
            catalogue's own entries: high, where half of those have nothing nearer; fair; low, where \
            nine in ten have; nothing close, where 49 in 50 have, as with gibberish or another field.
            With --why, each score is shown as the sum of its terms, with the confidence of each \
            match, and of several likes the one that it is nearest to. Below the part of an encoder \
            stand the two sentences that it finds closest, where its model is on this machine; in \
            JSON they are the reason's sentences (asked, found, similarity).
            With --json, standard output is one object: query (ids, text), signal, confidence (level, \
            percentile), answers (rank, id, title, titles, kind, year, topics, score, confidence, \
            reasons, nearest (of several likes: id, title), links, keywords, level, contribution), \
            and, where there is no answer or none that is close, nothing (a sentence). What is not \
            known is null, and --language changes nothing.
            Exit code 3: nothing is related.
            """)

    @Argument(
        help: ArgumentHelp(
            "Ids, addresses, titles or names of papers you liked, or free text; - reads text.",
            valueName: "what"))
    var what: [String] = []

    @Option(
        name: [.customShort("n"), .long],
        help: ArgumentHelp("Show this many answers at most.", valueName: "n"))
    var limit = 10

    @Flag(help: "Show the terms that make up each score; they sum to it exactly.")
    var why = false

    @Option(
        name: .customLong("like"),
        help: ArgumentHelp("One more paper you liked (repeatable).", valueName: "id"))
    var likes: [String] = []

    @Option(
        name: .customLong("unlike"),
        help: ArgumentHelp("A paper whose like you do not want (repeatable).", valueName: "id"))
    var unlikes: [String] = []

    @Option(
        name: .customLong("kind"),
        help: ArgumentHelp("Only entries of this kind (repeatable).", valueName: "kind"))
    var kinds: [Paper.Kind] = []

    @Option(help: ArgumentHelp("Only papers of this year or later.", valueName: "year"))
    var since: Int?

    @Option(help: ArgumentHelp("Only papers of this year or earlier.", valueName: "year"))
    var until: Int?

    @Option(
        help: ArgumentHelp(
            "Only papers under this topic: a name, or a path such as 计算机视觉/图像分割.",
            valueName: "topic"))
    var topic: String?

    @Option(
        help: ArgumentHelp(
            "What papers are compared by (default: the best of the index; of a catalogue, fused "
                + "above 1,000 entries, else tfidf).",
            valueName: "signal"))
    var signal: Signal?

    @OptionGroup var languageChoice: LanguageChoice

    @OptionGroup var choice: CatalogueChoice

    @Flag(help: "Print JSON.")
    var json = false

    @Flag(help: "Print an Atom feed, for feed readers.")
    var atom = false

    @Option(
        help: ArgumentHelp(
            "The date of the feed (default: of its latest paper).", valueName: "yyyy-mm-dd"))
    var date: FeedDate?

    func validate() throws {
        if json && atom { throw ValidationError("Give --json or --atom, not both.") }
        if (what + likes + unlikes).contains(where: { $0.plainLine.isEmpty }) {
            throw ValidationError("A paper's name or a text is empty.")
        }
        if limit < 1 { throw ValidationError("--limit must be at least 1.") }
        if let since, let until, since > until {
            throw ValidationError("--since \(since) is later than --until \(until).")
        }
    }

    func run() throws {
        // Not in `validate`, which would speak before an unknown option is complained about.
        guard !what.isEmpty || !likes.isEmpty else {
            throw CommandError.usage(
                "Name a paper you liked or give a text, such as: kindred related MoCo",
                command: "related")
        }
        let textOnInput = what.contains("-") ? try Self.textOnStandardInput() : nil
        let recommender = try choice.recommender(for: signal)
        var answer = try recommender.related(query(to: recommender, with: textOnInput))
        if why { answer = recommender.quotingSentences(in: answer) }
        if let model = answer.missingModel {
            KindredProgram.complain(
                "the encoder \(model) is not on this machine, so it did not read the text.")
        }
        try write(answer)
        if let nothing = answer.nothing {
            let names = Self.namesLike(nothing, in: recommender)
            throw CommandError.nothingFound(nothing.description + names)
        }
    }

    private func write(_ answer: RelatedAnswer) throws {
        if json { return try Platform.write(answer.json.printed() + "\n", to: .output) }
        if atom {
            let feed = answer.atomFeed(language: languageChoice.reader, date: date?.text)
            return try Platform.write(feed, to: .output)
        }
        guard answer.nothing == nil else { return }
        let table = RelatedTable(
            answer: answer, showsReasons: why, language: languageChoice.reader,
            terminal: Terminal.standardOutput())
        try Platform.write(table.lines().joined(separator: "\n") + "\n", to: .output)
    }

    /// The papers whose names are much like unknown words, which may have been meant as one.
    private static func namesLike(
        _ nothing: RelatedAnswer.Nothing, in recommender: Recommender
    ) -> String {
        guard case .noKnownTerm(let text) = nothing else { return "" }
        do {
            _ = try recommender.paper(text)
            return ""
        } catch RankingError.unknownPaper(_, let closest) where !closest.isEmpty {
            let lines = closest.map {
                "\n  \($0.id)" + ($0.title.map { "  \($0.plainLine)" } ?? "")
            }
            return "\nPapers with a name like it:" + lines.joined()
        } catch {
            return ""
        }
    }

    /// The question that the arguments put.
    private func query(to recommender: Recommender, with input: String?) throws -> RelatedQuery {
        let named = what.filter { $0 != "-" }
        var query = named.isEmpty ? RelatedQuery() : try recommender.query(for: named)
        if let input {
            query.text = [query.text, input].compactMap(\.self).joined(separator: "\n")
        }
        query.likes += likes
        query.unlikes = unlikes
        query.limit = limit
        query.kinds = Set(kinds)
        query.since = since
        query.until = until
        query.topic = topic
        query.signal = signal
        return query
    }

    private static func textOnStandardInput() throws -> String {
        if Platform.isTerminal(.input) && Platform.isTerminal(.error) {
            KindredProgram.complain("type the text, then Control-D on a line of its own.")
        }
        let bytes = try Platform.standardInput()
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw CommandError.notText(name: "Standard input")
        }
        guard !text.plainLine.isEmpty else { throw CommandError.noTextOnInput }
        // The line feed that ends a file is no part of the text.
        return text.lastIndex { !$0.isWhitespace }.map { String(text[...$0]) } ?? text
    }
}
