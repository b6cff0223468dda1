import Foundation

/// What a piece of work has come to so far, where its file can only be written at the end: kept
/// beside the file, so that an interrupted run can go on in another one.
///
/// `NAME.journal` holds the recipe of the work, as that of a ``ResumableFile`` does, then a line
/// with the length and the checksum of the state, and the state. It is replaced as a whole, so that
/// whenever a run is killed, a whole state is there, or none.
package struct ResumableState: Sendable {
    private let path: String
    private let first: [UInt8]
    private var journal: String { ResumableFile.Part.journal(path) }

    /// The state of a file that is being made.
    ///
    /// - Parameters:
    ///   - path: Where the file will appear.
    ///   - recipe: What is being made: one line, equal for equal work.
    /// - Throws: `CatalogueError.cannotWrite` where links lead in circles.
    package init(_ path: String, recipe: String) throws(CatalogueError) {
        self.path = try WholeFile.resolved(path)
        first = Array(recipe.utf8) + [UInt8(ascii: "\n")]
    }

    /// The state that an interrupted run has left; nil where there is none, or no whole one.
    ///
    /// - Throws: `CatalogueError.otherRecipe` where that run was at other work; `cannotRead`.
    package func found() throws(CatalogueError) -> [UInt8]? {
        guard access(journal, F_OK) == 0 else { return nil }
        let file = try FileBytes.read(journal)
        defer { withExtendedLifetime(file) {} }
        let bytes = file.bytes
        let newline = UInt8(ascii: "\n")
        guard let end = bytes.firstIndex(of: newline) else { return nil }
        guard bytes[...end].elementsEqual(first) else {
            throw .otherRecipe(path: path, journal: journal)
        }
        let rest = bytes[(end + 1)...]
        guard let headEnd = rest.firstIndex(of: newline) else { return nil }
        let fields = rest[..<headEnd].split(separator: UInt8(ascii: " ")).map {
            UInt64(String(decoding: $0, as: UTF8.self))
        }
        let state = rest[(headEnd + 1)...]
        guard fields == [UInt64(state.count), ResumableFile.checksum(state)] else { return nil }
        return Array(state)
    }

    /// Keeps a state in the place of the one before; what a run of another kind has left goes.
    ///
    /// - Throws: `CatalogueError.cannotWrite`; the state before is then still there.
    /// - Complexity: O(bytes), and the time that the disk takes.
    package func keep(_ state: [UInt8]) throws(CatalogueError) {
        let head = "\(state.count) \(ResumableFile.checksum(state))\n"
        try WholeFile.write(to: journal) { (file) throws(CatalogueError) in
            try file.append(first)
            try file.append(Array(head.utf8))
            try file.append(state)
        }
    }

    /// Removes what is kept beside the file, once the file is there or when it is begun anew; what
    /// a killed run was writing aside goes too.
    package func remove() {
        let data = ResumableFile.Part.data(path)
        let partial = try? WholeFile.OpenFile(data, flags: O_WRONLY, mode: 0, reportedAs: path)
        // What another run is writing just now is that run's.
        if let partial, !partial.lock() { return }
        unlink(journal)
        unlink(data)
        WholeFile.removeLeftovers(beside: path)
    }
}
