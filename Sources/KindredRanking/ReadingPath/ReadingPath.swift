public import KindredCatalogue

/// What to read through a topic, in order, within a reader's time, and why each step is there.
///
/// ```swift
/// let path = try papers.path(through: "图神经网络", within: .hours(6))
/// for step in path.steps { print(step.number, step.stage, step.paper.id, step.because) }
/// ```
/// Stages never go back: orientation, foundations, core, frontier. Each share of the topic that a
/// step adds is what it adds to the steps before it, so the shares sum to ``coverage`` less
/// ``knownCoverage``.
public struct ReadingPath: Sendable {
    /// What was asked, as it was understood.
    public let goal: Goal
    /// The steps in reading order; none where ``nothing`` says why.
    public let steps: [Step]
    /// What the reader had to spend.
    public let budget: ReadingBudget
    /// The share of the topic that the known papers and the steps cover together, in 0...1.
    ///
    /// Each entry of the topic is covered as far as the most similar one that was read is similar
    /// to it, one that was read wholly; entries count by their relevance.
    public let coverage: Double
    /// The share of the topic that the known papers cover alone, in 0...1.
    public let knownCoverage: Double
    /// How many of the papers known already belong to the topic.
    public let knownCount: Int
    /// How many entries of the topic the steps were chosen from.
    public let candidateCount: Int
    /// Why there is no step; nil where there is one.
    public let nothing: Nothing?

    /// A path of all its facts.
    package init(
        goal: Goal, steps: [Step], budget: ReadingBudget, coverage: Double = 0,
        knownCoverage: Double = 0, knownCount: Int = 0, candidateCount: Int = 0,
        nothing: Nothing? = nil
    ) {
        self.goal = goal
        self.steps = steps
        self.budget = budget
        self.coverage = coverage
        self.knownCoverage = knownCoverage
        self.knownCount = knownCount
        self.candidateCount = candidateCount
        self.nothing = nothing
    }

    /// The estimated reading time of all steps together, in minutes.
    public var minutes: Int { steps.reduce(0) { $0 + $1.minutes } }

    /// The steps of one stage, in reading order.
    public func steps(of stage: Stage) -> [Step] { steps.filter { $0.stage == stage } }
}

extension ReadingPath {
    /// What was asked, as it was understood.
    public struct Goal: Sendable {
        /// The topics that the words name, as paths from the root; empty where they name none.
        public var topics: [[String]] = []
        /// The words, where they name no topic.
        public var text: String?
        /// The paper that the reader wants to be able to read; the last step where it fits.
        public var target: Paper?
        /// The paper that the reader starts from and knows.
        public var start: Paper?
        /// How near the nearest entries of the kinds asked for are to the words, or to the target;
        /// low at least where one of them is a fair match and other kinds are close too. Nil for a
        /// topic, whose entries are known, on the way between two papers, and where the index does
        /// not say.
        public var confidence: Confidence?

        /// Nothing asked yet.
        public init() {}
    }

    /// A part of a path. The raw value is the word in JSON.
    public enum Stage: String, Hashable, Sendable, CaseIterable, Comparable {
        /// The overview: what the topic is about.
        case orientation
        /// What the rest builds on.
        case foundations
        /// What everyone in the topic reads.
        case core
        /// The newest and the most special.
        case frontier

        /// In reading order.
        public static func < (left: Stage, right: Stage) -> Bool { left.place < right.place }

