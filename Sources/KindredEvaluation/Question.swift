/// One question of a test set: what a reader liked, and what was judged for it.
public struct Question: Hashable, Sendable {
    /// Its name in judgements and runs.
    public let id: String
    /// The papers liked, by id: the query itself, or half of a reader's library.
    public let likes: [String]
    /// What was judged, under the ids of the file.
    public let judged: Judgements.Query

    /// A question.
    public init(id: String, likes: [String], judged: Judgements.Query) {
        self.id = id
        self.likes = likes
        self.judged = judged
    }
}

extension Judgements {
    /// Each query as a question: the paper of that id is what was liked.
    public var questions: [Question] {
        queries.map { Question(id: $0.id, likes: [$0.id], judged: $0) }
    }
}

/// The libraries of readers: half of each is what the reader is known to like, the other half what
/// an engine should find.
///
/// A line is a reader, a tab, and ids between spaces. An id counts once, and a reader with fewer
/// than ``fewest`` is left out.
///
/// **The halves.** Readers are taken in the order of the file, and the ids of each shuffled as
/// NumPy's `RandomState(seed).permutation` does; the first half, rounded down, is the profile and
/// the rest the answer, each with grade 1.
public struct ReaderLibraries: Hashable, Sendable {
    /// The fewest papers of a library that is used.
    public static let fewest = 10
    /// The seed of the halves where nothing else is said.
    public static let usualSeed: UInt64 = 7

    /// One question for each reader, in the order of the file.
    public let questions: [Question]

    /// Reads libraries.
    ///
    /// - Throws: `cannotRead`; `badLine` for a line without an id and a reader who comes twice;
    ///   `empty` where no library is large enough.
    public init(contentsOf path: String, seed: UInt64 = usualSeed) throws(EvaluationError) {
        try self.init(TextLines(contentsOf: path), seed: seed)
    }

    /// Reads libraries that stand in memory; `path` names them in messages.
    package init(
        text: String, path: String, seed: UInt64 = usualSeed
    ) throws(EvaluationError) {
        try self.init(TextLines(Array(text.utf8), path: path), seed: seed)
    }

    private init(_ lines: TextLines, seed: UInt64) throws(EvaluationError) {
        var questions: [Question] = []
        var readers: Set<String> = []
        var generator = MersenneTwister(seed: seed)
        try lines.forEach { line, fields throws(EvaluationError) in
            let reader = String(fields[0])
            guard fields.count >= 2, readers.insert(reader).inserted else {
                throw lines.badLine(
                    line, fields, expected: "a new reader, a tab and ids between spaces")
            }
            var seen: Set<Substring> = []
            let ids = fields.dropFirst().filter { seen.insert($0).inserted }.map(String.init)
            guard ids.count >= Self.fewest else { return }
            questions.append(Self.question(of: reader, ids, &generator))
        }
        if questions.isEmpty {
            throw .empty(
                path: lines.path, expected: "a reader with at least \(Self.fewest) papers")
        }
        self.questions = questions
    }

    private static func question(
        of reader: String, _ ids: [String], _ generator: inout MersenneTwister
    ) -> Question {
        let shuffled = generator.shuffled(ids)
        var judged = Judgements.Query(id: reader)
        for id in shuffled[(ids.count / 2)...] { judged.add(id, grade: 1) }
        return Question(id: reader, likes: Array(shuffled[..<(ids.count / 2)]), judged: judged)
    }
}
