import Foundation

/// Bytes that are put aside to be read again: in memory while they are few, then in a file that has
/// no name and is gone with the program.
final class Spill {
    private let folder: String
    private let mostInMemory: Int
    private var memory: [UInt8] = []
    private var file: Int32 = -1
    /// How many bytes there are.
    private(set) var count = 0

    /// - Parameters:
    ///   - folder: Where a file may be made; it needs room for everything.
    ///   - mostInMemory: Bytes that need no file.
    init(in folder: String, mostInMemory: Int = 64 << 20) {
        self.folder = folder
        self.mostInMemory = mostInMemory
    }

    deinit { if file >= 0 { close(file) } }

    /// Adds bytes behind those there are.
    func append(_ bytes: [UInt8]) throws(CatalogueError) {
        memory += bytes
        count += bytes.count
        // Once there is a file, memory only gathers what is worth a write.
        if memory.count > (file < 0 ? mostInMemory : min(mostInMemory, 1 << 20)) { try write() }
    }

    /// Gives the bytes of a range, in portions of at most 4 MiB.
    func read(
        _ range: Range<Int>, _ body: (ArraySlice<UInt8>) throws(CatalogueError) -> Void
    ) throws(CatalogueError) {
        let onDisk = count - memory.count
        var place = range.lowerBound
        var room = [UInt8]()
        while place < min(range.upperBound, onDisk) {
            if room.isEmpty { room = [UInt8](repeating: 0, count: 4 << 20) }
            let wanted = min(room.count, range.upperBound - place, onDisk - place)
            let length = room.withUnsafeMutableBytes {
                pread(file, $0.baseAddress, wanted, off_t(place))
            }
            guard length > 0 else {
                throw .cannotRead(path: folder, reason: length < 0 ? errno : EIO)
            }
            try body(room[..<length])
            place += length
        }
        if place < range.upperBound {
            try body(memory[(place - onDisk)..<(range.upperBound - onDisk)])
        }
    }

    private func write() throws(CatalogueError) {
        if file < 0 { try open() }
        var done = 0
        while done < memory.count {
            let length = memory[done...].withUnsafeBytes {
                Glibc.write(file, $0.baseAddress, $0.count)
            }
            if length < 0, errno == EINTR { continue }
            guard length >= 0 else {
                throw .cannotWrite(path: folder, step: "putting records aside", reason: errno)
            }
            done += length
        }
        memory.removeAll(keepingCapacity: true)
    }

    private func open() throws(CatalogueError) {
        var name = Array("\(folder)/.kindred-XXXXXX".utf8CString)
        file = mkstemp(&name)
        guard file >= 0 else {
            throw .cannotWrite(path: folder, step: "putting records aside", reason: errno)
        }
        unlink(name)
    }
}
