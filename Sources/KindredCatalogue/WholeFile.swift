import Foundation

/// Writes files that are there as a whole or not at all.
///
/// The bytes go into a new file beside the target, which takes its place once they are on the
/// disk. A reader sees the old file or the new one, never a part; a failure leaves the old one
/// and nothing else. A link is followed, so that its target changes and the link stays. What is
/// no regular file, such as `/dev/stdout` or a pipe, is simply written to; `-` is standard output.
package enum WholeFile {
    /// Writes these bytes.
    ///
    /// - Throws: `CatalogueError.cannotWrite`.
    package static func write(
        _ bytes: UnsafeRawBufferPointer, to path: String
    ) throws(CatalogueError) {
        try write(to: path) { (file) throws(CatalogueError) in try file.append(bytes) }
    }

    /// Opens a pipe or a device that has a name, for whoever writes to it piece by piece: it would end
    /// for its reader where it is closed between two.
    package static func stream(_ path: String) throws(CatalogueError) -> OpenFile {
        try OpenFile(path, flags: O_WRONLY, mode: 0, reportedAs: path)
    }

    /// Writes what `body` appends, in that order.
    ///
    /// - Throws: `CatalogueError.cannotWrite`, and what `body` throws; nothing is left either way.
    package static func write(
        to path: String, _ body: (OpenFile) throws(CatalogueError) -> Void
    ) throws(CatalogueError) {
        if path == "-" { return try body(try OpenFile(descriptor: dup(1))) }
        var status = stat()
        let exists = stat(path, &status) == 0
        // A pipe behind `/dev/stdout` has no name of its own that could be opened.
        let isNamed = !exists || status.st_mode & S_IFMT == S_IFREG
        let target = isNamed ? try resolved(path) : path
        if exists, status.st_mode & S_IFMT == S_IFDIR {
            throw .cannotWrite(path: path, step: "opening", reason: EISDIR)
        }
        if exists, status.st_mode & S_IFMT != S_IFREG {
            let file = try OpenFile(target, flags: O_WRONLY, mode: 0, reportedAs: path)
            return try body(file)
        }
        if exists, access(target, W_OK) != 0 {
            throw .cannotWrite(path: path, step: "opening", reason: errno)
        }
        let aside = try newFile(beside: target, reportedAs: path)
        do throws(CatalogueError) {
            if exists { fchmod(aside.descriptor, status.st_mode & 0o7777) }
            try body(aside)
            try aside.sync()
            guard rename(aside.name, target) == 0 else {
                throw CatalogueError.cannotWrite(path: path, step: "renaming", reason: errno)
            }
        } catch {
            unlink(aside.name)
            throw error
        }
        syncFolder(of: target)
    }

    /// Gives a file without a name, made by `O_TMPFILE`, the place of `path` as ``write(to:_:)``
    /// would: its bytes are on the disk before, and whoever reads sees the old file or the new one.
    ///
    /// - Returns: False where `path` is no regular file or lies on another file system; then
    ///   nothing has changed, and the bytes have to be copied.
    /// - Throws: `CatalogueError.cannotWrite`.
    static func place(_ descriptor: Int32, at path: String) throws(CatalogueError) -> Bool {
        guard isPlace(path) else { return false }
        var status = stat()
        let exists = stat(path, &status) == 0
        let target = try resolved(path)
        if exists, access(target, W_OK) != 0 {
            throw .cannotWrite(path: path, step: "opening", reason: errno)
        }
        if exists { fchmod(descriptor, status.st_mode & 0o7777) }
        guard fsync(descriptor) == 0 else {
            throw .cannotWrite(path: path, step: "syncing", reason: errno)
        }
        guard let name = linked(descriptor, beside: target) else { return false }
        guard rename(name, target) == 0 else {
            let reason = errno
            unlink(name)
            throw .cannotWrite(path: path, step: "renaming", reason: reason)
        }
        syncFolder(of: target)
        return true
    }

    /// Whether a regular file may be had at `path`: there is one, or nothing.
    static func isPlace(_ path: String) -> Bool {
        var status = stat()
        return path != "-"
            && (stat(path, &status) != 0 || status.st_mode & S_IFMT == S_IFREG)
    }

    /// The name that a file without one got beside `target`; nil where it cannot have any there.
    private static func linked(_ descriptor: Int32, beside target: String) -> String? {
        for attempt in 0..<1_000 {
            let name = asideName(beside: target, attempt)
            let source = "/proc/self/fd/\(descriptor)"
            if linkat(AT_FDCWD, source, AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0 { return name }
            if errno != EEXIST { return nil }
        }
        return nil
    }

    /// Hidden, and without the target's name, which may be as long as names can be.
    private static func asideName(beside target: String, _ attempt: Int) -> String {
        "\(folder(of: target)).kindred-\(getpid())-\(attempt).tmp"
    }

    /// A file open for writing, from one thread at a time.
    package final class OpenFile: Sendable {
        fileprivate let descriptor: Int32
        fileprivate let name: String
        private let path: String

        init(
            _ name: String, flags: Int32, mode: mode_t, reportedAs path: String
        ) throws(CatalogueError) {
            descriptor = open(name, flags | O_CLOEXEC, mode)
            self.name = name
            self.path = path
            guard descriptor >= 0 else {
                throw .cannotWrite(path: path, step: "opening", reason: errno)
            }
        }

        /// Standard output, whatever it leads to: what stands there before is kept.
        fileprivate init(descriptor: Int32) throws(CatalogueError) {
            self.descriptor = descriptor
            (name, path) = ("-", "standard output")
            guard descriptor >= 0 else {
                throw .cannotWrite(path: path, step: "opening", reason: errno)
            }
        }

        /// Takes the file for this process alone until it is closed; false where another has it.
        func lock() -> Bool { flock(descriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK }

        deinit { if descriptor >= 0 { close(descriptor) } }

        /// Writes the bytes behind those written before.
        package func append(_ bytes: UnsafeRawBufferPointer) throws(CatalogueError) {
            var done = 0
            while let start = bytes.baseAddress, done < bytes.count {
                let length = Glibc.write(descriptor, start + done, bytes.count - done)
                if length < 0, errno == EINTR { continue }
                guard length >= 0 else {
                    throw .cannotWrite(path: path, step: "writing", reason: errno)
                }
                done += length
            }
        }

        /// Writes the bytes behind those written before.
        package func append(_ bytes: [UInt8]) throws(CatalogueError) {
            try bytes.withUnsafeBufferPointer { (portion) throws(CatalogueError) in
                try append(UnsafeRawBufferPointer(portion))
            }
        }

        /// Writes the bytes over those that stand at `offset`.
        package func overwrite(_ bytes: [UInt8], at offset: Int) throws(CatalogueError) {
            let length = bytes.withUnsafeBytes {
                pwrite(descriptor, $0.baseAddress, $0.count, off_t(offset))
            }
            guard length == bytes.count else {
                throw .cannotWrite(path: path, step: "writing", reason: length < 0 ? errno : EIO)
            }
        }

        /// Keeps the first bytes only, and writes behind them from here on.
        func cut(to length: Int) throws(CatalogueError) {
            guard ftruncate(descriptor, off_t(length)) == 0,
                lseek(descriptor, off_t(length), SEEK_SET) >= 0
            else { throw .cannotWrite(path: path, step: "cutting", reason: errno) }
        }

        /// Waits until everything written so far is on the disk.
        package func sync() throws(CatalogueError) {
            guard fsync(descriptor) == 0 else {
                throw .cannotWrite(path: path, step: "syncing", reason: errno)
            }
        }
    }

    /// The path behind symbolic links, which need not exist yet.
    static func resolved(_ path: String) throws(CatalogueError) -> String {
        var target = path
        // As many links as Linux itself follows.
        for _ in 0..<40 {
            var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
            let length = readlink(target, &buffer, buffer.count)
            guard length >= 0 else { return target }
            let link = String(decoding: buffer[..<length], as: UTF8.self)
            target = link.hasPrefix("/") ? link : folder(of: target) + link
        }
        throw .cannotWrite(path: path, step: "following links", reason: ELOOP)
    }

    /// The folder of a path with its last slash; empty for a mere name.
    private static func folder(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    }

    private static func newFile(
        beside target: String, reportedAs path: String
    ) throws(CatalogueError) -> OpenFile {
        var attempt = 0
        while true {
            let name = asideName(beside: target, attempt)
            do throws(CatalogueError) {
                let file = try OpenFile(
                    name, flags: O_WRONLY | O_CREAT | O_EXCL, mode: 0o666, reportedAs: path)
                // Tells ``removeLeftovers(beside:)`` that somebody still writes here.
                flock(file.descriptor, LOCK_EX | LOCK_NB)
                return file
            } catch .cannotWrite(_, _, EEXIST) where attempt < 1_000 {
                attempt += 1
            }
        }
    }

    /// Removes what killed programs left of files that they were writing in the same folder.
    ///
    /// A file goes only where the process that its name tells is gone and nobody holds its lock, so
    /// that no file goes that anybody still writes, on this machine or in another container.
    package static func removeLeftovers(beside path: String) {
        guard let target = try? resolved(path) else { return }
        let folder = folder(of: target)
        let names = try? FileManager.default.contentsOfDirectory(
            atPath: folder.isEmpty ? "." : folder)
        for name in names ?? [] where name.hasPrefix(".kindred-") && name.hasSuffix(".tmp") {
            let parts = name.dropFirst(".kindred-".count).dropLast(".tmp".count).split(
                separator: "-")
            guard parts.count == 2, let process = pid_t(parts[0]), process > 0,
                Int(parts[1]) != nil,
                kill(process, 0) != 0, errno == ESRCH
            else { continue }
            let file = open(folder + name, O_WRONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
            guard file >= 0 else { continue }
            if flock(file, LOCK_EX | LOCK_NB) == 0 { unlink(folder + name) }
            close(file)
        }
    }

    /// Makes the new name last; file systems that cannot do this have done what they can.
    private static func syncFolder(of path: String) {
        let name = folder(of: path)
        let folder = open(name.isEmpty ? "." : name, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { return }
        fsync(folder)
        close(folder)
    }
}
