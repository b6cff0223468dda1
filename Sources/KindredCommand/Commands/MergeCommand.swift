import ArgumentParser
import Kindred

/// `kindred merge`: the answers of parts made the answer of the whole.
struct MergeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge",
        abstract: "Joins the best of several parts into the best of the whole.",
        usage: "kindred merge <file> ... --top <k> [-o <file>]",
        discussion: """
            EXAMPLES:
              kindred merge part1.jsonl part2.jsonl --top 10 -o pairs.jsonl
              kindred merge monday.jsonl tuesday.jsonl --top 50
              kindred merge part*.trec --top 100 -o run.trec

            Takes what `kindred score` wrote, in JSONL, TSV or TREC's form, all files in one. Of \
            neighbours (--pairs or --all-pairs with --index-shard i/n), each candidate gets the k \
            best of all parts; asked with the same k, that is what the whole index would have \
            answered, equal scores included: ties go to the lower row, which JSONL and TSV name \
            and the tag of a TREC run implies. (In TSV and TREC's form a candidate without any \
            neighbour in the first part may stand elsewhere among the candidates.) Of ranked \
            candidates (--top), the k best of all files are ranked anew; equal scores stand in the \
            order of the files.
            """)

    @Argument(
        help: ArgumentHelp("What the parts answered.", valueName: "file"), completion: .file())
    var files: [String]

    @Option(help: ArgumentHelp("How many to keep of each list.", valueName: "k"))
    var top: Int?

    @Option(
        name: [.customShort("o"), .long],
        help: ArgumentHelp("Write here instead of standard output.", valueName: "file"),
        completion: .file())
    var output: String?

    func validate() throws {
        if let top, top < 1 { throw ValidationError("--top must be at least 1.") }
    }

    func run() throws {
        guard let top else {
            throw CommandError.usage(
                "Say with --top how many to keep: the number that the parts were asked for.",
                command: "merge")
        }
        let target = try output.map { try OutputFile($0, inputs: files) }
        let merged = try TopLists(files).merged(top)
        guard let target else { return try Platform.write(merged, to: .output) }
        try WholeFile.write(to: target.path) { (file) throws(CatalogueError) in
            try file.append(merged)
        }
    }
}
