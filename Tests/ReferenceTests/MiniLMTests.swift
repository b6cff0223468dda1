import Foundation
import Testing

@testable import KindredModels

/// A published model, where it has been fetched: sentences of ours here, and 200 abstracts of the
/// shared data where a Python with sentence-transformers is named too.
@Suite struct MiniLMTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// The model's folder, if it is whole; nothing is fetched for a test.
    private static var model: String? {
        let environment = ProcessInfo.processInfo.environment
        guard let folder = try? ModelStore.usualFolder(environment),
            let manifest = try? ModelManifest(
                contentsOf: root.appending(path: "models/manifest.json").path)
        else { return nil }
        return try? ModelStore(folder: folder, manifest: manifest)
            .folder(forNameOrPath: "minilm")
    }

    private static let absence: Comment =
        "skipped: minilm is not here (kindred models fetch minilm)"

    private struct File: Decodable {
        let texts: [String]
        let ids: [[Int32]]
        let vectors: [[Double]]
    }

    @Test(.enabled(if: model != nil, absence))
    func `MiniLM's ids and vectors are those of sentence-transformers`() throws {
        let file = try Numbers.read("minilm", as: File.self)
        let encoder = try Encoder(folder: try #require(Self.model))
        #expect(encoder.dimensions == 384 && encoder.maximumTokens == 256)
        let vectors = encoder.encode(texts: file.texts.count) { file.texts[$0] }
        for (row, text) in file.texts.enumerated() {
            #expect(encoder.ids(text) == file.ids[row])
            #expect(largestDifference(vectors.row(row), file.vectors[row]) < 3e-4)
            let cosine = zip(vectors.row(row), file.vectors[row])
                .reduce(0) { $0 + Double($1.0) * $1.1 }
            #expect(cosine > 0.999998)
            #expect(encoder.encode(text).map(\.bitPattern) == vectors.row(row).map(\.bitPattern))
        }
    }

    private static let python = ProcessInfo.processInfo.environment["KINDRED_PEERS_PYTHON"]
    private static let corpus: String = {
        let named = ProcessInfo.processInfo.environment["KINDRED_SHARED"]
        let folder = named ?? root.deletingLastPathComponent().appending(path: "shared").path
        return folder + "/data/conf.jsonl.xz"
    }()

    @Test(
        .enabled(
            if: model != nil && python != nil && FileManager.default.fileExists(atPath: corpus),
            """
            skipped: needs minilm, ../shared/data and, in KINDRED_PEERS_PYTHON, a Python with \
            sentence-transformers
            """))
    func `200 abstracts of the shared data have the peer's ids and vectors`() throws {
        let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let program = URL(filePath: tests).deletingLastPathComponent()
            .appending(path: "EncodeTexts").path
        let process = Process()
        process.executableURL = URL(filePath: try #require(Self.python))
        process.arguments = [
            Self.root.appending(path: "Benchmarks/peers/encoder.py").path, program, Self.corpus,
            "--model", try #require(Self.model), "--check",
        ]
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
    }
}
