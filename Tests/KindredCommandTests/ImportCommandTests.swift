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
            Set(report.keys) == ["entries", "links", "placed", "unplaced", "documents", "review"])
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

    @Test func `what is no list is refused with a sentence`() throws {
        let catalogue = try ProgramRun("import", Fixtures.papers, "--check")
        #expect(catalogue.code == 1)
        #expect(catalogue.errors.contains("is no Markdown list"))
        let folder = try ProgramRun("import", scratch.path(""), "--check")
        #expect(folder.code == 1)
        #expect(folder.errors.contains("is a folder"))
        let absent = try ProgramRun("import", scratch.path("absent.md"), "--check")
        #expect(absent.code == 1)
        #expect(absent.errors.contains("is not there"))
    }

    @Test(arguments: [[], [0x1F, 0x8B, 8, 0, 0, 0], [0x25, 0x50, 0x44, 0x46, 0x2D]] as [[UInt8]])
    func `an empty or packed file is not taken for a catalogue`(bytes: [UInt8]) throws {
        try Data(bytes).write(to: scratch.url("packed.md"))
        let run = try ProgramRun("import", scratch.path("packed.md"), "--check")
        #expect(run.code == 1)
        #expect(run.errors.contains("is empty, packed or not UTF-8 text"))
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
