import Foundation
import KindredVectors
import Testing

@testable import KindredModels

/// Fetching from folders of this machine, so that no test needs a network.
@Suite struct ModelStoreTests {
    private let place: TestFolder
    private let small = Array("small file\n".utf8)
    private let large = (0..<20_000).map { UInt8(truncatingIfNeeded: $0 * $0 >> 7) }

    init() throws {
        place = try TestFolder()
        try place.write(small, "hub/config.json")
        try place.write(large, "hub/1/model.bin")
    }

    private func sum(_ bytes: [UInt8]) -> String {
        var sum = SHA256()
        bytes.withUnsafeBytes { sum.add($0) }
        return sum.hexadecimal()
    }

    private func store(sources: String, large sha256: String? = nil) throws -> ModelStore {
        let files = """
            [{"path": "config.json", "sizeInBytes": \(small.count), "sha256": "\(sum(small))"}, \
            {"path": "1/model.bin", "sizeInBytes": \(large.count), \
            "sha256": "\(sha256 ?? sum(large))"}]
            """
        try place.write(
            """
            {"models": [{"name": "m", "title": "M", "language": "en", "licence": "MIT", \
            "dimensions": 4, "maximumTokens": 8, "files": \(files), "sources": [\(sources)]}]}
            """, "manifest.json")
        return ModelStore(
            folder: place.path + "/store",
            manifest: try ModelManifest(contentsOf: place.path + "/manifest.json"))
    }

    private func hub(_ name: String = "hub") -> String {
        #"{"kind": "files", "address": "file://\#(place.path)/\#(name)/"}"#
    }

    private func stored(_ name: String) -> [UInt8]? {
        FileManager.default.contents(atPath: place.path + "/store/m/" + name).map(Array.init)
    }

    @Test func `files come whole, and what is here is not fetched again`() throws {
        let store = try store(sources: hub())
        let model = try store.model("m")
        #expect(throws: ModelError.self) { try store.folder(forNameOrPath: "m") }
        #expect(store.findings(model).count == 2)
        #expect(try store.fetch(model) == place.path + "/store/m")
        #expect(stored("config.json") == small && stored("1/model.bin") == large)
        #expect(store.findings(model).isEmpty && store.isThere(model))
        #expect(try store.folder(forNameOrPath: "m") == place.path + "/store/m")
        try FileManager.default.removeItem(atPath: place.path + "/hub")
        try store.fetch(model)
    }

    @Test(arguments: [1, 10_000, 19_999, 20_000, 30_000])
    func `an interrupted download goes on, or begins anew`(count: Int) throws {
        let store = try store(sources: hub())
        let part =
            Array(large.prefix(count)) + [UInt8](repeating: 7, count: max(0, count - 20_000))
        try place.write(part, "store/m/1/model.bin.part")
        let model = try store.model("m")
        // A part that is too long may only be found out by its checksum; then it is thrown away.
        if count > large.count { _ = try? store.fetch(model) }
        try store.fetch(model)
        #expect(stored("1/model.bin") == large)
        #expect(stored("1/model.bin.part") == nil)
    }

    @Test func `a file that is not the pinned one is refused, and the next source asked`() throws {
        try place.write(small, "bad/config.json")
        try place.write(Array(large.reversed()), "bad/1/model.bin")
        let bad = try store(sources: hub("bad"))
        let error = #expect(throws: ModelError.self) { try bad.fetch(try bad.model("m")) }
        #expect(error?.description.contains("SHA-256") == true)
        #expect(stored("1/model.bin") == nil && stored("1/model.bin.part") == nil)
        let both = try store(sources: hub("bad") + ", " + hub("none") + ", " + hub())
        try both.fetch(try both.model("m"))
        #expect(stored("1/model.bin") == large)
    }

    @Test func `damage is found by length and by checksum`() throws {
        let store = try store(sources: hub())
        let model = try store.model("m")
        try store.fetch(model)
        var bytes = large
        bytes[77] ^= 1
        try place.write(bytes, "store/m/1/model.bin")
        #expect(store.isThere(model))
        #expect(store.findings(model).count == 1)
        try place.write(Array(bytes.dropLast()), "store/m/1/model.bin")
        #expect(!store.isThere(model) && store.findings(model).count == 1)
        try store.fetch(model)
        #expect(store.findings(model).isEmpty)
    }

