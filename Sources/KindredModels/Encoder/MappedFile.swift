import Foundation

/// The bytes of a file, mapped read-only for as long as this object lives.
///
/// The file must not be cut short in place meanwhile; a fetched model is renamed into its place,
/// which leaves an open map alone.
final class MappedFile: @unchecked Sendable {
    // Safety: the map is made in `init`, never written to, and given back in `deinit` only.
    let bytes: UnsafeRawBufferPointer

    /// Maps a file; an empty one has no bytes.
    init(_ path: String) throws(EncoderError) {
        var status = stat()
        guard stat(path, &status) == 0 else { throw Self.unreadable(path) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw .unreadable(path: path, reason: "it is no file")
        }
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0, fstat(file, &status) == 0 else { throw Self.unreadable(path) }
        defer { close(file) }
        let size = Int(status.st_size)
        guard size > 0 else {
            bytes = UnsafeRawBufferPointer(start: nil, count: 0)
            return
        }
        guard let start = mmap(nil, size, PROT_READ, MAP_PRIVATE, file, 0), start != MAP_FAILED
        else { throw Self.unreadable(path) }
        bytes = UnsafeRawBufferPointer(start: start, count: size)
    }

    deinit {
        guard let start = bytes.baseAddress else { return }
        munmap(UnsafeMutableRawPointer(mutating: start), bytes.count)
    }

    private static func unreadable(_ path: String) -> EncoderError {
        .unreadable(path: path, reason: String(cString: strerror(errno)))
    }
}
