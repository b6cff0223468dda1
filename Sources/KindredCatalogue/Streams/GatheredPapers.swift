import KindredThreads

/// Papers of any number of files, merged by identity without being kept in memory.
///
/// What comes out is what `Catalogue(papers)` gives, to the byte. Records are put aside as they
/// come (``Spill``); in memory stay a hash of each identity and title and a few numbers an entry,
/// about 80 bytes in all. Entries whose hashes meet are read again at the end and merged by the
/// rules of ``Catalogue/init(_:)``, so that two that only share a hash stay two.
///
/// ```swift
/// let gathered = GatheredPapers(spillingInto: "/tmp")
/// while let batch = try stream.next() { try gathered.add(batch) }
/// let kinds = try gathered.write(to: "papers.jsonl")
/// ```
package final class GatheredPapers {
    private let spill: Spill
    /// Where each record ends in the spill.
    private var ends: [Int] = []
    private var kinds: [UInt8] = []
    private var isStrong: [Bool] = []
    private var groups = GrowingGroups()
    private var firstWith: [Int: UInt32] = [:]
    /// Titles by their hashes: of entries known only by them, and of all others.
    private var titles: [(hash: Int, entry: UInt32)] = []
    private var topicNames = TopicNames()

    private let threads: Threads

    /// - Parameters:
    ///   - folder: Where records are put aside that are too many for memory.
    ///   - threads: How many work; nil for `KINDRED_THREADS`, or else one for each core.
    package init(spillingInto folder: String, threads: Int? = nil) {
        spill = Spill(in: folder)
        self.threads = Threads(threads)
    }

    /// How many entries were added, before any are merged.
    package var count: Int { ends.count }

    /// Adds the papers of a batch, and what topics are called.
    /// - Throws: `CatalogueError.cannotWrite` where there is no room to put them aside.
    package func add(_ batch: ReadBatch) throws(CatalogueError) {
        topicNames.unite(with: batch.topicNames)
        let papers = batch.papers
        let pieces = threads.mapBlocks(of: papers.count, size: 256) { range, _ in
            EncodedPapers(papers[range].lazy.map(\.paper))
        }
        for piece in pieces { try add(piece) }
    }

    private func add(_ piece: EncodedPapers) throws(CatalogueError) {
        let start = spill.count
        try spill.append(piece.bytes)
        var (identity, title) = (0, 0)
        for place in piece.ends.indices {
            let entry = groups.append()
            ends.append(start + piece.ends[place])
            kinds.append(piece.kinds[place])
            isStrong.append(identity < piece.identityEnds[place])
            while identity < piece.identityEnds[place] {
                note(piece.identities[identity], of: entry)
                identity += 1
            }
            while title < piece.titleEnds[place] {
                titles.append((piece.titles[title], UInt32(entry)))
                title += 1
            }
        }
    }

    private func note(_ hash: Int, of entry: Int) {
        if let first = firstWith[hash] {
            groups.join(Int(first), entry)
        } else {
            firstWith[hash] = UInt32(entry)
        }
    }

    /// Writes the catalogue, whole or not at all, and returns how many entries of each kind it has.
    ///
    /// - Parameter path: The file; nil to count only. Without any entry, nothing is written.
    /// - Throws: `CatalogueError`; a file that was there before is then unchanged.
    package func write(to path: String?) throws(CatalogueError) -> [Paper.Kind: Int] {
        joinByTitle()
        var counts: [Paper.Kind: Int] = [:]
        guard let path, count > 0 else {
            try walk(nil, &counts)
            return counts
        }
        try WholeFile.write(to: path) { (file) throws(CatalogueError) in
            try walk(file, &counts)
            for record in topicNames.records { try file.append(record + [UInt8(ascii: "\n")]) }
        }
        return counts
    }

    private func paper(_ entry: Int) throws(CatalogueError) -> Paper {
        var record: [UInt8] = []
        try spill.read(range(of: entry)) { (bytes) throws(CatalogueError) in record += bytes }
        // Records that we wrote ourselves can be read.
        let paper = record.withUnsafeBufferPointer { try? PaperRecord.decode($0) }
        return paper ?? Paper(id: "local:\(entry)")
    }

    /// Joins entries known only by a title with all that bear it; whether they are one is decided
    /// when they are read again.
    private func joinByTitle() {
        var wanted: [Int: UInt32] = [:]
        for (hash, entry) in titles where !isStrong[Int(entry)] {
            if let first = wanted[hash] {
                groups.join(Int(first), Int(entry))
            } else {
                wanted[hash] = entry
            }
        }
        guard !wanted.isEmpty else { return }
        for (hash, entry) in titles where isStrong[Int(entry)] {
            if let first = wanted[hash] { groups.join(Int(first), Int(entry)) }
        }
    }

    // MARK: Writing

    /// Goes over the entries in order, and merges groups where their first entry stands.
    private func walk(
        _ file: WholeFile.OpenFile?, _ counts: inout [Paper.Kind: Int]
    ) throws(CatalogueError) {
        let groups = groups.members()
        var next = 0
        /// Papers of a group that turned out to be several, by the entry each begins with.
        var others: [Int: Paper] = [:]
        var run = 0..<0
        for entry in ends.indices {
            let isFirst = next < groups.count && groups[next].root == entry
            guard isFirst || self.groups.isMember(entry) else {
                counts[Paper.Kind.allCases[Int(kinds[entry])], default: 0] += 1
                let record = range(of: entry)
                run =
                    run.upperBound == record.lowerBound
                    ? run.lowerBound..<record.upperBound : record
                continue
            }
            try copy(&run, to: file)
            if isFirst {
                let end = groups[next...].firstIndex { $0.root != entry } ?? groups.count
                for (first, paper) in try merged(groups[next..<end].map(\.entry)) {
                    others[first] = paper
                }
                next = end
            }
            if let paper = others.removeValue(forKey: entry) {
                counts[paper.kind, default: 0] += 1
                var bytes: [UInt8] = []
                PaperRecord.encode(paper, into: &bytes)
                try file?.append(bytes + [UInt8(ascii: "\n")])
            }
        }
        try copy(&run, to: file)
    }

    private func range(of entry: Int) -> Range<Int> {
        (entry == 0 ? 0 : ends[entry - 1])..<ends[entry]
    }

    private func copy(
        _ run: inout Range<Int>, to file: WholeFile.OpenFile?
    ) throws(CatalogueError) {
        if let file {
            try spill.read(run) { (bytes) throws(CatalogueError) in try file.append(Array(bytes)) }
        }
        run = run.upperBound..<run.upperBound
    }

    /// The papers that some entries become, each with the first entry it is made of.
    private func merged(_ entries: [Int]) throws(CatalogueError) -> [(first: Int, paper: Paper)] {
        var papers: [Paper] = []
        for entry in entries { papers.append(try paper(entry)) }
        let catalogue = Catalogue(papers)
        return catalogue.papers.indices.map { row in
            (entries[catalogue.identities.entries(of: row)[0]], catalogue.papers[row])
        }
    }
}

