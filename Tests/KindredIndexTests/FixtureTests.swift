import Foundation
import Testing

@testable import KindredIndex

/// Files of every format version, kept forever: what once was written stays readable.
@Suite struct FixtureTests {
    /// The file holds `Samples.contents` and one section that no version knows, as this program
    /// wrote them when format 1 was settled. It is never made again.
    @Test func `an index of format 1 opens, is sound and answers`() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let index = try IndexFile(
            opening: folder.appendingPathComponent("Fixtures/format-1.index").path)
        #expect(index.findings() == [])
        #expect(index.program == "kindred test")
        for (row, paper) in Samples.papers.enumerated() {
            #expect(try index.paper(at: row) == paper)
            #expect(index.id(at: row) == paper.id)
            #expect(index.topicPaths(of: row) == paper.topics)
        }
        #expect(index.vocabulary?.id(of: "图神") == 3)
        #expect(index.tfidf?.rows == Samples.contents.tfidf?.rows)
        #expect(index.bm25?.postings == Samples.contents.bm25?.postings)
        #expect(index.lsa?.vectors == Samples.contents.lsa?.vectors)
        #expect(index.confidence == nil)
        #expect(try index.other("later.signal", as: Int8.self)?.array == [1, -2, 3])
        #expect(throws: IndexError.self) { try index.requireKnownSections() }
        let lookup = PaperLookup(index)
        #expect(lookup.resolve("1911.05722v2") == .found(row: 0, by: .identifier))
        #expect(lookup.resolve("moco") == .found(row: 0, by: .name))
        #expect(lookup.resolve("图神经网络综述") == .found(row: 2, by: .title))
    }
}
