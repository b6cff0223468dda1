/// Tells by the first bytes what a file is that is no index.
///
/// The guess only helps a person to see which file they named by mistake; nothing depends on it.
enum ForeignFile {
    /// What the bytes look like, to stand after "not a Kindred index but".
    static func description(of bytes: UnsafeRawBufferPointer) -> String {
        if bytes.isEmpty { return "an empty file" }
        if let known = signatures.first(where: { bytes.starts(with: $0.start) }) {
            return known.name
        }
        if bytes.prefix(looked).allSatisfy({ $0 == 0 }) {
            return "a file of zeros, such as an unfinished download leaves"
        }
        return text(bytes) ?? "a file of another kind"
    }

    /// How much of the file is looked at, in bytes.
    private static let looked = 512

    /// JSON, a catalogue, or other text; nil where the bytes are no text.
    private static func text(_ bytes: UnsafeRawBufferPointer) -> String? {
        let start = bytes.prefix(looked)
        let isText = start.allSatisfy { $0 >= 0x20 || (0x09...0x0D).contains($0) }
        guard isText else { return nil }
        switch start.first(where: { $0 > 0x20 && $0 < 0x80 }) {
        case UInt8(ascii: "{"):
            return "JSON or JSONL, perhaps the catalogue itself; "
                + "make an index of it with `kindred index`"
        case UInt8(ascii: "["): return "a JSON list"
        case UInt8(ascii: "<"): return "an HTML or XML page"
        case UInt8(ascii: "#"): return "a text file, perhaps a Markdown list"
        default: return "a text file"
        }
    }

    private static let signatures: [(start: [UInt8], name: String)] = [
        ([0x1F, 0x8B], "a gzip archive; unpack it first"),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], "an xz archive; unpack it first"),
        ([0x28, 0xB5, 0x2F, 0xFD], "a zstd archive; unpack it first"),
        (Array("BZh".utf8), "a bzip2 archive; unpack it first"),
        ([0x50, 0x4B, 0x03, 0x04], "a zip archive; unpack it first"),
        (Array("%PDF".utf8), "a PDF document"),
        (Array("SQLite format 3\0".utf8), "an SQLite database"),
        ([0x93] + Array("NUMPY".utf8), "a NumPy array"),
        ([0x7F] + Array("ELF".utf8), "a program"),
        ([0x89] + Array("PNG".utf8), "a PNG picture"),
        ([0xFF, 0xD8, 0xFF], "a JPEG picture"),
    ]
}
