package import KindredCatalogue
import KindredIndex
import KindredVectors

/// One entry that a path may go through, or that is known already.
package struct PathEntry: Sendable {
    /// Its row in the index.
    package let row: Int
    /// Its record.
    package let paper: Paper
    /// How near it is to the goal, in 0...1, where the nearest entry has 1.
    package let relevance: Double
    /// How far it lies on the way from the start to the target, in 0...1; 0 where there is no start.
    package let progress: Double
    /// Its estimated reading time.
    package let minutes: Int
    /// When it appeared, in months; nil where unknown.
    package let date: Int?
    /// Its weights by TF-IDF, of length one.
    let terms: SparseVector
    /// The ids of the terms in its titles, names and keywords, ascending.
    let introduced: Set<UInt32>
    /// The names it goes by, as written.
    let names: [String]
    /// How much of the text that was asked it says.
    var says = QuestionPart.phrase
}

/// How much of a question an entry says, the least first.
package enum QuestionPart: Comparable, Sendable {
    /// Not every known term of it.
    case some
    /// Every known term of it, pairs of words among them; so does every entry where no term of it is
    /// known.
    case terms
    /// The very phrase; so does every entry where no text was asked, or no phrase.
    case phrase
}

/// A topic laid out for choosing: its entries, how similar they are, and what they count.
///
/// Entries stand in the order of their rows, so ties go to the lower row.
package struct PathGround: Sendable {
    /// The entries, known ones among them. Shape: (n).
    package let entries: [PathEntry]
    /// How the entries cover each other.
    package let coverage: Coverage
    /// The places of known entries.
    package let known: [Int]
    /// The place of the paper asked for; nil where none was.
    package let target: Int?
    /// The place of the paper to start from, which is among the known; nil where there is none.
    package let start: Int?
    /// The weight of each term in the topic: Σᵥ weight(v) · tfidf(v, term).
    let topicTerms: [UInt32: Double]

    /// How many entries lie around each: Σᵥ weight(v) · similarity(s, v), of which the largest is 1.
    package let generality: [Double]
    /// The dates that part the topic's dated entries in thirds; nil where fewer than three have one.
    package let thirds: (early: Int, recent: Int)?
    /// Which entry introduced each name, and which others use it. See ``PathNames``.
    package let names: PathNames

    init(
        _ entries: [PathEntry], similarity: [Float], known: [Int], target: Int?, start: Int?
    ) {
        self.entries = entries
        self.known = known
        self.target = target
        self.start = start
        let total = entries.reduce(0) { $0 + $1.relevance }
        let weights = entries.map { total > 0 ? $0.relevance / total : 0 }
        let none = weights.map { _ in 0.0 }
        let bare = Coverage(
            similarity: similarity, weights: weights, bonuses: none, overviews: none)
        let nothing = bare.reached()
        let around = entries.indices.map { bare.added(by: $0, to: nothing) }
        let most = around.max() ?? 0
        coverage = Coverage(
            similarity: similarity, weights: weights,
            bonuses: entries.map { PathBonus.share(of: $0) * most },
            overviews: entries.map { PathBonus.asOverview($0) * most })
        generality = around.map { most > 0 ? $0 / most : 0 }
        topicTerms = Self.sum(entries, weights)
        thirds = Self.thirds(of: entries.compactMap(\.date).sorted())
        names = PathNames(entries)
    }

    /// The places of entries that are no steps, since they say less of the question than many others
    /// do: who asks for a phrase wants to read about it. They are to be covered all the same.
    ///
    /// - Parameter budget: Many are two for each step that it allows, and for each of a usual path.
    package func lacking(within budget: ReadingBudget) -> [Int] {
        let open = Set(entries.indices).subtracting(known)
        let steps = min(budget.papers ?? .max, (budget.minutes ?? .max) / Self.minutesOfStep)
        let many = 2 * max(ReadingBudget.usualPapers, min(steps, entries.count))
        for part in [QuestionPart.phrase, .terms]
        where open.count(where: { entries[$0].says >= part }) >= many {
            return entries.indices.filter { entries[$0].says < part && $0 != target }
        }
        return []
    }

    /// What a step takes, as far as it matters for how many there may be.
    private static let minutesOfStep = 60

    private static func sum(_ entries: [PathEntry], _ weights: [Double]) -> [UInt32: Double] {
        var sum: [UInt32: Double] = [:]
        for (entry, factor) in zip(entries, weights) {
            for (id, weight) in zip(entry.terms.ids, entry.terms.weights) {
                sum[id, default: 0] += factor * Double(weight)
            }
        }
        return sum
    }

    private static func thirds(of dates: [Int]) -> (early: Int, recent: Int)? {
        guard dates.count >= 3 else { return nil }
        return (dates[dates.count / 3], dates[dates.count - 1 - dates.count / 3])
    }

    /// The share of the topic's weight of terms that stand in at least one of some entries.
    package func termShare(of places: [Int]) -> Double {
        let held = Set(places.flatMap { entries[$0].terms.ids })
        // Summed by id, so that rounding does not depend on hashing.
        let ids = topicTerms.keys.sorted()
        let whole = ids.reduce(0) { $0 + (topicTerms[$1] ?? 0) }
        let part = ids.reduce(0) { $0 + (held.contains($1) ? topicTerms[$1] ?? 0 : 0) }
        return whole > 0 ? part / whole : 0
    }

    /// Whether an entry is in the oldest third, and not in the newest.
    package func isEarly(_ place: Int) -> Bool {
        guard let thirds, let date = entries[place].date else { return false }
        return date <= thirds.early && date < thirds.recent
    }

    /// Whether an entry is in the newest third, and not in the oldest.
    package func isRecent(_ place: Int) -> Bool {
        guard let thirds, let date = entries[place].date else { return false }
        return date >= thirds.recent && date > thirds.early
    }
}

/// What an entry is worth beside what it covers, where the best single coverage counts 1.
///
/// Relevance keeps a path near its goal; an overview helps whoever is new, and one is enough; a
/// recommendation or a name of its own, which people leave on papers that matter to them, decides
/// between equals. The numbers were chosen by what `Benchmarks/paths` measures.
enum PathBonus {
    static let relevance = 0.5
    static let overview = 0.15
    static let noted = 0.01

    static func share(of entry: PathEntry) -> Double {
        let isNoted = !entry.paper.recommendations.isEmpty || !entry.paper.names.isEmpty
        return entry.relevance * (relevance + (isNoted ? noted : 0))
    }

    static func asOverview(_ entry: PathEntry) -> Double {
        entry.paper.overviewCue == nil ? 0 : overview * entry.relevance
    }
}
