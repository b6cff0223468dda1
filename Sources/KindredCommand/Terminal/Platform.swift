import Foundation

/// What the program asks of the operating system; the only place that calls the C library.
enum Platform {
    /// The streams every program starts with.
    enum Stream: Int32 {
        case input = 0
        case output = 1
        case error = 2
    }

    /// A variable of the environment; nil where it is absent or empty.
    static func environment(_ name: String) -> String? {
        guard let value = getenv(name), value.pointee != 0 else { return nil }
        return String(cString: value)
    }

    /// Whether a person sits at the other end.
    static func isTerminal(_ stream: Stream) -> Bool { isatty(stream.rawValue) == 1 }

    /// The columns of the terminal behind a stream; nil where there is none or it does not say.
    static func columns(of stream: Stream) -> Int? {
        var size = winsize()
        guard ioctl(stream.rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
            return nil
        }
        return Int(size.ws_col)
    }

    /// Ends the program without a word when a reader such as `head` has gone, as Unix tools do.
    ///
    /// A parent may have left the signal ignored, which programs inherit.
    static func endQuietlyOnBrokenPipe() { signal(SIGPIPE, SIG_DFL) }

    /// Does work on a thread of its own, which ends with the program.
    static func inBackground(_ work: @escaping @Sendable () -> Void) {
        Thread.detachNewThread(work)
    }

    /// Lets the calling thread wait.
    static func sleep(milliseconds: Int) { usleep(UInt32(milliseconds) * 1000) }

    /// Ends the program at once.
    static func end(_ code: Int32) -> Never { exit(code) }

    /// Writes all of a text, waiting as long as it takes.
    /// - Throws: `CommandError.cannotWrite`, for example when the disk is full.
    static func write(_ text: String, to stream: Stream) throws(CommandError) {
        var text = text
        let reason = text.withUTF8 { write($0, to: stream) }
        if let reason { throw .cannotWrite(to: "standard output", reason: reason) }
    }

    /// Writes all of some bytes, waiting as long as it takes.
    /// - Throws: `CommandError.cannotWrite`, for example when the disk is full.
    static func write(_ bytes: [UInt8], to stream: Stream) throws(CommandError) {
        let reason = bytes.withUnsafeBufferPointer { write($0, to: stream) }
        if let reason { throw .cannotWrite(to: "standard output", reason: reason) }
    }

    /// Writes all of some bytes; returns what went wrong, if anything did.
    private static func write(
        _ bytes: UnsafeBufferPointer<UInt8>, to stream: Stream
    ) -> String? {
        var done = 0
        while let start = bytes.baseAddress, done < bytes.count {
            // Safety: `bytes` outlives the call, and `done` stays within it.
            let count = cWrite(stream.rawValue, start + done, bytes.count - done)
            if count >= 0 { done += count } else if errno != EINTR { return lastProblem }
        }
        return nil
    }

    /// Everything that standard input holds, to its end.
    static func standardInput() throws(CommandError) -> [UInt8] {
        try read(Stream.input.rawValue, named: "standard input", limit: .max)
    }

    /// The first bytes of a file, at most `limit`.
    static func beginning(of path: String, limit: Int) throws(CommandError) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw .cannotRead(path: path, reason: lastProblem) }
        defer { close(file) }
        return try read(file, named: path, limit: limit)
    }

    /// What a path leads to.
    static func kind(of path: String) -> FileKind {
        var status = stat()
        guard stat(path, &status) == 0 else { return .nothing }
        switch status.st_mode & S_IFMT {
        case S_IFDIR: return .folder
        case S_IFREG: return .file
        default: return .stream
        }
    }

    /// The size of a file in bytes; nil where there is none.
    static func size(of path: String) -> Int? {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : nil
    }

    /// When a file was last changed, in nanoseconds; nil where there is none.
    static func changed(_ path: String) -> Int? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return status.st_mtim.tv_sec * 1_000_000_000 + status.st_mtim.tv_nsec
    }

    /// Makes a folder in one that is there.
    static func makeFolder(_ path: String) throws(CommandError) {
        guard mkdir(path, 0o777) == 0 else {
            throw .cannotWrite(to: path, reason: lastProblem)
        }
    }

    /// Takes a file away; the folder it lay in stays.
    static func removeFile(_ path: String) throws(CommandError) {
        guard unlink(path) == 0 else { throw .cannotWrite(to: path, reason: lastProblem) }
    }

    /// Whether two paths lead to one and the same file, by whatever name.
    static func areSame(_ left: String, _ right: String) -> Bool {
        var (leftStatus, rightStatus) = (stat(), stat())
        guard stat(left, &leftStatus) == 0, stat(right, &rightStatus) == 0 else { return false }
        return leftStatus.st_dev == rightStatus.st_dev && leftStatus.st_ino == rightStatus.st_ino
    }

    /// A path without links, `.` and `..`; nil where it leads nowhere.
    static func realPath(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// The folder for what is put aside and gone with the program.
    static var temporaryFolder: String { environment("TMPDIR") ?? "/tmp" }

    /// The program's own file, links resolved.
    static var executable: String? {
        realPath("/proc/self/exe") ?? CommandLine.arguments.first.flatMap(realPath)
    }

    /// What a path may lead to.
    enum FileKind: Equatable {
        case file, folder, nothing
        /// A pipe or a device: what was read of it cannot be read again.
        case stream
    }

    private static func read(
        _ file: Int32, named name: String, limit: Int
    ) throws(CommandError) -> [UInt8] {
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: min(limit, 1 << 16))
        while bytes.count < limit {
            let wanted = min(block.count, limit - bytes.count)
            let count = block.withUnsafeMutableBytes { cRead(file, $0.baseAddress, wanted) }
            if count < 0 {
                if errno == EINTR { continue }
                throw .cannotRead(path: name, reason: lastProblem)
            }
            if count == 0 { break }
            bytes.append(contentsOf: block[..<count])
        }
        return bytes
    }

    private static var lastProblem: String { String(cString: strerror(errno)) }
}

// Inside `Platform` these names mean its own functions.
private let cWrite = write
private let cRead = read
