public import KindredCatalogue
public import KindredIndex

/// What to find related papers to, and which of them to show.
///
/// At least one liked paper or a text is needed. Papers are named as people type them: any
/// identifier or address, a title or its unique beginning, a name such as `MoCo`.
public struct RelatedQuery: Hashable, Sendable {
    /// Papers the reader liked; each is an interest of its own.
    public var likes: [String]
    /// Papers that count against an answer which is like them.
    public var unlikes: [String]
    /// Free text in Chinese, English or both, weighed like one more liked paper.
    public var text: String?
    /// The most answers wanted; at least 1.
    public var limit: Int
    /// Only these kinds of entry; empty for all.
    public var kinds: Set<Paper.Kind>
    /// Only papers of this year or later; an entry without a year is left out.
    public var since: Int?
    /// Only papers of this year or earlier; an entry without a year is left out.
    public var until: Int?
    /// Only papers under this topic: a name in the tree, or a path such as `计算机视觉/图像分割`.
    public var topic: String?
    /// What papers are compared by; nil for the default of the index.
    public var signal: Signal?

    /// A query; everything not given stays open.
    public init(
        likes: [String] = [], unlikes: [String] = [], text: String? = nil, limit: Int = 10
    ) {
        self.likes = likes
        self.unlikes = unlikes
        self.text = text
        self.limit = limit
        self.kinds = []
    }
}
