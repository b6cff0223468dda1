import Foundation
import Testing

@testable import KindredModels

/// Folders that hold a model of another kind, or half of one: a sentence each, never a crash.
@Suite struct ModelFolderTests {
    private static let config = [
        "model_type": #""bert""#, "hidden_act": #""gelu""#, "hidden_size": "4",
        "num_hidden_layers": "1", "num_attention_heads": "2", "intermediate_size": "8",
        "vocab_size": "6", "max_position_embeddings": "16", "type_vocab_size": "2",
    ]

    private static func folder(
        _ changes: [String: String] = [:], vocabulary: String = "[PAD]\n[UNK]\n[CLS]\n[SEP]\na\n"
    ) throws -> TestFolder {
        let folder = try TestFolder()
        let values = config.merging(changes) { $1 }.map { "\"\($0.key)\": \($0.value)" }
        try folder.write("{" + values.joined(separator: ", ") + "}", "config.json")
        try folder.write(vocabulary, "vocab.txt")
        return folder
    }

    private static func settings(_ folder: TestFolder) throws -> ModelSettings {
        try ModelSettings(folder: ModelFolder(path: folder.path), tokenizerLimit: nil)
    }

    @Test(arguments: [
        ("model_type", #""roberta""#, "roberta"), ("model_type", "null", "not given"),
        ("position_embedding_type", #""relative_key""#, "relative_key"),
        ("hidden_act", #""relu""#, "relu"), ("is_decoder", "true", "decoder"),
    ])
    func `another architecture is named in the sentence`(
        name: String, value: String, word: String
    ) throws {
        let folder = try Self.folder([name: value])
        let error = #expect(throws: EncoderError.self) { try Self.settings(folder) }
        #expect(error?.description.contains(word) == true)
        #expect(error?.description.contains("BERT") == true)
    }

    @Test(arguments: [
        ("hidden_size", "5"), ("hidden_size", "-4"), ("hidden_size", "1e300"),
        ("num_hidden_layers", #""one""#), ("vocab_size", "0"), ("layer_norm_eps", "-1"),
        ("max_position_embeddings", "1"), ("intermediate_size", "2.5"),
    ])
    func `sizes that cannot be are an error`(name: String, value: String) throws {
        let folder = try Self.folder([name: value])
        #expect(throws: EncoderError.self) { try Self.settings(folder) }
    }

    @Test func `pooling is what the files say`() throws {
        let folder = try Self.folder()
        #expect(try Self.settings(folder).pooling == .mean)
        try folder.write(#"{"pooling_mode_cls_token": true}"#, "1_Pooling/config.json")
        #expect(try Self.settings(folder).pooling == .first)
        try folder.write(#"{"pooling_mode_max_tokens": true}"#, "1_Pooling/config.json")
        #expect(throws: EncoderError.self) { try Self.settings(folder) }
        try folder.write(#"[{"type": "a.b.Normalize", "path": ""}]"#, "modules.json")
        #expect(try Self.settings(folder).normalizes)
        try folder.write(#"[{"type": "a.b.Dense", "path": ""}]"#, "modules.json")
        let error = #expect(throws: EncoderError.self) { try Self.settings(folder) }
        #expect(error?.description.contains("Dense") == true)
    }

    @Test func `texts are cut where the files say, and never behind the last position`() throws {
        let folder = try Self.folder()
        #expect(try Self.settings(folder).maximumTokens == 16)
        try folder.write(#"{"max_seq_length": 12}"#, "sentence_bert_config.json")
        #expect(try Self.settings(folder).maximumTokens == 12)
        try folder.write(#"{"max_seq_length": 512}"#, "sentence_bert_config.json")
        #expect(try Self.settings(folder).maximumTokens == 16)
        try folder.write(#"{"max_seq_length": 0}"#, "sentence_bert_config.json")
        #expect(throws: EncoderError.self) { try Self.settings(folder) }
    }

    @Test(arguments: ["", "[]", "{", "7", "\u{0}"])
    func `settings that are no object are an error`(text: String) throws {
        let folder = try Self.folder()
        try folder.write(text, "config.json")
        #expect(throws: EncoderError.self) { try Encoder(folder: folder.path) }
    }

    @Test func `half a model is an error`() throws {
        let empty = try TestFolder()
        #expect(throws: EncoderError.self) { try Encoder(folder: empty.path) }
        #expect(throws: EncoderError.self) { try Encoder(folder: empty.path + "/none") }
        let folder = try Self.folder()
        let error = #expect(throws: EncoderError.self) { try Encoder(folder: folder.path) }
        #expect(error?.description.contains("model.safetensors") == true)
        let small = try Self.folder(["vocab_size": "4"])
        #expect(throws: EncoderError.self) { try Encoder(folder: small.path) }
        let unmarked = try Self.folder(vocabulary: "a\nb\n")
        #expect(throws: EncoderError.self) { try Encoder(folder: unmarked.path) }
    }

    @Test func `a tokenizer file serves where there is no list of words`() throws {
        let folder = try TestFolder()
        try folder.write(
            """
            {"normalizer": {"type": "BertNormalizer", "lowercase": false}, "model": {"type": \
            "WordPiece", "vocab": {"[UNK]": 0, "[SEP]": 1, "[CLS]": 2, "a": 4, "A": 3}}}
            """, "tokenizer.json")
        let read = ModelFolder(path: folder.path)
        #expect(try read.tokenizer().tokenizer.ids("A a b", limit: 9) == [2, 3, 4, 0, 1])
        try folder.write(#"{"do_lower_case": true}"#, "tokenizer_config.json")
        #expect(try read.tokenizer().tokenizer.ids("A a b", limit: 9) == [2, 4, 4, 0, 1])
        try folder.write(#"{"model": {"type": "BPE", "vocab": {}}}"#, "tokenizer.json")
        #expect(throws: EncoderError.self) { try read.tokenizer() }
        try folder.write(
            #"{"model": {"type": "WordPiece", "vocab": {"a": 5}}}"#, "tokenizer.json")
        #expect(throws: EncoderError.self) { try read.tokenizer() }
    }
}
