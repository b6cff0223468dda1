import Testing

@testable import KindredCommand

/// What happens where there is no answer, or the question is wrong.
@Suite struct NothingFoundTests {
    @Test func `text without a known word says so and ends with 3`() throws {
        let run = try ProgramRun("related", "qwxz vbnq")
        #expect(run.code == 3)
        #expect(run.output.isEmpty)
        #expect(run.errors.hasPrefix("kindred: "))
        #expect(run.errors.contains("qwxz vbnq"))
    }

    @Test func `an unknown word much like a name brings the name up`() throws {
        let run = try ProgramRun("related", "Lanterm")
        #expect(run.code == 3)
        #expect(run.errors.contains("\nPapers with a name like it:\n  arXiv:2001.90001  Lantern"))
    }

    @Test func `a paper unlike all others says so and ends with 3`() throws {
        let run = try ProgramRun("related", "Tidal Pendulums")
        #expect(run.code == 3)
        #expect(run.output.isEmpty)
        #expect(run.errors.hasPrefix("kindred: Nothing is related"))
    }

    @Test func `filters that leave nothing say so and end with 3`() throws {
        let run = try ProgramRun("related", "Lantern", "--since", "2090")
        #expect(run.code == 3)
        #expect(run.errors.contains("filters"))
    }

    @Test func `JSON stays an answer where there is none`() throws {
        let run = try ProgramRun("related", "qwxz vbnq", "--json")
        #expect(run.code == 3)
        let answer = try run.json()
        #expect((answer["answers"] as? [Any])?.isEmpty == true)
        let sentence = try #require(answer["nothing"] as? String)
        #expect(run.errors == "kindred: \(sentence)\n")
    }

    @Test(arguments: [[], ["--json"]])
    func `an unknown id comes with the closest`(options: [String]) throws {
        let run = try ProgramRun(["related", "arXiv:2001.90003"] + options)
        #expect(run.code == 1)
        #expect(run.output.isEmpty)
        #expect(run.errors.hasPrefix("kindred: No paper here is called “arXiv:2001.90003”."))
        #expect(run.errors.split(separator: "\n").count == 4)
        #expect(run.errors.contains("arXiv:2001.90001"))
    }

    @Test func `an ambiguous name comes with its candidates`() throws {
        let scratch = try Scratch()
        let file = try scratch.write(
            """
            {"id":"arXiv:2004.90001","title":"First river","names":["River"]}
            {"id":"arXiv:2004.90002","title":"Second river","names":["River"]}

            """, to: "papers.jsonl")
        let run = try ProgramRun("related", "River", "--catalogue", file)
        #expect(run.code == 1)
        #expect(run.errors.contains("arXiv:2004.90001  First river"))
        #expect(run.errors.contains("arXiv:2004.90002  Second river"))
    }

    @Test func `an unknown topic is input to correct`() throws {
        for command in [["related", "Lantern", "--topic"], ["topics"]] {
            let run = try ProgramRun(command + ["推荐统"])
            #expect(run.code == 1)
            #expect(run.errors.contains("“推荐统”"))
        }
    }

    @Test(arguments: [
        ["related"], ["related", ""], ["related", "Lantern", "-n", "0"], ["related", "--wrong"],
        ["related", "Lantern", "--kind", "poem"], ["related", "Lantern", "--since", "soon"],
        ["related", "Lantern", "--since", "2020", "--until", "2019"],
        ["related", "Lantern", "--catalogue", "a", "--index", "b"],
        ["related", "Lantern", "--threads", "0"], ["topics", "--depth", "0"], ["show"],
        ["index", "a.jsonl"], ["index", "-o", "b.kindred"], ["import", "a.md"],
        ["import", "a.md", "--check", "-o", "b.jsonl"], ["completions", "tcsh"], ["frobnicate"],
        ["index", "a", "-o", "b", "--min-df", "0"], ["index", "a", "-o", "b", "--dimensions", "0"],
        ["index", "a", "-o", "b", "--title-weight", "nan"],
    ])
    func `wrong usage ends with 64 and says where help is`(arguments: [String]) throws {
        let run = try ProgramRun(arguments)
        #expect(run.code == 64)
        #expect(run.output.isEmpty)
        #expect(run.errors.hasPrefix("kindred: "))
        #expect(run.errors.contains("--help' for more information."))
        #expect(!run.errors.contains("Error:"))
    }

    @Test func `standard input without text is an error`() throws {
        for input in [[], Array(" \n\t ".utf8)] {
            let run = try ProgramRun(["related", "-"], input: input)
            #expect(run.code == 1)
            #expect(run.errors == "kindred: Standard input holds no text.\n")
        }
    }

    @Test func `a complaint quotes what was typed in one short line without control characters`()
        throws
    {
        let words = "\u{1B}[31mqwxz\nvbnq\u{07}\u{202E} " + String(repeating: "y", count: 50_000)
        for command in [["related", words], ["show", words], ["topics", words]] {
            let run = try ProgramRun(command)
            #expect(run.code == (command[0] == "related" ? 3 : 1))
            #expect(
                !run.errors.unicodeScalars.contains {
                    "\u{1B}\u{07}\u{202E}".unicodeScalars.contains($0)
                })
            #expect(run.errors.contains("qwxz vbnq yyyy"))
            #expect(run.errors.utf8.count < 1_000)
        }
    }

    @Test func `titles in a list of choices hold no control characters`() throws {
        let scratch = try Scratch()
        let file = try scratch.write(
            """
            {"id":"arXiv:2004.90001","title":"First \\u001b[31mriver","names":["River"]}
            {"id":"arXiv:2004.90002","title":"Second river","names":["River"]}

            """, to: "papers.jsonl")
        let run = try ProgramRun("show", "River", "--catalogue", file)
        #expect(run.code == 1)
        #expect(run.errors.contains("First"))
        #expect(!run.errors.unicodeScalars.contains("\u{1B}"))
    }

    @Test func `the line feed that ends standard input is no part of the text`() throws {
        let text = Array("qwxz\nvbnq\n".utf8)
        let run = try ProgramRun(["related", "-", "--json"], input: text)
        let query = try #require(try run.json()["query"] as? [String: Any])
        #expect(query["text"] as? String == "qwxz\nvbnq")
        #expect(run.errors.contains("“qwxz vbnq”"))
    }

    @Test func `standard input that is no UTF-8 is an error`() throws {
        let run = try ProgramRun(["related", "-"], input: [0xFF, 0xFE, 0x41])
        #expect(run.code == 1)
        #expect(run.errors.contains("not UTF-8"))
    }

    @Test func `a full disk is an error with a sentence`() throws {
        let run = try ProgramRun(["related", "Lantern"], output: .fullDisk)
        #expect(run.code == 1)
        #expect(run.errors.contains("standard output cannot be written"))
    }

    @Test func `a reader that has gone ends the program without a word`() throws {
        let run = try ProgramRun(["related", "Lantern"], output: .brokenPipe)
        #expect(run.code == 128 + 13)
        #expect(run.errors.isEmpty)
    }

    @Test func `seeds that are missing are named`() throws {
        let named = try ProgramRun(["topics"], environment: ["KINDRED_SEEDS": "/nowhere/seeds"])
        #expect(named.code == 1)
        #expect(named.errors.contains("/nowhere/seeds"))
    }
}
