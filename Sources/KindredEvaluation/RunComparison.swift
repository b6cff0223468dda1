/// Two runs side by side by the same judgements.
public struct RunComparison: Hashable, Sendable {
    /// The first run.
    public let first: Report
    /// The second run.
    public let second: Report
    /// For each measure the first less the second, and how sure that is. Shape: (measures).
    public let differences: [PairedBootstrap]

    /// Compares two runs.
    ///
    /// Every query of the judgements counts; a run that does not answer it gets 0 for it.
    /// - Throws: `nothingToCompare` where neither run answers any query that was judged.
    /// - Complexity: O(queries · resamples) for each measure.
    public init(
        _ first: Run, _ second: Run, by judgements: Judgements,
        measures: [Measure] = Measure.reported,
        resamples: Int = PairedBootstrap.usualResamples, seed: UInt64 = PairedBootstrap.usualSeed
    ) throws(EvaluationError) {
        guard judgements.queries.contains(where: { first[$0.id] != nil || second[$0.id] != nil })
        else {
            throw .nothingToCompare
        }
        self.first = Report(of: first, by: judgements, measures: measures)
        self.second = Report(of: second, by: judgements, measures: measures)
        differences = zip(self.first.values, self.second.values).map {
            PairedBootstrap($0, $1, resamples: resamples, seed: seed)
        }
    }
}
