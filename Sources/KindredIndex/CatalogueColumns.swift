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
    /// What topics are called in other languages, as the catalogue's lines; nil where no line says.
    package let topicRecords: TextColumn?

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
        topicRecords =
            sections.has("topic-names.starts") ? try sections.text("topic-names") : nil
    }
}
