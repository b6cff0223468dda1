/// Where the catalogue lies that answers when none is named.
struct Seeds {
    /// What `KINDRED_SEEDS` says; nil where it is not set.
    var asked: String?
    /// The program's own file, links resolved.
    var executable: String?
    /// The working folder.
    var workingFolder: String?

    /// The seeds as this process would look for them.
    static func ofThisProcess() -> Seeds {
        Seeds(
            asked: Platform.environment("KINDRED_SEEDS"), executable: Platform.executable,
            workingFolder: Platform.realPath("."))
    }

    /// The first place that exists.
    ///
    /// In this order: `KINDRED_SEEDS`; beside an installed program, `../share/kindred/seeds`; in a
    /// folder above the program, as in a clone, `seeds` with `papers.jsonl` in it; the same above
    /// the working folder.
    func find() throws(CommandError) -> String {
        if let asked {
            guard Platform.kind(of: asked) != .nothing else { throw .noSuchSeeds(path: asked) }
            return asked
        }
        if let place = places.first(where: { Platform.kind(of: $0) != .nothing }) { return place }
        throw .noSeeds(lookedFor: placesInWords)
    }

    private var places: [String] {
        let folders = [executable.map(Self.parent), workingFolder].compactMap(\.self)
        let above = folders.flatMap(Self.foldersUp).map { $0 + Self.cloned }
        return installed + above.filter { Platform.kind(of: $0 + "/papers.jsonl") != .nothing }
    }

    /// Where `scripts/install` puts the seeds.
    private var installed: [String] {
        executable.map { [Self.parent(Self.parent($0)) + "/share/kindred/seeds"] } ?? []
    }

    /// What a person should read of the places; folders above are as many as the path is deep.
    private var placesInWords: [String] {
        let folders = [executable.map(Self.parent), workingFolder].compactMap(\.self)
        return installed + folders.map { $0 + Self.cloned + "/papers.jsonl, or in a folder above" }
    }

    private static let cloned = "/seeds"

    /// A folder and all folders above it, without the final slash.
    static func foldersUp(from folder: String) -> [String] {
        var folders: [String] = []
        var folder = folder
        while !folder.isEmpty, folder != "/" {
            folders.append(folder)
            folder = parent(folder)
        }
        return folders + [""]
    }

    /// The folder a path stands in; empty for the root.
    static func parent(_ path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return String(path[..<slash])
    }
}
