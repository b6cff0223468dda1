import Kindred

/// Candidates scored against a profile, and written.
struct ProfileScoring {
    let scorer: BatchScorer
    let recommender: Recommender
    let lines: ScoreLines
    let filter: CandidateFilter

    /// Scores all candidates in the order of the input.
    func run(_ source: CandidateSource, into sink: any ScoreSink, _ rate: ScoreRate) throws {
        while let read = try source.next() {
            try sink.write(written(read, source.holdsJSON), progress: source.count)
            rate.show(source.count, "scored")
        }
    }

    /// The lines of some candidates.
    private func written(_ read: [ReadPaper], _ holdsJSON: Bool) -> [UInt8] {
        let pieces = map(read, holdsJSON, above: nil) { scored in
            var text = RankedLine(isRanked: false)
            for (_, paper) in scored { lines.append(paper, to: &text) }
            return text.bytes
        }
        return Array(pieces.joined())
    }

    /// Scores all candidates and writes the best, ranked.
    func run(
        _ source: CandidateSource, best limit: Int, into sink: any ScoreSink, _ rate: ScoreRate
    ) throws {
        let file = sink as? RankedFile
        var ranking = file?.found ?? RankingState(limit: limit)
        var pace = KeepingPace()
        while let read = try source.next() {
            let first = source.count - read.count
            // Lower scores than are kept already need no reasons, and no line.
            let scored = map(read, source.holdsJSON, above: ranking.best.bar ?? 0) { scored in
                scored.map { place, paper in
                    var line = RankedLine(isRanked: true)
                    lines.append(paper, to: &line)
                    return (place, paper.score.score, line)
                }
            }
            for (place, score, line) in scored.joined() {
                ranking.best.take(.init(score: score, place: first + place, kept: line))
            }
            ranking.progress = source.count
            try pace.tick { try file?.keep(ranking) }
            rate.show(source.count, "scored")
        }
        var bytes: [UInt8] = []
        for (place, entry) in ranking.best.sorted.enumerated() {
            bytes += entry.kept.text(rank: place + 1)
        }
        try sink.write(bytes, progress: source.count)
    }

    /// Scores candidates block by block, on all threads.
    ///
    /// - Parameters:
    ///   - bar: Only candidates above this score; nil for all.
    ///   - transform: Gets those of a block that pass, with their places.
    private func map<Result: Sendable>(
        _ read: [ReadPaper], _ holdsJSON: Bool, above bar: Float?,
        _ transform: @Sendable ([(Int, ScoredPaper)]) -> Result
    ) -> [Result] {
        scorer.map(read.map(\.paper)) { block, scored in
            transform(
                zip(block, scored.indices).compactMap { place, index in
                    let score = scored[index]
                    if let bar, !(score.score > bar) { return nil }
                    guard filter.passes(score), !isKnown(read[place].paper) else { return nil }
                    return (
                        place,
                        ScoredPaper(
                            read: read[place],
                            score: lines.why ? scored.explained(at: index) : score,
                            holdsJSON: holdsJSON)
                    )
                })
        }
    }

    private func isKnown(_ paper: Paper) -> Bool {
        filter.excludesKnown && (scorer.names(paper) || recommender.row(of: paper) != nil)
    }
}
