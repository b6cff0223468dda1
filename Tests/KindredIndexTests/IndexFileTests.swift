import Foundation
import KindredCatalogue
import KindredVectors
import Testing

@testable import KindredIndex

@Suite struct IndexFileTests {
    @Test func `what was put in comes out`() throws {
        let contents = Samples.contents
        let index = try IndexFile(bytes: try Samples.bytes())
        #expect(index.paperCount == 4)
        #expect(index.program == "kindred test")
        #expect(index.settings.array == contents.settings)
        for row in 0..<4 { #expect(try index.paper(at: row) == contents.papers[row]) }
        #expect((0..<4).map(index.id) == contents.papers.map(\.id))
        #expect((0..<4).map(index.topicPaths) == contents.papers.map(\.topics))
        #expect(index.catalogue.years.array == [2019, 2019, 0, 0])
        #expect(index.catalogue.months.array == [11, 0, 0, 0])
        #expect(index.catalogue.kinds.array == [1, 1, 2, 3])
        #expect(index.tfidf?.rows == contents.tfidf?.rows)
        #expect(index.tfidf?.postings == contents.tfidf?.postings)
        #expect(index.tfidf?.idf == contents.tfidf?.idf)
        #expect(index.bm25?.postings == contents.bm25?.postings)
        #expect(index.bm25?.averageLength == 1.25)
        #expect(index.lsa?.vectors == contents.lsa?.vectors)
        #expect(index.lsa?.components == contents.lsa?.components)
        #expect(index.lsa?.singularValues.array == [1.5, 1])
        #expect(index.lsa?.sumOfSquares == 3)
        #expect(index.findings().isEmpty)
    }

    @Test func `the header stands as the layout says`() throws {
        let bytes = try Samples.bytes()
        #expect(Array(bytes[..<8]) == [0x89, 0x4B, 0x49, 0x4E, 0x44, 0x52, 0x45, 0x44])
        #expect(Array(bytes[8..<12]) == [1, 0, 0, 0])
        let count = Int(bytes[12]) + Int(bytes[13]) << 8
        #expect(Array(bytes[14..<16]) == [0, 0])
        let length = bytes[16..<24].enumerated().reduce(0) {
            $0 + Int($1.element) << ($1.offset * 8)
        }
        #expect(length == bytes.count)
        #expect(bytes[24..<60].allSatisfy { $0 == 0 })
        #expect(Array(bytes[64..<72]) == Array("program\0".utf8))
        #expect(bytes.count.isMultiple(of: 64))
        let index = try IndexFile(bytes: bytes)
        #expect(index.entries.count == count)
        #expect(index.entries.allSatisfy { $0.offset.isMultiple(of: 64) })
    }

    @Test func `the same contents give the same bytes, for one thread and many`() throws {
        let papers = (0..<1_000).map { number in
            var paper = Paper(id: "p\(number)")
            paper.title = "Title \(number % 77): On \(number)"
            paper.names = ["N\(number % 10)", "M", "α"]
            paper.aliases = ["q\(number)", "1911.\(10_000 + number)"]
            paper.topics = [["a", "b\(number % 7)"], ["c"]]
            return paper
        }
        var contents = Samples.contents(papers)
        contents.tfidf = nil
        contents.bm25 = nil
        contents.lsa = nil
        contents.encoding = nil
        let first = try IndexFile(contents, threads: .one).withBytes { Array($0) }
        for threads in [1, 2, 8] {
            #expect(
                try IndexFile(contents, threads: Threads(threads)).withBytes { Array($0) } == first)
        }
    }

    @Test func `identities that reading found give the keys that the papers give`() throws {
        let spellings = [
            "arXiv:1911.05722", "https://arxiv.org/pdf/1911.05722v3", "doi:10.1145/1.2",
            "list-entry-3", "10.48550/arXiv.1911.05722", "title:A Survey",
        ]
        let catalogue = Catalogue(
            spellings.enumerated().map { place, id in
                var paper = Paper(id: id)
                paper.links = [Link(kind: .paper, url: "https://aclanthology.org/P18-123\(place)")]
                return paper
            })
        #expect(catalogue.papers.count == 4)
        let known = IndexContents(
            program: "", settings: [], papers: catalogue.papers, identities: catalogue.identities)
        let unknown = IndexContents(program: "", settings: [], papers: catalogue.papers)
        #expect(try Samples.bytes(of: known) == Samples.bytes(of: unknown))
    }

    @Test func `a written file opens with the same bytes`() throws {
        let folder = FileManager.default.temporaryDirectory.path + "/" + UUID().uuidString
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = folder + "/small.kindred"
        let index = try IndexFile(Samples.contents)
        try index.write(to: path)
        try index.write(to: path)
        let opened = try IndexFile(opening: path)
        #expect(opened.withBytes { Array($0) } == index.withBytes { Array($0) })
        #expect(opened.path == path)
        // An open map outlives the file's name.
        try FileManager.default.removeItem(atPath: path)
        #expect(try opened.paper(at: 0) == Samples.papers[0])
        #expect(throws: IndexError.self) { try index.write(to: folder + "/no/such/folder/x") }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
    }

