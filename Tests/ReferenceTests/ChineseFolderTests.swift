import Foundation
import Testing

@testable import KindredModels

/// A folder laid out as published Chinese sentence encoders are (bge-small-zh and its like): CLS
/// pooling, a module that normalizes, texts made small first, no limit in the tokenizer's settings,
/// and arrays that a sentence needs nothing of.
@Suite struct ChineseFolderTests {
    private static let texts = [
        "图神经网络推荐", "图神经网络 for Graph Networks，推荐。", "GRAPH networks", "",
        String(repeating: "图神经网络", count: 40),
    ]

    @Test func `a Chinese model in the usual layout gives the vectors of its weights`() throws {
        let folder = try Self.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let encoder = try Encoder(folder: folder)
        let plain = try Encoder(folder: Self.models + "/tiny-cls")
        #expect(encoder.maximumTokens == 48 && encoder.identity != plain.identity)
        for text in Self.texts {
            #expect(encoder.ids(text) == plain.ids(text.lowercased()))
            #expect(encoder.encode(text) == plain.encode(text.lowercased()))
        }
        #expect(encoder.ids("图神") != encoder.ids("神图"))
        #expect(encoder.encode("图神经网络") != encoder.encode("推荐"))
    }

    @Test func `weights of another format are named in the sentence`() throws {
        let folder = try Self.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.moveItem(
            atPath: folder + "/model.safetensors", toPath: folder + "/pytorch_model.bin")
        let error = #expect(throws: EncoderError.self) { try Encoder(folder: folder) }
        #expect(error?.description.contains("pytorch_model.bin") == true)
    }

    private static let models = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Models").path

    /// The files of the tiny model with CLS pooling, as such a model has them.
    private static func folder() throws -> String {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "kindred-\(UUID().uuidString)"
        ).path
        try FileManager.default.copyItem(atPath: models + "/tiny-cls", toPath: folder)
        func write(_ name: String, _ text: String) throws {
            try text.write(toFile: folder + "/" + name, atomically: true, encoding: .utf8)
        }
        try write("sentence_bert_config.json", #"{"max_seq_length": 48, "do_lower_case": true}"#)
        try write(
            "tokenizer_config.json",
            """
            {"do_lower_case": false, "model_max_length": 1000000000000000019884624838656, \
            "tokenize_chinese_chars": true, "strip_accents": null, "cls_token": "[CLS]"}
            """)
        try write(
            "modules.json",
            """
            [{"idx": 0, "path": "", "type": "sentence_transformers.models.Transformer"},
             {"idx": 1, "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
             {"idx": 2, "path": "2_Normalize", "type": "sentence_transformers.models.Normalize"}]
            """)
        let weights = folder + "/model.safetensors"
        try withMoreArrays(Data(contentsOf: URL(filePath: weights)))
            .write(to: URL(filePath: weights))
        return folder
    }

    /// The weights with the places and the pooler that older programs write too.
    private static func withMoreArrays(_ file: Data) throws -> Data {
        let length = Int(file.prefix(8).enumerated().reduce(0) { $0 | UInt64($1.1) << (8 * $1.0) })
        let old = try JSONSerialization.jsonObject(with: file[8..<8 + length])
        var header = try #require(old as? [String: Any])
        let body = Data(file[(8 + length)...])
        let more = [
            ("embeddings.position_ids", "I64", [1, 64], 512),
            ("pooler.dense.weight", "F32", [32, 32], 4096), ("pooler.dense.bias", "F32", [32], 128),
        ]
        var end = body.count
        for (name, type, shape, size) in more {
            header[name] = ["dtype": type, "shape": shape, "data_offsets": [end, end + size]]
            end += size
        }
        var text = try JSONSerialization.data(withJSONObject: header)
        text.append(Data(repeating: 0x20, count: (8 - text.count % 8) % 8))
        let start = withUnsafeBytes(of: UInt64(text.count).littleEndian) { Data($0) }
        return start + text + body + Data(count: end - body.count)
    }
}
