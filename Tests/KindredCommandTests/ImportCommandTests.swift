import Foundation
import Testing

@testable import KindredCommand

@Suite struct ImportCommandTests {
    private let scratch: Scratch
    private let list: String

    init() throws {
        scratch = try Scratch()
        list = try scratch.write(
            """
            # 推荐系统 Recommendation

            ## 图 Graphs

            - [Ferry: Passing Notes on Graphs](https://arxiv.org/abs/2006.90001) \
            [code](https://github.com/invented/ferry)
            - [Lanterns for Cold Starts](https://arxiv.org/pdf/2006.90002.pdf)

            """, to: "list.md")
    }

    @Test func `a list becomes a catalogue that answers`() throws {
        let output = scratch.path("papers.jsonl")
        let run = try ProgramRun("import", list, "-o", output)
        #expect(run.code == 0, "\(run.errors)")
        #expect(run.output.contains("2 entries (paper 2)"))
        #expect(run.output.contains("3 of 3 links placed"))
        let shown = try ProgramRun("show", "2006.90001", "--catalogue", output)
        #expect(shown.code == 0, "\(shown.errors)")
        #expect(shown.output.contains("https://github.com/invented/ferry"))
        #expect(shown.output.contains("图 Graphs"))
    }

    @Test func `check reports and writes nothing`() throws {
        let run = try ProgramRun(["import", "list.md", "--check"], in: scratch.path(""))
        #expect(run.code == 0)
        try expectSnapshot(run.output, "import.txt")
        #expect(try scratch.names == ["list.md"])
    }

    @Test func `JSON has the documented shape`() throws {
        let run = try ProgramRun(["import", "list.md", "--check", "--json"], in: scratch.path(""))
        let report = try run.json()
        #expect(
            Set(report.keys) == [
                "entries", "links", "placed", "unplaced", "documents", "files", "review",
            ])
        #expect((report["entries"] as? [String: Int])?["paper"] == 2)
        #expect(report["links"] as? Int == 3)
        #expect(report["placed"] as? Int == 3)
        #expect(report["documents"] as? [String] == ["list.md"])
        try expectSnapshot(run.output, "import.json")
    }

    @Test func `a list can be asked without an import`() throws {
        let run = try ProgramRun("show", "2006.90002", "--catalogue", list)
        #expect(run.code == 0, "\(run.errors)")
        #expect(run.output.contains("Lanterns for Cold Starts"))
    }

    @Test func `a list without entries ends with 3 and writes nothing`() throws {
        let empty = try scratch.write("Only words.\n", to: "empty.md")
        let run = try ProgramRun("import", empty, "-o", scratch.path("out.jsonl"))
        #expect(run.code == 3)
        #expect(try scratch.names == ["empty.md", "list.md"])
    }

    @Test func `what is no file of papers is refused with a sentence`() throws {
        let folder = try ProgramRun("import", scratch.path(""), "--check")
        #expect(folder.code == 1)
        #expect(folder.errors.contains("is a folder"))
        let absent = try ProgramRun("import", scratch.path("absent.md"), "--check")
        #expect(absent.code == 1)
        #expect(absent.errors.contains("is not there"))
        let other = try ProgramRun("import", list, "--check", "--from", "ris")
        #expect(other.code == 3)
        let records = try ProgramRun("import", Fixtures.papers, "--check", "--from", "bibtex")
        #expect(records.code == 1)
        #expect(records.errors.contains("this is not BibTeX but JSON Lines"))
    }

    @Test(
        arguments: [
            ([], "No entry was found", 3),
            ([0x1F, 0x8B, 8, 0, 0, 0], "gzip data ends too early", 1),
            ([0x25, 0x50, 0x44, 0x46, 0x2D], "this is a PDF", 1),
        ] as [([UInt8], String, Int32)])
    func `an empty, broken or foreign file is told`(
        bytes: [UInt8], sentence: String, code: Int32
    ) throws {
        try Data(bytes).write(to: scratch.url("packed.md"))
        let run = try ProgramRun("import", scratch.path("packed.md"), "--check")
        #expect(run.code == code)
        #expect(run.errors.contains(sentence), "\(run.errors)")
    }

    @Test func `files of several formats become one catalogue`() throws {
        let bib = try scratch.write(
            """
            @article{ferry, title={Ferry: Passing Notes on Graphs}, eprint={2006.90001}, year=2020}
            @article{broken, title={Never closed
            @article{other, title={Another Paper}, doi={10.1000/other}}
            """, to: "library.bib")
        let table = try scratch.write("Name,Jahr\nAnother Paper,2001\n", to: "table.csv")
        let output = scratch.path("papers.jsonl")
        let run = try ProgramRun(
            "import", list, bib, table, "-o", output, "--from", "auto", "--column", "title=Name",
            "--column", "year=Jahr")
        #expect(run.code == 0, "\(run.errors)")
        #expect(run.output.contains("3 entries (paper 3)"))
        #expect(run.output.contains("library.bib: BibTeX, 2 entries, 1 not read"))
        #expect(run.errors.contains("library.bib:2: The entry broken is not closed"))
        let shown = try ProgramRun("show", "10.1000/other", "--catalogue", output)
        #expect(shown.output.contains("2001"))
    }

    @Test func `standard input is read, and standard output written`() throws {
        let run = try ProgramRun(
            ["import", "-", "-o", "-"],
            input: Array("TY  - JOUR\nTI  - From a Pipe\nER  - \n".utf8),
            in: scratch.path(""))
        #expect(run.code == 0, "\(run.errors)")
        #expect(run.output.hasPrefix("{\"id\":\"title:fromapipe\""))
        #expect(run.errors.contains("standard input: RIS, 1 entry"))
    }

    @Test func `a list in another encoding is refused with a sentence`() throws {
        // 图神经网络 in GBK.
        let bytes: [UInt8] = [
            0x23, 0x20, 0xCD, 0xBC, 0xC9, 0xF1, 0xBE, 0xAD, 0xCD, 0xF8, 0xC2, 0xE7,
        ]
        try Data(bytes).write(to: scratch.url("gbk.md"))
        let run = try ProgramRun("import", scratch.path("gbk.md"), "--check")
        #expect(run.code == 1)
        #expect(run.errors.contains("is not UTF-8 text"))
    }

    @Test func `one broken character does not cost the list`() throws {
        let bytes = Array((try String(contentsOfFile: list, encoding: .utf8)).utf8) + [0xFF, 0x0A]
        try Data(bytes).write(to: scratch.url("broken.md"))
        let run = try ProgramRun("import", scratch.path("broken.md"), "--check")
        #expect(run.code == 0)
        #expect(run.errors.contains("1 place is no UTF-8"))
        #expect(run.output.contains("2 entries"))
    }

    @Test func `a catalogue is never written over its list`() throws {
        let run = try ProgramRun("import", list, "-o", list)
        #expect(run.code == 1)
        #expect(run.errors.contains("would be written over"))
    }
}
