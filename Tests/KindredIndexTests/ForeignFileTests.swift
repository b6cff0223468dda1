import Foundation
import Testing

@testable import KindredIndex

/// A file that is no index is named as what it is.
@Suite struct ForeignFileTests {
    @Test(
        arguments: [
            ([0x1F, 0x8B, 8, 0], "gzip"), ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0], "xz"),
            ([0x28, 0xB5, 0x2F, 0xFD, 1], "zstd"), (Array("BZh91AY".utf8), "bzip2"),
            ([0x50, 0x4B, 3, 4, 9], "zip"), (Array("%PDF-1.7".utf8), "PDF"),
            (Array(#"{"id":"a","title":"b"}"#.utf8), "JSONL"), (Array(" [1, 2]".utf8), "JSON list"),
            (Array("<!doctype html>".utf8), "HTML"), (Array("# A list\n- x".utf8), "Markdown"),
            (Array("plain words".utf8), "text"), ([UInt8](repeating: 0, count: 700), "zeros"),
            ([], "empty"), ([0x89, 0x50, 0x4E, 0x47], "PNG"), ([1, 2, 3, 250], "another kind"),
            (Array("SQLite format 3\0".utf8), "SQLite"), (Array("\u{feff}中文".utf8), "text"),
        ] as [([UInt8], String)])
    func `a foreign file is recognised`(bytes: [UInt8], word: String) throws {
        let error = try #require(throws: IndexError.self) { try IndexFile(bytes: bytes) }
        guard case .notAnIndex(_, let found) = error else {
            Issue.record("\(error)")
            return
        }
        #expect(found.contains(word), "\(found)")
        #expect(error.description.hasPrefix("index in memory: not a Kindred index but "))
    }

    @Test func `every beginning of a foreign file is survived`() {
        let bytes = Array(#"{"id":"arXiv:1911.05722","title":"动量对比"}"#.utf8)
        for length in bytes.indices {
            #expect(throws: IndexError.self) { try IndexFile(bytes: Array(bytes[..<length])) }
        }
    }

    @Test func `a folder, a missing file and a pipe are named`() throws {
        let folder = FileManager.default.temporaryDirectory.path
        #expect(throws: IndexError.notAnIndex(path: folder, found: "a folder")) {
            try IndexFile(opening: folder)
        }
        let missing = folder + "/no such file \(UUID().uuidString)"
        #expect(
            throws: IndexError.unreadable(path: missing, reason: "No such file or directory")
        ) { try IndexFile(opening: missing) }
        let pipe = folder + "/pipe-\(UUID().uuidString)"
        try #require(mkfifo(pipe, 0o600) == 0)
        defer { unlink(pipe) }
        #expect(throws: IndexError.self) { try IndexFile(opening: pipe) }
    }

    @Test(arguments: [(UInt32(2), "newer"), (0, "Build it again"), (1_000_000, "newer")])
    func `another format version says what to do`(version: UInt32, advice: String) throws {
        var bytes = try Samples.bytes()
        bytes.store(version, at: 8)
        let changed = bytes
        let error = try #require(throws: IndexError.self) { try IndexFile(bytes: changed) }
        #expect(
            error == .wrongVersion(path: "index in memory", expected: 1, found: version))
        #expect(error.description.contains(advice))
    }
}
