import Kindred

/// Where the translation table lies that comes with the program.
struct ShippedTable {
    /// What `KINDRED_TRANSLATIONS` says: a file, or `none` for no table; nil where it is not set.
    var asked: String?
    /// The folder of models that `KINDRED_MODELS` names.
    var folder: String?
    /// The program's own file, links resolved.
    var executable: String?
    /// The working folder.
    var workingFolder: String?

    /// The table from Chinese to English, as this process would look for it; nil where none is
    /// found.
    ///
    /// - Throws: Where one is there and cannot be read, and where `KINDRED_TRANSLATIONS` names a
    ///   file that is not there.
    static func open() throws -> TranslationTable? {
        let place = try ShippedTable(
            asked: Platform.environment("KINDRED_TRANSLATIONS"),
            folder: Platform.environment("KINDRED_MODELS"), executable: Platform.executable,
            workingFolder: Platform.realPath(".")
        ).find()
        return try place.map { try TranslationTable(opening: $0) }
    }

    /// The first place that has the table: what `KINDRED_TRANSLATIONS` names; the folder of
    /// `KINDRED_MODELS`; beside an installed program, `../share/kindred/models`; in a folder above
    /// the program, as in a clone, `models`; the same above the working folder.
    func find() throws(CommandError) -> String? {
        if let asked {
            guard asked != "none" else { return nil }
            guard Platform.kind(of: asked) != .nothing else { throw .noSuchTable(path: asked) }
            return asked
        }
        let installed = executable.map { Seeds.parent(Seeds.parent($0)) + "/share/kindred/models" }
        let above = [executable.map(Seeds.parent), workingFolder].compactMap(\.self)
            .flatMap(Seeds.foldersUp).map { $0 + "/models" }
        return ([folder, installed].compactMap(\.self) + above).map { $0 + "/zh-en.kindred" }
            .first { Platform.kind(of: $0) != .nothing }
    }
}
