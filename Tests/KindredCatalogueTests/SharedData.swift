import Foundation

/// The data for measuring, which is no part of this repository.
enum SharedData {
    /// The folder beside the repository, or where `KINDRED_SHARED` says.
    private static let folder: String = {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let given = ProcessInfo.processInfo.environment["KINDRED_SHARED"]
        return (given ?? root.path + "/../shared") + "/data/"
    }()

    /// Unpacks an xz file; nil, after saying that the test is skipped, where it is absent.
    static func unpacked(_ name: String, into target: String) throws -> String? {
        guard FileManager.default.fileExists(atPath: folder + name) else {
            print("skipped: there is no \(folder)\(name)")
            return nil
        }
        let path = target + "/" + String(name.dropLast(3))
        _ = FileManager.default.createFile(atPath: path, contents: nil)
        let xz = Process()
        xz.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        xz.arguments = ["xz", "--decompress", "--stdout", folder + name]
        xz.standardOutput = FileHandle(forWritingAtPath: path)
        try xz.run()
        xz.waitUntilExit()
        guard xz.terminationStatus == 0 else {
            print("skipped: xz could not unpack \(folder)\(name)")
            return nil
        }
        return path
    }
}
