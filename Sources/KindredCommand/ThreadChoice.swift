import ArgumentParser

/// The option that says how many threads work.
struct ThreadChoice: ParsableArguments {
    @Option(
        name: .customLong("threads"),
        help: ArgumentHelp("Use this many threads (default: one for each core).", valueName: "n"))
    var count: Int?

    func validate() throws {
        if let count, count < 1 { throw ValidationError("--threads must be at least 1.") }
    }
}
