public import KindredIndex
public import KindredModels

/// How far the papers of an index have moved from those that its projection was learned from.
public struct Staleness: Hashable, Sendable {
    /// How many papers the projection (LSA) was learned from.
    public let fittedPapers: Int
    /// How many papers came since.
    public let added: Int
    /// How many papers went since.
    public let removed: Int
    /// How many papers say something else since.
    public let changed: Int
    /// The share of the words of all papers that the projection does not know, in 0...1. Rare words
    /// were unknown to it from the beginning.
    public let shareOfUnknownWords: Double
}

extension Recommender {
    /// How stale the projection of the index is; nil where it has none, and where no paper changed
    /// since it was learned.
    ///
    /// - Complexity: O(weights of the index).
    public var staleness: Staleness? {
        guard let growth = index.growth, index.lsa != nil else { return nil }
        return Staleness(
            fittedPapers: growth.fitted, added: growth.added, removed: growth.removed,
            changed: growth.changed,
            shareOfUnknownWords: index.shareOfWordsOutsideProjection() ?? 0)
    }

    /// How many papers the frequencies of terms come from: more than there are in an index that is
    /// a part of a whole.
    public var weighingPaperCount: Int { index.counts.documents }

    /// Joins indexes, in their order, as one file; entries that share an identity become one.
    ///
    /// No text is read again but those that the joining changes. For the same catalogues in the same
    /// order the file is, byte for byte, the one that fitting all of them at once gives; a projection
    /// (LSA) is learned from all papers, and the vectors of one encoder go along.
    /// - Parameters:
    ///   - paths: At least one index; all made by one recipe.
    ///   - path: Where the file appears, whole or not at all.
    /// - Throws: `IndexError.unlike` where recipes or encoders differ, `laterSections` where one holds
    ///   what only a later version knows, and what opening and writing throw; ``RankingError`` where an encoder is needed for an entry of two indexes and is not
    ///   here.
    /// - Precondition: `paths` is not empty.
    /// - Complexity: O(size of the indexes).
    public init(
        joining paths: [String], writingTo path: String, translations: TranslationTable? = nil,
        threads: Int? = nil, progress: @escaping @Sendable (FittingStage) -> Void = { _ in },
        encoded: @escaping @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) throws {
        precondition(!paths.isEmpty, "there is nothing to join")
        var indexes: [IndexFile] = []
        for path in paths {
            let index = try IndexFile(opening: path, checking: .checksums)
            try index.requireSound()
            try index.requireKnownSections()
            if let first = indexes.first { try first.requireAlike(index) }
            indexes.append(index)
        }
        try self.init(
            try GrowthPlan(joining: indexes), .anew, writingTo: path, translations: translations,
            threads: threads, progress: progress, encoded: encoded)
    }
}
