import Foundation
import Kindred
import Testing

@testable import KindredCommand

@Suite struct PaperPageTests {
    private static let ids = ["Lighthouse", "arXiv:1903.90022", "https://example.org/data/tides"]

    private func show(
        _ ids: [String] = ids, language: String, columns: Int = 80,
        output: ProgramRun.Output = .file
    ) throws -> ProgramRun {
        try ProgramRun(
            ["show"] + ids + ["--language", language, "--catalogue", Fixtures.pages],
            environment: ["COLUMNS": String(columns)], output: output)
    }

    @Test(arguments: ["en", "zh"])
    func `the pages are as recorded in each language`(language: String) throws {
        let run = try show(language: language)
        #expect(run.code == 0, "\(run.errors)")
        try expectSnapshot(run.output, "show-\(language).txt")
    }

    @Test func `the records are as recorded`() throws {
        let run = try ProgramRun("show", "Lighthouse", "--json", "--catalogue", Fixtures.pages)
        try expectSnapshot(run.output, "show-pages.json")
    }

    @Test(arguments: ["en", "zh"], [30, 33, 50, 80, 200])
    func `every line fits the terminal`(language: String, columns: Int) throws {
        let run = try show(language: language, columns: columns)
        #expect(run.lines.count > 20)
        for line in run.lines where !line.contains("://") {
            #expect(line.displayWidth <= columns, "\(line)")
        }
    }

    @Test func `labels of both languages take ten columns`() throws {
        for (language, label) in [("en", "topic     "), ("zh", "主题      ")] {
            #expect(label.displayWidth == 10)
            let lines = try show(language: language).lines
            #expect(lines.contains(label + "图学习 › 图注意力网络"))
        }
    }

    @Test func `a summary missing in one language is shown in the other`() throws {
        let run = try show(["arXiv:1903.90022"], language: "en")
        #expect(run.lines.first == "A Survey of Harbour Scheduling")
        #expect(run.output.contains("梳理港口调度的问题与方法"))
        #expect(run.output.contains("(summary written from the title and common knowledge)"))
        let known = try show(["Lighthouse"], language: "en")
        #expect(!known.output.contains("common knowledge"))
    }

    @Test func `the other title is dimmed on a terminal and plain elsewhere`() throws {
        let onTerminal = try show(
            ["Lighthouse"], language: "zh", output: .terminal(columns: 80))
        let title = "Lighthouse: Attention over Harbour Graphs"
        #expect(onTerminal.output.contains("\u{1B}[2m\(title)\u{1B}[0m"))
        #expect(try show(["Lighthouse"], language: "zh").lines[1] == title)
    }

    @Test func `no title is lost, whichever is shown`() {
        var paper = Paper(id: "a")
        paper.title = "Bells"
        paper.titles[.english] = "Bells, revised"
        paper.titles[.chinese] = "钟"
        let shown = [Language.english, .chinese].map { paper.shownTitle(in: $0) }
        #expect(shown == ["Bells, revised", "钟"])
        #expect(paper.titles(besides: shown[0]) == ["Bells", "钟"])
        #expect(paper.titles(besides: shown[1]) == ["Bells", "Bells, revised"])
        paper.titles = LocalizedText("Glocken", language: Language(rawValue: "de"))
        #expect(paper.shownTitle(in: .chinese) == "Bells")
        paper.title = nil
        #expect(paper.shownTitle(in: .chinese) == "Glocken")
    }

    @Test func `a keyword is broken only where it is longer than a line`() {
        var paper = Paper(id: "a")
        paper.keywords = ["graph attention", "图注意力", String(repeating: "图", count: 20)]
            .map { LocalizedText($0) }
        let lines = PaperPage(
            paper: paper, language: .english, terminal: Terminal(width: 30, hasColour: false)
        ).lines()
        let place = lines.firstIndex { $0.hasPrefix("keywords") } ?? 0
        #expect(
            lines[place..<(place + 4)] == [
                "keywords  graph attention", "          图注意力",
                "          " + String(repeating: "图", count: 10),
                "          " + String(repeating: "图", count: 10),
            ])
    }

    @Test func `a level that is not known is shown once, in its field`() throws {
        let scratch = try Scratch()
        let file = try scratch.write(
            #"{"id":"a:1","title":"Bells","kind":"poem","level":"expert","basis":7}"# + "\n",
            to: "papers.jsonl")
        let run = try ProgramRun("show", "a:1", "--json", "--catalogue", file)
        #expect(run.output.contains(#""level": "expert""#))
        #expect(run.output.contains(#""kind": "poem""#))
        #expect(run.output.contains(#""basis": 7"#))
        for name in ["level", "kind", "basis"] {
            #expect(run.output.components(separatedBy: "\"\(name)\":").count == 2)
        }
        #expect(try ProgramRun("show", "a:1", "--catalogue", file).lines[1] == "paper")
    }

    @Test func `nothing in a keyword or a venue commands the terminal`() throws {
        let scratch = try Scratch()
        let file = try scratch.write(
            #"{"id":"a:1","title":"Bells","venue":"\u001b[2J","keywords":["\u001b[1mx","\u0007"]}"#
                + "\n", to: "papers.jsonl")
        let run = try ProgramRun("show", "a:1", "--catalogue", file)
        #expect(run.code == 0)
        #expect(!run.output.contains("\u{1B}") && !run.output.contains("\u{7}"))
    }
}
