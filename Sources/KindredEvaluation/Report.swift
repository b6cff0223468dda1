/// The measures of a run by some judgements.
///
/// **Averages run over the queries of the judgements**: a query that the run does not answer counts
/// 0, and so does one without relevant documents (trec_eval's averages with `-c`). Queries of the
/// run that nobody judged are passed over.
public struct Report: Hashable, Sendable {
    /// What was measured, in this order.
    public let measures: [Measure]
    /// The queries of the judgements, in their order.
    public let queries: [String]
    /// The value of each measure for each query. Shape: (measures × queries).
    public let values: [[Double]]

    /// Measures a run.
    ///
    /// - Complexity: O(length of the run and of the judgements) for each measure.
    public init(of run: Run, by judgements: Judgements, measures: [Measure] = Measure.reported) {
        self.measures = measures
        queries = judgements.queries.map(\.id)
        values = measures.map { measure in
            judgements.queries.map { query in
                measure.value(of: run[query.id]?.documents ?? [], judged: query)
            }
        }
    }

    /// The mean of each measure over the queries; 0 where there is no query. Shape: (measures).
    public var means: [Double] {
        values.map { $0.isEmpty ? 0 : $0.reduce(0, +) / Double($0.count) }
    }

    /// The mean of one measure; nil where it was not measured.
    public func mean(_ measure: Measure) -> Double? {
        measures.firstIndex(of: measure).map { means[$0] }
    }
}
