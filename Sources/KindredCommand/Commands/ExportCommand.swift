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
              kindred export --index papers.kindred --signal lsa -o vectors.npy
              kindred export --index papers.kindred -n 5 -o neighbours.graphml
              kindred related MoCo --json | jq -r '.answers[].id' \\
                | kindred export - --to bibtex -o reading.bib

            FORMATS:
            \(ExportFormat.list)

            Without ids, all papers are written, in the order of the catalogue. An id may be \
            whatever `kindred show` takes; - reads them from standard input, one on each line. The \
            format is told by the ending of the file where --to does not name it. Reading an export \
            with `kindred import` gives the same papers, as far as the format has room for what is \
            known of them.
            Vectors are those of LSA or of an encoder, one row for each paper; TF-IDF and BM25 have \
            none of a fixed length. The ids of .npy stand beside it in a file whose name ends in \
            .ids.txt, those of safetensors in its metadata. In a graph, edges lead from each paper to \
            those nearest to it, with their scores as weights; of some papers, those that edges lead \
            to are nodes too. A feed has the date of its latest paper, or the one given.
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

    @Option(
        name: [.customShort("n"), .long],
        help: ArgumentHelp(
            "In a graph, lead to this many of the nearest papers.", valueName: "n"))
    var neighbours = 10

    @Option(
        help: ArgumentHelp(
            "Of vectors: lsa or encoder; in a graph: what papers are compared by (default: the best "
                + "that is there).", valueName: "signal"))
    var signal: Signal?

    @Option(help: ArgumentHelp("What a feed is called.", valueName: "text"))
    var title: String?

    @Option(
        help: ArgumentHelp(
            "The date of a feed (default: of its latest paper).", valueName: "yyyy-mm-dd"))
    var date: FeedDate?

    @OptionGroup var choice: CatalogueChoice

    func validate() throws {
        if neighbours < 1 { throw ValidationError("--neighbours must be at least 1.") }
    }

    func run() throws {
        let format = to ?? ExportFormat(ending: output) ?? .papers(.jsonl)
        let inputs = [choice.catalogue, choice.index].compactMap(\.self)
        let target = try OutputTarget(output, inputs: inputs)
        switch format {
        case .papers(let format): try write(format, to: target)
        case .vectors(let format): try writeVectors(format, to: target)
        case .graph(let format): try writeGraph(format, to: target)
        case .feed: try writeFeed(to: target)
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
    var names: [String]? {
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
