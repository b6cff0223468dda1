// The guards of the hot path. `scripts/bench` runs them and judges by the files in `Thresholds`.
import Benchmark
import Foundation
import KernelWork
import Kindred

/// Millionths of the reference's time that the work takes: 50,000 is twenty times as fast.
///
/// Less is better. A share of something measured in turn in the same process, and not a time, so
/// that it holds on another machine and on a busy one.
private let share = BenchmarkMetric.custom(
    "millionths of the reference's time", polarity: .prefersSmaller, useScalingFactor: false)

/// What the benchmark package calls.
let benchmarks: @Sendable () -> Void = {
    let isShort = ProcessInfo.processInfo.environment["KINDRED_BENCH_SHORT"] != nil
    let configuration = Benchmark.Configuration(
        metrics: [share], warmupIterations: 0, maxDuration: .seconds(isShort ? 1 : 5),
        maxIterations: isShort ? 3 : 15,
        thresholds: [share: BenchmarkThresholds(relative: [.p90: 0.0])])

    func guarding(_ name: String, _ make: @escaping @Sendable () throws -> GuardedWork) {
        let once = Once(make)
        Benchmark(name, configuration: configuration) { benchmark in
            do {
                let millionths = try once.checked().share(pairs: isShort ? 3 : 5) * 1e6
                benchmark.measurement(share, Int(millionths.rounded(.up)))
            } catch {
                // `scripts/bench` looks for this line: the package goes on past a failure.
                FileHandle.standardError.write(Data("wrong answer: \(name): \(error)\n".utf8))
                benchmark.error("\(name): \(error)")
            }
        }
    }
    for kernel in KernelWork.all { guarding("kernel." + kernel.name, kernel.make) }
    for place in Input.places where !isShort || place.name == "seeds" {
        for suite in suites { guarding("\(place.name).\(suite.name)") { try suite.make(place) } }
    }
}

/// The work of one benchmark: made, and its answer checked, when it is first asked for.
private final class Once: @unchecked Sendable {
    private let make: @Sendable () throws -> GuardedWork
    // The benchmark package runs one benchmark at a time.
    private var made: GuardedWork?

    init(_ make: @escaping @Sendable () throws -> GuardedWork) { self.make = make }

    func checked() throws -> GuardedWork {
        if let made { return made }
        let work = try make()
        let found = try work.check()
        FileHandle.standardError.write(Data("  beside \(work.reference); \(found)\n".utf8))
        made = work
        return work
    }
}

/// What is guarded on each catalogue.
private let suites: [(name: String, make: @Sendable (Input.Place) throws -> GuardedWork)] = [
    ("read-catalogue", { try FileBenchmarks(input: Input($0)).reading }),
    ("write-catalogue", { try FileBenchmarks(input: Input($0)).writing }),
    ("fit", { try QueryBenchmarks(input: Input($0)).fitting }),
    ("write-index", { try FileBenchmarks(input: Input($0)).writingIndex }),
    ("open-index", { try FileBenchmarks(input: Input($0)).opening }),
    ("query-by-id", { try QueryBenchmarks(input: Input($0)).byID }),
    ("query-by-text", { try QueryBenchmarks(input: Input($0)).byText }),
    ("score-profile", { try ScoreBenchmarks(input: Input($0)).profile }),
    ("score-pairs", { try ScoreBenchmarks(input: Input($0)).pairs }),
]
