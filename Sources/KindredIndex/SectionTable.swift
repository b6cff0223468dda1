import KindredVectors

/// One section as the table names it.
package struct SectionEntry: Hashable, Sendable {
    /// The name, in ASCII.
    package let name: String
    /// What the elements are; nil for a kind that only a later version knows.
    package let kind: ElementKind?
    /// Where the section starts, in bytes from the start of the file.
    package let offset: Int
    /// How long it is, in bytes, without the zeros behind it.
    package let length: Int
    /// CRC-32C of the section and the zeros behind it.
    package let checksum: UInt32

    /// How many elements it has; bytes where their kind is unknown.
    package var count: Int { length / (kind?.sizeInBytes ?? 1) }
    /// Its bytes and the zeros behind it, as a part of the file.
    var checkedRange: Range<Int> { offset..<offset + IndexLayout.aligned(length) }
}

/// The header and the table of an index file, checked.
///
/// A value of this type means: the magic, version, file length and header checksum are right, and
/// every section lies where it must, inside the file. Contents of sections are not looked at.
struct SectionTable: Sendable {
    /// The sections in the order of the file.
    let entries: [SectionEntry]
    private let places: [String: Int]

    /// Reads and checks the header and the table.
    ///
    /// The order of the checks decides what a damaged file is called: what it is, which version,
    /// whether its header is whole, and then whether its length is what the header says.
    /// - Complexity: O(sections).
    init(_ bytes: UnsafeRawBufferPointer, path: String) throws(IndexError) {
        let header = try Self.header(bytes, path: path)
        let tableEnd =
            IndexLayout.headerSizeInBytes + header.sectionCount * IndexLayout.entrySizeInBytes
        guard tableEnd <= bytes.count else {
            throw .wrongLength(
                path: path, expected: max(header.fileLength, UInt64(tableEnd)),
                found: UInt64(bytes.count))
        }
        let checksum = Self.checksum(of: bytes, tableEnd: tableEnd)
        guard checksum == header.checksum else {
            throw .damagedHeader(path: path, expected: header.checksum, found: checksum)
        }
        guard header.fileLength == UInt64(bytes.count) else {
            throw .wrongLength(
                path: path, expected: header.fileLength, found: UInt64(bytes.count))
        }
        entries = try Self.entries(bytes, count: header.sectionCount, path: path)
        places = try Self.places(entries, path: path)
    }

    /// The section of a name.
    func entry(named name: String) -> SectionEntry? { places[name].map { entries[$0] } }
}

// MARK: Reading

extension SectionTable {
    private struct Header {
        let sectionCount: Int
        let fileLength: UInt64
        let checksum: UInt32
    }

    private static func header(
        _ bytes: UnsafeRawBufferPointer, path: String
    ) throws(IndexError) -> Header {
        guard !bytes.isEmpty, bytes.prefix(8).elementsEqual(IndexLayout.magic.prefix(bytes.count))
        else { throw .notAnIndex(path: path, found: ForeignFile.description(of: bytes)) }
        guard bytes.count >= IndexLayout.headerSizeInBytes else {
            throw .wrongLength(
                path: path, expected: UInt64(IndexLayout.headerSizeInBytes),
                found: UInt64(bytes.count))
        }
        let version = bytes.number(UInt32.self, at: 8)
        guard version == IndexLayout.version else {
            throw .wrongVersion(path: path, expected: IndexLayout.version, found: version)
        }
        let count = bytes.number(UInt32.self, at: 12)
        guard count <= IndexLayout.mostSections else {
            throw .contradiction(
                path: path, section: "header",
                expected: "at most \(IndexLayout.mostSections) sections", found: "\(count)")
        }
        return Header(
            sectionCount: Int(count), fileLength: bytes.number(UInt64.self, at: 16),
            checksum: bytes.number(UInt32.self, at: 60))
    }

    /// The lines of the table. Each section must start where the one before it ends.
    private static func entries(
        _ bytes: UnsafeRawBufferPointer, count: Int, path: String
    ) throws(IndexError) -> [SectionEntry] {
        var entries: [SectionEntry] = []
        var next = IndexLayout.headerSizeInBytes + count * IndexLayout.entrySizeInBytes
        for index in 0..<count {
            let start = IndexLayout.headerSizeInBytes + index * IndexLayout.entrySizeInBytes
            let line = UnsafeRawBufferPointer(
                rebasing: bytes[start..<start + IndexLayout.entrySizeInBytes])
            let entry = try entry(line, startingAt: next, of: bytes.count, path: path)
            entries.append(entry)
            next = entry.checkedRange.upperBound
        }
        guard next == bytes.count else {
            throw .contradiction(
                path: path, section: "header", expected: "sections up to byte \(bytes.count)",
                found: "sections up to byte \(next)")
        }
        return entries
    }

    private static func places(
        _ entries: [SectionEntry], path: String
    ) throws(IndexError) -> [String: Int] {
        var places: [String: Int] = [:]
        for (place, entry) in entries.enumerated() {
            guard places.updateValue(place, forKey: entry.name) == nil else {
                throw .contradiction(
                    path: path, section: entry.name, expected: "one section of this name",
                    found: "two")
            }
        }
        return places
    }

