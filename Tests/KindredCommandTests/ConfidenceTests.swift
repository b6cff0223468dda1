import Foundation
import Kindred
import Testing

@testable import KindredCommand

/// How the program says how far an answer can be relied on.
@Suite struct ConfidenceTests {
    private static let seeds = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("seeds").path

    private func run(
        _ arguments: String..., output: ProgramRun.Output = .file
    ) throws -> ProgramRun {
        try ProgramRun(
            ["related"] + arguments, environment: ["KINDRED_SEEDS": Self.seeds], output: output)
    }

    @Test func `the level stands under the question, in the reader's language`() throws {
        let english = try run("MoCo", "-n", "1")
        #expect(english.code == 0)
        let line = try #require(english.lines.dropFirst().first)
        #expect(
            line.contains(#/^confidence (high|fair): its nearest are nearer than those of \d+ % /#))
        let chinese = try #require(
            try run("MoCo", "-n", "1", "--language", "zh").lines.dropFirst().first)
        #expect(chinese.contains(#/^ +置信度 (高|中)：.*本目录 \d+ % /#))
    }

    @Test func `where nothing is close, a sentence stands before the answers`() throws {
        let asked = "knee surgery recovery time"
        let english = try run(asked)
        #expect(english.code == 0)
        #expect(english.errors.isEmpty)
        let text = english.output.replacing("\n", with: " ")
        #expect(
            text.contains("  Nothing close: at least 98 % of the entries here have nearer ones"))
        #expect(text.contains("The nearest all the same:   #   score"))
        #expect(!text.contains("confidence high"))
        let chinese = try run(asked, "--language", "zh").output
        #expect(chinese.contains("没有相近的条目：") && chinese.contains("仍列出最近的："))
    }

    @Test(arguments: [30, 60, 100])
    func `every line fits the terminal`(columns: Int) throws {
        for arguments in [
            ["knee surgery recovery time"], ["MoCo"],
            ["knee surgery recovery time", "--language", "zh"],
        ] {
            let run = try ProgramRun(
                ["related", "-n", "2", "--why"] + arguments,
                environment: ["KINDRED_SEEDS": Self.seeds, "COLUMNS": String(columns)])
            for line in run.lines where !line.contains("://") && !line.contains("url:") {
                #expect(line.displayWidth <= columns, "\(line)")
            }
        }
    }

    private func path(_ arguments: String...) throws -> ProgramRun {
        try ProgramRun(["path"] + arguments, environment: ["KINDRED_SEEDS": Self.seeds])
    }

    @Test func `a text that nothing is close to has no path`() throws {
        for text in ["合同法中的违约责任", "knee surgery recovery time"] {
            let run = try path(text)
            #expect(run.code == 3)
            #expect(run.output.isEmpty)
            #expect(run.errors.contains("Nothing here is close to “\(text)”: 98 % of the entries"))
            #expect(run.errors.contains(" They stand under:\n  "))
            let json = try path(text, "--format", "json")
            #expect(json.code == 3)
            let answer = try json.json()
            let confidence = try #require(answer["confidence"] as? [String: Any])
            #expect(confidence["level"] as? String == "nothing close")
            #expect((answer["nothing"] as? String)?.hasPrefix("Nothing here is close") == true)
        }
    }

    @Test func `where other kinds alone are close, the path says so`() throws {
        let run = try path("quantum hardware")
        #expect(run.code == 3)
        #expect(run.errors.contains("none that --kind and --level let through"))
        #expect(try path("quantum hardware", "--kind", "article").code == 0)
    }

    @Test func `a path that little is close to has a warning in every form`() throws {
        let asked = "量子色动力学"
        let warning = "confidence low: its nearest are nearer than those of"
        let table = try path(asked)
        #expect(table.code == 0)
        #expect(table.lines.contains { $0.hasPrefix(warning) }, "\(table.output)")
        for format in ["markdown", "html", "mermaid", "svg"] {
            #expect(try path(asked, "--format", format).output.contains(warning), "\(format)")
        }
        #expect(try path(asked, "--language", "zh").output.contains("\n置信度："))
        let answer = try path(asked, "--format", "json").json()
        #expect((answer["confidence"] as? [String: Any])?["level"] as? String == "low")
    }

    @Test func `a path through a topic, or to something close, has no warning`() throws {
        for arguments in [["图神经网络"], ["contrastive learning of images"], ["--to", "MoCo"]] {
            let run = try ProgramRun(
                ["path"] + arguments, environment: ["KINDRED_SEEDS": Self.seeds])
            #expect(run.code == 0)
            #expect(!run.output.contains("confidence low"), "\(run.output)")
        }
        let topic = try path("图神经网络", "--format", "json").json()
        #expect(topic["confidence"] is NSNull)
    }

    @Test func `colour is for terminals`() throws {
        #expect(!(try run("knee surgery recovery time", "-n", "1").output.contains("\u{1B}[")))
        let shown = try run(
            "knee surgery recovery time", "-n", "1", output: .terminal(columns: 100)
        ).output
        #expect(shown.contains("\u{1B}[33mNothing close"))
    }

    @Test func `with reasons, each match has its own`() throws {
        let text = try run("MoCo", "-n", "3", "--why").output
        let matches = text.matches(
            of: #/confidence (?:high|fair|low|none): nearer than \d+ % of the/#)
        #expect(matches.count == 3)
    }

    @Test func `JSON has level and percentile, of the answer and of each match`() throws {
        let answer = try run("MoCo", "--json").json()
        let levels = ["high", "fair", "low", "nothing close"]
        let confidence = try #require(answer["confidence"] as? [String: Any])
        #expect(levels.prefix(2).contains(confidence["level"] as? String ?? ""))
        #expect((0.1...1).contains(try #require(confidence["percentile"] as? Double)))
        #expect(answer["nothing"] == nil)
        for match in try #require(answer["answers"] as? [[String: Any]]) {
            let confidence = try #require(match["confidence"] as? [String: Any])
            #expect(levels.contains(confidence["level"] as? String ?? ""))
            #expect((0...1).contains(try #require(confidence["percentile"] as? Double)))
        }
    }

    @Test func `JSON says in a sentence that nothing is close`() throws {
        let run = try run("合同法中的违约责任", "--json", "--language", "zh")
        #expect(run.code == 0)
        let answer = try run.json()
        let confidence = try #require(answer["confidence"] as? [String: Any])
        #expect(confidence["level"] as? String == "nothing close")
        #expect((answer["nothing"] as? String)?.hasPrefix("Nothing close: ") == true)
        #expect((answer["answers"] as? [Any])?.isEmpty == false)
    }

    @Test func `text without a known word says that nothing is close, and ends with 3`() throws {
        let run = try run("qwxz vbnq", "--json")
        #expect(run.code == 3)
        let answer = try run.json()
        #expect((answer["confidence"] as? [String: Any])?["level"] as? String == "nothing close")
        #expect(run.errors.hasPrefix("kindred: Nothing close: no word of “qwxz vbnq”"))
    }

    @Test func `percentages are never rounded up into the next level`() {
        let confidence = Confidence(percentile: 0.499_99)
        #expect(confidence.level == .fair)
        let sentence = ConfidenceWords(language: .english).sentence(of: confidence)
        #expect(sentence?.contains(" 49 % ") == true)
        #expect(JSON(confidence).printed() == #"{"level": "fair", "percentile": 0.4999}"#)
    }
}
