package import KindredCatalogue
import KindredModels
package import KindredText
package import KindredVectors

/// An index: papers, keys, vocabulary and vectors, read where they lie.
///
/// A value is a set of windows into one run of bytes, which may be a mapped file or memory; copies
/// share it, and it goes when the last window goes. It never changes, so threads need no lock.
///
/// Opening checks the header, the table and the length of every section against the others. The
/// checksums of all sections are checked too in files up to ``IndexLayout/sizeCheckedWhole``; in
/// larger ones ``findings(limit:threads:)`` does that on request. Until then their numbers may be wrong, so
/// everything here checks what it reads: damage gives errors or wrong numbers, never a crash.
package struct IndexFile: Sendable {
    /// Where the index comes from, for messages.
    package let path: String
    /// How many of everything there are.
    package let counts: IndexCounts
    /// The program and version that made it.
    package let program: String
    /// The recipe as JSON, as the maker gave it.
    package let settings: Elements<UInt8>
    /// Records, keys and filters.
    package let catalogue: CatalogueColumns
    /// The terms; nil in an index without signals.
    package let vocabulary: Vocabulary?
    /// TF-IDF, where it was fitted.
    package let tfidf: StoredTFIDF?
    /// BM25, where it was fitted.
    package let bm25: StoredBM25?
    /// LSA, where it was fitted.
    package let lsa: StoredLSA?
    /// What Chinese terms mean in the catalogue's English; nil where no table was given, or none
    /// of its English terms is in the catalogue.
    package let translations: StoredTranslations?
    /// The vectors of an encoder, where one read the papers.
    package let encoding: StoredEncoding?
    /// How near the papers are to one another; nil in an index of few papers, and in one that was
    /// made before this was asked.
    package let confidence: StoredConfidence?
    /// How often each paper holds each term; nil in an index that was made before this was kept.
    package let mentions: StoredMentions?
    /// What happened to the index since its projection was learned; nil where nothing did.
    package let growth: StoredGrowth?
    let sections: SectionReader

    /// How much of the contents is checked when an index is opened.
    package enum Checking: Sendable {
        /// Everything that has a checksum in files up to ``IndexLayout/sizeCheckedWhole``, else
        /// lengths only.
        case bySize
        /// The checksum of every section.
        case checksums
        /// The header, the table and all lengths.
        case lengths
    }

    /// Opens the file at a path.
    ///
    /// - Complexity: O(sections) for large files; O(size) up to 16 MiB.
    package init(opening path: String, checking: Checking = .bySize) throws(IndexError) {
        try self.init(try IndexBytes(mapping: path), checking: checking)
    }

    /// Reads an index that stands in memory; the bytes are copied once.
    package init(
        bytes: [UInt8], path: String = "index in memory", checking: Checking = .bySize
    ) throws(IndexError) {
        let owned = bytes.withUnsafeBytes { IndexBytes(copying: $0, path: path) }
        try self.init(owned, checking: checking)
    }

    init(_ bytes: IndexBytes, checking: Checking) throws(IndexError) {
        guard 1.littleEndian == 1 else { throw .bigEndianMachine(path: bytes.path) }
        let table = try SectionTable(bytes.buffer, path: bytes.path)
        let sections = SectionReader(table: table, bytes: bytes)
        let isSmall = bytes.buffer.count <= IndexLayout.sizeCheckedWhole
        if checking == .checksums || (checking == .bySize && isSmall) {
            for entry in table.entries { try sections.requireChecksum(of: entry) }
        }
        try self.init(sections)
    }

    private init(_ sections: SectionReader) throws(IndexError) {
        path = sections.bytes.path
        guard !sections.has(TranslationTable.countsSection) else {
            throw .notAnIndex(path: path, found: "a translation table")
        }
        guard !sections.has(CorpusStatistics.countsSection) else {
            throw .notAnIndex(path: path, found: "statistics of terms")
        }
        self.sections = sections
        counts = try IndexCounts(sections)
        let program: Elements<UInt8> = try sections.elements("program")
        self.program = program.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
        settings = try sections.elements("settings")
        catalogue = try CatalogueColumns(
            sections, paperCount: counts.papers, topicCount: counts.topics)
        vocabulary = try Vocabulary(sections, counts: counts)
        tfidf = try StoredTFIDF(sections, counts: counts)
        bm25 = try StoredBM25(sections, counts: counts)
        lsa = try StoredLSA(sections, counts: counts)
        translations = try StoredTranslations(sections, counts: counts)
        encoding = try StoredEncoding(sections, counts: counts)
        confidence = try StoredConfidence(sections)
        mentions = try StoredMentions(sections, counts: counts)
        growth = try StoredGrowth(sections)
        guard vocabulary != nil || (tfidf == nil && bm25 == nil && lsa == nil) else {
            throw .missingSection(path: path, section: "terms.ends")
        }
    }
}

