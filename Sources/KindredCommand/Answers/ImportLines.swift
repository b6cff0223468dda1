import Kindred

/// What came of an import.
struct ImportLines {
    let files: [FileImport]
    /// How many entries of each kind there are, the same paper merged.
    let kinds: [Paper.Kind: Int]
    /// The entries of the Markdown lists and what their keeper may want to look at; nil where nobody
    /// asked.
    var review: (catalogue: Catalogue, findings: ListReview)?

    /// The report as people read it.
    func lines(output: String?, on terminal: Terminal) -> [String] {
        let count = kinds.values.reduce(0, +).of("entry", "entries")
        let target = output.map { " → \($0)" } ?? ""
        var lines = [
            "\(documents.joined(separator: ", "))\(target)", "  \(count)\(kindsInBrackets)",
        ]
        lines += files.filter { $0.list == nil }.map { "  \(Self.line($0))" }
        guard files.contains(where: { $0.list != nil }) else { return lines }
        lines.append("  \(placedCount.grouped) of \(linkCount.of("link", "links")) placed")
        if unplaced.isEmpty {
            lines.append("  every line placed")
        } else {
            lines.append("  \(unplaced.count.of("line", "lines")) not placed:")
        }
        return lines + unplacedLines(on: terminal) + (reviewLines?.lines(on: terminal) ?? [])
    }

    private var reviewLines: ReviewLines? {
        review.map {
            ReviewLines(
                review: $0.findings, papers: $0.catalogue.papers, namesDocuments: lists.count > 1)
        }
    }

    /// `library.bib: BibTeX, 230 entries, 2 not read, 1 left out (a volume of proceedings)`.
    private static func line(_ file: FileImport) -> String {
        var parts = [
            "\(file.document): \(file.format.name)", file.entryCount.of("entry", "entries"),
        ]
        if file.problemCount > 0 { parts.append("\(file.problemCount.grouped) not read") }
        for (reason, count) in file.skipped.sorted(by: { $0.key < $1.key }) {
            parts.append("\(count.grouped) left out (\(reason))")
        }
        return parts.joined(separator: ", ")
    }

    /// The report as programs read it.
    var json: JSON {
        reviewLines.map { counted.adding("review", $0.json) } ?? counted
    }

    private var counted: JSON {
        JSON([
            "entries": .object(
                Paper.Kind.allCases.map {
                    JSON.Member(key: $0.rawValue, value: .integer(kinds[$0] ?? 0))
                }),
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
            "files": .list(files.map(Self.json)),
        ])
    }

    private static func json(_ file: FileImport) -> JSON {
        JSON([
            "file": .text(file.path), "format": .text(file.format.rawValue),
            "entries": .integer(file.entryCount),
            "skipped": .object(
                file.skipped.sorted { $0.key < $1.key }.map {
                    JSON.Member(key: $0.key, value: .integer($0.value))
                }),
            "problemCount": .integer(file.problemCount),
            "problems": .list(
                file.problems.map {
                    JSON(["line": .integer($0.line), "text": .text($0.sentence)])
                }),
        ])
    }

    private var kindsInBrackets: String {
        let words = Paper.Kind.allCases.compactMap { kind in
            kinds[kind].map { "\(kind.rawValue) \($0.grouped)" }
        }
        return words.isEmpty ? "" : " (" + words.joined(separator: ", ") + ")"
    }

    private func unplacedLines(on terminal: Terminal) -> [String] {
        unplaced.map { line in
            let place = lists.count > 1 ? "\(line.document):\(line.line): " : "\(line.line): "
            let start = "    " + place
            let room = max(10, terminal.width - start.displayWidth)
            return terminal.styled(start, .faint) + line.text.plainLine.cut(toWidth: room)
        }
    }

    private var documents: [String] { files.map(\.document) }
    private var lists: [ImportReport] { files.compactMap(\.list) }
    private var linkCount: Int { lists.reduce(0) { $0 + $1.links } }
    private var placedCount: Int { lists.reduce(0) { $0 + $1.placed } }

    private var unplaced: [(document: String, line: Int, text: String)] {
        files.flatMap { file in
            (file.list?.unplaced ?? []).map { (file.document, $0.line, $0.text) }
        }
    }
}
