import Foundation
import Kindred
import Synchronization

/// One stage of the work on one size: how long, and how much memory until its end.
struct Measured: Codable {
    var stage: String
    var seconds: Double
    /// The most memory the process had in use until then.
    var peakInBytes: Double
    /// What else is worth telling, by name.
    var facts: [String: Double] = [:]
}

/// The work whose growth is measured. Each function is run in a process of its own, so that the
/// memory of one is not counted to another.
enum Stages {
    /// Reads a catalogue, fits it and writes its index.
    static func build(_ catalogue: String, index: String, signal: Signal?) throws -> [Measured] {
        var measured: [Measured] = []
        let read = try timed("read", &measured) { try Catalogue(contentsOf: catalogue) }
        let marks = Mutex<[(FittingStage, ContinuousClock.Instant)]>([])
        let peaks = Mutex<[Double]>([])
        let fitted = try Recommender(
            fitting: read, writingTo: index, recipe: signal.map(Recipe.init(for:)) ?? Recipe()
        ) { stage in
            peaks.withLock { $0.append(peakInBytes()) }
            marks.withLock { $0.append((stage, .now)) }
        }
        let end = ContinuousClock.now
        let times = marks.withLock(\.self)
        let stored = times.last?.1 ?? end
        let start = times.first?.1 ?? end
        measured.append(
            Measured(
                stage: "fit", seconds: (stored - start) / .seconds(1),
                peakInBytes: peaks.withLock { $0.last ?? 0 }))
        let size = try FileManager.default.attributesOfItem(atPath: index)[.size] as? Int ?? 0
        measured.append(
            Measured(
                stage: "write", seconds: (end - stored) / .seconds(1), peakInBytes: peakInBytes(),
                facts: [
                    "papers": Double(fitted.paperCount), "terms": Double(fitted.facts.termCount),
                    "index": Double(size),
                ]))
        let ids = (0..<1_000).map { read.papers[$0 * read.papers.count / 1_000].id }
        try Data(ids.joined(separator: "\n").utf8)
            .write(to: URL(fileURLWithPath: idsFile(of: index)))
        // The process ends here; a million papers need not be given back one by one.
        _ = Unmanaged.passRetained(Kept((read, fitted)))
        return measured
    }

    /// Where a thousand ids stand, evenly spread over the catalogue of an index.
    static func idsFile(of index: String) -> String { index + ".ids" }

    private final class Kept {
        let value: Any
        init(_ value: Any) { self.value = value }
    }

    /// Opens an index and asks it: once, then a batch of 1,000 on all cores.
    static func answer(_ index: String) throws -> [Measured] {
        let ids = try String(contentsOfFile: idsFile(of: index), encoding: .utf8)
            .split(separator: "\n").map(String.init)
        var measured: [Measured] = []
        let papers = try timed("open", &measured) { try Recommender(opening: index) }
        let single = ids.prefix(30)
        let times = try single.map { id in
            let start = ContinuousClock.now
            let found = try papers.related(to: id, limit: 10)
            guard found.count == 10 else {
                throw GrowthError.fewAnswers(id: id, found: found.count)
            }
            return (ContinuousClock.now - start) / .seconds(1)
        }.sorted()
        measured.append(
            Measured(
                stage: "one query", seconds: times[times.count / 2], peakInBytes: peakInBytes(),
                facts: ["p90": times[times.count * 9 / 10]]))
        let missed = Atomic(0)
        timed("1,000 queries", &measured) {
            DispatchQueue.concurrentPerform(iterations: ids.count) { place in
                let found = (try? papers.related(to: ids[place], limit: 10).count) ?? 0
                if found < 10 { missed.add(1, ordering: .relaxed) }
            }
        }
        let failures = missed.load(ordering: .relaxed)
        guard failures == 0 else { throw GrowthError.unanswered(count: failures) }
        return measured
    }

    private static func timed<Value>(
        _ stage: String, _ measured: inout [Measured], _ body: () throws -> Value
    ) rethrows -> Value {
        let start = ContinuousClock.now
        let value = try body()
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        measured.append(Measured(stage: stage, seconds: seconds, peakInBytes: peakInBytes()))
        return value
    }

    /// The most memory that this process has had in use: `VmHWM`, which unlike `ru_maxrss` does not
    /// start with that of the process it was started by. Linux counts it in KiB.
    private static func peakInBytes() -> Double {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return (line?.split(whereSeparator: \.isWhitespace).dropFirst().first).flatMap {
            Double($0)
        }
        .map { $0 * 1024 } ?? 0
    }
}

/// What makes a measurement worthless.
enum GrowthError: Error, CustomStringConvertible {
    case fewAnswers(id: String, found: Int)
    case unanswered(count: Int)
    case childFailed(arguments: [String], code: Int32)
    case unreadable(String)

    var description: String {
        switch self {
        case .fewAnswers(let id, let found):
            "\(id) has \(found) answers in place of ten: not worth timing."
        case .unanswered(let count): "\(count) questions of the batch have fewer than ten answers."
        case .childFailed(let arguments, let code):
            "\(arguments.joined(separator: " ")) ended with \(code)."
        case .unreadable(let text): "What a stage printed cannot be read: \(text)"
        }
    }
}
