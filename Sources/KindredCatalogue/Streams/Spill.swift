import Foundation

/// Bytes that are put aside to be read again: in memory while they are few, then in a file that has
/// no name and is gone with the program, unless it becomes the result.
final class Spill {
    private let folder: String
    private let mostInMemory: Int
    private var memory: [UInt8] = []
    private var file: NamelessFile?
    /// How many bytes there are.
    private(set) var count = 0

    /// - Parameters:
    ///   - folder: Where a file may be made; it needs room for everything.
    ///   - mostInMemory: Bytes that need no file.
    init(in folder: String, mostInMemory: Int = 64 << 20) {
        self.folder = folder
        self.mostInMemory = mostInMemory
    }

    /// Whether there were too many bytes for memory.
    var isOnDisk: Bool { file != nil }

    /// Adds bytes behind those there are.
    func append(_ bytes: UnsafeRawBufferPointer) throws(CatalogueError) {
        count += bytes.count
        if let file { return try file.append(bytes) }
        memory += bytes
        guard memory.count > mostInMemory else { return }
        let file = try NamelessFile(in: folder)
        self.file = file
        try file.append(memory)
        memory = []
    }

    /// Adds bytes behind those there are.
    func append(_ bytes: [UInt8]) throws(CatalogueError) {
        try bytes.withUnsafeBufferPointer { (bytes) throws(CatalogueError) in
            try append(UnsafeRawBufferPointer(bytes))
        }
    }

    /// Gives the bytes of a range, in portions of at most 4 MiB, which are valid during the call.
    func read(
        _ range: Range<Int>, _ body: (UnsafeRawBufferPointer) throws(CatalogueError) -> Void
    ) throws(CatalogueError) {
        guard let file else {
            return try memory[range].withUnsafeBufferPointer { (bytes) throws(CatalogueError) in
                try body(UnsafeRawBufferPointer(bytes))
            }
        }
        let room = UnsafeMutableRawBufferPointer.allocate(
            byteCount: min(4 << 20, range.count), alignment: 64)
        defer { room.deallocate() }
        var place = range.lowerBound
        while place < range.upperBound {
            let wanted = UnsafeMutableRawBufferPointer(
                rebasing: room[..<min(room.count, range.upperBound - place)])
            let length = try file.read(at: place, into: wanted)
            try body(UnsafeRawBufferPointer(rebasing: wanted[..<length]))
            place += length
        }
    }

    /// Gives the file the name `path`, as ``WholeFile`` would have written it.
    ///
    /// - Returns: False where that does not go and the bytes have to be copied.
    func place(at path: String) throws(CatalogueError) -> Bool {
        guard let file, file.canBeNamed else { return false }
        return try WholeFile.place(try file.whole(), at: path)
    }

    /// Another file beside that of the spill, which may get the name `path`; nil where there is no
    /// file, or no such name can be given.
    func another(for path: String) throws(CatalogueError) -> NamelessFile? {
        guard let file, file.canBeNamed, WholeFile.isPlace(path) else { return nil }
        return try NamelessFile(in: folder)
    }
}

/// A file without a name, to which bytes are added at the end.
///
/// They go past the page cache where the file system allows it: to the disk from where they are
/// gathered, in large portions. Through the cache, every page is first found, cleared and copied to,
/// which took three times as long as the disk needs and a core meanwhile.
final class NamelessFile {
    private let folder: String
    private let descriptor: Int32
    /// Whether the file may be given a name; else it had one that is gone.
    let canBeNamed: Bool
    /// Whether writing goes past the page cache.
    private var isDirect = false
    /// What is to be written next: whole blocks, aligned as direct writing wants it.
    private let portion = UnsafeMutableRawBufferPointer.allocate(
        byteCount: 4 << 20, alignment: 4096)
    private var gathered = 0
    /// How many bytes are in the file itself.
    private var written = 0

    init(in folder: String) throws(CatalogueError) {
        self.folder = folder
        let place = folder.isEmpty ? "." : folder
        var file = open(place, LinuxFlags.nameless | O_RDWR | O_CLOEXEC, 0o666)
        canBeNamed = file >= 0
        if file < 0 {
            var name = Array("\(place)/.kindred-XXXXXX".utf8CString)
            file = mkstemp(&name)
            if file >= 0 { unlink(name) }
        }
        descriptor = file
        guard file >= 0 else {
            throw .cannotWrite(path: folder, step: "putting records aside", reason: errno)
        }
        isDirect = fcntl(descriptor, F_SETFL, LinuxFlags.direct) == 0
    }

    deinit {
        portion.deallocate()
        if descriptor >= 0 { close(descriptor) }
    }

    /// Adds bytes behind those there are.
    func append(_ bytes: UnsafeRawBufferPointer) throws(CatalogueError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let some = rest.prefix(portion.count - gathered)
            UnsafeMutableRawBufferPointer(rebasing: portion[gathered...]).copyBytes(from: some)
            gathered += some.count
            rest = rest.dropFirst(some.count)
            if gathered == portion.count { try write() }
        }
    }

    /// Adds bytes behind those there are.
    func append(_ bytes: [UInt8]) throws(CatalogueError) {
        try bytes.withUnsafeBufferPointer { (bytes) throws(CatalogueError) in
            try append(UnsafeRawBufferPointer(bytes))
        }
    }

    /// Reads bytes that stand at `place` into `room`, at least one, and returns how many.
    func read(
        at place: Int, into room: UnsafeMutableRawBufferPointer
    ) throws(CatalogueError) -> Int {
        if place >= written {
            let rest = portion[(place - written)..<gathered].prefix(room.count)
            room.copyBytes(from: rest)
            return rest.count
        }
        try useCache()
        // Safety: the call writes within `room` only.
        let length = pread(
            descriptor, room.baseAddress, min(room.count, written - place), off_t(place))
        guard length > 0 else {
            throw .cannotRead(path: folder, reason: length < 0 ? errno : EIO)
        }
        return length
    }

    /// The descriptor of the file, in which everything stands now; it stays this object's.
    func whole() throws(CatalogueError) -> Int32 {
        try useCache()
        try write()
        return descriptor
    }

    /// Reads and writes through the page cache from here on, of whatever length.
    private func useCache() throws(CatalogueError) {
        guard isDirect else { return }
        isDirect = false
        guard fcntl(descriptor, F_SETFL, 0) == 0 else {
            throw .cannotRead(path: folder, reason: errno)
        }
    }

    /// Writes what is gathered.
    private func write() throws(CatalogueError) {
        var done = 0
        while done < gathered {
            // Safety: the bytes from `done` to `gathered` lie within the portion.
            let length = pwrite(
                descriptor, portion.baseAddress! + done, gathered - done, off_t(written + done))
            if length >= 0 {
                done += length
                // A part of a block cannot be written directly, and is a sign of a full disk.
                if length % 4096 != 0, done < gathered { try useCache() }
            } else if errno == EINVAL, isDirect {
                // This file system says only now that it cannot.
                try useCache()
            } else if errno != EINTR {
                throw .cannotWrite(path: folder, step: "putting records aside", reason: errno)
            }
        }
        written += gathered
        gathered = 0
    }
}

/// Flags of `open` that the C library tells only to those who ask for its extensions.
/// - Source: Linux, include/uapi/asm-generic/fcntl.h and arch/arm64/include/uapi/asm/fcntl.h.
private enum LinuxFlags {
    #if arch(arm64) || arch(arm)
        static let direct: Int32 = 0o200000
    #else
        static let direct: Int32 = 0o40000
    #endif
    static let nameless: Int32 = 0o20000000 | O_DIRECTORY
}
