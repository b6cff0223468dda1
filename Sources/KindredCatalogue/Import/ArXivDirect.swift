/// Writes records of arXiv's snapshot as ours, from the parsed object to the bytes.
///
/// ``ArXivRecord`` says what becomes of each field; this does the same for records as they usually
/// are, some four times as fast, since no string and no array is made of what is only copied. A
/// record with an unusual identifier, DOI, list of authors or a field that comes twice is refused
/// and read the plain way.
final class ArXivDirect: DirectRecord {
    /// What a record's `categories` become: a few thousand combinations cover the archive.
    private var categories: [Int: (codes: [UInt8], fields: [UInt8])] = [:]

    /// Combinations that are remembered at most.
    private static let mostCategories = 4_096

    func write(_ record: JSONValue, to papers: inout EncodedPapers) -> Bool {
        var fields = ArXivFields()
        guard fields.read(record), let text = fields.id?.stringBytes,
            let id = ArXivNumber(text)
        else { return false }
        papers.identify(value: id.bytes)
        papers.pen.put(id.date == nil ? "{\"id\":\"" : "{\"id\":\"arXiv:")
        papers.pen.put(escaped: text)
        papers.pen.put("\"")
        guard writeDOI(fields.doi, id, to: &papers) else { return false }
        papers.pen.put(",\"kind\":\"paper\"")
        writeTitle(fields.title, to: &papers)
        writeAbstract(fields.abstract, to: &papers)
        guard writeCategories(fields.categories, to: &papers) else { return false }
        writeDate(fields.versions, id, to: &papers)
        write("venue", plain: fields.journal, to: &papers)
        guard writeAuthors(fields, to: &papers) else { return false }
        if id.date != nil {
            papers.pen.put(",\"links\":[{\"kind\":\"paper\",\"url\":\"https://arxiv.org/abs/")
            papers.pen.put(id.bytes)
            papers.pen.put("\"}]")
        }
        write("comments", asItIs: fields.comments, to: &papers)
        write("license", asItIs: fields.license, to: &papers)
        write("report-no", asItIs: fields.report, to: &papers)
        papers.pen.put("}")
        papers.end()
        return true
    }

    // MARK: Texts

    /// Writes a text without LaTeX, and returns its largest byte, at least 1; 0 where nothing is
    /// left of it.
    private func put(
        _ text: UnsafeBufferPointer<UInt8>, to papers: inout EncodedPapers
    ) -> UInt8 {
        if let largest = papers.pen.put(plain: text) { return largest }
        var plain = LaTeXText.plain(text)
        return plain.withUTF8 { bytes in
            papers.pen.put(escaped: bytes)
            return bytes.max().map { max($0, 1) } ?? 0
        }
    }

    private func write(
        _ name: StaticString, plain value: JSONValue?, to papers: inout EncodedPapers
    ) {
        guard let text = value?.stringBytes else { return }
        let start = papers.pen.count
        begin(name, to: &papers)
        guard put(text, to: &papers) > 0 else { return papers.pen.rewind(to: start) }
        papers.pen.put("\"")
    }

    private func write(
        _ name: StaticString, asItIs value: JSONValue?, to papers: inout EncodedPapers
    ) {
        guard let text = value?.stringBytes, !text.isEmpty else { return }
        begin(name, to: &papers)
        papers.pen.put(escaped: text)
        papers.pen.put("\"")
    }

    /// Writes the name of a field and the quote before its text.
    private func begin(_ name: StaticString, to papers: inout EncodedPapers) {
        papers.pen.put(",\"")
        papers.pen.put(name)
        papers.pen.put("\":\"")
    }

    private func writeTitle(_ value: JSONValue?, to papers: inout EncodedPapers) {
        guard let text = value?.stringBytes else { return }
        let start = papers.pen.count
        begin("title", to: &papers)
        let textStart = papers.pen.count
        let largest = put(text, to: &papers)
        guard largest > 0 else { return papers.pen.rewind(to: start) }
        noteTitle(text, written: textStart..<papers.pen.count, largest, &papers)
        papers.pen.put("\"")
    }

    /// Notes the key of a title, from what was written where that is ASCII without escapes.
    private func noteTitle(
        _ text: UnsafeBufferPointer<UInt8>, written: Range<Int>, _ largest: UInt8,
        _ papers: inout EncodedPapers
    ) {
        let title = UnsafeRawBufferPointer(rebasing: papers.pen.bytes[written])
        guard largest < 0x80, title.count <= 512, !title.contains(UInt8(ascii: "\\")) else {
            if let key = PaperID.titleKey(LaTeXText.plain(text)) { papers.entitle(key, .paper) }
            return
        }
        withUnsafeTemporaryAllocation(byteCount: 512, alignment: 1) { key in
            var count = 0
            for byte in title where byte.isLetter || byte.isDigit || byte == 0x2B {
                // Safety: no more bytes are kept than the title has, 512 at most.
                key[count] = byte.isUppercaseLetter ? byte | 0x20 : byte
                count += 1
            }
            if count > 0 {
                papers.entitle(key: UnsafeRawBufferPointer(rebasing: key[..<count]))
            }
        }
    }