    @Test func `a folder stands for a model, and a wrong name says which there are`() throws {
        let store = try store(sources: hub())
        #expect(try store.folder(forNameOrPath: place.path) == place.path)
        #expect(throws: ModelError.unknown(name: "n", known: ["m"])) {
            try store.folder(forNameOrPath: "n")
        }
    }

    @Test func `the cache folder follows the environment`() throws {
        let all = ["KINDRED_MODELS": "/a", "XDG_CACHE_HOME": "/b", "HOME": "/c"]
        #expect(try ModelStore.usualFolder(all) == "/a")
        #expect(
            try ModelStore.usualFolder(["XDG_CACHE_HOME": "/b", "HOME": "/c"])
                == "/b/kindred/models")
        #expect(
            try ModelStore.usualFolder(["KINDRED_MODELS": "", "HOME": "/c"])
                == "/c/.cache/kindred/models")
        #expect(throws: ModelError.noCacheFolder) { try ModelStore.usualFolder([:]) }
    }

    @Test func `a manifest whose files lie elsewhere is refused`() throws {
        for path in ["/etc/x", "../x", "a/../../x", ""] {
            try place.write(
                """
                {"models": [{"name": "m", "title": "", "language": "", "licence": "", \
                "dimensions": 1, "maximumTokens": 1, "sources": [], "files": \
                [{"path": "\(path)", "sizeInBytes": 1, "sha256": ""}]}]}
                """, "manifest.json")
            #expect(throws: ModelError.self) {
                try ModelManifest(contentsOf: place.path + "/manifest.json")
            }
        }
    }

    @Test func `the manifest of this repository is sound`() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let manifest = try ModelManifest(
            contentsOf: root.appending(path: "models/manifest.json").path)
        let model = try #require(manifest.model("minilm"))
        #expect(model.files.allSatisfy { $0.sha256.count == 64 })
        #expect(model.sources.map(\.kind) == [.files, .wheel])
    }
}

// MARK: - Archives

extension ModelStoreTests {
    /// A wheel with both files, made by the system's Python or zip, where one is there.
    private func wheel() throws -> [UInt8]? {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.currentDirectoryURL = URL(filePath: place.path)
        process.arguments = [
            "python3", "-c",
            """
            import zipfile
            z = zipfile.ZipFile("w.whl", "w")
            z.write("hub/config.json", "p/config.json", zipfile.ZIP_STORED)
            z.write("hub/1/model.bin", "p/1/model.bin", zipfile.ZIP_DEFLATED)
            z.close()
            """,
        ]
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return FileManager.default.contents(atPath: place.path + "/w.whl").map(Array.init)
    }

    @Test func `a wheel gives its files, and every damage to it is an error`() throws {
        let bytes = try #require(try wheel(), "this test needs python3")
        let path = place.path + "/w.whl"
        let zip = try ZipArchive(path)
        let target = place.path + "/out/model.bin"
        try zip.extract("p/1/model.bin", to: target, sha256: sum(large))
        #expect(FileManager.default.contents(atPath: target).map(Array.init) == large)
        #expect(throws: ModelError.self) {
            try zip.extract("p/none", to: target, sha256: sum(large))
        }
        for place in stride(from: 0, to: bytes.count, by: 1 + bytes.count / 150) {
            var damaged = bytes
            damaged[place] ^= 0xFF
            let path = try self.place.write(damaged, "damaged.whl")
            let cut = try self.place.write(Array(bytes[..<place]), "cut.whl")
            #expect(throws: ModelError.self) { try ZipArchive(cut) }
            // The other entry may be the damaged one: then this one is right to the last byte.
            if let zip = try? ZipArchive(path) {
                try? zip.extract("p/1/model.bin", to: target, sha256: sum(large))
                #expect(FileManager.default.contents(atPath: target).map(Array.init) == large)
            }
        }
    }

    @Test func `links of a package index are found without their remarks`() {
        let page = #"<a href="../a/w-1.whl#sha256=0">w</a> <a href="https://x/y.whl?a&amp;b">y</a>"#
        #expect(PackageIndex.links(in: page) == ["../a/w-1.whl", "https://x/y.whl?a&b"])
        let asked = PackageIndex(
            environment: ["KINDRED_PYPI": "", "PIP_INDEX_URL": "https://m/simple/"], scratch: "")
        #expect(asked.root == "https://m/simple")
        #expect(PackageIndex(environment: [:], scratch: "").root == "https://pypi.org/simple")
    }
}
