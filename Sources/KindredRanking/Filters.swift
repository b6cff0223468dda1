import KindredCatalogue
import KindredIndex
import KindredVectors

extension IndexFile {
    /// What a query lets through.
    ///
    /// - Throws: `unknownTopic` where the topic is in no tree.
    /// - Complexity: O(topics).
    func filter(of query: RelatedQuery) throws(RankingError) -> PaperFilter {
        var filter = PaperFilter()
        filter.kinds = query.kinds
        filter.since = query.since
        filter.until = query.until
        if let topic = query.topic { filter.topics = try topics(named: topic) }
        return filter
    }

    private func topics(named name: String) throws(RankingError) -> [Int] {
        let paths = (0..<catalogue.topics.count).map { catalogue.topics.path(of: $0) }
        let names = topicNames
        let found = TopicTree.places(named: name, among: paths, names)
        guard found.isEmpty else { return found }
        throw .unknownTopic(asked: name, closest: TopicTree.closest(to: name, among: paths, names))
    }
}
