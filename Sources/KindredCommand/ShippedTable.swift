import Kindred

/// Where a file lies that comes with the program: the translation table, or the weights of fused
/// scores.
struct ShippedTable {
    /// Its name in the folder of models.
    var name = "zh-en.kindred"
    /// The environment variable that may name another.
    var variable = "KINDRED_TRANSLATIONS"
    /// What that variable says: a file, or `none`; nil where it is not set.
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
        try ShippedTable().ofThisProcess().find().map { try TranslationTable(opening: $0) }
    }

    /// The weights of fused scores, likewise; `KINDRED_FUSION` may name others.
    static func fusion() throws -> Fusion? {
        try fusionFile.ofThisProcess().find().map { try Fusion(contentsOf: $0) }
    }

    /// The weights that `KINDRED_FUSION` names, which come before those that an index keeps.
    static func askedFusion() throws -> Fusion? {
        let file = fusionFile.ofThisProcess()
        return try file.asked == nil ? nil : file.find().map { try Fusion(contentsOf: $0) }
    }

    private static let fusionFile = ShippedTable(name: "fusion.json", variable: "KINDRED_FUSION")

    /// The same file, as this process would look for it.
    private func ofThisProcess() -> ShippedTable {
        ShippedTable(
            name: name, variable: variable, asked: Platform.environment(variable),
            folder: Platform.environment("KINDRED_MODELS"), executable: Platform.executable,
            workingFolder: Platform.realPath("."))
    }

    /// The first place that has the file: what the variable names; the folder of
    /// `KINDRED_MODELS`; beside an installed program, `../share/kindred/models`; in a folder above
    /// the program, as in a clone, `models`; the same above the working folder.
    func find() throws(CommandError) -> String? {
        if let asked {
            guard asked != "none" else { return nil }
            guard Platform.kind(of: asked) != .nothing else {
                throw .noSuchFile(path: asked, variable: variable)
            }
            return asked
        }
        let installed = executable.map { Seeds.parent(Seeds.parent($0)) + "/share/kindred/models" }
        let above = [executable.map(Seeds.parent), workingFolder].compactMap(\.self)
            .flatMap(Seeds.foldersUp).map { $0 + "/models" }
        return ([folder, installed].compactMap(\.self) + above).map { $0 + "/" + name }
            .first { Platform.kind(of: $0) != .nothing }
    }
}
