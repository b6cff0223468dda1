import CExpat

/// What a format in XML tells its reader: which elements are records, and what they say.
protocol XMLFormat {
    /// Looks at an element outside of records as it begins, its attributes known but nothing
    /// inside it; true where it is to be gathered whole and given to ``paper(_:)``.
    mutating func opens(_ element: XMLElement) -> Bool

    /// The entry that a gathered element says; nil where it says none.
    mutating func paper(_ record: XMLElement) throws(RecordError) -> Paper?

    /// Where reading can go on after a place that is no XML.
    var resumption: XMLResumption { get }

    /// Whether a record says what it says whatever stood before it.
    var recordsStandAlone: Bool { get }
}

/// Gathered elements of a format whose records stand alone, each with the line where it begins.
struct XMLRecords {
    let format: any XMLFormat
    let record: XMLRecord
    let places: [(place: Int, line: Int)]
}

/// How a format's reading goes on after a place that is no XML.
struct XMLResumption {
    /// The start of a document in which the elements may stand.
    let root: StaticString
    /// The names of elements, without prefix, at which reading may start again.
    let names: [StaticString]
}

/// Reads XML as it comes in, cut anywhere, and gives its records one by one.
///
/// Expat parses. Nothing outside of the document is ever read: external entities and DTDs are
/// passed over, and the named characters of HTML, which DBLP's DTD defines, are known here. A
/// document may define entities of its own only if they are short and hold no others, so that
/// nothing grows. Memory is bounded: a record to 64 MiB, a tag or comment to
/// ``longestToken``. After a place that is no XML, reading goes on at the next record.
final class XMLReader {
    /// An entry, the line on which its element begins, and how it stood, where that is asked for.
    typealias Found = (paper: Paper, line: Int, record: [UInt8]?)
    /// What could not be read.
    typealias Problem = (line: Int, sentence: String)

    /// The bytes of one record beyond which it is left out.
    private let longestRecord: Int
    /// The bytes of one tag or comment beyond which the document is given up, 1 MiB. Expat looks
    /// at an unfinished tag anew for each piece that it gets.
    static let longestToken = 1 << 20
    /// How deep elements may stand in one another.
    static let deepest = 256
    /// After how many places that are no XML the document is given up.
    static let mostBreaks = 1_000
    /// The bytes that Expat gets at a time.
    private static let piece = 1 << 16

    private var format: any XMLFormat
    /// What Expat got since the record began; nil where records are not kept.
    private var trail: XMLTrail?
    private var parser: XML_Parser?
    private let record = XMLRecord()
    /// Whether elements are gathered for others to look at.
    private let gathers: Bool
    private var gathered: [(place: Int, line: Int)] = []
    /// Entries since they were last taken.
    private(set) var found: [Found] = []
    private(set) var problems: [Problem] = []

    private var depth = 0
    /// The depth at which the record being gathered began; nil outside of records.
    private var recordDepth: Int?
    private var recordLine = 1
    private var isTooLarge = false
    private var stopReason: String?

    /// Bytes that this parser has got.
    private var fed = 0
    /// Lines before this parser's first, and those of it that are ours and not the document's.
    private var linesBefore = 0
    private var linesFed = 0
    private var isResumed = false
    private var breaks = 0
    private var encoding: String?
    /// Set while looking for the next record after a break: the end of what came last.
    private var search: [UInt8]?
    private var isOver = false

    /// - Parameters:
    ///   - gathers: Whether records wait for ``takeRecords()``; only where they stand alone.
    ///   - longestRecord: The bytes of one record beyond which it is left out, 64 MiB.
    ///   - keepsRecords: Whether entries bring along how they stood; not with those that wait.
    init(
        _ format: any XMLFormat, gathers: Bool = false, longestRecord: Int = 64 << 20,
        keepsRecords: Bool = false
    ) {
        precondition(!gathers || format.recordsStandAlone, "these records cannot wait")
        self.format = format
        self.gathers = gathers
        self.longestRecord = longestRecord
        trail = keepsRecords ? XMLTrail(most: 2 * longestRecord) : nil
        start()
    }

    deinit { XML_ParserFree(parser) }

