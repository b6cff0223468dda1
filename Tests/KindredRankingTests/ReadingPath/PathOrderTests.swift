import KindredCatalogue
import KindredVectors
import Testing

@testable import KindredRanking

@Suite struct PathOrderTests {
    @Test func `whoever uses a name comes behind whoever introduced it`() {
        let ground = Self.ground([
            ("ALBERT: A Lite BERT", 2019), ("BERT: Pre-training", 2018), ("A BERT of Old", 2001),
        ])
        #expect(ground.names.used(by: 0, from: 1) == ["BERT"])
        #expect(ground.names.used(by: 1, from: 0).isEmpty)
        // Eighteen years too early to speak of that BERT.
        #expect(ground.names.used[2].isEmpty)
    }

    @Test func `a name of several words is used where they stand together`() {
        let ground = Self.ground([
            ("GPT-2: A Model", 2019), ("Tuning GPT-2 Further", 2020), ("GPT and Group 2", 2020),
        ])
        #expect(ground.names.used(by: 1, from: 0) == ["GPT-2"])
        #expect(ground.names.used[2].isEmpty)
    }

    @Test func `an overview comes first, then the old, then the new`() {
        let ground = Self.ground([
            ("Newer Still", 2021), ("Old", 2001), ("A Survey of All", 2022), ("Middle", 2010),
            ("New", 2020), ("Older", 2000),
        ])
        let order = PathOrder(ground, chosen: [0, 1, 2, 3, 4, 5]).ordered()
        #expect(
            order.map(\.place) == [2, 5, 1, 3, 4, 0] || order.map(\.place) == [2, 1, 5, 3, 4, 0])
        #expect(order.first?.stage == .orientation)
        #expect(order.map(\.stage) == order.map(\.stage).sorted())
    }

    @Test func `within a stage, two years settle who comes first`() {
        let ground = Self.ground([
            ("Third", 2008), ("First", 2000), ("Second", 2004), ("Far", 2019), ("Away", 2020),
            ("Last", 2021),
        ])
        let order = PathOrder(ground, chosen: [3, 4, 5, 0, 1, 2]).ordered().map(\.place)
        #expect(order.filter { $0 < 3 } == [1, 2, 0])
    }

    @Test func `nobody stands in an earlier stage than one whose name he uses`() {
        var entries = Self.entries([
            ("ZipNet: A Net", 2020), ("Tricks for ZipNet", 2020), ("Old", 2000), ("Other", 2010),
            ("More", 2011), ("And More", 2001),
        ])
        entries[1] = Self.entry("Tricks for ZipNet", 2020, row: 1) { $0.level = .introductory }
        let ground = Self.ground(entries)
        let order = PathOrder(ground, chosen: Array(0..<6)).ordered()
        let places = order.map(\.place)
        let first = places.firstIndex(of: 0)
        let second = places.firstIndex(of: 1)
        #expect(first != nil && second != nil && (first ?? 9) < (second ?? 0))
    }

    @Test func `the paper asked for comes last, whatever speaks against it`() {
        let entries = Self.entries([("Old Goal", 1990), ("Middle", 2005), ("New", 2020)])
        let ground = PathGround(
            entries, similarity: Self.alike(3), known: [], target: 0, start: nil)
        #expect(PathOrder(ground, chosen: [0, 1, 2]).ordered().last?.place == 0)
    }

    @Test func `evidence turns its sign when two entries change places`() {
        let ground = Self.ground([
            ("A Survey of Nets", 2012), ("DeepNet: Nets", 2010), ("Tuning DeepNet", 2014),
        ])
        let precedence = PathPrecedence(ground)
        for one in 0..<3 {
            for other in 0..<3 where one != other {
                #expect(
                    precedence.strength(of: one, before: other)
                        == -precedence.strength(of: other, before: one))
            }
        }
        #expect(precedence.strength(of: 1, before: 2) > PathPrecedence.binding)
        #expect(precedence.strength(of: 0, before: 2) > PathPrecedence.binding)
    }

    @Test func `thirds need three dates, and equal dates have no thirds`() {
        #expect(Self.ground([("A", 2000), ("B", 2010)]).thirds == nil)
        let equal = Self.ground([("A", 2000), ("B", 2000), ("C", 2000)])
        #expect((0..<3).allSatisfy { !equal.isEarly($0) && !equal.isRecent($0) })
        let spread = Self.ground([("A", 2000), ("B", 2010), ("C", 2020)])
        #expect(spread.isEarly(0) && spread.isRecent(2) && !spread.isEarly(1))
    }

    // MARK: Samples

    private static func ground(_ papers: [(String, Int)]) -> PathGround { ground(entries(papers)) }

    private static func ground(_ entries: [PathEntry]) -> PathGround {
        PathGround(
            entries, similarity: alike(entries.count), known: [], target: nil, start: nil)
    }

    private static func entries(_ papers: [(String, Int)]) -> [PathEntry] {
        papers.enumerated().map { entry($1.0, $1.1, row: $0) { _ in } }
    }

    private static func entry(
        _ title: String, _ year: Int, row: Int, _ describe: (inout Paper) -> Void
    ) -> PathEntry {
        var paper = Paper(id: title)
        paper.title = title
        paper.year = year
        describe(&paper)
        return PathEntry(
            row: row, paper: paper, relevance: 1, progress: 0, minutes: paper.readingMinutes,
            date: paper.dateInMonths, terms: .zero, introduced: [],
            names: PathNames.names(of: paper))
    }

    private static func alike(_ count: Int) -> [Float] {
        (0..<count * count).map { $0 % (count + 1) == 0 ? 1 : 0.5 }
    }
}
