import Kindred

/// The candidates of several files, one after the other, as they come.
final class CandidateSource {
    /// How candidates are read.
    struct Settings {
        /// What the files hold; nil to be told by their content.
        var format: PaperFormat?
        /// Whether each candidate brings its record along.
        var keepsRecords = false
        /// How many threads may work; nil for every core.
        var threads: Int?
        /// Whether the first record that cannot be read ends all.
        var isStrict = false
        /// So many candidates are read past.
        var skipping = 0
    }

    /// How many candidates were given or read past.
    private(set) var count = 0
    /// How many records could not be read.
    private(set) var brokenCount = 0
    /// Whether the records of the last candidates are JSON objects, and not texts of another format.
    private(set) var holdsJSON = true
    private var waiting: [String]
    private var stream: PaperStream?
    private let settings: Settings
    private var fault: CommandError?

    /// - Parameter paths: Files and pipes; `-` is standard input.
    init(_ paths: [String], _ settings: Settings) {
        waiting = paths
        self.settings = settings
    }

    /// The next candidates, as many as are there; nil at the end.
    ///
    /// What cannot be read is said on standard error and left out.
    /// - Throws: `CatalogueError` where a file cannot be read on; `CommandError.brokenRecord` where
    ///   the settings are strict.
    func next() throws -> [ReadPaper]? {
        while true {
            if let fault { throw fault }
            if stream == nil {
                guard !waiting.isEmpty else { return nil }
                let opened = try Self.open(waiting.removeFirst(), settings)
                holdsJSON = opened.format.isJSON
                if settings.keepsRecords, opened.format == .markdown {
                    KindredProgram.complain(
                        "\(opened.path): the entries of a Markdown list have no text of their own; "
                            + "--keep writes what was read of each.")
                }
                stream = opened
            }
            guard let batch = try stream?.next() else {
                stream = nil
                continue
            }
            let papers = try taken(from: batch)
            if !papers.isEmpty { return papers }
        }
    }

    private static func open(_ path: String, _ settings: Settings) throws -> PaperStream {
        var reading = ReadSettings()
        reading.keepsRecords = settings.keepsRecords
        reading.threads = settings.threads
        return try PaperStream(path: path, format: settings.format, settings: reading)
    }

    /// The candidates of a batch that were not read before.
    private func taken(from batch: ReadBatch) throws -> [ReadPaper] {
        var papers = batch.papers
        if settings.isStrict, let first = batch.problems.min(by: { $0.line < $1.line }) {
            papers.removeAll { $0.line >= first.line }
            fault = .brokenRecord(first)
        }
        let skipped = max(0, min(settings.skipping - count, papers.count))
        let isNew = count + papers.count > settings.skipping || settings.skipping == 0
        count += papers.count
        brokenCount += batch.problems.count
        papers.removeFirst(skipped)
        if !settings.isStrict, isNew {
            // Those before the first new candidate were named by the run that is gone on with.
            let first = skipped > 0 ? papers.first?.line ?? .max : 0
            batch.problems.filter { $0.line >= first }.forEach { KindredProgram.complain("\($0)") }
        }
        return papers
    }
}
