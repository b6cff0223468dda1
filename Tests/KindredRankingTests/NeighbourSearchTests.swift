import KindredCatalogue
import KindredModels
import KindredText
import KindredVectors
import Testing

@testable import KindredIndex
@testable import KindredRanking

/// Neighbours of many papers: what `related` answers for one after another is the truth.
@Suite struct NeighbourSearchTests {
    private static let paperCount = 90
    private let papers = MadePapers.papers(paperCount)
    private let search: Related

    init() throws {
        var recipe = Recipe()
        recipe.signals = [.tfidf, .bm25, .lsa]
        recipe.dimensions = 8
        let contents = Fitting(recipe: recipe).contents(of: papers)
        search = Related(index: try IndexFile(contents), recipe: recipe, threads: Threads(3))
    }

    private static let signals: [Signal] = [.tfidf, .bm25, .lsa, .fused]

    @Test(arguments: signals)
    func `papers of the index get what related answers for each, bit for bit`(
        signal: Signal
    ) throws {
        let found = try search.neighbourSearch(7, by: signal, shard: nil).neighbours(of: papers)
        for (paper, neighbours) in zip(papers, found) {
            var query = RelatedQuery(likes: [paper.id], limit: 7)
            query.signal = signal
            let matches = try search.answer(query).matches
            #expect(neighbours.map(\.id) == matches.map(\.paper.id))
            #expect(neighbours.map { Double($0.score) } == matches.map(\.score))
        }
    }

    @Test(arguments: signals)
    func `the reasons of a pair are those of related, and sum to its score`(signal: Signal) throws {
        let neighbours = try search.neighbourSearch(5, by: signal, shard: nil)
        let found = try neighbours.neighbours(of: papers, why: true)
        #expect(try neighbours.neighbours(ofRows: 0..<papers.count, why: true) == found)
        var compared = 0
        for (paper, list) in zip(papers, found) {
            var query = RelatedQuery(likes: [paper.id], limit: 5)
            query.signal = signal
            #expect(try search.answer(query).matches.map(\.reasons) == list.map(\.reasons))
            for neighbour in list {
                let sum = neighbour.reasons.reduce(0) { $0 + $1.weight }
                #expect(abs(sum - Double(neighbour.score)) < 1e-9, "\(paper.id)")
                compared += 1
            }
        }
        #expect(compared > 100)
        #expect(try neighbours.neighbours(of: papers).joined().allSatisfy(\.reasons.isEmpty))
        if let all = neighbours.neighboursOfAll() {
            #expect(try neighbours.explained(all[7..<30], ofRows: 7..<30) == Array(found[7..<30]))
        }
    }

    @Test func `rows that are compared as they are stored say why by their own terms`() throws {
        var recipe = Recipe()
        recipe.signals = [.tfidf]
        let papers = [("zh", "节点 模型"), ("zh too", "模型 声音"), ("en", "node graph")].map {
            var paper = Paper(id: $0)
            paper.summary[$0 == "en" ? .english : .chinese] = $1
            return paper
        }
        var contents = Fitting(recipe: recipe).contents(of: papers)
        let vocabulary = try #require(try IndexFile(contents).vocabulary)
        let node = try #require(vocabulary.id(of: "node"))
        contents.translations = StoredTranslations(
            terms: Vocabulary(documentFrequencies: ["节点": 3], documentCount: 9),
            weights: SparseMatrix(
                rows: [SparseVector(ids: [node], weights: [1])], columnCount: vocabulary.count),
            squares: Elements([1]))
        let search = Related(index: try IndexFile(contents), recipe: recipe)
        let found = try search.neighbourSearch(3, by: .tfidf, shard: nil)
        #expect(try found.neighbours(of: papers)[0].map(\.id).contains("en"))
        let lists = try found.neighbours(ofRows: 0..<3, why: true)
        #expect(lists.map { $0.map(\.id) } == [["zh too"], ["zh"], []])
        let stored = try #require(search.index.tfidf).rows
        #expect(lists[0][0].score == stored.row(0).dot(stored.row(1)))
        for list in lists.prefix(2) {
            #expect(list[0].reasons.map(\.term) == ["模型"] && list[0].reasons[0].via == nil)
            #expect(abs(list[0].reasons[0].weight - Double(list[0].score)) < 1e-9)
        }
    }

    @Test func `papers from elsewhere get the best of the plain loop`() throws {
        let others = MadePapers.papers(40, from: 700)
        let found = try search.neighbourSearch(5, by: .tfidf, shard: nil).neighbours(of: others)
        let stored = try #require(search.index.tfidf)
        for (paper, neighbours) in zip(others, found) {
            let counts = search.recipe.counts(of: paper, in: search.index.vocabulary)
            let query = FittedTFIDF(settings: search.recipe.tfidf, idf: stored.idf)
                .vector(ids: counts.ids, counts: counts.counts).normalized()
            let scores = (0..<papers.count).map { query.dot(stored.rows.row($0)) }
            let plain = PlainSearch.best(
                5, of: scores, excluding: RowSet(rowCount: papers.count), above: 0)
            #expect(neighbours.map { Scored(row: $0.row, score: $0.score) } == plain)
        }
    }

