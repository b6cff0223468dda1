/// What one passage of the document says, before it is known where it belongs.
struct Reading {
    /// The first line of the passage.
    var line: Int
    /// The visible text, squeezed.
    var text: String
    /// What the passage is.
    var shape: Shape
    /// The `#tags` at the end of a passage that says something else besides.
    var tags: [String] = []

    enum Shape {
        /// Pictures, ornaments, empty marks.
        case nothing
        /// Links within the document: a table of contents, `back to top`.
        case contents
        /// The page's own furniture: read counters, banners, calls to subscribe.
        case boilerplate([LinkUse])
        /// `@who 推荐`.
        case recommender(String)
        /// `#Sequence Modeling`, `#nlp #bert`.
        case tags([String])
        /// A label that stands alone; what it labels follows.
        case label(FieldRole, String)
        /// A known label with its text or links.
        case field(FieldRole, label: String, text: String, uses: [LinkUse])
        /// A label that no table knows, before a link without a title of its own.
        case labelled(String, [LinkUse])
        /// Links that bear no title: bare addresses, `[pdf]`.
        case links([LinkUse], rest: String)
        /// The beginning of an entry.
        case lead(Lead)
        /// Prose that holds links.
        case sentence([LinkUse])
        /// Prose.
        case prose
    }

    /// One link of a passage and what its words say.
    struct LinkUse {
        var address: String
        /// The role the link's own words or the label before it give; nil for a titled link.
        var role: FieldRole?
        /// The words of the link, unless they are its address or only name its kind.
        var title: String?
        /// The words to keep as its label: the title, or a label such as `PyTorch`.
        var label: String?
        /// The name right before a bracketed link: `SASRec（[Self-attentive …](…)）`.
        var nameBefore: String?
        /// Whether only a picture could be clicked.
        var isPicture = false
    }

    /// The beginning of an entry: its title and what its line says besides.
    struct Lead {
        var citation: Citation
        /// The link the title itself bears.
        var titleLink: LinkUse?
        /// The other links.
        var uses: [LinkUse] = []
        /// Whether the title is set in bold or italics and nothing else stands in the passage.
        var isBare = false
        /// Whether the title is set in bold.
        var isStrong = false
        /// What a label before the title says of it (`原始论文：[…](…)`).
        var role: FieldRole?
        /// The words before a title link, where they say more than a number.
        var before = ""
        /// Whether it is a note of a note-taking program, an entry even without address.
        var isNote = false
        /// A short name set apart before the title.
        var name: String?
        /// Whether it is a numbered reference, an entry even without a link.
        var isReference = false
        /// The text the title was read from, for a second look at its parts.
        var source = ""
    }
}