    private static func entry(
        _ line: UnsafeRawBufferPointer, startingAt next: Int, of size: Int, path: String
    ) throws(IndexError) -> SectionEntry {
        let field = line[..<IndexLayout.longestName]
        let name = String(
            decoding: field[..<(field.firstIndex(of: 0) ?? field.endIndex)], as: UTF8.self)
        let kind = ElementKind(rawValue: line.number(UInt32.self, at: 32))
        let elementSize = kind?.sizeInBytes ?? 1
        let offset = line.number(UInt64.self, at: 40)
        let length = line.number(UInt64.self, at: 48)
        guard offset == UInt64(next), length <= UInt64(size - next),
            IndexLayout.aligned(Int(length)) <= size - next
        else {
            throw .contradiction(
                path: path, section: name, expected: "at most \(size - next) bytes from \(next)",
                found: "\(length) bytes from \(offset)")
        }
        guard length.isMultiple(of: UInt64(elementSize)) else {
            throw .contradiction(
                path: path, section: name, expected: "whole elements of \(elementSize) bytes",
                found: "\(length) bytes")
        }
        return SectionEntry(
            name: name, kind: kind, offset: next, length: Int(length),
            checksum: line.number(UInt32.self, at: 36))
    }

    /// The checksum that a header with this table should carry.
    private static func checksum(of bytes: UnsafeRawBufferPointer, tableEnd: Int) -> UInt32 {
        let table = bytes[IndexLayout.headerSizeInBytes..<tableEnd]
        let start = Checksum.crc32c(UnsafeRawBufferPointer(rebasing: bytes[..<60]))
        return Checksum.crc32c(UnsafeRawBufferPointer(rebasing: table), after: start)
    }
}

// MARK: Writing

extension SectionTable {
    /// The whole file in memory: header, table and sections, with their checksums.
    ///
    /// - Precondition: Names are ASCII, unique and at most ``IndexLayout/longestName`` bytes long.
    /// - Complexity: O(size of the file), shared by `threads`; the bytes do not depend on them.
    static func file(of parts: [SectionPart], path: String, threads: Threads) -> IndexBytes {
        let checksums = threads.mapBlocks(of: parts.count, size: 1) { places, _ in
            parts[places.lowerBound].checksum
        }
        var entries: [SectionEntry] = []
        var end = sizeOfHead(sectionCount: parts.count)
        for (part, checksum) in zip(parts, checksums) {
            entries.append(part.entry(at: end, checksum: checksum))
            end += IndexLayout.aligned(part.size)
        }
        let table = entries
        return IndexBytes(size: end, path: path) { file in
            file.copyBytes(from: head(of: table))
            // Safety: each part fills its own section; the filling behind it is zero already.
            nonisolated(unsafe) let file = file
            threads.forEachBlock(of: parts.count, size: 1) { places, _ in
                for place in places {
                    var start = table[place].offset
                    for run in parts[place].runs {
                        UnsafeMutableRawBufferPointer(rebasing: file[start...])
                            .copyMemory(from: run.bytes)
                        start += run.bytes.count
                    }
                }
            }
        }
    }

    /// The size of the header and a table of so many sections, in bytes.
    static func sizeOfHead(sectionCount: Int) -> Int {
        IndexLayout.headerSizeInBytes + sectionCount * IndexLayout.entrySizeInBytes
    }

    /// The header and the table of a file with these sections.
    static func head(of entries: [SectionEntry]) -> [UInt8] {
        precondition(entries.count <= IndexLayout.mostSections, "too many sections")
        precondition(Set(entries.map(\.name)).count == entries.count, "two sections of one name")
        let size = sizeOfHead(sectionCount: entries.count)
        var head = [UInt8](repeating: 0, count: size)
        head.withUnsafeMutableBytes { head in
            for (place, entry) in entries.enumerated() {
                let line = IndexLayout.headerSizeInBytes + place * IndexLayout.entrySizeInBytes
                writeEntry(entry, at: line, of: head)
            }
            let end = entries.last?.checkedRange.upperBound ?? size
            writeHeader(sectionCount: entries.count, fileSize: end, of: head)
        }
        return head
    }

    private static func writeEntry(
        _ entry: SectionEntry, at start: Int, of file: UnsafeMutableRawBufferPointer
    ) {
        let name = Array(entry.name.utf8)
        precondition(
            name.count <= IndexLayout.longestName && name.allSatisfy { $0 > 0x20 && $0 < 0x7F },
            "a section's name is short and ASCII")
        for (index, byte) in name.enumerated() { file[start + index] = byte }
        file.store(entry.kind?.rawValue ?? 0, at: start + 32)
        file.store(entry.checksum, at: start + 36)
        file.store(UInt64(entry.offset), at: start + 40)
        file.store(UInt64(entry.length), at: start + 48)
    }

    private static func writeHeader(
        sectionCount: Int, fileSize: Int, of file: UnsafeMutableRawBufferPointer
    ) {
        for (index, byte) in IndexLayout.magic.enumerated() { file[index] = byte }
        file.store(IndexLayout.version, at: 8)
        file.store(UInt32(sectionCount), at: 12)
        file.store(UInt64(fileSize), at: 16)
        file.store(checksum(of: UnsafeRawBufferPointer(file), tableEnd: file.count), at: 60)
    }
}

extension UnsafeRawBufferPointer {
    /// The little-endian number at a place. Bounds are checked by the caller.
    fileprivate func number<Number: FixedWidthInteger>(_ type: Number.Type, at place: Int) -> Number
    {
        Number(littleEndian: loadUnaligned(fromByteOffset: place, as: Number.self))
    }
}

extension UnsafeMutableRawBufferPointer {
    /// Writes a number little-endian.
    fileprivate func store(_ number: some FixedWidthInteger, at place: Int) {
        storeBytes(of: number.littleEndian, toByteOffset: place, as: type(of: number))
    }
}
