import ArgumentParser
import Kindred

/// The options that say which papers to look among.
struct CatalogueChoice: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Look in a file in any format of `kindred import`, or a folder of JSONL (default: the seeds).",
            valueName: "file|folder"),
        completion: .file())
    var catalogue: String?

    @Option(
        help: ArgumentHelp("Look in an index file instead of a catalogue.", valueName: "file"),
        completion: .file(extensions: ["kindred"]))
    var index: String?

    @OptionGroup var threads: ThreadChoice

    func validate() throws {
        if catalogue != nil && index != nil {
            throw ValidationError("Give --catalogue or --index, not both.")
        }
    }

    /// The papers to look among, opened or fitted.
    /// - Parameter signal: What a catalogue is fitted for; nil for the usual one.
    func recommender(for signal: Signal? = nil) throws -> Recommender {
        if let index { return try CatalogueFile(index).openIndex(threads: threads.count) }
        return try catalogueFile.fitted(for: signal, threads: threads.count)
    }

    /// The tree of topics, for which nothing needs to be fitted.
    func topics() throws -> TopicTree {
        if let index { return try CatalogueFile(index).openIndex(threads: threads.count).topics() }
        let catalogue = try catalogueContents()
        return TopicTree(
            topicsOf: catalogue.papers.map(\.topics), names: catalogue.topicNames)
    }

    /// The entries of the catalogue, not fitted.
    func catalogueContents() throws -> Catalogue {
        let file = try catalogueFile
        let progress = ProgressLine("reading \(file.path)")
        return try file.entries(threads: threads.count, progress).catalogue
    }

    private var catalogueFile: CatalogueFile {
        get throws { CatalogueFile(try catalogue ?? Seeds.ofThisProcess().find()) }
    }
}

extension FittingStage {
    /// The stage as the progress line names it.
    func words(for entryCount: Int) -> String {
        switch self {
        case .counting: "counting the terms of \(entryCount.of("entry", "entries"))"
        case .weighing: "weighing the terms of \(entryCount.of("entry", "entries"))"
        case .projecting: "fitting LSA to \(entryCount.of("entry", "entries"))"
        case .storing: "laying out the index"
        }
    }
}
