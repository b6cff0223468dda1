public import KindredCatalogue

/// What a reading path is asked for: words, or a paper to be able to read; one of the two.
public struct PathQuery: Hashable, Sendable {
    /// A topic of the catalogue's tree, by name or path, or free text in Chinese or English.
    public var words: String?
    /// The paper that the reader wants to be able to read, named as people type it.
    public var target: String?
    /// The paper that the reader knows and starts from; only with a target.
    public var start: String?
    /// What the reader can spend.
    public var budget: ReadingBudget
    /// What the reader is up to: with `introductory` advanced entries are left out, with `advanced`
    /// introductory ones. Entries of unknown level stay; `core` and nil leave nothing out.
    public var level: Paper.Level?
    /// Papers that were read already: they are never steps, and what they cover is covered.
    public var known: [String] = []
    /// The kinds of entry that may be steps; a target may be of any kind.
    public var kinds: Set<Paper.Kind> = [.paper]

    /// A question about a topic or a text.
    public init(through words: String, within budget: ReadingBudget = ReadingBudget()) {
        self.words = words
        self.budget = budget
    }

    /// A question about what leads to a paper, from another one or from nowhere.
    public init(
        to target: String, from start: String? = nil, within budget: ReadingBudget = ReadingBudget()
    ) {
        self.target = target
        self.start = start
        self.budget = budget
    }
}
