/// Writes papers in one format, one after the other.
///
/// Equal papers in equal order give equal bytes. What a format has no place for is left out.
package protocol PaperWriter {
    /// What stands before the first paper.
    mutating func writeHeader(into bytes: inout [UInt8])
    /// One paper.
    mutating func write(_ paper: Paper, into bytes: inout [UInt8])
    /// What stands behind the last paper.
    mutating func writeFooter(into bytes: inout [UInt8])
}

extension PaperWriter {
    /// Nothing, unless a format has a header.
    package mutating func writeHeader(into bytes: inout [UInt8]) {}
    /// Nothing, unless a format has a footer.
    package mutating func writeFooter(into bytes: inout [UInt8]) {}
}

/// How papers are to be written.
public struct WriteSettings: Sendable {
    /// Whether a table begins with the mark of UTF-8, by which Excel knows it.
    public var hasMark = false
    /// The language that titles and texts are written in where a format has room for one only.
    public var language = Language.english

    /// The usual settings.
    public init() {}
}

extension PaperFormat {
    /// The formats that can be written.
    package static let written: [PaperFormat] = [
        .jsonl, .bibtex, .ris, .csv, .tsv, .markdown, .csl, .zotero, .arxiv,
    ]

    /// A writer of this format; nil where it is only read.
    package func writer(_ settings: WriteSettings = WriteSettings()) -> (any PaperWriter)? {
        switch self {
        case .jsonl: RecordLineWriter()
        case .bibtex: BibTeXWriter(settings)
        case .ris: RISWriter(settings)
        case .csv: TableWriter(settings, isTabbed: false)
        case .tsv: TableWriter(settings, isTabbed: true)
        case .markdown: MarkdownWriter(settings)
        case .csl, .zotero: CSLWriter(settings)
        case .arxiv: ArXivWriter(settings)
        default: nil
        }
    }
}

/// Writes our own records, one on each line.
struct RecordLineWriter: PaperWriter {
    mutating func write(_ paper: Paper, into bytes: inout [UInt8]) {
        PaperRecord.encode(paper, into: &bytes)
        bytes.append(UInt8(ascii: "\n"))
    }
}
