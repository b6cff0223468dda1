/// Ids from a file, such as a pool: between spaces, tabs or line ends.
public struct PaperIDs: Hashable, Sendable {
    /// The ids in the order of the file.
    public let ids: [String]

    /// Reads a file of ids.
    ///
    /// - Throws: `cannotRead`, `empty`.
    public init(contentsOf path: String) throws(EvaluationError) {
        let lines = try TextLines(contentsOf: path)
        var ids: [String] = []
        try lines.forEach { _, fields throws(EvaluationError) in ids += fields.map(String.init) }
        if ids.isEmpty { throw .empty(path: path, expected: "the ids of papers") }
        self.ids = ids
    }
}
