import KindredCatalogue
import KindredVectors

/// What can give the sections of a catalogue.
protocol CatalogueSource: Sendable {
    /// How many sections there are.
    var count: Int { get }

    /// Adds all sections and gives the number of topics.
    func add(to sections: inout SectionWriter) throws(IndexError) -> Int
}

/// The sections of a catalogue on their way into a file: what ``CatalogueColumns`` finds there.
struct CatalogueSections: CatalogueSource {
    let papers: [Paper]
    /// By what each paper may be known, where that was found before.
    let identities: PaperIdentities?
    /// What the topics are called in other languages.
    let topicNames: TopicNames
    let threads: Threads

    /// How many sections the catalogue has.
    var count: Int { Self.count(named: !topicNames.isEmpty) }

    /// How many sections a catalogue has, whose topics have names or have none.
    static func count(named: Bool) -> Int { 24 + (named ? 2 : 0) }

    /// Papers whose records are made at a time: some blocks for every thread.
    private var groupSize: Int { Self.blockSize * 16 * threads.count }
    private static let blockSize = 256

    /// Adds all sections. Records are written while the next ones are made.
    ///
    /// - Returns: The number of topics.
    /// - Throws: `IndexError.tooLarge` where there are more papers than rows.
    /// - Complexity: O(size of the records + k log k) for k keys, on all threads. The bytes do not
    ///   depend on the number of threads.
    func add(to sections: inout SectionWriter) throws(IndexError) -> Int {
        // Rows are UInt32, and the largest one is left free.
        guard papers.count < Int(UInt32.max) else {
            throw .tooLarge(what: "papers", limit: Int(UInt32.max) - 1, found: papers.count)
        }
        let keys = addRecords(to: &sections)
        sections.add("ids", TextColumn(papers.lazy.map(\.id.utf8)))
        let tables = threads.mapBlocks(of: PaperKeys.tables.count, size: 1) { place, _ in
            let table = PaperKeys.tables[place.lowerBound].runs
            return KeyTable(sorting: keys.map { $0[keyPath: table] }, rowCount: papers.count)
        }
        for (place, table) in tables.enumerated() {
            sections.add(PaperKeys.tables[place].section, table)
        }
        sections.add("years", Elements(papers.map(\.storedYear)))
        sections.add("months", Elements(papers.map(\.storedMonth)))
        sections.add("kinds", Elements(papers.map { CatalogueColumns.kindCode($0.kind) }))
        let topics = TopicColumns(of: papers)
        sections.add("topics", topics.names)
        sections.add("topics.parents", topics.parents)
        sections.add("paper-topics.starts", topics.starts)
        sections.add("paper-topics.ids", topics.ids)
        if !topicNames.isEmpty { sections.add("topic-names", TextColumn(topicNames.records)) }
        return topics.count
    }

    /// Adds `records`, bytes first, and gives the keys of all papers, block by block.
    private func addRecords(to sections: inout SectionWriter) -> [PaperKeys] {
        var keys: [PaperKeys] = []
        var starts: [UInt64] = [0]
        sections.add("records.bytes") { give in
            for start in stride(from: 0, to: papers.count, by: groupSize) {
                let count = min(groupSize, papers.count - start)
                let blocks = threads.mapBlocks(of: count, size: Self.blockSize) { rows, _ in
                    PaperBlock(
                        papers[start + rows.lowerBound..<start + rows.upperBound], identities)
                }
                for block in blocks {
                    give(block.records)
                    let first = starts[starts.count - 1]
                    starts.append(contentsOf: block.ends.lazy.map { first + $0 })
                    keys.append(block.keys)
                }
            }
        }
        sections.add("records.starts", Elements(starts))
        return keys
    }
}

extension Paper {
    /// The year as the file holds it: 0 where unknown or beyond any calendar.
    var storedYear: Int16 { year.flatMap { Int16(exactly: $0) } ?? 0 }
    /// The month as the file holds it: 0 where unknown.
    var storedMonth: UInt8 { month.flatMap { UInt8(exactly: $0) } ?? 0 }
}

/// The records and keys of one run of rows.
private struct PaperBlock: Sendable {
    /// The records end to end.
    let records: Elements<UInt8>
    /// Where each record ends.
    let ends: [UInt64]
    let keys: PaperKeys

    /// - Parameter papers: A part of all papers; its indices are their rows.
    init(_ papers: ArraySlice<Paper>, _ identities: PaperIdentities?) {
        var bytes: [UInt8] = []
        var ends: [UInt64] = []
        var keys = PaperKeys()
        for (row, paper) in zip(papers.indices, papers) {
            PaperRecord.encode(paper, into: &bytes)
            ends.append(UInt64(bytes.count))
            keys.add(paper, row: UInt32(row), identities?.identities(of: row))
        }
        records = Elements(bytes)
        self.ends = ends
        self.keys = keys
    }
}
