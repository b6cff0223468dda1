import Foundation
import KindredThreads

/// The whole contents of a file in memory, followed by readable zero bytes for the parser.
final class FileBytes: @unchecked Sendable {
    /// The contents; valid as long as this object lives.
    let bytes: UnsafeBufferPointer<UInt8>
    private let memory: UnsafeMutableRawPointer
    private let isMapped: Bool

    private init(memory: UnsafeMutableRawPointer, count: Int) {
        isMapped = false
        // Safety: every caller has made room for count + padding bytes and filled the first count.
        self.memory = memory
        memset(memory + count, 0, JSONParser.padding)
        bytes = UnsafeBufferPointer(
            start: memory.assumingMemoryBound(to: UInt8.self), count: count)
    }

    /// A map of a file whose last page has room for the padding, which the system fills with zeros.
    private init(map: UnsafeMutableRawPointer, count: Int) {
        isMapped = true
        memory = map
        bytes = UnsafeBufferPointer(
            start: memory.assumingMemoryBound(to: UInt8.self), count: count)
    }

    deinit { if isMapped { munmap(memory, bytes.count) } else { free(memory) } }

    /// Reads a file, a pipe or a device to its end.
    ///
    /// - Throws: `CatalogueError.cannotRead`, also for a folder.
    static func read(
        _ path: String, threads: Threads = .one
    ) throws(CatalogueError) -> FileBytes {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw .cannotRead(path: path, reason: errno) }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw .cannotRead(path: path, reason: errno) }
        if status.st_mode & S_IFMT == S_IFDIR { throw .cannotRead(path: path, reason: EISDIR) }
        let isRegular = status.st_mode & S_IFMT == S_IFREG && status.st_size > 0
        guard isRegular else { return try readStream(file, path: path) }
        let count = Int(status.st_size)
        if let mapped = map(file, count: count) { return mapped }
        return try readBlocks(file, count: count, path: path, threads)
    }

    /// Maps a large file, which saves copying it; nil where that is not possible.
    ///
    /// As with an open index, nobody may cut the file short in place while it is read.
    private static func map(_ file: Int32, count: Int) -> FileBytes? {
        let rest = count % sysconf(Int32(_SC_PAGESIZE))
        let hasRoom = rest > 0 && rest <= sysconf(Int32(_SC_PAGESIZE)) - JSONParser.padding
        guard count >= blockSize, hasRoom,
            let start = mmap(
                nil, count, PROT_READ, MAP_PRIVATE, file, 0),
            start != MAP_FAILED
        else { return nil }
        return FileBytes(map: start, count: count)
    }

    /// Has the system make a part of a map ready at once, on the thread that will read it.
    func prepare(_ range: Range<Int>) {
        guard isMapped, !range.isEmpty else { return }
        let page = sysconf(Int32(_SC_PAGESIZE))
        let start = range.lowerBound / page * page
        // Safety: the pages lie in the map. Where the system knows no such advice (Linux before
        // 5.14), it makes each page ready as it is read.
        madvise(memory + start, range.upperBound - start, Self.populateRead)
    }

    /// MADV_POPULATE_READ, which not every libc names.
    private static let populateRead: Int32 = 22

    /// The size of the blocks in which a file is read, 4 MiB: many enough for every thread.
    private static let blockSize = 1 << 22

    /// Memory for `free`, in huge pages where it fills some: fewer of them are touched.
    private static func memory(_ size: Int) -> UnsafeMutableRawPointer? {
        let hugePage = 2 << 20
        guard size >= 2 * hugePage else { return malloc(size) }
        var memory: UnsafeMutableRawPointer?
        guard posix_memalign(&memory, hugePage, size) == 0, let memory else { return nil }
        madvise(memory, size, Int32(MADV_HUGEPAGE))
        return memory
    }

    /// Reads a file whose length is known, several blocks at a time.
    private static func readBlocks(
        _ file: Int32, count: Int, path: String, _ threads: Threads
    ) throws(CatalogueError) -> FileBytes {
        guard let memory = memory(count + JSONParser.padding) else {
            throw .cannotRead(path: path, reason: ENOMEM)
        }
        // Safety: each call writes into its own block of `memory`, which holds count bytes.
        nonisolated(unsafe) let target = memory
        let lengths = threads.mapBlocks(of: count, size: blockSize) { block, _ in
            fill(
                file, target + block.lowerBound, count: block.count, from: block.lowerBound)
        }
        if let failed = lengths.first(where: { $0 < 0 }) {
            free(memory)
            throw .cannotRead(path: path, reason: Int32(-failed))
        }
        // A file that somebody shortens meanwhile ends with the first block that is not full.
        var whole = 0
        for (block, length) in lengths.enumerated() {
            whole += length
            if length < min(blockSize, count - block * blockSize) { break }
        }
        return FileBytes(memory: memory, count: whole)
    }

    /// Reads up to `count` bytes; returns how many there were, or the error number negated.
    private static func fill(
        _ file: Int32, _ target: UnsafeMutableRawPointer, count: Int, from offset: Int
    ) -> Int {
        var done = 0
        while done < count {
            let length = pread(file, target + done, count - done, off_t(offset + done))
            if length < 0, errno == EINTR { continue }
            if length < 0 { return -Int(errno) }
            if length == 0 { break }
            done += length
        }
        return done
    }

    /// Reads what has no length beforehand, such as standard input.
    private static func readStream(
        _ file: Int32, path: String
    ) throws(CatalogueError) -> FileBytes {
        var capacity = 1 << 16
        var count = 0
        var memory = malloc(capacity)
        while let room = memory {
            let length = Glibc.read(file, room + count, capacity - count - JSONParser.padding)
            if length < 0, errno == EINTR { continue }
            if length < 0 {
                let reason = errno
                free(room)
                throw .cannotRead(path: path, reason: reason)
            }
            if length == 0 { return FileBytes(memory: room, count: count) }
            count += length
            guard capacity - count <= 2 * JSONParser.padding else { continue }
            capacity *= 2
            memory = realloc(room, capacity)
            if memory == nil { free(room) }
        }
        throw .cannotRead(path: path, reason: ENOMEM)
    }
}
