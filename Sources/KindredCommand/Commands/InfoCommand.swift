import ArgumentParser
import Kindred

/// `kindred info`: what an index file holds.
struct InfoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "info",
        abstract: "Shows what an index file holds and how it was made.",
        discussion: """
            EXAMPLES:
              kindred info papers.kindred
              kindred info papers.kindred --json

            With --json, standard output is one object: index, formatVersion, program, entries, \
            terms, weights, topics, signals, recipe, weighedBy (the entries whose frequencies count), \
            staleness (of LSA since entries changed: learnedFrom, added, changed, removed, \
            unknownWords; null where none did), sizeInBytes, sections (name, sizeInBytes, checksum).
            """)

    @Argument(
        help: ArgumentHelp("An index file.", valueName: "index"),
        completion: .file(extensions: ["kindred"]))
    var index: String

    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
        let recommender = try CatalogueFile(index).openIndex()
        var report = IndexReport(path: index, recommender: recommender)
        report.staleness = recommender.staleness
        let text =
            json
            ? report.infoJSON.printed()
            : report.lines(on: Terminal.standardOutput()).joined(separator: "\n")
        try Platform.write(text + "\n", to: .output)
    }
}
