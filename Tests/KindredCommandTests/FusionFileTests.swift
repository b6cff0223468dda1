import Foundation
import Kindred
import Testing

@testable import KindredCommand

@Suite struct FusionFileTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    /// Weights by which shared words alone count.
    private func words() throws -> String {
        try scratch.write(Self.file(), to: "words.json")
    }

    private static func file(
        tfidf: String = "1", power: String = "1", dislikeShare: String = "0"
    ) -> String {
        let weights = #"{"tfidf": \#(tfidf), "lsa": 0, "encoder": 0}"#
        return #"{"withoutEncoder": \#(weights), "withEncoder": \#(weights), "#
            + #""power": \#(power), "dislikeShare": \#(dislikeShare)}"#
    }

    private func index(_ environment: [String: String]) throws -> String {
        let path = scratch.path("papers.kindred")
        let run = try ProgramRun(
            ["index", Fixtures.papers, "-o", path, "--signal", "fused"], environment: environment)
        try #require(run.code == 0, "\(run.errors)")
        return path
    }

    /// The scores of an answer to two likes and a dislike.
    private func scores(
        _ index: String, _ signal: String, environment: [String: String] = [:]
    ) throws -> [Double] {
        let run = try ProgramRun(
            [
                "related", "Lantern", "--like", "Ferry", "--unlike", "arXiv:1601.90012",
                "--index", index, "--signal", signal, "--json",
            ], environment: environment)
        let whole = try run.json()
        let answers = try #require(whole["answers"] as? [[String: Any]])
        return answers.compactMap { $0["score"] as? Double }
    }

    @Test func `the file that ships and what is built in agree`() throws {
        let here = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path
        let found = try ShippedTable(name: "fusion.json", workingFolder: here).find()
        let shipped = try #require(found)
        #expect(try Fusion(contentsOf: shipped) == Fusion())
    }

    @Test func `an index keeps the weights it was made with, and a question may name others`()
        throws
    {
        let words = try words()
        let usual = try scores(index([:]), "fused")
        let kept = try index(["KINDRED_FUSION": words])
        let info = try ProgramRun("info", kept, "--json").json()
        let fusion = (info["recipe"] as? [String: Any])?["fusion"] as? [String: Any]
        #expect(fusion?["dislikeShare"] as? Double == 0)
        let changed = try scores(kept, "fused")
        #expect(changed != usual)
        #expect(try changed == scores(kept, "tfidf"))
        let asked = try scores(index([:]), "fused", environment: ["KINDRED_FUSION": words])
        #expect(asked == changed)
    }

    @Test func `without a file the program uses what it has built in`() throws {
        let index = try index(["KINDRED_FUSION": "none"])
        let info = try ProgramRun("info", index, "--json").json()
        #expect((info["recipe"] as? [String: Any])?["fusion"] is NSNull)
        let usual = try scores(index, "fused")
        #expect(try scores(self.index([:]), "fused") == usual)
    }

    @Test(arguments: [
        "", "{}", "[1]", #"{"power": 1}"#, file(tfidf: "0"), file(tfidf: "1e300"),
        file(tfidf: "-1"), file(power: "7"), file(dislikeShare: "2"),
    ])
    func `a file that holds something else is complained of`(text: String) throws {
        let file = try scratch.write(text, to: "bad.json")
        let run = try ProgramRun(
            ["index", Fixtures.papers, "-o", scratch.path("x.kindred")],
            environment: ["KINDRED_FUSION": file])
        #expect(run.code == 1)
        #expect(run.errors.contains("not the weights of a fused score"))
    }

    @Test func `a file that is named and not there is complained of`() throws {
        let run = try ProgramRun(
            ["related", "Lantern", "--catalogue", Fixtures.papers],
            environment: ["KINDRED_FUSION": "/nowhere/x"])
        #expect(run.code == 1)
        #expect(run.errors.contains("KINDRED_FUSION names /nowhere/x, which is not there"))
    }
}
