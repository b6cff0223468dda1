import Testing

@testable import KindredCommand

@Suite struct HelpTests {
    private static let commands = [
        "related", "path", "show", "topics", "score", "merge", "import", "export",
        "index", "stats", "info", "verify", "evaluate",
        "models",
        "train-translations",
        "completions",
    ]

    @Test func `the program's help is as recorded`() throws {
        let run = try ProgramRun("--help", columns: 80)
        #expect(run.code == 0)
        #expect(run.errors.isEmpty)
        try expectSnapshot(run.output, "help.txt")
    }

    @Test func `without arguments the program explains itself`() throws {
        let run = try ProgramRun(columns: 80)
        #expect(run.code == 0)
        #expect(run.output == (try ProgramRun("--help", columns: 80)).output)
    }

    @Test(arguments: commands)
    func `each command's help is as recorded`(command: String) throws {
        let run = try ProgramRun(command, "--help", columns: 80)
        #expect(run.code == 0)
        try expectSnapshot(run.output, "help-\(command).txt")
    }

    @Test(arguments: commands)
    func `each command's help has examples that name it`(command: String) throws {
        let run = try ProgramRun("help", command, columns: 80)
        let example = run.lines.drop { $0 != "EXAMPLES:" }.dropFirst().first
        #expect(example?.hasPrefix("  kindred \(command)") == true)
    }

    @Test func `the version is one line`() throws {
        let run = try ProgramRun("--version")
        #expect(run.code == 0)
        #expect(run.output.wholeMatch(of: #/\d+\.\d+\.\d+\n/#) != nil, "\(run.output)")
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func `each shell's completions know the commands`(shell: String) throws {
        let run = try ProgramRun("completions", shell)
        #expect(run.code == 0)
        for command in Self.commands { #expect(run.output.contains(command)) }
    }

    @Test func `completions as JSON hold the same script`() throws {
        let answer = try ProgramRun("completions", "zsh", "--json").json()
        #expect(answer["shell"] as? String == "zsh")
        #expect(answer["script"] as? String == (try ProgramRun("completions", "zsh").output))
    }

    @Test func `the completions are as recorded`() throws {
        try expectSnapshot(try ProgramRun("completions", "fish").output, "completions.fish")
    }
}
