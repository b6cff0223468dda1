public import KindredCatalogue
import KindredRanking

extension RelatedAnswer {
    /// The answers as an Atom feed, in their order, each with its score and what it is made of.
    ///
    /// - Parameters:
    ///   - language: In which language titles and texts are wanted where there are several.
    ///   - date: The date of the feed, `2026-11-21`; nil for the latest of its papers.
    public func atomFeed(language: Language = .english, date: String? = nil) -> String {
        let asked =
            likes.map { $0.titles[language] ?? $0.title ?? $0.id } + [text].compactMap(\.self)
        let feed = AtomFeed(
            title: "Related to \(asked.joined(separator: "; "))", language: language, date: date)
        let entries = matches.map { AtomFeed.Entry($0.paper, note: note(on: $0)) }
        return String(decoding: feed.bytes(of: entries), as: UTF8.self)
    }

    /// `Score 0.412 by tfidf: graph 0.210, attention 0.100`.
    private func note(on match: Match) -> String {
        let reasons = match.reasons.prefix(5).map { "\($0.term) \(Self.rounded($0.weight))" }
        let list = reasons.isEmpty ? "" : ": " + reasons.joined(separator: ", ")
        return "Score \(Self.rounded(match.score)) by \(signal.rawValue)" + list
    }

    private static func rounded(_ number: Double) -> String {
        "\((number * 1_000).rounded() / 1_000)"
    }
}

extension Catalogue {
    /// Papers as an Atom feed, in their order.
    ///
    /// - Parameters:
    ///   - title: What the feed is called, which also identifies it.
    ///   - language: In which language titles and texts are wanted where there are several.
    ///   - date: The date of the feed, `2026-11-21`; nil for the latest of its papers.
    public static func atomFeed(
        of papers: [Paper], title: String, language: Language = .english, date: String? = nil
    ) -> String {
        let feed = AtomFeed(title: title, language: language, date: date)
        return String(decoding: feed.bytes(of: papers.map { .init($0) }), as: UTF8.self)
    }
}
