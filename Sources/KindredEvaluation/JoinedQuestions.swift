import Kindred

/// Questions whose ids have become rows of a recommender.
struct JoinedQuestions {
    /// A question that can be put.
    struct Joined {
        let id: String
        let likes: [Int]
        /// The judged papers that are here, in the order of the judgements, each once.
        var judged: [Int] = []
    }

    private(set) var questions: [Joined] = []
    /// The judgements of those questions, under the names that the run uses.
    private(set) var judgements = Judgements()
    private(set) var missing = Evaluation.Missing()
    /// The rows of the pool, ascending; nil for all.
    private(set) var pool: [Int]?
    /// The id by which the judgements first name a row.
    private var names: [Int: String] = [:]
    private var unknown: Set<String> = []
    private var rows: [String: Int?] = [:]

    init(_ asked: [Question], in recommender: Recommender, pool: [String]?) {
        // The place of a question whose only like is the paper it is named for.
        var places: [Int: Int] = [:]
        for question in asked {
            let likes = question.likes.compactMap { row(of: $0, recommender) }
            guard let first = likes.first else {
                missing.queries += 1
                continue
            }
            note(question.likes, recommender)
            let isPaper = question.likes == [question.id]
            let place = (isPaper ? places[first] : nil) ?? questions.count
            if place == questions.count {
                if isPaper { places[first] = place }
                questions.append(Joined(id: question.id, likes: likes))
                judgements.add(query: question.id)
            }
            join(question.judged, to: place, recommender)
        }
        missing.documents = unknown.count
        self.pool = pool.map { join($0, recommender) }
    }

    /// The questions as the ranking takes them; judged papers outside a pool are no candidates.
    func tasks(judgedOnly: Bool) -> [RankingBatch.Task] {
        let allowed = pool.map(Set.init)
        return questions.map { question in
            let judged = question.judged.filter { allowed?.contains($0) ?? true }
            return RankingBatch.Task(likes: question.likes, candidates: judgedOnly ? judged : nil)
        }
    }

    /// The name of a row in runs and judgements.
    func name(ofRow row: Int, in recommender: Recommender) -> String {
        names[row] ?? recommender.id(at: row)
    }

    private mutating func join(
        _ judged: Judgements.Query, to place: Int, _ recommender: Recommender
    ) {
        let likes = Set(questions[place].likes)
        for document in judged.documents {
            let grade = judged.grades[document] ?? 0
            guard let row = row(of: document, recommender) else {
                unknown.insert(document)
                judgements.add(query: questions[place].id, document: document, grade: grade)
                continue
            }
            if likes.contains(row) { continue }
            let name = names[row] ?? document
            names[row] = name
            questions[place].judged.append(row)
            judgements.add(query: questions[place].id, document: name, grade: grade)
        }
    }

    private mutating func join(_ pool: [String], _ recommender: Recommender) -> [Int] {
        var absent: Set<String> = []
        var found: Set<Int> = []
        for id in pool {
            if let row = row(of: id, recommender) { found.insert(row) } else { absent.insert(id) }
        }
        missing.pool = absent.count
        return found.sorted()
    }

    /// Counts the likes that are not here.
    private mutating func note(_ likes: [String], _ recommender: Recommender) {
        for id in likes where row(of: id, recommender) == nil { unknown.insert(id) }
    }

    private mutating func row(of id: String, _ recommender: Recommender) -> Int? {
        if let known = rows[id] { return known }
        let row = recommender.row(ofIdentifier: id)
        rows[id] = .some(row)
        return row
    }
}
