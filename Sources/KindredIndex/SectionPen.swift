import Dispatch
import KindredCatalogue
import KindredVectors

/// Writes sections into a file, in order, while others make the next ones.
///
/// The file has the bytes of ``SectionTable/file(of:path:threads:)``. Its head, which holds what
/// only the last section tells, is written last; until then there are zeros.
final class SectionPen: @unchecked Sendable {
    // Safety: everything that changes is touched on `queue` alone, one job after the other, and by
    // `finish()` once no job is left; `waiting` by the one thread that hands sections over.
    private let queue = DispatchQueue(label: "kindred.sections")
    private let file: WholeFile.OpenFile
    private let sectionCount: Int
    private var entries: [SectionEntry] = []
    private var end: Int
    private var unsynced = 0
    /// Bytes handed over since everything was last known to be written; the caller's own.
    private var waiting = 0
    private var failure: CatalogueError?

    /// Leaves room for the head of a file with so many sections.
    init(_ file: WholeFile.OpenFile, sectionCount: Int) {
        self.file = file
        self.sectionCount = sectionCount
        end = SectionTable.sizeOfHead(sectionCount: sectionCount)
        let room = [UInt8](repeating: 0, count: end)
        queue.async { self.unlessFailed { () throws(CatalogueError) in try file.append(room) } }
    }

    /// Writes a whole section, by and by.
    func write(_ part: SectionPart) {
        let section = OpenSection(part.name, part.kind)
        for run in part.runs { write(run, to: section) }
        end(section)
    }

    /// A section that grows run by run.
    final class OpenSection: @unchecked Sendable {
        // Safety: as the pen's own state, touched on its queue alone.
        fileprivate let name: String
        fileprivate let kind: ElementKind
        fileprivate var size = 0
        fileprivate var checksum: UInt32 = 0

        init(_ name: String, _ kind: ElementKind) {
            self.name = name
            self.kind = kind
        }
    }

    /// Writes the next bytes of a section, by and by; waits where many bytes wait already.
    func write(_ run: SectionPart.Run, to section: OpenSection) {
        waiting += run.bytes.count
        defer {
            if waiting >= Self.mostWaiting {
                queue.sync {}
                waiting = 0
            }
        }
        queue.async {
            self.unlessFailed { () throws(CatalogueError) in
                section.checksum = Checksum.crc32c(run.bytes, after: section.checksum)
                section.size += run.bytes.count
                try self.file.append(run.bytes)
                self.unsynced += run.bytes.count
                guard self.unsynced >= Self.mostUnsynced else { return }
                try self.file.sync()
                self.unsynced = 0
            }
        }
    }

    /// What waits for the disk at most, in bytes, 32 MiB: the final sync, for which everybody
    /// waits, then has little left to do.
    private static let mostUnsynced = 32 << 20

    /// What waits to be written at most, in bytes, 64 MiB beside the run that came last: a slow disk
    /// must not fill the memory.
    private static let mostWaiting = 64 << 20

    /// Ends a section; the next one starts behind it.
    func end(_ section: OpenSection) {
        queue.async {
            self.unlessFailed { () throws(CatalogueError) in
                let filling = SectionPart.filling(behind: section.size)
                try self.file.append(filling)
                let checksum = filling.withUnsafeBytes {
                    Checksum.crc32c($0, after: section.checksum)
                }
                let entry = SectionEntry(
                    name: section.name, kind: section.kind, offset: self.end,
                    length: section.size, checksum: checksum)
                self.entries.append(entry)
                self.end = entry.checkedRange.upperBound
            }
        }
    }

    /// Waits until everything is written, and writes the head.
    ///
    /// - Throws: What went wrong first; nothing was written after it.
    func finish() throws(CatalogueError) {
        queue.sync {}
        if let failure { throw failure }
        precondition(entries.count == sectionCount, "the head has room for the sections it names")
        try file.overwrite(SectionTable.head(of: entries), at: 0)
    }

    private func unlessFailed(_ work: () throws(CatalogueError) -> Void) {
        guard failure == nil else { return }
        do throws(CatalogueError) { try work() } catch { failure = error }
    }
}
