import Kindred

/// What is known about one paper, as people read it in their language.
struct PaperPage {
    let paper: Paper
    let language: Language
    /// What topics are called in that language.
    var names = TopicNames()
    let terminal: Terminal

    /// The lines of the page; what is not known has no line.
    func lines() -> [String] { heading + summary + facts + texts }

    private var words: PageWords { PageWords(language: language) }

    /// The title, the same in other languages, and what sort of thing it is on one line.
    private var heading: [String] {
        let title = paper.shownTitle(in: language)
        let others = paper.titles(besides: title)
        var sorts = [paper.kind.rawValue]
        // A data set that adds a data set is called so once.
        for word in [paper.contribution?.rawValue, paper.level?.rawValue] {
            if let word, !sorts.contains(word) { sorts.append(word) }
        }
        let facts = sorts.map { words($0) } + [date, (paper.venue ?? "").plainLine]
        return wrapped(title, .bold) + others.flatMap { wrapped($0, .faint) }
            + wrapped(facts.filter { !$0.isEmpty }.joined(separator: " · "), .plain)
    }

    private var summary: [String] {
        guard let text = paper.summary.preferring(language) else { return [] }
        let note = paper.basis == .title ? words(PageWords.basedOnTitle) : ""
        return [""] + paragraphs(text)
            + note.wrapped(toWidth: paragraphWidth).map { "  " + terminal.styled($0, .faint) }
    }

    private var facts: [String] {
        var lines = [""]
        lines += fact("keywords", pieces: paper.shownKeywords)
        for path in paper.topics {
            lines += fact("topic", names.path(path, in: language).joined(separator: " › "))
        }
        lines += fact("tags", paper.tags.map { "#" + $0 }.joined(separator: " "))
        lines += fact("names", paper.names.joined(separator: ", "))
        lines += fact("authors", paper.authors.joined(separator: ", "))
        lines += fact("id", ([paper.id] + paper.aliases).joined(separator: ", "))
        for link in paper.links { lines.append(line(for: link)) }
        for source in paper.sources { lines += fact("source", words.place(of: source)) }
        return lines
    }

    private var texts: [String] {
        var lines: [String] = []
        for recommendation in paper.recommendations {
            let who = words.recommended(by: recommendation.by?.plainLine)
            lines += ["", terminal.styled(who, .faint)] + paragraphs(recommendation.text ?? "")
        }
        if let abstract = paper.abstract.preferring(language) {
            lines += ["", terminal.styled(words("abstract"), .faint)] + paragraphs(abstract)
        }
        return lines
    }

    private var date: String {
        guard let year = paper.year else { return "" }
        guard let month = paper.month else { return String(year) }
        return "\(year)-" + (month < 10 ? "0" : "") + String(month)
    }

    /// A link stands on one line whatever its length: half of one leads nowhere.
    private func line(for link: Link) -> String {
        let label = link.label.map { "  " + $0.plainLine } ?? ""
        let url = link.url.plainLine
        let room = terminal.width - Self.indent - url.displayWidth
        return name(link.kind.rawValue) + url
            + terminal.styled(room > 8 ? label.cut(toWidth: room) : "", .faint)
    }

    private func fact(_ name: String, _ text: String) -> [String] {
        fact(name, lines: text.plainLine.wrapped(toWidth: terminal.width - Self.indent))
    }

    /// Pieces on as few lines as they take; only one that is longer than a line is broken.
    private func fact(_ name: String, pieces: [String]) -> [String] {
        let room = terminal.width - Self.indent
        var lines: [String] = []
        for piece in pieces {
            if let line = lines.last, "\(line) · \(piece)".displayWidth <= room {
                lines[lines.count - 1] = "\(line) · \(piece)"
            } else {
                lines += piece.wrapped(toWidth: room)
            }
        }
        return fact(name, lines: lines)
    }

    private func fact(_ name: String, lines: [String]) -> [String] {
        lines.enumerated().map { self.name($0.offset == 0 ? name : "") + $0.element }
    }

    private func wrapped(_ text: String, _ style: Terminal.Style) -> [String] {
        text.wrapped(toWidth: terminal.width).map { terminal.styled($0, style) }
    }

    /// A text whose empty lines part paragraphs, as merged summaries have them.
    private func paragraphs(_ text: String) -> [String] {
        let paragraphs = text.split(separator: "\n\n").map { String($0).plainLine }
        let blocks = paragraphs.map { paragraph in
            paragraph.wrapped(toWidth: paragraphWidth).map { "  " + $0 }
        }
        return Array(blocks.filter { !$0.isEmpty }.joined(separator: [""]))
    }

    private func name(_ name: String) -> String {
        terminal.styled(words(name).padded(toWidth: Self.indent), .faint)
    }

    private var paragraphWidth: Int { min(terminal.width, Self.widestParagraph) - 2 }

    private static let indent = 10
    // Longer lines are hard to read, however wide the window.
    private static let widestParagraph = 90
}
