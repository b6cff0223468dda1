public import KindredCatalogue

/// What the keeper of a list may want to look at: entries listed twice, in the wrong topic, under
/// titles that hardly differ, or without the code that the list itself has elsewhere.
///
/// Every finding names entries by their place in the catalogue and says what it rests on. None is
/// an error: a paper may stand in two topics on purpose, and the nearest topic is not always the
/// right one.
public struct ListReview: Hashable, Sendable {
    /// Entries that the list names more than once, in the order of the catalogue.
    public var duplicates: [Duplicate] = []
    /// Pairs of entries whose titles differ by a few letters, nearest first.
    public var similarTitles: [SimilarTitles] = []
    /// Entries whose nearest kin all stand in another topic, surest first.
    public var misplaced: [Misplaced] = []
    /// Papers without a link to code, and where in the list their code is.
    public var missingCode: [MissingCode] = []

    /// An entry that was read from several places.
    public struct Duplicate: Hashable, Sendable {
        /// The entry's place in the catalogue.
        public let entry: Int
        /// Where it was read, in order; two at least.
        public let sources: [Source]
        /// Whether the places stand under different topics, which may be meant.
        public let isCrossListed: Bool
    }

    /// Two entries that may be one.
    public struct SimilarTitles: Hashable, Sendable {
        /// The places of the two in the catalogue, ascending.
        public let entries: [Int]
        /// How many letters must change to make one title the other.
        public let differences: Int
        /// How many letters the longer title has.
        public let length: Int
    }

    /// An entry far from those it stands with.
    public struct Misplaced: Hashable, Sendable {
        /// The entry's place in the catalogue.
        public let entry: Int
        /// The topic it stands in.
        public let topic: [String]
        /// The topic in which most of its nearest entries stand.
        public let better: [String]
        /// How many of its nearest entries stand in `better`; none stands in `topic`.
        public let kin: Int
        /// How many nearest entries were asked.
        public let asked: Int
        /// The nearest of them that stands in `better`, by its place in the catalogue.
        public let nearest: Int
    }

    /// A paper whose code stands elsewhere in the list.
    public struct MissingCode: Hashable, Sendable {
        /// The paper's place in the catalogue.
        public let entry: Int
        /// The code's address.
        public let url: String
        /// The entry that has the address, by its place in the catalogue.
        public let holder: Int
        /// What says that it is this paper's code.
        public let evidence: Evidence
    }

    /// What ties code to a paper.
    public enum Evidence: Hashable, Sendable {
        /// The words of the code's link or entry hold the paper's title.
        case title
        /// The repository bears the paper's name, which no other paper of the list bears.
        case name(String)
    }

    /// A review without findings.
    public init() {}

    /// The number of findings.
    public var count: Int {
        duplicates.count + similarTitles.count + misplaced.count + missingCode.count
    }
}

extension ListReview.Duplicate {
    /// The entries that were read from more than one place.
    /// - Complexity: O(sources).
    static func all(in papers: [Paper]) -> [ListReview.Duplicate] {
        papers.enumerated().compactMap { entry, paper in
            var seen: Set<Source> = []
            let sources = paper.sources.filter { seen.insert($0).inserted }
            guard sources.count > 1 else { return nil }
            return ListReview.Duplicate(
                entry: entry, sources: sources, isCrossListed: paper.topics.count > 1)
        }
    }
}
