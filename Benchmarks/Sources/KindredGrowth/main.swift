// How time and memory grow with the number of papers: reading, fitting, writing, opening, asking.
//
// Use: KindredGrowth CONF.jsonl FOLDER [SIZES] [SIGNAL]
//   CONF.jsonl  real papers, whose statistics the made-up ones have; measured too
//   FOLDER      where made-up papers (kept), indexes (removed), results.json, growth.svg and the
//               tables go; sizes that results.json holds already, of this commit (KINDRED_COMMIT) and
//               signal, are not measured again
//   SIZES       with commas between; default: 10000,30000,87246,300000,1000000
//   SIGNAL      what `kindred index --signal` takes; default: its default
//
// A stage runs in a process of its own, which this program starts with `build` or `answer`.
import Foundation
import Kindred

/// Runs this program again and reads what it measured.
func child(_ arguments: String...) throws -> [Measured] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments = arguments
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
        throw GrowthError.childFailed(arguments: arguments, code: process.terminationStatus)
    }
    do {
        return try JSONDecoder().decode([Measured].self, from: data)
    } catch {
        throw GrowthError.unreadable(String(decoding: data, as: UTF8.self))
    }
}

/// The commit that is measured, as the calling script says.
let commit = ProcessInfo.processInfo.environment["KINDRED_COMMIT"] ?? "unknown"

/// Builds and asks one catalogue.
func measure(_ source: String, _ path: String, in folder: String, signal: String) throws -> Run {
    let index = folder + "/growth.kindred"
    defer {
        try? FileManager.default.removeItem(atPath: index)
        try? FileManager.default.removeItem(atPath: Stages.idsFile(of: index))
    }
    let stages = try child("build", path, index, signal) + child("answer", index)
    let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
    let papers = stages.compactMap { $0.facts["papers"] }.first ?? 0
    return Run(
        source: source, signal: signal, commit: commit, paperCount: Int(papers),
        catalogueInBytes: Double(size), stages: stages)
}

/// Measures every size, the smallest first, and real papers beside them.
func measureAll(_ conf: String, _ folder: String, _ sizes: [Int], _ signal: String) throws {
    let results = URL(fileURLWithPath: folder + "/results.json")
    var runs = (try? JSONDecoder().decode([Run].self, from: Data(contentsOf: results))) ?? []
    func keep(_ run: Run) throws {
        runs.append(run)
        runs.sort { ($0.paperCount, $0.source) < ($1.paperCount, $1.source) }
        try JSONEncoder().encode(runs).write(to: results)
        print("\(run.source) \(GrowthTable.count(run.paperCount)): measured")
    }
    runs.removeAll { $0.signal != signal || $0.commit != commit }
    var statistics: TextStatistics?
    for size in sizes where !runs.contains(where: { $0.source == "made" && $0.paperCount == size })
    {
        let path = "\(folder)/made-\(size).jsonl"
        if !FileManager.default.fileExists(atPath: path) {
            let drawn = try statistics ?? TextStatistics(of: Catalogue(contentsOf: conf).papers)
            statistics = drawn
            var papers = MadePapers(drawn, seed: 7)
            // An interrupted run must not leave fewer under the full number's name.
            try papers.write(size, to: path + ".part")
            try FileManager.default.moveItem(atPath: path + ".part", toPath: path)
        }
        try keep(measure("made", path, in: folder, signal: signal))
    }
    if !runs.contains(where: { $0.source == "conf" }) {
        try keep(measure("conf", conf, in: folder, signal: signal))
    }
    let table = GrowthTable(runs: runs)
    try Data(GrowthPlot(table: table).svg.utf8)
        .write(to: URL(fileURLWithPath: folder + "/growth.svg"))
    try Data((table.markdown + "\n").utf8)
        .write(to: URL(fileURLWithPath: folder + "/growth-tables.md"))
    print("\n\(table.markdown)")
}

func printed(_ measured: [Measured]) throws {
    FileHandle.standardOutput.write(try JSONEncoder().encode(measured))
}

let arguments = Array(CommandLine.arguments.dropFirst())
do {
    switch arguments.first {
    case "build" where arguments.count == 4:
        let signal = Signal(rawValue: arguments[3])
        try printed(Stages.build(arguments[1], index: arguments[2], signal: signal))
    case "answer" where arguments.count == 2:
        try printed(Stages.answer(arguments[1]))
    case let conf? where arguments.count >= 2:
        let usual = "10000,30000,87246,300000,1000000"
        let sizes = (arguments.count > 2 ? arguments[2] : usual).split(separator: ",")
            .compactMap { Int($0) }
        try FileManager.default.createDirectory(
            atPath: arguments[1], withIntermediateDirectories: true)
        try measureAll(
            conf, arguments[1], sizes, arguments.count > 3 ? arguments[3] : "usual")
    default:
        print("Use: KindredGrowth CONF.jsonl FOLDER [SIZES] [SIGNAL]")
        exit(64)
    }
} catch {
    FileHandle.standardError.write(Data("growth: \(error)\n".utf8))
    exit(1)
}