    /// Reads what comes next.
    /// - Complexity: O(bytes).
    func read(_ bytes: UnsafeBufferPointer<UInt8>) {
        var rest = bytes[...]
        while !rest.isEmpty, !isOver {
            let next = rest.prefix(Self.piece)
            rest = rest.dropFirst(next.count)
            take(UnsafeBufferPointer(rebasing: next))
        }
    }

    /// Says that nothing comes any more.
    func finish() {
        guard !isOver, search == nil else { return }
        if parse(UnsafeBufferPointer(start: nil, count: 0), isLast: true) != nil { return }
        isOver = true
    }

    /// The entries and problems since the last call.
    func take() -> (found: [Found], problems: [Problem]) {
        defer { (found, problems) = ([], []) }
        return (found, problems)
    }

    /// The records gathered since the last call.
    func takeRecords() -> XMLRecords {
        defer { gathered = [] }
        return XMLRecords(format: format, record: record.takeKept(), places: gathered)
    }

    // MARK: Feeding Expat

    private func start() {
        XML_ParserFree(parser)
        parser = XML_ParserCreateNS(encoding, XML_Char(bitPattern: 0x0A))
        (fed, depth, recordDepth, isTooLarge) = (0, 0, nil, false)
        trail?.begin()
        guard let parser else {
            giveUp("There is not enough memory to read XML.")
            return
        }
        // Safety: Expat calls back only inside XML_Parse, which only methods of self call.
        XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        XML_SetElementHandler(
            parser, { XMLReader.of($0)?.begin($1, $2) },
            { reader, _ in XMLReader.of(reader)?.end() })
        XML_SetCharacterDataHandler(parser) { XMLReader.of($0)?.text($1, Int($2)) }
        XML_SetSkippedEntityHandler(parser) { XMLReader.of($0)?.skip($1, isParameter: $2 != 0) }
        XML_SetEntityDeclHandler(parser) { reader, _, _, value, length, _, _, _, _ in
            XMLReader.of(reader)?.declare(value, Int(length))
        }
        XML_SetXmlDeclHandler(parser) { reader, _, encoding, _ in
            if let encoding { XMLReader.of(reader)?.encoding = String(cString: encoding) }
        }
        // Named characters are then reported and no error where there is no DOCTYPE.
        XML_UseForeignDTD(parser, XML_Bool(XML_TRUE))
    }

    private static func of(_ pointer: UnsafeMutableRawPointer?) -> XMLReader? {
        // Safety: the pointer is that of start(), and self outlives its parser.
        pointer.map { Unmanaged<XMLReader>.fromOpaque($0).takeUnretainedValue() }
    }

    /// Parses a piece; where it breaks, looks for the next record in the rest of it.
    private func take(_ bytes: UnsafeBufferPointer<UInt8>) {
        var rest = bytes
        if search != nil {
            guard let place = resume(in: rest) else { return }
            rest = UnsafeBufferPointer(rebasing: rest[place...])
        }
        while let consumed = parse(rest, isLast: false) {
            rest = UnsafeBufferPointer(rebasing: rest[consumed...])
            guard let place = resume(in: rest) else { return }
            rest = UnsafeBufferPointer(rebasing: rest[place...])
        }
    }

    /// Gives a piece to Expat. Where it breaks, reports why and gives the bytes to leave out.
    private func parse(_ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool) -> Int? {
        guard let parser else { return nil }
        let before = fed
        fed += bytes.count
        trail?.add(bytes)
        // Safety: the bytes are valid during the call, and their number is at most `piece`.
        let status = bytes.withMemoryRebound(to: CChar.self) {
            XML_Parse(parser, $0.baseAddress, Int32($0.count), isLast ? 1 : 0)
        }
        let place = Int(XML_GetCurrentByteIndex(parser))
        if status != XML_STATUS_ERROR {
            trail?.forget(before: recordDepth == nil ? place : nil)
            linesFed += bytes.lazy.count { $0 == 0x0A }
            if fed - place > Self.longestToken, !isLast {
                problems.append((line, "A tag or comment is longer than 1 MiB; reading ends here."))
                giveUp()
            }
            return nil
        }
        let consumed = min(max(place + 1 - before, 0), bytes.count)
        broke()
        if isLast { isOver = true }
        linesFed += bytes[..<consumed].lazy.count { $0 == 0x0A }
        search = []
        return isOver ? nil : consumed
    }

