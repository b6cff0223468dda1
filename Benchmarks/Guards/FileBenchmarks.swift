import Foundation
import KernelWork
import Kindred

/// What touches files: reading and writing a catalogue, writing and opening an index.
struct FileBenchmarks {
    let input: Input
    /// A folder for what is written; `scripts/bench` removes it with its temporary folder.
    let folder: URL

    /// Work on one input, with a folder of its own.
    init(input: Input) throws {
        self.input = input
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent(
                "kindred-benchmarks-\(ProcessInfo.processInfo.processIdentifier)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    /// Reading JSONL, beside Foundation's parser line by line.
    var reading: GuardedWork {
        GuardedWork(
            beside: "JSONSerialization, line by line",
            check: {
                let ids = try Self.plainlyReadIDs(input.path)
                let known = Set(input.catalogue.papers.flatMap { [$0.id] + $0.aliases })
                let missing = ids.filter { !known.contains($0) }
                try WrongAnswer.unless(missing.isEmpty, "\(missing.count) ids were not read.")
                return "\(ids.count) records, every id found again"
            },
            work: { keep(try Catalogue(contentsOf: input.path)) },
            plain: { keep(try Self.plainlyReadIDs(input.path)) })
    }

    /// Writing JSONL, beside writing as many bytes.
    var writing: GuardedWork {
        let copy = folder.appendingPathComponent("copy.jsonl")
        return GuardedWork(
            beside: "the same bytes, written and synced",
            check: {
                try input.catalogue.write(to: copy.path)
                let again = try Catalogue(contentsOf: copy.path)
                try WrongAnswer.unless(
                    again.papers == input.catalogue.papers, "What was written reads otherwise.")
                return "reads back as the same papers"
            },
            work: { try input.catalogue.write(to: copy.path) },
            plain: plainWriter(input.size))
    }

    /// Writing an index, beside writing as many bytes.
    var writingIndex: GuardedWork {
        get throws {
            let fitted = try Recommender(fitting: input.catalogue)
            let path = folder.appendingPathComponent("written.kindred").path
            return GuardedWork(
                beside: "the same bytes, written and synced",
                check: {
                    try fitted.write(to: path)
                    let findings = try Recommender(opening: path).verify()
                    try WrongAnswer.unless(findings.isEmpty, findings.joined(separator: " "))
                    return "verified, \(fitted.facts.sizeInBytes) bytes"
                },
                work: { try fitted.write(to: path) },
                plain: plainWriter(fitted.facts.sizeInBytes))
        }
    }

    /// Opening an index, beside opening one of a tenth of the papers: it must not grow with size.
    ///
    /// Files up to 16 MiB are checked whole when they are opened, so both are larger.
    var opening: GuardedWork {
        get throws {
            let fitted = try Recommender(fitting: input.catalogue)
            let sizeOfPaper = max(1, fitted.facts.sizeInBytes / fitted.paperCount)
            let count = max(fitted.paperCount / 10, (48 << 20) / sizeOfPaper)
            let small = folder.appendingPathComponent("small.kindred").path
            let large = folder.appendingPathComponent("large.kindred").path
            return GuardedWork(
                beside: "opening one of a tenth of the papers",
                check: {
                    let less = try write(count, to: small)
                    let more = try write(count * 10, to: large)
                    try WrongAnswer.unless(
                        less.sizeInBytes > 16 << 20, "The small index is checked whole.")
                    return "\(more.paperCount) papers in \(more.sizeInBytes >> 20) MiB, beside "
                        + "\(less.paperCount) in \(less.sizeInBytes >> 20) MiB"
                },
                work: { for _ in 0..<10 { keep(try Recommender(opening: large)) } },
                plain: { for _ in 0..<10 { keep(try Recommender(opening: small)) } })
        }
    }

    /// Writes an index of that many papers and opens it.
    private func write(_ count: Int, to path: String) throws -> IndexFacts {
        try Recommender(fitting: input.papers(count)).write(to: path)
        let facts = try Recommender(opening: path).facts
        try WrongAnswer.unless(
            facts.paperCount == count, "Of \(count) papers, \(facts.paperCount) are there.")
        return facts
    }

    /// Writes as many bytes and syncs them.
    private func plainWriter(_ size: Int) -> () throws -> Void {
        let bytes = Data(repeating: UInt8(ascii: "k"), count: size)
        let path = folder.appendingPathComponent("plain")
        return {
            try bytes.write(to: path)
            let handle = try FileHandle(forWritingTo: path)
            try handle.synchronize()
            try handle.close()
        }
    }

    private static func plainlyReadIDs(_ path: String) throws -> [String] {
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        return try bytes.split(separator: UInt8(ascii: "\n")).map { line in
            let record = try JSONSerialization.jsonObject(with: line) as? [String: Any]
            return record?["id"] as? String ?? ""
        }
    }
}
