// Runs the benchmarks whose name holds the first argument, or all of them, from the root of the
// repository. Ends with 1 where a guard does not hold or an answer is wrong, with 64 where no
// benchmark has such a name.
import Foundation
import Kindred

/// Every benchmark on one input; `folder` takes what they write.
func benchmarks(on input: Input, in folder: URL) throws -> [Benchmark] {
    let files = FileBenchmarks(input: input, folder: folder)
    let fitted = try Recommender(fitting: input.catalogue)
    let path = folder.appendingPathComponent("\(input.name).kindred").path
    try fitted.write(to: path)
    let queries = QueryBenchmarks(input: input, recommender: try Recommender(opening: path))
    return [
        files.reading, files.writing, queries.fitting, files.writing(fitted),
        files.opening(fitted),
        queries.byID, queries.byText,
    ]
}

/// Measures on one input and prints the table.
///
/// - Returns: How many benchmarks ran, and what failed.
func run(_ filter: String, on input: Input, _ thresholds: Thresholds) throws -> (Int, [String]) {
    let folder = FileManager.default.temporaryDirectory
        .appendingPathComponent("kindred-benchmarks-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }

    let chosen = try benchmarks(on: input, in: folder)
        .filter { filter.isEmpty || $0.name.contains(filter) }
    guard !chosen.isEmpty else { return (0, []) }
    print("\n\(Report.heading(of: input))")
    var report = Report()
    for benchmark in chosen {
        do {
            print("  \(benchmark.name): \(try benchmark.check())")
            let least = thresholds.ratio(of: benchmark.name, on: input.name)
            report.add(benchmark, try benchmark.measure(), guardedBy: least)
        } catch {
            report.fail(benchmark, error)
        }
    }
    print("\n\(report.table)")
    return (chosen.count, report.failures.map { "\(input.name), \($0)" })
}

/// Measures on every input of this machine.
///
/// - Returns: The exit code.
func runAll(_ filter: String, root: String) throws -> Int32 {
    print(Report.heading)
    let thresholds = try Thresholds(contentsOf: "\(root)/Benchmarks/thresholds.json")
    var ran = 0
    var failures: [String] = []
    for input in try Input.all(root: root) {
        let (count, failed) = try run(filter, on: input, thresholds)
        ran += count
        failures += failed
    }
    guard ran > 0 else {
        print("No benchmark is named like “\(filter)”.")
        return 64
    }
    print(failures.isEmpty ? "\nEvery guard held." : "\n" + failures.joined(separator: "\n"))
    return failures.isEmpty ? 0 : 1
}

do {
    let filter = CommandLine.arguments.dropFirst().first ?? ""
    exit(try runAll(filter, root: FileManager.default.currentDirectoryPath))
} catch {
    print("benchmark: \(error)")
    exit(1)
}
