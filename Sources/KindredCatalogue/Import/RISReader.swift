/// Reads RIS, as reference managers, publishers and databases export it.
///
/// | RIS | entry |
/// |---|---|
/// | `TI`, `T1`, `CT`; `BT` where there is no title | title |
/// | `AU`, `A1`, else `A2`, `ED`, `A3` | authors |
/// | `PY`, `Y1`, `DA` | year, month |
/// | `T2`, `JF`, `JO`, `JA`, `J2`, `J1`, `BT`, `C3`, `T3`: the best there is | venue |
/// | `AB`, `N2` | abstract |
/// | `KW`, one or several in a line | keywords |
/// | `DO`, `M3` and `AN` and `N1` where they hold an identifier | identifiers |
/// | `UR`, `L1` (PDF), `L2`, `LK` | links |
/// | `ST` of one word | short name |
/// | `LA` | the language of title and abstract |
/// | `TY`; `ID`; `VL`, `IS`, `SP` and `EP`, `PB`, `SN` | kept as `type`, `citation-key`, `volume`, `number`, `pages`, `publisher`, `isbn` |
///
/// A record ends with `ER`, with the next `TY` or with the file. A missing `TY` is forgiven, and so
/// are lines without a tag, which go on with the line before.
/// - Source: "RIS Format Specifications", Research Information Systems, 2001 and 2011; which tags
///   stand for which fields in practice: zotero/translators, RIS.js.
struct RISReader: PaperReader {
    private var cutter = LineCutter()
    private let settings: ReadSettings
    /// The lines of the record that is open: tag and value.
    private var fields: [(tag: String, value: String)] = []
    private var line = 1
    private var size = 0
    private var record: [UInt8] = []
    private var hasToldTooLong = false

    init(_ settings: ReadSettings) { self.settings = settings }

    mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, into batch: inout ReadBatch) {
        let cuts = cutter.cut(bytes)
        if let carried = cuts.carried {
            carried.record.withUnsafeBufferPointer { take($0[...], carried.line, into: &batch) }
        }
        for (range, line) in cuts.ranges { take(bytes[range], line, into: &batch) }
        for line in cuts.tooLong { batch.addProblem(line: line, ReadLimits.sentence) }
    }

    mutating func finish(into batch: inout ReadBatch) {
        if let carried = cutter.finish().carried {
            carried.record.withUnsafeBufferPointer { take($0[...], carried.line, into: &batch) }
        }
        give(into: &batch)
    }

    private mutating func take(
        _ bytes: Slice<UnsafeBufferPointer<UInt8>>, _ line: Int, into batch: inout ReadBatch
    ) {
        guard let tag = Self.tag(of: bytes) else { return goOn(with: bytes, line, into: &batch) }
        let value = PlainText.collapsed(bytes.dropFirst(min(bytes.count, 6)))
        if tag == "TY" { give(into: &batch) }
        if tag == "ER" {
            if settings.keepsRecords { record += bytes }
            return give(into: &batch)
        }
        if fields.isEmpty { self.line = line }
        add(bytes, line, into: &batch)
        fields.append((tag, value))
    }

    /// A line without a tag goes on with the value before, as some databases wrap abstracts.
    private mutating func goOn(
        with bytes: Slice<UnsafeBufferPointer<UInt8>>, _ line: Int, into batch: inout ReadBatch
    ) {
        guard !fields.isEmpty else { return }
        add(bytes, line, into: &batch)
        guard !fields.isEmpty else { return }
        let last = fields.count - 1
        let text = PlainText.collapsed(bytes)
        fields[last].value += fields[last].value.isEmpty ? text : " " + text
    }

    /// Counts the bytes of the record, and drops one that is too long.
    private mutating func add(
        _ bytes: Slice<UnsafeBufferPointer<UInt8>>, _ line: Int, into batch: inout ReadBatch
    ) {
        size += bytes.count
        if settings.keepsRecords { record += bytes + [UInt8(ascii: "\n")] }
        guard size > ReadLimits.record else { return }
        batch.addProblem(line: self.line, ReadLimits.sentence)
        (fields, size, record, self.line) = ([], 0, [], line)
    }

    private mutating func give(into batch: inout ReadBatch) {
        defer { (fields, size, record) = ([], 0, []) }
        guard !fields.isEmpty else { return }
        do throws(RecordError) {
            let paper = try RISRecord(fields).paper(keepingFields: settings.keepsFields)
            if record.last == UInt8(ascii: "\n") { record.removeLast() }
            batch.papers.append(
                ReadPaper(paper: paper, line: line, record: settings.keepsRecords ? record : nil))
        } catch {
            batch.addProblem(line: line, error.description)
        }
    }

    /// The tag a line begins with: `AU  - `, with more or less space; nil where there is none.
    static func tag(of line: some Collection<UInt8>) -> String? {
        let start = Array(line.prefix(6))
        guard start.count >= 5, start[0].isUppercaseLetter,
            start[1].isUppercaseLetter || start[1].isDigit, start[2] == 0x20, start[3] == 0x20,
            start[4] == UInt8(ascii: "-"), start.count == 5 || start[5].isSpace
        else { return nil }
        return String(decoding: start[..<2], as: UTF8.self)
    }
}

