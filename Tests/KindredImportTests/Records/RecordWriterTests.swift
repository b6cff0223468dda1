import Foundation
import Testing

@testable import KindredCatalogue

@Suite struct RecordWriterTests {
    /// Papers with everything that makes writing hard.
    private static let awkward: [Paper] = {
        var full = Paper(id: "arXiv:1911.05722")
        full.aliases = ["doi:10.1109/cvpr42600.2020.00975", "PMID:31978945"]
        full.title = "\"Quotes\" & <tags>, 50% $O(n^2)$ -- {braces} \\ ~ _ # ''x'' \u{1}"
        full.titles = LocalizedText(full.title ?? "")
        full.abstract = LocalizedText("Line one.\tTab — p < 0.05 & more --- end``s")
        full.authors = ["Laurens van der Maaten", "何恺明", "Plato", "José Ñandú", "John Smith Jr."]
        (full.year, full.month) = (2019, 11)
        full.venue = "Proc. of A & B, 3$"
        full.keywords = [LocalizedText("graph attention"), LocalizedText("图注意力")]
        full.tags = ["cs.CV", "stat.ML"]
        full.links = [Link(kind: .paper, url: "https://arxiv.org/abs/1911.05722")]
        full.otherFields = [
            "volume": "\"3\"", "number": "\"4\"", "pages": "\"1–2\"", "type": "\"inproceedings\"",
            "citation-key": "\"he2020\"", "comments": "\"8 pages\"",
        ]
        var chinese = Paper(id: "own-1")
        chinese.title = "无题"
        chinese.titles = LocalizedText("无题")
        chinese.year = 1999
        chinese.aliases = ["doi:10.1000/9"]
        var bare = Paper(id: "title:xyz")
        bare.title = "XYZ"
        bare.titles = LocalizedText("XYZ")
        return [full, chinese, bare]
    }()

    private func written(_ papers: [Paper], as format: PaperFormat) throws -> [UInt8] {
        var writer = try #require(format.writer())
        var bytes: [UInt8] = []
        writer.writeHeader(into: &bytes)
        for paper in papers { writer.write(paper, into: &bytes) }
        writer.writeFooter(into: &bytes)
        return bytes
    }

    private func read(_ bytes: [UInt8], as format: PaperFormat) -> ReadBatch {
        var reader = format.reader(
            of: "x", settings: ReadSettings(), shape: JSONShape(ofBeginning: bytes))
        var batch = ReadBatch(file: "x")
        bytes.withUnsafeBufferPointer { reader.read($0, into: &batch) }
        reader.finish(into: &batch)
        return batch
    }

    /// What both formats have a place for.
    private func expectSame(_ back: Paper, _ paper: Paper, _ format: PaperFormat) {
        #expect(back.id == paper.id)
        #expect(
            back.title == paper.title.map { PlainText.collapsed(Array($0.utf8)) }, "\(paper.id)")
        let abstract = paper.abstract.preferring(.english).map {
            PlainText.collapsed(Array($0.utf8))
        }
        #expect(back.anyAbstract == abstract, "\(paper.id)")
        #expect(back.authors == paper.authors, "\(paper.id)")
        #expect(back.year == paper.year && back.month == paper.month, "\(paper.id)")
        #expect(back.venue == paper.venue, "\(paper.id)")
        #expect(back.identifier(.doi) == paper.identifier(.doi))
        #expect(back.identifier(.arXiv) == paper.identifier(.arXiv))
        if format == .csl { #expect(back.keywords == paper.keywords, "\(paper.id)") }
    }

    @Test(arguments: [PaperFormat.csl, .arxiv])
    func `awkward papers come back from what was written`(format: PaperFormat) throws {
        let bytes = try written(Self.awkward, as: format)
        let batch = read(bytes, as: format)
        #expect(batch.problems.isEmpty && batch.papers.count == Self.awkward.count)
        for (back, paper) in zip(batch.papers, Self.awkward) {
            expectSame(back.paper, paper, format)
        }
        let again = try written(batch.papers.map(\.paper), as: format)
        let twice = read(again, as: format).papers.map(\.paper)
        #expect(twice == batch.papers.map(\.paper))
    }

    @Test func `kept fields and types come back through CSL`() throws {
        let text = String(decoding: try written([Self.awkward[0]], as: .csl), as: UTF8.self)
        #expect(text.contains("\"type\":\"paper-conference\""))
        #expect(text.contains("\"issue\":\"4\"") && text.contains("\"page\":\"1–2\""))
        #expect(text.contains("\"citation-key\":\"he2020\""))
        let back = try #require(read(Array(text.utf8), as: .csl).papers.first?.paper)
        #expect(back.kept("number") == "\"4\"" && back.kept("pages") == "\"1–2\"")
        #expect(back.aliases.contains("PMID:31978945"))
    }

    @Test func `categories come back through arXiv's form`() throws {
        let back = read(try written([Self.awkward[0]], as: .arxiv), as: .arxiv)
        #expect(back.papers.first?.paper.tags == ["cs.CV", "stat.ML"])
    }

    @Test func `nothing at all is an empty array`() throws {
        #expect(String(decoding: try written([], as: .csl), as: UTF8.self) == "[\n]\n")
        #expect(try written([], as: .arxiv).isEmpty)
    }

    @Test(
        .enabled(if: Realistic.papers != nil, Realistic.absence),
        arguments: [PaperFormat.csl, .arxiv])
    func `real papers come back from what was written`(format: PaperFormat) throws {
        let papers = try #require(Realistic.papers)
        let batch = read(try written(papers, as: format), as: format)
        #expect(batch.problems.isEmpty && batch.papers.count == papers.count)
        var differences: [String] = []
        for (back, paper) in zip(batch.papers, papers) {
            let title = paper.titles[.english] ?? paper.title
            let isSame =
                back.paper.title == title.map { PlainText.collapsed(Array($0.utf8)) }
                && back.paper.authors == paper.authors && back.paper.year == paper.year
                && back.paper.month == paper.month && back.paper.venue == paper.venue
            if !isSame { differences.append(paper.id) }
            let arXiv = format == .arxiv ? paper.identifier(.arXiv).map { "arXiv:" + $0 } : nil
            if back.paper.id != arXiv ?? paper.id { differences.append(paper.id) }
        }
        #expect(differences == [])
    }
}

/// The entries that ship with the program.
enum Realistic {
    static let absence: Comment = "skipped: seeds/papers.jsonl is not there"

    static let papers: [Paper]? = {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let path = root.appending(path: "seeds/papers.jsonl").path
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        return try? Catalogue(contentsOf: path).papers
    }()
}
