import Foundation
import Testing

/// Compares a text with the one kept in `Snapshots`.
///
/// `RECORD=1` writes the file anew and fails, so that someone reads the difference.
func expectSnapshot(
    _ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Snapshots/\(name)")
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
        try Data(text.utf8).write(to: file)
        Issue.record("recorded \(name); read the difference", sourceLocation: sourceLocation)
        return
    }
    let kept = try? String(contentsOf: file, encoding: .utf8)
    #expect(
        text == kept, "not as in Snapshots/\(name); RECORD=1 writes it anew",
        sourceLocation: sourceLocation)
}
