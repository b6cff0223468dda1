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
    /// The list names old and new files while they change, so a run that is cut short forgets none.
    ///
    /// - Returns: The names of the files of a former run that were taken away.
    /// - Throws: `CommandError.foreignFile` where a name is taken by a file that does not bear our
    ///   mark, before anything is written; `cannotWrite`, `notAFolder`.
    @discardableResult func write(_ files: [File]) throws -> [String] {
        switch Platform.kind(of: path) {
        case .folder: break
        case .nothing: try Platform.makeFolder(path)
        case .file, .stream: throw CommandError.notAFolder(path: path)
        }
        for file in files { try requireOurs(place(of: file.name)) }
        let old = try formerNames()
        let new = files.map(\.name)
        try write(PathFolderList(names: old + new).text, to: PathFolderList.fileName)
        for file in files { try write(file.text, to: file.name) }
        let endings = Set(new.map(Self.ending))
        let stale = old.filter { !new.contains($0) && endings.contains(Self.ending($0)) }
        let gone = try stale.filter(remove)
        try write(
            PathFolderList(names: old.filter { !stale.contains($0) } + new).text,
            to: PathFolderList.fileName)
        return gone
    }

    private func write(_ text: String, to name: String) throws {
        try WholeFile.write(to: place(of: name)) { (open) throws(CatalogueError) in
            try open.append(Array(text.utf8))
        }
    }

    /// What a former run wrote; nothing where there is no list.
    private func formerNames() throws -> [String] {
        let list = place(of: PathFolderList.fileName)
        switch Platform.kind(of: list) {
        case .nothing: return []
        case .folder, .stream: throw CommandError.foreignFile(path: list)
        case .file: break
        }
        let bytes = try Platform.beginning(of: list, limit: .max)
        guard let known = PathFolderList(reading: String(decoding: bytes, as: UTF8.self)) else {
            throw CommandError.foreignFile(path: list)
        }
        return known.names
    }

    /// Takes a page away if it bears our mark; whether it did.
    private func remove(_ name: String) throws -> Bool {
        let place = place(of: name)
        guard Platform.kind(of: place) == .file, (try? requireOurs(place)) != nil else {
            return false
        }
        try Platform.removeFile(place)
        return true
    }

    private static func ending(_ name: String) -> Substring {
        name.lastIndex(of: ".").map { name[$0...] } ?? ""
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

/// The list of what was written into a folder: a line that says what it is, then a name a line.
struct PathFolderList {
    /// The names, each once, in order.
    let names: [String]

    /// Where the list lies in its folder.
    static let fileName = ".kindred-paths"
    private static let heading = "kindred path files 1"

    init(names: [String]) { self.names = Set(names).sorted() }

    /// The list that a text holds; nil where it is none.
    ///
    /// Only names of files in the folder itself are taken, so that a list from elsewhere leads
    /// nowhere else.
    init?(reading text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.first ?? "" == Self.heading else { return nil }
        self.init(
            names: lines.dropFirst().map(String.init).filter {
                !$0.isEmpty && !$0.hasPrefix(".") && !$0.contains("/") && !$0.contains("\0")
            })
    }

    /// The list as it is written.
    var text: String { ([Self.heading] + names).joined(separator: "\n") + "\n" }
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
