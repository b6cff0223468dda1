import Foundation
import Testing

/// The examples of README and documentation are programs: what stands there is what is compiled.
@Suite struct ExampleTests {
    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    @Test(arguments: ["README.md", "Sources/Kindred/Kindred.docc/Kindred.md"])
    func `the Swift example is the compiled program, to the letter`(document: String) throws {
        let page = try String(
            contentsOf: Self.root.appendingPathComponent(document), encoding: .utf8)
        let blocks = page.components(separatedBy: "```swift\n").dropFirst()
            .compactMap { $0.components(separatedBy: "```").first }
        let program = try String(
            contentsOf: Self.root.appendingPathComponent("Tests/Examples/Readme/main.swift"),
            encoding: .utf8)
        #expect(blocks == [program])
    }

    @Test func `the example runs and prints ten answers`() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createSymbolicLink(
            at: folder.appendingPathComponent("seeds"),
            withDestinationURL: Self.root.appendingPathComponent("seeds"))

        let process = Process()
        process.executableURL = try Self.products().appendingPathComponent("ReadmeExample")
        process.currentDirectoryURL = folder
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let printed = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        #expect(String(decoding: printed, as: UTF8.self).split(separator: "\n").count == 10)
        #expect(
            FileManager.default.fileExists(
                atPath: folder.appendingPathComponent("seeds.kindred").path))
    }

    /// The folder of the built products: the one that holds the test bundle.
    private static func products() throws -> URL {
        let start = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        var folder = start.deletingLastPathComponent()
        while folder.path != "/" {
            let candidate = folder.appendingPathComponent("ReadmeExample")
            if FileManager.default.isExecutableFile(atPath: candidate.path) { return folder }
            folder.deleteLastPathComponent()
        }
        let built = root.appendingPathComponent(".build/debug")
        return built
    }
}
