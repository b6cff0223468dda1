import Foundation
import Testing

@testable import KindredCommand

/// `kindred index add`, `update`, `remove`, `refit` and `merge`, and `kindred stats`, as typed.
@Suite struct IndexChangeTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    /// The lines of the sample catalogue in two files.
    private func parts() throws -> (first: String, second: String) {
        let lines = try String(contentsOfFile: Fixtures.papers, encoding: .utf8)
            .split(separator: "\n")
        return (
            try scratch.write(lines.prefix(8).joined(separator: "\n"), to: "first.jsonl"),
            try scratch.write(lines.dropFirst(8).joined(separator: "\n"), to: "second.jsonl")
        )
    }

    private func run(_ arguments: String...) throws -> ProgramRun {
        let run = try ProgramRun(arguments)
        try #require(run.code == 0, "\(arguments): \(run.errors)")
        return run
    }

    private func bytes(_ name: String) -> Data? {
        FileManager.default.contents(atPath: scratch.path(name))
    }

    @Test func `adding, updating and removing give the file that indexing gives`() throws {
        let (first, second) = try parts()
        let path = scratch.path("papers.kindred")
        _ = try run("index", Fixtures.papers, "-o", scratch.path("whole.kindred"))
        _ = try run("index", first, "-o", path)
        let added = try run("index", "add", second, "--index", path)
        #expect(added.output.hasPrefix("\(path): 4 added; 12 entries, "))
        #expect(bytes("papers.kindred") == bytes("whole.kindred"))
        let same = try run("index", "update", Fixtures.papers, "--index", path)
        #expect(same.output.hasPrefix("\(path): nothing to change; 12 entries, "))
        let removed = try run(
            "index", "remove", "arXiv:2001.90001", "2002.90002", "--index", path, "--json")
        let report = try removed.json()
        #expect(
            Set(report.keys) == [
                "index", "added", "changed", "removed", "entries", "terms", "sizeInBytes",
                "skipped",
            ])
        #expect(report["removed"] as? Int == 2 && report["entries"] as? Int == 10)
        #expect(try run("verify", path).code == 0)
    }

    @Test func `an unknown id is named with what comes closest, and nothing is removed`() throws {
        let path = scratch.path("papers.kindred")
        _ = try run("index", Fixtures.papers, "-o", path)
        let before = bytes("papers.kindred")
        let run = try ProgramRun("index", "remove", "arXiv:2001.90002", "--index", path)
        #expect(run.code == 1)
        #expect(run.errors.contains("arXiv:2001.90002") && run.errors.contains("arXiv:2001.90001"))
        #expect(bytes("papers.kindred") == before)
    }

    @Test func `bad records are named, the rest is added, and the end is 1`() throws {
        let path = scratch.path("papers.kindred")
        _ = try run("index", Fixtures.papers, "-o", path)
        let file = try scratch.write(
            "{\"id\":\"x:1\",\"title\":\"Bells\"}\n{\"id\":\n", to: "bad.jsonl")
        let run = try ProgramRun("index", "add", file, "--index", path)
        #expect(run.code == 1)
        #expect(run.output.contains("1 added; 13 entries"))
        #expect(run.errors.contains("\(file):2:"))
    }

    @Test func `info tells how stale word company is until it is learned anew`() throws {
        let (first, second) = try parts()
        let path = scratch.path("papers.kindred")
        _ = try run("index", first, "-o", path, "--signal", "fused")
        #expect(try run("info", path, "--json").json()["staleness"] is NSNull)
        _ = try run("index", "add", second, "--index", path)
        let info = try run("info", path)
        #expect(info.output.contains("learned from 8 entries; since then 4 added"))
        let json = try run("info", path, "--json").json()
        let staleness = try #require(json["staleness"] as? [String: Any])
        #expect(staleness["learnedFrom"] as? Int == 8 && staleness["added"] as? Int == 4)
        let refit = try run("index", "refit", "--index", path)
        #expect(refit.output.hasPrefix("\(path): LSA learned anew; 12 entries"))
        #expect(try run("info", path, "--json").json()["staleness"] is NSNull)
        _ = try run(
            "index", Fixtures.papers, "-o", scratch.path("whole.kindred"), "--signal", "fused")
        #expect(bytes("papers.kindred") == bytes("whole.kindred"))
    }

    @Test func `an index made in parts by the whole's statistics is the one made at once`() throws {
        let (first, second) = try parts()
        _ = try run("stats", first, "-o", scratch.path("1.stats"))
        let counted = try run("stats", second, "-o", scratch.path("2.stats"), "--json").json()
        #expect(Set(counted.keys) == ["stats", "entries", "terms", "skipped"])
        let all = scratch.path("all.stats")
        let merged = try run(
            "stats", "merge", scratch.path("1.stats"), scratch.path("2.stats"), "-o", all)
        #expect(merged.output.hasSuffix(" of 12 entries\n"))
        _ = try run("index", first, "--stats", all, "-o", scratch.path("1.kindred"))
        _ = try run("index", second, "--stats", all, "-o", scratch.path("2.kindred"))
        let part = try run("info", scratch.path("1.kindred"))
        #expect(part.output.contains("by the frequencies of 12 entries"))
        let whole = try run(
            "index", "merge", scratch.path("1.kindred"), scratch.path("2.kindred"), "-o",
            scratch.path("merged.kindred"))
        #expect(whole.output.contains("12 entries"))
        _ = try run("index", Fixtures.papers, "-o", scratch.path("whole.kindred"))
        #expect(bytes("merged.kindred") == bytes("whole.kindred"))
    }

    @Test func `statistics of another way to cut texts are refused in a sentence`() throws {
        let (first, _) = try parts()
        _ = try run("stats", first, "-o", scratch.path("1.stats"))
        let run = try ProgramRun(
            "index", first, "--stats", scratch.path("1.stats"), "--bigrams", "-o",
            scratch.path("1.kindred"))
        #expect(run.code == 1)
        #expect(run.errors.contains("cut in another way"))
    }

    @Test(arguments: ["add", "update", "remove", "refit", "merge", "build"])
    func `each subcommand's help is as recorded`(command: String) throws {
        let run = try ProgramRun("index", command, "--help", columns: 80)
        #expect(run.code == 0)
        #expect(run.output.contains("EXAMPLES:\n  kindred index \(command)"))
        try expectSnapshot(run.output, "help-index-\(command).txt")
    }

    @Test(arguments: ["count", "merge"])
    func `each subcommand's help of stats is as recorded`(command: String) throws {
        let run = try ProgramRun("stats", command, "--help", columns: 80)
        #expect(run.code == 0)
        try expectSnapshot(run.output, "help-stats-\(command).txt")
    }
}

