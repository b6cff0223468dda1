import Foundation
import Testing

@testable import KindredCommand

@Suite struct SeedsTests {
    private let scratch: Scratch
    private let root: String

    init() throws {
        scratch = try Scratch()
        root = scratch.path("")
    }

    @Test func `an installed program finds the seeds beside it`() throws {
        let seeds = try scratch.write("", to: "usr/share/kindred/seeds/papers.jsonl")
        let found = try Seeds(executable: scratch.path("usr/bin/kindred")).find()
        #expect(found + "/papers.jsonl" == seeds)
    }

    @Test func `a program in a clone's build folder finds the clone's seeds`() throws {
        let seeds = try scratch.write("", to: "clone/seeds/papers.jsonl")
        let program = scratch.path("clone/.build/x86_64/release/kindred")
        #expect(try Seeds(executable: program).find() + "/papers.jsonl" == seeds)
    }

    @Test func `a program elsewhere looks above the working folder`() throws {
        let seeds = try scratch.write("", to: "clone/seeds/papers.jsonl")
        let program = "/nowhere/bin/kindred"
        let folder = scratch.path("clone/docs/deep")
        let found = try Seeds(executable: program, workingFolder: folder).find()
        #expect(found + "/papers.jsonl" == seeds)
    }

    @Test func `what the environment names goes before all`() throws {
        try scratch.write("", to: "clone/seeds/papers.jsonl")
        let other = try scratch.write("", to: "other.jsonl")
        let program = scratch.path("clone/kindred")
        #expect(try Seeds(asked: other, executable: program).find() == other)
        #expect(throws: CommandError.noSuchSeeds(path: "/nowhere/x")) {
            try Seeds(asked: "/nowhere/x", executable: program).find()
        }
    }

    @Test func `without seeds the places are named`() throws {
        let error = try #require(throws: CommandError.self) {
            try Seeds(executable: "/nowhere/bin/kindred", workingFolder: "/elsewhere").find()
        }
        #expect(error.description.contains("/nowhere/share/kindred/seeds"))
        #expect(error.description.contains("/elsewhere/seeds/papers.jsonl"))
    }
}
