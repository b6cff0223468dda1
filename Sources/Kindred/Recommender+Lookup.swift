public import KindredCatalogue
import KindredIndex
public import KindredRanking

extension Recommender {
    /// The paper that goes by a name: any identifier or address, a title or its unique beginning,
    /// or a short name such as `MoCo`.
    ///
    /// - Throws: `RankingError.unknownPaper` with the closest three, `RankingError.ambiguousPaper`
    ///   with the candidates.
    public func paper(_ name: String) throws -> Paper {
        try index.paper(at: index.row(of: name))
    }

    /// Every paper, in the order of the catalogue.
    public func papers() throws -> [Paper] {
        try (0..<index.paperCount).map { try index.paper(at: $0) }
    }

    /// The paper of a row, in the order of the catalogue.
    package func paper(at row: Int) throws -> Paper { try index.paper(at: row) }

    /// The topics of the catalogue as a tree.
    /// - Complexity: O(papers + topics).
    public func topics() -> TopicTree {
        TopicTree(
            topicsOf: (0..<index.paperCount).lazy.map { index.topicPaths(of: $0) },
            names: index.topicNames)
    }

    /// What the topics of the catalogue are called in other languages.
    public var topicNames: TopicNames { index.topicNames }

    /// What a person means by some words: papers where they name one, else free text.
    ///
    /// An identifier, a full title, a name, or the beginning of exactly one title is a liked paper;
    /// everything else is text, and several texts are joined.
    /// - Throws: `RankingError.unknownPaper` for an identifier that is not here,
    ///   `RankingError.ambiguousPaper` for a name that several papers have.
    public func query(for words: [String]) throws -> RelatedQuery {
        var query = RelatedQuery()
        var texts: [String] = []
        for word in words {
            if try index.names(word) { query.likes.append(word) } else { texts.append(word) }
        }
        query.text = texts.isEmpty ? nil : texts.joined(separator: "\n")
        return query
    }
}
