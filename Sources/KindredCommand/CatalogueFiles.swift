import ArgumentParser

/// The files of papers that are indexed, counted or learned from.
struct CatalogueFiles: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "Papers in any format of `kindred import`, or folders of JSONL; - for standard input.",
            valueName: "file"),
        completion: .file())
    var files: [String]

    func validate() throws {
        if files.count(where: { $0 == "-" }) > 1 {
            throw ValidationError("Standard input can be read once; give - only once.")
        }
    }
}
