/// How an index lies in its file, byte by byte. Read this first.
///
/// The format of the file is the format of the memory: fitting makes these bytes, writing saves
/// them, opening maps them, and one reader serves all three. Nothing is parsed when a file is
/// opened, so opening costs the same for a hundred papers and for a million.
///
/// All numbers are little-endian and big-endian machines are refused with a sentence. The file is
/// one header, one table, and the sections in the order of the table:
/// ```
/// header     64 bytes
///    0  magic             89 4B 49 4E 44 52 45 44 (0x89, then "KINDRED")
///    8  format version    UInt32
///   12  section count     UInt32
///   16  file length       UInt64, bytes
///   24  zeros
///   60  checksum          UInt32, CRC-32C of bytes 0 ..< 60 and the whole table
/// table      64 bytes for each section
///    0  name              32 bytes, ASCII, filled up with zeros
///   32  element kind      UInt32, see ``ElementKind``
///   36  checksum          UInt32, CRC-32C of the section and the zeros behind it
///   40  offset            UInt64, bytes from the start of the file, a multiple of 64
///   48  length            UInt64, bytes, without the zeros behind it
///   56  zeros
/// sections   each filled up with zeros to a multiple of 64 bytes; the next one starts there
/// ```
/// Every byte of the file stands under one of the checksums, and no byte under two, so a flipped
/// bit has a name. Multiples of 64 let every section be read in place as its element kind, and in
/// whole cache lines.
///
/// The sections that this version knows, with n papers, m terms, z stored weights, d dimensions and
/// t topics. A text column of k strings is two sections: `.starts` (k + 1 offsets, the first is 0)
/// and `.bytes` (UTF-8, all strings end to end). A key table is a text column in byte order and
/// `.rows`, the paper of each key.
///
/// | sections | elements | holds |
/// |---|---|---|
/// | `counts` | UInt64 | n, m, z, d, t, and the documents that the terms were learned from |
/// | `program` | text | the program and version that made the file |
/// | `settings` | text | the recipe as JSON; this module only keeps it |
/// | `records` | n strings | each paper as one line of the project's JSONL |
/// | `ids` | n strings | each paper's id as its catalogue spells it |
/// | `identities` | keys | every id, alias and canonical identity |
/// | `names` | keys | the names a catalogue gives its papers, folded |
/// | `handles` | keys | the names that titles suggest (`BERT: …`, `… (MoCo)`), folded |
/// | `titles` | keys | the titles in every language, folded |
/// | `years`, `months`, `kinds` | n Int16, n UInt8, n UInt8 | for filters; 0 is unknown |
/// | `topics`, `topics.parents` | t strings, t UInt32 | the tree of topics, parents first |
/// | `paper-topics.starts`, `.ids` | n + 1 UInt64, UInt32 | the topics of each paper |
/// | `topic-names` | strings | what topics are called in other languages, as lines of JSONL |
/// | `terms.bytes`, `.ends`, `.frequencies` | UTF-8, m UInt32, m UInt32 | the vocabulary |
/// | `tfidf.idf` | m Float | what each term is worth |
/// | `tfidf.starts`, `.ids`, `.weights` | n + 1 UInt64, z UInt32, z Float | rows are papers |
/// | `postings.starts`, `.ids`, `.weights` | m + 1 UInt64, z UInt32, z Float | rows are terms |
/// | `ceilings.ids`, `.steps` | c UInt32, c Float | frequent terms, and the step of each |
/// | `ceilings.codes` | UInt8 | c columns of 4 bits a paper, see `CeilingSteps` |
/// | `ceilings.largest` | 1 Float | the largest TF-IDF weight |
/// | `bm25.starts`, `.ids` | as `postings` | only where they differ from `postings` |
/// | `bm25.weights` | Float | BM25, rows are terms |
/// | `bm25.idf`, `bm25.length` | m Float, 1 Double | what each term is worth, the average length |
/// | `lsa.components`, `.values`, `.vectors` | m × d, d, n × d Float | LSA, rows of d |
/// | `lsa.terms` | UInt32 | the terms that are LSA's; where there is none, all m |
/// | `lsa.centre`, `lsa.distances` | d, n Float | the mean point, and how far from it papers lie |
/// | `lsa.squares` | 1 Double | the sum of squares that LSA is a share of |
/// | `lsa.quantised.codes` | bytes | the vectors in four bits a number; for many papers |
/// | `.scales`, `.residuals`, `.lengths` | Float | what their bound needs: see ``QuantisedRows`` |
/// | `encoder.model` | text | the encoder: eight digits of its checksum, a space, its name |
/// | `encoder.vectors` | n × e Float | its vectors, rows of e, of length one or zero |
/// | `encoder.centre`, `.distances` | e, n Float | the mean vector, and how far papers lie from it |
/// | `encoder.quantised.codes` and so on | as `lsa.quantised` | of the encoder's vectors |
/// | `confidence.counts` | 2 UInt64 | how many of a paper's nearest count, papers asked |
/// | `confidence.tfidf`, `.lsa`, … | 202 Float | quantiles, see ``StoredConfidence`` |
/// | `mentions`, `.large` | z UInt8, Float | counts in halves, see ``StoredMentions`` |
/// | `unkept.starts`, `.hashes` | n + 1 UInt64, UInt32 | terms left out, see `UnkeptTerms` |
/// | `growth` | 4 UInt64 | papers LSA was learned from; added, removed, changed since |
/// | `translations.counts` | 3 UInt64 | a Chinese terms, c translations, papers they come from |
/// | `translations.bytes`, `.ends`, `.frequencies` | UTF-8, a UInt32, a UInt32 | Chinese terms |
/// | `translations.starts`, `.ids`, `.weights` | a + 1 UInt64, c UInt32, c Float | of m terms |
/// | `translations.squares` | a Float | what a whole translation of each would weigh |
///
/// The catalogue's sections, down to `paper-topics`, are always there. `topic-names`, `terms`,
/// `tfidf` with `postings`, `ceilings`, `bm25`, `lsa`, `encoder`, `translations`, `confidence`,
/// `mentions`, `unkept` and `growth` are each there whole or not at all, but for `quantised`, which may be missing: without it every
/// vector is read. A section with a name that this version does not know is left alone, so a later
/// signal needs no new version; the version changes when an old reader would misread what it knows. An
/// index that has such a section is not changed by this version, which could neither make it anew
/// nor know whether it still holds.
package enum IndexLayout {
    /// The format that this program writes and reads.
    package static let version: UInt32 = 1

    /// The first bytes of every index file.
    static let magic: [UInt8] = [0x89] + Array("KINDRED".utf8)
    /// Where sections begin, in bytes: a cache line, and enough for every element kind.
    static let alignment = 64
    /// The size of the header.
    static let headerSizeInBytes = 64
    /// The size of one line of the table.
    static let entrySizeInBytes = 64
    /// The longest name of a section, in bytes.
    static let longestName = 32
    /// More sections than any index has; a larger count is a damaged header.
    static let mostSections = 1_024
    /// Files up to this size are checked whole when they are opened: 16 MiB take a few milliseconds.
    package static let sizeCheckedWhole = 16 << 20

    /// The next multiple of ``alignment``.
    static func aligned(_ size: Int) -> Int { (size + alignment - 1) & ~(alignment - 1) }
}