/// The fields of one record.
private struct RISRecord {
    private let fields: [(tag: String, value: String)]

    init(_ fields: [(tag: String, value: String)]) { self.fields = fields }

    /// The values of the first of these tags that has any.
    private func values(_ tags: String...) -> [String] {
        for tag in tags {
            let found = fields.filter { $0.tag == tag && !$0.value.isEmpty }.map(\.value)
            if !found.isEmpty { return found }
        }
        return []
    }

    func paper(keepingFields: Bool) throws(RecordError) -> Paper {
        var parts = PaperParts()
        let type = values("TY").first
        parts.title(values("TI", "T1", "CT", "BT").first)
        parts.paper.authors = values("AU", "A1", "A2", "ED", "A3").compactMap(PersonName.turned)
        setDate(&parts)
        parts.paper.venue = venue(hasOwnTitle: !values("TI", "T1", "CT").isEmpty)
        parts.paper.kind = Self.kinds[type ?? ""] ?? .paper
        parts.abstract(values("AB", "N2").first)
        for keyword in values("KW").flatMap({ $0.split { ";；、".contains($0) } }) {
            parts.keyword(PlainText.collapsed(Array(keyword.utf8)))
        }
        identify(&parts)
        for url in values("UR") + values("L2") + values("LK") {
            // Several addresses in one line stand between semicolons.
            for part in url.split(separator: ";") {
                parts.link(PlainText.collapsed(Array(part.utf8)))
            }
        }
        for url in values("L1") where url.hasPrefix("http") { parts.link(url, .pdf) }
        if let name = values("ST").first, !name.contains(" ") { parts.paper.names = [name] }
        if let language = values("LA").first, let known = Self.language(language) {
            parts.setLanguage(known)
        }
        keep(&parts, type, everything: keepingFields)
        return try parts.finished(orNamed: values("ID").first)
    }

    private func setDate(_ parts: inout PaperParts) {
        let dates = (values("PY") + values("Y1") + values("DA")).compactMap { PartialDate($0) }
        parts.date(
            year: dates.first?.year,
            month: dates.first { $0.year == dates.first?.year && $0.month != nil }?.month)
    }

    private func venue(hasOwnTitle: Bool) -> String? {
        let names = values(
            "T2", "JF", "JO", "JA", "J2", "J1", hasOwnTitle ? "BT" : "C3", "C3", "T3")
        return names.first { !$0[...].startsIgnoringCase("arxiv") }
    }

    private func identify(_ parts: inout PaperParts) {
        for doi in values("DO") { parts.identify(doi, as: "doi:") }
        // An accession number may be an identifier as a whole: `acl:P18-1234`.
        for text in values("AN") where text.utf8.contains(UInt8(ascii: ":")) {
            parts.identify(text)
        }
        for text in values("M3") + values("AN") + values("N1") + values("C7") + values("JO") {
            for word in text.split(whereSeparator: { " ,;()[]".contains($0) }).prefix(64) {
                let isOne =
                    word[...].startsIgnoringCase("arxiv:") || word[...].startsIgnoringCase("10.")
                    || word[...].startsIgnoringCase("doi:") || word[...].startsIgnoringCase("pmid:")
                if isOne { parts.identify(String(word)) }
            }
        }
    }

    private func keep(_ parts: inout PaperParts, _ type: String?, everything: Bool) {
        parts.keep(type, as: "type")
        parts.keep(values("ID").first, as: "citation-key")
        parts.keep(values("VL").first, as: "volume")
        parts.keep(values("IS").first, as: "number")
        let pages = values("SP").prefix(1) + values("EP").prefix(1)
        parts.keep(pages.joined(separator: "–"), as: "pages")
        parts.keep(values("PB").first, as: "publisher")
        parts.keep(values("SN").first, as: "isbn")
        guard everything else { return }
        for (tag, value) in fields where !Self.known.contains(tag) { parts.keep(value, as: tag) }
    }

    private static func language(_ text: String) -> Language? {
        switch text.lowercased() {
        case "chinese", "chi", "zho", "中文": .chinese
        case "english", "eng": .english
        case let code where code.utf8.count == 2 || code.contains("-"): Language(rawValue: code)
        default: nil
        }
    }

    /// The types that are no papers.
    private static let kinds: [String: Paper.Kind] = [
        "DATA": .dataset, "AGGR": .dataset, "COMP": .code, "BLOG": .article, "ELEC": .article,
        "ICOMM": .article, "NEWS": .article, "MGZN": .article, "WEB": .article, "VIDEO": .talk,
        "MPCT": .talk, "SLIDE": .talk, "SOUND": .talk,
    ]

    private static let known: Set<String> = [
        "TY", "TI", "T1", "CT", "BT", "AU", "A1", "A2", "ED", "A3", "PY", "Y1", "DA", "T2", "JF",
        "JO", "JA", "J2", "J1", "C3", "T3", "AB", "N2", "KW", "DO", "UR", "L1", "L2", "LK", "ST",
        "LA", "ID", "VL", "IS", "SP", "EP", "PB", "SN",
    ]
}
