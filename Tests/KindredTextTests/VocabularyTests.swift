import Testing

@testable import KindredText

@Suite struct VocabularyTests {
    private let frequencies: [String: UInt32] = [
        "网络": 3, "graph": 2, "c++": 1, "图": 3, "β": 1, "z": 2,
    ]

    @Test func `terms stand in byte order and are found`() {
        let vocabulary = Vocabulary(documentFrequencies: frequencies, documentCount: 3)
        let terms = (0..<UInt32(vocabulary.count)).map { vocabulary.term($0) }
        #expect(terms == ["c++", "graph", "z", "β", "图", "网络"])
        #expect(vocabulary.documentFrequencies == [1, 2, 2, 1, 3, 3])
        for (id, term) in terms.enumerated() { #expect(vocabulary.id(of: term) == UInt32(id)) }
        for other in ["", "a", "grap", "graphs", "zz", "网", "龙"] {
            #expect(vocabulary.id(of: other) == nil)
        }
        #expect(vocabulary.isSound)
    }

    @Test func `no terms at all`() {
        let vocabulary = Vocabulary(documentFrequencies: [:], documentCount: 0)
        #expect(vocabulary.count == 0)
        #expect(vocabulary.id(of: "a") == nil)
        #expect(vocabulary.isSound)
    }

    /// Three tables copied to places of any alignment, with every byte open to damage.
    private final class Stored {
        var bytes: [UInt8] = [0]
        var ranges: [Range<Int>] = []

        init(_ vocabulary: Vocabulary) {
            vocabulary.withTables { terms, ends, frequencies in
                for table in [terms, ends, frequencies] {
                    ranges.append(bytes.count..<bytes.count + table.count)
                    bytes += table
                }
            }
        }

        func read<Result>(_ body: (Vocabulary) -> Result) -> Result {
            bytes.withUnsafeBytes { all in
                let tables = ranges.map { UnsafeRawBufferPointer(rebasing: all[$0]) }
                return body(
                    Vocabulary(
                        mapping: tables[0], ends: tables[1], documentFrequencies: tables[2],
                        documentCount: 3, owner: self))
            }
        }
    }

    @Test func `a mapped vocabulary reads as the one that was stored`() {
        let stored = Stored(Vocabulary(documentFrequencies: frequencies, documentCount: 3))
        stored.read { mapped in
            #expect(mapped.isSound)
            #expect(mapped.id(of: "网络") == 5)
            #expect(mapped.term(3) == "β")
            #expect(mapped.term(99) == "")
            #expect(mapped.documentFrequency(99) == 0)
        }
    }

    @Test func `damaged bytes never lead outside the tables`() {
        let whole = Stored(Vocabulary(documentFrequencies: frequencies, documentCount: 3))
        var unsound = 0
        for place in 1..<whole.bytes.count {
            for damage: UInt8 in [0x01, 0x80, 0xFF] {
                let stored = Stored(Vocabulary(documentFrequencies: frequencies, documentCount: 3))
                stored.bytes[place] ^= damage
                stored.read { vocabulary in
                    unsound += vocabulary.isSound ? 0 : 1
                    for id in 0...UInt32(vocabulary.count) { _ = vocabulary.term(id) }
                    for term in frequencies.keys { _ = vocabulary.id(of: term) }
                }
            }
        }
        #expect(unsound > 0)
        for table in 0..<3 {
            let stored = Stored(Vocabulary(documentFrequencies: frequencies, documentCount: 3))
            stored.ranges[table] = stored.ranges[table].dropLast(1)
            stored.read { vocabulary in
                #expect(!vocabulary.isSound)
                for id in 0..<UInt32(vocabulary.count) { _ = vocabulary.term(id) }
            }
        }
    }
}
