import Foundation

/// A folder of a test's own, gone with the test.
final class Scratch {
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "kindred-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// Writes a file and returns its path.
    func write(_ bytes: [UInt8], to name: String) throws -> String {
        let file = folder.appendingPathComponent(name)
        try Data(bytes).write(to: file)
        return file.path
    }

    /// The path of a file in it.
    func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

    /// What a file holds.
    func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

    /// The names of all files in it.
    var names: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() }
    }
}
