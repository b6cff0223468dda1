import Foundation

/// Bytes in their order, from a file or from what unpacks one.
protocol ByteSource: AnyObject {
    /// Writes the next bytes to the beginning of `target` and returns how many; 0 at the end.
    ///
    /// A file fills `target` while it lasts. A pipe gives what it has, and waits for one byte only.
    func read(into target: UnsafeMutableRawBufferPointer) throws(CatalogueError) -> Int
    /// Whether reading never waits for anybody.
    var isPatient: Bool { get }
}

/// A file, a pipe or standard input, read in order.
final class FileSource: ByteSource {
    private let path: String
    private let file: Int32
    /// What was looked at before it was asked for.
    private var ahead: [UInt8] = []
    let isPatient: Bool

    /// Opens a file; `-` is standard input.
    init(_ path: String) throws(CatalogueError) {
        self.path = path
        file = path == "-" ? dup(0) : open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw .cannotRead(path: path, reason: errno) }
        var status = stat()
        isPatient = fstat(file, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
        if status.st_mode & S_IFMT == S_IFDIR { throw .cannotRead(path: path, reason: EISDIR) }
        posix_fadvise(file, 0, 0, Int32(POSIX_FADV_SEQUENTIAL))
    }

    deinit { if file >= 0 { close(file) } }

    /// The first bytes, fewer than `count` only where there are no more; they will be read again.
    func beginning(_ count: Int) throws(CatalogueError) -> [UInt8] {
        let room = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 1)
        defer { room.deallocate() }
        while ahead.count < count {
            let length = try readOnce(
                UnsafeMutableRawBufferPointer(rebasing: room[..<(count - ahead.count)]))
            if length == 0 { break }
            ahead += room[..<length]
        }
        return ahead
    }

    func read(into target: UnsafeMutableRawBufferPointer) throws(CatalogueError) -> Int {
        var done = min(ahead.count, target.count)
        target.copyBytes(from: ahead[..<done])
        ahead.removeFirst(done)
        while done < target.count, done == 0 || isPatient || hasMore {
            let length = try readOnce(UnsafeMutableRawBufferPointer(rebasing: target[done...]))
            if length == 0 { break }
            done += length
        }
        return done
    }

    /// Whether a pipe has bytes now.
    private var hasMore: Bool {
        var question = pollfd(fd: file, events: Int16(POLLIN), revents: 0)
        return poll(&question, 1, 0) > 0 && question.revents & Int16(POLLIN) != 0
    }

    private func readOnce(
        _ target: UnsafeMutableRawBufferPointer
    ) throws(CatalogueError) -> Int {
        while true {
            // Safety: the call writes within `target` only.
            let length = Glibc.read(file, target.baseAddress, target.count)
            if length >= 0 { return length }
            if errno != EINTR { throw .cannotRead(path: path, reason: errno) }
        }
    }
}
