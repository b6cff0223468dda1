/// Finds the entries that are one paper and makes them one.
enum Merge {
    /// The papers with those of one group made one, in the order of first appearance.
    ///
    /// - Parameter identities: The strong identities of all papers, in their order, in lists that
    ///   were made one beside the other.
    /// - Returns: The papers, and the identities of each.
    static func merged(
        _ papers: [Paper], identities: [IdentityList]
    ) -> (papers: [Paper], identities: PaperIdentities) {
        var groups = Groups(count: papers.count)
        joinByIdentity(identities, in: &groups)
        let isStrong = identities.flatMap { list in
            (0..<list.count).map { !list.range(of: $0).isEmpty }
        }
        joinByTitle(papers, isStrong, in: &groups)
        guard groups.areJoined else { return (papers, PaperIdentities(identities)) }

        var merged: [Paper] = []
        var entries: [[Int]] = []
        var placeOfRoot: [Int: Int] = [:]
        for (index, paper) in papers.enumerated() {
            let root = groups.root(of: index)
            if let place = placeOfRoot[root] {
                merged[place].absorb(paper)
                entries[place].append(index)
            } else {
                placeOfRoot[root] = merged.count
                merged.append(paper)
                entries.append([index])
            }
        }
        return (merged, PaperIdentities(identities, entries: entries))
    }

    private static func joinByIdentity(_ lists: [IdentityList], in groups: inout Groups) {
        var table = IdentityTable(lists)
        var first = 0
        for (number, list) in lists.enumerated() {
            for entry in 0..<list.count {
                for place in list.range(of: entry) {
                    let index = first + entry
                    if let other = table.firstEntry(with: place, of: number) {
                        groups.join(other, index)
                    }
                }
            }
            first += list.count
        }
    }

    /// Title and kind: a course and a book of one title are not one entry.
    private struct TitleAndKind: Hashable {
        let title: PaperID
        let kind: Paper.Kind
    }

    private static func joinByTitle(
        _ papers: [Paper], _ isStrong: [Bool], in groups: inout Groups
    ) {
        let titleOnly = papers.indices.filter { !isStrong[$0] }
        guard !titleOnly.isEmpty else { return }

        var firstWith: [TitleAndKind: Int] = [:]
        for index in titleOnly {
            for key in keys(of: papers[index]) {
                if let first = firstWith[key] {
                    groups.join(first, index)
                } else {
                    firstWith[key] = index
                }
            }
        }

        // Which groups with a real identity bear each of those titles.
        var bearers: [Int: Set<Int>] = [:]
        for index in papers.indices where isStrong[index] {
            for key in keys(of: papers[index]) {
                guard let wanted = firstWith[key] else { continue }
                bearers[groups.root(of: wanted), default: []].insert(groups.root(of: index))
            }
        }
        for (root, found) in bearers where found.count == 1 {
            groups.join(root, found.first ?? root)
        }
    }

    private static func keys(of paper: Paper) -> [TitleAndKind] {
        paper.titleIdentities.map { TitleAndKind(title: $0, kind: paper.kind) }
    }
}

/// Disjoint sets of indices; the root of a set is its lowest index.
struct Groups {
    private var parents: [Int]
    /// Whether any two indices were joined.
    private(set) var areJoined = false

    init(count: Int) { parents = Array(0..<count) }

    mutating func root(of index: Int) -> Int {
        var index = index
        while parents[index] != index {
            parents[index] = parents[parents[index]]
            index = parents[index]
        }
        return index
    }

    mutating func join(_ left: Int, _ right: Int) {
        let (left, right) = (root(of: left), root(of: right))
        guard left != right else { return }
        parents[max(left, right)] = min(left, right)
        areJoined = true
    }
}
