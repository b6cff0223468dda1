/// One entry of a catalogue: a paper, or something beside papers that a reader may want.
///
/// Only `id` and `kind` are always known. Everything else is what some list or person said.
public struct Paper: Hashable, Sendable, Identifiable {
    /// The name of this entry, exactly as its catalogue spells it: `arXiv:1911.05722`.
    public var id: String
    /// Other spellings or identifiers under which this paper is known, without `id`.
    public var aliases: [String] = []
    /// What sort of thing this is.
    public var kind: Kind = .paper
    /// The title in the language the source gave it; nil where the source does not say.
    public var title: String?
    /// The title by language; holds `title` too.
    public var titles = LocalizedText()
    /// Short names that people use for it: `MoCo`, `BERT`.
    public var names: [String] = []
    /// What it is about, in someone's own words.
    public var summary = LocalizedText()
    /// What the summary rests on; nil where nobody says.
    public var basis: Basis?
    /// The authors' abstract.
    public var abstract = LocalizedText()
    /// The field's terms for what it is about, each in one language or several:
    /// `图注意力`, `graph attention`.
    public var keywords: [LocalizedText] = []
    /// What it adds to its field; nil where nobody says.
    public var contribution: Contribution?
    /// How much a reader should know already; nil where nobody says.
    public var level: Level?
    /// Where it stands in trees of topics, each path from the root: `["计算机视觉", "图像分割"]`.
    public var topics: [[String]] = []
    /// Free labels, without `#`.
    public var tags: [String] = []
    /// The year of first appearance.
    public var year: Int?
    /// The month of first appearance, 1...12.
    public var month: Int?
    /// Where it was published: `NeurIPS`, `ICLR 2020`.
    public var venue: String?
    /// The authors, in order, as written.
    public var authors: [String] = []
    /// Where to find it and what belongs to it.
    public var links: [Link] = []
    /// Who recommended it and why.
    public var recommendations: [Recommendation] = []
    /// The places it was read from.
    public var sources: [Source] = []
    /// Fields of the record that this version of Kindred does not know, as raw JSON by name.
    public var otherFields: [String: String] = [:]

    /// An entry of which only the name is known.
    public init(id: String) { self.id = id }

    /// The sort of thing an entry is.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        case paper, article, code, course, dataset, tool, talk
    }

    /// What a paper adds to its field; of several, what weighs most.
    public enum Contribution: String, Hashable, Sendable, CaseIterable {
        case survey, method, theory, dataset, benchmark, system, analysis, application
    }

    /// How much a reader should know already.
    public enum Level: String, Hashable, Sendable, CaseIterable {
        /// For newcomers to the field.
        case introductory
        /// What everyone in the field reads.
        case core
        /// For those who know the core.
        case advanced
    }

    /// What a summary rests on.
    public enum Basis: String, Hashable, Sendable, CaseIterable {
        /// A description that the source gave.
        case document
        /// The title and common knowledge alone.
        case title
    }
}

/// An address, what it leads to, and the words it stood under.
public struct Link: Hashable, Sendable {
    /// What the address leads to.
    public var kind: Kind
    /// The address, as given.
    public var url: String
    /// The words of the link, where they say more than the address.
    public var label: String?

    /// What a link leads to.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        case paper, pdf, code, project, article, video, dataset
    }

    /// A link of a kind.
    public init(kind: Kind, url: String, label: String? = nil) {
        self.kind = kind
        self.url = url
        self.label = label
    }
}

/// Who recommended a paper, and why.
public struct Recommendation: Hashable, Sendable {
    /// The person's name, without `@`; nil where the list itself recommends.
    public var by: String?
    /// The reason given.
    public var text: String?

    /// A recommendation; one of the two should be there.
    public init(by: String? = nil, text: String? = nil) {
        self.by = by
        self.text = text
    }
}

/// A place in a document.
public struct Source: Hashable, Sendable {
    /// The document's file name.
    public var document: String
    /// The line, from 1.
    public var line: Int?

    /// A place in a document.
    public init(document: String, line: Int? = nil) {
        self.document = document
        self.line = line
    }
}
