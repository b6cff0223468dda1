import Foundation
import Testing

@testable import KindredCommand

@Suite struct PathCommandTests {
    @Test(arguments: [50, 100])
    func `the path is as recorded at any width`(columns: Int) throws {
        let run = try ProgramRun("path", "图神经网络", columns: columns)
        #expect(run.code == 0)
        #expect(run.errors.isEmpty)
        try expectSnapshot(run.output, "path-\(columns).txt")
    }

    @Test func `the path in Chinese is as recorded`() throws {
        let run = try ProgramRun("path", "recommendation on graphs", "--language", "zh")
        #expect(run.code == 0)
        try expectSnapshot(run.output, "path-zh.txt")
    }

    @Test(arguments: [30, 60, 100])
    func `every line fits the terminal, but links`(columns: Int) throws {
        let run = try ProgramRun("path", "推荐系统", "--kind", "course", columns: columns)
        #expect(run.lines.count > 5)
        for line in run.lines where !line.contains("://") {
            #expect(line.displayWidth <= columns, "\(line)")
        }
    }

    @Test func `JSON is as recorded`() throws {
        let run = try ProgramRun("path", "图神经网络", "--format", "json", "--hours", "4")
        #expect(run.code == 0)
        try expectSnapshot(run.output, "path.json")
    }

    @Test func `JSON has the documented shape`() throws {
        let answer = try ProgramRun(
            "path", "--to", "Ferry", "--papers", "3", "--json"
        ).json()
        #expect(
            Set(answer.keys) == [
                "goal", "confidence", "budget", "minutes", "coverage", "knownCoverage", "known",
                "candidates",
                "steps",
            ])
        let goal = try #require(answer["goal"] as? [String: Any])
        #expect(goal["to"] as? String == "doi:10.5555/invented.4")
        #expect(Set(goal.keys) == ["topics", "topicNames", "text", "to", "from"])
        let steps = try #require(answer["steps"] as? [[String: Any]])
        #expect(steps.last?["id"] as? String == "doi:10.5555/invented.4")
        for step in steps {
            #expect(
                Set(step.keys) == [
                    "number", "stage", "id", "title", "titles", "kind", "year", "month", "level",
                    "contribution", "minutes", "adds", "gain", "leansOn", "sharesWithStart", "cues",
                    "relevance", "because", "links",
                ])
        }
    }

    @Test func `where there is nothing to read, a sentence says why and the exit code is 3`() throws
    {
        let cases: [([String], String)] = [
            (["xyzzy"], "Nothing here is about “xyzzy”."),
            (["数据集"], "1 entry is about it, but none that --kind and --level let through."),
            (["图神经网络", "--hours", "0.5"], "30 minutes are too short"),
            (["Elsewhere", "--known", "arXiv:1601.90012"], "You know the one entry there is"),
        ]
        for (arguments, sentence) in cases {
            let run = try ProgramRun(["path"] + arguments)
            #expect(run.code == 3)
            #expect(run.output.isEmpty)
            #expect(run.errors.contains(sentence), "\(run.errors)")
            let json = try ProgramRun(["path"] + arguments + ["--format", "json"])
            #expect(json.code == 3)
            #expect((try json.json()["nothing"] as? String)?.contains(sentence) == true)
        }
    }

    @Test(arguments: [
        ["path"], ["path", "图", "--to", "Ferry"], ["path", "--from", "Ferry"],
        ["path", "--from", "Ferry", "--to", "Ferry"], ["path", "图", "--papers", "0"],
        ["path", "图", "--hours", "0"], ["path", "图", "--hours", "nan"], ["path", " "],
        ["path", "图", "--level", "hard"], ["path", "图", "--json", "--format", "html"],
        ["path", "--all", "-o", "x", "--json"], ["path", "图", "--format", "pdf"],
    ])
    func `flags that contradict are wrong usage`(arguments: [String]) throws {
        let run = try ProgramRun(arguments)
        #expect(run.code == 64)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains("kindred: "))
    }

    @Test func `an unknown paper is an error with the closest names`() throws {
        let run = try ProgramRun("path", "--to", "Ferri")
        #expect(run.code == 1)
        #expect(run.errors.contains("doi:10.5555/invented.4"))
        #expect(try ProgramRun("path", "图", "--known", "nobody").code == 1)
    }

    @Test func `a file of known papers may name some that are not here`() throws {
        let scratch = try Scratch()
        let list = "# what I read\nFerry\n\nA Paper That Nobody Has\n"
        try Data(list.utf8).write(to: scratch.url("read.txt"))
        let run = try ProgramRun("path", "图神经网络", "--known", scratch.path("read.txt"))
        #expect(run.code == 0)
        #expect(run.errors.contains("1 paper is not in this catalogue."))
        #expect(!run.output.contains("10.5555/invented.4"))
        let record = #"{"id":"doi:10.5555/invented.4"}"#
        try Data(record.utf8).write(to: scratch.url("read.jsonl"))
        let other = try ProgramRun("path", "图神经网络", "--known", scratch.path("read.jsonl"))
        #expect(other.output == run.output)
        // By an identity, and by nothing but the title.
        for (entry, name) in [
            (record, "read.jsonl"), ("@misc{f, doi={10.5555/invented.4}}", "read.bib"),
            (
                "title,year\nFerry: Message Passing on Graphs of Users and Items,2001\n",
                "read.csv"
            ),
        ] {
            let file = try scratch.write(entry, to: name)
            let known = try ProgramRun("path", "图神经网络", "--known", file)
            #expect(known.output == run.output && known.errors.isEmpty, "\(name): \(known.errors)")
        }
        let nothing = try scratch.write("", to: "nothing.txt")
        #expect(try ProgramRun("path", "图神经网络", "--known", nothing).code == 0)
    }

    @Test func `the same question gets the same bytes, from catalogue and index`() throws {
        let scratch = try Scratch()
        let index = scratch.path("papers.kindred")
        #expect(try ProgramRun("index", Fixtures.papers, "-o", index).code == 0)
        let first = try ProgramRun("path", "推荐系统", "--threads", "1").output
        #expect(first == (try ProgramRun("path", "推荐系统", "--threads", "3").output))
        #expect(first == (try ProgramRun("path", "推荐系统", "--index", index).output))
    }
}
