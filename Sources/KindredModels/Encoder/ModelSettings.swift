import Foundation

/// What the files of a model's folder say about its shape, checked against what we can run.
struct ModelSettings: Sendable, Hashable {
    /// How one vector is made of a text's tokens.
    enum Pooling: Sendable, Hashable {
        case mean
        /// The vector of the first token.
        case first
    }

    var dimensions = 0
    var layers = 0
    var heads = 0
    /// The width between the two products of a layer's second half.
    var innerDimensions = 0
    var vocabularySize = 0
    var positions = 0
    var types = 0
    var epsilon: Float = 1e-12
    var approximatesByTanh = false
    var pooling = Pooling.mean
    /// The file of the folder that says how tokens are pooled.
    var poolingFile = "1_Pooling/config.json"
    /// Whether the model's own program gives vectors of length one; we do so always.
    var normalizes = false
    /// Texts are cut to so many tokens, the two marks among them.
    var maximumTokens = 0
    /// Whether texts are made small before they reach the tokenizer.
    var lowercasesFirst = false
}

extension ModelSettings {
    /// Reads `config.json`, and what sentence-transformers lays beside it where that is there.
    init(folder: ModelFolder, tokenizerLimit: Int?) throws(EncoderError) {
        let name = "config.json"
        guard let config = try folder.object(name) else {
            throw .incomplete(folder: folder.path, missing: "it has no config.json")
        }
        let path = folder.path(of: name)
        let type = config["model_type"] as? String
        guard type == "bert" else {
            throw .unsupported(
                path: path, finding: "its model_type is \(type.map { "\"\($0)\"" } ?? "not given")")
        }
        let position = config["position_embedding_type"] as? String ?? "absolute"
        guard position == "absolute" else {
            throw .unsupported(path: path, finding: "its positions are \"\(position)\"")
        }
        guard config["is_decoder"] as? Bool != true else {
            throw .unsupported(path: path, finding: "it is a decoder")
        }
        approximatesByTanh = try Self.usesTanh(config["hidden_act"] as? String ?? "gelu", path)
        dimensions = try Self.size("hidden_size", in: config, path)
        layers = try Self.size("num_hidden_layers", in: config, path)
        heads = try Self.size("num_attention_heads", in: config, path)
        innerDimensions = try Self.size("intermediate_size", in: config, path)
        vocabularySize = try Self.size("vocab_size", in: config, path)
        positions = try Self.size("max_position_embeddings", in: config, path)
        types = try Self.size("type_vocab_size", in: config, path)
        epsilon = Float((config["layer_norm_eps"] as? NSNumber)?.doubleValue ?? 1e-12)
        guard dimensions.isMultiple(of: heads) else {
            throw .damaged(
                path: path, finding: "\(dimensions) dimensions are not shared by \(heads) heads")
        }
        guard epsilon >= 0, epsilon.isFinite else {
            throw .damaged(path: path, finding: "its layer_norm_eps is no small number")
        }
        try readSentenceFiles(folder, tokenizerLimit: tokenizerLimit)
    }

    private static func usesTanh(_ activation: String, _ path: String) throws(EncoderError) -> Bool
    {
        switch activation {
        case "gelu", "gelu_python": return false
        case "gelu_new", "gelu_fast", "gelu_pytorch_tanh": return true
        default: throw .unsupported(path: path, finding: "its hidden_act is \"\(activation)\"")
        }
    }

    /// Sizes beyond this are nobody's: products of three of them still fit a machine word.
    private static let largestSize = 1 << 20

    private static func size(
        _ name: String, in config: [String: Any], _ path: String
    ) throws(EncoderError) -> Int {
        guard let number = config[name] as? NSNumber, let size = Int(exactly: number.doubleValue),
            (1...largestSize).contains(size)
        else { throw .damaged(path: path, finding: "\(name) is not a number from 1 up") }
        return size
    }

    // MARK: What sentence-transformers adds

    private mutating func readSentenceFiles(
        _ folder: ModelFolder, tokenizerLimit: Int?
    ) throws(EncoderError) {
        let sentence = try folder.object("sentence_bert_config.json")
        var limit = min(positions, tokenizerLimit ?? positions)
        if let asked = sentence?["max_seq_length"] as? NSNumber { limit = asked.intValue }
        maximumTokens = min(limit, positions)
        guard maximumTokens >= 2 else {
            throw .damaged(
                path: folder.path(of: "sentence_bert_config.json"),
                finding: "texts would be cut to \(maximumTokens) tokens")
        }
        lowercasesFirst = sentence?["do_lower_case"] as? Bool ?? false
        guard let modules = try folder.array("modules.json") else {
            pooling = try Self.pooling(folder, poolingFile) ?? .mean
            return
        }
        for module in modules {
            let type = (module["type"] as? String ?? "").split(separator: ".").last ?? ""
            switch type {
            case "Transformer": break
            case "Normalize": normalizes = true
            case "Pooling":
                poolingFile = (module["path"] as? String ?? "1_Pooling") + "/config.json"
                pooling = try Self.pooling(folder, poolingFile) ?? .mean
            default:
                throw .unsupported(
                    path: folder.path(of: "modules.json"), finding: "it has a module \"\(type)\"")
            }
        }
    }

    private static func pooling(
        _ folder: ModelFolder, _ name: String
    ) throws(EncoderError) -> Pooling? {
        guard let config = try folder.object(name) else { return nil }
        let prefix = "pooling_mode_"
        var modes = config.filter { $0.key.hasPrefix(prefix) && $0.value as? Bool == true }
            .map { String($0.key.dropFirst(prefix.count)) }
        if let mode = config["pooling_mode"] as? String { modes = [mode] }
        switch modes {
        case ["mean_tokens"], ["mean"]: return .mean
        case ["cls_token"], ["cls"]: return .first
        default:
            throw .unsupported(
                path: folder.path(of: name),
                finding:
                    "its pooling is \(modes.isEmpty ? "none" : modes.sorted().joined(separator: " and "))"
            )
        }
    }
}
