import Foundation

/// The files of a model in the usual layout, read by name.
struct ModelFolder: Sendable {
    /// Where the folder lies.
    let path: String

    /// A file of the folder.
    func path(of name: String) -> String { path + "/" + name }

    /// Whether a file is there.
    func has(_ name: String) -> Bool { access(path(of: name), F_OK) == 0 }

    /// Settings are small; what is larger is something else. A tokenizer may hold its vocabulary.
    private static let largestFile = 64 << 20

    /// The bytes of a file; nil where it is not there.
    func bytes(_ name: String) throws(EncoderError) -> Data? {
        guard has(name) else { return nil }
        let file = try MappedFile(path(of: name))
        guard file.bytes.count <= Self.largestFile else {
            throw .damaged(path: path(of: name), finding: "it is larger than settings ever are")
        }
        return Data(file.bytes)
    }

    /// A file that holds one JSON object; nil where it is not there.
    func object(_ name: String) throws(EncoderError) -> [String: Any]? {
        try json(name, "object") { $0 as? [String: Any] }
    }

    /// A file that holds a list of JSON objects; nil where it is not there.
    func array(_ name: String) throws(EncoderError) -> [[String: Any]]? {
        try json(name, "list of objects") { $0 as? [[String: Any]] }
    }

    private func json<Value>(
        _ name: String, _ kind: String, _ cast: (Any) -> Value?
    ) throws(EncoderError) -> Value? {
        guard let bytes = try bytes(name) else { return nil }
        guard let value = try? JSONSerialization.jsonObject(with: bytes), let cast = cast(value)
        else { throw .damaged(path: path(of: name), finding: "it is no JSON \(kind)") }
        return cast
    }
}

extension ModelFolder {
    /// The model's tokenizer, and the limit of tokens that its settings name.
    func tokenizer() throws(EncoderError) -> (tokenizer: WordPieceTokenizer, limit: Int?) {
        let config = try object("tokenizer_config.json") ?? [:]
        let whole = has("vocab.txt") ? nil : try object("tokenizer.json")
        var settings = Self.settings(config, try object("special_tokens_map.json") ?? [:])
        let pieces: [[UInt8]]
        if let lines = try bytes("vocab.txt") {
            pieces = Self.lines(lines)
        } else if let whole {
            pieces = try self.pieces(of: whole)
            if let normalizer = whole["normalizer"] as? [String: Any] {
                settings.read(normalizer, lowercase: "lowercase", chinese: "handle_chinese_chars")
                settings.read(config)
            }
        } else {
            throw .incomplete(folder: path, missing: "it has neither vocab.txt nor tokenizer.json")
        }
        guard let tokenizer = WordPieceTokenizer(WordPieceVocabulary(pieces), settings: settings)
        else {
            throw .damaged(
                path: path(of: has("vocab.txt") ? "vocab.txt" : "tokenizer.json"),
                finding: "it lacks \(settings.start), \(settings.end) or \(settings.unknown)")
        }
        let limit = (config["model_max_length"] as? NSNumber).flatMap {
            Int(exactly: $0.doubleValue.rounded())
        }
        return (tokenizer, limit)
    }

    /// One piece a line; an empty line at the end is none.
    private static func lines(_ bytes: Data) -> [[UInt8]] {
        var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
            Array(line.last == 0x0D ? line.dropLast() : line)
        }
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    private func pieces(of whole: [String: Any]) throws(EncoderError) -> [[UInt8]] {
        let place = path(of: "tokenizer.json")
        let model = whole["model"] as? [String: Any] ?? [:]
        guard model["type"] as? String == "WordPiece", let ids = model["vocab"] as? [String: Any]
        else {
            let type = model["type"] as? String ?? "not given"
            throw .unsupported(path: place, finding: "its tokenizer is of the type \(type)")
        }
        var pieces = [[UInt8]](repeating: [], count: ids.count)
        for (piece, id) in ids {
            guard let id = id as? Int, pieces.indices.contains(id) else {
                throw .damaged(path: place, finding: "the ids of its vocabulary have gaps")
            }
            pieces[id] = Array(piece.utf8)
        }
        return pieces
    }

    private static func settings(
        _ config: [String: Any], _ map: [String: Any]
    ) -> WordPieceTokenizer.Settings {
        var settings = WordPieceTokenizer.Settings()
        settings.read(config)
        func mark(_ name: String, _ usual: String) -> String {
            let value = config[name] ?? map[name]
            return (value as? [String: Any])?["content"] as? String ?? value as? String ?? usual
        }
        settings.start = mark("cls_token", settings.start)
        settings.end = mark("sep_token", settings.end)
        settings.unknown = mark("unk_token", settings.unknown)
        settings.marks = [
            mark("pad_token", "[PAD]"), settings.unknown, settings.start, settings.end,
            mark("mask_token", "[MASK]"),
        ]
        return settings
    }
}

extension WordPieceTokenizer.Settings {
    /// Takes over what a file says, under the names that it uses.
    fileprivate mutating func read(
        _ values: [String: Any], lowercase: String = "do_lower_case",
        chinese: String = "tokenize_chinese_chars"
    ) {
        if let value = values[lowercase] as? Bool { lowercases = value }
        if let value = values["strip_accents"] as? Bool { stripsAccents = value }
        if let value = values[chinese] as? Bool { separatesChinese = value }
    }
}
