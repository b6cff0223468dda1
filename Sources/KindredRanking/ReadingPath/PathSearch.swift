import KindredCatalogue
import KindredIndex
import KindredVectors

/// Finds the entries that a path may go through: those of a topic, or the nearest to a text, to a
/// paper, or to the way between two.
struct PathSearch {
    private let search: Related
    private let query: PathQuery

    private var index: IndexFile { search.index }
    /// The rows of other kinds than were asked for. What is known is wanted, whatever its kind.
    private let unwanted: RowSet

    /// - Parameters:
    ///   - search: Where to look.
    ///   - query: What for.
    ///   - known: The rows that the reader knows.
    init(_ search: Related, _ query: PathQuery, known: Set<Int>) {
        self.search = search
        self.query = query
        var filter = PaperFilter()
        filter.kinds = query.kinds
        var unwanted = search.index.catalogue.rows(failing: filter)
        for row in known { unwanted.remove(row) }
        self.unwanted = unwanted
    }

    /// An entry's row and how near it is to the goal; the nearest has 1.
    struct Nearness {
        let row: Int
        let relevance: Double
        var progress = 0.0
    }

    /// What was found for a question.
    struct Found {
        var goal = ReadingPath.Goal()
        /// The entries of the wanted kinds that the question is about, the nearest first.
        var nearest: [Nearness] = []
        /// The row of an end of the way of which no word is known.
        var wordless: Int?
        /// How many entries of other kinds there are where none of the wanted ones is.
        var others = 0
        /// The row of the paper asked for.
        var target: Int?
        /// The row of the paper to start from.
        var start: Int?
        /// The few entries of any kind that are nearest, where the index says how near they are.
        var around: [Scored] = []
        /// How near those are; nil where the goal's own confidence is.
        var confidenceOfAnyKind: Confidence?
    }

    /// A question put to the index's own signal.
    private struct Asked {
        let query: RelatedQuery
        let signal: Signal
        let profile: Profile
        let comparison: any Comparison
    }

    /// The most entries that are looked at closely.
    static let mostEntries = 400
    /// An entry counts as part of a text's topic where it is at least so near as a share of what
    /// the nearest one is.
    private static let leastNearness = 0.3
    /// Standing under the topic counts so much of an entry's relevance, what it says the rest.
    private static let ofMembership = 0.8

    /// Looks for the entries.
    ///
    /// - Throws: ``RankingError`` where a paper is not there or the index lacks TF-IDF.
    func found() throws -> Found {
        var found = Found()
        if let target = query.target { return try way(to: target) }
        let words = query.words ?? ""
        let topics = index.topicPlaces(named: words)
        guard topics.isEmpty else {
            found.goal.topics = topics.map { index.catalogue.topics.path(of: $0) }
            found.nearest = try members(of: topics)
            if found.nearest.isEmpty { found.others = rows(under: topics).count }
            return found
        }
        found.goal.text = words
        var via: [UInt32: String] = [:]
        let asked = try asked(
            RelatedQuery(text: words),
            search.profile(
                likes: [], text: words, via: &via))
        found.nearest = near(asked)
        if found.nearest.isEmpty { found.others = othersNear(asked) }
        try judge(asked, into: &found)
        return found
    }

    // MARK: A topic

    /// The entries under topics, the nearest to their middle first.
    private func members(of topics: [Int]) throws -> [Nearness] {
        let stored = try tfidf()
        let rows = rows(under: topics).filter { !unwanted.contains($0) }
        let middle = Self.middle(of: rows.map { stored.rows.row($0) })
        let scores = rows.map { Double(middle.dot(stored.rows.row($0))) }
        let most = max(scores.max() ?? 0, .leastNormalMagnitude)
        return zip(rows, scores).map { row, score in
            let share = Self.ofMembership + (1 - Self.ofMembership) * max(0, score) / most
            return Nearness(row: row, relevance: share)
        }.nearestFirst()
    }

    /// The rows under topics, of whatever kind.
    private func rows(under topics: [Int]) -> [Int] {
        var filter = PaperFilter()
        filter.topics = topics
        let others = index.catalogue.rows(failing: filter)
        return (0..<index.paperCount).filter { !others.contains($0) }
    }

    /// The mean direction of vectors.
    private static func middle(of vectors: [SparseVector]) -> SparseVector {
        var sums: [UInt32: Double] = [:]
        for vector in vectors {
            for (id, weight) in zip(vector.ids, vector.weights) {
                sums[id, default: 0] += Double(weight)
            }
        }
        let ids = sums.keys.sorted()
        return SparseVector(ids: ids, weights: ids.map { Float(sums[$0] ?? 0) }).normalized()
    }

    // MARK: A text or a paper

    /// The entries near a question, as the index's own signal sees them.
    ///
    /// - Parameter row: A row that is left out.
    private func near(_ asked: Asked, besides row: Int? = nil) -> [Nearness] {
        guard !asked.comparison.isEmpty else { return [] }
        var out = unwanted
        if let row { out.insert(row) }
        let best = asked.comparison.best(
            Self.mostEntries * 2, excluding: out, threads: search.threads)
        let most = Double(best.first?.score ?? 0)
        guard most > 0 else { return [] }
        return best.map { Nearness(row: $0.row, relevance: Double($0.score) / most) }
            .filter { $0.relevance >= Self.leastNearness }
    }

    /// How many of a few entries near a question are of other kinds.
    private func othersNear(_ asked: Asked) -> Int {
        guard !asked.comparison.isEmpty else { return 0 }
        let nobody = RowSet(rowCount: index.paperCount)
        return asked.comparison.best(
            Self.mostEntries, excluding: nobody, threads: search.threads
        ).count
    }

