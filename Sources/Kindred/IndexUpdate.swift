public import KindredCatalogue
public import KindredIndex
public import KindredModels
import KindredRanking
import KindredVectors

/// Changes an index file without reading all papers again: adds, removes and replaces papers.
///
/// ```swift
/// let update = IndexUpdate(ofIndexAt: "papers.kindred")
/// let outcome = try update.add(try Catalogue(contentsOf: "new.jsonl"))
/// print(outcome.added, outcome.recommender.paperCount)
/// ```
/// What rests on counts (TF-IDF, BM25, keys, topics, confidence) equals, byte for byte, what fitting
/// the changed catalogue would give. A projection (LSA) stays as it was learned, and new papers are
/// laid into it; ``Recommender/staleness`` tells how far that has gone, and ``refit()`` learns it anew. An
/// encoder reads new papers only.
///
/// The file is replaced as a whole or not at all, whatever happens meanwhile. Who has it open keeps
/// what it was. Two updates of one file wait for each other, so neither is lost.
public struct IndexUpdate: Sendable {
    /// The index file.
    public let path: String
    /// What Chinese terms mean in English, as it was given when the index was made; nil leaves
    /// translations out.
    public var translations: TranslationTable?
    /// How many threads work; nil for `KINDRED_THREADS`, or else every core.
    public var threads: Int?
    /// Called where somebody else is changing the index, before the wait.
    public var waiting: @Sendable () -> Void = {}
    /// Told when each stage begins, on the calling thread.
    public var progress: @Sendable (FittingStage) -> Void = { _ in }
    /// Told how many of the new papers the encoder has read, from one thread at a time.
    public var encoded: @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }

    /// An update of the index at a path.
    public init(ofIndexAt path: String, translations: TranslationTable? = nil) {
        self.path = path
        self.translations = translations
    }

    /// What came of an update.
    public struct Outcome: Sendable {
        /// The index as it now is.
        public let recommender: Recommender
        /// How many papers came.
        public let added: Int
        /// How many papers went.
        public let removed: Int
        /// How many papers say something else than before.
        public let changed: Int
        /// Whether the projection was learned anew.
        public let isRefitted: Bool
    }

    // Each of these throws `IndexError.laterSections` where a later version made the index and put
    // in what this one does not know.

    /// Adds the papers of a catalogue. One that shares an identity with a paper of the index is
    /// merged into it, as when catalogues are joined.
    ///
    /// - Throws: `IndexError`; ``RankingError`` where the encoder of the index is not here.
    /// - Complexity: O(length of the new texts) for reading; besides, a copy of the index, every
    ///   weight of which depends on the number of papers.
    public func add(_ catalogue: Catalogue) throws -> Outcome {
        try change { try GrowthPlan($0, with: catalogue, .merging) }
    }

    /// Puts the papers of a catalogue in the place of those that share an identity with them, and
    /// adds the others.
    ///
    /// - Throws: As ``add(_:)``.
    public func replace(with catalogue: Catalogue) throws -> Outcome {
        try change { try GrowthPlan($0, with: catalogue, .replacing) }
    }

    /// Removes papers.
    ///
    /// - Parameter ids: Any identifier or address, or a whole title.
    /// - Throws: ``RankingError`` where an id leads to no paper or to several; nothing is removed
    ///   then.
    public func remove(_ ids: [String]) throws -> Outcome {
        try change { index in
            var rows: Set<Int> = []
            for id in ids { rows.insert(try index.row(ofWholeName: id)) }
            return GrowthPlan(index, without: rows)
        }
    }

    /// Learns the projection anew from all papers; an encoder's vectors stay. Where there is no
    /// projection, nothing is done.
    ///
    /// - Throws: `IndexError`.
    /// - Complexity: That of LSA.
    public func refit() throws -> Outcome {
        try change(projecting: .anew) { try GrowthPlan(joining: [$0]) }
    }

    /// Locks the index, plans, and writes the whole file.
    private func change(
        projecting: Fitting.Projecting = .asLearned, _ plan: (IndexFile) throws -> GrowthPlan
    ) throws -> Outcome {
        let lock = try IndexLock(path, waiting: waiting)
        defer { withExtendedLifetime(lock) {} }
        WholeFile.removeLeftovers(beside: path)
        let index = try IndexFile(opening: path, checking: .checksums)
        try index.requireSound()
        try index.requireKnownSections()
        try index.requireOwnWeights()
        let plan = try plan(index)
        let isRefitted = projecting == .anew && index.lsa != nil
        let stored = plan.rows.count { $0.source != nil }
        let kept = stored + plan.replacing
        let recommender =
            plan.isUnchanged && !isRefitted
            ? try Recommender(opening: path, threads: threads)
            : try Recommender(
                plan, projecting, writingTo: path, translations: translations, threads: threads,
                progress: progress, encoded: encoded,
                committing: { () throws(IndexError) in try lock.requireSameFile() })
        return Outcome(
            recommender: recommender, added: plan.rows.count - kept,
            removed: index.paperCount - kept, changed: plan.replacing,
            isRefitted: isRefitted)
    }
}
