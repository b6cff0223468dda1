import Kindred
import KindredEvaluation
import Testing

@Suite struct EvaluationTests {
    /// Eight papers on two matters; `doi:10.1000/b` is also known by another DOI.
    static let catalogue = Catalogue(
        [
            ("a", "graph network recommendation"), ("doi:10.1000/b", "graph network items"),
            ("c", "graph recommendation users"), ("d", "network users items graph"),
            ("e", "protein folding cell"), ("f", "protein cell membrane"),
            ("g", "folding membrane cell"), ("h", "harbour"),
        ].map { id, title in
            var paper = Paper(id: id)
            paper.title = title
            if id.hasSuffix("/b") { paper.aliases = ["doi:10.1000/other"] }
            return paper
        })

    private func recommender() throws -> Recommender {
        var recipe = Recipe()
        recipe.signals = Signal.learned
        recipe.dimensions = 3
        return try Recommender(fitting: Self.catalogue, recipe: recipe)
    }

    private func evaluation(
        _ qrels: String, _ change: (inout Evaluation.Settings) -> Void = { _ in }
    ) throws -> Evaluation {
        var settings = Evaluation.Settings()
        change(&settings)
        let questions = try Judgements(text: qrels, path: "j").questions
        return try Evaluation(of: recommender(), on: questions, settings: settings)
    }

    @Test(arguments: Signal.learned)
    func `a batch answers as one question after another does`(signal: Signal) throws {
        let papers = try recommender()
        let ids = Self.catalogue.papers.map(\.id)
        let found = try evaluation(ids.map { "\($0) 0 c 1\n" }.joined()) { $0.signal = signal }
        for id in ids {
            var query = RelatedQuery(likes: [id], limit: 100)
            query.signal = signal
            let alone = try papers.related(query).matches
            let answer = try #require(found.run[id])
            #expect(answer.documents == alone.map(\.paper.id), "\(id)")
            let lowered = Run.Answer(
                query: id, documents: answer.documents, scores: alone.map { Float($0.score) })
            #expect(answer == lowered, "\(id)")
        }
    }

    @Test(arguments: Signal.learned)
    func `only the pool is ranked, in the same order`(signal: Signal) throws {
        let all = try evaluation("a 0 c 1\n") { $0.signal = signal }
        let pooled = try evaluation("a 0 c 1\n") {
            $0.signal = signal
            $0.pool = ["d", "10.1000/other", "h", "nobody"]
        }
        let wanted: Set = ["d", "doi:10.1000/b", "h"]
        #expect(
            pooled.run["a"]?.documents
                == all.run["a"]?.documents.filter(wanted.contains))
        #expect(pooled.run["a"]?.documents.isEmpty == false)
        #expect(pooled.missing.pool == 1)
    }

    @Test(arguments: Signal.learned)
    func `only judged papers are ranked, and all of them`(signal: Signal) throws {
        let found = try evaluation("a 0 h 0\na 0 c 1\na 0 e 0\na 0 a 3\na 0 nobody 1\n") {
            $0.signal = signal
            $0.judgedOnly = true
        }
        let answer = try #require(found.run["a"])
        #expect(Set(answer.documents) == ["c", "e", "h"])
        #expect(answer.documents.first == "c")
        #expect(found.missing.documents == 1)
        let pooled = try evaluation("a 0 h 0\na 0 c 1\na 0 e 0\n") {
            $0.signal = signal
            $0.judgedOnly = true
            $0.pool = ["c", "e", "d"]
        }
        #expect(pooled.run["a"]?.documents == ["c", "e"])
    }

    @Test func `a query is never its own answer`() throws {
        let found = try evaluation("a 0 a 3\na 0 c 1\n")
        #expect(found.run["a"]?.documents.contains("a") == false)
        #expect(found.judgements["a"]?.grades == ["c": 1])
    }

    @Test func `a judgement of either id counts for the one paper, the highest grade wins`() throws
    {
        let found = try evaluation(
            "a 0 10.1000/OTHER 1\na 0 doi:10.1000/b 3\na 0 c 1\nd 0 doi:10.1000/b 1\n")
        #expect(found.judgements["a"]?.grades == ["10.1000/OTHER": 3, "c": 1])
        #expect(found.judgements["d"]?.grades == ["10.1000/OTHER": 1])
        #expect(found.run["a"]?.documents.contains("10.1000/OTHER") == true)
        #expect(found.run["a"]?.documents.contains("doi:10.1000/b") == false)
        #expect(found.missing.isEmpty)
    }

    @Test func `two queries that are one paper become one`() throws {
        let found = try evaluation("doi:10.1000/b 0 a 1\ndoi:10.1000/other 0 a 2\n")
        #expect(found.report.queries == ["doi:10.1000/b"])
        #expect(found.judgements["doi:10.1000/b"]?.grades == ["a": 2])
    }

    @Test func `what the catalogue lacks is counted; such papers count as not found`() throws {
        let found = try evaluation("a 0 c 1\na 0 x 1\nnobody 0 c 1\nnobody 0 y 1\n")
        #expect(found.report.queries == ["a"])
        #expect(found.missing.queries == 1 && found.missing.documents == 1)
        #expect(found.report.mean(.recall(100)) == 0.5)
    }

    @Test func `with no query left there is nothing to measure`() {
        #expect(throws: EvaluationError.nothingLeft(asked: 1, pool: false)) {
            try evaluation("nobody 0 c 1\n")
        }
        #expect(throws: EvaluationError.nothingLeft(asked: 1, pool: true)) {
            try evaluation("a 0 c 1\n") { $0.pool = ["nobody"] }
        }
    }

    @Test func `a reader's own papers are never answers and give none of them places`() throws {
        var judged = Judgements.Query(id: "reader")
        for id in ["d", "c", "doi:10.1000/other"] { judged.add(id, grade: 1) }
        let question = Question(
            id: "reader", likes: ["a", "doi:10.1000/b", "gone"], judged: judged)
        var settings = Evaluation.Settings()
        settings.depth = 2
        let found = try Evaluation(of: recommender(), on: [question], settings: settings)
        #expect(found.run["reader"]?.documents.sorted() == ["c", "d"])
        #expect(found.judgements["reader"]?.documents == ["d", "c"])
        #expect(found.report.mean(.recall(10)) == 1)
        #expect(found.missing.documents == 1)
    }

    @Test func `a signal that the index lacks is an error`() throws {
        var recipe = Recipe()
        recipe.signals = [.tfidf]
        let papers = try Recommender(fitting: Self.catalogue, recipe: recipe)
        var settings = Evaluation.Settings()
        settings.signal = .lsa
        let questions = try Judgements(text: "a 0 c 1\n", path: "j").questions
        #expect(throws: RankingError.self) {
            try Evaluation(of: papers, on: questions, settings: settings)
        }
    }
}
