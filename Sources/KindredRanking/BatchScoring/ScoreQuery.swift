public import KindredCatalogue
public import KindredIndex

/// What candidates are scored against: what a reader likes and dislikes, each thing by itself.
public struct ScoreQuery: Sendable {
    /// Something liked or disliked.
    public enum Interest: Sendable {
        /// A paper of the index, named as people type it.
        case named(String)
        /// A paper with all that is known of it. One that the index holds, by any of its
        /// identities, stands for the index's own.
        case paper(Paper)
        /// Free text in Chinese, English or both.
        case text(String)
    }

    /// What the reader liked; each is an interest of its own. At least one.
    public var likes: [Interest]
    /// What counts against a candidate which is like it.
    public var unlikes: [Interest]
    /// What papers are compared by; nil for the default of the index.
    public var signal: Signal?

    /// A query; everything not given stays open.
    public init(likes: [Interest] = [], unlikes: [Interest] = [], signal: Signal? = nil) {
        self.likes = likes
        self.unlikes = unlikes
        self.signal = signal
    }
}

/// What a profile makes of one candidate.
public struct CandidateScore: Sendable {
    /// How near it is; what the number means, `Signal` says. At or below zero where nothing liked
    /// speaks for it.
    public let score: Float
    /// How near that is, beside what is near within the index; nil in an index that does not know.
    ///
    /// The levels are those of single matches. Words of the candidate that the index has never seen
    /// count against it here, and only here.
    public let confidence: Confidence?
    /// Of several likes the place of the one that it is nearest to, counted from 0; nil where one
    /// alone was liked, and where it is near to none.
    public let nearest: Int?
    /// What the score is made of, heaviest first; the weights sum to it. Empty unless asked for.
    public internal(set) var reasons: [Reason] = []
}
