import Kindred

/// What one file of an import held.
struct FileImport {
    /// The path as given.
    let path: String
    /// The name of its file, or of standard input.
    let document: String
    /// What it held, as given or recognised.
    let format: PaperFormat
    /// How many entries were read, before any were merged.
    private(set) var entryCount = 0
    /// How many records were left out on purpose, by the reason.
    private(set) var skipped: [String: Int] = [:]
    /// The first of what could not be read, and how much there was.
    private(set) var problems: [Catalogue.Problem] = []
    private(set) var problemCount = 0
    /// What became of the lines of a Markdown list.
    private(set) var list: ImportReport?
    /// The entries of a Markdown list.
    private(set) var listed: [Paper] = []

    /// Problems that are named; a file of millions of records may have as many.
    private static let mostProblems = 1_000
    /// Problems that are named on standard error.
    private static let mostComplaints = 20

    /// Reads a file and adds what it holds.
    init(
        _ path: String, from format: PaperFormat?, _ settings: ReadSettings,
        _ gathered: GatheredPapers, _ progress: ProgressLine
    ) throws {
        self.path = path
        document = path == "-" ? "standard input" : CatalogueFile(path).name
        progress.show("reading \(document)")
        switch path == "-" ? .stream : Platform.kind(of: path) {
        case .nothing: throw CommandError.notThere(path: path)
        case .folder: throw CommandError.folderAsList(path: path)
        case .file, .stream: break
        }
        let stream = try PaperStream(path: path, format: format, settings: settings)
        self.format = stream.format
        try gathered.add(contentsOf: stream) { batch, count in
            take(batch, count)
            progress.show("reading \(document): \(entryCount.of("entry", "entries"))")
        }
        if problemCount > Self.mostComplaints {
            let more = (problemCount - Self.mostComplaints).of("problem", "problems")
            KindredProgram.complain("\(path): \(more) more; --json names them.")
        }
    }

    private mutating func take(_ batch: ReadBatch, _ count: Int) {
        entryCount += count
        skipped.merge(batch.skipped, uniquingKeysWith: +)
        if let list = batch.list { (self.list, listed) = (list, batch.papers.map(\.paper)) }
        for problem in batch.problems {
            if problemCount < Self.mostComplaints { KindredProgram.complain("\(problem)") }
            if problemCount < Self.mostProblems { problems.append(problem) }
            problemCount += 1
        }
    }
}

extension PaperFormat {
    /// Formats with what they are called, a line each.
    static func list(_ formats: [PaperFormat] = allCases) -> String {
        let width = formats.map(\.rawValue.count).max() ?? 0
        return formats.map { format in
            let gap = String(repeating: " ", count: width - format.rawValue.count + 2)
            return "  \(format.rawValue)\(gap)\(format.name)"
        }.joined(separator: "\n")
    }
}
