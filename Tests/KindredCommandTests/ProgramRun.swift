import Foundation
import Testing

/// One run of the real program as a process of its own, and what came of it.
struct ProgramRun {
    /// The exit code; 128 and the signal's number where a signal ended the program.
    var code: Int32 = 0
    /// What it wrote to standard output.
    var output = ""
    /// What it wrote to standard error.
    var errors = ""

    /// Where the program's standard output goes.
    enum Output: Equatable {
        /// A file, as when it is piped or redirected.
        case file
        /// A pseudo-terminal this many columns wide; standard error goes there too.
        case terminal(columns: Int)
        /// A pipe that nobody reads any more.
        case brokenPipe
        /// A device that takes no byte.
        case fullDisk
    }

    /// Runs the program on the catalogue of `Fixtures` unless `environment` says otherwise.
    /// - Parameters:
    ///   - arguments: As typed behind `kindred`.
    ///   - input: What standard input holds.
    ///   - environment: Variables that differ from the usual ones; nil takes one away.
    ///   - folder: The working folder.
    ///   - output: Where standard output goes.
    ///   - program: Another program to run, such as a shell.
    init(
        _ arguments: [String], input: [UInt8] = [], environment: [String: String?] = [:],
        in folder: String = "/", output: Output = .file, program: String = program
    ) throws {
        let scratch = try Scratch()
        try Data(input).write(to: scratch.url("input"))
        var spawn = Spawn(path: program, arguments: arguments, folder: folder)
        spawn.environment = Self.environment(environment)
        spawn.open(0, scratch.path("input"), O_RDONLY)
        spawn.open(2, scratch.path("errors"), O_WRONLY | O_CREAT | O_TRUNC)
        switch output {
        case .file: spawn.open(1, scratch.path("output"), O_WRONLY | O_CREAT | O_TRUNC)
        case .fullDisk: spawn.open(1, "/dev/full", O_WRONLY)
        case .brokenPipe:
            code = try spawn.runOnBrokenPipe()
            errors = try String(contentsOf: scratch.url("errors"), encoding: .utf8)
            return
        case .terminal(let columns):
            (code, self.output) = try spawn.runOnTerminal(columns: columns)
            return
        }
        code = try spawn.run()
        self.output = (try? String(contentsOf: scratch.url("output"), encoding: .utf8)) ?? ""
        errors = try String(contentsOf: scratch.url("errors"), encoding: .utf8)
    }

    /// The same for arguments one after another.
    init(_ arguments: String..., columns: Int? = nil) throws {
        let environment = columns.map { ["COLUMNS": String($0)] } ?? [:]
        try self.init(arguments, environment: environment)
    }

    /// The lines of standard output.
    var lines: [String] { output.split(separator: "\n").map(String.init) }

    /// Standard output read as one JSON object.
    func json() throws -> [String: Any] {
        let value = try JSONSerialization.jsonObject(with: Data(output.utf8))
        return try #require(value as? [String: Any], "no JSON object: \(output)")
    }

    /// The program: beside the tests in the build folder, or what `KINDRED_PROGRAM` names.
    static let program: String = {
        if let named = ProcessInfo.processInfo.environment["KINDRED_PROGRAM"] { return named }
        let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
        let place = URL(fileURLWithPath: tests ?? CommandLine.arguments[0])
        return place.deletingLastPathComponent().appendingPathComponent("kindred").path
    }()

    private static func environment(_ changes: [String: String?]) -> [String: String] {
        var variables: [String: String] = [
            "PATH": "/usr/bin:/bin", "KINDRED_SEEDS": Fixtures.papers, "COLUMNS": "100",
            "TERM": "xterm-256color", "LANG": "C",
        ]
        // A toolchain may need this to find its own libraries.
        variables["LD_LIBRARY_PATH"] = ProcessInfo.processInfo.environment["LD_LIBRARY_PATH"]
        for (name, value) in changes { variables[name] = value }
        return variables
    }
}

