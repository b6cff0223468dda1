import KindredCatalogue
import KindredIndex
import KindredText
import KindredVectors

extension Related {
    /// What to read, in order, and why.
    ///
    /// The entries of the topic become a ``PathGround``; ``PathSelection`` chooses among them,
    /// ``PathOrder`` puts the chosen in order, and each step's facts are read off the path itself.
    /// - Throws: ``RankingError`` where a paper is not there, the start is the target, or the index
    ///   lacks TF-IDF; ``IndexError`` where a record cannot be read.
    /// - Complexity: O(papers + postings of the question + n²) for n entries, at most 400.
    package func path(_ query: PathQuery) throws -> ReadingPath {
        switch try pathGround(query) {
        case .nothing(let nothing, let goal):
            return ReadingPath(goal: goal, steps: [], budget: query.budget, nothing: nothing)
        case .ground(let ground, let goal):
            return path(through: ground, to: goal, within: query.budget)
        }
    }

    /// The ground of a path, or why there is none.
    package enum PathOutlook: Sendable {
        /// Entries to choose from, and what was asked.
        case ground(PathGround, ReadingPath.Goal)
        /// Why there are none, and what was asked.
        case nothing(ReadingPath.Nothing, ReadingPath.Goal)
    }

    /// Lays out the entries that a path may go through.
    package func pathGround(_ query: PathQuery) throws -> PathOutlook {
        let names = query.known + [query.start].compactMap { $0 }
        let knownRows = Set(try names.map { try index.row(of: $0) })
        let found = try PathSearch(self, query, known: knownRows).found()
        if let target = found.target, knownRows.contains(target) {
            return .nothing(.allKnown(count: 1), found.goal)
        }
        if let row = found.wordless {
            return .nothing(.wordless(id: try index.paper(at: row).id), found.goal)
        }
        if let nothing = try nothingClose(query, found) { return .nothing(nothing, found.goal) }
        let known = found.nearest.filter { knownRows.contains($0.row) }
        let unknown = found.nearest.filter { !knownRows.contains($0.row) }
        if unknown.isEmpty && found.others > 0 {
            return .nothing(.filteredOut(count: found.others), found.goal)
        }
        if found.nearest.isEmpty { return .nothing(noEntry(query), found.goal) }
        if unknown.isEmpty { return .nothing(.allKnown(count: known.count), found.goal) }
        let asked = found.goal.text.map { AskedText($0, self) }
        let admitted = try unknown.prefix(PathSearch.mostEntries).map {
            try entry($0, asked: asked)
        }.filter {
            $0.row == found.target || query.admits($0.paper)
        }
        if admitted.isEmpty { return .nothing(.filteredOut(count: unknown.count), found.goal) }
        let entries = (admitted + (try known.prefix(PathSearch.mostEntries).map { try entry($0) }))
            .sorted { $0.row < $1.row }
        let ground = PathGround(
            entries, similarity: similarity(of: entries.map(\.terms)),
            known: entries.indices.filter { knownRows.contains(entries[$0].row) },
            target: entries.firstIndex { $0.row == found.target },
            start: entries.firstIndex { $0.row == found.start })
        let shortest = ground.shortest(within: query.budget)
        if let minutes = query.budget.minutes, shortest > minutes {
            return .nothing(.noTime(shortest: shortest, minutes: minutes), found.goal)
        }
        return .ground(ground, found.goal)
    }

    /// The ground of given papers, all equally near the goal.
    ///
    /// - Throws: ``RankingError`` where one is not there.
    package func pathGround(of papers: [String]) throws -> PathGround {
        let rows = Set(try papers.map { try index.row(of: $0) }).sorted()
        let entries = try rows.map { try entry(PathSearch.Nearness(row: $0, relevance: 1)) }
        return PathGround(
            entries, similarity: similarity(of: entries.map(\.terms)), known: [], target: nil,
            start: nil)
    }

    private func noEntry(_ query: PathQuery) -> ReadingPath.Nothing {
        let words = query.words ?? ""
        return .noEntry(asked: words, nearest: topicsNamedLike(words))
    }

    /// Why there is no path through a text that only touches what it touches; nil where there is.
    ///
    /// What the nearest entries stand under may still be meant; topics with names like the words
    /// where those entries stand under none.
    private func nothingClose(
        _ query: PathQuery, _ found: PathSearch.Found
    ) throws -> ReadingPath.Nothing? {
        guard found.target == nil, !found.nearest.isEmpty || found.others > 0,
            found.goal.confidence?.level == .nothingClose
        else { return nil }
        if found.confidenceOfAnyKind?.level != .nothingClose {
            let others = try found.around.count {
                try !query.kinds.contains(index.paper(at: $0.row).kind)
            }
            if others > 0 { return .filteredOut(count: others) }
        }
        return .nothingClose(asked: query.words ?? "", nearest: try topics(query, around: found))
    }

