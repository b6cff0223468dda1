import ArgumentParser
import Kindred

/// What can be written.
enum ExportFormat: ExpressibleByArgument {
    /// Papers in a format for papers.
    case papers(PaperFormat)
    /// A vector for each paper.
    case vectors(VectorFormat)
    /// Papers and the papers nearest to each.
    case graph(GraphFormat)
    /// Papers for feed readers.
    case feed

    init?(argument: String) {
        let name = argument.lowercased()
        if let format = PaperFormat(spelled: name), PaperFormat.written.contains(format) {
            self = .papers(format)
        } else if let format = VectorFormat(rawValue: name) {
            self = .vectors(format)
        } else if let format = GraphFormat(rawValue: name) {
            self = .graph(format)
        } else if name == "atom" {
            self = .feed
        } else {
            return nil
        }
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
        case "npy": self = .vectors(.npy)
        case "safetensors": self = .vectors(.safetensors)
        case "graphml": self = .graph(.graphml)
        case "gexf": self = .graph(.gexf)
        case "atom": self = .feed
        default: return nil
        }
    }

    static var allValueStrings: [String] {
        PaperFormat.written.map(\.rawValue) + VectorFormat.allCases.map(\.rawValue)
            + GraphFormat.allCases.map(\.rawValue) + ["atom"]
    }

    /// The formats with what they are called, a line each.
    static var list: String {
        let papers = PaperFormat.written.map { format in
            (format.rawValue, format == .zotero ? "CSL-JSON, which Zotero imports" : format.name)
        }
        let others = [
            ("npy", "vectors for NumPy"), ("safetensors", "vectors with their ids"),
            ("graphml", "the graph of nearest papers"), ("gexf", "the same for Gephi"),
            ("atom", "a feed"),
        ]
        let width = (papers + others).map(\.0.count).max() ?? 0
        return (papers + others).map { name, words in
            "  " + name + String(repeating: " ", count: width - name.count + 2) + words
        }.joined(separator: "\n")
    }
}

/// A day as `2026-11-21`.
struct FeedDate: ExpressibleByArgument {
    let text: String

    init?(argument: String) {
        let parts = argument.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2, 2],
            parts.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } }),
            let month = Int(parts[1]), (1...12).contains(month),
            let day = Int(parts[2]), (1...31).contains(day)
        else { return nil }
        text = argument
    }
}

extension ExportCommand {
    func writeVectors(_ format: VectorFormat, to target: OutputTarget) throws {
        if target.isStandardOutput, format == .npy {
            throw CommandError.usage(
                "Name a file with -o: the ids of .npy stand in a second one beside it.",
                command: "export")
        }
        // A catalogue is fitted for what has vectors.
        let recommender = try choice.recommender(for: signal ?? (choice.index == nil ? .lsa : nil))
        try recommender.writeVectors(
            format, of: signal, rows: try rows(in: recommender), to: target.path)
    }

    func writeGraph(_ format: GraphFormat, to target: OutputTarget) throws {
        let recommender = try choice.recommender(for: signal)
        let rows = try rows(in: recommender)
        let count = (rows?.count ?? recommender.paperCount).of("entry", "entries")
        let progress = ProgressLine("comparing \(count)")
        try recommender.writeGraph(
            format, neighbours: neighbours, by: signal, rows: rows, to: target.path
        ) { progress.show("compared \($0) of \(count)") }
        progress.finish()
    }

    func writeFeed(to target: OutputTarget) throws {
        let source = try choice.papers(named: try names)
        guard source.count > 0 else {
            throw CommandError.nothingFound("There is no paper to write.")
        }
        let papers = try (0..<source.count).map { try source.paper($0) }
        let feed = Catalogue.atomFeed(
            of: papers, title: title ?? "Papers", language: language.language, date: date?.text)
        try WholeFile.write(to: target.path) { (file) throws(CatalogueError) in
            try file.append(Array(feed.utf8))
        }
    }

    /// The rows of the papers that were asked for; nil for all.
    private func rows(in recommender: Recommender) throws -> [Int]? {
        guard let names = try names else { return nil }
        var seen: Set<Int> = []
        return try names.map { try recommender.row(of: $0) }.filter { seen.insert($0).inserted }
    }
}
