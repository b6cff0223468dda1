import Testing

@testable import KindredRanking

@Suite struct PathSelectionTests {
    @Test func `coverage is what the nearest chosen entry covers, by weight`() {
        let coverage = Coverage(
            similarity: [1, 0.5, 0, 0.5, 1, 0.25, 0, 0.25, 1], weights: [0.5, 0.25, 0.25],
            bonuses: [0, 0, 0.125], overviews: [0, 0.5, 0.25])
        #expect(coverage.share(of: []) == 0)
        #expect(coverage.share(of: [0]) == 0.5 + 0.125)
        #expect(coverage.share(of: [1]) == 0.25 + 0.25 + 0.0625)
        #expect(coverage.share(of: [0, 2]) == 0.5 + 0.125 + 0.25)
        #expect(coverage.share(of: [0, 1, 2]) == 1)
        #expect(coverage.value(of: [0, 2]) == 0.875 + 0.125 + 0.25)
        #expect(coverage.gain(of: 1, beside: coverage.reached(by: [0, 2])) == 0.125 + 0.25)
        #expect(coverage.gain(of: 2, beside: coverage.reached(by: [1])) == 0.1875 + 0.125)
    }

    @Test(arguments: 1...40)
    func `lazy greedy chooses what plain greedy chooses`(seed: UInt64) {
        for budget in Self.budgets {
            let selection = Self.selection(count: 30, seed: seed, budget: budget)
            for rule in [PathSelection.Rule.gain, .gainPerMinute] {
                #expect(selection.lazyGreedy(by: rule) == selection.plainGreedy(by: rule))
            }
            #expect(selection.chosen() == selection.plainlyChosen())
        }
    }

    @Test func `lazy and plain agree among entries that are all alike`() {
        let count = 12
        let coverage = Coverage(
            similarity: [Float](repeating: 1, count: count * count),
            weights: [Double](repeating: 1 / Double(count), count: count),
            bonuses: [Double](repeating: 0.25, count: count),
            overviews: [Double](repeating: 0, count: count))
        let selection = PathSelection(
            coverage, minutes: [Int](repeating: 60, count: count), budget: .papers(4))
        #expect(selection.chosen() == [0, 1, 2, 3])
        #expect(selection.plainlyChosen() == [0, 1, 2, 3])
    }

    @Test(arguments: 1...30)
    func `each rule keeps its guarantee against the best of all choices`(seed: UInt64) {
        for budget in [ReadingBudget.papers(3), .minutes(150)] {
            let selection = Self.selection(count: 10, seed: seed, budget: budget)
            let best =
                (0..<1 << 10).map { Self.members($0) }
                .filter { Self.fits($0, selection) }
                .map(selection.value).max() ?? 0
            let share = budget.minutes == nil ? 0.632 : 0.316
            #expect(selection.value(of: selection.chosen()) >= share * best)
        }
    }

    @Test(arguments: 1...20)
    func `value grows with the set, and gains never do`(seed: UInt64) {
        let coverage = Self.selection(count: 12, seed: seed, budget: .papers(3)).coverage
        let order = (0..<12).map { ($0 * 5) % 12 }
        for entry in 0..<12 {
            var reached = coverage.reached()
            var last = Double.infinity
            for other in order where other != entry {
                let gain = coverage.gain(of: entry, beside: reached)
                #expect(gain >= 0 && gain <= last)
                last = gain
                coverage.add(other, to: &reached)
            }
        }
    }

    @Test(arguments: 1...20)
    func `no budget is exceeded, and nothing known is chosen`(seed: UInt64) {
        for budget in Self.budgets {
            let whole = Self.selection(count: 20, seed: seed, budget: budget)
            let selection = PathSelection(
                whole.coverage, minutes: whole.minutes, known: [3, 4], required: [7],
                budget: budget)
            let chosen = selection.chosen()
            #expect(chosen.first == 7)
            #expect(Set(chosen).count == chosen.count)
            #expect(Set(chosen).isDisjoint(with: [3, 4]))
            #expect(chosen.count <= budget.papers ?? .max)
            #expect(chosen.count == 1 || Self.fits(chosen, selection))
        }
    }

    @Test func `with nothing to choose from, only what must be there is chosen`() {
        let one = Coverage(similarity: [1], weights: [1], bonuses: [0], overviews: [0])
        let taken = PathSelection(one, minutes: [60], required: [0], budget: .papers(8))
        #expect(taken.chosen() == [0])
        let known = PathSelection(one, minutes: [60], known: [0], budget: .hours(6))
        #expect(known.chosen() == [])
    }

    private static let budgets: [ReadingBudget] = [
        .papers(1), .papers(6), .minutes(200), .minutes(45), ReadingBudget(papers: 3, minutes: 180),
    ]

    private static func members(_ bits: Int) -> [Int] { (0..<10).filter { bits >> $0 & 1 == 1 } }

    private static func fits(_ chosen: [Int], _ selection: PathSelection) -> Bool {
        chosen.count <= selection.budget.papers ?? .max
            && chosen.reduce(0) { $0 + selection.minutes[$1] } <= selection.budget.minutes ?? .max
    }

    /// Entries at random places on a line, similar where they are near; many similarities tie.
    private static func selection(
        count: Int, seed: UInt64, budget: ReadingBudget
    ) -> PathSelection {
        // Knuth's MMIX generator; the upper half of its words is random enough here.
        var state = seed
        func number(_ limit: UInt64) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % limit)
        }
        let places = (0..<count).map { _ in number(16) }
        var similarity: [Float] = []
        for one in places {
            for other in places { similarity.append(max(0, 1 - Float(abs(one - other)) / 4)) }
        }
        for place in 0..<count { similarity[place * count + place] = 1 }
        let raw = (0..<count).map { _ in Double(number(8) + 1) }
        let sum = raw.reduce(0, +)
        return PathSelection(
            Coverage(
                similarity: similarity, weights: raw.map { $0 / sum },
                bonuses: (0..<count).map { _ in Double(number(3)) / 64 },
                overviews: (0..<count).map { _ in Double(number(4) / 3) / 8 }),
            minutes: (0..<count).map { _ in 15 * (1 + number(8)) }, budget: budget)
    }
}
