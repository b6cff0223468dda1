/// Puts chosen entries into reading order: by stage, within a stage as precedence has it, and
/// otherwise so that neighbours are close.
///
/// 1. Each entry gets a stage from its own cues; whoever uses a name that another one introduced
///    stands in no earlier stage than that one.
/// 2. Within a stage, evidence for "a before b" (``PathPrecedence``) makes edges. They are taken
///    strongest first, ties to the lower places, and one that would close a circle is left out,
///    as ranked pairs does with votes (Tideman, "Independence of clones", 1987).
/// 3. Of the entries whose predecessors have all been placed, the one most similar to the entry
///    placed last comes next, ties to the lower place.
package struct PathOrder: Sendable {
    /// The topic.
    package let ground: PathGround
    /// The places of the chosen entries, ascending.
    package let chosen: [Int]
    private let precedence: PathPrecedence

    /// An order of chosen entries.
    package init(_ ground: PathGround, chosen: [Int]) {
        self.ground = ground
        self.chosen = chosen.sorted()
        precedence = PathPrecedence(ground)
    }

    /// The places in reading order, each with its stage; stages never go back.
    /// - Complexity: O(chosen³) at worst.
    package func ordered() -> [(place: Int, stage: ReadingPath.Stage)] {
        let stages = stages()
        var order: [(place: Int, stage: ReadingPath.Stage)] = []
        for stage in ReadingPath.Stage.allCases {
            let members = chosen.filter { stages[$0] == stage }
            for place in ordered(members, after: order.last?.place) { order.append((place, stage)) }
        }
        return order
    }

    // MARK: Stages

    /// The stage of each chosen entry, by its place.
    private func stages() -> [Int: ReadingPath.Stage] {
        var stages: [Int: ReadingPath.Stage] = [:]
        for place in chosen { stages[place] = stage(of: place) }
        if let broadest, !stages.values.contains(.orientation) { stages[broadest] = .orientation }
        // Each round lifts or ends, and nothing is lifted more than three times.
        var hasChanged = true
        while hasChanged {
            hasChanged = false
            for place in chosen {
                for name in ground.names.used[place] {
                    guard let earlier = stages[name.by], let stage = stages[place], earlier > stage
                    else { continue }
                    stages[place] = earlier
                    hasChanged = true
                }
            }
        }
        if let target = ground.target, stages[target] != nil {
            stages[target] = stages.values.max()
        }
        return stages
    }

    private func stage(of place: Int) -> ReadingPath.Stage {
        let paper = ground.entries[place].paper
        if paper.overviewCue != nil { return .orientation }
        if ground.start != nil { return stage(atProgress: ground.entries[place].progress) }
        if paper.level == .advanced { return .frontier }
        if paper.level == .introductory || ground.isEarly(place) { return .foundations }
        return ground.isRecent(place) ? .frontier : .core
    }

    /// On the way from one paper to another, what lies near the start comes first.
    private func stage(atProgress progress: Double) -> ReadingPath.Stage {
        progress < 0.4 ? .foundations : progress < 0.6 ? .core : .frontier
    }

    /// Where no entry is an overview: of those within half a year of the oldest, the one with most of
    /// the topic around it, unless it is advanced; nil on a short path, and on the way from one
    /// paper to another.
    package var broadest: Int? {
        guard chosen.count >= 3, ground.start == nil else { return nil }
        let oldest = chosen.compactMap { ground.entries[$0].date }.min()
        return chosen.filter {
            let age = (ground.entries[$0].date ?? oldest ?? 0) - (oldest ?? 0)
            return age <= 6 && ground.entries[$0].paper.level != .advanced && $0 != ground.target
        }.reduce(nil) { best, place in
            guard let best else { return place }
            return ground.generality[place] > ground.generality[best] ? place : best
        }
    }

    // MARK: Within a stage

    private func ordered(_ members: [Int], after last: Int?) -> [Int] {
        var waiting = predecessors(among: members)
        var order: [Int] = []
        var last = last
        while !waiting.isEmpty {
            let open = members.filter { waiting[$0]?.isEmpty ?? false }
            guard let next = closest(to: last, among: open) else { break }
            waiting[next] = nil
            for place in members { waiting[place]?.remove(next) }
            order.append(next)
            last = next
        }
        return order
    }

    /// The open entry nearest to the one before; at the beginning, the one with most around it.
    private func closest(to last: Int?, among open: [Int]) -> Int? {
        let keys = open.map { place in
            (
                place,
                last.map { Double(ground.coverage.similarity($0, place)) }
                    ?? ground.generality[place]
            )
        }
        return keys.reduce(nil) { best, next -> (Int, Double)? in
            guard let best else { return next }
            return next.1 > best.1 ? next : best
        }?.0
    }

    /// Whom each member must wait for: the strongest edges that leave no circle.
    private func predecessors(among members: [Int]) -> [Int: Set<Int>] {
        var edges: [(from: Int, to: Int, strength: Double)] = []
        for (offset, one) in members.enumerated() {
            for other in members[(offset + 1)...] {
                let strength = precedence.strength(of: one, before: other)
                if strength >= PathPrecedence.binding { edges.append((one, other, strength)) }
                if -strength >= PathPrecedence.binding { edges.append((other, one, -strength)) }
            }
        }
        edges.sort {
            $0.strength == $1.strength
                ? ($0.from, $0.to) < ($1.from, $1.to) : $0.strength > $1.strength
        }
        var ancestors: [Int: Set<Int>] = [:]
        var predecessors = Dictionary(uniqueKeysWithValues: members.map { ($0, Set<Int>()) })
        for edge in edges where !ancestors[edge.from, default: []].contains(edge.to) {
            predecessors[edge.to]?.insert(edge.from)
            let more = ancestors[edge.from, default: []].union([edge.from])
            for place in members
            where place == edge.to || ancestors[place, default: []].contains(edge.to) {
                ancestors[place, default: []].formUnion(more)
            }
        }
        return predecessors
    }
}
