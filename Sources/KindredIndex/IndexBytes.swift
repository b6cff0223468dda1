import Glibc
import KindredVectors

/// The bytes of one index for as long as somebody reads them: a mapped file, or memory of our own.
///
/// Immutable once made, so any number of threads may read it. Everything that an ``IndexFile``
/// gives out keeps its owner alive.
///
/// A mapped file must not be cut short in place while it is open, as no process survives reading a
/// page that has gone. Kindred never does that: it writes beside and renames, and an open map keeps
/// the old file. (Copy a new index beside and rename it too: `mv`, not `cp`, onto a file in use.)
package final class IndexBytes: @unchecked Sendable {
    /// All the bytes; the base address is a multiple of ``IndexLayout/alignment``.
    let buffer: UnsafeRawBufferPointer
    /// Where the bytes come from, for messages.
    let path: String
    /// What holds the bytes of an index that was made here; nil for a mapped file.
    private let memory: ZeroedMemory?

    /// Zeroed memory that `body` fills.
    init(
        size: Int, path: String, initializedBy body: (UnsafeMutableRawBufferPointer) -> Void
    ) {
        let memory = ZeroedMemory(sizeInBytes: size)
        // Safety: the memory is that long, and goes with this object.
        let bytes = UnsafeMutableRawBufferPointer(start: memory.bytes, count: size)
        body(bytes)
        self.buffer = UnsafeRawBufferPointer(bytes)
        self.path = path
        self.memory = memory
    }

    /// A copy of bytes that somebody holds already.
    convenience init(copying bytes: UnsafeRawBufferPointer, path: String) {
        self.init(size: bytes.count, path: path) { $0.copyMemory(from: bytes) }
    }

    /// Maps a file, read-only. An empty file gives no bytes.
    ///
    /// - Throws: `unreadable` where there is no such file, or it is a folder or a pipe.
    /// - Complexity: O(1); pages are read when they are first touched.
    init(mapping path: String) throws(IndexError) {
        // Asking before opening, as opening a pipe would wait for a writer.
        var status = stat()
        guard stat(path, &status) == 0 else { throw .unreadable(path: path, reason: lastReason()) }
        try Self.requireRegularFile(status, path: path)
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw .unreadable(path: path, reason: lastReason()) }
        defer { close(file) }
        guard fstat(file, &status) == 0 else {
            throw .unreadable(path: path, reason: lastReason())
        }
        let size = Int(status.st_size)
        self.path = path
        memory = nil
        guard size > 0 else {
            // Safety: an empty buffer; nothing is read through it.
            buffer = UnsafeRawBufferPointer(start: nil, count: 0)
            return
        }
        guard let start = mmap(nil, size, PROT_READ, MAP_PRIVATE, file, 0), start != MAP_FAILED
        else { throw .unreadable(path: path, reason: lastReason()) }
        // Safety: the map is `size` bytes long and stays until this object goes.
        buffer = UnsafeRawBufferPointer(start: start, count: size)
    }

    /// Whether a path leads to a pipe or a device, which hold nothing that could be read again.
    static func isStream(_ path: String) -> Bool {
        var status = stat()
        guard stat(path, &status) == 0 else { return false }
        return status.st_mode & S_IFMT != S_IFREG && status.st_mode & S_IFMT != S_IFDIR
    }

    private static func requireRegularFile(_ status: stat, path: String) throws(IndexError) {
        switch status.st_mode & S_IFMT {
        case S_IFREG: return
        case S_IFDIR: throw .notAnIndex(path: path, found: "a folder")
        default: throw .notAnIndex(path: path, found: "a pipe or a device; name a file")
        }
    }

    deinit {
        guard memory == nil, let start = buffer.baseAddress else { return }
        // Safety: this object made the map, and nobody else unmaps it.
        munmap(UnsafeMutableRawPointer(mutating: start), buffer.count)
    }
}

/// What the system says about the last failed call.
private func lastReason() -> String { String(cString: strerror(errno)) }
