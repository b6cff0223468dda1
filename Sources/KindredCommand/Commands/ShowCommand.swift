import ArgumentParser
import Kindred

/// `kindred show`: what is known about some papers.
struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Shows what is known about a paper.",
        discussion: """
            EXAMPLES:
              kindred show MoCo
              kindred show MoCo --language zh
              kindred show arXiv:1911.05722 GTN --json

            With --json, standard output is one object: papers, a list of catalogue records, in \
            every language, each with topicNames: of each topic, its path by language.
            """)

    @Argument(help: "Ids, addresses, titles or names of papers.")
    var ids: [String]

    @OptionGroup var languageChoice: LanguageChoice

    @OptionGroup var choice: CatalogueChoice

    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
        let recommender = try choice.recommender()
        let papers = try ids.map { try recommender.paper($0) }
        if json {
            let names = recommender.topicNames
            let records = papers.map { paper in
                let topics = paper.topics.map { names.json(of: $0) }
                return paper.json.adding("topicNames", .list(topics))
            }
            let answer = JSON(["papers": .list(records)])
            return try Platform.write(answer.printed() + "\n", to: .output)
        }
        let terminal = Terminal.standardOutput()
        let pages = papers.map {
            PaperPage(
                paper: $0, language: languageChoice.reader, names: recommender.topicNames,
                terminal: terminal
            ).lines().joined(separator: "\n")
        }
        // Two empty lines, for there are single ones on a page.
        try Platform.write(pages.joined(separator: "\n\n\n") + "\n", to: .output)
    }
}
