import Kindred

/// The user's models, with the list of those that can be fetched.
struct Models {
    /// The store, or a sentence why there is none.
    static func store() throws -> ModelStore {
        let variables = ["KINDRED_MODELS", "XDG_CACHE_HOME", "HOME"]
        let environment = Dictionary(
            uniqueKeysWithValues: variables.map { ($0, Platform.environment($0) ?? "") })
        return ModelStore(
            folder: try ModelStore.usualFolder(environment),
            manifest: try ModelManifest(contentsOf: try manifestPath()))
    }

    /// The encoder of a name or a folder, and the name or whole path by which to find it again.
    static func encoder(_ text: String) throws -> (encoder: Encoder, place: String) {
        let store = try store()
        let folder = try store.folder(forNameOrPath: text)
        let isNamed = store.manifest.model(text) != nil
        return (
            try Encoder(folder: folder, name: isNamed ? text : nil),
            isNamed ? text : Platform.realPath(folder) ?? folder
        )
    }

    /// Where the list lies: what `KINDRED_MANIFEST` says; beside an installed program, in
    /// `../share/kindred`; in a folder above the program or the working folder, as in a clone.
    private static func manifestPath() throws(CommandError) -> String {
        if let asked = Platform.environment("KINDRED_MANIFEST") { return asked }
        let name = "/models/manifest.json"
        let program = Platform.executable.map(Seeds.parent)
        let installed = program.map { Seeds.parent($0) + "/share/kindred" + name }
        let above = [program, Platform.realPath(".")].compactMap(\.self)
        let places =
            [installed].compactMap(\.self) + above.flatMap(Seeds.foldersUp).map { $0 + name }
        if let place = places.first(where: { Platform.kind(of: $0) == .file }) { return place }
        throw .noModelList(
            lookedFor: [installed].compactMap(\.self)
                + above.map { $0 + name + ", or in a folder above" })
    }
}
