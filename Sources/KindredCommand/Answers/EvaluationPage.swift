import Kindred
import KindredEvaluation

/// An evaluation as it is printed.
struct EvaluationPage {
    private let evaluation: Evaluation
    private let signal: Signal?
    private let perQuery: Bool

    init(_ evaluation: Evaluation, signal: Signal?, perQuery: Bool) {
        self.evaluation = evaluation
        self.signal = signal
        self.perQuery = perQuery
    }

    private var report: Report { evaluation.report }

    /// One row for all queries, after a row for each where those were asked for.
    func lines(on terminal: Terminal = .standardOutput()) -> [String] {
        var table = Table(columns: [Table.Column(title: "query", mayShrink: true)])
        table.columns += report.measures.map {
            Table.Column(title: $0.name, alignment: .right, style: .number)
        }
        if perQuery {
            table.rows = report.queries.indices.map { place in
                [report.queries[place].plainLine] + report.values.map { $0[place].inFourPlaces }
            }
        }
        table.rows.append(["all"] + report.means.map(\.inFourPlaces))
        let count = report.queries.count.of("query", "queries")
        return ["\(count), \(signal?.rawValue ?? "no signal")", ""] + table.lines(on: terminal)
    }

    /// The object that the help describes.
    var json: JSON {
        let members = [JSON.Member(key: "queries", value: .integer(report.queries.count))]
        let missing = evaluation.missing
        let all = JSON.object(members + Self.members(report.measures, report.means))
            .adding("signal", JSON(signal?.rawValue))
            .adding(
                "missing",
                JSON([
                    "queries": .integer(missing.queries),
                    "documents": .integer(missing.documents), "pool": .integer(missing.pool),
                ]))
        guard perQuery else { return all }
        return all.adding(
            "perQuery",
            .list(
                report.queries.indices.map { place in
                    let query = JSON.Member(key: "query", value: .text(report.queries[place]))
                    let values = report.values.map { $0[place] }
                    return .object([query] + Self.members(report.measures, values))
                }))
    }

    /// One sentence on what the catalogue lacks; nil where it lacks nothing.
    var missing: String? {
        let missing = evaluation.missing
        let parts = [
            (missing.queries, missing.queries.of("query", "queries") + " (left out)"),
            (
                missing.documents,
                missing.documents.of("judged or liked paper", "judged or liked papers")
                    + " (not to be found)"
            ),
            (missing.pool, missing.pool.of("id of the pool", "ids of the pool")),
        ].filter { $0.0 > 0 }.map(\.1)
        return missing.isEmpty
            ? nil : "the catalogue lacks " + parts.joined(separator: ", ") + "."
    }

    /// Measures with their values.
    static func members(_ measures: [Measure], _ values: [Double]) -> [JSON.Member] {
        zip(measures, values).map { JSON.Member(key: $0.key, value: JSON(measured: $1)) }
    }
}

/// Two runs side by side as they are printed.
struct ComparisonPage {
    let comparison: RunComparison
    /// What the runs are called: their files.
    let names: [String]

    private var measures: [Measure] { comparison.first.measures }

    /// One row for each measure.
    func lines(on terminal: Terminal = .standardOutput()) -> [String] {
        let titles = ["a", "b", "a − b", "95 % interval", "p"]
        var table = Table(columns: [Table.Column(title: "")])
        table.columns += titles.map { Table.Column(title: $0, alignment: .right) }
        for (place, measure) in measures.enumerated() {
            let difference = comparison.differences[place]
            table.rows.append([
                measure.name, comparison.first.means[place].inFourPlaces,
                comparison.second.means[place].inFourPlaces,
                difference.difference.inFourPlaces,
                difference.lower.inFourPlaces + " … " + difference.upper.inFourPlaces,
                difference.pValue.inFourPlaces,
            ])
        }
        let count = comparison.first.queries.count.of("query", "queries")
        return ["\(count); a: \(names[0].plainLine), b: \(names[1].plainLine)", ""]
            + table.lines(on: terminal)
    }

    /// The object that the help describes.
    var json: JSON {
        JSON([
            "queries": .integer(comparison.first.queries.count),
            "a": .object(EvaluationPage.members(measures, comparison.first.means)),
            "b": .object(EvaluationPage.members(measures, comparison.second.means)),
            "differences": .list(
                zip(measures, comparison.differences).map { measure, difference in
                    JSON([
                        "measure": .text(measure.key),
                        "difference": JSON(measured: difference.difference),
                        "lower": JSON(measured: difference.lower),
                        "upper": JSON(measured: difference.upper),
                        "p": JSON(measured: difference.pValue),
                    ])
                }),
        ])
    }
}

extension JSON {
    /// A measure, with eight places: enough to be compared to a millionth.
    init(measured value: Double) {
        self = .decimal(units: Int((value * 1e8).rounded()), places: 8)
    }
}

extension Double {
    /// The number as a table shows a measure: `0.1229`, `-0.0041`.
    var inFourPlaces: String {
        let units = Int((self * 1e4).rounded())
        let digits = String(units.magnitude)
        let padded = String(repeating: "0", count: max(0, 5 - digits.count)) + digits
        return (units < 0 ? "-" : "") + padded.dropLast(4) + "." + padded.suffix(4)
    }
}
