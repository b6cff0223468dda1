import Foundation
import Testing

@testable import KindredCommand

@Suite struct ModelsCommandTests {
    private let scratch: Scratch

    init() throws {
        scratch = try Scratch()
        try scratch.write("hello\n", to: "hub/config.json")
        try scratch.write(
            """
            {"models": [{"name": "m", "title": "A model", "language": "en", "licence": "MIT", \
            "dimensions": 384, "maximumTokens": 256, "files": [{"path": "config.json", \
            "sizeInBytes": 6, "sha256": \
            "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03"}], \
            "sources": [{"kind": "files", "address": "file://\(scratch.path("hub"))/"}]}]}
            """, to: "manifest.json")
    }

    private func run(_ arguments: String...) throws -> ProgramRun {
        try ProgramRun(
            ["models"] + arguments,
            environment: [
                "KINDRED_MANIFEST": scratch.path("manifest.json"),
                "KINDRED_MODELS": scratch.path("store"),
            ])
    }

    @Test func `a model is listed, fetched, checked and found damaged`() throws {
        let before = try run("list", "--json").json()
        #expect((before["models"] as? [[String: Any]])?.first?["here"] as? Bool == false)
        let fetched = try run("fetch", "m")
        #expect(fetched.code == 0, "\(fetched.errors)")
        #expect(fetched.output.contains("every checksum right"))
        #expect(try run("verify").output == "m is sound, every checksum right.\n")
        #expect(try run("list").lines.last?.hasSuffix("yes") == true)
        try scratch.write("jello\n", to: "store/m/config.json")
        let damaged = try run("verify", "m", "--json")
        #expect(damaged.code == 1)
        #expect(damaged.errors.contains("SHA-256"))
        let models = try damaged.json()["models"] as? [[String: Any]]
        #expect(models?.first?["sound"] as? Bool == false)
    }

    @Test func `a name that is not listed is one sentence`() throws {
        let run = try run("fetch", "n")
        #expect(run.code == 1)
        #expect(run.errors.hasPrefix("kindred: There is no model n. Name one of: m;"))
    }

    @Test func `a source that has nothing is named, and how to go on`() throws {
        try FileManager.default.removeItem(atPath: scratch.path("hub"))
        let run = try run("fetch", "m")
        #expect(run.code == 1)
        #expect(run.errors.contains("run the same command to go on"))
        #expect(run.output.isEmpty)
    }

    @Test func `without models there is a sentence, not silence`() throws {
        #expect(try run("verify").output.hasPrefix("No model is in "))
    }
}
