// How the records of services and databases are read from a stream.

extension PaperFormat {
    /// What one JSON object of this format says; nil for formats that are no JSON of others.
    ///
    /// - Parameter keepingFields: Whether members without a place in a paper are kept.
    func decoding(keepingFields: Bool) -> JSONDecoding? {
        switch self {
        case .csl: ForeignJSON(CSLRecord.paper, keepingFields, CSLRecord.fields.holds).decoding
        case .zotero:
            ForeignJSON(ZoteroRecord.paper, keepingFields, ZoteroRecord.fields.holds).decoding
        case .arxiv:
            ForeignJSON(ArXivRecord.paper, keepingFields, ArXivRecord.fields.holds).decoding
        case .openalex:
            ForeignJSON(OpenAlexRecord.paper, keepingFields, OpenAlexRecord.fields.holds).decoding
        case .s2:
            ForeignJSON(SemanticScholarRecord.paper, keepingFields, SemanticScholarRecord.isKnown)
                .decoding
        default: nil
        }
    }

    /// How the elements of this format are read; nil where it is no XML.
    var xml: (any XMLFormat)? {
        switch self {
        case .dblp: DBLPFormat()
        case .acl: ACLFormat()
        case .atom: AtomFormat()
        default: nil
        }
    }

    /// The reader of a format of JSON objects or of XML; nil for every other.
    func recordReader(_ settings: ReadSettings, _ form: JSONShape.Form) -> (any PaperReader)? {
        if let xml { return XMLPaperReader(xml, keepsRecords: settings.keepsRecords) }
        return decoding(keepingFields: settings.keepsFields).map {
            JSONReader(
                form, settings, direct: settings.keepsFields ? nil : directRecord, decode: $0)
        }
    }

    /// What makes a writer of this format's usual records; nil where all are read the plain way.
    var directRecord: (@Sendable () -> any DirectRecord)? {
        guard self == .arxiv else { return nil }
        return { ArXivDirect() }
    }
}

/// Decodes JSON objects by the mapping of a format.
private struct ForeignJSON: Sendable {
    typealias Mapping = @Sendable (JSONValue) throws(RecordError) -> Paper?
    typealias Knowledge = @Sendable (UnsafeBufferPointer<UInt8>) -> Bool

    let map: Mapping
    let keepsFields: Bool
    let isKnown: Knowledge

    init(_ map: @escaping Mapping, _ keepsFields: Bool, _ isKnown: @escaping Knowledge) {
        self.map = map
        self.keepsFields = keepsFields
        self.isKnown = isKnown
    }

    var decoding: JSONDecoding {
        { (record, isPadded, parser) throws(RecordError) in
            try decode(record, isPadded, parser)
        }
    }

    private func decode(
        _ record: UnsafeBufferPointer<UInt8>, _ isPadded: Bool, _ parser: JSONParser
    ) throws(RecordError) -> JSONRecord {
        do {
            return try parser.parse(record, isPadded: isPadded) { (tape) throws(RecordError) in
                try result(tape.root, of: record)
            }
        } catch .json(let error) where error.mayBeMended {
            // Sound JSON may hold what simdjson has no type for; this is rare and may be slow.
            let mended = JSONText.mended(record)
            return try mended.withUnsafeBufferPointer { (bytes) throws(RecordError) in
                try parser.parse(bytes, isPadded: false) { (tape) throws(RecordError) in
                    try result(tape.root, of: record)
                }
            }
        }
    }

    private func result(
        _ value: JSONValue, of record: UnsafeBufferPointer<UInt8>
    ) throws(RecordError) -> JSONRecord {
        guard var paper = try map(value) else {
            return .skipped(value.isNull ? "an empty place" : "a note or attachment")
        }
        if keepsFields { keepFields(of: value, in: record, &paper) }
        return .paper(paper)
    }

    /// Keeps the members that the format's mapping does not look at, as they are written.
    private func keepFields(
        of value: JSONValue, in record: UnsafeBufferPointer<UInt8>, _ paper: inout Paper
    ) {
        var names: [(name: String, place: Int)] = []
        var place = 0
        value.forEachMember { name, value in
            if !isKnown(name), !value.saysNothing {
                names.append((String(decoding: name, as: UTF8.self), place))
            }
            place += 1
        }
        guard !names.isEmpty else { return }
        let values = JSONText.memberValues(in: record)
        for (name, place) in names where place < values.count && paper.otherFields[name] == nil {
            guard PaperRecord.Field(spelling: name) == nil else { continue }
            let bytes = UnsafeBufferPointer(rebasing: record[values[place]])
            paper.otherFields[name] = String(decoding: bytes, as: UTF8.self)
        }
    }
}

/// Reads XML as any other format.
struct XMLPaperReader: PaperReader {
    private let reader: XMLReader
    private let format: any XMLFormat

    init(_ format: any XMLFormat, keepsRecords: Bool = false) {
        self.format = format
        reader = XMLReader(format, keepsRecords: keepsRecords)
    }

    /// The same with records that are only gathered; nil where they do not stand alone.
    var gathering: XMLGatherer? {
        format.recordsStandAlone ? XMLGatherer(XMLReader(format, gathers: true)) : nil
    }

    func read(_ bytes: UnsafeBufferPointer<UInt8>, into batch: inout ReadBatch) {
        reader.read(bytes)
        give(to: &batch)
    }

    func finish(into batch: inout ReadBatch) {
        reader.finish()
        give(to: &batch)
    }

    private func give(to batch: inout ReadBatch) {
        let (found, problems) = reader.take()
        batch.papers.reserveCapacity(batch.papers.count + found.count)
        for (paper, line, record) in found {
            batch.papers.append(ReadPaper(paper: paper, line: line, record: record))
        }
        for (line, sentence) in problems { batch.addProblem(line: line, sentence) }
    }
}

/// Parses XML on one thread, and leaves what its records say to others.
struct XMLGatherer: StretchReader {
    private let reader: XMLReader

    init(_ reader: XMLReader) { self.reader = reader }

    func cut(_ stretch: Stretch) {
        if stretch.filled == 0 { reader.finish() } else { reader.read(stretch.bytes) }
        for (line, sentence) in reader.take().problems {
            stretch.batch.addProblem(line: line, sentence)
        }
        stretch.elements = reader.takeRecords()
    }
}
