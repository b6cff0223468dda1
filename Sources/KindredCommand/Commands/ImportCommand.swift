import ArgumentParser
import Kindred

/// `kindred import`: Markdown lists of papers made into a catalogue.
struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Makes a catalogue of Markdown lists of papers.",
        usage: "kindred import <list.md> ... (-o <papers.jsonl> | --check) [--json]",
        discussion: """
            EXAMPLES:
              kindred import awesome.md --check
              kindred import awesome.md reading.md -o papers.jsonl
              kindred related MoCo --catalogue papers.jsonl

            Headings become topics, links become entries, and what is said about a paper stays \
            with it. The report names every line that could not be placed. With --check it also \
            tells a list's keeper what to look at: entries listed twice, titles that hardly \
            differ, entries whose nearest kin all stand in another topic, papers whose code \
            stands elsewhere in the list.
            With --json, the report is one object: entries (a number for each kind), links, \
            placed, unplaced (document, line, text), documents; with --check also review \
            (duplicates, similarTitles, misplaced, missingCode).
            """)

    @Argument(
        help: ArgumentHelp("Markdown lists.", valueName: "list.md"),
        completion: .file(extensions: ["md", "markdown", "txt"]))
    var lists: [String]

    @Option(
        name: [.customShort("o"), .long],
        help: ArgumentHelp("Write the catalogue here.", valueName: "papers.jsonl"),
        completion: .file(extensions: ["jsonl"]))
    var output: String?

    @Flag(help: "Write nothing, only report, and review the list.")
    var check = false

    @Flag(help: "Print the report as JSON.")
    var json = false

    func validate() throws {
        if output != nil && check { throw ValidationError("Give --check or -o, not both.") }
    }

    func run() throws {
        guard output != nil || check else {
            throw CommandError.usage(
                "Say where to write with -o, or use --check for the report alone.",
                command: "import")
        }
        let target = try output.map { try OutputFile($0, inputs: lists) }
        let read = try lists.map { try Self.read($0) }
        let catalogue = Catalogue(read.flatMap(\.papers))
        let report = ImportLines(
            lists: zip(lists, read).map {
                ImportLines.List(document: CatalogueFile($0).name, report: $1.report)
            },
            catalogue: catalogue, review: check ? try ListReview(of: catalogue) : nil)
        if !catalogue.papers.isEmpty, let target { try catalogue.write(to: target.path) }
        if json {
            try Platform.write(report.json.printed() + "\n", to: .output)
        } else {
            let lines = report.lines(output: output, on: Terminal.standardOutput())
            try Platform.write(lines.joined(separator: "\n") + "\n", to: .output)
        }
        if catalogue.papers.isEmpty {
            throw CommandError.nothingFound("No entry was found, and nothing was written.")
        }
    }

    private static func read(_ path: String) throws -> MarkdownImport {
        let file = CatalogueFile(path)
        switch try file.form() {
        case .text, .stream: return try file.readList()
        case .folder: throw CommandError.folderAsList(path: path)
        case .records: throw CommandError.notAList(path: path)
        case .binary: throw CommandError.noTextInList(path: path)
        }
    }
}
