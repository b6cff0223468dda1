import KindredThreads
import Synchronization

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
    private var firstWith = HashPlaces()
    /// Titles by their hashes: of entries known only by them, and of all others.
    private var titles: [(hash: Int, entry: UInt32)] = []
    private var topicNames = TopicNames()

    private let threads: Threads

    /// - Parameters:
    ///   - folder: Where records are put aside that are too many for memory.
    ///   - threads: How many work; nil for `KINDRED_THREADS`, or else one for each core.
    ///   - mostInMemory: Bytes of records that are kept in memory.
    package init(
        spillingInto folder: String, threads: Int? = nil, mostInMemory: Int = 64 << 20
    ) {
        spill = Spill(in: folder, mostInMemory: mostInMemory)
        self.threads = Threads(threads)
    }

    /// How many entries were added, before any are merged.
    package var count: Int { ends.count }

    /// Adds all that a file holds.
    ///
    /// One thread reads on, all others that may work make records, and this one puts them aside.
    /// - Parameters:
    ///   - stream: The file, of which nothing was asked yet.
    ///   - each: Told what could not be read, topics and the report of a list, stretch by
    ///     stretch, and how many entries there were; with the entries only of a Markdown list.
    /// - Throws: What the stream throws, after everything before that place was added, and
    ///   `CatalogueError.cannotWrite` where there is no room to put records aside.
    package func add(
        contentsOf stream: PaperStream, _ each: (_ batch: ReadBatch, _ count: Int) -> Void
    ) throws(CatalogueError) {
        let used = UsedStretches()
        // Safety: the one thread that reads asks the stream.
        nonisolated(unsafe) let reading = stream
        try threads.pipeline(
            produce: { () throws(CatalogueError) in
                try reading.next(in: used.take() ?? Stretch(of: reading.path))
            },
            work: { $0.encode() },
            consume: { (stretch) throws(CatalogueError) in
                try add(stretch)
                each(stretch.batch, stretch.papers.count)
                used.put(stretch)
            })
    }

    /// Adds the papers of a batch, and what topics are called.
    /// - Throws: `CatalogueError.cannotWrite` where there is no room to put them aside.
    package func add(_ batch: ReadBatch) throws(CatalogueError) {
        let stretch = Stretch(of: batch.file)
        stretch.batch = batch
        try add(stretch.encode())
    }

    private func add(_ stretch: Stretch) throws(CatalogueError) {
        topicNames.unite(with: stretch.batch.topicNames)
        let start = spill.count
        try spill.append(stretch.papers.pen.bytes)
        var (identity, title) = (0, 0)
        for paper in stretch.papers.papers {
            let entry = groups.append()
            ends.append(start + paper.end)
            kinds.append(paper.kind)
            isStrong.append(identity < paper.identityEnd)
            while identity < paper.identityEnd {
                let hash = stretch.papers.identities[identity]
                if let first = firstWith.firstEntry(with: hash, else: entry) {
                    groups.join(first, entry)
                }
                identity += 1
            }
            while title < paper.titleEnd {
                titles.append((stretch.papers.titles[title], UInt32(entry)))
                title += 1
            }
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
            try walk(&counts, isCounting: true) { _ in }
            return counts
        }
        if !groups.areJoined, try isPlaced(at: path) {
            for kind in kinds { counts[Paper.Kind.allCases[Int(kind)], default: 0] += 1 }
            return counts
        }
        if try isMerged(at: path, &counts) { return counts }
        try WholeFile.write(to: path) { (file) throws(CatalogueError) in
            try writeAll(&counts) { (bytes) throws(CatalogueError) in try file.append(bytes) }
        }
        return counts
    }

    /// Whether what was put aside is the catalogue itself, and has its name now.
    ///
    /// So it is where no entry was merged; then nothing need be written twice.
    private func isPlaced(at path: String) throws(CatalogueError) -> Bool {
        guard spill.isOnDisk else { return false }
        for record in topicNames.records { try spill.append(record + [UInt8(ascii: "\n")]) }
        return try spill.place(at: path)
    }

    /// Whether a second file of the same kind, with entries merged, has that name now.
    private func isMerged(
        at path: String, _ counts: inout [Paper.Kind: Int]
    ) throws(CatalogueError) -> Bool {
        guard let file = try spill.another(for: path) else { return false }
        var found: [Paper.Kind: Int] = [:]
        try writeAll(&found) { (bytes) throws(CatalogueError) in try file.append(bytes) }
        guard try WholeFile.place(try file.whole(), at: path) else { return false }
        counts = found
        return true
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

    private typealias Sink = (UnsafeRawBufferPointer) throws(CatalogueError) -> Void

    private func writeAll(
        _ counts: inout [Paper.Kind: Int], _ write: Sink
    ) throws(CatalogueError) {
        try walk(&counts, isCounting: false, write)
        for record in topicNames.records { try Self.write(record + [UInt8(ascii: "\n")], write) }
    }

    private static func write(_ bytes: [UInt8], _ write: Sink) throws(CatalogueError) {
        try bytes.withUnsafeBufferPointer { (bytes) throws(CatalogueError) in
            try write(UnsafeRawBufferPointer(bytes))
        }
    }

    /// Goes over the entries in order, and merges groups where their first entry stands.
    private func walk(
        _ counts: inout [Paper.Kind: Int], isCounting: Bool, _ write: Sink
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
            if !isCounting { try spill.read(run, write) }
            run = 0..<0
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
                try Self.write(bytes + [UInt8(ascii: "\n")], write)
            }
        }
        if !isCounting { try spill.read(run, write) }
    }

    private func range(of entry: Int) -> Range<Int> {
        (entry == 0 ? 0 : ends[entry - 1])..<ends[entry]
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

/// Disjoint sets of entries that become more; the root of a set is its lowest entry.
private struct GrowingGroups {
    private var parents: [UInt32] = []
    private var joined: Set<UInt32> = []
    /// Whether any two entries were joined.
    var areJoined: Bool { !joined.isEmpty }

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

/// Stretches that wait to be used again.
private final class UsedStretches: Sendable {
    private let stretches = Mutex<[Stretch]>([])

    func take() -> Stretch? { stretches.withLock { $0.popLast() } }

    func put(_ stretch: Stretch) {
        stretch.clear()
        stretches.withLock { $0.append(stretch) }
    }
}
