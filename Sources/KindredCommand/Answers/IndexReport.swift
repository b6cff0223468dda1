import Kindred

/// What an index holds, for `index`, `info` and `verify`.
struct IndexReport {
    let path: String
    let facts: IndexFacts
    let recipe: Recipe
    /// How stale the projection is; nil where it is not, or nobody asked.
    var staleness: Staleness?
    /// How many papers the weights rest on.
    let weighingPaperCount: Int
    var problems: [Catalogue.Problem] = []

    /// A report on an index at a path.
    init(path: String, recommender: Recommender, problems: [Catalogue.Problem] = []) {
        self.path = path
        facts = recommender.facts
        recipe = recommender.recipe
        weighingPaperCount = recommender.weighingPaperCount
        self.problems = problems
    }

    /// One line after an index was made: what is in it, how long it took, how fast that was.
    func line(after time: Duration) -> String {
        let rate = Int((Double(facts.paperCount) / max(time / .seconds(1), 1e-3)).rounded())
        return "\(path): \(facts.paperCount.of("entry", "entries")), "
            + "\(facts.termCount.of("term", "terms")), \(signals.joined(separator: " + ")), "
            + "\(facts.sizeInBytes.asSizeInBytes); "
            + "\(time.asSeconds), \(rate.grouped) entries/s"
    }

    /// The report of `kindred index --json`.
    var json: JSON {
        JSON([
            "index": .text(path),
            "entries": .integer(facts.paperCount),
            "terms": .integer(facts.termCount),
            "sizeInBytes": .integer(facts.sizeInBytes),
            "signals": JSON(signals),
            "skipped": .list(problems.map(\.json)),
        ])
    }

    /// The tables of `kindred info`.
    func lines(on terminal: Terminal) -> [String] {
        var table = Table(columns: [
            Table.Column(title: "", style: .faint), Table.Column(title: "", mayShrink: true),
        ])
        table.rows = [
            ["index", path.plainLine],
            ["format", "version \(facts.formatVersion), written by \(facts.program)"],
            ["entries", facts.paperCount.grouped],
            ["terms", "\(facts.termCount.grouped), \(facts.weightCount.grouped) weights"],
            ["topics", facts.topicCount.grouped],
            ["signals", signals.joined(separator: ", ")],
            ["size", facts.sizeInBytes.asSizeInBytes],
        ]
        let room = max(20, terminal.width - 9)
        for (place, line) in recipe.words.wrapped(toWidth: room).enumerated() {
            table.rows.append([place == 0 ? "recipe" : "", line])
        }
        for (name, text) in asideLines {
            for (place, line) in text.wrapped(toWidth: room).enumerated() {
                table.rows.append([place == 0 ? name : "", line])
            }
        }
        return table.lines(on: terminal) + [""] + sectionTable.lines(on: terminal)
    }

    /// What is unusual about an index: weights of a larger whole, a projection that has grown stale.
    private var asideLines: [(name: String, text: String)] {
        var lines: [(String, String)] = []
        if weighingPaperCount != facts.paperCount {
            lines.append(
                ("weights", "by the frequencies of \(weighingPaperCount.of("entry", "entries"))"))
        }
        if let staleness {
            let permille = Int((staleness.shareOfUnknownWords * 1_000).rounded())
            lines.append(
                (
                    "lsa",
                    "learned from \(staleness.fittedPapers.of("entry", "entries")); since then "
                        + "\(staleness.added.grouped) added, \(staleness.changed.grouped) changed, "
                        + "\(staleness.removed.grouped) removed; \(permille / 10).\(permille % 10) % "
                        + "of all words are unknown to it; `kindred index refit` learns it anew"
                ))
        }
        return lines
    }

    /// What `info` tells of a stale projection.
    private var stalenessJSON: JSON {
        guard let staleness else { return .null }
        return JSON([
            "learnedFrom": .integer(staleness.fittedPapers),
            "added": .integer(staleness.added),
            "changed": .integer(staleness.changed),
            "removed": .integer(staleness.removed),
            "unknownWords": .decimal(
                units: Int((staleness.shareOfUnknownWords * 10_000).rounded()), places: 4),
        ])
    }

    /// The object of `kindred info --json`.
    var infoJSON: JSON {
        JSON([
            "index": .text(path),
            "formatVersion": .integer(facts.formatVersion),
            "program": .text(facts.program),
            "entries": .integer(facts.paperCount),
            "terms": .integer(facts.termCount),
            "weights": .integer(facts.weightCount),
            "topics": .integer(facts.topicCount),
            "signals": JSON(signals),
            "recipe": recipe.json,
            "weighedBy": .integer(weighingPaperCount),
            "staleness": stalenessJSON,
            "sizeInBytes": .integer(facts.sizeInBytes),
            "sections": sectionsJSON,
        ])
    }

    /// The sentence of `kindred verify` about a sound file.
    var soundLine: String {
        "\(path) is sound: \(facts.sections.count.of("section", "sections")), "
            + "\(facts.sizeInBytes.asSizeInBytes), every checksum and number checked."
    }

    /// The object of `kindred verify --json`.
    func verifiedJSON(findings: [String]) -> JSON {
        JSON([
            "index": .text(path),
            "sound": .truth(findings.isEmpty),
            "findings": JSON(findings),
            "sizeInBytes": .integer(facts.sizeInBytes),
            "sections": sectionsJSON,
        ])
    }

    private var signals: [String] { facts.signals.map(\.rawValue) }

    private var sectionTable: Table {
        var table = Table(columns: [
            Table.Column(title: "section", mayShrink: true),
            Table.Column(title: "bytes", alignment: .right, style: .number),
            Table.Column(title: "checksum", style: .faint),
        ])
        table.rows = facts.sections.map {
            [$0.name, $0.sizeInBytes.grouped, Self.hexadecimal($0.checksum)]
        }
        return table
    }

    private var sectionsJSON: JSON {
        .list(
            facts.sections.map {
                JSON([
                    "name": .text($0.name),
                    "sizeInBytes": .integer($0.sizeInBytes),
                    "checksum": .text(Self.hexadecimal($0.checksum)),
                ])
            })
    }

    private static func hexadecimal(_ number: UInt32) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }
}

extension Catalogue.Problem {
    var json: JSON {
        JSON(["file": .text(file), "line": .integer(line), "problem": .text(sentence)])
    }
}

extension Duration {
    /// Seconds with one decimal: `2.3 s`.
    var asSeconds: String {
        let tenths = Int((self / .milliseconds(100)).rounded())
        return "\(tenths / 10).\(tenths % 10) s"
    }
}
