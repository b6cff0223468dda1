extension PaperRecord {
    /// Appends the record of an entry, without the end of its line.
    ///
    /// Equal entries give equal bytes: fields have one order, languages and other fields go by
    /// name. Only what JSON demands is escaped; text in any script stays readable.
    /// - Complexity: O(bytes written).
    package static func encode(_ paper: Paper, into bytes: inout [UInt8]) {
        var writer = RecordWriter(bytes: bytes)
        bytes = []
        writer.write(paper)
        bytes = writer.bytes
    }

    /// A text as a JSON string, quotes included.
    static func quoted(_ text: String) -> String {
        var bytes: [UInt8] = []
        quote(text, into: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends a text as a JSON string, quotes included.
    static func quote(_ text: String, into bytes: inout [UInt8]) {
        var writer = RecordWriter(bytes: bytes)
        bytes = []
        writer.string(text)
        bytes = writer.bytes
    }

    /// Appends the line of a topic; see ``TopicRecord``.
    static func encodeTopic(
        _ path: [String], _ names: LocalizedText, into bytes: inout [UInt8]
    ) {
        var writer = RecordWriter(bytes: bytes)
        bytes = []
        writer.writeTopic(path, names)
        bytes = writer.bytes
    }
}

/// Writes one JSON object, field by field; fields without value are left out.
private struct RecordWriter {
    var bytes: [UInt8]
    private var isFirst = true
    private var written: [String] = []

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func write(_ paper: Paper) {
        bytes.append(UInt8(ascii: "{"))
        field("id", paper.id)
        field("aliases", paper.aliases)
        // A kind that this version does not know stands among the other fields.
        if paper.otherFields["kind"] == nil { field("kind", paper.kind.rawValue) }
        field("title", paper.title)
        if paper.titles != LocalizedText(paper.title ?? "") { field("titles", paper.titles) }
        field("names", paper.names)
        field("summary", paper.summary)
        field("basis", paper.basis?.rawValue)
        field("abstract", paper.abstract)
        array("keywords", paper.keywords.filter { !$0.isEmpty }) { $0.texts($1) }
        field("contribution", paper.contribution?.rawValue)
        field("level", paper.level?.rawValue)
        array("topics", paper.topics) { $0.strings($1) }
        field("tags", paper.tags)
        field("year", paper.year)
        field("month", paper.month)
        field("venue", paper.venue)
        field("authors", paper.authors)
        array("links", paper.links) { writer, link in
            writer.object([("kind", link.kind.rawValue), ("url", link.url), ("label", link.label)])
        }
        array("recommendations", paper.recommendations) { writer, recommendation in
            writer.object([("by", recommendation.by), ("text", recommendation.text)])
        }
        array("sources", paper.sources) { $0.source($1) }
        if !paper.otherFields.isEmpty { others(paper.otherFields) }
        bytes.append(UInt8(ascii: "}"))
    }

    mutating func writeTopic(_ path: [String], _ names: LocalizedText) {
        bytes.append(UInt8(ascii: "{"))
        field("topic", path)
        field("names", names)
        bytes.append(UInt8(ascii: "}"))
    }

    private mutating func name(_ name: String) {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        isFirst = false
        written.append(name)
        string(name)
        bytes.append(UInt8(ascii: ":"))
    }

    private mutating func field(_ name: String, _ text: String?) {
        guard let text, !text.isEmpty else { return }
        self.name(name)
        string(text)
    }

    private mutating func field(_ name: String, _ number: Int?) {
        guard let number else { return }
        self.name(name)
        bytes.append(contentsOf: String(number).utf8)
    }

    private mutating func field(_ name: String, _ texts: [String]) {
        guard !texts.isEmpty else { return }
        self.name(name)
        strings(texts)
    }

    private mutating func field(_ name: String, _ text: LocalizedText) {
        guard !text.isEmpty else { return }
        self.name(name)
        texts(text)
    }

    private mutating func array<Element>(
        _ name: String, _ elements: [Element], _ write: (inout RecordWriter, Element) -> Void
    ) {
        guard !elements.isEmpty else { return }
        self.name(name)
        list(elements, write)
    }

    private mutating func texts(_ text: LocalizedText) {
        object(text.texts.map { ($0.language.rawValue, $0.text) })
    }

    private mutating func strings(_ texts: [String]) { list(texts) { $0.string($1) } }

    private mutating func list<Element>(
        _ elements: [Element], _ write: (inout RecordWriter, Element) -> Void
    ) {
        bytes.append(UInt8(ascii: "["))
        for (place, element) in elements.enumerated() {
            if place > 0 { bytes.append(UInt8(ascii: ",")) }
            write(&self, element)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    private mutating func object(_ members: [(name: String, text: String?)]) {
        bytes.append(UInt8(ascii: "{"))
        var isFirst = true
        for (name, text) in members {
            guard let text else { continue }
            if !isFirst { bytes.append(UInt8(ascii: ",")) }
            isFirst = false
            string(name)
            bytes.append(UInt8(ascii: ":"))
            string(text)
        }
        bytes.append(UInt8(ascii: "}"))
    }

    private mutating func source(_ source: Source) {
        bytes.append(contentsOf: "{\"document\":".utf8)
        string(source.document)
        if let line = source.line { bytes.append(contentsOf: ",\"line\":\(line)".utf8) }
        bytes.append(UInt8(ascii: "}"))
    }

    /// The fields that Kindred does not know, by name; what is no JSON is written as a string.
    private mutating func others(_ fields: [String: String]) {
        for (name, value) in fields.sorted(by: { $0.key < $1.key }) where !written.contains(name) {
            self.name(name)
            guard PaperRecord.isJSON(value) else {
                string(value)
                continue
            }
            // A line feed between tokens is only space, but here it would end the record.
            for byte in value.utf8 { bytes.append(byte == 0x0A || byte == 0x0D ? 0x20 : byte) }
        }
    }

    mutating func string(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { utf8 in
            var start = 0
            for place in utf8.indices where Self.needsEscape(utf8[place]) {
                bytes.append(contentsOf: utf8[start..<place])
                escape(utf8[place])
                start = place + 1
            }
            bytes.append(contentsOf: utf8[start...])
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func needsEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private mutating func escape(_ byte: UInt8) {
        bytes.append(UInt8(ascii: "\\"))
        switch byte {
        case 0x08: bytes.append(UInt8(ascii: "b"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        case 0x0A: bytes.append(UInt8(ascii: "n"))
        case 0x0C: bytes.append(UInt8(ascii: "f"))
        case 0x0D: bytes.append(UInt8(ascii: "r"))
        case ..<0x20:
            let digits = Array("0123456789abcdef".utf8)
            bytes.append(contentsOf: "u00".utf8)
            bytes.append(digits[Int(byte >> 4)])
            bytes.append(digits[Int(byte & 15)])
        default: bytes.append(byte)
        }
    }
}

extension PaperRecord {
    /// Whether a text is one JSON value, numbers of any size included.
    static func isJSON(_ text: String) -> Bool {
        guard let parser = JSONParser() else { return false }
        var text = text
        return text.withUTF8 { bytes in
            do throws(RecordError) {
                try parser.parse(bytes, isPadded: false) { _ in }
                return true
            } catch {
                guard case .json(let reason) = error, reason.mayBeMended else { return false }
                let mended = JSONText.mended(bytes)
                return mended.withUnsafeBufferPointer {
                    (try? parser.parse($0, isPadded: false) { _ in }) != nil
                }
            }
        }
    }
}
