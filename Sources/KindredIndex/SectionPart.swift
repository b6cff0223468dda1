import KindredVectors

/// A section on its way into a file.
struct SectionPart: Sendable {
    let name: String
    let kind: ElementKind
    /// Its bytes, one run behind the other.
    let runs: [Run]

    /// Bytes together with what keeps them.
    struct Run: @unchecked Sendable {
        // Safety: `owner` is the value whose bytes these are, and never changes.
        let bytes: UnsafeRawBufferPointer
        private let owner: any Sendable

        init<Element: StoredElement>(_ elements: Elements<Element>) {
            bytes = elements.bytes
            owner = elements
        }
    }

    /// One run of numbers.
    init<Element: StoredElement>(_ name: String, _ elements: Elements<Element>) {
        self.init(name, Element.elementKind, [Run(elements)])
    }

    /// Several runs of elements of a kind.
    init(_ name: String, _ kind: ElementKind, _ runs: [Run]) {
        self.name = name
        self.kind = kind
        self.runs = runs
    }

    /// How long it is, in bytes, without the zeros behind it.
    var size: Int { runs.reduce(0) { $0 + $1.bytes.count } }

    /// The zeros behind so many bytes, up to where the next section starts.
    static func filling(behind size: Int) -> [UInt8] {
        [UInt8](repeating: 0, count: IndexLayout.aligned(size) - size)
    }

    /// CRC-32C of the section and the zeros behind it.
    /// - Complexity: O(size).
    var checksum: UInt32 {
        let start = runs.reduce(0) { Checksum.crc32c($1.bytes, after: $0) }
        return Self.filling(behind: size).withUnsafeBytes { Checksum.crc32c($0, after: start) }
    }

    /// How the table names it.
    func entry(at offset: Int, checksum: UInt32) -> SectionEntry {
        SectionEntry(name: name, kind: kind, offset: offset, length: size, checksum: checksum)
    }
}
