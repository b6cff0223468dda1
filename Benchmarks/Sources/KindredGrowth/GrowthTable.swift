import Foundation

/// What was measured on one catalogue.
struct Run: Codable {
    /// `made` or `conf`.
    var source: String
    /// What `kindred index --signal` took; empty for its default.
    var signal: String
    /// The commit that was measured.
    var commit: String
    var paperCount: Int
    var catalogueInBytes: Double
    var stages: [Measured]
}

/// Runs as tables for people: a line for each stage, a column for each size, and the slope.
struct GrowthTable {
    let runs: [Run]

    /// The stages in the order of their first appearance.
    var stages: [String] {
        runs.flatMap(\.stages).map(\.stage).reduce(into: []) { stages, stage in
            if !stages.contains(stage) { stages.append(stage) }
        }
    }

    /// The sizes and numbers of made-up papers, for lines and slopes.
    func points(_ stage: String, _ value: (Measured) -> Double) -> [(Double, Double)] {
        runs.filter { $0.source == "made" }.compactMap { run in
            run.stages.first { $0.stage == stage }.map { (Double(run.paperCount), value($0)) }
        }
    }

    /// Both tables in Markdown.
    var markdown: String {
        [
            table("time", Self.time, \.seconds),
            table("most memory until the end of the stage", Self.size, \.peakInBytes),
            facts,
        ].joined(separator: "\n\n")
    }

    private func table(
        _ title: String, _ words: (Double) -> String, _ value: (Measured) -> Double
    ) -> String {
        let heads = runs.map { "\(Self.count($0.paperCount)) \($0.source)" }
        var lines = [
            "| \(title) | \(heads.joined(separator: " | ")) | slope |",
            "|---|" + runs.map { _ in "---:|" }.joined() + "---:|",
        ]
        for stage in stages {
            let cells = runs.map { run in
                run.stages.first { $0.stage == stage }.map { words(value($0)) } ?? "–"
            }
            let slope = String(format: "%.2f", Line(points(stage, value)).slope)
            lines.append("| \(stage) | \(cells.joined(separator: " | ")) | \(slope) |")
        }
        return lines.joined(separator: "\n")
    }

    private var facts: String {
        var lines = [
            "| papers | catalogue | index | terms | one query, 90th percentile |",
            "|---|---:|---:|---:|---:|",
        ]
        for run in runs {
            let facts = run.stages.map(\.facts).reduce([:]) { $0.merging($1) { one, _ in one } }
            lines.append(
                "| \(Self.count(run.paperCount)) \(run.source) | \(Self.size(run.catalogueInBytes))"
                    + " | \(Self.size(facts["index"] ?? 0)) | \(Self.count(Int(facts["terms"] ?? 0)))"
                    + " | \(Self.time(facts["p90"] ?? 0)) |")
        }
        return lines.joined(separator: "\n")
    }

    /// A time with the digits that count.
    static func time(_ seconds: Double) -> String {
        switch seconds {
        case ..<1e-3: String(format: "%.0f µs", seconds * 1e6)
        case ..<0.1: String(format: "%.1f ms", seconds * 1e3)
        case ..<1: String(format: "%.0f ms", seconds * 1e3)
        default: String(format: "%.1f s", seconds)
        }
    }

    /// A size with the digits that count.
    static func size(_ bytes: Double) -> String {
        bytes < 1e9
            ? String(format: "%.0f MB", bytes / 1e6) : String(format: "%.2f GB", bytes / 1e9)
    }

    /// A number with commas between thousands.
    static func count(_ number: Int) -> String {
        var digits = String(number)
        var place = digits.count - 3
        while place > 0 {
            digits.insert(",", at: digits.index(digits.startIndex, offsetBy: place))
            place -= 3
        }
        return digits
    }
}
