/// The terms of a collection in byte order, with the number of documents each stands in.
///
/// All in three flat tables, as an index file holds them, so that a vocabulary can lie in memory
/// of its own or in the pages of a mapped file; both are read by the same code. Whatever bytes a
/// damaged file holds, reading gives some answer and never leaves the tables.
package struct Vocabulary: Sendable {
    /// The number of documents it was learned from.
    package let documentCount: Int
    /// The number of terms; their ids are `0..<count`.
    package let count: Int
    private let storage: Storage

    /// Three tables and whoever owns their memory.
    // Safety: nobody writes to the tables after they are made, and `owner` keeps them alive.
    private struct Storage: @unchecked Sendable {
        let terms: UnsafeRawBufferPointer
        let ends: UnsafeRawBufferPointer
        let documentFrequencies: UnsafeRawBufferPointer
        let owner: AnyObject
    }

    /// A window into somebody's bytes: nothing is copied.
    ///
    /// - Parameters:
    ///   - terms: The UTF-8 of all terms, one behind the other, in byte order.
    ///   - ends: Where each term ends in `terms`: UInt32, little-endian, any alignment.
    ///   - documentFrequencies: UInt32 for each term, little-endian, any alignment. If it and
    ///     `ends` differ in length, the shorter one counts.
    ///   - documentCount: The documents learned from.
    ///   - owner: Keeps the bytes alive and unchanged.
    /// - Complexity: O(1).
    package init(
        mapping terms: UnsafeRawBufferPointer, ends: UnsafeRawBufferPointer,
        documentFrequencies: UnsafeRawBufferPointer, documentCount: Int, owner: AnyObject
    ) {
        self.documentCount = documentCount
        count = min(ends.count, documentFrequencies.count) / 4
        storage = Storage(
            terms: terms, ends: ends, documentFrequencies: documentFrequencies, owner: owner)
    }

    /// A vocabulary of terms, which need not be sorted but must be distinct.
    ///
    /// Ids follow byte order, so `documentFrequencies` is given by term, not by id.
    package init(documentFrequencies: [String: UInt32], documentCount: Int) {
        let sorted = documentFrequencies.map { (Array($0.key.utf8), $0.value) }
            .sorted { $0.0.lexicographicallyPrecedes($1.0) }
        let tables = VocabularyTables(
            byteCount: sorted.reduce(0) { $0 + $1.0.count }, count: sorted.count)
        for (term, frequency) in sorted {
            term.withUnsafeBufferPointer { tables.append($0, documentFrequency: frequency) }
        }
        self.init(tables, documentCount: documentCount)
    }

    init(_ tables: VocabularyTables, documentCount: Int) {
        self.init(
            mapping: UnsafeRawBufferPointer(tables.terms),
            ends: UnsafeRawBufferPointer(tables.ends),
            documentFrequencies: UnsafeRawBufferPointer(tables.documentFrequencies),
            documentCount: documentCount, owner: tables)
    }

    // MARK: Words and pairs

    /// Whether a term is a pair of words: the two with a space between.
    static func isPair(_ term: UnsafeBufferPointer<UInt8>) -> Bool { term.contains(0x20) }

    /// Whether a term is a pair of words; false for an id beyond the terms.
    package func isPair(_ id: UInt32) -> Bool { Self.isPair(bytes(at: Int(id))) }

    /// The terms that are no pairs of words and stand in at least so many documents, ascending.
    /// - Complexity: O(bytes of the terms).
    package func words(inAtLeast documents: UInt32) -> [UInt32] {
        let frequencies = documentFrequencies
        return (0..<UInt32(count)).filter {
            frequencies[Int($0)] >= documents && !term($0).utf8.contains(0x20)
        }
    }

    // MARK: The tables, for writing

    /// Gives the three tables as they are to be stored: terms, ends, document frequencies.
    package func withTables<Result, Failure: Error>(
        _ body: (
            _ terms: UnsafeRawBufferPointer, _ ends: UnsafeRawBufferPointer,
            _ documentFrequencies: UnsafeRawBufferPointer
        ) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(storage.terms, storage.ends, storage.documentFrequencies)
    }

    // MARK: Reading

    /// The id of a term; nil if it is none of them.
    /// - Complexity: O(log count) comparisons.
    package func id(of term: String) -> UInt32? {
        var term = term
        return term.withUTF8 { id(of: $0) }
    }

    /// The id of a term given as UTF-8; nil if it is none of them.
    package func id(of term: UnsafeBufferPointer<UInt8>) -> UInt32? {
        var low = 0
        var high = count
        while low < high {
            let middle = low + (high - low) / 2
            let order = compare(bytes(at: middle), term)
            if order == 0 { return UInt32(middle) }
            if order < 0 { low = middle + 1 } else { high = middle }
        }
        return nil
    }

    /// The term of an id; an id beyond the terms is empty, and what is no UTF-8 is repaired.
    package func term(_ id: UInt32) -> String {
        String(decoding: bytes(at: Int(id)), as: UTF8.self)
    }

    /// The number of documents a term stands in; 0 for an id beyond the terms.
    package func documentFrequency(_ id: UInt32) -> UInt32 {
        Int(id) < count ? number(in: storage.documentFrequencies, at: Int(id)) : 0
    }

    /// The document frequency of every term, by id.
    package var documentFrequencies: [UInt32] {
        (0..<count).map { number(in: storage.documentFrequencies, at: $0) }
    }

    /// Whether the tables are what `CorpusCounts` would write: terms ascending, none empty, each
    /// within the bytes and in 1...documentCount documents.
    /// - Complexity: O(bytes of the terms).
    package var isSound: Bool {
        let lengths =
            storage.ends.count == count * 4
            && storage.documentFrequencies.count == count * 4
        guard lengths else { return false }
        var end: UInt32 = 0
        for place in 0..<count {
            let next = number(in: storage.ends, at: place)
            let frequency = number(in: storage.documentFrequencies, at: place)
            guard next > end, Int(next) <= storage.terms.count else { return false }
            guard frequency >= 1, Int(frequency) <= documentCount else { return false }
            if place > 0 {
                let isAscending = compare(bytes(at: place - 1), bytes(at: place)) < 0
                guard isAscending else { return false }
            }
            end = next
        }
        return Int(end) == storage.terms.count
    }

    private func number(in table: UnsafeRawBufferPointer, at place: Int) -> UInt32 {
        // Bounds are checked by the buffer in debug; here by the caller against `count`.
        UInt32(littleEndian: table.loadUnaligned(fromByteOffset: place * 4, as: UInt32.self))
    }

    /// The bytes of a term; none if the table is damaged there.
    func bytes(at place: Int) -> UnsafeBufferPointer<UInt8> {
        guard place < count else { return UnsafeBufferPointer(start: nil, count: 0) }
        let start = place == 0 ? 0 : Int(number(in: storage.ends, at: place - 1))
        let end = Int(number(in: storage.ends, at: place))
        guard start <= end, end <= storage.terms.count else {
            return UnsafeBufferPointer(start: nil, count: 0)
        }
        return UnsafeRawBufferPointer(rebasing: storage.terms[start..<end])
            .assumingMemoryBound(to: UInt8.self)
    }
}

