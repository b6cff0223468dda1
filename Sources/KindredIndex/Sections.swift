import KindredModels
import KindredVectors

/// Where sections go on their way into a file, in order: kept, or written at once by a pen.
struct SectionWriter {
    /// What has been added so far and is not with the pen.
    private(set) var parts: [SectionPart] = []
    private let pen: SectionPen?

    /// Keeps the sections, or hands each to `pen`.
    init(pen: SectionPen? = nil) { self.pen = pen }

    /// Adds a section.
    mutating func add(_ part: SectionPart) {
        if let pen { pen.write(part) } else { parts.append(part) }
    }

    /// Adds numbers.
    mutating func add<Element: StoredElement>(_ name: String, _ elements: Elements<Element>) {
        add(SectionPart(name, elements))
    }

    /// Adds bytes that `make` gives run by run, each written while it makes the next.
    mutating func add(
        _ name: String, runs make: (_ give: (Elements<UInt8>) -> Void) -> Void
    ) {
        if let pen {
            let section = SectionPen.OpenSection(name, .uint8)
            make { pen.write(SectionPart.Run($0), to: section) }
            pen.end(section)
        } else {
            var runs: [SectionPart.Run] = []
            make { runs.append(SectionPart.Run($0)) }
            parts.append(SectionPart(name, .uint8, runs))
        }
    }

    /// Adds strings: `name.starts` and `name.bytes`.
    mutating func add(_ name: String, _ column: TextColumn) {
        add(name + ".starts", column.starts)
        add(name + ".bytes", column.bytes)
    }

    /// Adds keys: `name.starts`, `name.bytes` and `name.rows`.
    mutating func add(_ name: String, _ table: KeyTable) {
        add(name, table.keys)
        add(name + ".rows", table.rows)
    }
}

/// Sections of a checked file, found by name, each checked for its kind and length.
///
/// What it gives out are windows into the file that keep it alive; nothing is copied.
struct SectionReader {
    let table: SectionTable
    let bytes: IndexBytes

    init(table: SectionTable, bytes: IndexBytes) {
        self.table = table
        self.bytes = bytes
    }

    /// Maps a file with the layout of an index that is none, and checks all of it.
    ///
    /// - Parameters:
    ///   - section: The section by which such a file is known.
    ///   - error: The error for another file, from what was found instead.
    /// - Complexity: O(size).
    init(
        opening path: String, having section: String, orElse error: (String) -> IndexError
    ) throws(IndexError) {
        guard 1.littleEndian == 1 else { throw .bigEndianMachine(path: path) }
        let bytes = try IndexBytes(mapping: path)
        do {
            self.init(table: try SectionTable(bytes.buffer, path: path), bytes: bytes)
        } catch .notAnIndex(_, let found) {
            throw error(found)
        }
        guard has(section) else { throw error(whatItIs) }
        for entry in table.entries { try requireChecksum(of: entry) }
    }

    /// What a sound file with the layout of an index is.
    private var whatItIs: String {
        if has(TranslationTable.countsSection) { return "a translation table" }
        return has(CorpusStatistics.countsSection) ? "statistics of terms" : "a Kindred index"
    }

    /// Whether the file has a section.
    func has(_ name: String) -> Bool { table.entry(named: name) != nil }

    /// Numbers, exactly `count` of them unless `count` is nil.
    func elements<Element: StoredElement>(
        _ name: String, as type: Element.Type = Element.self, count: Int? = nil
    ) throws(IndexError) -> Elements<Element> {
        guard let entry = table.entry(named: name) else {
            throw .missingSection(path: bytes.path, section: name)
        }
        guard entry.kind == Element.elementKind else {
            throw contradiction(
                name, expected: "\(Element.elementKind)",
                found: entry.kind.map { "\($0)" } ?? "an unknown kind of element")
        }
        if let count, entry.count != count {
            throw contradiction(name, expected: "\(count) elements", found: "\(entry.count)")
        }
        // Safety: the table was checked, so the section lies inside the file at a multiple of 64;
        // `bytes` owns the memory and goes along.
        let range = entry.offset..<entry.offset + entry.length
        return Elements(
            owner: bytes, bytes: UnsafeRawBufferPointer(rebasing: bytes.buffer[range]))
    }

    /// Strings, exactly `count` of them unless `count` is nil.
    func text(_ name: String, count: Int? = nil) throws(IndexError) -> TextColumn {
        let starts: Elements<UInt64> = try elements(name + ".starts", count: count.map { $0 + 1 })
        let bytes: Elements<UInt8> = try elements(name + ".bytes")
        try requireOffsets(starts, name: name + ".starts", upTo: bytes.count)
        return TextColumn(starts: starts, bytes: bytes)
    }

    /// Keys that lead to `rowCount` rows.
    func keys(_ name: String, rowCount: Int) throws(IndexError) -> KeyTable {
        let keys = try text(name)
        return KeyTable(
            keys: keys, rows: try elements(name + ".rows", count: keys.count), rowCount: rowCount)
    }

    /// Checks the two ends of offsets: the first is 0, the last is where the elements end.
    func requireOffsets(
        _ starts: Elements<UInt64>, name: String, upTo end: Int
    ) throws(IndexError) {
        guard starts.count > 0, starts[0] == 0, starts[starts.count - 1] == UInt64(end) else {
            let ends = starts.count > 0 ? "\(starts[0]) to \(starts[starts.count - 1])" : "none"
            throw contradiction(name, expected: "offsets from 0 to \(end)", found: ends)
        }
    }

    /// An error about one section.
    func contradiction(_ section: String, expected: String, found: String) -> IndexError {
        .contradiction(path: bytes.path, section: section, expected: expected, found: found)
    }
}
