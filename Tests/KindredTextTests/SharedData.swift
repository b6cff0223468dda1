import Foundation

/// Measuring data that lies beside the repository and never in it.
enum SharedData {
    /// What a test says where the data is absent.
    static let absence =
        "skipped: no ../shared/data beside the repository (KINDRED_SHARED names it)"

    /// The folder, if it is there: `KINDRED_SHARED`, else `../shared`.
    static var folder: String? {
        let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let named = ProcessInfo.processInfo.environment["KINDRED_SHARED"]
        let folder = (named ?? "/" + root + "/../shared") + "/data"
        return FileManager.default.fileExists(atPath: folder) ? folder : nil
    }

    /// The first lines of a compressed file of records; nil where the data is absent.
    static func lines(of file: String, limit: Int) -> [String]? {
        guard let folder, FileManager.default.fileExists(atPath: "\(folder)/\(file).xz") else {
            return nil
        }
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", "xz -dc '\(folder)/\(file).xz' | head -\(limit)"]
        process.standardOutput = pipe
        guard (try? process.run()) != nil else { return nil }
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
    }
}
