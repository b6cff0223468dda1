import KindredCatalogue
import KindredIndex
import KindredVectors

extension RelatedQuery {
    /// Whether the query leaves any paper out.
    var hasFilters: Bool { !kinds.isEmpty || since != nil || until != nil || topic != nil }
}

extension IndexFile {
    /// The rows that a query's filters leave out.
    ///
    /// - Throws: `unknownTopic` where the topic is in no tree.
    /// - Complexity: O(papers + topics); no record is decoded.
    func filtered(by query: RelatedQuery) throws(RankingError) -> RowSet {
        var excluded = RowSet(rowCount: paperCount)
        guard query.hasFilters else { return excluded }
        let topics = try query.topic.map { name throws(RankingError) in try topicMask(named: name) }
        for row in 0..<paperCount where !passes(row, query, topics) { excluded.insert(row) }
        return excluded
    }

    private func passes(_ row: Int, _ query: RelatedQuery, _ topics: [Bool]?) -> Bool {
        if !query.kinds.isEmpty {
            let kind = catalogue.kinds[row]
            guard query.kinds.contains(where: { CatalogueColumns.kindCode($0) == kind }) else {
                return false
            }
        }
        if query.since != nil || query.until != nil {
            let year = Int(catalogue.years[row])
            guard year != 0 else { return false }
            if let since = query.since, year < since { return false }
            if let until = query.until, year > until { return false }
        }
        if let topics { return catalogue.topics.topics(of: row).contains { topics[$0] } }
        return true
    }

    /// Whether each topic is one of that name or below one. Shape: (topics).
    private func topicMask(named name: String) throws(RankingError) -> [Bool] {
        let paths = (0..<catalogue.topics.count).map { catalogue.topics.path(of: $0) }
        let wanted = TopicTree.places(named: name, among: paths)
        guard !wanted.isEmpty else {
            throw .unknownTopic(asked: name, closest: TopicTree.closest(to: name, among: paths))
        }
        return catalogue.topics.isUnder(wanted)
    }
}
