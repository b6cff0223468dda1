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
            """)

    /// The shells for which there is a script.
    enum Shell: String, ExpressibleByArgument, CaseIterable {
        case bash, zsh, fish
    }

    @Argument(help: "The shell.")
    var shell: Shell

    func run() throws {
        let script =
            switch shell {
            case .bash: KindredProgram.completionScript(for: .bash)
            case .zsh: KindredProgram.completionScript(for: .zsh)
            case .fish: KindredProgram.completionScript(for: .fish)
            }
        try Platform.write(script + "\n", to: .output)
    }
}