    /// The topics of what is nearest to a question, else those with names like it.
    private func topics(_ query: PathQuery, around found: PathSearch.Found) throws -> [[String]] {
        let around = try found.around.map { ($0.score, try index.paper(at: $0.row).topics) }
        let topics = NearestTopics.topics(of: around, limit: Self.mostTopics)
        return topics.isEmpty ? topicsNamedLike(query.words ?? "") : topics
    }

    private func topicsNamedLike(_ words: String) -> [[String]] {
        let paths = (0..<index.catalogue.topics.count).map { index.catalogue.topics.path(of: $0) }
        return NearestTopics(words).among(paths, index.topicNames, limit: Self.mostTopics)
    }

    /// So many topics are told at most where there is no path.
    private static let mostTopics = 3

    private func entry(
        _ found: PathSearch.Nearness, asked: AskedText? = nil
    ) throws -> PathEntry {
        let paper = try index.paper(at: found.row)
        let titles = paper.titles.texts.map(\.text) + [paper.title].compactMap(\.self)
        let introducing = titles + paper.names + paper.keywords.flatMap { $0.texts.map(\.text) }
        let introduced = introducing.flatMap { recipe.counts(of: $0, in: index.vocabulary).ids }
        let terms = index.tfidf?.rows.row(found.row) ?? .zero
        return PathEntry(
            row: found.row, paper: paper, relevance: found.relevance, progress: found.progress,
            minutes: paper.readingMinutes, date: paper.dateInMonths,
            terms: terms, introduced: Set(introduced), names: PathNames.names(of: paper),
            says: asked?.part(saidBy: paper, terms) ?? .phrase)
    }

    /// The cosines of vectors of length one, kept in 0...1, with 1 on the diagonal.
    /// Shape: (n × n).
    private func similarity(of vectors: [SparseVector]) -> [Float] {
        let rows = SparseMatrix(rows: vectors, columnCount: index.vocabulary?.count ?? 0)
        let postings = rows.transposed(threads: threads)
        return threads.mapBlocks(of: vectors.count, size: 16) { block, _ in
            block.flatMap { place in
                var scores = SparseSearch.scores(vectors[place], postings: postings, threads: .one)
                scores = scores.map { max(0, min(1, $0)) }
                scores[place] = 1
                return scores
            }
        }.flatMap(\.self)
    }
}

// MARK: From ground to path

extension Related {
    /// The path through a ground.
    func path(
        through ground: PathGround, to goal: ReadingPath.Goal, within budget: ReadingBudget
    ) -> ReadingPath {
        let chosen = ground.selection(within: budget).chosen()
        let order = PathOrder(ground, chosen: chosen)
        let nearness = ground.coverage.reached(by: ground.known)
        var steps: [ReadingPath.Step] = []
        if let vocabulary = index.vocabulary {
            let terms = PathTerms(
                ground, recipe: recipe, vocabulary: vocabulary, among: chosen + ground.known)
            var facts = PathFacts(ground, terms: terms, reached: nearness, broadest: order.broadest)
            steps = order.ordered().map { facts.step(at: $0.place, stage: $0.stage) }
        }
        return ReadingPath(
            goal: goal, steps: steps, budget: budget,
            coverage: ground.coverage.share(of: ground.known + chosen),
            knownCoverage: nearness.share, knownCount: ground.known.count,
            candidateCount: ground.entries.count - ground.known.count)
    }
}

extension PathGround {
    /// The minutes without which there is no step: those of the paper asked for, else of the shortest
    /// entry that may be one; 0 where none may.
    fileprivate func shortest(within budget: ReadingBudget) -> Int {
        if let target { return entries[target].minutes }
        let closed = Set(lacking(within: budget) + known)
        return entries.indices.filter { !closed.contains($0) }.map { entries[$0].minutes }.min()
            ?? 0
    }

    /// The choice among the entries.
    package func selection(within budget: ReadingBudget) -> PathSelection {
        PathSelection(
            coverage, minutes: entries.map(\.minutes), known: known,
            required: [target].compactMap(\.self), barred: lacking(within: budget), budget: budget)
    }
}

/// A text that was asked, for saying how much of it an entry says.
private struct AskedText {
    private let terms: Set<UInt32>
    private let phrase: AskedPhrase?

    init(_ text: String, _ search: Related) {
        terms = Set(search.recipe.counts(of: text, in: search.index.vocabulary).ids)
        phrase = AskedPhrase(text)
    }

    func part(saidBy paper: Paper, _ vector: SparseVector) -> QuestionPart {
        guard let phrase else { return terms.isSubset(of: vector.ids) ? .phrase : .some }
        if phrase.isSaid(by: paper) { return .phrase }
        return terms.isSubset(of: vector.ids) ? .terms : .some
    }
}

extension PathQuery {
    /// Whether a paper's level suits the reader.
    fileprivate func admits(_ paper: Paper) -> Bool {
        switch level {
        case .introductory: paper.level != .advanced
        case .advanced: paper.level != .introductory
        case .core, nil: true
        }
    }
}
