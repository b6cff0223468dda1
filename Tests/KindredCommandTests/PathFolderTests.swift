import Foundation
import Testing

@testable import KindredCommand

@Suite struct PathFolderTests {
    @Test func `files are named for their topics, safely and each differently`() {
        let names = PathFileNames.names(for: [
            ["Computer Vision"], ["computer vision!"], ["A/B", "../x"], ["图像 分割"], ["CON"],
            ["index"], ["…"], ["/"], [String(repeating: "深", count: 300)],
        ])
        #expect(
            names.dropLast() == [
                "computer-vision", "computer-vision-2", "a-b--x", "图像-分割", "con-2", "index-2",
                "topic", "topic-2",
            ])
        #expect(names.last?.utf8.count == 198)
        #expect(Set(names).count == names.count)
    }

    private func run(_ scratch: Scratch, _ more: [String] = []) throws -> ProgramRun {
        try ProgramRun(["path", "--all", "-o", scratch.path("paths"), "--min", "2"] + more)
    }

    @Test func `each topic with enough papers gets a page, and an index leads to all`() throws {
        let scratch = try Scratch()
        let run = try run(scratch)
        #expect(run.code == 0, "\(run.errors)")
        #expect(run.errors.isEmpty)
        let names = try FileManager.default.contentsOfDirectory(atPath: scratch.path("paths"))
        let index = try String(contentsOf: scratch.url("paths/index.html"), encoding: .utf8)
        let pages = names.filter { $0 != "index.html" && !$0.hasPrefix(".") }
        #expect(pages.count >= 3)
        #expect(run.output == "\(pages.count) reading paths: \(scratch.path("paths"))/index.html\n")
        for page in pages {
            let address = page.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? ""
            #expect(index.contains("href=\"\(address)\""), "\(page)")
            let text = try String(contentsOf: scratch.url("paths/" + page), encoding: .utf8)
            #expect(text.contains("href=\"index.html\""))
        }
    }

    @Test(arguments: ["markdown", "html", "mermaid", "svg"])
    func `a second run writes the same bytes`(format: String) throws {
        let scratch = try Scratch()
        func contents() throws -> [String: Data] {
            let names = try FileManager.default.contentsOfDirectory(atPath: scratch.path("paths"))
            return try names.reduce(into: [:]) {
                $0[$1] = try Data(contentsOf: scratch.url("paths/" + $1))
            }
        }
        #expect(try run(scratch, ["--format", format]).code == 0)
        let first = try contents()
        #expect(first.keys.contains { $0.hasPrefix("index.") })
        #expect(first.count > 3)
        #expect(try run(scratch, ["--format", format]).code == 0)
        #expect(try contents() == first)
    }

    @Test func `a foreign file stays as it is, and then nothing is written`() throws {
        let scratch = try Scratch()
        try scratch.write("my notes on kindred path", to: "paths/index.md")
        try scratch.write("mine", to: "paths/other.txt")
        let refused = try run(scratch, ["--format", "markdown"])
        #expect(refused.code == 1)
        #expect(refused.errors.contains("index.md"))
        let names = try FileManager.default.contentsOfDirectory(atPath: scratch.path("paths"))
        #expect(Set(names) == ["index.md", "other.txt"])
        #expect(try run(scratch, ["--format", "html"]).code == 0)
        for (name, text) in [("index.md", "my notes on kindred path"), ("other.txt", "mine")] {
            #expect(try String(contentsOf: scratch.url("paths/" + name), encoding: .utf8) == text)
        }
    }

    @Test func `pages that have no topic any more are taken away, and nothing else`() throws {
        let scratch = try Scratch()
        func names() throws -> Set<String> {
            Set(try FileManager.default.contentsOfDirectory(atPath: scratch.path("paths")))
        }
        #expect(try run(scratch, ["--format", "markdown"]).code == 0)
        let markdown = try names()
        #expect(try run(scratch, ["--format", "html"]).code == 0)
        let all = try names()
        #expect(markdown.isSubset(of: all))
        try scratch.write("mine", to: "paths/mine.html")
        let stale = try #require(
            all.sorted().first { $0.hasSuffix(".html") && $0 != "index.html" })
        try scratch.write("now mine", to: "paths/" + stale)
        let fewer = try ProgramRun(
            "path", "--all", "-o", scratch.path("paths"), "--min", "3", "--format", "html")
        // A page that somebody wrote over is nobody's to take, and no name of the new run's.
        #expect(fewer.code == 0, "\(fewer.errors)")
        let left = try names()
        #expect(left.contains("mine.html") && markdown.isSubset(of: left))
        #expect(left.count < all.count + 1)
        #expect(fewer.errors.contains("of a former run without a topic any more: taken away."))
        let kept = try String(contentsOf: scratch.url("paths/" + stale), encoding: .utf8)
        #expect(kept == "now mine")
        let list = try String(contentsOf: scratch.url("paths/.kindred-paths"), encoding: .utf8)
        let listed = list.split(separator: "\n").dropFirst().map(String.init)
        #expect(Set(listed) == left.subtracting(["mine.html", stale, ".kindred-paths"]))
    }

    @Test func `a list of pages leads nowhere but into its folder`() {
        let heading = "kindred path files 1\n"
        let list = PathFolderList(reading: heading + "a.html\n../b.html\n/c\n.d\n\nb.md\n")
        #expect(list?.names == ["a.html", "b.md"])
        #expect(list?.text == heading + "a.html\nb.md\n")
        #expect(PathFolderList(reading: "my own list\na.html\n") == nil)
        #expect(PathFolderList(reading: "") == nil)
    }

    @Test func `a foreign list of pages stays, and then nothing is written`() throws {
        let scratch = try Scratch()
        try scratch.write("mine\n", to: "paths/.kindred-paths")
        let refused = try run(scratch)
        #expect(refused.code == 1)
        #expect(refused.errors.contains(".kindred-paths"))
        let names = try FileManager.default.contentsOfDirectory(atPath: scratch.path("paths"))
        #expect(names == [".kindred-paths"])
    }

    @Test(arguments: [
        (["--all"], 64), (["--all", "-o", "x", "topic"], 64),
        (["--all", "-o", "x", "--to", "y"], 64),
        (["--all", "-o", "x", "--format", "json"], 64), (["--min", "2", "topic"], 64),
        (["--all", "-o", "/dev/null"], 1), (["--all", "-o", "/nowhere/at/all"], 1),
        (["--all", "-o", "/tmp", "--min", "9999"], 3),
    ])
    func `what cannot be is said, with the right exit code`(arguments: [String], code: Int) throws {
        let run = try ProgramRun(["path"] + arguments)
        #expect(run.code == Int32(code), "\(run.errors)")
        #expect(run.errors.hasPrefix("kindred: "))
        #expect(run.output.isEmpty)
    }

    @Test func `one path goes into a file, whole`() throws {
        let scratch = try Scratch()
        let shown = try ProgramRun("path", "推荐系统", "--format", "svg")
        let written = try ProgramRun(
            "path", "推荐系统", "--format", "svg", "-o", scratch.path("path.svg"))
        #expect(written.code == 0 && written.output.isEmpty, "\(written.errors)")
        let text = try String(contentsOf: scratch.url("path.svg"), encoding: .utf8)
        #expect(text == shown.output && text.hasSuffix("</svg>\n"))
    }
}
