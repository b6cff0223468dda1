import Foundation

/// One file from an address, by the program `curl`, into a `.part` beside its place.
///
/// A part that is there already is continued where the server allows it, and begun anew where not.
/// The file takes its place only once its checksum is right.
struct Download {
    let address: String
    /// Where the file shall be.
    let path: String
    /// The SHA-256 that it must have; nil for what is only read and thrown away.
    let sha256: String?

    /// Fetches the file, unless it is there already.
    ///
    /// - Parameter progress: Told how many bytes are there, now and then.
    func run(_ progress: (Int) -> Void) throws(ModelError) {
        if let sha256, ModelStore.sha256(of: path) == sha256 { return }
        try Self.makeFolder(of: path)
        let part = path + ".part"
        if sha256 == nil { try? FileManager.default.removeItem(atPath: part) }
        // A part may be whole when the last run was interrupted just before the end.
        if sha256 == nil || ModelStore.sha256(of: part) != sha256 {
            try fetch(into: part, progress)
        }
        if let sha256 {
            let found = ModelStore.sha256(of: part) ?? "of nothing"
            guard found == sha256 else {
                try? FileManager.default.removeItem(atPath: part)
                throw .wrongChecksum(name: address, expected: sha256, found: found)
            }
        }
        guard rename(part, path) == 0 else {
            throw .cannotWrite(path: path, reason: String(cString: strerror(errno)))
        }
    }

    /// curl's exit codes that say a part cannot be continued: no ranges, a bad one, and an error
    /// page, which a server also sends for a part that is longer than its file.
    private static let restarts: Set<Int32> = [22, 33, 36]

    private func fetch(into part: String, _ progress: (Int) -> Void) throws(ModelError) {
        let resumes = (ModelStore.size(of: part) ?? 0) > 0
        var (code, reason) = try curl(part, resumes: resumes, progress)
        if resumes, Self.restarts.contains(code) {
            // The part is given up only once the server has given the whole file instead.
            let aside = part + ".old"
            rename(part, aside)
            (code, reason) = try curl(part, resumes: false, progress)
            if code == 0 { unlink(aside) } else { rename(aside, part) }
        }
        guard code == 0 else { throw .unreachable(address: address, reason: reason) }
        // curl makes no file of nothing.
        if ModelStore.size(of: part) == nil {
            _ = FileManager.default.createFile(atPath: part, contents: nil)
        }
    }

    /// Runs curl; gives its exit code and what it said.
    private func curl(
        _ part: String, resumes: Bool, _ progress: (Int) -> Void
    ) throws(ModelError) -> (code: Int32, reason: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments =
            [
                "curl", "--fail", "--location", "--silent", "--show-error", "--proto",
                "=https,http,file", "--proto-redir", "=https,http", "--connect-timeout", "15",
                "--speed-limit", "1000", "--speed-time", "60", "--retry", "2", "--output", part,
            ] + (resumes ? ["--continue-at", "-"] : []) + ["--url", address]
        let errors = Pipe()
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = errors
        do { try process.run() } catch { throw .noCurl }
        while process.isRunning {
            progress(ModelStore.size(of: part) ?? 0)
            usleep(100_000)
        }
        process.waitUntilExit()
        let said = String(
            decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        // What `env` answers where there is no such program.
        if process.terminationStatus == 127 { throw .noCurl }
        let line = said.split(separator: "\n").last.map(String.init) ?? ""
        let reason = line.isEmpty ? "curl ended with \(process.terminationStatus)" : line
        return (process.terminationStatus, reason)
    }

    /// Makes the folders above a file.
    static func makeFolder(of path: String) throws(ModelError) {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw .cannotWrite(path: folder.path, reason: "the folder cannot be made")
        }
    }
}
