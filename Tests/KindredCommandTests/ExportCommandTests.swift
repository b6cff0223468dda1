import Testing

@testable import KindredCommand

@Suite struct ExportCommandTests {
    @Test func `chosen papers are written in the order asked for`() throws {
        let all = try ProgramRun("export", "--catalogue", Fixtures.papers, "--to", "tsv")
        #expect(all.code == 0, "\(all.errors)")
        let ids = all.lines.dropFirst().compactMap {
            $0.split(separator: "\t").first.map(String.init)
        }
        #expect(ids.count > 3)
        let wanted = [ids[2], ids[0]]
        let run = try ProgramRun(
            ["export", "-", "--catalogue", Fixtures.papers, "--to", "tsv"],
            input: Array(wanted.joined(separator: "\n").utf8))
        #expect(run.code == 0, "\(run.errors)")
        #expect(
            run.lines.dropFirst().map { $0.split(separator: "\t").first.map(String.init) } == wanted
        )
    }

    @Test(arguments: [
        "papers.bib", "papers.ris", "papers.csv", "papers.tsv", "papers.md", "papers.json",
    ])
    func `what is exported is imported again, the format told by the ending`(name: String) throws {
        let scratch = try Scratch()
        let file = scratch.path(name)
        let run = try ProgramRun("export", "--catalogue", Fixtures.papers, "-o", file)
        #expect(run.code == 0, "\(run.errors)")
        #expect(run.output.isEmpty && run.errors.isEmpty)
        let count = try ProgramRun("export", "--catalogue", Fixtures.papers).lines.count
        let again = try ProgramRun("import", file, "--check", "--json").json()
        let entries = try #require(again["entries"] as? [String: Int])
        #expect(entries.values.reduce(0, +) == count)
    }

    @Test func `a table begins with a mark where Excel is to read it`() throws {
        let run = try ProgramRun(
            "export", "--catalogue", Fixtures.papers, "--to", "csv", "--bom")
        #expect(run.output.hasPrefix("\u{FEFF}id,title,"))
    }

    @Test func `an unknown paper is told, and nothing is written`() throws {
        let scratch = try Scratch()
        let run = try ProgramRun(
            "export", "arXiv:0000.00000", "--catalogue", Fixtures.papers, "-o",
            scratch.path("papers.bib"))
        #expect(run.code == 1)
        #expect(try scratch.names.isEmpty)
    }
}