    /// The line where Expat stands.
    private var line: Int { linesBefore + Int(XML_GetCurrentLineNumber(parser)) }

    private func giveUp(_ sentence: String? = nil) {
        if let sentence { problems.append((line, sentence)) }
        isOver = true
        recordDepth = nil
    }

    /// Reports why Expat stopped.
    private func broke() {
        let code = XML_GetErrorCode(parser)
        recordDepth = nil
        breaks += 1
        if let stopReason { return giveUp(stopReason) }
        // After a break, elements end that began before it; that says nothing new.
        let isEnd = code == XML_ERROR_TAG_MISMATCH || code == XML_ERROR_NO_ELEMENTS
        let isAgain = problems.last.map { $0.line == line } ?? false
        if !(isResumed && depth <= 1 && isEnd), !isAgain {
            problems.append((line, sentence(code)))
        }
        if code == XML_ERROR_UNKNOWN_ENCODING || code == XML_ERROR_NO_MEMORY { isOver = true }
        if breaks >= Self.mostBreaks {
            giveUp("The file breaks off in too many places to be XML; reading ends here.")
        }
    }

    private func sentence(_ code: XML_Error) -> String {
        switch code {
        case XML_ERROR_UNKNOWN_ENCODING:
            "The document is in \(encoding ?? "an encoding") that this program does not read. "
                + "Convert it to UTF-8."
        case XML_ERROR_NO_ELEMENTS where depth == 0: "The document holds no element."
        case XML_ERROR_NO_ELEMENTS: "The document ends before its elements do."
        case XML_ERROR_TAG_MISMATCH: "An element ends that is not the one that began last."
        case XML_ERROR_UNBOUND_PREFIX: "A name has a prefix that is not declared."
        case XML_ERROR_INVALID_TOKEN, XML_ERROR_SYNTAX: "Here stands what XML does not allow."
        case XML_ERROR_UNCLOSED_TOKEN, XML_ERROR_UNCLOSED_CDATA_SECTION, XML_ERROR_PARTIAL_CHAR:
            "The document breaks off inside a tag."
        default: "This is no sound XML: \(String(cString: XML_ErrorString(code)))."
        }
    }

    // MARK: Going on after a break

    /// Looks for the start of a record; where there is one, starts a new parser and gives the
    /// place, in the bytes, from which it is to read.
    private func resume(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        guard !isOver, let tail = search else { return nil }
        let joined = tail + bytes
        guard let place = startOfRecord(in: joined) else {
            let kept = joined.suffix(Self.longestStart)
            linesFed += bytes.lazy.count { $0 == 0x0A }
            search = Array(kept)
            return nil
        }
        let skipped = max(place - tail.count, 0)
        linesFed += bytes[..<skipped].lazy.count { $0 == 0x0A }
        // Where the record began at the end of the piece before, that end comes once more.
        let begun = place < tail.count ? Array(tail[place...]) : []
        linesFed -= begun.count { $0 == 0x0A }
        search = nil
        isResumed = true
        start()
        linesBefore = linesFed
        format.resumption.root.withUTF8Buffer { _ = parse($0, isLast: false) }
        begun.withUnsafeBufferPointer { _ = parse($0, isLast: false) }
        return skipped
    }

    /// The longest start of a tag that is looked for, in bytes.
    private static let longestStart = 40

    private func startOfRecord(in bytes: [UInt8]) -> Int? {
        for place in bytes.indices where bytes[place] == UInt8(ascii: "<") {
            let rest = bytes[(place + 1)...]
            for name in format.resumption.names where rest.count > name.utf8CodeUnitCount {
                let after = rest[rest.startIndex + name.utf8CodeUnitCount]
                if after.isSpace || after == UInt8(ascii: ">"),
                    rest.prefix(name.utf8CodeUnitCount).spells(name)
                {
                    return place
                }
            }
        }
        return nil
    }

    // MARK: What Expat says

