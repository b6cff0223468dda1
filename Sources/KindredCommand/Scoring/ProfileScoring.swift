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
            try sink.write(written(read), progress: source.count)
            rate.show(source.count, "scored")
        }
    }

    /// The lines of some candidates.
    private func written(_ read: [ReadPaper]) -> [UInt8] {
        let pieces = map(read, above: nil) { scored in
            var bytes: [UInt8] = []
            for (_, paper) in scored { lines.append(paper, rank: nil, to: &bytes) }
            return bytes
        }
        return Array(pieces.joined())
    }

    /// Scores all candidates and writes the best, ranked.
    func run(
        _ source: CandidateSource, best limit: Int, into sink: any ScoreSink, _ rate: ScoreRate
    ) throws {
        var best = BestCandidates<ScoredPaper>(limit)
        while let read = try source.next() {
            let first = source.count - read.count
            // Lower scores than are kept already need no reasons.
            for (place, paper) in map(read, above: best.bar ?? 0, { $0 }).joined() {
                let kept = ScoredPaper(read: trimmed(paper.read), score: paper.score)
                best.take(.init(score: paper.score.score, place: first + place, kept: kept))
            }
            rate.show(source.count, "scored")
        }
        var bytes: [UInt8] = []
        for (place, entry) in best.sorted.enumerated() {
            lines.append(entry.kept, rank: place + 1, to: &bytes)
        }
        try sink.write(bytes, progress: source.count)
    }

    /// What of a candidate will be written, so that those that wait take little memory.
    private func trimmed(_ read: ReadPaper) -> ReadPaper {
        guard !lines.keep, lines.format != .bibtex else { return read }
        var paper = Paper(id: read.paper.id)
        paper.title = read.paper.title
        paper.year = read.paper.year
        paper.links = lines.format == .markdown ? read.paper.links : []
        return ReadPaper(paper: paper, line: read.line)
    }

    /// Scores candidates block by block, on all threads.
    ///
    /// - Parameters:
    ///   - bar: Only candidates above this score; nil for all.
    ///   - transform: Gets those of a block that pass, with their places.
    private func map<Result: Sendable>(
        _ read: [ReadPaper], above bar: Float?,
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
                            score: lines.why ? scored.explained(at: index) : score)
                    )
                })
        }
    }

    private func isKnown(_ paper: Paper) -> Bool {
        filter.excludesKnown && (scorer.names(paper) || recommender.row(of: paper) != nil)
    }
}
