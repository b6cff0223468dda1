import Foundation
import Testing

@testable import KindredCommand

@Suite struct IndexCommandTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private func index(_ name: String = "papers.kindred") throws -> String {
        let path = scratch.path(name)
        let run = try ProgramRun("index", Fixtures.papers, "-o", path)
        try #require(run.code == 0, "\(run.errors)")
        return path
    }

    @Test func `an index answers as its catalogue does`() throws {
        let index = try index()
        let fromIndex = try ProgramRun("related", "Lantern", "--json", "--index", index)
        let fromCatalogue = try ProgramRun("related", "Lantern", "--json")
        #expect(fromIndex.code == 0)
        #expect(fromIndex.output == fromCatalogue.output)
    }

    @Test func `the report names the file and its sizes`() throws {
        let path = scratch.path("papers.kindred")
        let run = try ProgramRun("index", Fixtures.papers, "-o", path)
        #expect(run.errors.isEmpty)
        #expect(run.output.hasPrefix("\(path): 12 entries, "))
        let json = try ProgramRun("index", Fixtures.papers, "-o", path, "--json").json()
        #expect(
            Set(json.keys)
                == ["index", "entries", "terms", "sizeInBytes", "signals", "skipped"])
        #expect(json["entries"] as? Int == 12)
        let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
        #expect(json["sizeInBytes"] as? Int == size)
    }

    @Test func `bad records are named, the rest is indexed, and the end is 1`() throws {
        let file = try scratch.write(
            """
            {"id":"a:1","title":"Bells ring"}
            {"id":"a:2","title":
            {"id":"a:3","title":"Bells ring twice"}

            """, to: "papers.jsonl")
        let path = scratch.path("papers.kindred")
        let run = try ProgramRun("index", file, "-o", path)
        #expect(run.code == 1)
        let complaints = run.errors.split(separator: "\n")
        #expect(complaints.count == 2)
        #expect(complaints[0].contains(file) && complaints[0].contains("2"))
        #expect(complaints[1].hasPrefix("kindred: 1 place could not be read"))
        #expect(try ProgramRun("show", "a:3", "--index", path).code == 0)
    }

    @Test func `several inputs of several forms become one index`() throws {
        let list = try scratch.write(
            "# Sound\n\n- [Bells that ring](https://arxiv.org/abs/2005.90001)\n", to: "list.md")
        try scratch.write(#"{"id":"a:1","title":"Bells"}"# + "\n", to: "folder/one.jsonl")
        let path = scratch.path("all.kindred")
        let run = try ProgramRun(
            "index", list, scratch.path("folder"), Fixtures.papers, "-o", path, "--json")
        #expect(run.code == 0, "\(run.errors)")
        #expect(try run.json()["entries"] as? Int == 14)
    }

    @Test func `the recipe is what was asked for`() throws {
        let path = scratch.path("papers.kindred")
        let made = try ProgramRun(
            "index", Fixtures.papers, "-o", path, "--signal", "bm25", "--signal", "tfidf",
            "--stemming", "snowball", "--bigrams", "--min-df", "2", "--title-weight", "3.5")
        #expect(made.code == 0, "\(made.errors)")
        let info = try ProgramRun("info", path, "--json").json()
        #expect(info["signals"] as? [String] == ["tfidf", "bm25"])
        let recipe = try #require(info["recipe"] as? [String: Any])
        #expect(recipe["stemming"] as? String == "snowball")
        #expect(recipe["wordBigrams"] as? Bool == true)
        #expect(recipe["minimumDocumentFrequency"] as? Int == 2)
        #expect(recipe["titleWeight"] as? Double == 3.5)
        let missing = try ProgramRun("related", "Lantern", "--index", path, "--signal", "lsa")
        #expect(missing.code == 1)
        #expect(missing.errors.contains("lsa"))
    }

    @Test func `info and verify tell of a sound index`() throws {
        let index = try index()
        let info = try ProgramRun("info", index)
        #expect(info.code == 0)
        #expect(info.lines.contains { $0.hasPrefix("entries") && $0.hasSuffix(" 12") })
        let verified = try ProgramRun("verify", index)
        #expect(verified.code == 0)
        #expect(verified.output.hasPrefix("\(index) is sound: "))
        let json = try ProgramRun("verify", index, "--json").json()
        #expect(json["sound"] as? Bool == true)
    }

    @Test func `verify finds a flipped bit and says a sentence`() throws {
        let index = try index()
        var bytes = try Data(contentsOf: URL(fileURLWithPath: index))
        bytes[bytes.count * 3 / 4] ^= 4
        try bytes.write(to: URL(fileURLWithPath: index))
        let run = try ProgramRun("verify", index)
        #expect(run.code == 1)
        #expect(run.output.isEmpty)
        #expect(run.errors.hasPrefix("kindred: ") && run.errors.contains(index))
    }

    @Test func `each sort of file given for another gets told apart`() throws {
        let index = try index()
        let swapped = try ProgramRun("related", "Lantern", "--catalogue", index)
        #expect(swapped.code == 1)
        #expect(swapped.errors == "kindred: \(index) is an index; give it with --index.\n")
        for command in [["related", "x", "--index"], ["info"], ["verify"]] {
            let run = try ProgramRun(command + [Fixtures.papers])
            #expect(run.code == 1)
            #expect(run.errors.contains("is no index."))
        }
        #expect(try ProgramRun("info", scratch.path("absent")).errors.contains("is not there"))
        #expect(try ProgramRun("info", scratch.path("")).errors.contains("is a folder"))
    }

    @Test func `an empty or cut file is told in a sentence`() throws {
        let index = try index()
        let bytes = try Data(contentsOf: URL(fileURLWithPath: index))
        for length in [0, 1, 9, 64, 500, bytes.count - 1] {
            let cut = scratch.url("cut.kindred")
            try bytes.prefix(length).write(to: cut)
            for command in [["info"], ["verify"], ["related", "Lantern", "--index"]] {
                let run = try ProgramRun(command + [cut.path])
                #expect(run.code == 1)
                #expect(run.errors.hasPrefix("kindred: \(cut.path)"), "\(run.errors)")
                #expect(run.output.isEmpty)
            }
        }
    }

    @Test func `a catalogue may come through a pipe`() throws {
        let run = try ProgramRun(
            ["-c", "cat \(Fixtures.papers) | \(ProgramRun.program) topics --catalogue /dev/stdin"],
            program: "/bin/sh")
        #expect(run.code == 0, "\(run.errors)")
        #expect(run.output == (try ProgramRun("topics")).output)
    }

    @Test func `an index is never written over its input`() throws {
        let file = try scratch.write(#"{"id":"a:1","title":"Bells"}"#, to: "papers.jsonl")
        let link = scratch.path("link")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: file)
        for output in [file, link, scratch.path("new.jsonl")] {
            let inputs = output.hasSuffix("new.jsonl") ? scratch.path("") : file
            let run = try ProgramRun("index", inputs, "-o", output)
            #expect(run.code == 1)
            #expect(run.errors.contains("would be written over"))
        }
        #expect(
            try String(contentsOfFile: file, encoding: .utf8) == #"{"id":"a:1","title":"Bells"}"#)
    }

    @Test func `an output without a name is told so`() throws {
        let run = try ProgramRun("index", Fixtures.papers, "-o", "")
        #expect(run.code == 1)
        #expect(run.errors == "kindred: -o names no file; say where to write.\n")
    }

    @Test func `where nothing can be written, a sentence says why and nothing is left`() throws {
        let absent = try ProgramRun("index", Fixtures.papers, "-o", scratch.path("no/out.kindred"))
        #expect(absent.code == 1)
        #expect(absent.errors.contains("there is no folder"))
        let folder = try ProgramRun("index", Fixtures.papers, "-o", scratch.path(""))
        #expect(folder.code == 1)
        #expect(folder.errors.contains("is a folder"))
        #expect(try scratch.names.isEmpty)
    }

    @Test func `a catalogue without entries makes no index`() throws {
        let file = try scratch.write("\n", to: "empty.jsonl")
        let run = try ProgramRun("index", file, "-o", scratch.path("out.kindred"))
        #expect(run.code == 1)
        #expect(run.errors.contains("is empty"))
        #expect(try scratch.names == ["empty.jsonl"])
    }
}
