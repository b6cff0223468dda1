import Kindred

/// What came of reading Markdown lists.
struct ImportLines {
    let lists: [List]
    /// All entries together, the same paper merged.
    let catalogue: Catalogue
    /// What its keeper may want to look at; nil where nobody asked.
    var review: ListReview?

    /// One list.
    struct List {
        /// The name of its file.
        let document: String
        let report: ImportReport
    }

    /// The report as people read it.
    func lines(output: String?, on terminal: Terminal) -> [String] {
        let count = catalogue.papers.count.of("entry", "entries")
        let target = output.map { " → \($0)" } ?? ""
        let placed = "\(placedCount.grouped) of \(linkCount.of("link", "links")) placed"
        var lines = [
            "\(documents.joined(separator: ", "))\(target)", "  \(count)\(kindsInBrackets)",
        ]
        lines.append("  \(placed)")
        if unplaced.isEmpty {
            lines.append("  every line placed")
        } else {
            lines.append("  \(unplaced.count.of("line", "lines")) not placed:")
        }
        return lines + unplacedLines(on: terminal) + (reviewLines?.lines(on: terminal) ?? [])
    }

    private var reviewLines: ReviewLines? {
        review.map {
            ReviewLines(review: $0, papers: catalogue.papers, namesDocuments: lists.count > 1)
        }
    }

    /// The report as programs read it.
    var json: JSON {
        reviewLines.map { counted.adding("review", $0.json) } ?? counted
    }

    private var counted: JSON {
        JSON([
            "entries": .object(
                kinds.map { JSON.Member(key: $0.kind.rawValue, value: .integer($0.count)) }),
            "links": .integer(linkCount),
            "placed": .integer(placedCount),
            "unplaced": .list(
                unplaced.map {
                    JSON([
                        "document": .text($0.document), "line": .integer($0.line),
                        "text": .text($0.text),
                    ])
                }),
            "documents": JSON(documents),
        ])
    }

    private var kindsInBrackets: String {
        let kinds = kinds.filter { $0.count > 0 }.map { "\($0.kind.rawValue) \($0.count.grouped)" }
        return kinds.isEmpty ? "" : " (" + kinds.joined(separator: ", ") + ")"
    }

    private var kinds: [(kind: Paper.Kind, count: Int)] {
        Paper.Kind.allCases.map { kind in (kind, catalogue.papers.count { $0.kind == kind }) }
    }

    private func unplacedLines(on terminal: Terminal) -> [String] {
        unplaced.map { line in
            let place = lists.count > 1 ? "\(line.document):\(line.line): " : "\(line.line): "
            let start = "    " + place
            let room = max(10, terminal.width - start.displayWidth)
            return terminal.styled(start, .faint) + line.text.plainLine.cut(toWidth: room)
        }
    }

    private var documents: [String] { lists.map(\.document) }
    private var linkCount: Int { lists.reduce(0) { $0 + $1.report.links } }
    private var placedCount: Int { lists.reduce(0) { $0 + $1.report.placed } }

    private var unplaced: [(document: String, line: Int, text: String)] {
        lists.flatMap { list in
            list.report.unplaced.map { (list.document, $0.line, $0.text) }
        }
    }
}