/// The order of two byte strings: below 0, 0 or above 0. Bytes compare unsigned; a prefix is first.
func compare(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Int {
    let shared = min(left.count, right.count)
    for place in 0..<shared where left[place] != right[place] {
        return Int(left[place]) - Int(right[place])
    }
    return left.count - right.count
}

/// The memory of a vocabulary that was learned here.
final class VocabularyTables {
    let terms: UnsafeMutableBufferPointer<UInt8>
    let ends: UnsafeMutableBufferPointer<UInt32>
    let documentFrequencies: UnsafeMutableBufferPointer<UInt32>
    private var count = 0
    private var byteCount = 0

    /// Room for terms that are then appended in byte order.
    init(byteCount: Int, count: Int) {
        precondition(byteCount <= Int(UInt32.max), "a vocabulary holds at most 4 GiB of terms")
        terms = .allocate(capacity: byteCount)
        ends = .allocate(capacity: count)
        documentFrequencies = .allocate(capacity: count)
    }

    deinit {
        terms.deallocate()
        ends.deallocate()
        documentFrequencies.deallocate()
    }

    func append(_ term: UnsafeBufferPointer<UInt8>, documentFrequency: UInt32) {
        for byte in term {
            terms[byteCount] = byte
            byteCount += 1
        }
        ends[count] = UInt32(byteCount).littleEndian
        documentFrequencies[count] = documentFrequency.littleEndian
        count += 1
    }
}
