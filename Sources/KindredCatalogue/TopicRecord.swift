/// What a topic is called, as one line of a catalogue.
///
/// ```json
/// {"topic":["计算机视觉","图像分割"],"names":{"en":"image segmentation"}}
/// ```
/// `topic` is the path as records have it, `names` its names by language. Such a line may stand in
/// any JSONL file of a catalogue, before or behind the entries, or in a file of its own in the same
/// folder. A line with an id, a title, or an identifier to make an id from is an entry, whatever
/// else it holds.
package enum TopicRecord {
    /// Reads one line; nil where it has no `topic`, so that it is meant to be something else.
    ///
    /// - Parameters:
    ///   - line: One JSON object, without or with the end of its line.
    ///   - isPadded: Whether 64 readable bytes follow the line, which saves copying it.
    /// - Throws: `RecordError.unsoundTopic` where the path or the names are missing or no texts.
    /// - Complexity: O(bytes).
    package static func decode(
        _ line: UnsafeBufferPointer<UInt8>, isPadded: Bool = false
    ) throws(RecordError) -> (path: [String], names: LocalizedText)? {
        guard let parser = JSONParser() else { throw .outOfMemory }
        return try decode(line, isPadded: isPadded, with: parser)
    }

    /// The same with a parser that has read other lines before.
    static func decode(
        _ line: UnsafeBufferPointer<UInt8>, isPadded: Bool, with parser: JSONParser
    ) throws(RecordError) -> (path: [String], names: LocalizedText)? {
        try parser.parse(line, isPadded: isPadded) { (tape) throws(RecordError) in
            guard tape.root.isObject else { return nil }
            var isTopic = false
            var path: [String]?
            var names: LocalizedText?
            tape.root.forEachMember { name, value in
                switch String(decoding: name, as: UTF8.self) {
                case "topic": (isTopic, path) = (true, value.texts)
                case "names" where value.isObject: names = value.localizedText
                default: break
                }
            }
            guard isTopic else { return nil }
            guard let path, let names, !path.isEmpty, !names.isEmpty else { throw .unsoundTopic }
            return (path, names)
        }
    }

    /// Appends the line of a topic, without its end. Equal topics give equal bytes.
    package static func encode(
        _ path: [String], _ names: LocalizedText, into bytes: inout [UInt8]
    ) {
        PaperRecord.encodeTopic(path, names, into: &bytes)
    }
}

extension TopicNames {
    /// One line for each topic, in the order of ``paths``.
    package var records: [[UInt8]] {
        paths.map { path in
            var bytes: [UInt8] = []
            TopicRecord.encode(path, self[path], into: &bytes)
            return bytes
        }
    }
}