    /// Says how near the nearest entries are: those of the wanted kinds, and those of any.
    ///
    /// - Parameter row: A row that is left out.
    private func judge(_ asked: Asked, besides row: Int? = nil, into found: inout Found) throws {
        let judging = try search.judging(
            asked.query, by: asked.signal, asked.comparison, asked.profile)
        guard let judging else { return }
        let nobody = RowSet(rowCount: index.paperCount, rows: [row].compactMap(\.self))
        found.around = search.nearest(judging, besides: nobody)
        let ofAnyKind = judging.confidence(of: found.around)
        found.confidenceOfAnyKind = ofAnyKind
        var out = unwanted
        if let row { out.insert(row) }
        let wanted = search.nearest(judging, besides: out)
        var confidence = judging.confidence(of: wanted)
        // Where something is close to the question, one entry of the wanted kinds that is close
        // by itself makes a path, if a doubtful one.
        if confidence.level == .nothingClose, ofAnyKind.level != .nothingClose,
            let best = wanted.first,
            judging.confidence(of: best, within: ofAnyKind).percentile >= Confidence.leastFair
        {
            confidence = Confidence(percentile: Confidence.leastClose)
        }
        found.goal.confidence = confidence
    }

    private func asked(_ query: RelatedQuery, _ profile: Profile) throws -> Asked {
        _ = try tfidf()
        guard let signal = search.signals.first else {
            throw RankingError.missingSignal(.tfidf, present: [])
        }
        let encoded = query.text == nil ? .none : try search.encoded(query, for: signal)
        let profile = profile.with(encoded)
        return Asked(
            query: query, signal: signal, profile: profile,
            comparison: try search.comparison(by: signal, with: profile))
    }

    private func asked(about row: Int) throws -> Asked {
        var via: [UInt32: String] = [:]
        return try asked(RelatedQuery(), search.profile(likes: [row], via: &via))
    }

    /// What leads to a paper: entries near it that are not newer, and, where there is a start,
    /// near both.
    private func way(to target: String) throws -> Found {
        var found = Found()
        let row = try index.row(of: target)
        found.target = row
        found.goal.target = try index.paper(at: row)
        let stored = try tfidf()
        let isWordless = { stored.rows.row($0).ids.isEmpty }
        if isWordless(row) { found.wordless = row }
        guard let start = query.start else {
            let asked = try asked(about: row)
            let before = near(asked, besides: row).filter { !isNewer($0.row, than: row) }
            found.nearest = [Nearness(row: row, relevance: 1)] + before
            try judge(asked, besides: row, into: &found)
            return found
        }
        let startRow = try index.row(of: start)
        found.start = startRow
        found.goal.start = try index.paper(at: startRow)
        if isWordless(startRow) { found.wordless = startRow }
        found.nearest = try between(startRow, row)
        return found
    }

    private func isNewer(_ row: Int, than other: Int) -> Bool {
        let (years, months) = (index.catalogue.years, index.catalogue.months)
        guard years[row] != 0, years[other] != 0 else { return false }
        guard years[row] == years[other], months[row] != 0, months[other] != 0 else {
            return years[row] > years[other]
        }
        return months[row] > months[other]
    }

    /// Entries near two papers: the geometric mean of both nearnesses, with a little of their mean,
    /// so that two papers without common ground still have a way. The two themselves stand first.
    private func between(_ start: Int, _ target: Int) throws -> [Nearness] {
        let ends = try [start, target].map { try asked(about: $0).comparison }
        var nobody = unwanted
        for row in [start, target] { nobody.insert(row) }
        let rows = Set(
            ends.flatMap {
                $0.best(Self.mostEntries, excluding: nobody, threads: search.threads).map(\.row)
            }
        ).sorted()
        let scores = ends.map { $0.scores(of: rows).map { max(0, Double($0)) } }
        let most = scores.map { max($0.max() ?? 0, .leastNormalMagnitude) }
        var ways: [(Nearness, Double)] = []
        for (place, row) in rows.enumerated() {
            let (a, b) = (scores[0][place] / most[0], scores[1][place] / most[1])
            let nearness = (a * b).squareRoot() + 0.05 * (a + b)
            let progress = a + b > 0 ? b / (a + b) : 0
            ways.append((Nearness(row: row, relevance: nearness, progress: progress), nearness))
        }
        let largest = max(ways.map(\.1).max() ?? 0, .leastNormalMagnitude)
        let between = ways.map {
            Nearness(row: $0.0.row, relevance: $0.1 / largest, progress: $0.0.progress)
        }.nearestFirst().filter { $0.relevance >= Self.leastNearness }
        return [
            Nearness(row: start, relevance: 1, progress: 0),
            Nearness(row: target, relevance: 1, progress: 1),
        ].reduce(into: []) { ends, end in
            if !ends.contains(where: { $0.row == end.row }) { ends.append(end) }
        } + between
    }

    private func tfidf() throws -> StoredTFIDF {
        guard let stored = index.tfidf else {
            throw RankingError.missingSignal(.tfidf, present: search.signals)
        }
        return stored
    }
}

extension [PathSearch.Nearness] {
    /// The nearest first, ties to the lower row.
    fileprivate func nearestFirst() -> Self {
        sorted { $0.relevance == $1.relevance ? $0.row < $1.row : $0.relevance > $1.relevance }
    }
}

extension IndexFile {
    /// The topics that words name; none where they name none.
    func topicPlaces(named words: String) -> [Int] {
        let paths = (0..<catalogue.topics.count).map { catalogue.topics.path(of: $0) }
        return TopicTree.places(named: words, among: paths, topicNames)
    }
}
