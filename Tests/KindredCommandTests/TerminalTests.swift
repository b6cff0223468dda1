import Foundation
import Testing

@testable import KindredCommand

/// What a person at a terminal sees: these runs have a pseudo-terminal.
@Suite struct TerminalTests {
    private func run(
        _ arguments: [String], columns: Int = 100, environment: [String: String?] = [:]
    ) throws -> ProgramRun {
        let environment = environment.merging(["COLUMNS": nil]) { given, _ in given }
        var run = try ProgramRun(
            arguments, environment: environment, output: .terminal(columns: columns))
        // On a busy machine the work may last long enough for a line of progress, which went away.
        run.output = run.output.components(separatedBy: "\r\u{1B}[K").last ?? ""
        return run
    }

    @Test func `there is colour on a terminal and none in a pipe`() throws {
        #expect(try run(["related", "Lantern"]).output.contains("\u{1B}[32m"))
        #expect(try !ProgramRun("related", "Lantern").output.contains("\u{1B}"))
    }

    @Test(arguments: [["NO_COLOR": "1"], ["TERM": "dumb"]])
    func `colour can be declined`(environment: [String: String]) throws {
        let run = try run(["related", "Lantern"], environment: environment)
        #expect(run.code == 0)
        #expect(!run.output.contains("\u{1B}"))
    }

    @Test func `an empty NO_COLOR declines nothing`() throws {
        let run = try run(["related", "Lantern"], environment: ["NO_COLOR": ""])
        #expect(run.output.contains("\u{1B}[32m"))
    }

    @Test(arguments: [50, 80, 120])
    func `lines fit the terminal's own width`(columns: Int) throws {
        let run = try run(
            ["related", "Lantern"], columns: columns, environment: ["NO_COLOR": "1"])
        for line in run.lines where !line.contains("://") {
            #expect(line.displayWidth <= columns)
        }
        let widest = run.lines.map(\.displayWidth).max() ?? 0
        #expect(widest > columns / 2)
    }

    @Test func `COLUMNS goes before what the terminal says`() throws {
        let run = try run(
            ["related", "Lantern"], columns: 200, environment: ["COLUMNS": "80", "NO_COLOR": "1"])
        #expect(run.output == (try ProgramRun("related", "Lantern", columns: 80)).output)
    }

    @Test(arguments: ["0", "-5", "wide", "99999999999999999999"])
    func `a senseless COLUMNS is passed over`(columns: String) throws {
        let run = try ProgramRun(["related", "Lantern"], environment: ["COLUMNS": columns])
        #expect(run.output == (try ProgramRun("related", "Lantern", columns: 100)).output)
    }

    @Test func `quick work draws no progress`() throws {
        let start = ContinuousClock.now
        let run = try ProgramRun(
            ["topics"], environment: ["NO_COLOR": "1", "COLUMNS": nil],
            output: .terminal(columns: 100))
        let wasQuick = ContinuousClock.now - start < .milliseconds(700)
        #expect(!wasQuick || !run.output.contains("\r"))
        #expect(!wasQuick || !run.output.contains("\u{1B}"))
    }

    @Test func `long work shows a line that goes away again`() throws {
        let slowly =
            "(sleep 1.5; cat \(Fixtures.papers)) | "
            + "\(ProgramRun.program) topics --catalogue /dev/stdin"
        let watched = try ProgramRun(
            ["-c", slowly], environment: ["NO_COLOR": "1"], output: .terminal(columns: 60),
            program: "/bin/sh")
        #expect(watched.output.contains("\r\u{1B}[Kreading /dev/stdin … "))
        let end = watched.output.components(separatedBy: "\r\u{1B}[K").last
        #expect(end == (try ProgramRun("topics", columns: 60)).output)
        let piped = try ProgramRun(["-c", slowly], program: "/bin/sh")
        #expect(piped.code == 0)
        #expect(piped.errors.isEmpty)
    }

    @Test func `escape sequences of a catalogue do not reach the terminal`() throws {
        let scratch = try Scratch()
        let file = try scratch.write(
            #"""
            {"id":"a:1","title":"Bells\u001b[2J\u0007 ring","topics":[["Sound\u001b[1m"]]}
            {"id":"a:2","title":"Bells\r\n ring twice","links":[{"kind":"paper","url":"http://x/\u001b[0m"}]}

            """#, to: "papers.jsonl")
        for command in [["related", "bells ring"], ["show", "a:1", "a:2"], ["topics"]] {
            let run = try ProgramRun(command + ["--catalogue", file])
            #expect(run.code == 0, "\(run.errors)")
            #expect(!run.output.contains("\u{1B}") && !run.output.contains("\u{7}"))
            #expect(!run.output.contains("\r"))
        }
    }
}
