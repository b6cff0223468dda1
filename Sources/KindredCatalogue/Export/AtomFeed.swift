/// Writes papers as an Atom feed, for feed readers and programs.
///
/// | Atom | paper |
/// |---|---|
/// | `id` | `tag:kindred,2026:paper/…`, made of the paper's id: the same in every feed |
/// | `title`, `summary` | title; abstract, else summary, in the reader's language |
/// | `author` | authors |
/// | `published`, `updated` | the first of its month; January of its year; without a year the feed's own date |
/// | `link` | `alternate` the paper, `related` the rest |
/// | `category` | tags, and the last name of each topic |
/// | `content` | what was said of it in the answer, where something was |
///
/// Nothing depends on the clock: the feed's own date is given, else it is the latest of its papers.
/// - Source: RFC 4287; RFC 4151 for the form of identifiers.
package struct AtomFeed {
    /// One entry of a feed.
    package struct Entry {
        /// The paper.
        package var paper: Paper
        /// Why it is here, as plain text; nil where nothing is to be said.
        package var note: String?

        /// An entry.
        package init(_ paper: Paper, note: String? = nil) {
            self.paper = paper
            self.note = note
        }
    }

    private let title: String
    private let language: Language
    private let date: String?

    /// A feed.
    ///
    /// - Parameters:
    ///   - title: What it answers; its identifier is made of it.
    ///   - language: In which language titles and texts are wanted where there are several.
    ///   - date: `2026-11-21`; nil for the latest date of its papers.
    package init(title: String, language: Language = .english, date: String? = nil) {
        self.title = title
        self.language = language
        self.date = date.map { $0 + "T00:00:00Z" }
    }

    /// The bytes of the feed.
    /// - Complexity: O(bytes).
    package func bytes(of entries: [Entry]) -> [UInt8] {
        let updated =
            date ?? entries.compactMap { Self.date(of: $0.paper) }.max() ?? "1970-01-01T00:00:00Z"
        var pen = XMLPen()
        pen.begin("feed", [("xmlns", "http://www.w3.org/2005/Atom")])
        pen.element("title", text: title)
        pen.element("id", text: Self.tag("feed", title))
        pen.element("updated", text: updated)
        pen.begin("author")
        pen.element("name", text: "Kindred")
        pen.end()
        pen.element("generator", text: "Kindred")
        for entry in entries { write(entry, updated: updated, &pen) }
        pen.end()
        return pen.take()
    }

    private func write(_ entry: Entry, updated: String, _ pen: inout XMLPen) {
        let paper = entry.paper
        let date = Self.date(of: paper)
        pen.begin("entry")
        pen.element("title", text: paper.titles[language] ?? paper.title ?? paper.id)
        pen.element("id", text: Self.tag("paper", paper.id))
        if let date { pen.element("published", text: date) }
        pen.element("updated", text: date ?? updated)
        for name in paper.authors where !name.isEmpty {
            pen.begin("author")
            pen.element("name", text: name)
            pen.end()
        }
        writeLinks(of: paper, &pen)
        for label in Self.labels(of: paper) { pen.element("category", [("term", label)]) }
        let summary =
            paper.abstract.preferring(language) ?? paper.summary.preferring(language)
        if let summary { pen.element("summary", text: summary) }
        if let note = entry.note { pen.element("content", [("type", "text")], text: note) }
        pen.end()
    }

    private func writeLinks(of paper: Paper, _ pen: inout XMLPen) {
        let main = paper.mainAddress
        if let main { pen.element("link", [("rel", "alternate"), ("href", main)]) }
        for link in paper.links where link.url != main {
            let type = link.kind == .pdf ? [("type", "application/pdf")] : []
            pen.element(
                "link",
                [
                    ("rel", "related"), ("href", link.url),
                    ("title", link.label ?? link.kind.rawValue),
                ]
                    + type)
        }
        // An entry needs an address or a content.
        if main == nil {
            pen.element("link", [("rel", "alternate"), ("href", Self.address(of: paper))])
        }
    }

    /// An address made of the id, where the paper has no link.
    private static func address(of paper: Paper) -> String {
        if let id = paper.identifier(.arXiv) { return "https://arxiv.org/abs/\(id)" }
        if let id = paper.identifier(.doi) { return "https://doi.org/\(id)" }
        if let id = paper.identifier(.acl) { return "https://aclanthology.org/\(id)" }
        return tag("paper", paper.id)
    }

    private static func labels(of paper: Paper) -> [String] {
        var labels = paper.tags
        for name in paper.topics.compactMap(\.last) where !labels.contains(name) {
            labels.append(name)
        }
        return labels
    }

    private static func date(of paper: Paper) -> String? {
        guard let year = paper.year, (1...9999).contains(year) else { return nil }
        return "\(year.padded(to: 4))-\((paper.month ?? 1).padded(to: 2))-01T00:00:00Z"
    }

    /// `tag:kindred,2026:paper/arXiv:1911.05722`; what may not stand in it is percent-encoded.
    private static func tag(_ kind: String, _ name: String) -> String {
        var text = "tag:kindred,2026:\(kind)/"
        for byte in name.utf8 {
            if byte.isLetter || byte.isDigit || "-._~:@/".utf8.contains(byte) {
                text.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                let digits = String(byte, radix: 16, uppercase: true)
                text += byte < 16 ? "%0\(digits)" : "%\(digits)"
            }
        }
        return text
    }
}
