import Foundation
import Testing

/// Asks each shell itself what it would offer; a shell that is not installed is left out.
@Suite struct CompletionTests {
    private let scratch: Scratch
    private let folder: String

    init() throws {
        scratch = try Scratch()
        for name in ["papers.jsonl", "papers.bib", "old.kindred", "part.stats"] {
            try scratch.write("", to: "files/" + name)
        }
        folder = scratch.path("files")
    }

    /// What bash offers for the last of some words.
    private func bash(_ words: String...) throws -> Set<String> {
        let script = try ProgramRun("completions", "bash").output
        let line = words.joined(separator: " ")
        let file = try scratch.write(
            script + """

                COMP_WORDS=(\(words.map { "'\($0)'" }.joined(separator: " ")))
                COMP_CWORD=\(words.count - 1)
                COMP_LINE='\(line)' COMP_POINT=\(line.utf8.count)
                _kindred kindred '\(words[words.count - 1])' '\(words[words.count - 2])'
                printf '%s\\n' "${COMPREPLY[@]}"
                """, to: "complete.bash")
        let run = try ProgramRun([file], in: folder, program: "/bin/bash")
        #expect(run.errors.isEmpty, "\(run.errors)")
        return Set(run.lines)
    }

    /// What fish offers at the end of a line.
    private func fish(_ line: String) throws -> Set<String>? {
        guard let fish = Self.shell("fish") else { return nil }
        let script = try ProgramRun("completions", "fish").output
        let file = try scratch.write(script + "\ncomplete -C '\(line)'\n", to: "complete.fish")
        let run = try ProgramRun(
            ["--no-config", file], environment: ["HOME": folder], in: folder, program: fish)
        return Set(run.lines.map { String($0.prefix { $0 != "\t" }) })
    }

    /// What zsh's function for a command hands over where a default is left out.
    private func zsh(_ command: String, _ state: String, _ words: String...) throws -> String? {
        guard let zsh = Self.shell("zsh") else { return nil }
        let script = try ProgramRun("completions", "zsh").output
        let usual = command == "index" ? "build" : "count"
        let file = try scratch.write(
            "compdef() { }\n" + script + """

                _arguments() { state=\(state) }
                _describe() { print names }
                _kindred_\(command)_\(usual)() { print -r -- "$CURRENT ${(j:,:)words}" }
                words=(\(words.map { "'\($0)'" }.joined(separator: " "))) CURRENT=\(words.count)
                _kindred_\(command)
                """, to: "complete.zsh")
        return try ProgramRun(["-f", file], in: folder, program: zsh).output
    }

    private static func shell(_ name: String) -> String? {
        ["/bin/", "/usr/bin/"].map { $0 + name }.first(where: FileManager.default.isExecutableFile)
    }

    @Test func `bash offers files where a subcommand may be left out`() throws {
        let first = try bash("kindred", "index", "")
        #expect(first.isSuperset(of: ["build", "add", "papers.jsonl", "papers.bib"]))
        #expect(try bash("kindred", "index", "pa") == ["papers.jsonl", "papers.bib", "part.stats"])
        #expect(try bash("kindred", "index", "papers.bib", "papers.j") == ["papers.jsonl"])
        #expect(try bash("kindred", "index", "papers.bib", "-o", "") == ["old.kindred"])
        #expect(try bash("kindred", "index", "papers.bib", "--stat") == ["--stats"])
        #expect(try bash("kindred", "index", "merge", "") == ["old.kindred"])
        #expect(try bash("kindred", "stats", "papers.b") == ["papers.bib"])
    }

    @Test func `fish offers files where a subcommand may be left out`() throws {
        guard let first = try fish("kindred index ") else { return }
        #expect(first.isSuperset(of: ["build", "add", "papers.jsonl", "papers.bib"]))
        #expect(try fish("kindred index papers.bib papers.j") == ["papers.jsonl"])
        #expect(try fish("kindred index papers.bib --stat") == ["--stats"])
        #expect(try fish("kindred index merge o") == ["old.kindred"])
        #expect(try fish("kindred stats papers.b") == ["papers.bib"])
    }

    @Test func `zsh hands the words over to the default subcommand`() throws {
        guard let first = try zsh("index", "command", "index", "pa") else { return }
        #expect(first == "names\n2 index,pa\n")
        #expect(try zsh("index", "arg", "papers.bib", "") == "3 build,papers.bib,\n")
        #expect(try zsh("stats", "arg", "a", "b", "") == "4 count,a,b,\n")
    }
}
