public import KindredCatalogue
public import KindredModels
import KindredText
import KindredVectors

// A translation table in a file of its own: the header, the table of sections and the checksums of
// `IndexLayout`, with other sections. With a Chinese terms, b English ones and c translations:
//
// | sections | elements | holds |
// |---|---|---|
// | `table.program` | text | the program and version that made the file |
// | `table.counts` | 4 UInt64 | a, b, c, and the papers it was learned from |
// | `zh.bytes`, `.ends`, `.frequencies` | UTF-8, a UInt32, a UInt32 | terms, ascending; papers |
// | `en.bytes`, `.ends`, `.frequencies` | UTF-8, b UInt32, b UInt32 | the same for English |
// | `table.starts`, `.ids`, `.weights` | a + 1 UInt64, c UInt32, c Float | t(English given Chinese) |

extension TranslationTable {
    /// Learns a table from everything that papers say in Chinese and in English.
    ///
    /// - Parameters:
    ///   - papers: Abstracts (with `abstract_zh` for the Chinese one, or both), summaries, titles
    ///     and keywords count.
    ///   - threads: How many threads work; the table does not depend on them.
    /// - Complexity: About a second for a thousand abstracts.
    public init(learnedFrom papers: [Paper], threads: Int? = nil) {
        self = TranslationTraining().fit(
            BilingualPair.pairs(of: papers), threads: Threads(threads))
    }

    /// Opens a table by mapping its file.
    ///
    /// - Throws: `IndexError.notATranslationTable` for another file, and what opening an index
    ///   throws for a damaged one.
    /// - Complexity: O(size), as every checksum is checked; a millisecond for a megabyte.
    public init(opening path: String) throws(IndexError) {
        let sections = try SectionReader(opening: path, having: Self.countsSection) { found in
            .notATranslationTable(path: path, found: found)
        }
        try self.init(sections)
        guard isSound else {
            throw sections.contradiction(
                "table", expected: "ascending terms and probabilities", found: "others")
        }
    }

    /// Writes the table: the whole file, or none. The same table gives the same bytes.
    ///
    /// - Throws: `IndexError.unwritable` with the file system's reason.
    public func write(to path: String) throws(IndexError) {
        var sections = SectionWriter()
        sections.add("table.program", Elements(Array(KindredVersion.program.utf8)))
        let counts = [sources.count, targets.count, probabilities.entryCount, paperCount]
        sections.add(Self.countsSection, Elements(counts.map { UInt64($0) }))
        sections.add("zh", sources)
        sections.add("en", targets)
        sections.add("table.starts", probabilities.starts)
        sections.add("table.ids", probabilities.ids)
        sections.add("table.weights", probabilities.weights)
        let file = SectionTable.file(of: sections.parts, path: path, threads: .one)
        do throws(CatalogueError) {
            try WholeFile.write(file.buffer, to: path)
        } catch {
            throw .unwritable(error)
        }
    }

    static let countsSection = "table.counts"

    private init(_ sections: SectionReader) throws(IndexError) {
        let counts: Elements<UInt64> = try sections.elements(Self.countsSection, count: 4)
        let limit = UInt64(sections.bytes.buffer.count)
        guard (0..<3).allSatisfy({ counts[$0] <= limit }), counts[3] <= UInt64(UInt32.max) else {
            throw sections.contradiction(
                Self.countsSection, expected: "counts up to \(limit)", found: "larger ones")
        }
        let (rows, columns) = (Int(counts[0]), Int(counts[1]))
        self.init(
            sources: try sections.vocabulary("zh", count: rows, documentCount: Int(counts[3])),
            targets: try sections.vocabulary("en", count: columns, documentCount: Int(counts[3])),
            probabilities: try sections.matrix(
                "table", rowCount: rows, columnCount: columns, entryCount: Int(counts[2])))
    }
}
