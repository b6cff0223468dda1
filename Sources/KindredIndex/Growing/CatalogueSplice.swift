import KindredCatalogue
import KindredVectors

/// The sections of a changed catalogue: those of ``CatalogueSections``, copied where they were known.
///
/// Records, ids and sorted keys are moved as bytes; only fresh papers are written and sorted anew.
/// - Complexity: A copy of what is there, and O(size of the fresh papers · log keys).
struct CatalogueSplice: CatalogueSource {
    let plan: GrowthPlan
    let threads: Threads

    var count: Int { CatalogueSections.count(named: !plan.topicNames.isEmpty) }

    func add(to sections: inout SectionWriter) throws(IndexError) -> Int {
        guard plan.rows.count < Int(UInt32.max) else {
            throw .tooLarge(
                what: "papers", limit: Int(UInt32.max) - 1, found: plan.rows.count)
        }
        let (runs, maps) = (plan.runs, plan.rowMaps)
        let fresh = FreshRecords(plan)
        let records = addRecords(runs, fresh, to: &sections)
        sections.add("records.starts", Elements(records))
        sections.add("ids", ids(runs))
        addKeys(fresh.keys, maps, to: &sections)
        sections.add("years", column(runs, \.years) { $0.storedYear })
        sections.add("months", column(runs, \.months) { $0.storedMonth })
        sections.add("kinds", column(runs, \.kinds) { CatalogueColumns.kindCode($0.kind) })
        let topics = TopicColumns(splicing: plan)
        sections.add("topics", topics.names)
        sections.add("topics.parents", topics.parents)
        sections.add("paper-topics.starts", topics.starts)
        sections.add("paper-topics.ids", topics.ids)
        if !plan.topicNames.isEmpty {
            sections.add("topic-names", TextColumn(plan.topicNames.records))
        }
        return topics.count
    }

    /// Adds the bytes of all records, and gives where each starts and the last one ends.
    private func addRecords(
        _ runs: [GrowthPlan.Run], _ fresh: FreshRecords, to sections: inout SectionWriter
    ) -> [UInt64] {
        var starts: [UInt64] = [0]
        starts.reserveCapacity(plan.rows.count + 1)
        sections.add("records.bytes") { give in
            for run in runs {
                let end = starts[starts.count - 1]
                guard let source = run.origin.source else {
                    let record = fresh.records[run.origin.place]
                    give(Elements(record))
                    starts.append(end + UInt64(record.count))
                    continue
                }
                let index = plan.sources[source]
                let column = index.catalogue.records
                let first = column.starts[run.origin.place]
                for place in run.origin.place..<run.origin.place + run.count {
                    starts.append(end + column.starts[place + 1] - first)
                }
                let size = Int(starts[starts.count - 1] - end)
                // Safety: the offsets were checked to ascend up to the length of the bytes, and the
                // index that maps them goes along as the owner.
                give(
                    Elements(
                        owner: index.sections.bytes,
                        bytes: UnsafeRawBufferPointer(
                            rebasing: column.bytes.bytes[Int(first)..<Int(first) + size])))
            }
        }
        return starts
    }

    private func ids(_ runs: [GrowthPlan.Run]) -> TextColumn {
        var column = GrowingColumn()
        for run in runs {
            if let source = run.origin.source {
                let ids = plan.sources[source].catalogue.ids
                column.append(ids, run.origin.place..<run.origin.place + run.count)
            } else {
                column.append(Array(plan.fresh[run.origin.place].paper.id.utf8))
            }
        }
        return column.column
    }

    private func addKeys(
        _ fresh: PaperKeys, _ maps: [[UInt32]], to sections: inout SectionWriter
    ) {
        let tables = threads.mapBlocks(of: PaperKeys.tables.count, size: 1) { block, _ in
            let place = block.lowerBound
            let name = PaperKeys.tables[place].runs
            let kept = plan.sources.indices.map { source in
                plan.sources[source].catalogue.keyTables[place]
                    .moved(by: maps[source], rowCount: plan.rows.count)
            }
            let new = KeyTable(sorting: [fresh[keyPath: name]], rowCount: plan.rows.count)
            return KeyTable.merged((kept + [new])[...])
        }
        for (place, table) in tables.enumerated() {
            sections.add(PaperKeys.tables[place].section, table)
        }
    }

    private func column<Element: StoredElement>(
        _ runs: [GrowthPlan.Run], _ column: KeyPath<CatalogueColumns, Elements<Element>>,
        _ value: (Paper) -> Element
    ) -> Elements<Element> {
        Elements(count: plan.rows.count) { values in
            for run in runs {
                guard let source = run.origin.source else {
                    values[run.row] = value(plan.fresh[run.origin.place].paper)
                    continue
                }
                let stored = plan.sources[source].catalogue[keyPath: column]
                for place in 0..<run.count {
                    values[run.row + place] = stored[run.origin.place + place]
                }
            }
        }
    }
}

/// The records and keys of fresh papers.
private struct FreshRecords {
    /// One line for each fresh paper.
    var records: [[UInt8]] = []
    var keys = PaperKeys()

    init(_ plan: GrowthPlan) {
        records = plan.fresh.map { fresh in
            var bytes: [UInt8] = []
            PaperRecord.encode(fresh.paper, into: &bytes)
            return bytes
        }
        for (row, origin) in plan.rows.enumerated() where origin.source == nil {
            let fresh = plan.fresh[origin.place]
            keys.add(fresh.paper, row: UInt32(row), fresh.identities)
        }
    }
}

/// Strings that are put end to end, many at a time.
struct GrowingColumn {
    private var starts: [UInt64] = [0]
    private var bytes: [UInt8] = []

    /// Adds some strings of a column, which must be sound.
    mutating func append(_ column: TextColumn, _ places: Range<Int>) {
        guard !places.isEmpty else { return }
        let (first, end) = (column.starts[places.lowerBound], UInt64(bytes.count))
        for place in places { starts.append(end + column.starts[place + 1] - first) }
        let last = column.starts[places.upperBound]
        column.bytes.withUnsafeBufferPointer {
            bytes.append(contentsOf: $0[Int(first)..<Int(last)])
        }
    }

    /// Adds one string.
    mutating func append(_ string: [UInt8]) {
        bytes += string
        starts.append(UInt64(bytes.count))
    }

    /// All of them.
    var column: TextColumn { TextColumn(starts: Elements(starts), bytes: Elements(bytes)) }
}

extension CatalogueColumns {
    /// The key tables in the order of ``PaperKeys/tables``.
    var keyTables: [KeyTable] { [identities, names, handles, titles] }
}