/// What the elements of a section are.
package enum ElementKind: UInt32, Sendable, CaseIterable {
    /// Bytes: text, or small numbers.
    case uint8 = 1
    /// Signed bytes.
    case int8 = 2
    /// Signed numbers of two bytes.
    case int16 = 3
    /// Numbers of four bytes: rows, terms, topics.
    case uint32 = 4
    /// Numbers of eight bytes: offsets and counts.
    case uint64 = 5
    /// IEEE 754 numbers of four bytes: weights.
    case float32 = 6
    /// IEEE 754 numbers of eight bytes: learned sums.
    case float64 = 7

    /// The size of one element, in bytes.
    package var sizeInBytes: Int {
        switch self {
        case .uint8, .int8: 1
        case .int16: 2
        case .uint32, .float32: 4
        case .uint64, .float64: 8
        }
    }
}

/// A number that a section can hold.
package protocol StoredElement: BitwiseCopyable, Sendable {
    /// How the table of an index file names this type.
    static var elementKind: ElementKind { get }
}

extension UInt8: StoredElement {
    /// Bytes.
    package static var elementKind: ElementKind { .uint8 }
}
extension Int8: StoredElement {
    /// Signed bytes.
    package static var elementKind: ElementKind { .int8 }
}
extension Int16: StoredElement {
    /// Signed numbers of two bytes.
    package static var elementKind: ElementKind { .int16 }
}
extension UInt32: StoredElement {
    /// Numbers of four bytes.
    package static var elementKind: ElementKind { .uint32 }
}
extension UInt64: StoredElement {
    /// Numbers of eight bytes.
    package static var elementKind: ElementKind { .uint64 }
}
extension Float: StoredElement {
    /// IEEE 754 numbers of four bytes.
    package static var elementKind: ElementKind { .float32 }
}
extension Double: StoredElement {
    /// IEEE 754 numbers of eight bytes.
    package static var elementKind: ElementKind { .float64 }
}
