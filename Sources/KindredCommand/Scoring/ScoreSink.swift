import Kindred

/// Where scores are written, piece by piece.
protocol ScoreSink {
    /// How many candidates an earlier run has written already.
    var progress: Int { get }
    /// Writes whole lines, at once.
    ///
    /// - Parameter progress: How many candidates were taken in with these.
    func write(_ bytes: [UInt8], progress: Int) throws
    /// Ends the output.
    func finish() throws
}

/// Standard output, which nothing is held back from.
struct StandardOutput: ScoreSink {
    let progress = 0

    func write(_ bytes: [UInt8], progress: Int) throws { try Platform.write(bytes, to: .output) }

    func finish() {}
}

/// A pipe or a device that has a name.
struct NamedPipe: ScoreSink {
    let progress = 0
    private let file: WholeFile.OpenFile

    /// Waits until somebody reads from a pipe.
    init(_ path: String) throws { file = try WholeFile.stream(path) }

    func write(_ bytes: [UInt8], progress: Int) throws { try file.append(bytes) }

    func finish() {}
}

/// A file that appears whole, and can be gone on with where its writing was interrupted.
struct NamedFile: ScoreSink {
    private let file: ResumableFile

    /// - Parameters:
    ///   - recipe: All that the output depends on, on one line.
    ///   - resumes: Whether to go on with what an interrupted run has written.
    init(_ path: String, recipe: String, resumes: Bool) throws {
        file = try ResumableFile(path, recipe: recipe, resumes: resumes)
    }

    var progress: Int { file.progress }

    func write(_ bytes: [UInt8], progress: Int) throws {
        try file.append(bytes, progress: progress)
    }

    func finish() throws { try file.finish() }
}
