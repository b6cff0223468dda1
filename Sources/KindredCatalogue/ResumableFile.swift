import Foundation

/// A file that is written piece by piece and appears whole, and whose writing may be interrupted at
/// any point and go on in another run.
///
/// The pieces go into `NAME.partial`, and after each piece a line into the journal `NAME.journal`:
/// how much of the input it stands for, and the piece's length and checksum. The journal's first
/// line says what is being written, so that another piece of work never continues it. When all is
/// written, the partial file takes the name and the journal goes. A reader never sees a part of the
/// file.
package final class ResumableFile {
    /// How much of the input the pieces written so far stand for, in whatever unit the caller
    /// counts.
    package private(set) var progress: Int
    private let path: String
    private let data: WholeFile.OpenFile
    private let journal: WholeFile.OpenFile

    /// What stands between a file's name and the end of those beside it.
    enum Part {
        static func data(_ path: String) -> String { path + ".partial" }
        static func journal(_ path: String) -> String { path + ".journal" }
    }

    /// Begins a file, or goes on with one.
    ///
    /// - Parameters:
    ///   - path: Where the file appears.
    ///   - recipe: What is being written: one line, equal for equal work.
    ///   - resumes: Whether to go on where an earlier run was; without it, what that run left is
    ///     written over. Where there is nothing to go on with, the file is begun.
    /// - Throws: `CatalogueError.otherRecipe` where an earlier run was at other work;
    ///   `cannotRead` and `cannotWrite`.
    /// - Complexity: O(bytes written so far), which are checked.
    package init(_ path: String, recipe: String, resumes: Bool) throws(CatalogueError) {
        // A link is followed, so that its target changes and the link stays.
        let path = try WholeFile.resolved(path)
        self.path = path
        let (data, journal) = (Part.data(path), Part.journal(path))
        let first = Array(recipe.utf8) + [UInt8(ascii: "\n")]
        var written = Written(progress: 0, length: 0, journalLength: first.count)
        var isNew = true
        self.data = try WholeFile.OpenFile(
            data, flags: O_WRONLY | O_CREAT, mode: 0o666, reportedAs: path)
        guard self.data.lock() else {
            throw .cannotWrite(path: path, step: "another run is writing it", reason: EBUSY)
        }
        if resumes, let found = try Self.written(data, journal, recipe: first, path: path) {
            written = found
            isNew = false
        }
        try self.data.cut(to: written.length)
        self.journal = try WholeFile.OpenFile(
            journal, flags: O_WRONLY | O_CREAT, mode: 0o666, reportedAs: path)
        try self.journal.cut(to: isNew ? 0 : written.journalLength)
        if isNew { try self.journal.append(first) }
        progress = written.progress
    }

    /// Writes a piece behind the others.
    ///
    /// - Parameter progress: How much of the input all pieces stand for with this one.
    package func append(_ bytes: [UInt8], progress: Int) throws(CatalogueError) {
        try data.append(bytes)
        let line = "\(progress) \(bytes.count) \(Self.checksum(bytes))\n"
        try journal.append(Array(line.utf8))
        self.progress = progress
    }

    /// Gives the file its name.
    package func finish() throws(CatalogueError) {
        try data.sync()
        guard rename(Part.data(path), path) == 0 else {
            throw .cannotWrite(path: path, step: "renaming", reason: errno)
        }
        unlink(Part.journal(path))
    }

    // MARK: What an earlier run left

    private struct Written {
        var progress: Int
        var length: Int
        var journalLength: Int
    }

    /// What can be gone on with: all pieces up to the first that is not on the disk as the journal
    /// says; nil where there is no journal.
    private static func written(
        _ data: String, _ journal: String, recipe: [UInt8], path: String
    ) throws(CatalogueError) -> Written? {
        guard access(journal, F_OK) == 0, access(data, F_OK) == 0 else { return nil }
        let lines = try FileBytes.read(journal)
        defer { withExtendedLifetime(lines) {} }
        guard let end = lines.bytes.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
        guard lines.bytes[...end].elementsEqual(recipe) else {
            throw .otherRecipe(path: path, journal: journal)
        }
        let pieces = try FileBytes.read(data)
        defer { withExtendedLifetime(pieces) {} }
        var written = Written(progress: 0, length: 0, journalLength: end + 1)
        var rest = lines.bytes[(end + 1)...]
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            let fields = rest[..<end].split(separator: UInt8(ascii: " ")).map {
                UInt64(String(decoding: $0, as: UTF8.self))
            }
            guard fields.count == 3, let progress = fields[0].flatMap({ Int(exactly: $0) }),
                let length = fields[1].flatMap({ Int(exactly: $0) }), let sum = fields[2],
                length <= pieces.bytes.count - written.length
            else { break }
            let piece = pieces.bytes[written.length..<written.length + length]
            guard checksum(piece) == sum else { break }
            written = Written(
                progress: progress, length: written.length + length, journalLength: end + 1)
            rest = rest[(end + 1)...]
        }
        return written
    }

    /// FNV-1a with 64 bits.
    ///
    /// - Source: Fowler, Noll, Vo; draft-eastlake-fnv.
    static func checksum(_ bytes: some Sequence<UInt8>) -> UInt64 {
        bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
    }
}