/// Some papers as records, with the hashes of what they are known by.
private struct EncodedPapers: Sendable {
    private(set) var bytes: [UInt8] = []
    private(set) var ends: [Int] = []
    private(set) var kinds: [UInt8] = []
    private(set) var identities: [Int] = []
    private(set) var identityEnds: [Int] = []
    private(set) var titles: [Int] = []
    private(set) var titleEnds: [Int] = []

    init(_ papers: some Sequence<Paper>) {
        for paper in papers {
            PaperRecord.encode(paper, into: &bytes)
            bytes.append(UInt8(ascii: "\n"))
            ends.append(bytes.count)
            kinds.append(UInt8(Paper.Kind.allCases.firstIndex(of: paper.kind) ?? 0))
            identities += paper.strongIdentities.map(\.hashValue)
            identityEnds.append(identities.count)
            titles += paper.titleIdentities.map { Self.hash($0, paper.kind) }
            titleEnds.append(titles.count)
        }
    }

    private static func hash(_ title: PaperID, _ kind: Paper.Kind) -> Int {
        var hasher = Hasher()
        hasher.combine(title)
        hasher.combine(kind)
        return hasher.finalize()
    }
}

/// Disjoint sets of entries that become more; the root of a set is its lowest entry.
private struct GrowingGroups {
    private var parents: [UInt32] = []
    private var joined: Set<UInt32> = []

    /// Adds an entry that is a set of its own.
    mutating func append() -> Int {
        parents.append(UInt32(parents.count))
        return parents.count - 1
    }

    mutating func root(of entry: Int) -> Int {
        var entry = entry
        while Int(parents[entry]) != entry {
            parents[entry] = parents[Int(parents[entry])]
            entry = Int(parents[entry])
        }
        return entry
    }

    mutating func join(_ left: Int, _ right: Int) {
        let (left, right) = (root(of: left), root(of: right))
        guard left != right else { return }
        parents[max(left, right)] = UInt32(min(left, right))
        joined.insert(UInt32(min(left, right)))
    }

    /// Whether an entry belongs to a set of several.
    func isMember(_ entry: Int) -> Bool {
        Int(parents[entry]) != entry || joined.contains(UInt32(entry))
    }

    /// The entries of all sets of several, by root, then by entry.
    mutating func members() -> [(root: Int, entry: Int)] {
        var members: [(root: Int, entry: Int)] = []
        for entry in parents.indices where isMember(entry) {
            members.append((root(of: entry), entry))
        }
        return members.sorted { $0.root != $1.root ? $0.root < $1.root : $0.entry < $1.entry }
    }
}
