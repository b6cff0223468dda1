import ArgumentParser

/// `kindred index`: makes, changes and joins index files.
struct IndexCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "index",
        abstract: "Makes an index file, which opens at once, and changes it as papers come and go.",
        usage: """
            kindred index <file> ... -o <out.kindred> [<options>]
            kindred index <subcommand>
            """,
        discussion: """
            EXAMPLES:
              kindred index papers.jsonl -o papers.kindred
              kindred index add new.jsonl --index papers.kindred
              kindred index remove arXiv:1911.05722 --index papers.kindred
              kindred index build --help

            Without a subcommand, the index is made: `kindred index build --help` lists the options \
            for that. A changed index answers as one that was made anew, but for what was learned \
            from word company (LSA), which stays until `kindred index refit`. Whoever has the index \
            open keeps what it was, and an interrupted change leaves the old file whole.
            """,
        subcommands: [
            IndexBuildCommand.self, IndexAddCommand.self, IndexUpdateCommand.self,
            IndexRemoveCommand.self, IndexRefitCommand.self, IndexMergeCommand.self,
        ], defaultSubcommand: IndexBuildCommand.self)
}
