import KindredEvaluation
import Testing

/// Measures worked out by hand.
@Suite struct MeasureTests {
    /// a is graded 3, b 1, c 0, d 2.
    static let judged: Judgements.Query = {
        var query = Judgements.Query(id: "q")
        for (document, grade) in [("a", 3), ("b", 1), ("c", 0), ("d", 2)] {
            query.add(document, grade: grade)
        }
        return query
    }()

    private func value(_ measure: Measure, _ documents: String...) -> Double {
        measure.value(of: documents, judged: Self.judged)
    }

    @Test func `nDCG takes the grade as gain and log2 of rank + 1 as discount`() {
        // Ranks 2 and 3 hold grades 1 and 3: 1/log2(3) + 3/log2(4) over 3 + 2/log2(3) + 1/2.
        let expected = (0.6309297536 + 1.5) / (3 + 1.2618595071 + 0.5)
        #expect(abs(value(.ndcg(10), "c", "b", "a") - expected) < 1e-9)
        #expect(value(.ndcg(10), "a", "d", "b", "c") == 1)
    }

    @Test func `the ideal is cut where the ranking is`() {
        #expect(value(.ndcg(1), "a", "x") == 1)
        #expect(abs(value(.ndcg(1), "d", "a") - 2.0 / 3) < 1e-12)
    }

    @Test func `average precision divides by all relevant documents, found or not`() {
        // Relevant at ranks 1 and 3, three relevant in all: (1/1 + 2/3) / 3.
        #expect(abs(value(.averagePrecision, "a", "x", "b") - 5.0 / 9) < 1e-12)
    }

    @Test func `the reciprocal rank is that of the first relevant document`() {
        #expect(value(.reciprocalRank, "c", "x", "d", "a") == 1.0 / 3)
        #expect(value(.reciprocalRank, "c", "x") == 0)
    }

    @Test func `recall counts relevant documents, precision places`() {
        #expect(value(.recall(2), "a", "b", "d") == 2.0 / 3)
        #expect(value(.precision(5), "a", "b") == 0.4)
    }

    @Test func `a query without relevant documents scores zero, never NaN`() {
        var query = Judgements.Query(id: "q")
        query.add("a", grade: 0)
        query.add("b", grade: -2)
        for measure in Measure.reported {
            #expect(measure.value(of: ["a", "b"], judged: query) == 0)
        }
    }

    @Test func `a query that a run does not answer counts zero in the average`() throws {
        let judgements = try Judgements(text: "p 0 a 1\nq 0 a 1\n", path: "j")
        let run = Run(tag: "t", answers: [Run.Answer(query: "p", documents: ["a"], scores: [1])])
        let report = Report(of: run, by: judgements, measures: [.averagePrecision])
        #expect(report.values == [[1, 0]])
        #expect(report.mean(.averagePrecision) == 0.5)
        #expect(report.mean(.recall(3)) == nil)
    }
}