/// A change that is killed at any point leaves the old file or the new one.
@Suite struct KilledChangeTests {
    @Test func `a killed change leaves a whole file, and the next one leaves no litter`() throws {
        let scratch = try Scratch()
        let lines = (0..<400).map {
            "{\"id\":\"p\($0)\",\"title\":\"Paper \($0) on subject \($0 % 7) and method \($0 % 31)\"}"
        }
        let file = try scratch.write(lines.joined(separator: "\n"), to: "papers.jsonl")
        let new = try scratch.write(
            (400..<440).map { "{\"id\":\"p\($0)\",\"title\":\"Late paper \($0)\"}" }
                .joined(separator: "\n"), to: "new.jsonl")
        let folder = try Scratch()
        let path = folder.path("papers.kindred")
        try #require(try ProgramRun("index", file, "-o", scratch.path("old")).code == 0)
        let old = try Data(contentsOf: scratch.url("old"))
        try old.write(to: scratch.url("new"))
        let start = ContinuousClock.now
        let whole = try ProgramRun("index", "add", new, "--index", scratch.path("new"))
        let time = ContinuousClock.now - start
        try #require(whole.code == 0)
        let changed = try Data(contentsOf: scratch.url("new"))
        try #require(old != changed)

        var seen: Set<String> = []
        for number in 0..<40 {
            try old.write(to: folder.url("papers.kindred"))
            let process = Process()
            process.executableURL = URL(fileURLWithPath: ProgramRun.program)
            process.arguments = ["index", "add", new, "--index", path]
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            // Points spread over what an undisturbed change takes, the end a little denser.
            let share = 1 - pow(1 - Double(number) / 40, 2)
            usleep(UInt32(share * 1.2 * Double(time / .microseconds(1))))
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            let found = try Data(contentsOf: folder.url("papers.kindred"))
            #expect(found == old || found == changed, "neither the old nor the new file")
            seen.insert(found == old ? "old" : "new")
        }
        #expect(seen.contains("old"), "no run was killed before its end")
        try old.write(to: folder.url("papers.kindred"))
        let run = try ProgramRun("index", "add", new, "--index", path)
        #expect(run.code == 0, "\(run.errors)")
        #expect(try Data(contentsOf: folder.url("papers.kindred")) == changed)
        #expect(try folder.names == ["papers.kindred"])
    }
}
