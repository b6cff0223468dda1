import Foundation
import Testing

@testable import KindredCommand

@Suite struct TranslationCommandTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    /// Thirty entries in both languages, of six things in changing company.
    private func pairs() throws -> String {
        let things = [
            ("图像", "images"), ("卷积", "convolution"), ("语言", "language"), ("节点", "nodes"),
            ("蛋白", "proteins"), ("编码", "encoder"),
        ]
        var lines: [String] = []
        for (first, one) in things.enumerated() {
            for (second, other) in things.enumerated() where first != second {
                lines.append(
                    #"{"id":"local:\#(lines.count)","abstract":"\#(one.1), \#(other.1).","#
                        + #""abstract_zh":"\#(one.0)，\#(other.0)。"}"#)
            }
        }
        return try scratch.write(lines.joined(separator: "\n") + "\n", to: "pairs.jsonl")
    }

    /// A folder with a table learned from the pairs.
    private func models() throws -> String {
        let pairs = try pairs()
        try scratch.write("", to: "models/empty")
        let run = try ProgramRun(
            "train-translations", pairs, "-o", scratch.path("models/zh-en.kindred"))
        try #require(run.code == 0, "\(run.errors)")
        return scratch.path("models")
    }

    private func english() throws -> String {
        try scratch.write(
            """
            {"id":"local:a","title":"Convolution over nodes of a graph"}
            {"id":"local:b","title":"A language of proteins"}

            """, to: "english.jsonl")
    }

    @Test func `training reports what was learned, in words and as JSON`() throws {
        let pairs = try pairs()
        let path = scratch.path("t.kindred")
        let run = try ProgramRun("train-translations", pairs, "-o", path)
        #expect(run.output.hasPrefix("\(path): "))
        #expect(run.output.hasSuffix("learned from 30 papers\n"))
        let json = try ProgramRun("train-translations", pairs, "-o", path, "--json").json()
        #expect(
            Set(json.keys)
                == ["table", "papers", "chineseTerms", "englishTerms", "translations", "skipped"])
        #expect(json["papers"] as? Int == 30)
    }

    @Test func `entries in one language teach nothing`() throws {
        let run = try ProgramRun(
            "train-translations", try english(), "-o", scratch.path("t.kindred"))
        #expect(run.code == 1)
        #expect(run.errors.contains("too few entries"))
        #expect(try scratch.names == ["english.jsonl"])
    }

    @Test func `a Chinese question finds English entries, and says by which terms`() throws {
        let environment = ["KINDRED_MODELS": try models()]
        let question = ["related", "卷积 节点", "--catalogue", try english()]
        let why = try ProgramRun(question + ["--why"], environment: environment)
        #expect(why.output.contains("convolution ← 卷积"))
        let answer = try ProgramRun(question + ["--json"], environment: environment).json()
        let first = try #require((answer["answers"] as? [[String: Any]])?.first)
        #expect(first["id"] as? String == "local:a")
        let reasons = try #require(first["reasons"] as? [[String: Any]])
        #expect(reasons.contains { $0["via"] as? String == "节点" })
    }

    @Test func `an index keeps translations, unless they are left out`() throws {
        let environment = ["KINDRED_MODELS": try models()]
        let english = try english()
        for (options, code) in [([], 0), (["--no-translations"], 3)] as [([String], Int32)] {
            let index = scratch.path("english.kindred")
            let made = try ProgramRun(
                ["index", english, "-o", index] + options, environment: environment)
            #expect(made.code == 0)
            let run = try ProgramRun(
                ["related", "蛋白", "--index", index], environment: ["KINDRED_TRANSLATIONS": "none"])
            #expect(run.code == code, "\(options)")
        }
    }

    @Test func `a table that is named and not there is complained of`() throws {
        let run = try ProgramRun(
            ["related", "Lantern"], environment: ["KINDRED_TRANSLATIONS": "/nowhere/x"])
        #expect(run.code == 1)
        #expect(run.errors.contains("names /nowhere/x, which is not there"))
    }

    @Test func `the table is found beside the program, in a clone, or not at all`() throws {
        let installed = try scratch.write("", to: "usr/share/kindred/models/zh-en.kindred")
        #expect(try ShippedTable(executable: scratch.path("usr/bin/kindred")).find() == installed)
        let cloned = try scratch.write("", to: "clone/models/zh-en.kindred")
        let program = scratch.path("clone/.build/release/kindred")
        #expect(try ShippedTable(executable: program).find() == cloned)
        let deep = scratch.path("clone/a")
        #expect(try ShippedTable(executable: "/bin/x", workingFolder: deep).find() == cloned)
        let models = scratch.path("usr/share/kindred/models")
        #expect(try ShippedTable(folder: models, executable: program).find() == installed)
        #expect(try ShippedTable(folder: "/nowhere", executable: program).find() == cloned)
        #expect(try ShippedTable(executable: "/nowhere/bin/x").find() == nil)
        #expect(try ShippedTable(asked: "none", workingFolder: deep).find() == nil)
    }
}
