public import KindredCatalogue
import KindredModels
package import KindredText
package import KindredVectors

/// In how many papers each term stands, and how often: what weighing a part of a collection needs
/// to know of the whole.
///
/// Counted in parts and merged, it is what counting the whole gives. A paper that stands in two parts
/// counts in both.
public struct CorpusStatistics: Sendable {
    /// How texts were cut into terms; of its fields only those count that say so.
    public let recipe: Recipe
    /// All terms, none left out, and in how many papers each stands.
    package let vocabulary: Vocabulary
    /// How often each term stands in all papers together. Shape: (terms).
    package let totals: Elements<Double>

    /// The number of papers.
    public var paperCount: Int { vocabulary.documentCount }
    /// The number of terms.
    public var termCount: Int { vocabulary.count }

    /// Stored numbers.
    init(recipe: Recipe, vocabulary: Vocabulary, totals: Elements<Double>) {
        self.recipe = recipe
        self.vocabulary = vocabulary
        self.totals = totals
    }

    /// Counts the terms of a catalogue.
    ///
    /// - Complexity: O(length of the texts).
    public init(of catalogue: Catalogue, recipe: Recipe = Recipe(), threads: Int? = nil) {
        let fitting = Fitting(recipe: recipe, threads: Threads(threads))
        let counts = fitting.counts(of: catalogue.papers, VocabularySettings())
        self.init(
            recipe: Self.reading(recipe), vocabulary: counts.vocabulary,
            totals: Elements(counts.totals))
    }

    /// What several parts say together; `parts` are at least one.
    ///
    /// - Throws: `IndexError.unlike` where two of them cut texts in different ways.
    /// - Complexity: O(terms · parts).
    public init(merging parts: [(path: String, statistics: CorpusStatistics)]) throws(IndexError) {
        precondition(!parts.isEmpty, "there is nothing to merge")
        for part in parts where part.statistics.recipe != parts[0].statistics.recipe {
            throw .unlike(path: part.path, other: parts[0].path, what: "ways to cut texts")
        }
        let parts = parts.map(\.statistics)
        let union = VocabularyUnion(parts.map(\.vocabulary))
        var frequencies = [UInt32](repeating: 0, count: union.count)
        var totals = [Double](repeating: 0, count: union.count)
        for (part, places) in zip(parts, union.places) {
            for (term, place) in places.enumerated() {
                frequencies[Int(place)] += part.vocabulary.documentFrequency(UInt32(term))
                totals[Int(place)] += part.totals[term]
            }
        }
        self.init(
            recipe: parts[0].recipe,
            vocabulary: union.vocabulary(
                of: Array(0..<UInt32(union.count)), documentFrequencies: frequencies,
                documentCount: parts.reduce(0) { $0 + $1.paperCount }),
            totals: Elements(totals))
    }

    /// Whether a recipe cuts texts as these were cut.
    public func suits(_ recipe: Recipe) -> Bool { self.recipe == Self.reading(recipe) }

    /// What of a recipe says how texts are cut, and the usual of everything else.
    private static func reading(_ recipe: Recipe) -> Recipe {
        var reading = Recipe()
        reading.stemming = recipe.stemming
        reading.wordBigrams = recipe.wordBigrams
        reading.titleWeight = recipe.titleWeight
        reading.surroundingsWeight = recipe.surroundingsWeight
        return reading
    }

    /// The terms that a recipe keeps, and the average length of a paper in them.
    func kept(by recipe: Recipe) -> (vocabulary: Vocabulary, averageLength: Double) {
        let settings = recipe.vocabulary
        var kept = (0..<UInt32(vocabulary.count)).filter {
            settings.keeps(
                documentFrequency: vocabulary.documentFrequency($0), of: paperCount,
                isPair: vocabulary.isPair($0))
        }
        if let cap = settings.featureCap, cap < kept.count {
            // The most frequent, ties in byte order, as where a vocabulary is counted at once.
            kept = kept.sorted {
                let (left, right) = (totals[Int($0)], totals[Int($1)])
                return left == right ? $0 < $1 : left > right
            }.prefix(cap).sorted()
        }
        let length = kept.reduce(0.0) { $0 + totals[Int($1)] }
        return (vocabulary.picking(kept), paperCount > 0 ? length / Double(paperCount) : 0)
    }
}

// MARK: In a file

// The header, the table of sections and the checksums of `IndexLayout`, with other sections. With m
// terms:
//
// | sections | elements | holds |
// |---|---|---|
// | `stats.program` | text | the program and version that made the file |
// | `stats.settings` | text | a recipe as JSON, of which only the cutting of texts counts |
// | `stats.counts` | 2 UInt64 | m, and the papers that were counted |
// | `stats.bytes`, `.ends`, `.frequencies` | UTF-8, m UInt32, m UInt32 | terms, ascending; papers |
// | `stats.totals` | m Double | how often each term stands in all papers together |

extension CorpusStatistics {
    static let countsSection = "stats.counts"

    /// Opens a file by mapping it.
    ///
    /// - Throws: `IndexError.notStatistics` for another file, and what opening an index throws for a
    ///   damaged one.
    /// - Complexity: O(size), as everything is checked.
    public init(opening path: String) throws(IndexError) {
        let sections = try SectionReader(opening: path, having: Self.countsSection) { found in
            .notStatistics(path: path, found: found)
        }
        try self.init(sections)
    }

    private init(_ sections: SectionReader) throws(IndexError) {
        let counts: Elements<UInt64> = try sections.elements(Self.countsSection, count: 2)
        let limit = UInt64(sections.bytes.buffer.count)
        guard counts[0] <= limit, counts[1] <= UInt64(UInt32.max) else {
            throw sections.contradiction(
                Self.countsSection, expected: "counts up to \(limit)", found: "larger ones")
        }
        self.init(
            recipe: try Recipe(
                json: try sections.elements("stats.settings"), path: sections.bytes.path),
            vocabulary: try sections.vocabulary(
                "stats", count: Int(counts[0]), documentCount: Int(counts[1])),
            totals: try sections.elements("stats.totals", count: Int(counts[0])))
        let areCounts = totals.withUnsafeBufferPointer { $0.allSatisfy(\.isFinite) }
        guard vocabulary.isSound, areCounts, recipe == Self.reading(recipe) else {
            throw sections.contradiction(
                "stats", expected: "ascending terms and their counts", found: "others")
        }
    }

    /// Writes the file: the whole of it, or none. The same statistics give the same bytes.
    ///
    /// - Throws: `IndexError.unwritable` with the file system's reason.
    public func write(to path: String) throws(IndexError) {
        var sections = SectionWriter()
        sections.add("stats.program", Elements(Array(KindredVersion.program.utf8)))
        sections.add("stats.settings", Elements(recipe.json))
        sections.add(
            Self.countsSection, Elements([vocabulary.count, paperCount].map { UInt64($0) }))
        sections.add("stats", vocabulary)
        sections.add("stats.totals", totals)
        let file = SectionTable.file(of: sections.parts, path: path, threads: .one)
        do throws(CatalogueError) {
            try WholeFile.write(file.buffer, to: path)
        } catch {
            throw .unwritable(error)
        }
    }
}
