/// Some papers as records, one on each line, with hashes of what they are known by.
struct EncodedPapers: ~Copyable {
    /// The records; ``DirectRecord`` writes to it.
    var pen = BytePen()
    /// What each paper is.
    private(set) var papers: [EncodedPaper] = []
    /// Hashes of the strong identities of all papers, one paper after the other.
    private(set) var identities: [Int] = []
    /// Hashes of their titles.
    private(set) var titles: [Int] = []

    /// Where the records, identities and titles of one paper end.
    struct EncodedPaper {
        let end: Int
        let identityEnd: Int
        let titleEnd: Int
        /// The place of its kind among all.
        let kind: UInt8
    }

    /// How many papers there are.
    var count: Int { papers.count }

    /// Forgets all papers, and keeps the memory.
    mutating func clear() {
        pen.rewind(to: 0)
        papers.removeAll(keepingCapacity: true)
        identities.removeAll(keepingCapacity: true)
        titles.removeAll(keepingCapacity: true)
    }

    /// Forgets what was written behind the last whole paper.
    mutating func rewind() {
        pen.rewind(to: papers.last?.end ?? 0)
        identities.removeLast(identities.count - (papers.last?.identityEnd ?? 0))
        titles.removeLast(titles.count - (papers.last?.titleEnd ?? 0))
    }

    /// Adds a paper: the plain way, from which ``DirectRecord`` must not differ.
    mutating func append(_ paper: Paper) {
        PaperRecord.encode(paper, to: &pen)
        for id in paper.strongIdentities { identify(id) }
        for id in paper.titleIdentities { entitle(id, paper.kind) }
        end(paper.kind)
    }

    /// Ends the record of a paper, of which everything was written and noted.
    mutating func end(_ kind: Paper.Kind = .paper) {
        pen.put(UInt8(ascii: "\n"))
        papers.append(
            EncodedPaper(
                end: pen.count, identityEnd: identities.count, titleEnd: titles.count,
                kind: UInt8(Paper.Kind.allCases.firstIndex(of: kind) ?? 0)))
    }

    // MARK: Hashes

    /// Notes a strong identity of the paper that is being written.
    mutating func identify(_ id: PaperID) {
        var value = id.value
        identities.append(value.withUTF8 { Self.hash(UnsafeRawBufferPointer($0)) })
    }

    /// Notes a strong identity by its value.
    mutating func identify(value: UnsafeRawBufferPointer) { identities.append(Self.hash(value)) }

    /// Notes the key of a title of the paper that is being written.
    mutating func entitle(_ key: PaperID, _ kind: Paper.Kind) {
        var value = key.value
        titles.append(value.withUTF8 { Self.hash(UnsafeRawBufferPointer($0), kind) })
    }

    /// Notes the key of a title by its bytes.
    mutating func entitle(key: UnsafeRawBufferPointer) { titles.append(Self.hash(key, .paper)) }

    /// Schemes hardly ever share a value, so the value alone is hashed.
    private static func hash(_ value: UnsafeRawBufferPointer) -> Int {
        var hasher = Hasher()
        hasher.combine(bytes: value)
        return hasher.finalize()
    }

    /// A course and a book of one title are not one entry.
    private static func hash(_ title: UnsafeRawBufferPointer, _ kind: Paper.Kind) -> Int {
        var hasher = Hasher()
        hasher.combine(bytes: title)
        hasher.combine(kind)
        return hasher.finalize()
    }
}
