import Foundation
import KindredVectors
import Testing

@testable import KindredModels

@Suite struct SafetensorsTests {
    @Test func `arrays of all three types read as floats`() throws {
        let header = """
            {"a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}, \
            "b": {"dtype": "BF16", "shape": [1, 2], "data_offsets": [8, 12]}, \
            "c": {"dtype": "F16", "shape": [5], "data_offsets": [12, 22]}, \
            "__metadata__": {"format": "pt"}}
            """
        let bytes: [UInt8] =
            [0, 0, 0x80, 0x3F, 0, 0, 0x20, 0xC0]  // 1, -2.5
            + [0x80, 0x3F, 0x49, 0x40]  // 1, 3.140625
            + [0, 0x3C, 1, 0, 0xFF, 0x7B, 0, 0xFC, 0, 0xC0]  // 1, 2^-24, 65504, -inf, -2
        let folder = try TestFolder()
        let file = try Safetensors(folder.write(Self.file(header, bytes), "m"))
        #expect(file.names == ["a", "b", "c"])
        #expect(try file.floats("a", shape: [2]).array == [1, -2.5])
        #expect(try file.floats("b", shape: [1, 2]).array == [1, 3.140625])
        #expect(
            try file.floats("c", shape: [5]).array == [1, 0x1p-24, 65504, -.infinity, -2])
        #expect(throws: EncoderError.self) { try file.floats("a", shape: [1]) }
        #expect(throws: EncoderError.self) { try file.floats("d", shape: [2]) }
    }

    @Test(arguments: [
        #"{"a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 16]}}"#,
        #"{"a": {"dtype": "F32", "shape": [2], "data_offsets": [4, 12]}}"#,
        #"{"a": {"dtype": "F32", "shape": [2], "data_offsets": [8, 0]}}"#,
        #"{"a": {"dtype": "F32", "shape": [2], "data_offsets": [-8, 0]}}"#,
        #"{"a": {"dtype": "F32", "shape": [3], "data_offsets": [0, 8]}}"#,
        #"{"a": {"dtype": "F32", "shape": [-1, -2], "data_offsets": [0, 8]}}"#,
        #"{"a": {"dtype": "F32", "shape": [4294967296, 4294967296], "data_offsets": [0, 8]}}"#,
        #"{"a": {"dtype": "F32", "shape": [1e99], "data_offsets": [0, 8]}}"#,
        #"{"a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 9223372036854775807]}}"#,
        #"{"a": {"dtype": "F32", "shape": [2], "data_offsets": [0]}}"#,
        #"{"a": {"dtype": "F32", "shape": "two", "data_offsets": [0, 8]}}"#,
        #"{"a": [], "b": 7}"#, "[]", "", "{", "null", #"{"a": {}}"#,
        """
        {"a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}, \
        "b": {"dtype": "U8", "shape": [4], "data_offsets": [4, 8]}}
        """,
    ])
    func `a header that cannot be true is an error`(header: String) throws {
        let folder = try TestFolder()
        let path = try folder.write(Self.file(header, [UInt8](repeating: 0, count: 8)), "m")
        #expect(throws: EncoderError.self) { try Safetensors(path) }
    }

    @Test func `a file cut short anywhere is an error, or lacks what was cut`() throws {
        let whole = Self.file(
            #"{"a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}}"#,
            [UInt8](repeating: 1, count: 8))
        let folder = try TestFolder()
        for count in whole.indices {
            let path = try folder.write(Array(whole[..<count]), "m\(count)")
            #expect(throws: EncoderError.self) { try Safetensors(path) }
        }
        var longest = whole
        longest.replaceSubrange(0..<8, with: [UInt8](repeating: 0xFF, count: 8))
        let path = try folder.write(longest, "longest")
        #expect(throws: EncoderError.self) { try Safetensors(path) }
    }

    @Test func `what is no file is an error`() throws {
        let folder = try TestFolder()
        #expect(throws: EncoderError.self) { try Safetensors(folder.path) }
        #expect(throws: EncoderError.self) { try Safetensors(folder.path + "/none") }
    }

    static func file(_ header: String, _ bytes: [UInt8]) -> [UInt8] {
        let length = UInt64(header.utf8.count)
        return (0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) } + Array(header.utf8)
            + bytes
    }
}

/// A folder of its own for one test, gone when the test is.
final class TestFolder {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "kindred-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a file, with the folders above it, and gives its path.
    @discardableResult
    func write(_ bytes: [UInt8], _ name: String) throws -> String {
        let file = path + "/" + name
        try FileManager.default.createDirectory(
            at: URL(fileURLWithPath: file).deletingLastPathComponent(),
            withIntermediateDirectories: true)
        try Data(bytes).write(to: URL(fileURLWithPath: file))
        return file
    }

    @discardableResult
    func write(_ text: String, _ name: String) throws -> String {
        try write(Array(text.utf8), name)
    }
}

extension Elements {
    /// A copy, taken while the owner is alive.
    fileprivate var array: [Element] { withUnsafeBufferPointer { Array($0) } }
}
