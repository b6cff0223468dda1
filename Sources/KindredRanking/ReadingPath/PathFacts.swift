import KindredCatalogue

/// Reads the facts of each step off a path, step by step.
struct PathFacts {
    private let ground: PathGround
    private let terms: PathTerms
    private let broadest: Int?
    private var reached: Coverage.Reached
    /// The places of the steps so far.
    private var earlier: [Int] = []

    /// Below this sum of common weights, a step is not said to lean on another.
    private static let leastLean = 0.03
    private static let mostTerms = 4
    private static let mostShared = 3
    private static let mostLeans = 3
    /// A name that is used weighs more than any number of common terms.
    private static let name = 1.0

    /// - Parameters:
    ///   - reached: What is covered before the first step.
    ///   - broadest: The entry that stands for an overview where there is none.
    init(
        _ ground: PathGround, terms: PathTerms, reached: Coverage.Reached, broadest: Int?
    ) {
        self.ground = ground
        self.terms = terms
        self.reached = reached
        self.broadest = broadest
    }

    /// The next step, which counts as read for those after it.
    mutating func step(at place: Int, stage: ReadingPath.Stage) -> ReadingPath.Step {
        let entry = ground.entries[place]
        let gain = ground.coverage.added(by: place, to: reached)
        let adds = terms.added(by: place, after: ground.known + earlier, limit: Self.mostTerms)
        let leans = leans(of: place)
        ground.coverage.add(place, to: &reached)
        earlier.append(place)
        return ReadingPath.Step(
            number: earlier.count, paper: entry.paper, stage: stage, minutes: entry.minutes,
            adds: adds, gain: gain, leansOn: leans,
            sharesWithStart: ground.start.map {
                terms.shared(from: $0, by: place, limit: Self.mostShared).terms
            } ?? [],
            cues: cues(of: place, stage), relevance: entry.relevance)
    }

    private func leans(of place: Int) -> [ReadingPath.Lean] {
        var leans: [(strength: Double, lean: ReadingPath.Lean)] = []
        for (offset, other) in earlier.enumerated() {
            let names = ground.names.used(by: place, from: other)
            let shared = terms.shared(from: other, by: place, limit: Self.mostShared)
            let isSaid = !shared.terms.isEmpty || shared.isNameless
            guard !names.isEmpty || (shared.sum >= Self.leastLean && isSaid) else { continue }
            let strength = Self.name * Double(names.count) + shared.distinctSum
            let lean = ReadingPath.Lean(
                step: offset + 1, terms: shared.terms,
                names: Array(names.prefix(Self.mostShared)))
            leans.append((strength, lean))
        }
        let strongest = leans.sorted {
            $0.strength == $1.strength
                ? $0.lean.step < $1.lean.step : $0.strength > $1.strength
        }
        return strongest.prefix(Self.mostLeans).map(\.lean)
    }

    private func cues(of place: Int, _ stage: ReadingPath.Stage) -> [ReadingPath.Cue] {
        let paper = ground.entries[place].paper
        var cues: [ReadingPath.Cue] = []
        if place == ground.target { cues.append(.goal) }
        if let overview = paper.overviewCue { cues.append(overview) }
        if stage == .orientation, place == broadest, paper.overviewCue == nil {
            cues.append(.broadest)
        }
        if paper.level == .introductory { cues.append(.introductory) }
        if paper.level == .advanced { cues.append(.advanced) }
        if ground.isEarly(place) { cues.append(.early) }
        if ground.isRecent(place) { cues.append(.recent) }
        return cues
    }
}
