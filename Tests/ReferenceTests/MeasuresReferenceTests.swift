import KindredEvaluation
import Testing

/// What trec_eval's code computes for runs with ties, for grades below 0, for queries without
/// relevant documents and for those that a run does not answer.
@Suite struct MeasuresReferenceTests {
    static let tolerance = 1e-6

    private static let measures: [String: Measure] = [
        "ndcg_cut_10": .ndcg(10), "ndcg_cut_5": .ndcg(5), "map": .averagePrecision,
        "recip_rank": .reciprocalRank, "recall_10": .recall(10), "recall_100": .recall(100),
        "P_5": .precision(5),
    ]

    @Test(arguments: measures.keys.sorted())
    func `every measure is trec_eval's for every query`(name: String) throws {
        let file = try Numbers.read("measures", as: File.self)
        let judgements = try Judgements(text: file.qrels, path: "qrels")
        let run = try Run(text: file.run, path: "run")
        let measure = try #require(Self.measures[name])
        let report = Report(of: run, by: judgements, measures: [measure])
        var answered = 0
        for (query, value) in zip(report.queries, report.values[0]) {
            // trec_eval leaves out what the run does not answer; here it counts 0.
            let expected = file.values[query].map { $0[name] ?? .nan } ?? 0
            #expect(abs(value - expected) <= Self.tolerance, "\(query)")
            if file.values[query] != nil { answered += 1 }
        }
        #expect(report.queries.count == 40 && answered == file.values.count)
    }

    private struct File: Decodable {
        let qrels: String
        let run: String
        let values: [String: [String: Double]]

        enum CodingKeys: CodingKey { case qrels, run, values }
    }
}
