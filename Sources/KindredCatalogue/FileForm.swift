/// What a file is, by its first bytes, where it is not what we read.
enum FileForm {
    /// A description and an advice for what is no text in UTF-8; nil for all else.
    static func binary(_ bytes: UnsafeBufferPointer<UInt8>) -> (found: String, advice: String)? {
        for form in forms where bytes.starts(with: form.start) {
            return (form.found, form.advice)
        }
        guard bytes.prefix(4_096).contains(0) else { return nil }
        return ("a binary file", "Name a .jsonl file, or an index with --index.")
    }

    private static let forms: [(start: [UInt8], found: String, advice: String)] = [
        ([0x1F, 0x8B], "gzip data", "Unpack it first: `gunzip FILE`."),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "xz data", "Unpack it first: `unxz FILE`."),
        ([0x28, 0xB5, 0x2F, 0xFD], "zstd data", "Unpack it first: `unzstd FILE`."),
        (Array("BZh".utf8), "bzip2 data", "Unpack it first: `bunzip2 FILE`."),
        ([0x50, 0x4B, 0x03, 0x04], "a zip archive", "Unpack it first: `unzip FILE`."),
        (
            Array("%PDF".utf8), "a PDF",
            "Kindred reads catalogues, not papers; see `kindred import`."
        ),
        ([0xFF, 0xFE], "UTF-16 text", "Save it as UTF-8."),
        ([0xFE, 0xFF], "UTF-16 text", "Save it as UTF-8."),
    ]
}
