import Kindred

/// Everything that is known about one paper, as people read it.
struct PaperPage {
    let paper: Paper
    let terminal: Terminal

    /// The lines of the page; what is not known has no line.
    func lines() -> [String] {
        let titles = ([paper.shownTitle] + paper.otherTitles)
            .flatMap { $0.wrapped(toWidth: terminal.width) }
            .map { terminal.styled($0, .bold) }
        return titles + facts + texts
    }

    private var facts: [String] {
        var lines: [String] = []
        lines += fact("id", ([paper.id] + paper.aliases).joined(separator: ", "))
        lines += fact("names", paper.names.joined(separator: ", "))
        lines += fact("kind", paper.kind.rawValue)
        lines += fact("date", date)
        lines += fact("venue", paper.venue ?? "")
        lines += fact("authors", paper.authors.joined(separator: ", "))
        for path in paper.topics { lines += fact("topic", path.joined(separator: " › ")) }
        lines += fact("tags", paper.tags.map { "#" + $0 }.joined(separator: " "))
        for link in paper.links { lines.append(line(for: link)) }
        for source in paper.sources {
            lines += fact("source", source.document + (source.line.map { ", line \($0)" } ?? ""))
        }
        return lines
    }

    private var texts: [String] {
        var lines: [String] = []
        for text in paper.summary.texts { lines += paragraph("summary", text.text) }
        for text in paper.abstract.texts { lines += paragraph("abstract", text.text) }
        for recommendation in paper.recommendations {
            let words = "recommended" + (recommendation.by.map { " by \($0)" } ?? "")
            lines += paragraph(words, recommendation.text ?? "")
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
        let lines = text.plainLine.wrapped(toWidth: terminal.width - Self.indent)
        return lines.enumerated().map { self.name($0.offset == 0 ? name : "") + $0.element }
    }

    private func paragraph(_ name: String, _ text: String) -> [String] {
        let lines = text.plainLine.wrapped(toWidth: min(terminal.width, Self.widestParagraph) - 2)
        return ["", terminal.styled(name, .faint)] + lines.map { "  " + $0 }
    }

    private func name(_ name: String) -> String {
        terminal.styled(name.padded(toWidth: Self.indent), .faint)
    }

    private static let indent = 10
    // Longer lines are hard to read, however wide the window.
    private static let widestParagraph = 90
}
