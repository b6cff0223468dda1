import ArgumentParser
import Kindred

/// `kindred export`: papers of a catalogue or an index in other formats.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Writes papers for reference managers, tables and other programs.",
        usage: "kindred export [<id> ...] [--to <format>] [-o <file>] [<options>]",
        discussion: """
            EXAMPLES:
              kindred export MoCo GTN --to bibtex
              kindred export --catalogue papers.jsonl --to csv --bom -o papers.csv
              kindred export --index papers.kindred --to ris -o papers.ris
              kindred related MoCo --json | jq -r '.matches[].paper.id' \\
                | kindred export - --to bibtex -o reading.bib

            FORMATS:
            \(ExportFormat.list)

            Without ids, all papers are written, in the order of the catalogue. An id may be \
            whatever `kindred show` takes; - reads them from standard input, one on each line. The \
            format is told by the ending of the file where --to does not name it. Reading an export \
            with `kindred import` gives the same papers, as far as the format has room for what is \
            known of them.
            """)

    @Argument(help: "Papers to write (default: all); - reads ids from standard input.")
    var ids: [String] = []

    @Option(
        help: ArgumentHelp(
            "The format (default: by the ending of the file, else jsonl).", valueName: "format"))
    var to: ExportFormat?

    @Option(
        name: [.customShort("o"), .long],
        help: ArgumentHelp("Write here (default: standard output).", valueName: "file"),
        completion: .file())
    var output = "-"

    @Flag(help: "Begin a table with the mark by which Excel knows UTF-8.")
    var bom = false

    @Option(
        help: ArgumentHelp(
            "Write titles and texts in this language where a format has room for one.",
            valueName: "language"))
    var language: ReaderLanguage = .en

    @OptionGroup var choice: CatalogueChoice

    func run() throws {
        let format = to ?? ExportFormat(ending: output) ?? .papers(.jsonl)
        let inputs = [choice.catalogue, choice.index].compactMap(\.self)
        let target = try OutputTarget(output, inputs: inputs)
        switch format {
        case .papers(let format): try write(format, to: target)
        }
    }

    private func write(_ format: PaperFormat, to target: OutputTarget) throws {
        var settings = WriteSettings()
        settings.hasMark = bom
        settings.language = language.language
        guard let writer = format.writer(settings) else { return }
        let source = try choice.papers(named: try names)
        guard source.count > 0 else {
            throw CommandError.nothingFound("There is no paper to write.")
        }
        try writer.write(source, to: target.path)
    }

    /// The ids that were asked for; nil for all papers.
    private var names: [String]? {
        get throws {
            guard !ids.isEmpty else { return nil }
            return try ids.flatMap { id in
                guard id == "-" else { return [id] }
                let bytes = try Platform.standardInput()
                return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
                    .map { String($0).plainLine }.filter { !$0.isEmpty }
            }
        }
    }
}

/// What can be written.
enum ExportFormat: ExpressibleByArgument {
    /// Papers in a format for papers.
    case papers(PaperFormat)

    init?(argument: String) {
        guard let format = PaperFormat(spelled: argument.lowercased()),
            PaperFormat.written.contains(format)
        else { return nil }
        self = .papers(format)
    }

    /// The format that a file's ending tells; nil for an ending that none has.
    init?(ending path: String) {
        guard let dot = path.lastIndex(of: "."), dot > path.startIndex else { return nil }
        switch path[path.index(after: dot)...].lowercased() {
        case "jsonl": self = .papers(.jsonl)
        case "bib": self = .papers(.bibtex)
        case "ris": self = .papers(.ris)
        case "csv": self = .papers(.csv)
        case "tsv": self = .papers(.tsv)
        case "md", "markdown": self = .papers(.markdown)
        case "json": self = .papers(.csl)
        default: return nil
        }
    }

    static var allValueStrings: [String] { PaperFormat.written.map(\.rawValue) }

    /// The formats with what they are called, a line each.
    static var list: String { PaperFormat.list(PaperFormat.written) }
}
