import ArgumentParser
import Kindred

/// `kindred import`: papers of other formats made into a catalogue.
struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Makes a catalogue of Markdown lists and files of other formats.",
        usage: "kindred import <file> ... (-o <papers.jsonl> | --check) [--from <format>] [--json]",
        discussion: """
            EXAMPLES:
              kindred import awesome.md --check
              kindred import awesome.md library.bib scopus.csv -o papers.jsonl
              kindred import arxiv-metadata-oai-snapshot.jsonl.gz -o arxiv.jsonl
              curl -s https://api.openalex.org/works | kindred import - -o works.jsonl
              kindred import list.csv --column title=Name --column authors=Who -o list.jsonl

            FORMATS:
            \(PaperFormat.list())

            A file's format is told by its content; --from names it for all files given. Files may \
            be packed with gzip, xz or zstd, and - is standard input. Entries that share an identity \
            are merged across files, in their order. A record that cannot be read is named on \
            standard error and left out.
            Of a Markdown list, headings become topics, links become entries, and what is said about \
            a paper stays with it; the report names every line that could not be placed. With \
            --check it also tells a list's keeper what to look at: entries listed twice, titles \
            that hardly differ, entries whose nearest kin all stand in another topic, papers whose \
            code stands elsewhere in the list.
            With --json, the report is one object: entries (a number for each kind), links, \
            placed, unplaced (document, line, text), documents, files (file, format, entries, \
            skipped by reason, problemCount, problems); with --check of lists also review \
            (duplicates, similarTitles, misplaced, missingCode).
            """)

    @Argument(
        help: ArgumentHelp("Files of papers; - for standard input.", valueName: "file"),
        completion: .file())
    var files: [String]

    @Option(
        name: [.customShort("o"), .long],
        help: ArgumentHelp(
            "Write the catalogue here; - for standard output.", valueName: "papers.jsonl"),
        completion: .file(extensions: ["jsonl"]))
    var output: String?

    @Option(
        help: ArgumentHelp("What the files hold (default: told by content).", valueName: "format"))
    var from: FormatChoice = .auto

    @Option(
        help: ArgumentHelp(
            "Of a table: the column that holds a field, such as title=Name.",
            valueName: "field=heading"))
    var column: [ColumnChoice] = []

    @Flag(help: "Keep fields that Kindred has no place for, as they are.")
    var keepFields = false

    @Flag(help: "Write nothing, only report, and review lists.")
    var check = false

    @Flag(help: "Print the report as JSON.")
    var json = false

    func validate() throws {
        if output != nil && check { throw ValidationError("Give --check or -o, not both.") }
        if files.count(where: { $0 == "-" }) > 1 {
            throw ValidationError("Standard input can be read once; give - only once.")
        }
    }

    func run() throws {
        guard output != nil || check else {
            throw CommandError.usage(
                "Say where to write with -o, or use --check for the report alone.",
                command: "import")
        }
        let target = try output.map { try OutputTarget($0, inputs: files) }
        let gathered = GatheredPapers(spillingInto: target?.folder ?? Platform.temporaryFolder)
        let progress = ProgressLine("reading")
        let read = try files.map {
            try FileImport($0, from: from.format, settings, gathered, progress)
        }
        progress.show("writing \(gathered.count.of("entry", "entries"))")
        let kinds = try gathered.write(to: target?.path)
        progress.finish()
        let report = ImportLines(
            files: read, kinds: kinds, review: check ? try Self.review(read) : nil)
        let lines =
            json
            ? [report.json.printed()] : report.lines(output: output, on: Terminal.standardOutput())
        let place: Platform.Stream = target?.isStandardOutput == true ? .error : .output
        try Platform.write(lines.joined(separator: "\n") + "\n", to: place)
        if kinds.isEmpty {
            throw CommandError.nothingFound("No entry was found, and nothing was written.")
        }
    }

    /// What the keeper of the lists among the files may want to look at.
    private static func review(
        _ files: [FileImport]
    ) throws -> (catalogue: Catalogue, findings: ListReview)? {
        let lists = files.filter { $0.list != nil }
        guard !lists.isEmpty else { return nil }
        let catalogue = Catalogue(lists.flatMap(\.listed))
        return (catalogue, try ListReview(of: catalogue))
    }

    private var settings: ReadSettings {
        var settings = ReadSettings()
        settings.keepsFields = keepFields
        for choice in column { settings.columns[choice.heading] = choice.field }
        return settings
    }
}

/// A format as people name it, or `auto`.
enum FormatChoice: ExpressibleByArgument {
    case auto
    case named(PaperFormat)

    init?(argument: String) {
        let name = argument.lowercased()
        guard name != "auto" else {
            self = .auto
            return
        }
        guard let format = PaperFormat(spelled: name) else { return nil }
        self = .named(format)
    }

    static var allValueStrings: [String] { ["auto"] + PaperFormat.allCases.map(\.rawValue) }

    var defaultValueDescription: String { "auto" }

    /// The format; nil for `auto`.
    var format: PaperFormat? {
        if case .named(let format) = self { format } else { nil }
    }
}

/// A field and the heading of the column that holds it: `title=Name`.
struct ColumnChoice: ExpressibleByArgument {
    let field: String
    let heading: String

    init?(argument: String) {
        let parts = argument.split(separator: "=", maxSplits: 1)
        guard parts.count == 2, PaperFormat.isColumn(String(parts[0])) else { return nil }
        (field, heading) = (String(parts[0]), String(parts[1]))
    }
}
