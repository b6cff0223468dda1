import Foundation
import Testing

@testable import KindredCommand

/// Vectors, graphs and feeds from the command line.
@Suite struct ExportFilesTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    @Test func `vectors of LSA go to a file and their ids beside it`() throws {
        let path = scratch.path("v.npy")
        let run = try ProgramRun("export", "-o", path)
        #expect(run.code == 0 && run.output.isEmpty, "\(run.errors)")
        #expect(try Data(contentsOf: scratch.url("v.npy")).starts(with: [0x93, 0x4E, 0x55, 0x4D]))
        let ids = try String(contentsOf: scratch.url("v.ids.txt"), encoding: .utf8)
        #expect(ids.split(separator: "\n").count == 12)
    }

    @Test func `the ids of NPY need a file beside it, those of safetensors do not`() throws {
        let refused = try ProgramRun("export", "--to", "npy")
        #expect(refused.code != 0 && refused.errors.contains("-o"))
        let tensors = try ProgramRun("export", "--to", "safetensors", "-o", scratch.path("v"))
        #expect(tensors.code == 0)
        #expect(try Data(contentsOf: scratch.url("v")).count > 64)
    }

    @Test func `TF-IDF has no vectors, and the sentence says what has`() throws {
        let index = scratch.path("i.kindred")
        #expect(
            try ProgramRun("index", Fixtures.papers, "--signal", "tfidf", "-o", index).code == 0)
        let run = try ProgramRun("export", "--index", index, "-o", scratch.path("v.npy"))
        #expect(run.code != 0 && run.errors.contains("no vectors"))
        #expect(!FileManager.default.fileExists(atPath: scratch.path("v.npy")))
    }

    @Test(arguments: ["graphml", "gexf"])
    func `a graph of some papers goes to standard output`(format: String) throws {
        let run = try ProgramRun("export", "Lantern", "--to", format, "-n", "2")
        #expect(run.code == 0, "\(run.errors)")
        #expect(run.output.components(separatedBy: "<edge ").count == 3)
        #expect(run.output.components(separatedBy: "<node ").count == 4)
    }

    @Test func `papers and answers are feeds, with the date that is given`() throws {
        let papers = try ProgramRun("export", "--to", "atom", "--title", "Mine & yours")
        #expect(papers.code == 0 && papers.output.contains("<title>Mine &amp; yours</title>"))
        #expect(papers.output.components(separatedBy: "<entry>").count == 13)
        let answer = try ProgramRun(
            "related", "Lantern", "-n", "2", "--atom", "--date", "2026-11-21")
        #expect(answer.code == 0)
        #expect(answer.output.contains("<updated>2026-11-21T00:00:00Z</updated>"))
        #expect(answer.output.components(separatedBy: "<entry>").count == 3)
        #expect(try ProgramRun("related", "Lantern", "--atom", "--date", "21.11.2026").code != 0)
        #expect(try ProgramRun("related", "Lantern", "--atom", "--json").code != 0)
    }
}
