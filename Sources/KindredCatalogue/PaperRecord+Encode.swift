extension PaperRecord {
    /// Appends the record of an entry, without the end of its line.
    ///
    /// Equal entries give equal bytes: fields have one order, languages and other fields go by
    /// name. Only what JSON demands is escaped; text in any script stays readable.
    /// - Complexity: O(bytes written).
    package static func encode(_ paper: Paper, into bytes: inout [UInt8]) {
        var pen = BytePen()
        encode(paper, to: &pen)
        bytes += pen.copy
    }

    /// The same, written with a pen.
    static func encode(_ paper: Paper, to pen: inout BytePen) {
        var writer = RecordWriter(pen: exchange(&pen, with: BytePen()))
        writer.write(paper)
        pen = writer.end()
    }

    /// A text as a JSON string, quotes included.
    static func quoted(_ text: String) -> String {
        var bytes: [UInt8] = []
        quote(text, into: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends a text as a JSON string, quotes included.
    static func quote(_ text: String, into bytes: inout [UInt8]) {
        var pen = BytePen()
        var text = text
        text.withUTF8 { pen.put(quoted: $0) }
        bytes += pen.copy
    }

    /// Appends the line of a topic; see ``TopicRecord``.
    static func encodeTopic(
        _ path: [String], _ names: LocalizedText, into bytes: inout [UInt8]
    ) {
        var writer = RecordWriter(pen: BytePen())
        writer.writeTopic(path, names)
        let pen = writer.end()
        bytes += pen.copy
    }
}

/// Writes one JSON object, field by field; fields without value are left out.
private struct RecordWriter: ~Copyable {
    private var pen: BytePen
    private var isFirst = true
    /// The names of the fields so far, where there are other fields that may have one of them.
    private var written: [String] = []
    private var notesNames = false

    init(pen: consuming BytePen) { self.pen = pen }

    /// The pen, with all that was written.
    consuming func end() -> BytePen { pen }

    mutating func write(_ paper: Paper) {
        notesNames = !paper.otherFields.isEmpty
        pen.put(UInt8(ascii: "{"))
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
        pen.put(UInt8(ascii: "}"))
    }

    mutating func writeTopic(_ path: [String], _ names: LocalizedText) {
        pen.put(UInt8(ascii: "{"))
        field("topic", path)
        field("names", names)
        pen.put(UInt8(ascii: "}"))
    }

    private mutating func name(_ name: String) {
        if !isFirst { pen.put(UInt8(ascii: ",")) }
        isFirst = false
        if notesNames { written.append(name) }
        string(name)
        pen.put(UInt8(ascii: ":"))
    }

    private mutating func field(_ name: String, _ text: String?) {
        guard let text, !text.isEmpty else { return }
        self.name(name)
        string(text)
    }

    private mutating func field(_ name: String, _ number: Int?) {
        guard let number else { return }
        self.name(name)
        pen.put(text: String(number))
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
        pen.put(UInt8(ascii: "["))
        for (place, element) in elements.enumerated() {
            if place > 0 { pen.put(UInt8(ascii: ",")) }
            write(&self, element)
        }
        pen.put(UInt8(ascii: "]"))
    }

    private mutating func object(_ members: [(name: String, text: String?)]) {
        pen.put(UInt8(ascii: "{"))
        var isFirst = true
        for (name, text) in members {
            guard let text else { continue }
            if !isFirst { pen.put(UInt8(ascii: ",")) }
            isFirst = false
            string(name)
            pen.put(UInt8(ascii: ":"))
            string(text)
        }
        pen.put(UInt8(ascii: "}"))
    }

    private mutating func source(_ source: Source) {
        pen.put("{\"document\":")
        string(source.document)
        if let line = source.line { pen.put(text: ",\"line\":\(line)") }
        pen.put(UInt8(ascii: "}"))
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
            for byte in value.utf8 { pen.put(byte == 0x0A || byte == 0x0D ? 0x20 : byte) }
        }
    }

    private mutating func string(_ text: String) {
        var text = text
        text.withUTF8 { pen.put(quoted: $0) }
    }
}

extension PaperRecord {
    /// Whether a text is one JSON value, numbers of any size included.
    static func isJSON(_ text: String) -> Bool {
        if isPlainlyJSON(text.utf8) { return true }
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

    /// Whether a text is a string without escapes or a whole number of few digits, which most are.
    private static func isPlainlyJSON(_ text: String.UTF8View) -> Bool {
        guard let first = text.first, let last = text.last else { return false }
        guard first == UInt8(ascii: "\"") else {
            return text.count <= 15 && text.allSatisfy(\.isDigit)
                && (first != UInt8(ascii: "0") || text.count == 1)
        }
        return text.count >= 2 && last == first
            && text.dropFirst().dropLast().allSatisfy { $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C }
    }
}
