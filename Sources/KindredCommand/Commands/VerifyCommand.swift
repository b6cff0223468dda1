import ArgumentParser
import Kindred

/// `kindred verify`: every checksum and every number of an index file, checked.
struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Checks every byte of an index file.",
        discussion: """
            EXAMPLES:
              kindred verify papers.kindred

            Opening an index checks its header and lengths only; this checks everything.
            Exit code 1: the file is damaged, and a sentence says where.
            With --json, standard output is one object: index, sound, findings (sentences), \
            sizeInBytes, sections.
            """)

    @OptionGroup var index: IndexChoice

    func run() throws {
        let progress = ProgressLine("checking \(index.path)")
        let recommender = try CatalogueFile(index.path).openIndex()
        let findings = recommender.verify()
        progress.finish()
        let report = IndexReport(path: index.path, recommender: recommender)
        if index.json {
            let answer = report.verifiedJSON(findings: findings)
            try Platform.write(answer.printed() + "\n", to: .output)
        } else if findings.isEmpty {
            try Platform.write(report.soundLine + "\n", to: .output)
        }
        if !findings.isEmpty { throw CommandError.damaged(findings) }
    }
}