    @Test func `an index without papers or signals is an index`() throws {
        let index = try IndexFile(IndexContents(program: "", settings: [], papers: []))
        let again = try IndexFile(bytes: index.withBytes { Array($0) })
        #expect(again.paperCount == 0)
        #expect(again.vocabulary == nil && again.tfidf == nil && again.lsa == nil)
        #expect(again.findings().isEmpty)
    }

    @Test func `BM25 with other places than TF-IDF keeps its own`() throws {
        var contents = Samples.contents
        let postings = SparseMatrix(
            rows: [SparseVector(ids: [3], weights: [2]), .zero, .zero, .zero], columnCount: 4)
        contents.bm25 = StoredBM25(
            idf: Elements([1, 1, 1, 1]), postings: postings, averageLength: 2)
        let index = try IndexFile(bytes: try Samples.bytes(of: contents))
        #expect(index.bm25?.postings == postings)
        #expect(index.entries.contains { $0.name == "bm25.starts" })
        let sharing = try IndexFile(bytes: try Samples.bytes())
        #expect(!sharing.entries.contains { $0.name == "bm25.starts" })
    }

    @Test func `a section of a later signal is kept, and unknown ones are left alone`() throws {
        var contents = Samples.contents
        contents.others = [.init("later.vectors", Elements<Int8>([1, -2, 3, -4]))]
        let index = try IndexFile(bytes: try Samples.bytes(of: contents))
        #expect(try index.other("later.vectors", as: Int8.self)?.array == [1, -2, 3, -4])
        #expect(try index.other("later.scales", as: Float.self) == nil)
        #expect(throws: IndexError.self) { try index.other("later.vectors", as: Float.self) }
        #expect(throws: IndexError.self) {
            try index.other("later.vectors", as: Int8.self, count: 5)
        }
        #expect(index.findings().isEmpty)
    }

    @Test func `an unknown section of an unknown kind is left alone, a known one is refused`()
        throws
    {
        var contents = Samples.contents
        contents.others = [.init("later", Elements<UInt64>([1, 2, 3]))]
        var bytes = try Samples.bytes(of: contents)
        let entries = try IndexFile(bytes: bytes).entries
        let later = try #require(entries.firstIndex { $0.name == "later" })
        bytes[64 + 64 * later + 32] = 200
        let index = try IndexFile(bytes: Samples.resealed(bytes))
        #expect(index.entries[later].kind == nil)
        #expect(index.entries[later].count == 24)
        #expect(index.findings().isEmpty)
        #expect(throws: IndexError.self) { try index.other("later", as: UInt64.self) }
        let years = try #require(entries.firstIndex { $0.name == "years" })
        bytes[64 + 64 * years + 32] = 200
        let damaged = Samples.resealed(bytes)
        #expect(
            throws: IndexError.contradiction(
                path: "index in memory", section: "years", expected: "int16",
                found: "an unknown kind of element")
        ) { try IndexFile(bytes: damaged) }
    }

    @Test func `what topics are called survives writing and takes no room where none is`() throws {
        let index = try IndexFile(bytes: try Samples.bytes(of: Samples.contents))
        #expect(index.topicNames.paths == [["计算机视觉"]])
        #expect(index.topicNames[["计算机视觉"]][.english] == "computer vision")
        var contents = Samples.contents
        contents.topicNames = TopicNames()
        let without = try IndexFile(bytes: try Samples.bytes(of: contents))
        #expect(without.topicNames.isEmpty)
        #expect(!without.entries.contains { $0.name.hasPrefix("topic-names") })
    }

    @Test func `a line about a topic that cannot be read names nothing`() throws {
        let bytes = try Samples.bytes(replacing: "topic-names.bytes", with: [0])
        #expect(try IndexFile(bytes: bytes).topicNames.isEmpty)
    }

    @Test(arguments: ["counts", "records.starts", "ids.bytes", "years", "paper-topics.ids"])
    func `an index without one of its sections says which`(section: String) throws {
        var bytes = try Samples.bytes()
        let entries = try IndexFile(bytes: bytes).entries
        let line = try #require(entries.firstIndex { $0.name == section })
        bytes[64 + 64 * line] = UInt8(ascii: "X")
        let renamed = Samples.resealed(bytes)
        #expect(
            throws: IndexError.missingSection(path: "index in memory", section: section)
        ) { try IndexFile(bytes: renamed) }
    }

    @Test func `a section of the wrong length says both lengths`() throws {
        let contents = IndexContents(program: "", settings: [], papers: Samples.papers)
        let bytes = try Samples.bytes(of: contents, replacing: "counts", with: [5])
        #expect(
            throws: IndexError.contradiction(
                path: "index in memory", section: "records.starts", expected: "6 elements",
                found: "5")
        ) { try IndexFile(bytes: bytes) }
    }
}
