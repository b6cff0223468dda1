import Kindred

/// The best candidates of a run that ranks, and how far it has read: what `--resume` goes on from.
struct RankingState {
    /// How many candidates were read.
    var progress = 0
    /// The best of them.
    var best: BestCandidates<RankedLine>

    /// The bytes to be kept: the progress on a line, then for each candidate a line with the bits of
    /// its score, its place in the input, where its rank goes (`-` for nowhere) and the length of
    /// its text, and the text.
    var bytes: [UInt8] {
        var bytes = Array("\(progress)\n".utf8)
        for entry in best.sorted {
            let rank = entry.kept.rankPlace.map { "\($0)" } ?? "-"
            let head =
                "\(entry.score.bitPattern) \(entry.place) \(rank) \(entry.kept.bytes.count)\n"
            bytes += Array(head.utf8) + entry.kept.bytes
        }
        return bytes
    }

    /// Nothing read yet.
    ///
    /// - Parameter limit: How many candidates are kept; at least 1.
    init(limit: Int) { best = BestCandidates(limit) }

    /// What was kept; nil where the bytes say something else.
    init?(_ bytes: [UInt8], limit: Int) {
        self.init(limit: limit)
        var rest = bytes[...]
        /// The fields of the next line.
        func fields() -> [Substring]? {
            guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
            defer { rest = rest[(end + 1)...] }
            return String(decoding: rest[..<end], as: UTF8.self).split(separator: " ")
        }
        guard let progress = fields()?.first.flatMap({ Int($0) }) else { return nil }
        self.progress = progress
        while !rest.isEmpty {
            guard let head = fields(), head.count == 4, let score = UInt32(head[0]),
                let place = Int(head[1]), head[2] == "-" || Int(head[2]) != nil,
                let length = Int(head[3]), (0...rest.count).contains(length),
                let line = RankedLine(bytes: Array(rest.prefix(length)), rankPlace: Int(head[2]))
            else { return nil }
            rest = rest.dropFirst(length)
            best.take(.init(score: Float(bitPattern: score), place: place, kept: line))
        }
    }
}

/// A file of ranked candidates, beside which what was found is kept until all input is read.
struct RankedFile: ScoreSink {
    /// What an interrupted run had found; nil where there is nothing to go on with.
    let found: RankingState?
    private let path: String
    private let state: ResumableState

    var progress: Int { found?.progress ?? 0 }

    /// - Parameters:
    ///   - limit: How many candidates are kept.
    ///   - recipe: All that the output depends on, on one line.
    ///   - resumes: Whether to go on with what an interrupted run has found.
    init(_ path: String, limit: Int, recipe: String, resumes: Bool) throws {
        self.path = path
        state = try ResumableState(path, recipe: recipe)
        found = resumes ? try state.found().flatMap { RankingState($0, limit: limit) } : nil
        if found == nil { state.remove() }
    }

    func keep(_ ranking: RankingState) throws { try state.keep(ranking.bytes) }

    func write(_ bytes: [UInt8], progress: Int) throws {
        try WholeFile.write(to: path) { (file) throws(CatalogueError) in try file.append(bytes) }
    }

    func finish() { state.remove() }
}

/// When a state is kept: after a few batches of candidates or a few seconds, as long as keeping
/// takes no more than a twentieth of the time.
struct KeepingPace {
    private static let batches = 16
    private static let pause = Duration.seconds(2)

    private var batchCount = 0
    private var last = ContinuousClock.now
    private var cost = Duration.zero

    /// Notes that a batch was taken in, and calls `keep` where it is time.
    mutating func tick(_ keep: () throws -> Void) rethrows {
        batchCount += 1
        let start = ContinuousClock.now
        let isDue = batchCount >= Self.batches || start - last >= Self.pause
        guard isDue, start - last >= cost * 20 else { return }
        try keep()
        batchCount = 0
        last = .now
        cost = last - start
    }
}
