import KindredCatalogue
import KindredIndex
import Testing

@testable import KindredRanking

/// Each kind of finding, on lists small enough to be checked by eye.
@Suite struct ListReviewTests {
    private static func paper(
        _ id: String, _ title: String, _ change: (inout Paper) -> Void = { _ in }
    ) -> Paper {
        var paper = Paper(id: id)
        paper.title = title
        change(&paper)
        return paper
    }

    @Test func `an entry read from two places is listed twice`() {
        let papers = [
            Self.paper("a", "Once") { $0.sources = [Source(document: "l.md", line: 3)] },
            Self.paper("b", "Twice") {
                $0.sources = [
                    Source(document: "l.md", line: 4), Source(document: "l.md", line: 4),
                    Source(document: "l.md", line: 9),
                ]
                $0.topics = [["Vision"], ["Graphs"]]
            },
        ]
        let found = ListReview.Duplicate.all(in: papers)
        #expect(found.map(\.entry) == [1])
        #expect(found.first?.sources.map(\.line) == [4, 9])
        #expect(found.first?.isCrossListed == true)
    }

    // MARK: Titles

    @Test func `titles that differ by a few letters are told, numerals aside`() {
        let titles = [
            "Deep Residual Learning for Image Recognition",
            "Deep Residual Learnings for Image Recogntion",
            "A Study of Lanterns in the Harbour, Part I",
            "A Study of Lanterns in the Harbour, Part II",
            "Reading Faces Version 2 with Tall Windows",
            "Reading Faces Version 3 with Tall Windows",
            "BERT", "BART", "图神经网络在推荐系统中的应用与工程实践综述", "图神经网络在推荐系统里的应用与工程实践综述",
            "图神经网络在推荐系统中的应用与工程实践（上）", "图神经网络在推荐系统中的应用与工程实践（下）",
        ]
        var papers = titles.map { Self.paper($0, $0) }
        papers.append(Self.paper("one", "The Same Long Title by Two Hands"))
        papers.append(Self.paper("two", "The same long title, by two hands"))
        papers.append(Self.paper("code", "The same long title by two hands") { $0.kind = .code })
        let found = TitlePairs(papers).similar()
        #expect(found.map(\.entries).filter { $0[0] < 8 } == [[0, 1]])
        #expect(found.contains { $0.entries == [8, 9] && $0.differences == 1 })
        #expect(!found.contains { $0.entries == [10, 11] })
        #expect(found.first?.entries == [12, 13] && found.first?.differences == 0)
        #expect(found.first { $0.entries == [0, 1] }?.differences == 2)
    }

    @Test(arguments: 0..<20)
    func `looking up rare triples finds the pairs that comparing all finds`(seed: UInt64) {
        var generator = SplitMix(seed)
        var papers: [Paper] = []
        for number in 0..<60 {
            var letters = (0..<Int.random(in: 14...40, using: &generator)).map { _ in
                Character(Unicode.Scalar(UInt8.random(in: 97...102, using: &generator)))
            }
            if number > 20, let title = papers[Int.random(in: 0..<20, using: &generator)].title {
                letters = Array(title)
                for _ in 0..<Int.random(in: 0...6, using: &generator) {
                    letters[Int.random(in: letters.indices, using: &generator)] = "z"
                }
            }
            papers.append(Self.paper("p\(number)", String(letters)))
        }
        let pairs = TitlePairs(papers)
        let found = pairs.candidates()
        #expect(Set(found) == Set(pairs.plainPairs()))
        #expect(Set(found).count == found.count)
    }

    @Test(arguments: 0..<40)
    func `the band gives the distance of the whole table`(seed: UInt64) {
        var generator = SplitMix(seed)
        func word() -> [Unicode.Scalar] {
            (0..<Int.random(in: 0...12, using: &generator)).map { _ in
                Unicode.Scalar(UInt8.random(in: 97...99, using: &generator))
            }
        }
        let (left, right) = (word(), word())
        let whole = TitlePairs.differences(left, right, atMost: 100)
        for most in 0...12 {
            let expected = whole.flatMap { $0 <= most ? $0 : nil }
            #expect(TitlePairs.differences(left, right, atMost: most) == expected)
        }
        #expect(whole == Self.distance(left[...], right[...]))
    }

