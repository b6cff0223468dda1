public import Kindred

/// What a recommender answers to the questions of a test set.
///
/// **Ids join through identities.** An id of the judgements stands for the paper that has it as its
/// id, alias or identity. Where two ids are one paper here, a judgement of either counts for it,
/// the highest grade wins, and two queries that are one paper become one. A question's own papers
/// are never its answers, and a judgement of them is dropped.
///
/// **What the catalogue lacks.** A question none of whose liked papers is here cannot be put, and
/// is left out of every average. A judged document that is not here stays a document that was not
/// found. Both are counted in ``missing``.
public struct Evaluation: Sendable {
    /// How the questions are put.
    public struct Settings: Hashable, Sendable {
        /// What papers are compared by; nil for the default of the index.
        public var signal: Signal?
        /// How many answers each question gets; at least 1.
        public var depth = 100
        /// The ids of the papers that may be answered; nil for all.
        public var pool: [String]?
        /// Whether only the judged papers of each question are ranked: all of them that are in the
        /// pool, those of grade 0 and those without anything in common included.
        public var judgedOnly = false

        /// The whole catalogue, a hundred answers deep.
        public init() {}
    }

    /// How much of a test set the catalogue lacks.
    public struct Missing: Hashable, Sendable {
        /// Questions that could not be put.
        public internal(set) var queries = 0
        /// Different judged or liked ids of the questions put that no paper has.
        public internal(set) var documents = 0
        /// Different ids of the pool that no paper has.
        public internal(set) var pool = 0

        /// Whether nothing is missing.
        public var isEmpty: Bool { queries == 0 && documents == 0 && pool == 0 }
    }

    /// The answers. A judged paper goes by the id the judgements gave it first, any other by its
    /// catalogue's, so that trec_eval reads the run beside the original judgements.
    public let run: Run
    /// The judgements of the questions put, joined to the same ids.
    public let judgements: Judgements
    /// What the catalogue lacks.
    public let missing: Missing
    /// The measures.
    public let report: Report

    /// Puts the questions, all at once.
    ///
    /// - Throws: `EvaluationError.nothingLeft` where no question can be put or the pool is empty;
    ///   `RankingError.missingSignal`; `IndexError` where a record cannot be read.
    /// - Precondition: A depth is at least 1.
    public init(
        of recommender: Recommender, on questions: [Question], settings: Settings = Settings(),
        measures: [Measure] = Measure.reported
    ) throws {
        let joined = JoinedQuestions(questions, in: recommender, pool: settings.pool)
        guard !joined.questions.isEmpty, joined.pool?.isEmpty != true else {
            throw EvaluationError.nothingLeft(
                asked: questions.count, pool: settings.pool != nil)
        }
        let batch = RankingBatch(
            tasks: joined.tasks(judgedOnly: settings.judgedOnly), signal: settings.signal,
            pool: joined.pool, depth: settings.depth)
        let answers = try recommender.rank(batch)
        let signal = settings.signal ?? recommender.signals.first
        run = Run(
            tag: "kindred-\(signal?.rawValue ?? "")",
            answers: zip(joined.questions, answers).map { question, answers in
                Run.Answer(
                    query: question.id,
                    documents: answers.map { joined.name(ofRow: $0.row, in: recommender) },
                    scores: answers.map(\.score))
            })
        judgements = joined.judgements
        missing = joined.missing
        report = Report(of: run, by: judgements, measures: measures)
    }
}
