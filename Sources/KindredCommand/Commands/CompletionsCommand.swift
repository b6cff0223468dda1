import ArgumentParser

/// `kindred completions`: the script that lets a shell complete commands and options.
struct CompletionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "completions",
        abstract: "Prints the completion script for a shell.",
        discussion: """
            EXAMPLES:
              kindred completions bash > ~/.local/share/bash-completion/completions/kindred
              kindred completions zsh > ~/.zfunc/_kindred
              kindred completions fish > ~/.config/fish/completions/kindred.fish

            With --json, standard output is one object: shell, script.
            """)

    /// The shells for which there is a script.
    enum Shell: String, ExpressibleByArgument, CaseIterable {
        case bash, zsh, fish
    }

    @Argument(help: "The shell.")
    var shell: Shell

    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
        let script =
            switch shell {
            case .bash: CompletionScript(for: .bash).text
            case .zsh: CompletionScript(for: .zsh).text
            case .fish: CompletionScript(for: .fish).text
            }
        let answer = JSON(["shell": .text(shell.rawValue), "script": .text(script + "\n")])
        try Platform.write((json ? answer.printed() : script) + "\n", to: .output)
    }
}
