import Kindred

/// Where the models lie that come with the program.
struct Models {
    /// What `KINDRED_MODELS` says; nil where it is not set. `none` stands for no models.
    var asked: String?
    /// The program's own file, links resolved.
    var executable: String?
    /// The working folder.
    var workingFolder: String?

    /// The models as this process would look for them.
    static func ofThisProcess() -> Models {
        Models(
            asked: Platform.environment("KINDRED_MODELS"), executable: Platform.executable,
            workingFolder: Platform.realPath("."))
    }

    /// The translation table from Chinese to English; nil where none is found.
    ///
    /// - Throws: Where one is there and cannot be read, and where `KINDRED_MODELS` names a folder
    ///   without one.
    func translations() throws -> TranslationTable? {
        try find(Self.translations).map { try TranslationTable(opening: $0) }
    }

    /// The first place that has a file: `KINDRED_MODELS`; beside an installed program,
    /// `../share/kindred/models`; in a folder above the program, as in a clone, `models`; the same
    /// above the working folder.
    func find(_ file: String) throws(CommandError) -> String? {
        if let asked {
            guard asked != "none" else { return nil }
            let path = asked + "/" + file
            guard Platform.kind(of: path) != .nothing else { throw .noSuchModel(path: path) }
            return path
        }
        let installed = executable.map { Seeds.parent(Seeds.parent($0)) + "/share/kindred" }
        let folders = [executable.map(Seeds.parent), workingFolder].compactMap(\.self)
        let places = [installed].compactMap(\.self) + folders.flatMap(Seeds.foldersUp)
        return places.map { $0 + "/models/" + file }.first { Platform.kind(of: $0) != .nothing }
    }

    /// The table that ships.
    static let translations = "zh-en.kindred"
}
