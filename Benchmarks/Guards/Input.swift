import Foundation
import Kindred

/// A catalogue to measure on.
struct Input {
    /// The name under which thresholds know it: `seeds`, `conf`.
    let name: String
    /// The JSONL file.
    let path: String
    /// Its size in bytes.
    let size: Int
    /// Its papers.
    let catalogue: Catalogue

    /// Where an input is, before it is read.
    struct Place: Sendable {
        let name: String
        let path: String
    }

    /// Reads an input.
    init(_ place: Place) throws {
        name = place.name
        path = place.path
        catalogue = try Catalogue(contentsOf: path)
        size = try Data(contentsOf: URL(fileURLWithPath: path)).count
    }

    /// Up to 20 papers with title, evenly spread over the catalogue, as rows.
    var sample: [Int] {
        let titled = catalogue.papers.indices.filter { catalogue.papers[$0].title != nil }
        let step = max(1, titled.count / 20)
        return stride(from: 0, to: titled.count, by: step).prefix(20).map { titled[$0] }
    }

    /// As many papers as wanted: those of the input, then the same again under other names.
    func papers(_ count: Int) -> Catalogue {
        let papers = catalogue.papers
        return Catalogue(
            (0..<count).map { row in
                row < papers.count
                    ? papers[row]
                    : Self.renamed(papers[row % papers.count], copy: row / papers.count)
            })
    }

    /// A paper with the same words under an identity of its own.
    private static func renamed(_ paper: Paper, copy: Int) -> Paper {
        var renamed = Paper(id: "copy \(copy) of \(paper.id)")
        renamed.title = "\(paper.title ?? paper.id) (copy \(copy))"
        renamed.summary = paper.summary
        renamed.abstract = paper.abstract
        renamed.keywords = paper.keywords
        renamed.topics = paper.topics
        return renamed
    }
}

extension Input {
    /// The inputs this machine has: the seeds, and the conference papers where they are unpacked.
    ///
    /// `scripts/bench` sets `KINDRED_ROOT` to the root of the repository. `KINDRED_CONF` names
    /// `conf.jsonl`; without it, it is looked for in the data of the folder that `KINDRED_SHARED`
    /// names, or `../shared`.
    static let places: [Place] = {
        let variables = ProcessInfo.processInfo.environment
        let root = variables["KINDRED_ROOT"] ?? FileManager.default.currentDirectoryPath
        let shared = variables["KINDRED_SHARED"] ?? "\(root)/../shared"
        let conf = variables["KINDRED_CONF"] ?? "\(shared)/data/conf.jsonl"
        let hasConf = FileManager.default.fileExists(atPath: conf)
        return [Place(name: "seeds", path: "\(root)/seeds/papers.jsonl")]
            + (hasConf ? [Place(name: "conf", path: conf)] : [])
    }()
}
