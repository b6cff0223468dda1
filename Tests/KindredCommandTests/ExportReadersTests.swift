import Foundation
import Testing

/// What `kindred export` writes, read by other people's readers.
///
/// `Tests/ReferenceTests/Programs/exports.py` does the reading and names what differs. It needs
/// packages of Python that no user of Kindred needs; `.ci/run` installs them.
@Suite struct ExportReadersTests {
    private static let script = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("ReferenceTests/Programs/exports.py").path

    /// The Python that has the packages: what `KINDRED_PYTHON` names, or the system's.
    private static let python =
        ProcessInfo.processInfo.environment["KINDRED_PYTHON"] ?? "/usr/bin/python3"

    private static let hasReaders: Bool = {
        let question = "import bibtexparser, feedparser, networkx, numpy"
        return (try? ProgramRun(["-c", question], program: python).code) == 0
    }()

    @Test(
        .enabled(
            if: hasReaders,
            "Python has no numpy, networkx, feedparser and bibtexparser; see exports.py"))
    func `readers of others find in every export what the catalogue says`() throws {
        let run = try ProgramRun(
            [Self.script, ProgramRun.program], environment: ["PYTHONDONTWRITEBYTECODE": "1"],
            program: Self.python)
        #expect(run.code == 0, "\(run.errors)")
        let counts = run.output.matches(of: /(\d+) comparisons, (\d+) differences/).first
        #expect(counts.flatMap { Int($0.1) } ?? 0 >= 100, "\(run.output)")
        #expect(counts?.2 == "0")
    }
}
