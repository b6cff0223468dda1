package import KindredCatalogue
package import KindredVectors

/// What an index knows of its papers without the text behind them: records, keys and filters.
///
/// Made from papers when an index is fitted, or found in the sections of a file; either way the
/// same values answer. All columns have one entry for each row.
package struct CatalogueColumns: Sendable {
    /// Each paper as one line of JSONL, without the line's end.
    package let records: TextColumn
    /// Each paper's id as its catalogue spells it.
    package let ids: TextColumn
    /// Every id, alias and canonical identity as a key.
    package let identities: KeyTable
    /// The names that the catalogue gives, folded as titles are.
    package let names: KeyTable
    /// The names that titles suggest, folded.
    package let handles: KeyTable
    /// The titles in every language, folded.
    package let titles: KeyTable
    /// The years; 0 where unknown.
    package let years: Elements<Int16>
    /// The months, 1...12; 0 where unknown.
    package let months: Elements<UInt8>
    /// The kinds as ``kindCode(_:)`` numbers them; 0 where this program does not know the kind.
    package let kinds: Elements<UInt8>
    /// The topics.
    package let topics: TopicColumns

    /// How many papers there are.
    package var paperCount: Int { ids.count }

    /// The number that stands for a kind in the file. A number is never given to another kind.
    package static func kindCode(_ kind: Paper.Kind) -> UInt8 {
        switch kind {
        case .paper: 1
        case .article: 2
        case .code: 3
        case .course: 4
        case .dataset: 5
        case .tool: 6
        case .talk: 7
        }
    }
}

// MARK: From papers

extension CatalogueColumns {
    /// Encodes papers and gathers their keys.
    ///
    /// - Complexity: O(size of the records + k log k) for k keys, the first part on all threads.
    ///   The result does not depend on the number of threads.
    init(of papers: [Paper], threads: Threads) throws(IndexError) {
        // Rows are UInt32, and the largest one is left free.
        guard papers.count < Int(UInt32.max) else {
            throw .tooLarge(what: "papers", limit: Int(UInt32.max) - 1, found: papers.count)
        }
        let blocks = threads.mapBlocks(of: papers.count, size: 256) { rows, _ in
            PaperBlock(papers[rows])
        }
        let count = papers.count
        records = TextColumn(joining: blocks.map(\.records), threads: threads)
        ids = TextColumn(papers.lazy.map(\.id.utf8))
        let keys: [@Sendable (PaperBlock) -> [KeyTable.Entry]] = [
            { $0.identities }, { $0.titles }, { $0.handles }, { $0.names },
        ]
        let tables = threads.mapBlocks(of: keys.count, size: 1) { kind, _ in
            KeyTable(sorting: blocks.flatMap(keys[kind.lowerBound]), rowCount: count)
        }
        (identities, titles, handles, names) = (tables[0], tables[1], tables[2], tables[3])
        years = Elements(papers.map(\.storedYear))
        months = Elements(papers.map(\.storedMonth))
        kinds = Elements(papers.map { Self.kindCode($0.kind) })
        topics = TopicColumns(of: papers)
    }

    /// The columns as sections.
    func add(to sections: inout SectionWriter) {
        sections.add("records", records)
        sections.add("ids", ids)
        sections.add("identities", identities)
        sections.add("names", names)
        sections.add("handles", handles)
        sections.add("titles", titles)
        sections.add("years", years)
        sections.add("months", months)
        sections.add("kinds", kinds)
        sections.add("topics", topics.names)
        sections.add("topics.parents", topics.parents)
        sections.add("paper-topics.starts", topics.starts)
        sections.add("paper-topics.ids", topics.ids)
    }
}

extension Paper {
    /// The year as the file holds it: 0 where unknown or beyond any calendar.
    var storedYear: Int16 { year.flatMap { Int16(exactly: $0) } ?? 0 }
    /// The month as the file holds it: 0 where unknown.
    var storedMonth: UInt8 { month.flatMap { UInt8(exactly: $0) } ?? 0 }
}

/// What one run of rows adds to the columns.
private struct PaperBlock: Sendable {
    var records = TextColumn.Growing()
    var identities: [KeyTable.Entry] = []
    var names: [KeyTable.Entry] = []
    var handles: [KeyTable.Entry] = []
    var titles: [KeyTable.Entry] = []

    /// - Parameter papers: A part of all papers; its indices are their rows.
    init(_ papers: ArraySlice<Paper>) {
        for (row, paper) in zip(papers.indices, papers) {
            records.append { PaperRecord.encode(paper, into: &$0) }
            let keys = PaperKeys(of: paper)
            let row = UInt32(row)
            identities += keys.identities.map { KeyTable.Entry(key: Array($0.utf8), row: row) }
            names += keys.names.map { KeyTable.Entry(key: Array($0.utf8), row: row) }
            handles += keys.handles.map { KeyTable.Entry(key: Array($0.utf8), row: row) }
            titles += keys.titles.map { KeyTable.Entry(key: Array($0.utf8), row: row) }
        }
    }
}

/// Everything by which one paper can be asked for.
struct PaperKeys {
    /// The id and aliases as spelled, and every identity in its canonical form.
    let identities: Set<String>
    /// The folded names that the catalogue gives.
    let names: Set<String>
    /// The folded names that its titles suggest.
    let handles: Set<String>
    /// The folded titles.
    let titles: Set<String>

    /// Gathers the keys of a paper.
    init(of paper: Paper) {
        let titles = Set([paper.title].compactMap { $0 } + paper.titles.texts.map(\.text))
        // Titles have a table of their own, and a local identity is the id or alias as spelled.
        let canonical = paper.identities.filter { $0.scheme != .title && $0.scheme != .local }
            .map(\.description)
        identities = Set([paper.id] + paper.aliases + canonical)
        names = Set(paper.names.compactMap(Self.folded))
        handles = Set(titles.flatMap(TitleHandles.handles).compactMap(Self.folded))
        self.titles = Set(titles.compactMap(Self.folded))
    }

    /// A title or name in the form in which they are compared; nil where nothing is left of it.
    static func folded(_ title: String) -> String? { PaperID.titleKey(title)?.value }
}

// MARK: From a file

extension CatalogueColumns {
    /// The columns of a checked file.
    /// - Complexity: O(1).
    init(
        _ sections: SectionReader, paperCount: Int, topicCount: Int
    ) throws(IndexError) {
        records = try sections.text("records", count: paperCount)
        ids = try sections.text("ids", count: paperCount)
        identities = try sections.keys("identities", rowCount: paperCount)
        names = try sections.keys("names", rowCount: paperCount)
        handles = try sections.keys("handles", rowCount: paperCount)
        titles = try sections.keys("titles", rowCount: paperCount)
        years = try sections.elements("years", count: paperCount)
        months = try sections.elements("months", count: paperCount)
        kinds = try sections.elements("kinds", count: paperCount)
        let starts: Elements<UInt64> = try sections.elements(
            "paper-topics.starts", count: paperCount + 1)
        let ids: Elements<UInt32> = try sections.elements("paper-topics.ids")
        try sections.requireOffsets(starts, name: "paper-topics.starts", upTo: ids.count)
        topics = TopicColumns(
            names: try sections.text("topics", count: topicCount),
            parents: try sections.elements("topics.parents", count: topicCount),
            starts: starts, ids: ids)
    }
}
