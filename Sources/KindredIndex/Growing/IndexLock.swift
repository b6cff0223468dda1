import Glibc

/// Keeps others from changing an index while it is being changed.
///
/// The lock lies on the index file itself, so nothing is left beside it, and it goes with the
/// process that holds it, however that ends. Readers take no lock: they keep the file that they have
/// mapped. A new file takes the old one's name, so whoever has waited looks whether the name still
/// leads to the file that was locked, and else begins again with the new one.
package final class IndexLock: Sendable {
    private let descriptor: Int32
    private let path: String

    /// Waits until nobody else changes the index, and keeps it so.
    ///
    /// - Parameter waiting: Called once where somebody else is at it, before the wait.
    /// - Throws: `IndexError.unreadable` where there is no such file.
    package init(_ path: String, waiting: () -> Void) throws(IndexError) {
        self.path = path
        var hasWaited = false
        while true {
            // Over NFS a file is locked by who may write to it.
            var descriptor = open(path, O_RDWR | O_CLOEXEC | O_NONBLOCK)
            if descriptor < 0 { descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
            guard descriptor >= 0 else {
                throw .unreadable(path: path, reason: String(cString: strerror(errno)))
            }
            if flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
                if errno == EWOULDBLOCK && !hasWaited {
                    waiting()
                    hasWaited = true
                }
                try Self.wait(for: descriptor, path)
            }
            if Self.leads(path, to: descriptor) {
                self.descriptor = descriptor
                return
            }
            close(descriptor)
        }
    }

    private static func wait(for descriptor: Int32, _ path: String) throws(IndexError) {
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno != EINTR else { continue }
            let reason = "it cannot be locked: " + String(cString: strerror(errno))
            close(descriptor)
            throw .unreadable(path: path, reason: reason)
        }
    }

    deinit { close(descriptor) }

    /// Checks that the path still leads to the file that was locked: a rebuild takes no lock.
    ///
    /// - Throws: `IndexError.replacedMeanwhile`.
    package func requireSameFile() throws(IndexError) {
        guard Self.leads(path, to: descriptor) else { throw .replacedMeanwhile(path: path) }
    }

    private static func leads(_ path: String, to descriptor: Int32) -> Bool {
        var (named, locked) = (stat(), stat())
        return stat(path, &named) == 0 && fstat(descriptor, &locked) == 0
            && named.st_ino == locked.st_ino && named.st_dev == locked.st_dev
    }
}
