import Foundation
import Testing

@testable import KindredCommand

@Suite struct EvaluateCommandTests {
    private let scratch: Scratch
    private let qrels: String

    /// Judgements of the invented entries; one query and one paper are not among them.
    private static let judgements = """
        arXiv:2001.90001 0 arXiv:2002.90002 3
        arXiv:2001.90001 0 https://example.org/notes/contrastive 1
        arXiv:2001.90001 0 arXiv:1601.90012 0
        10.5555/INVENTED.4 0 1905.90003 2
        10.5555/INVENTED.4 0 arXiv:2103.90005 1
        10.5555/INVENTED.4 0 arXiv:1999.99999 1
        arXiv:1601.90012 0 arXiv:1807.90009 1
        nobody 0 arXiv:1807.90009 1

        """

    init() throws {
        scratch = try Scratch()
        qrels = try scratch.write(Self.judgements, to: "papers.qrels")
    }

    @Test func `the table is as recorded`() throws {
        let run = try ProgramRun("evaluate", Fixtures.papers, "--qrels", qrels, "--per-query")
        #expect(run.code == 0)
        #expect(
            run.errors
                == "kindred: the catalogue lacks 1 query (left out), "
                + "1 judged or liked paper (not to be found).\n")
        try expectSnapshot(run.output, "evaluate.txt")
    }

    @Test func `JSON is as recorded`() throws {
        let run = try ProgramRun(
            "evaluate", Fixtures.papers, "--qrels", qrels, "--per-query", "--json")
        #expect(run.code == 0)
        try expectSnapshot(run.output, "evaluate.json")
    }

    @Test func `JSON has the documented shape`() throws {
        let answer = try ProgramRun("evaluate", Fixtures.papers, "--qrels", qrels, "--json").json()
        #expect(
            Set(answer.keys) == [
                "queries", "ndcg@10", "map", "mrr", "recall@10", "recall@100", "signal", "missing",
            ])
        #expect(answer["queries"] as? Int == 3)
        #expect(answer["missing"] as? [String: Int] == ["queries": 1, "documents": 1, "pool": 0])
        let value = try #require(answer["ndcg@10"] as? Double)
        #expect(value > 0.4 && value < 1)
    }

    @Test(arguments: ["tfidf", "bm25", "lsa"])
    func `an index answers as its catalogue does`(signal: String) throws {
        let index = scratch.path("papers.kindred")
        let made = try ProgramRun(
            "index", Fixtures.papers, "-o", index, "--signal", "tfidf", "--signal", "bm25",
            "--signal", "lsa")
        #expect(made.code == 0)
        let options = ["--qrels", qrels, "--signal", signal, "--json", "--per-query"]
        let indexed = try ProgramRun(["evaluate", index] + options)
        #expect(indexed.code == 0)
        #expect(
            indexed.output == (try ProgramRun(["evaluate", Fixtures.papers] + options)).output)
    }

    @Test func `two runs are compared, and the same run does not differ`() throws {
        for signal in ["tfidf", "bm25"] {
            let run = try ProgramRun(
                "evaluate", Fixtures.papers, "--qrels", qrels, "--signal", signal, "--run",
                scratch.path("\(signal).trec"))
            #expect(run.code == 0)
        }
        let written = try String(contentsOf: scratch.url("tfidf.trec"), encoding: .utf8)
        #expect(written.hasPrefix("arXiv:2001.90001 Q0 https://example.org/notes/contrastive 1 0."))
        #expect(written.contains(" kindred-tfidf\n"))
        let same = try ProgramRun(
            ["evaluate", "--compare", "tfidf.trec", "tfidf.trec", "--qrels", qrels],
            in: scratch.path(""))
        #expect(same.code == 0)
        try expectSnapshot(same.output, "evaluate-compare.txt")
        let two = try ProgramRun(
            [
                "evaluate", "--compare", "bm25.trec", "tfidf.trec", "--qrels", qrels, "--json",
            ], in: scratch.path("")
        ).json()
        #expect(Set(two.keys) == ["queries", "a", "b", "differences"])
        // The fourth query is in the judgements, and neither run answers it.
        #expect(two["queries"] as? Int == 4)
        let differences = try #require(two["differences"] as? [[String: Any]])
        #expect(differences.count == 5)
        #expect(
            differences.allSatisfy {
                Set($0.keys) == ["measure", "difference", "lower", "upper", "p"]
            })
    }

    @Test func `the run measured again gives the same figures`() throws {
        let first = try ProgramRun(
            ["evaluate", Fixtures.papers, "--qrels", qrels, "--run", "a.trec", "--json"],
            in: scratch.path("")
        ).json()
        let again = try ProgramRun(
            ["evaluate", "--compare", "a.trec", "a.trec", "--qrels", qrels, "--json"],
            in: scratch.path("")
        ).json()
        let measures = try #require(again["a"] as? [String: Double])
        for (name, value) in measures {
            // Three queries could be asked, four were judged.
            let asked = try #require(first[name] as? Double)
            #expect(abs(value * 4 - asked * 3) < 1e-6, "\(name)")
        }
    }

    @Test func `only the pool or the judged are ranked`() throws {
        let pool = try scratch.write("arXiv:2002.90002\nnobody\n", to: "pool")
        let out = scratch.path("out.trec")
        let pooled = try ProgramRun(
            "evaluate", Fixtures.papers, "--qrels", qrels, "--pool", pool, "--run", out)
        #expect(pooled.code == 0)
        #expect(pooled.errors.contains("1 id of the pool"))
        let ranked = try String(contentsOf: scratch.url("out.trec"), encoding: .utf8)
        let documents = Set(ranked.split(separator: "\n").map { $0.split(separator: " ")[2] })
        #expect(documents == ["arXiv:2002.90002"])
        let judged = try ProgramRun(
            "evaluate", Fixtures.papers, "--qrels", qrels, "--judged-only", "--run", out)
        #expect(judged.code == 0)
        let lines = try String(contentsOf: scratch.url("out.trec"), encoding: .utf8)
            .split(separator: "\n")
        #expect(lines.count == 6)
    }

    @Test func `readers' libraries are halved by seed`() throws {
        let ids = try String(contentsOfFile: Fixtures.papers, encoding: .utf8)
            .matches(of: #/^\{"id":"([^"]+)"/#.anchorsMatchLineEndings()).map { String($0.1) }
        #expect(ids.count == 12)
        let readers = try scratch.write(
            "ann\t\(ids.joined(separator: " "))\nfew\tx y\n", to: "readers.tsv")
        let options = ["evaluate", Fixtures.papers, "--profiles", readers, "--json"]
        let answer = try ProgramRun(options).json()
        #expect(answer["queries"] as? Int == 1)
        let recall = try #require(answer["recall@10"] as? Double)
        #expect(recall > 0)
        #expect(
            try ProgramRun(options + ["--seed", "7"]).json()["map"] as? Double
                == answer["map"] as? Double)
    }

    @Test(arguments: [
        ([], "Name a catalogue or an index."),
        (["PAPERS"], "Give judgements with --qrels or libraries with --profiles."),
        (["--compare", "a.trec", "b.trec"], "--compare needs judgements"),
        (["--compare", "a.trec", "--qrels", "x"], "--compare takes two runs, not 1."),
        (["--compare", "a.trec", "b.trec", "--judged-only"], "--compare reads two runs"),
        (["PAPERS", "--compare", "a.trec", "b.trec"], "--compare reads two runs"),
        (["PAPERS", "--qrels", "x", "--profiles", "y"], "not both"),
        (["PAPERS", "--qrels", "x", "-n", "0"], "--depth must be at least 1."),
    ])
    func `wrong usage is exit code 64`(arguments: [String], says: String) throws {
        let given = arguments.map { $0 == "PAPERS" ? Fixtures.papers : $0 }
        let run = try ProgramRun(["evaluate"] + given)
        #expect(run.code == 64)
        #expect(run.errors.contains(says), "\(run.errors)")
    }

    @Test func `bad files are exit code 1, with file and line`() throws {
        let bad = try scratch.write("a 0 b 1\na 0 c\n", to: "bad.qrels")
        let run = try ProgramRun("evaluate", Fixtures.papers, "--qrels", bad)
        #expect(run.code == 1)
        #expect(run.errors.contains("bad.qrels:2: "))
        let absent = try ProgramRun("evaluate", Fixtures.papers, "--qrels", "/nowhere.qrels")
        #expect(absent.code == 1)
        #expect(absent.errors.contains("/nowhere.qrels cannot be read"))
        let over = try ProgramRun(
            "evaluate", Fixtures.papers, "--qrels", qrels, "--run", qrels)
        #expect(over.code == 1)
        #expect(try String(contentsOfFile: qrels, encoding: .utf8) == Self.judgements)
    }

    @Test func `judgements may come from a pipe`() throws {
        let line = "\(ProgramRun.program) evaluate \(Fixtures.papers) --qrels /dev/stdin --json"
        let piped = try ProgramRun(["-c", "cat \(qrels) | \(line)"], program: "/bin/sh")
        #expect(piped.code == 0, "\(piped.errors)")
        let read = try ProgramRun("evaluate", Fixtures.papers, "--qrels", qrels, "--json")
        #expect(piped.output == read.output)
    }

    @Test func `a run may go into a pipe`() throws {
        let command = "\(ProgramRun.program) evaluate \(Fixtures.papers) --qrels \(qrels)"
        let piped = try ProgramRun(
            ["-c", "\(command) --run /dev/stdout | cat"], program: "/bin/sh")
        #expect(piped.output.hasPrefix("arXiv:2001.90001 Q0 "), "\(piped.errors)")
    }

    @Test func `a folder is no file of judgements`() throws {
        let run = try ProgramRun("evaluate", Fixtures.papers, "--qrels", "/tmp")
        #expect(run.code == 1)
        #expect(run.errors == "kindred: /tmp cannot be read: is a directory.\n")
    }

    @Test func `no query left is exit code 3`() throws {
        let none = try scratch.write("nobody 0 x 1\n", to: "none.qrels")
        let run = try ProgramRun("evaluate", Fixtures.papers, "--qrels", none, "--json")
        #expect(run.code == 3)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains("No query (of 1) can be asked"))
    }

    @Test func `repeated lines are said`() throws {
        let twice = try scratch.write(
            "arXiv:2001.90001 0 arXiv:2002.90002 1\narXiv:2001.90001 0 arXiv:2002.90002 2\n",
            to: "twice.qrels")
        let run = try ProgramRun("evaluate", Fixtures.papers, "--qrels", twice)
        #expect(run.code == 0)
        #expect(run.errors.contains("1 line repeats a query and document"))
    }
}
