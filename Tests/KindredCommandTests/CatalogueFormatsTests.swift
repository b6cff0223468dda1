import Foundation
import Testing

@Suite struct CatalogueFormatsTests {
    private let scratch: Scratch
    private let library: String

    init() throws {
        scratch = try Scratch()
        // Our twelve entries, as a reference manager would hand them over.
        library = scratch.path("library.bib")
        let run = try ProgramRun("export", "--catalogue", Fixtures.papers, "-o", library)
        try #require(run.code == 0, "\(run.errors)")
    }

    private func titles(_ run: ProgramRun) throws -> [String] {
        #expect(run.code == 0, "\(run.errors)")
        return try #require(run.json()["answers"] as? [[String: Any]]).compactMap {
            $0["title"] as? String
        }
    }

    @Test func `a library in BibTeX is asked as a catalogue is`() throws {
        let related = try ProgramRun("related", "Lantern", "--catalogue", library, "--json")
        #expect(try titles(related).isEmpty == false)
        let path = try ProgramRun("path", "Lantern", "--catalogue", library)
        #expect(path.code == 0, "\(path.errors)")
        #expect(try ProgramRun("show", "Lantern", "--catalogue", library).code == 0)
    }

    @Test(arguments: ["library.bib", "library.ris", "library.csv", "library.json", "library.md"])
    func `an index of a library answers as the library does`(name: String) throws {
        let file = scratch.path(name)
        let export = try ProgramRun("export", "--catalogue", Fixtures.papers, "-o", file)
        try #require(export.code == 0, "\(export.errors)")
        let index = scratch.path("library.kindred")
        let made = try ProgramRun("index", file, "-o", index, "--json")
        #expect(try made.json()["entries"] as? Int == 12)
        let answer = try ProgramRun("related", "Lantern", "--index", index, "--json")
        let direct = try ProgramRun("related", "Lantern", "--catalogue", file, "--json")
        #expect(try titles(answer) == titles(direct))
    }

    @Test func `an index takes in what a library adds, and names what it cannot read`() throws {
        let index = scratch.path("library.kindred")
        #expect(try ProgramRun("index", library, "-o", index).code == 0)
        let news = try scratch.write(
            "@article{broken, title={Never closed\n\n@article{a, title={Ferries at night}}\n",
            to: "news.bib")
        let run = try ProgramRun("index", "add", news, "--index", index, "--json")
        #expect(run.code == 1)
        #expect(run.errors.contains("news.bib:1: The entry broken is not closed"))
        #expect(run.errors.contains("kindred: 1 place could not be read (named above); 13 entries"))
        #expect(try run.json()["added"] as? Int == 1)
        #expect(try ProgramRun("show", "Ferries at night", "--index", index).code == 0)
    }

    @Test func `standard input is a catalogue too`() throws {
        let text = try Data(contentsOf: URL(fileURLWithPath: library))
        let run = try ProgramRun(
            ["related", "Lantern", "--catalogue", "-", "--json"], input: Array(text))
        let file = try ProgramRun("related", "Lantern", "--catalogue", library, "--json")
        #expect(try titles(run) == titles(file))
    }
}
