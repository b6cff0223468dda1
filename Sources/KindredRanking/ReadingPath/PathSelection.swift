/// Chooses entries that together are worth most within a budget.
///
/// - With a number of entries as the budget: greedy by gain, whose value is at least 1 − 1/e of the
///   best possible (Nemhauser, Wolsey, Fisher, 1978).
/// - With minutes as the budget: the best of greedy by gain, greedy by gain for each minute, and
///   the best single entry; at least (1 − 1/e) / 2 of the best possible (Leskovec et al., "Cost-
///   effective outbreak detection in networks", KDD 2007).
/// - With both: the same three; no guarantee is known to us.
///
/// Entries that must be there come first and are paid for; the guarantee is then about the rest.
package struct PathSelection: Sendable {
    /// What is covered, and what entries are worth.
    package let coverage: Coverage
    /// What each entry costs, in minutes; at least 1. Shape: (n).
    package let minutes: [Int]
    /// Entries that are known: they cover, cost nothing and are never chosen.
    package let known: [Int]
    /// Entries that are chosen whatever they are worth.
    package let required: [Int]
    /// Entries that are never chosen, though they are to be covered.
    package let barred: [Int]
    /// The most entries and minutes.
    package let budget: ReadingBudget

    /// A choice to be made.
    package init(
        _ coverage: Coverage, minutes: [Int], known: [Int] = [], required: [Int] = [],
        barred: [Int] = [], budget: ReadingBudget
    ) {
        precondition(minutes.count == coverage.count, "every entry needs its minutes")
        self.coverage = coverage
        self.minutes = minutes
        self.known = known
        self.required = required
        self.barred = barred
        self.budget = budget
    }

    /// The chosen entries in the order of the choice; the required ones first.
    /// - Complexity: O(n² · chosen) at worst; lazily far less.
    package func chosen() -> [Int] { best(of: lazyGreedy) }

    /// The same by the plain loop.
    package func plainlyChosen() -> [Int] { best(of: plainGreedy) }

    /// By what greedy takes the next entry.
    package enum Rule: Sendable {
        /// What it is worth.
        case gain
        /// What it is worth for each minute.
        case gainPerMinute
    }

    /// The best of the ways that the budget asks for; the first of equals.
    private func best(of greedy: (Rule) -> [Int]) -> [Int] {
        guard budget.minutes != nil else { return greedy(.gain) }
        return [greedy(.gain), greedy(.gainPerMinute), bestSingle()].map { ($0, value(of: $0)) }
            .reduce(([], -1)) { $1.1 > $0.1 ? $1 : $0 }.0
    }

    /// What a choice is worth beside what is known.
    package func value(of chosen: [Int]) -> Double {
        coverage.value(of: known + chosen) - coverage.value(of: known)
    }

    private func bestSingle() -> [Int] {
        let state = State(self)
        let candidates = state.candidates.map { ($0, coverage.gain(of: $0, beside: state.reached)) }
        let best = candidates.reduce((-1, 0.0)) { $1.1 > $0.1 ? $1 : $0 }
        return required + (best.0 >= 0 ? [best.0] : [])
    }

    /// What has been chosen so far, and what may still be.
    private struct State {
        var chosen: [Int]
        var reached: Coverage.Reached
        var papersLeft: Int
        var minutesLeft: Int
        let minutes: [Int]
        /// Neither known nor required nor too long, ascending.
        var candidates: [Int] = []

        init(_ selection: PathSelection) {
            chosen = selection.required
            reached = selection.coverage.reached(by: selection.known + selection.required)
            minutes = selection.minutes
            papersLeft = (selection.budget.papers ?? .max) - chosen.count
            minutesLeft =
                (selection.budget.minutes ?? .max) - chosen.reduce(0) { $0 + selection.minutes[$1] }
            let gone = Set(selection.known + selection.required + selection.barred)
            candidates = (0..<selection.coverage.count).filter { !gone.contains($0) && fits($0) }
        }

        func fits(_ entry: Int) -> Bool { papersLeft > 0 && minutes[entry] <= minutesLeft }

        mutating func take(_ entry: Int, _ coverage: Coverage) {
            chosen.append(entry)
            coverage.add(entry, to: &reached)
            papersLeft -= 1
            minutesLeft -= minutes[entry]
        }
    }

    private func key(_ entry: Int, _ rule: Rule, beside reached: Coverage.Reached) -> Double {
        let gain = coverage.gain(of: entry, beside: reached)
        return rule == .gain ? gain : gain / Double(minutes[entry])
    }

    /// Every round looks at every entry and takes the best, ties to the lower place.
    package func plainGreedy(by rule: Rule) -> [Int] {
        var state = State(self)
        while true {
            let open = state.candidates.filter { state.fits($0) && !state.chosen.contains($0) }
            let keys = open.map { ($0, key($0, rule, beside: state.reached)) }
            let best = keys.reduce((-1, 0.0)) { $1.1 > $0.1 ? $1 : $0 }
            guard best.0 >= 0 else { return state.chosen }
            state.take(best.0, coverage)
        }
    }

    /// The same choice, looking only at entries that might still be the best.
    ///
    /// What an entry added in an earlier round bounds what it adds now. The entry with the largest
    /// bound is looked at anew and taken if it still comes before all other bounds.
    /// - Source: Minoux, "Accelerated greedy algorithms for maximizing submodular set functions",
    ///   1978.
    package func lazyGreedy(by rule: Rule) -> [Int] {
        var state = State(self)
        var heap = BoundHeap(
            state.candidates.map { BoundHeap.Bound(entry: $0, key: .infinity) })
        while let top = heap.removeFirst() {
            guard state.fits(top.entry) else { continue }
            let bound = BoundHeap.Bound(
                entry: top.entry, key: key(top.entry, rule, beside: state.reached))
            guard bound.key > 0 else { continue }
            if let next = heap.first, next.comesBefore(bound) {
                heap.insert(bound)
            } else {
                state.take(bound.entry, coverage)
            }
        }
        return state.chosen
    }
}

/// Entries by what they can add at most, the largest first, ties to the lower entry.
private struct BoundHeap {
    struct Bound {
        let entry: Int
        let key: Double

        func comesBefore(_ other: Bound) -> Bool {
            key == other.key ? entry < other.entry : key > other.key
        }
    }

    private var bounds: [Bound] = []

    init(_ bounds: [Bound]) {
        for bound in bounds { insert(bound) }
    }

    var first: Bound? { bounds.first }

    mutating func insert(_ bound: Bound) {
        bounds.append(bound)
        var place = bounds.count - 1
        while place > 0, bounds[place].comesBefore(bounds[(place - 1) / 2]) {
            bounds.swapAt(place, (place - 1) / 2)
            place = (place - 1) / 2
        }
    }

    mutating func removeFirst() -> Bound? {
        guard let first = bounds.first else { return nil }
        let last = bounds.removeLast()
        guard !bounds.isEmpty else { return first }
        bounds[0] = last
        var place = 0
        while true {
            let children = [2 * place + 1, 2 * place + 2].filter { $0 < bounds.count }
            guard let child = children.min(by: { bounds[$0].comesBefore(bounds[$1]) }),
                bounds[child].comesBefore(bounds[place])
            else { return first }
            bounds.swapAt(place, child)
            place = child
        }
    }
}
