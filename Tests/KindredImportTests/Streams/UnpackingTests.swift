import Foundation
import Testing

@testable import KindredCatalogue

@Suite struct UnpackingTests {
    private static let text = String(
        repeating: "{\"id\":\"a\",\"title\":\"A\"}\n", count: 50_000)

    /// The text packed by the program of the packing; nil where the machine lacks it.
    private func packed(_ program: String, _ text: String = Self.text) throws -> [UInt8]? {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [program, "-c"]
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        Thread.detachNewThread {
            try? input.fileHandleForWriting.write(contentsOf: Data(text.utf8))
            try? input.fileHandleForWriting.close()
        }
        let bytes = [UInt8](output.fileHandleForReading.readDataToEndOfFile())
        process.waitUntilExit()
        return process.terminationStatus == 0 ? bytes : nil
    }

    private func count(_ bytes: [UInt8]) throws -> Int {
        let scratch = try Scratch()
        let path = try scratch.write(bytes, to: "papers")
        defer { withExtendedLifetime(scratch) {} }
        let stream = try PaperStream(path: path)
        var count = 0
        while let batch = try stream.next() { count += batch.papers.count }
        return count
    }

    @Test(arguments: ["gzip", "xz", "zstd"])
    func `what is packed is read as if it were not`(program: String) throws {
        let bytes = try #require(try packed(program), "\(program) is not installed")
        #expect(try count(bytes) == 50_000)
        // Two packed files, one behind the other, are one.
        let line = try #require(try packed(program, "{\"id\":\"b\"}\n"))
        #expect(try count(line + line) == 2)
    }

    @Test(arguments: ["gzip", "xz", "zstd"])
    func `packed data that breaks off or is damaged is told`(program: String) throws {
        let bytes = try #require(try packed(program), "\(program) is not installed")
        let cut = #expect(throws: CatalogueError.self) { try count(Array(bytes.dropLast(9))) }
        #expect(cut?.description.contains("the \(program) data ends too early") == true, "\(cut!)")
        var damaged = bytes
        for place in (bytes.count / 2)..<(bytes.count / 2 + 8) { damaged[place] ^= 0x5A }
        let error = #expect(throws: CatalogueError.self) { try count(damaged) }
        #expect(error?.description.contains("the \(program) data") == true)
    }

    @Test func `damage anywhere in the packing does no harm`() throws {
        for program in ["gzip", "xz", "zstd"] {
            let bytes = try #require(
                try packed(program, String(Self.text.prefix(3_000))), "\(program) is not installed")
            for place in bytes.indices {
                var damaged = bytes
                damaged[place] ^= 0xFF
                _ = try? count(damaged)
                _ = try? count(Array(bytes[..<place]))
            }
        }
    }
}
