import KindredEvaluation
import Testing

@Suite struct JudgementsTests {
    @Test func `fields stand between spaces or tabs, lines end either way`() throws {
        let judgements = try Judgements(text: "q 0 a 2\r\n\nq\t0  b\t-1\np 0 a 0", path: "j")
        #expect(judgements.queries.map(\.id) == ["q", "p"])
        #expect(judgements["q"]?.grades == ["a": 2, "b": -1])
        #expect(judgements["q"]?.relevantCount == 1)
        #expect(judgements["x"] == nil)
    }

    @Test func `a repeated line keeps the highest grade and is counted`() throws {
        let judgements = try Judgements(text: "q 0 a 1\nq 0 a 3\nq 0 a 2\n", path: "j")
        #expect(judgements["q"]?.grades == ["a": 3])
        #expect(judgements["q"]?.documents == ["a"])
        #expect(judgements.repeatedLines == 2)
    }

    @Test(arguments: ["q 0 a", "q 0 a 1 x", "q 0 a one", "q 0 a 1.5", "\u{0}"])
    func `a bad line is named by file and number`(line: String) {
        let error = #expect(throws: EvaluationError.self) {
            try Judgements(text: "q 0 a 1\n\n\(line)\n", path: "j.qrels")
        }
        #expect(error?.description.hasPrefix("j.qrels:3: ") == true)
    }

    @Test func `nothing to judge by is an error`() {
        #expect(throws: EvaluationError.self) { try Judgements(text: "\n \n", path: "j") }
        let absent = #expect(throws: EvaluationError.self) {
            try Judgements(contentsOf: "/nowhere/at.all")
        }
        #expect(absent?.description.contains("no such file") == true)
    }
}

@Suite struct RunTests {
    @Test func `equal scores are written falling, so that a reader keeps our order`() throws {
        let ours = Run(
            tag: "t",
            answers: [
                Run.Answer(
                    query: "q", documents: ["a", "z", "m", "b"], scores: [0.5, 0.5, 0.5, 0.25])
            ])
        let read = try Run(text: ours.text, path: "r")
        #expect(read["q"]?.documents == ["a", "z", "m", "b"])
        #expect(read == ours)
        let scores = ours.text.split(separator: "\n").compactMap {
            Double($0.split(separator: " ")[4])
        }
        #expect(scores.count == 4)
        for (left, right) in zip(scores, scores.dropFirst()) {
            #expect(Float(left) > Float(right))
        }
        #expect(scores[0] == 0.5 && scores[3] == 0.25)
    }

    @Test(arguments: [Float(0), -0.75, 1e-30, 16_777_216, Float.leastNonzeroMagnitude])
    func `long ties of any size stay in order`(score: Float) throws {
        let documents = (0..<300).map { "d\($0)" }
        let ours = Run(
            tag: "t",
            answers: [
                Run.Answer(
                    query: "q", documents: documents,
                    scores: Array(repeating: score, count: documents.count))
            ])
        #expect(try Run(text: ours.text, path: "r")["q"]?.documents == documents)
    }

    @Test func `another's ties go as in trec_eval, by document from the last`() throws {
        let run = try Run(
            text: "q Q0 a 1 0.5 x\nq Q0 c 2 0.50000000001 x\nq Q0 b 3 0.5 x\nq Q0 d 9 7 x\n",
            path: "r")
        #expect(run["q"]?.documents == ["d", "c", "b", "a"])
        #expect(run.tag == "x")
    }

    @Test(arguments: ["q Q0 a 1 0.5", "q Q0 a 1 high t", "q Q0 a 1 nan t", "q Q0 a 1 1e99 t"])
    func `a bad line is named by file and number`(line: String) {
        let error = #expect(throws: EvaluationError.self) {
            try Run(text: "q Q0 b 1 0.5 t\n\(line)\n", path: "r.trec")
        }
        #expect(error?.description.hasPrefix("r.trec:2: ") == true)
    }

    @Test func `a document that comes twice is an error`() {
        #expect(
            throws: EvaluationError.repeatedDocument(
                path: "r", line: 2, query: "q", document: "a")
        ) {
            try Run(text: "q Q0 a 1 0.5 t\nq Q0 a 2 0.4 t\n", path: "r")
        }
    }

    @Test func `an id with a space stays one field`() throws {
        let run = Run(
            tag: "t", answers: [Run.Answer(query: "a b", documents: ["c\td"], scores: [1])])
        #expect(run.text == "a_b Q0 c_d 1 1.0 t\n")
    }
}

@Suite struct ReaderLibrariesTests {
    private static let library = (0..<11).map { "p\($0)" }
    private static let text =
        "few\tp1 p2 p3\nann\t" + library.joined(separator: " ") + "\nbob\tp3 p3 "
        + library.joined(separator: " ") + "\n"

    @Test func `half of a library is the profile, the rest the answer`() throws {
        let questions = try ReaderLibraries(text: Self.text, path: "r").questions
        #expect(questions.map(\.id) == ["ann", "bob"])
        for question in questions {
            #expect(question.likes.count == 5)
            #expect(question.judged.documents.count == 6)
            #expect(Set(question.likes + question.judged.documents) == Set(Self.library))
            #expect(question.judged.relevantCount == 6)
        }
    }

    @Test func `the seed decides, and readers are drawn apart`() throws {
        let questions = try ReaderLibraries(text: Self.text, path: "r").questions
        #expect(questions == (try ReaderLibraries(text: Self.text, path: "s").questions))
        #expect(questions != (try ReaderLibraries(text: Self.text, path: "r", seed: 8).questions))
        let alone = Self.text.split(separator: "\n")[1]
        let ann = try ReaderLibraries(text: String(alone), path: "r").questions
        #expect(ann == [questions[0]])
    }

    @Test(arguments: ["ann\n", "ann\tp1\nann\tp2\n", "few\tp1 p2\n", ""])
    func `bad libraries are errors`(text: String) {
        #expect(throws: EvaluationError.self) { try ReaderLibraries(text: text, path: "r") }
    }
}