/// A process about to be started.
private struct Spawn {
    let path: String
    let arguments: [String]
    let folder: String
    var environment: [String: String] = [:]
    private var opens: [(stream: Int32, path: String, flags: Int32)] = []
    private var gifts: [(stream: Int32, descriptor: Int32)] = []

    // Tests run side by side; a descriptor made here must not slip into another test's process.
    private static let oneAtATime = NSLock()

    init(path: String, arguments: [String], folder: String) {
        self.path = path
        self.arguments = arguments
        self.folder = folder
    }

    mutating func open(_ stream: Int32, _ path: String, _ flags: Int32) {
        opens.append((stream, path, flags))
    }

    /// Runs with the streams that were opened.
    func run() throws -> Int32 {
        Self.wait(for: try Self.oneAtATime.withLock(start))
    }

    /// Runs with standard output in a pipe that nobody reads.
    mutating func runOnBrokenPipe() throws -> Int32 {
        let process = try Self.oneAtATime.withLock {
            var ends: [Int32] = [0, 0]
            try #require(pipe(&ends) == 0)
            close(ends[0])
            defer { close(ends[1]) }
            gifts = [(1, ends[1])]
            return try start()
        }
        return Self.wait(for: process)
    }

    /// Runs on a new pseudo-terminal and collects what appears there.
    mutating func runOnTerminal(columns: Int) throws -> (Int32, String) {
        opens.removeAll { $0.stream == 2 }
        var master: Int32 = -1
        let process = try Self.oneAtATime.withLock {
            var terminal: Int32 = -1
            var size = winsize(ws_row: 40, ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
            try #require(openpty(&master, &terminal, nil, nil, &size) == 0)
            defer { close(terminal) }
            _ = fcntl(master, F_SETFD, FD_CLOEXEC)
            gifts = [(1, terminal), (2, terminal)]
            return try start()
        }
        defer { close(master) }
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = read(master, &block, block.count)
            if count <= 0 { break }
            bytes += block[..<count]
        }
        let text = String(decoding: bytes, as: UTF8.self)
        return (Self.wait(for: process), text.replacingOccurrences(of: "\r\n", with: "\n"))
    }

    private func start() throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (stream, path, flags) in opens {
            posix_spawn_file_actions_addopen(&actions, stream, path, flags, 0o600)
        }
        for (stream, descriptor) in gifts {
            posix_spawn_file_actions_adddup2(&actions, descriptor, stream)
        }
        let launcher = ["/usr/bin/env", "--chdir=\(folder)", path]
        var argumentPointers = (launcher + arguments).map { strdup($0) } + [nil]
        var environmentPointers = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { (argumentPointers + environmentPointers).forEach { free($0) } }
        var process = pid_t()
        let problem = posix_spawn(
            &process, launcher[0], &actions, nil, &argumentPointers, &environmentPointers)
        try #require(problem == 0, "\(path): \(String(cString: strerror(problem)))")
        return process
    }

    private static func wait(for process: pid_t) -> Int32 {
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 && errno == EINTR {}
        let signal = status & 0x7F
        return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
    }
}

/// A folder of its own for one test, gone when the test is.
final class Scratch {
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("kindred-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func url(_ name: String) -> URL { folder.appendingPathComponent(name) }

    func path(_ name: String) -> String { url(name).path }

    /// Writes a file, with the folders above it, and gives its path.
    @discardableResult
    func write(_ text: String, to name: String) throws -> String {
        let parent = url(name).deletingLastPathComponent()
        try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url(name))
        return path(name)
    }

    /// The names of the files here.
    var names: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() }
    }
}

/// Files that the tests read.
enum Fixtures {
    /// Twelve invented entries in Chinese and English.
    static let papers = file("papers.jsonl")

    /// Three invented entries of which nearly all, or little, is known.
    static let pages = file("pages.jsonl")

    /// A file of `Fixtures`.
    static func file(_ name: String) -> String {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Fixtures/\(name)").path
    }
}
