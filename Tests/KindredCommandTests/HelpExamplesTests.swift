import Foundation
import Testing

@testable import KindredCommand

/// The examples of the help texts, run on the seeds of this repository.
@Suite struct HelpExamplesTests {
    static let seeds = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("seeds").path

    static var hasSeeds: Bool { FileManager.default.fileExists(atPath: seeds) }

    @Test(
        .enabled(if: hasSeeds, "there are no seeds in this clone"),
        arguments: ["related", "show", "topics"])
    func `the examples of a command's help answer from the seeds`(command: String) throws {
        let help = try ProgramRun(command, "--help", columns: 200)
        let examples = help.lines.drop { $0 != "EXAMPLES:" }.dropFirst()
            .prefix { $0.hasPrefix("  kindred ") }.map { String($0.dropFirst(2)) }
        #expect(examples.count >= 2)
        // Examples that read files of the reader's own cannot run here.
        for example in examples where !example.contains("<") && !example.contains("--index") {
            let line = example.replacingOccurrences(
                of: "kindred ", with: ProgramRun.program + " ", options: .anchored)
            let run = try ProgramRun(
                ["-c", line], environment: ["KINDRED_SEEDS": Self.seeds], program: "/bin/sh")
            #expect(run.code == 0, "\(example): \(run.errors)")
            #expect(!run.output.isEmpty)
        }
    }
}
