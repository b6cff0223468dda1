import KindredCatalogue

/// Finds the papers of indexes that a merge might make one with others, by their sorted keys.
///
/// Merging a whole catalogue looks at every identity. Of a change, only what shares an identity or,
/// for papers known by their title alone, a title with something new can come out otherwise; and
/// what shares one with those, and so on. That set is small, and merging it alone gives the groups
/// that merging everything would.
struct Kinship {
    private let sources: [IndexFile]
    /// Keys that are spelled other than their identity: `title:…` and `local:…` in any case.
    private let spelled: [[PaperID: [Int]]]
    /// Papers found so far, by source and row, ascending.
    private(set) var found: [Place: Paper] = [:]

    /// A row of a source.
    struct Place: Hashable, Comparable {
        let source: Int
        let row: Int

        static func < (left: Place, right: Place) -> Bool {
            left.source == right.source ? left.row < right.row : left.source < right.source
        }
    }

    /// - Complexity: O(keys that begin with `l` or `t`).
    init(_ sources: [IndexFile]) {
        self.sources = sources
        spelled = sources.map { Self.spelled($0.catalogue.identities) }
    }

    private static func spelled(_ table: KeyTable) -> [PaperID: [Int]] {
        var found: [PaperID: [Int]] = [:]
        for letter in "LTlt".utf8 {
            table.forEach(startingWith: [letter]) { key, row in
                let isSpelled = ["title:", "local:"].contains { prefix in
                    key.count > prefix.utf8.count
                        && zip(prefix.utf8, key).allSatisfy { $0 == $1 | 0x20 }
                }
                guard isSpelled, let id = PaperID(String(decoding: key, as: UTF8.self)),
                    id.scheme == .title || id.scheme == .local
                else { return }
                found[id, default: []].append(row)
            }
        }
        return found
    }

    /// Finds everything that may belong together with some papers.
    ///
    /// - Throws: `IndexError.damagedRecord`.
    /// - Complexity: O(log keys) for each paper, and the length of the records found.
    mutating func gather(kinOf papers: [Paper]) throws(IndexError) {
        var open = papers
        while let paper = open.popLast() {
            let strong = paper.strongIdentities
            for identity in strong {
                for place in places(of: identity) { try add(place, to: &open) }
            }
            for title in paper.titleIdentities {
                for place in places(ofTitle: title) where found[place] == nil {
                    // Of two papers with identities of their own, a title says nothing.
                    let other = try self.paper(at: place)
                    guard strong.isEmpty || other.strongIdentities.isEmpty else { continue }
                    try add(place, to: &open)
                }
            }
        }
    }

    /// Finds everything of one source that may belong together with something of another.
    mutating func gatherAcrossSources() throws(IndexError) {
        var open: [Paper] = []
        for place in sharedPlaces(\.identities) { try add(place, to: &open) }
        // A spelled key may stand plainly elsewhere: `Local:own-5` is the paper whose id is `own-5`.
        for (source, known) in spelled.enumerated() {
            for (key, rows) in known {
                let kin = key.scheme == .title ? places(ofTitle: key) : places(of: key)
                guard kin.contains(where: { $0.source != source }) else { continue }
                for row in rows { try add(Place(source: source, row: row), to: &open) }
            }
        }
        for place in sharedPlaces(\.titles) where found[place] == nil {
            if try paper(at: place).strongIdentities.isEmpty { try add(place, to: &open) }
        }
        try gather(kinOf: open)
    }

    private mutating func add(_ place: Place, to open: inout [Paper]) throws(IndexError) {
        guard found[place] == nil else { return }
        let paper = try paper(at: place)
        found[place] = paper
        open.append(paper)
    }

    private func paper(at place: Place) throws(IndexError) -> Paper {
        try sources[place.source].paper(at: place.row)
    }

    // MARK: Keys

    private func places(of identity: PaperID) -> [Place] {
        let key = identity.scheme == .local ? identity.value : identity.description
        return sources.indices.flatMap { source in
            let rows = sources[source].catalogue.identities.rows(of: Array(key.utf8))
            return (rows + (spelled[source][identity] ?? [])).map { Place(source: source, row: $0) }
        }
    }

    private func places(ofTitle title: PaperID) -> [Place] {
        sources.indices.flatMap { source in
            let rows = sources[source].catalogue.titles.rows(of: Array(title.value.utf8))
            return (rows + (spelled[source][title] ?? [])).map { Place(source: source, row: $0) }
        }
    }

    /// The rows of the keys that two sources have, ascending.
    ///
    /// - Complexity: O(size of the keys · log sources).
    private func sharedPlaces(_ table: KeyPath<CatalogueColumns, KeyTable>) -> [Place] {
        let firstRows = sources.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.paperCount) }
        let tables = sources.indices.map { source in
            let rows = (firstRows[source]..<firstRows[source + 1]).map { UInt32($0) }
            return sources[source].catalogue[keyPath: table]
                .moved(by: rows, rowCount: firstRows[sources.count])
        }
        var (shared, source): ([Place], Int) = ([], 0)
        for row in KeyTable.merged(tables[...]).rowsSharingKeys(acrossBordersAt: firstRows) {
            while row >= firstRows[source + 1] { source += 1 }
            shared.append(Place(source: source, row: row - firstRows[source]))
        }
        return shared
    }
}

extension KeyTable {
    /// Visits the keys with a beginning, and their rows.
    func forEach(
        startingWith prefix: [UInt8], _ visit: (UnsafeBufferPointer<UInt8>, Int) -> Void
    ) {
        var index = firstIndex { key in
            prefix.withUnsafeBufferPointer { compare(key, $0) >= 0 }
        }
        while index < count {
            let goesOn = keys.withBytes(at: index) { key in
                guard key.starts(with: prefix) else { return false }
                if let row = row(at: index) { visit(key, row) }
                return true
            }
            guard goesOn else { return }
            index += 1
        }
    }

    /// The rows, ascending, of the keys that lead to rows on two sides of a border.
    /// - Complexity: O(size of the keys).
    func rowsSharingKeys(acrossBordersAt borders: [Int]) -> [Int] {
        func side(_ row: UInt32) -> Int { borders.count { $0 <= Int(row) } }
        var (shared, first): (Set<Int>, Int) = ([], 0)
        while first < count {
            let end = keys.withBytes(at: first) { key in
                (first + 1..<count).first { next in
                    keys.withBytes(at: next) { compare($0, key) != 0 }
                } ?? count
            }
            // Rows of one key ascend, so the first and the last tell.
            if end > first + 1, side(rows[first]) != side(rows[end - 1]) {
                for place in first..<end { shared.insert(Int(rows[place])) }
            }
            first = end
        }
        return shared.sorted()
    }
}
