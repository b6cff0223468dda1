import Foundation
import Kindred

/// What was measured, for people: where, on what, how long, and whether the guards held.
struct Report {
    private var rows = [
        ["benchmark", "median", "p90", "beside", "median", "p90", "ratio", "guard"]
    ]
    /// The benchmarks whose guard did not hold, or whose answer was wrong.
    private(set) var failures: [String] = []

    /// The machine and the code. `KINDRED_COMMIT` names the commit; `scripts/benchmark` sets it.
    static var heading: String {
        let variables = ProcessInfo.processInfo.environment
        let cpu = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8))?
            .split(separator: "\n").first { $0.hasPrefix("model name") }?
            .split(separator: ":").last?.trimmingCharacters(in: .whitespaces)
        return
            "kindred \(KindredVersion.number), commit \(variables["KINDRED_COMMIT"] ?? "unknown")"
            + " · \(cpu ?? "unknown CPU"), \(ProcessInfo.processInfo.activeProcessorCount) cores"
    }

    /// The input and its size.
    static func heading(of input: Input) -> String {
        let megabytes = (Double(input.size) / 1e6).formatted(.number.precision(.fractionLength(1)))
        return "\(input.name): \(input.catalogue.papers.count) papers, \(megabytes) MB"
    }

    mutating func add(_ benchmark: Benchmark, _ measured: Measurement, guardedBy least: Double?) {
        let held = least.map { measured.ratio >= $0 } ?? true
        rows.append(
            [benchmark.name] + Self.times(measured.work) + [benchmark.baselineName]
                + Self.times(measured.baseline)
                + [Self.ratio(measured.ratio), least.map { "≥ \(Self.ratio($0))" } ?? "–"])
        if !held {
            failures.append(
                "\(benchmark.name): ratio \(Self.ratio(measured.ratio)) is under its guard.")
        }
    }

    mutating func fail(_ benchmark: Benchmark, _ error: any Error) {
        failures.append("\(benchmark.name): \(error)")
    }

    /// The table, columns as wide as their widest cell.
    var table: String {
        let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            zip(row, widths).map { cell, width in
                cell + String(repeating: " ", count: width - cell.count)
            }.joined(separator: "  ").trimmingCharacters(in: .whitespaces)
        }.joined(separator: "\n")
    }

    private static func times(_ samples: [Double]) -> [String] {
        [0.5, 0.9].map { time(Measurement.quantile($0, of: samples)) }
    }

    private static func time(_ seconds: Double) -> String {
        switch seconds {
        case ..<1e-3: "\(digits(seconds * 1e6)) µs"
        case ..<1: "\(digits(seconds * 1e3)) ms"
        default: "\(digits(seconds)) s"
        }
    }

    private static func ratio(_ value: Double) -> String { "\(digits(value))×" }

    /// Three digits that count.
    private static func digits(_ value: Double) -> String {
        String(format: value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f", value)
    }
}
