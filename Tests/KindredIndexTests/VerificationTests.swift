import Testing

@testable import KindredIndex

/// A file whose checksums are right and whose contents are not: opening trusts it, `findings` not.
@Suite struct VerificationTests {
    @Test(
        arguments: [
            ("ids.bytes", 0, [UInt8(ascii: "b")], "ids"),
            ("years", 0, [0xE4, 0x07], "years"),
            ("months", 0, [12], "months"),
            ("kinds", 3, [1], "kinds"),
            ("paper-topics.ids", 0, [0, 0, 0, 0], "paper-topics"),
            ("paper-topics.ids", 0, [0xFF, 0, 0, 0], "paper-topics.ids"),
            ("topics.parents", 4, [0xFF], "topics.parents"),
            ("topic-names.bytes", 0, [UInt8(ascii: "x")], "topic-names"),
            ("identities.rows", 0, [9, 0, 0, 0], "identities.rows"),
            ("identities.rows", 0, [3, 0, 0, 0], "identities"),
            ("titles.bytes", 0, [UInt8(ascii: "z")], "titles"),
            ("names.bytes", 0, [UInt8(ascii: "k")], "names"),
            ("records.starts", 8, [0xFF, 0xFF, 0, 0], "records.starts"),
            ("titles.bytes", 0, [0xFF], "titles.bytes"),
            ("tfidf.weights", 0, [0, 0, 0xC0, 0x7F], "tfidf"),
            ("tfidf.ids", 0, [9, 0, 0, 0], "tfidf"),
            ("postings.ids", 0, [0, 0, 0, 0], "postings"),
            ("postings.weights", 0, [0, 0, 0, 0], "postings"),
            ("ceilings.codes", 0, [1], "ceilings"),
            ("ceilings.codes", 127, [1], "ceilings"),
            ("ceilings.steps", 0, [0, 0, 0, 0], "ceilings"),
            ("ceilings.ids", 0, [0xFF], "ceilings"),
            ("ceilings.largest", 0, [0, 0, 0, 0], "ceilings"),
            ("bm25.weights", 0, [0, 0, 0x80, 0x7F], "bm25"),
            ("lsa.vectors", 0, [0, 0, 0xC0, 0x7F], "lsa.vectors"),
            ("lsa.values", 0, [0, 0, 0xC0, 0x7F], "lsa.values"),
            ("encoder.vectors", 0, [0, 0, 0xC0, 0x7F], "encoder.vectors"),
            ("encoder.vectors", 0, [0, 0, 0, 0x40], "encoder.vectors"),
            ("encoder.centre", 0, [0, 0, 0xC0, 0x7F], "encoder.centre"),
            ("encoder.distances", 0, [0, 0, 0xC0, 0x7F], "encoder.distances"),
            ("tfidf.idf", 0, [0, 0, 0xC0, 0xFF], "tfidf.idf"),
            ("confidence.tfidf", 0, [0, 0, 0x80, 0x40], "confidence.tfidf"),
        ] as [(String, Int, [UInt8], String)])
    func `a contradiction is found and named`(
        section: String, place: Int, new: [UInt8], named: String
    ) throws {
        let bytes = try Samples.bytes(replacing: section, at: place, with: new)
        let index = try IndexFile(bytes: bytes)
        let sections = index.findings().map { finding -> String in
            guard case .contradiction(_, let section, _, _) = finding else { return "\(finding)" }
            return section
        }
        #expect(sections.contains(named), "\(sections)")
        #expect(throws: IndexError.self) { try index.verify() }
    }

    @Test func `a record that cannot be read is named by its row`() throws {
        let bytes = try Samples.bytes(replacing: "records.bytes", with: [0x01, 0x01, 0x01])
        let index = try IndexFile(bytes: bytes)
        #expect(throws: IndexError.self) { try index.paper(at: 0) }
        guard case .damagedRecord(_, 0, _) = index.findings().first else {
            Issue.record("\(index.findings())")
            return
        }
    }

    @Test func `findings stop at their limit`() throws {
        let bytes = try Samples.bytes(replacing: "years", with: [1, 1, 1, 1, 1, 1, 1, 1])
        let index = try IndexFile(bytes: bytes)
        #expect(index.findings(limit: 2).count == 2)
        #expect(index.findings().count == 4)
    }

    @Test func `damaged sections are all named, and looked into no further`() throws {
        var bytes = try Samples.bytes()
        for section in ["records.bytes", "years"] {
            bytes[try Samples.range(of: section, in: try Samples.bytes()).lowerBound] ^= 0xFF
        }
        let index = try IndexFile(bytes: bytes, checking: .lengths)
        let names = index.findings().map { finding -> String in
            guard case .damagedSection(_, let section, _, _) = finding else { return "\(finding)" }
            return section
        }
        #expect(names == ["records.bytes", "years"])
    }
}
