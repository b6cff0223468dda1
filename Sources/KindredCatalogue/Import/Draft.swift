/// An entry while the document is still being read.
struct Draft {
    /// The line it begins on.
    var line: Int
    /// How it was written down; decides how it may attach to its neighbours.
    var form: Form
    /// The run of lines between two headings that it stands in.
    var section: Int
    /// Where the section stands in the tree of headings.
    var topics: [String]

    var title: String?
    var otherTitles: [String] = []
    var links: [Link] = []
    /// What was said of it, with the line of each part.
    var summary: [Remark] = []
    var abstract: [Remark] = []
    var recommendations: [Recommendation] = []
    var tags: [String] = []
    var names: [String] = []
    var authors: [String] = []
    var venue: String?
    var year: Int?
    var month: Int?
    /// A kind that a label or column told.
    var kind: Paper.Kind?
    /// What a label before its title said of it.
    var role: FieldRole?
    /// Whether a known label gave it something: then it is an entry even without a link.
    var hasFields = false
    /// Whether what it says is enough for an entry without a link (year, authors, a list of such).
    var isCitation = false
    /// A label's or lead-in's words, for an entry whose links bear no title.
    var leadIn: String?
    /// Whether a label spoke of a paper, even where the paper has no address.
    var speaksOfPaper = false
    /// Whether it, or the prose after it, announces several papers.
    var announcesSeveral = false
    /// Whether it became part of another entry or turned out to be none.
    var isGone = false
    /// The heading of its section.
    var heading: String?

    enum Form {
        /// A line of a paragraph; neighbours of this form may belong together.
        case line
        /// A bold or italic line that may prove to be a title or a group's name.
        case title
        /// A list item.
        case item
        /// A table row.
        case row
        /// A block that a recommender, a tag or a labelled link began; its title is unknown.
        case block
        /// A section that is one entry, named by its heading.
        case heading
        /// A link inside a sentence.
        case sentence
    }

    /// A piece of prose and its line.
    struct Remark {
        var line: Int
        var text: String
    }

    /// Whether one of its links is a paper's.
    var isPaper: Bool { links.contains { LinkKind.leadsToPaper($0.kind) } }

    /// Whether it is surely about a paper: the title's own link, a label or an archive says so.
    ///
    /// A book or handout that hangs on an article as a bare `.pdf` does not make it a paper.
    var isSurelyPaper: Bool {
        if speaksOfPaper { return true }
        guard let first = links.first else { return false }
        if LinkKind.leadsToPaper(first.kind) { return true }
        return links.contains { link in
            guard LinkKind.leadsToPaper(link.kind) else { return false }
            return hasFields || form != .line
                || PaperID(link.url).map { $0.scheme != .url } ?? false
        }
    }

    /// Adds a link unless the same address is there; a label is kept where one was missing.
    ///
    /// A second paper of the same archive is another paper: it stays a link to read besides, or
    /// the two would become one entry.
    mutating func add(_ link: Link) {
        var link = link
        if LinkKind.leadsToPaper(link.kind), isPaper, let id = PaperID(link.url), id.scheme != .url
        {
            let isOther = links.contains { known in
                guard LinkKind.leadsToPaper(known.kind), let own = PaperID(known.url) else {
                    return false
                }
                return own.scheme == id.scheme && own != id
            }
            if isOther { link.kind = .article }
        }
        if let known = links.firstIndex(where: { $0.url == link.url }) {
            if links[known].label == nil { links[known].label = link.label }
        } else {
            links.append(link)
        }
    }

    /// Adds a link by what its words and host say.
    mutating func add(_ use: Reading.LinkUse, role: FieldRole? = nil, label: String? = nil) {
        guard Address.leadsSomewhere(use.address) else { return }
        let kind = LinkKind.kind(of: use.address, role: use.role ?? role, title: use.title)
        add(Link(kind: kind, url: use.address, label: use.label ?? label))
    }

    /// Takes prose about the entry: a line of nothing but people and a venue tells those.
    mutating func take(_ remark: Remark) {
        if summary.isEmpty, isDate(remark.text) {
            year = year ?? Text.year(in: remark.text)
            return
        }
        let isOpen = authors.isEmpty || venue == nil
        if isOpen, summary.isEmpty, remark.text.count < 300, !Text.hasHan(remark.text) {
            let citation = Citation(title: "", tail: remark.text)
            let isPeople = authors.isEmpty && !citation.authors.isEmpty
            let isPlace =
                venue == nil && !remark.text.contains(":") && citation.venue != nil
                && citation.authors.isEmpty
            if isPeople || isPlace, citation.notes.isEmpty {
                if isPeople { authors = citation.authors }
                venue = venue ?? citation.venue
                year = year ?? citation.year
                return
            }
        }
        summary.append(remark)
    }

    /// `2026-02-27` and nothing else.
    private func isDate(_ text: String) -> Bool {
        text.count <= 12 && text.count > 4 && !text.contains(where: \.isLetter)
            && Text.year(in: text) != nil
    }

    /// Takes over everything another draft knows; its own title stays.
    mutating func absorb(_ other: Draft) {
        for link in other.links { add(link) }
        summary = (summary + other.summary).sorted { $0.line < $1.line }
        abstract += other.abstract
        recommendations += other.recommendations
        for tag in other.tags where !tags.contains(tag) { tags.append(tag) }
        for name in other.names where !names.contains(name) { names.append(name) }
        venue = venue ?? other.venue
        line = min(line, other.line)
    }
}