    private func begin(
        _ name: UnsafePointer<XML_Char>?,
        _ attributes: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?
    ) {
        depth += 1
        guard depth <= Self.deepest else { return stop("Elements are nested too deep.") }
        guard let name, !isTooLarge, !(isResumed && depth == 1) else { return }
        if recordDepth == nil { gathers ? record.removeOpen() : record.removeAll() }
        let parts = Self.parts(of: name)
        record.begin(
            space: parts.space, name: parts.name, attributes: Self.pairs(attributes))
        guard recordDepth == nil else { return checkSize() }
        if format.opens(record.root) {
            recordDepth = depth
            recordLine = line
            trail?.recordStart = Int(XML_GetCurrentByteIndex(parser))
        }
    }

    private func end() {
        depth -= 1
        guard let began = recordDepth else { return }
        if !isTooLarge { record.end() }
        guard depth < began else { return }
        recordDepth = nil
        if isTooLarge {
            isTooLarge = false
            problems.append(
                (
                    recordLine,
                    "The record takes more than \(longestRecord >> 20) MiB and is left out."
                ))
            return
        }
        if gathers {
            gathered.append((record.rootPlace, recordLine))
            return record.keep()
        }
        do {
            if let paper = try format.paper(record.root) {
                // The end tag, or nothing where the first tag ended the element too.
                let length = Int(XML_GetCurrentByteCount(parser))
                let kept = trail?.record(
                    upTo: Int(XML_GetCurrentByteIndex(parser)) + length, in: encoding)
                found.append((paper, recordLine, kept))
            }
        } catch {
            problems.append((recordLine, error.description))
        }
    }

    private func text(_ start: UnsafePointer<XML_Char>?, _ count: Int) {
        guard recordDepth != nil, !isTooLarge, let start else { return }
        start.withMemoryRebound(to: UInt8.self, capacity: count) {
            // Safety: Expat gives `count` bytes from `start`.
            record.add(text: UnsafeBufferPointer(start: $0, count: count))
        }
        checkSize()
    }

    /// A named character that the document does not define.
    private func skip(_ name: UnsafePointer<XML_Char>?, isParameter: Bool) {
        guard recordDepth != nil, !isTooLarge, !isParameter, let name else { return }
        let entity = String(cString: name)
        var text = CharacterNames.character(entity).map { String($0) } ?? "&\(entity);"
        text.withUTF8 { record.add(text: $0) }
        checkSize()
    }

    private func declare(_ value: UnsafePointer<XML_Char>?, _ count: Int) {
        guard let value else { return }
        let bytes = UnsafeBufferPointer(start: value, count: count)
        if count > 16 || bytes.contains(XML_Char(bitPattern: UInt8(ascii: "&"))) {
            stop(
                "The document defines long or nested entities, by which small files can grow "
                    + "without end; it is not read.")
        }
    }

    private func checkSize() {
        if record.size > longestRecord {
            isTooLarge = true
            record.removeOpen()
        }
    }

    private func stop(_ reason: String) {
        stopReason = stopReason ?? reason
        XML_StopParser(parser, XML_Bool(XML_FALSE))
    }

    /// The namespace and the name, between which Expat writes a line feed.
    private static func parts(
        of text: UnsafePointer<XML_Char>
    ) -> (space: UnsafeBufferPointer<UInt8>, name: UnsafeBufferPointer<UInt8>) {
        let bytes = bytes(of: text)
        guard let end = bytes.lastIndex(of: 0x0A) else {
            return (UnsafeBufferPointer(rebasing: bytes[..<0]), bytes)
        }
        return (
            UnsafeBufferPointer(rebasing: bytes[..<end]),
            UnsafeBufferPointer(rebasing: bytes[(end + 1)...])
        )
    }

    private static func bytes(of text: UnsafePointer<XML_Char>) -> UnsafeBufferPointer<UInt8> {
        // Safety: Expat's texts end with a zero and live through the callback.
        let start = UnsafeRawPointer(text).assumingMemoryBound(to: UInt8.self)
        var count = 0
        while start[count] != 0 { count += 1 }
        return UnsafeBufferPointer(start: start, count: count)
    }

    private static func pairs(
        _ attributes: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?
    ) -> [(UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>)] {
        var pairs: [(UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>)] = []
        var place = 0
        // Safety: Expat's list of names and values ends with a null.
        while let name = attributes?[place], let value = attributes?[place + 1] {
            pairs.append((parts(of: name).name, bytes(of: value)))
            place += 2
        }
        return pairs
    }
}
