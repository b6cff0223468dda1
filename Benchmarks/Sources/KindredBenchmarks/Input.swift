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

    init(name: String, path: String) throws {
        self.name = name
        self.path = path
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
    /// `KINDRED_CONF` names `conf.jsonl`; without it, it is looked for in the data of the folder
    /// that `KINDRED_SHARED` names, or `../shared`.
    static func all(root: String) throws -> [Input] {
        var inputs = [try Input(name: "seeds", path: "\(root)/seeds/papers.jsonl")]
        let variables = ProcessInfo.processInfo.environment
        let shared = variables["KINDRED_SHARED"] ?? "\(root)/../shared"
        let path = variables["KINDRED_CONF"] ?? "\(shared)/data/conf.jsonl"
        if variables["KINDRED_CONF"] != nil || FileManager.default.fileExists(atPath: path) {
            inputs.append(try Input(name: "conf", path: path))
        } else if FileManager.default.fileExists(atPath: path + ".xz") {
            print(
                """
                conf.jsonl is packed; its part is left out. To measure on it too:
                  xz -dc \(path).xz >/tmp/conf.jsonl
                  KINDRED_CONF=/tmp/conf.jsonl scripts/benchmark
                """)
        }
        return inputs
    }
}
