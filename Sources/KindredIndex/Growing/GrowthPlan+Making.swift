package import KindredCatalogue

// The four ways to change an index, each as a list of rows.

extension GrowthPlan {
    /// What becomes of a paper that was there, when a new one is the same paper.
    package enum Meeting: Sendable {
        /// The two become one; what was there first wins, as when catalogues are joined.
        case merging
        /// The new one stands in its place.
        case replacing
    }

    /// The papers of an index and of a catalogue.
    ///
    /// New papers stand behind the others, in their order. One that shares an identity with a paper
    /// of the index stands in its row.
    /// - Throws: `IndexError.damagedRecord` where a record that matters cannot be read.
    /// - Complexity: O(papers) and, for each new paper, O(log keys).
    package init(
        _ index: IndexFile, with catalogue: Catalogue, _ meeting: Meeting
    ) throws(IndexError) {
        var kinship = Kinship([index])
        try kinship.gather(kinOf: catalogue.papers)
        self.init(
            [index], kinship.found, catalogue.papers, meeting,
            topicNames: index.topicNames.united(with: catalogue.topicNames))
    }

    /// The papers of several indexes, one after the other; those that share an identity become one.
    ///
    /// - Throws: `IndexError.damagedRecord` where a record that matters cannot be read, `tooLarge`
    ///   where there are more papers than rows.
    /// - Complexity: O(size of the keys · log indexes).
    package init(joining indexes: [IndexFile]) throws(IndexError) {
        let count = indexes.reduce(0) { $0 + $1.paperCount }
        guard count < Int(UInt32.max) else {
            throw .tooLarge(what: "papers", limit: Int(UInt32.max) - 1, found: count)
        }
        var kinship = Kinship(indexes)
        if indexes.count > 1 { try kinship.gatherAcrossSources() }
        let names = indexes.reduce(into: TopicNames()) { $0.unite(with: $1.topicNames) }
        self.init(indexes, kinship.found, [], .merging, topicNames: names)
    }

    /// The papers of an index but for some.
    package init(_ index: IndexFile, without rows: Set<Int>) {
        self.init(
            sources: [index],
            rows: (0..<index.paperCount).filter { !rows.contains($0) }.map { .stored(0, $0) },
            topicNames: index.topicNames)
    }

    /// - Parameters:
    ///   - kin: The papers of the sources that may belong together with others.
    ///   - papers: New ones, behind all others.
    private init(
        _ sources: [IndexFile], _ kin: [Kinship.Place: Paper], _ papers: [Paper],
        _ meeting: Meeting, topicNames: TopicNames
    ) {
        let places = kin.keys.sorted()
        let merged = Catalogue(places.map { kin[$0] ?? Paper(id: "") } + papers)
        var draft = Draft()
        for (number, paper) in merged.papers.enumerated() {
            let entries = merged.identities.entries(of: number)
            let old = entries.prefix { $0 < places.count }.map { places[$0] }
            let new = entries.dropFirst(old.count).map { papers[$0 - places.count] }
            let isReplaced = meeting == .replacing && !new.isEmpty && !old.isEmpty
            let fresh =
                isReplaced
                ? Self.one(of: new)
                : FreshPaper(paper, identities: merged.identities.identities(of: number))
            draft.add(fresh, insteadOf: old, saying: old.first.flatMap { kin[$0] })
        }
        self.init(
            sources: sources, rows: draft.rows(of: sources), fresh: draft.fresh,
            replacing: draft.changed.count, topicNames: topicNames)
    }

    /// What a plan changes, while it is found.
    private struct Draft {
        var fresh: [FreshPaper] = []
        var changed: [Kinship.Place: Row] = [:]
        private var gone: Set<Kinship.Place> = []
        private var added: [Row] = []

        /// Notes a paper and the stored ones that it is.
        mutating func add(
            _ paper: FreshPaper, insteadOf old: [Kinship.Place], saying known: Paper?
        ) {
            gone.formUnion(old.dropFirst())
            // What says nothing new stays as it is stored.
            if old.count == 1, paper.paper == known { return }
            let row = Row.fresh(fresh.count)
            fresh.append(paper)
            if let first = old.first { changed[first] = row } else { added.append(row) }
        }

        /// All rows, those of the sources first.
        func rows(of sources: [IndexFile]) -> [Row] {
            sources.indices.flatMap { source in
                (0..<sources[source].paperCount).compactMap { row -> Row? in
                    let place = Kinship.Place(source: source, row: row)
                    return gone.contains(place) ? nil : changed[place] ?? .stored(source, row)
                }
            } + added
        }
    }

    /// Papers that are one, as one.
    private static func one(of papers: [Paper]) -> FreshPaper {
        var paper = papers[0]
        for other in papers.dropFirst() { paper.absorb(other) }
        return FreshPaper(paper, identities: papers.flatMap(\.strongIdentities))
    }

    /// Whether there is nothing to do: the papers are those of the one source.
    package var isUnchanged: Bool {
        fresh.isEmpty && sources.count == 1 && rows.count == sources[0].paperCount
            && topicNames == sources[0].topicNames
    }
}

extension TopicNames {
    fileprivate func united(with other: TopicNames) -> TopicNames {
        var names = self
        names.unite(with: other)
        return names
    }
}