    @Test(arguments: signals, [1, 2, 3, 7, 90, 200])
    func `the best of all parts of the index are the best of the whole, ties included`(
        signal: Signal, parts: Int
    ) throws {
        let others = Array(papers.prefix(20)) + MadePapers.papers(15, from: 900)
        func asked(_ shard: IndexShard?) throws -> [[Neighbour]] {
            try search.neighbourSearch(4, by: signal, shard: shard).neighbours(of: others)
        }
        let whole = try asked(nil)
        var merged = [[Neighbour]](repeating: [], count: others.count)
        for number in 1...parts {
            let part = try asked(IndexShard(number: number, of: parts))
            for place in merged.indices { merged[place] += part[place] }
        }
        for place in merged.indices {
            let best = merged[place].sorted {
                $0.score == $1.score ? $0.row < $1.row : $0.score > $1.score
            }
            #expect(Array(best.prefix(4)) == whole[place])
        }
    }

    @Test(arguments: [IndexShard("1/1"), IndexShard("2/3")])
    func `many papers are joined by fused as each asks, bit for bit`(shard: IndexShard?) throws {
        // Enough of them for the join; fewer are asked one by one.
        let papers = MadePapers.papers(1_600)
        var recipe = Recipe()
        recipe.signals = [.tfidf, .lsa]
        recipe.wordBigrams = true
        recipe.dimensions = 12
        let contents = Fitting(recipe: recipe).contents(of: papers)
        let search = Related(
            index: try IndexFile(contents), recipe: recipe, threads: Threads(3))
        let rows = try #require(shard).rows(of: papers.count)
        let neighbours = try search.neighbourSearch(5, by: .fused, shard: shard)
        #expect(neighbours.isJoined)
        let asked = Array(papers.prefix(60)) + MadePapers.papers(60, from: 5_000)
        let found = try neighbours.neighbours(of: asked, why: true)
        var excluded = RowSet(rowCount: papers.count, rows: 0..<papers.count)
        for row in rows { excluded.remove(row) }
        for (place, paper) in asked.enumerated() {
            var excluded = excluded
            let row = search.row(of: paper)
            if let row { excluded.insert(row) }
            let part = row.map(Profile.Part.paper) ?? search.askedTerms(ofOutside: paper).part
            let comparison = try search.comparison(
                by: .fused, with: Profile(likes: [part], unlikes: []))
            let plain = comparison.best(5, excluding: excluded, threads: .one)
            #expect(found[place].map { Scored(row: $0.row, score: $0.score) } == plain)
            #expect(
                found[place].map(\.reasons)
                    == plain.map { search.reasons(comparison, of: $0, via: [:]) })
        }
        #expect(
            try neighbours.neighbours(ofRows: 0..<60, why: true) == Array(found.prefix(60)))
    }

    @Test func `all pairs at once are those of each row, in any part`() throws {
        let neighbours = try search.neighbourSearch(4, by: .tfidf, shard: nil)
        let all = try #require(neighbours.neighboursOfAll())
        #expect(try neighbours.neighbours(ofRows: 0..<papers.count) == all)
        #expect(try neighbours.neighbours(ofRows: 30..<50) == Array(all[30..<50]))
        let half = try search.neighbourSearch(4, by: .tfidf, shard: IndexShard("2/2"))
        #expect(half.neighboursOfAll() == nil)
        #expect(try half.neighbours(ofRows: 0..<3).joined().allSatisfy { $0.row >= 45 })
    }

    @Test func `parts are named by two numbers`() {
        #expect(IndexShard("2/3")?.description == "2/3")
        for wrong in ["0/3", "4/3", "1", "a/b", "1/0", "-1/2", "1/2/3", "", "1/"] {
            #expect(IndexShard(wrong) == nil, "\(wrong)")
        }
        let rows = (1...4).compactMap { IndexShard(number: $0, of: 4)?.rows(of: 10) }
        #expect(rows == [0..<3, 3..<6, 6..<8, 8..<10])
    }
}

/// Papers whose words are drawn by their numbers; some are alike to the last word.
enum MadePapers {
    private static let words = [
        "graph", "attention", "transformer", "images", "nodes", "neighbours", "convolution",
        "language", "recommendation", "users", "contrastive", "queue", "图神经网络", "推荐系统",
        "retrieval", "index", "quantisation", "speech", "translation", "segmentation",
    ]

    static func papers(_ count: Int, from first: Int = 0) -> [Paper] {
        (first..<first + count).map { number in
            // Every fifth paper has the words of the one before it.
            let source = number % 5 == 4 ? number - 1 : number
            func drawn(_ place: Int) -> String {
                let word = SplitMix64.word(seed: 11, place: UInt64(source * 50 + place))
                // Low numbers more often, as words are.
                return words[Int(word % 20) * Int((word >> 8) % 20) / 20]
            }
            var paper = Paper(id: "p\(number)")
            paper.title = (0..<4).map(drawn).joined(separator: " ")
            paper.abstract[.english] = (4..<20).map(drawn).joined(separator: " ")
            return paper
        }
    }
}
