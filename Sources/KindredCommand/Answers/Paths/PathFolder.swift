import Kindred

/// A folder into which pages of reading paths are written.
///
/// All pages are made before the first is written; each file is there as a whole or not at all,
/// and the index comes last. A file that this program did not write is never written over.
struct PathFolder {
    /// The folder, as given.
    let path: String

    /// One file to be written.
    struct File {
        let name: String
        let text: String
    }

    /// Writes files into the folder, which is made where it is not there yet.
    ///
    /// - Throws: `CommandError.foreignFile` where a name is taken by a file that does not bear our
    ///   mark, before anything is written; `cannotWrite`, `notAFolder`.
    func write(_ files: [File]) throws {
        switch Platform.kind(of: path) {
        case .folder: break
        case .nothing: try Platform.makeFolder(path)
        case .file, .stream: throw CommandError.notAFolder(path: path)
        }
        for file in files { try requireOurs(place(of: file.name)) }
        for file in files {
            try WholeFile.write(to: place(of: file.name)) { (open) throws(CatalogueError) in
                try open.append(Array(file.text.utf8))
            }
        }
    }

    /// A page's path.
    func place(of name: String) -> String {
        path.hasSuffix("/") ? path + name : path + "/" + name
    }

    private func requireOurs(_ place: String) throws(CommandError) {
        switch Platform.kind(of: place) {
        case .nothing: return
        case .folder, .stream: throw .foreignFile(path: place)
        case .file: break
        }
        let beginning = try Platform.beginning(of: place, limit: PathMark.reach)
        let text = String(decoding: beginning, as: UTF8.self)
        guard PathMark.isIn(text) else { throw .foreignFile(path: place) }
    }
}

/// The mark by which a later run knows a file as written by this program.
enum PathMark {
    /// What the mark says.
    static let text = "kindred path"
    /// How far from a file's beginning it stands at most, in bytes.
    static let reach = 512

    /// Whether a file that begins so is one of ours.
    static func isIn(_ beginning: String) -> Bool {
        let marks = ["<!-- \(text) -->", "%% \(text)\n", "content=\"\(text)\""]
        return marks.contains { beginning.contains($0) }
    }

    /// A document with the mark in a comment of its language at the beginning, where it has none.
    static func marked(_ text: String, as document: PathDocument) -> String {
        switch document {
        case .html: text
        case .markdown: "<!-- \(self.text) -->\n" + text
        case .mermaid: "%% \(self.text)\n" + text
        case .svg:
            // Nothing may stand before the first line of XML.
            text.replacing("?>\n", with: "?>\n<!-- \(self.text) -->\n", maxReplacements: 1)
        }
    }
}
