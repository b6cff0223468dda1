import ArgumentParser

/// The index that a command tells about, and how.
struct IndexChoice: ParsableArguments {
    @Argument(
        help: ArgumentHelp("An index file.", valueName: "index"),
        completion: .file(extensions: ["kindred"]))
    var path: String

    @Flag(help: "Print JSON.")
    var json = false
}
