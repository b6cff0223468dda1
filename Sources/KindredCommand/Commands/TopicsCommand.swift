import ArgumentParser
import Kindred

/// `kindred topics`: the tree of topics.
struct TopicsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "topics",
        abstract: "Shows the tree of topics and how many entries each holds.",
        discussion: """
            EXAMPLES:
              kindred topics
              kindred topics 计算机视觉
              kindred topics 计算机视觉/图像分割 --json
              kindred topics "computer vision"
              kindred topics --language zh

            A topic answers to its heading in the catalogue and to its names in other languages, \
            and is shown by its name in the reader's language where it has one. JSON has every \
            level unless --depth says otherwise.
            With --json, standard output is one object: topics, each with name, path, names (by \
            language), count (in it and below), own (in it alone) and children.
            """)

    @Argument(help: "A topic: its name, or a path. Without one, the whole tree.")
    var topic: String?

    @Option(
        help: ArgumentHelp(
            "Show this many levels of the tree (default: 2), or below the topic (default: all).",
            valueName: "n"))
    var depth: Int?

    @OptionGroup var languageChoice: LanguageChoice

    @OptionGroup var choice: CatalogueChoice

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        if let depth, depth < 1 { throw ValidationError("--depth must be at least 1.") }
    }

    func run() throws {
        let tree = try choice.topics()
        let topics = try topic.map { try Self.topics(named: $0, in: tree) }
        let usualDepth = topics == nil && !json ? 2 : Int.max
        let lines = TopicLines(
            topics: topics ?? tree.roots,
            depth: min(depth ?? usualDepth, Int.max - 1) + (topics == nil ? 0 : 1),
            language: languageChoice.reader)
        if json {
            let answer = JSON(["topics": lines.json])
            try Platform.write(answer.printed() + "\n", to: .output)
        }
        if lines.topics.isEmpty {
            throw CommandError.nothingFound("No entry here stands under a topic.")
        }
        if !json { try write(lines) }
    }

    private static func topics(named name: String, in tree: TopicTree) throws -> [Topic] {
        let topics = tree.topics(named: name)
        guard topics.isEmpty else { return topics }
        throw RankingError.unknownTopic(asked: name, closest: tree.closest(to: name))
    }

    private func write(_ lines: TopicLines) throws {
        let text = lines.lines(on: Terminal.standardOutput())
        try Platform.write(text.joined(separator: "\n") + "\n", to: .output)
        if lines.hiddenCount > 0, Platform.isTerminal(.output) {
            let topics = lines.hiddenCount.of("topic lies", "topics lie")
            KindredProgram.complain("\(topics) deeper; --depth shows more levels.")
        }
    }
}