    /// The definition, with all its branches.
    private static func distance(
        _ left: ArraySlice<Unicode.Scalar>, _ right: ArraySlice<Unicode.Scalar>
    ) -> Int {
        var table = Array(0...right.count)
        for (row, letter) in left.enumerated() {
            var line = [row + 1]
            for (column, other) in right.enumerated() {
                let exchanged = table[column] + (letter == other ? 0 : 1)
                line.append(min(exchanged, table[column + 1] + 1, line[column] + 1))
            }
            table = line
        }
        return table[right.count]
    }

    // MARK: Code

    @Test func `code is found by the paper's title and by its own name`() {
        let code = { Link(kind: .code, url: "https://github.com/" + $0) }
        let papers = [
            Self.paper("a", "Ferry: Passing Notes on Quiet Graphs"),
            Self.paper("b", "Lanterns for the Cold Starts of Shops"),
            Self.paper("c", "Momentum (MoMo) in Mirrors") { $0.links = [code("x/momo")] },
            Self.paper("d", "Tide: A First Look"), Self.paper("e", "Tide: A Second Look"),
            Self.paper("f", "Nobody's Paper, Quite Alone"),
            Self.paper("g", "Some tools") {
                $0.links = [
                    Link(
                        kind: .code, url: "https://github.com/x/shops",
                        label: "Lanterns for the cold starts of shops, in code")
                ]
            },
            Self.paper("h", "x/Ferry") {
                $0.kind = .code
                $0.links = [code("x/Ferry")]
            },
            Self.paper("i", "x/tide") {
                $0.kind = .code
                $0.links = [code("x/tide")]
            },
        ]
        let found = CodeLookup(papers).missing()
        #expect(found.map(\.entry) == [0, 1])
        #expect(found.map(\.holder) == [7, 6])
        #expect(found.first?.evidence == .name("Ferry"))
        #expect(found.last?.evidence == .title)
    }

    // MARK: Topics

    /// Twenty papers under each of two topics, whose words have nothing in common.
    private static var twoTopics: [Paper] {
        var papers: [Paper] = []
        for number in 0..<20 {
            let letters = String(
                repeating: "abcdefghijklmnopqrst".dropFirst(number).first ?? "z", count: 9)
            papers.append(
                paper("v\(number)", "pixels images cameras light v\(letters)") {
                    $0.topics = [["Vision", "Images"]]
                })
            papers.append(
                paper("g\(number)", "nodes edges graphs neighbours g\(letters)") {
                    $0.topics = [["Graphs"]]
                })
        }
        return papers
    }

    @Test func `an entry whose nearest all stand elsewhere is far from its kin`() throws {
        var papers = Self.twoTopics
        papers[0].topics = [["Graphs"]]
        let recipe = Related.reviewRecipe
        let index = try IndexFile(Fitting(recipe: recipe).contents(of: papers))
        let review = try Related(index: index, recipe: recipe).review(of: papers)
        #expect(review.misplaced.map(\.entry) == [0])
        let found = try #require(review.misplaced.first)
        #expect(found.topic == ["Graphs"] && found.better == ["Vision", "Images"])
        #expect(found.kin == 15 && found.asked == 15)
        #expect(papers[found.nearest].topics == [["Vision", "Images"]])
        #expect(review.count == 1)
    }

    @Test func `an entry alone in its topic is in no wrong one`() throws {
        let recipe = Related.reviewRecipe
        var papers = Self.twoTopics
        for topic in [["Graphs", "Cameras"], ["Graphs"]] {
            papers[0].topics = [topic]
            let index = try IndexFile(Fitting(recipe: recipe).contents(of: papers))
            let review = try Related(index: index, recipe: recipe).review(of: papers)
            #expect(review.misplaced.map(\.entry) == (topic.count == 1 ? [0] : []))
        }
    }

    @Test func `an empty list has no findings`() throws {
        let recipe = Related.reviewRecipe
        let index = try IndexFile(Fitting(recipe: recipe).contents(of: []))
        #expect(try Related(index: index, recipe: recipe).review(of: []).count == 0)
    }
}

/// A small generator, the same numbers on every machine.
private struct SplitMix: RandomNumberGenerator {
    private var state: UInt64
    init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }
}