// MARK: Reading

extension IndexFile {
    /// How many papers there are; rows are `0 ..< paperCount`.
    package var paperCount: Int { counts.papers }

    /// The size of the file, in bytes.
    package var sizeInBytes: Int { sections.bytes.buffer.count }

    /// Hands all bytes of the index to `body`, as `write(to:)` would write them.
    package func withBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        defer { withExtendedLifetime(sections.bytes) {} }
        return try body(sections.bytes.buffer)
    }

    /// The sections, in the order of the file.
    package var entries: [SectionEntry] { sections.table.entries }

    /// The paper of a row, decoded from its record.
    ///
    /// - Throws: `damagedRecord` where the record cannot be read.
    /// - Complexity: O(length of the record).
    package func paper(at row: Int) throws(IndexError) -> Paper {
        try catalogue.records.withBytes(at: row) { line throws(IndexError) in
            do { return try PaperRecord.decode(line) } catch {
                throw .damagedRecord(path: path, row: row, reason: "\(error)")
            }
        }
    }

    /// The id of a row, as the catalogue spells it.
    package func id(at row: Int) -> String { catalogue.ids.string(at: row) }

    /// The paths of the topics that the paper of a row stands under.
    package func topicPaths(of row: Int) -> [[String]] {
        catalogue.topics.topics(of: row).map { catalogue.topics.path(of: $0) }
    }

    /// What the topics are called in other languages; a line that cannot be read names nothing.
    /// - Complexity: O(length of the lines), anew at each call.
    package var topicNames: TopicNames {
        var names = TopicNames()
        guard let lines = catalogue.topicRecords else { return names }
        for place in 0..<lines.count {
            let topic = lines.withBytes(at: place) { try? TopicRecord.decode($0) }
            if let topic { names.add(topic.names, to: topic.path) }
        }
        return names
    }

    /// The elements of a section that this module does not know; nil where there is none.
    ///
    /// - Parameter count: How many elements it must have.
    package func other<Element: StoredElement>(
        _ name: String, as type: Element.Type = Element.self, count: Int? = nil
    ) throws(IndexError) -> Elements<Element>? {
        sections.has(name) ? try sections.elements(name, count: count) : nil
    }
}

extension SectionReader {
    /// Checks one section against its checksum.
    /// - Complexity: O(its length).
    func requireChecksum(of entry: SectionEntry) throws(IndexError) {
        let found = Checksum.crc32c(
            UnsafeRawBufferPointer(rebasing: bytes.buffer[entry.checkedRange]))
        guard found == entry.checksum else {
            throw .damagedSection(
                path: bytes.path, section: entry.name, expected: entry.checksum, found: found)
        }
    }
}

// MARK: Making and writing

extension IndexFile {
    /// Makes an index of fitted contents, in memory.
    ///
    /// The same contents give the same bytes, whatever `threads`.
    /// - Throws: `tooLarge` where there are more papers than rows.
    /// - Precondition: Matrices and vocabulary agree in their numbers of papers and terms.
    /// - Complexity: O(size of the index + k log k) for k keys.
    package init(
        _ contents: IndexContents, path: String = "index in memory",
        threads: Threads = Threads()
    ) throws(IndexError) {
        var sections = SectionWriter()
        contents.addSignals(to: &sections)
        try contents.addCatalogue(to: &sections, threads: threads)
        let file = SectionTable.file(of: sections.parts, path: path, threads: threads)
        try self.init(file, checking: .lengths)
    }

    /// Makes an index of fitted contents in a file, and opens it: for large ones, whose bytes need
    /// not stand in memory a second time. A pipe or a device is written to from memory, since
    /// nothing can be opened there.
    ///
    /// - Parameter committing: Called when all is written and before it takes its name; what it
    ///   throws leaves what was there before.
    /// - Throws: `unwritable`, and what the two other ways of making an index throw.
    package init(
        _ contents: consuming IndexContents, writingTo path: String,
        threads: Threads = Threads(), committing: () throws(IndexError) -> Void = {}
    ) throws(IndexError) {
        guard !IndexBytes.isStream(path) else {
            try self.init(contents, path: path, threads: threads)
            try write(to: path)
            return
        }
        try contents.write(to: path, threads: threads, committing: committing)
        try self.init(opening: path, checking: .lengths)
    }

    /// Writes the index: beside the path, synced, then renamed, so that the whole file appears or
    /// nothing changes.
    package func write(to path: String) throws(IndexError) {
        do throws(CatalogueError) {
            try withBytes { bytes throws(CatalogueError) in try WholeFile.write(bytes, to: path) }
        } catch {
            throw .unwritable(error)
        }
    }
}
