import Kindred

/// The papers that an argument of `--known` names: one by its id, or those of a file.
struct KnownPapers {
    private let argument: String

    init(_ argument: String) { self.argument = argument }

    /// The names, as the catalogue can look them up.
    ///
    /// A file holds a name or a JSON record on each line; empty lines, and lines that begin with
    /// `#`, are left out. A reader's list may hold more than this catalogue, so what a file names that
    /// is not here is only counted; an id on the command line must be here.
    /// - Throws: `CommandError` where a file cannot be read; `RankingError` for an unknown id.
    func names(in recommender: Recommender) throws -> [String] {
        guard Platform.kind(of: argument) == .file else { return [argument] }
        let names = try Self.names(in: try Platform.beginning(of: argument, limit: .max), argument)
        return NameList(names, of: argument).known(in: recommender, called: "this catalogue")
    }

    private static func names(in bytes: [UInt8], _ path: String) throws -> [String] {
        if CatalogueFile.form(of: Array(bytes.prefix(4_096))) == .records, !bytes.isEmpty {
            return try Catalogue(contentsOf: path).papers.map(\.id)
        }
        return try NameList.lines(of: bytes, path)
    }
}
