import Foundation
import Testing

/// The closest sentences, as `kindred related --why` shows them; the model is a tiny random one.
@Suite struct SentencePairTests {
    private static let model = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "ReferenceTests/Models/tiny-mean").path

    @Test func `reasons show the closest sentences where they are asked for`() throws {
        let scratch = try Scratch()
        let index = scratch.path("papers.kindred")
        let made = try ProgramRun(
            ["index", Fixtures.papers, "--encoder", Self.model, "-o", index],
            environment: ["KINDRED_MODELS": scratch.path("models")])
        #expect(made.code == 0, "\(made.errors)")
        let question = ["related", "Lantern", "--index", index, "-n", "2"]
        let shown = try ProgramRun(question + ["--why"], environment: ["COLUMNS": "70"])
        #expect(shown.output.contains("[encoder] “") && shown.output.contains(" to “"))
        for line in shown.lines { #expect(line.count <= 70, "\(line)") }
        #expect(try !ProgramRun(question).output.contains("[encoder] “"))
        let answers = try ProgramRun(question + ["--why", "--json"]).json()["answers"]
        let answer = try #require((answers as? [[String: Any]])?.first)
        let reasons = try #require(answer["reasons"] as? [[String: Any]])
        let part = try #require(reasons.first { $0["signal"] as? String == "encoder" })
        let pair = try #require(part["sentences"] as? [String: Any])
        #expect(pair["asked"] is String && pair["found"] is String && pair["similarity"] is Double)
        #expect(try !ProgramRun(question + ["--json"]).output.contains(#""sentences""#))
    }
}
