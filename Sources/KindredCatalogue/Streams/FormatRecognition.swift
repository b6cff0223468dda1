/// Tells what a file holds by its first bytes.
enum FormatRecognition {
    /// Bytes that are looked at, 256 KiB at most.
    private static let limit = 256 << 10

    /// The format of a source, and the bytes that were read to tell it, the mark of UTF-8 left out.
    ///
    /// Of a pipe no more is read than is needed.
    /// - Throws: `CatalogueError`, see ``PaperStream/init(path:format:settings:)``.
    static func recognise(
        _ source: any ByteSource, path: String, asked: PaperFormat?, columns: [String: String] = [:]
    ) throws(CatalogueError) -> (PaperFormat, beginning: [UInt8]) {
        var bytes: [UInt8] = []
        let room = UnsafeMutableRawBufferPointer.allocate(byteCount: limit, alignment: 16)
        defer { room.deallocate() }
        var isWhole = false
        // A table may be known by no more than the headings that somebody named.
        let headings = Set(columns.keys.map { $0.lowercased() })
        func plain() -> PaperFormat? {
            // A mark of UTF-8 counts among the bytes that were looked at.
            plainFormat(
                of: text(bytes), isWhole: isWhole || bytes.count >= limit, headings: headings)
        }
        while !isWhole, bytes.count < limit {
            let count = try source.read(
                into: UnsafeMutableRawBufferPointer(rebasing: room[..<(limit - bytes.count)]))
            isWhole = count == 0
            bytes += room[..<count]
            if plain() != nil { break }
            if asked != nil, bytes.contains(0x0A) { break }
        }
        let beginning = text(bytes)
        if let foreign = foreign(beginning) {
            throw .unknownFormat(path: path, found: foreign.found, advice: foreign.advice)
        }
        let found = plain()
        if found?.isJSON != true, isOtherEncoding(beginning) { throw .otherEncoding(path: path) }
        if let asked {
            if let found, contradicts(found, asked) {
                throw .otherFormat(path: path, asked: asked, found: found)
            }
            return (asked, beginning)
        }
        if let found { return (found, beginning) }
        if beginning.allSatisfy(\.isSpace) { return (.jsonl, beginning) }
        return (.markdown, beginning)
    }

    /// The format of a beginning; nil where it is not plain or more is needed to tell.
    ///
    /// - Parameter headings: Columns of a table that somebody named, in small letters.
    static func plainFormat(
        of bytes: [UInt8], isWhole: Bool, headings: Set<String> = []
    ) -> PaperFormat? {
        guard let first = bytes.first(where: { !$0.isSpace }) else { return nil }
        if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
            let shape = JSONShape(ofBeginning: bytes)
            guard shape.isJSON, shape.isWhole || isWhole else { return nil }
            return jsonFormat(of: shape)
        }
        return TextRecognition.format(of: bytes, isWhole: isWhole, headings: headings)
    }

    /// The format of records by the names of their members, and of what is around them.
    static func jsonFormat(of shape: JSONShape) -> PaperFormat {
        let names = Set(shape.names)
        // Each rule holds for every record of its format and for none of the others above it.
        for (format, isOne) in jsonRules where isOne(names, shape) { return format }
        return .jsonl
    }

    private typealias JSONRule = @Sendable (_ names: Set<String>, _ shape: JSONShape) -> Bool
    private static let jsonRules: [(PaperFormat, JSONRule)] = [
        // Our own first: a record may keep fields of the format that it came in.
        (.jsonl, { names, _ in names.contains("kind") && !names.isDisjoint(with: ownNames) }),
        (.arxiv, { names, _ in names.contains("authors_parsed") || names.contains("submitter") }),
        (.openalex, { names, _ in !names.isDisjoint(with: openAlexNames) }),
        (.s2, { names, _ in !names.isDisjoint(with: semanticScholarNames) }),
        (
            .zotero,
            { names, shape in
                names.contains("itemType") || names.isSuperset(of: ["key", "data"])
                    || names.isSuperset(of: ["key", "version", "library"])
            }
        ),
        (
            .csl,
            { names, shape in
                names.contains("type")
                    && (!names.isDisjoint(with: cslNames) || shape.form == .elements)
            }
        ),
    ]
    private static let ownNames: Set<String> = ["id", "title", "titles"]
    private static let openAlexNames: Set<String> = [
        "abstract_inverted_index", "authorships", "referenced_works", "publication_year",
    ]
    private static let semanticScholarNames: Set<String> = [
        "paperId", "corpusid", "corpusId", "citingPaper", "citedPaper",
    ]
    private static let cslNames: Set<String> = [
        "container-title", "issued", "citation-key", "citation-label", "DOI", "author",
    ]

    /// Whether a file that plainly is one format cannot be read as another.
    private static func contradicts(_ found: PaperFormat, _ asked: PaperFormat) -> Bool {
        guard found != asked, [found, asked] != [.tsv, .csv], [found, asked] != [.csv, .tsv] else {
            return false
        }
        // Any object may be one of our own records, and an empty array anything.
        if found.isJSON, asked == .jsonl || found == .jsonl { return !asked.isJSON }
        return asked != .markdown || found.isJSON
    }

    /// The bytes without the mark of UTF-8.
    private static func text(_ bytes: [UInt8]) -> [UInt8] {
        bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    }

    /// Whether more than one character in a hundred is no UTF-8: then reading it would make noise.
    private static func isOtherEncoding(_ bytes: [UInt8]) -> Bool {
        var scalars = 0
        var broken = 0
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            scalars += 1
            if scalar == "\u{FFFD}" { broken += 1 }
        }
        // The last character may be cut off.
        return broken > 1 && broken * 100 > scalars
    }

    private static func foreign(_ bytes: [UInt8]) -> (found: String, advice: String)? {
        bytes.withUnsafeBufferPointer { FileForm.binary($0) }
    }
}