    private func writeAbstract(_ value: JSONValue?, to papers: inout EncodedPapers) {
        guard let text = value?.stringBytes else { return }
        let start = papers.pen.count
        papers.pen.put(",\"abstract\":{\"en\":\"")
        let largest = put(text, to: &papers)
        if largest >= 0xE3 {
            // There may be Han characters.
            papers.pen.rewind(to: start)
            return writeDetected(LaTeXText.plain(text), to: &papers)
        }
        guard largest > 0 else { return papers.pen.rewind(to: start) }
        papers.pen.put("\"}")
    }

    private func writeDetected(_ text: String, to papers: inout EncodedPapers) {
        var (text, language) = (text, Language(detecting: text).rawValue)
        papers.pen.put(",\"abstract\":{")
        language.withUTF8 { papers.pen.put(quoted: $0) }
        papers.pen.put(":")
        text.withUTF8 { papers.pen.put(quoted: $0) }
        papers.pen.put("}")
    }

    // MARK: Identifiers and categories

    /// Writes the DOI as an alias; false where it is none that can be taken as it is.
    private func writeDOI(
        _ value: JSONValue?, _ id: ArXivNumber, to papers: inout EncodedPapers
    ) -> Bool {
        guard let text = value?.stringBytes, !text.isEmpty else { return true }
        guard id.date != nil, ArXivNumber.isPlainDOI(text) else { return false }
        papers.pen.put(",\"aliases\":[\"doi:")
        let start = papers.pen.count
        for byte in text { papers.pen.put(byte.isUppercaseLetter ? byte | 0x20 : byte) }
        papers.identify(
            value: UnsafeRawBufferPointer(rebasing: papers.pen.bytes[start...]))
        papers.pen.put("\"]")
        return true
    }

    private func writeCategories(_ value: JSONValue?, to papers: inout EncodedPapers) -> Bool {
        guard let value else { return true }
        guard let text = value.stringBytes else { return !value.isArray }
        var hasher = Hasher()
        hasher.combine(bytes: UnsafeRawBufferPointer(text))
        let hash = hasher.finalize()
        if let known = categories[hash], known.codes.elementsEqual(text) {
            papers.pen.put(known.fields)
            return true
        }
        let fields = Self.categoryFields(String(decoding: text, as: UTF8.self))
        if categories.count >= Self.mostCategories { categories = [:] }
        categories[hash] = (Array(text), fields)
        papers.pen.put(fields)
        return true
    }

    /// Topics and tags as the plain way writes them, with a comma before each.
    private static func categoryFields(_ codes: String) -> [UInt8] {
        var parts = PaperParts()
        for code in codes.split(separator: " ") { ArXivCategories.add(String(code), to: &parts) }
        var record: [UInt8] = []
        PaperRecord.encode(parts.paper, into: &record)
        return Array(record.dropFirst("{\"kind\":\"paper\"".utf8.count).dropLast())
    }

    // MARK: Date and authors

    private func writeDate(
        _ versions: JSONValue?, _ id: ArXivNumber, to papers: inout EncodedPapers
    ) {
        var date: PartialDate?
        _ = versions?.allElements { version in
            let created = version.member("created")?.stringBytes
            if let created, !created.isEmpty {
                date =
                    PartialDate(stamp: created)
                    ?? PartialDate(String(decoding: created, as: UTF8.self))
            }
            return false
        }
        guard let year = date?.year ?? id.date?.year else { return }
        papers.pen.put(",\"year\":")
        papers.pen.put(number: year)
        guard let month = date == nil ? id.date?.month : date?.month else { return }
        papers.pen.put(",\"month\":")
        papers.pen.put(number: month)
    }

    /// Writes the authors; false where there are none apart from a list in one string, or one of
    /// them is no family and given name in letters of the West.
    private func writeAuthors(_ fields: ArXivFields, to papers: inout EncodedPapers) -> Bool {
        var isFirst = true
        if let parsed = fields.parsed {
            let isSound = parsed.allElements { name in
                papers.pen.put(isFirst ? ",\"authors\":[\"" : ",\"")
                isFirst = false
                let isWritten = writeName(name, to: &papers)
                papers.pen.put("\"")
                return isWritten
            }
            guard isSound else { return false }
        }
        guard isFirst else {
            papers.pen.put("]")
            return true
        }
        return fields.authors?.stringBytes?.isEmpty ?? true
    }

    /// Writes `["He", "Kaiming", "Jr."]` as `Kaiming He Jr.`.
    private func writeName(_ name: JSONValue, to papers: inout EncodedPapers) -> Bool {
        var parts: (family: JSONValue?, given: JSONValue?, suffix: JSONValue?)
        var count = 0
        let isList = name.allElements { part in
            switch count {
            case 0: parts.family = part
            case 1: parts.given = part
            case 2: parts.suffix = part
            default: break
            }
            count += 1
            return true
        }
        guard isList, count >= 2 else { return false }
        let start = papers.pen.count
        for part in [parts.given, parts.family, parts.suffix] {
            guard let text = part?.stringBytes, !text.isEmpty else { continue }
            let before = papers.pen.count
            if before > start { papers.pen.put(" ") }
            let largest = put(text, to: &papers)
            if largest >= 0xE3 { return false }
            if largest == 0 { papers.pen.rewind(to: before) }
        }
        return papers.pen.count > start
    }
}