        private var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }
    }

    /// Something about a paper that speaks for its place. The raw value is the word in JSON.
    public enum Cue: String, Hashable, Sendable, CaseIterable {
        /// It is a survey, by its record or its title.
        case survey
        /// It is a tutorial, an introduction or a course.
        case tutorial
        /// No overview is there, and most of the topic lies around it.
        case broadest
        /// Its record says it is for newcomers.
        case introductory
        /// Its record says it is for those who know the core.
        case advanced
        /// It is among the oldest third of the topic's dated entries.
        case early
        /// It is among the newest third of the topic's dated entries.
        case recent
        /// It is the paper that was asked for.
        case goal
    }

    /// An earlier step that a step builds on, and through what.
    public struct Lean: Hashable, Sendable {
        /// The number of the earlier step.
        public let step: Int
        /// Terms of the earlier step that this one uses, the weightiest first; at most three. None
        /// where no whole word names what they share.
        public let terms: [LocalizedText]
        /// Names that the earlier step introduced and this one uses: `BERT`; at most three.
        public let names: [String]

        /// A lean on an earlier step.
        public init(step: Int, terms: [LocalizedText], names: [String]) {
            self.step = step
            self.terms = terms
            self.names = names
        }
    }

    /// One thing to read.
    public struct Step: Sendable {
        /// Its place in the path, from 1.
        public let number: Int
        /// What to read.
        public let paper: Paper
        /// The part of the path it belongs to.
        public let stage: Stage
        /// The estimated reading time, in minutes.
        public let minutes: Int
        /// Terms of the topic that no step before it has, the weightiest first; at most four.
        public let adds: [LocalizedText]
        /// The share of the topic that it adds to the known papers and the steps before, in 0...1.
        public let gain: Double
        /// The earlier steps it builds on, the strongest first; at most three.
        public let leansOn: [Lean]
        /// What it shares with the paper that the reader starts from; at most three terms.
        public let sharesWithStart: [LocalizedText]
        /// What speaks for its place.
        public let cues: [Cue]
        /// How near it is to the goal, in 0...1, where the nearest entry has 1.
        public let relevance: Double

        /// A step of all its facts.
        package init(
            number: Int, paper: Paper, stage: Stage, minutes: Int, adds: [LocalizedText],
            gain: Double, leansOn: [Lean], sharesWithStart: [LocalizedText] = [],
            cues: [Cue] = [], relevance: Double = 1
        ) {
            self.number = number
            self.paper = paper
            self.stage = stage
            self.minutes = minutes
            self.adds = adds
            self.gain = gain
            self.leansOn = leansOn
            self.sharesWithStart = sharesWithStart
            self.cues = cues
            self.relevance = relevance
        }
    }

    /// Why there is no path.
    public enum Nothing: Hashable, Sendable {
        /// No entry belongs to the topic. The nearest topics come along.
        case noEntry(asked: String, nearest: [[String]])
        /// Entries share words with it, but none is close: see ``Confidence``. The topics of the
        /// nearest come along.
        case nothingClose(asked: String, nearest: [[String]])
        /// Entries belong to it, but kind or level leave none of them.
        case filteredOut(count: Int)
        /// The paper asked for, or the one to start from, says nothing that others could be compared
        /// with.
        case wordless(id: String)
        /// Every entry is known already.
        case allKnown(count: Int)
        /// The shortest entry takes longer than there is time.
        case noTime(shortest: Int, minutes: Int)
    }
}

/// How much a reader can spend: papers, minutes, or both.
public struct ReadingBudget: Hashable, Sendable {
    /// The most entries; nil for any number.
    public var papers: Int?
    /// The most minutes; nil for any time.
    public var minutes: Int?

    /// A budget; with neither, eight papers.
    ///
    /// - Precondition: A number of papers is at least 1.
    public init(papers: Int? = nil, minutes: Int? = nil) {
        precondition(papers.map { $0 >= 1 } ?? true, "a path wants at least one paper")
        self.papers = papers ?? (minutes == nil ? Self.usualPapers : nil)
        self.minutes = minutes
    }

    /// So many papers, however long.
    public static func papers(_ count: Int) -> ReadingBudget { ReadingBudget(papers: count) }

    /// So many hours, however many papers.
    public static func hours(_ hours: Double) -> ReadingBudget {
        ReadingBudget(minutes: Int((min(max(0, hours), 1e6) * 60).rounded(.down)))
    }

    /// So many minutes, however many papers.
    public static func minutes(_ count: Int) -> ReadingBudget { ReadingBudget(minutes: count) }

    /// What a path has where nobody says: 8 papers.
    public static let usualPapers = 8
}
