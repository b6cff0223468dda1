import ArgumentParser
import Kindred

/// `kindred train-translations`: texts in two languages made into a translation table.
struct TrainTranslationsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train-translations",
        abstract: "Learns which English terms stand for Chinese ones.",
        usage: "kindred train-translations <file> ... -o <out.kindred> [<options>]",
        discussion: """
            EXAMPLES:
              kindred train-translations pairs.jsonl seeds/papers.jsonl -o models/zh-en.kindred

            What an entry says in both languages counts: abstract (or abstract and abstract_zh), \
            summary, titles and keywords. The table holds terms and probabilities, no sentence; \
            the same files give the same bytes. Name it in KINDRED_TRANSLATIONS to use it.
            With --json, the report is one object: table, papers, chineseTerms, englishTerms, \
            translations, skipped (file, line, problem).
            """)

    @OptionGroup var papers: CatalogueFiles

    @Option(
        name: [.customShort("o"), .long],
        help: ArgumentHelp("Write the table here.", valueName: "out.kindred"),
        completion: .file(extensions: ["kindred"]))
    var output: String

    @OptionGroup var threads: ThreadChoice

    @Flag(help: "Print the report as JSON.")
    var json = false

    func run() throws {
        let target = try OutputFile(output, inputs: papers.files)
        let progress = ProgressLine("reading \(papers.files[0])")
        let read = try CatalogueFile.read(papers.files, threads: threads.count, progress)
        let known = read.flatMap(\.catalogue.papers)
        let problems = read.flatMap(\.problems)
        progress.show("learning from \(known.count.of("entry", "entries"))")
        let table = TranslationTable(learnedFrom: known, threads: threads.count)
        progress.finish()
        problems.complain()
        guard table.translationCount > 0 else {
            throw CommandError.noTranslations(path: papers.files.joined(separator: ", "))
        }
        try table.write(to: target.path)
        try Platform.write(report(table, problems) + "\n", to: .output)
        if !problems.isEmpty {
            throw CommandError.skippedInLearning(count: problems.count)
        }
    }

    private func report(_ table: TranslationTable, _ problems: [Catalogue.Problem]) -> String {
        guard json else {
            return "\(output.plainLine): \(table.translationCount.grouped) translations of "
                + "\(table.chineseTermCount.grouped) Chinese terms into "
                + "\(table.englishTermCount.grouped) English ones, learned from "
                + table.paperCount.of("paper", "papers")
        }
        return JSON([
            "table": .text(output),
            "papers": .integer(table.paperCount),
            "chineseTerms": .integer(table.chineseTermCount),
            "englishTerms": .integer(table.englishTermCount),
            "translations": .integer(table.translationCount),
            "skipped": .list(problems.map(\.json)),
        ]).printed()
    }
}
