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

    @OptionGroup var index: IndexChoice

    func run() throws {
        let recommender = try CatalogueFile(index.path).openIndex()
        var report = IndexReport(path: index.path, recommender: recommender)
        report.staleness = recommender.staleness
        let text =
            index.json
            ? report.infoJSON.printed()
            : report.lines(on: Terminal.standardOutput()).joined(separator: "\n")
        try Platform.write(text + "\n", to: .output)
    }
}
