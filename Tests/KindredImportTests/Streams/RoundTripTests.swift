import Foundation
import Testing

@testable import KindredCatalogue

/// Papers written in a format and read again are the same, as far as the format has room.
@Suite struct RoundTripTests {
    /// What a format writes of papers.
    private func write(_ papers: [Paper], as format: PaperFormat) throws -> [UInt8] {
        var writer = try #require(format.writer())
        var bytes: [UInt8] = []
        writer.writeHeader(into: &bytes)
        for paper in papers { writer.write(paper, into: &bytes) }
        writer.writeFooter(into: &bytes)
        return bytes
    }

    /// Papers written and read again, in the same order.
    private func again(_ papers: [Paper], _ format: PaperFormat) throws -> [Paper] {
        let bytes = try write(papers, as: format)
        #expect(FormatRecognition.plainFormat(of: bytes, isWhole: true) ?? .markdown == format)
        let batch = Reader.batch(bytes, as: format)
        #expect(batch.problems.isEmpty, "\(batch.problems)")
        #expect(batch.papers.count == papers.count)
        return batch.papers.map(\.paper)
    }

    /// Papers that no writer should stumble over.
    private static let awkward: [Paper] = {
        func paper(_ id: String, _ title: String, _ change: (inout Paper) -> Void) -> Paper {
            var paper = Paper(id: id)
            paper.title = title
            paper.titles = LocalizedText(title)
            change(&paper)
            return paper
        }
        return [
            paper("arXiv:1706.03762", "100% of $5 & #1_a {B} ~ ^ \\emph{x} -- `` '' \"q\" <b>") {
                $0.abstract = LocalizedText("It costs $5, or $6. 50% \\textbf{bold} a_b {c} d~e.")
                $0.authors = ["Ashish Vaswani", "Łukasz Kaiser", "Martin Luther King Jr."]
                ($0.year, $0.month, $0.venue) = (2017, 6, "NeurIPS & Friends")
            },
            paper("doi:10.1000/a_b{c}", "注意力机制：综述") {
                $0.authors = ["何恺明", "诸葛亮"]
                $0.abstract = LocalizedText("本文综述，注意力机制。")
                $0.year = 2020
            },
            paper("doi:10.1000/182", "An unbalanced } brace { and } another") {
                $0.authors = ["Jan van der Berg"]
                $0.keywords = [LocalizedText("one"), LocalizedText("two words")]
                $0.links = [
                    Link(kind: .paper, url: "https://example.org/a_b%20c?x=1&y=2#z"),
                    Link(kind: .pdf, url: "https://example.org/a.pdf"),
                ]
                $0.venue = "Journal of Things"
                $0.otherFields = ["volume": "\"3\"", "pages": "\"1–9\"", "citation-key": "\"k:1\""]
            },
            paper("acl:P18-1234", "@article{not, an = entry}") {
                $0.aliases = ["doi:10.1000/183", "PMID:31978945"]
                $0.abstract = LocalizedText("TY  - JOUR, he wrote; \"quoted\", and\nnext line.")
                $0.authors = ["Plato"]
                $0.names = ["BERT"]
            },
            paper("title:thesame", "The Same") { $0.year = 1999 },
        ]
    }()

    @Test func `a list keeps signs that Markdown could make something of`() throws {
        var paper = Paper(id: "arXiv:1706.03762")
        paper.title = "What 5$ or #2 = 3$ means to AT&amp;T!"
        paper.abstract = LocalizedText("Here a == b^2 &copy; c, ~~not~~ ![d](e) by www.x.org.")
        let other = try #require(try again([paper], .markdown).first)
        #expect(other.title == paper.title)
        #expect(other.abstract == paper.abstract)
        #expect(other.links.map(\.url) == ["https://arxiv.org/abs/1706.03762"])
    }

    @Test(arguments: [PaperFormat.bibtex, .ris, .csv, .tsv])
    func `awkward papers come back`(format: PaperFormat) throws {
        let papers = Self.awkward
        for (paper, other) in zip(papers, try again(papers, format)) {
            expectSame(paper, other, format)
        }
    }

    /// The fields that all of these formats have room for.
    private func expectSame(_ paper: Paper, _ other: Paper, _ format: PaperFormat) {
        func flat(_ text: String?) -> String { PlainText.collapsed(Array((text ?? "").utf8)) }
        // Mathematics that is known becomes plain when it is read.
        func plain(_ text: String?) -> String {
            format == .bibtex ? LaTeXText.plain(LaTeXPen.escaped(text ?? "")) : flat(text)
        }
        #expect(flat(other.title) == plain(paper.title), "\(format)")
        #expect(other.authors == paper.authors.map(flat), "\(format) \(paper.id)")
        #expect(other.year == paper.year, "\(format) \(paper.id)")
        if paper.year != nil { #expect(other.month == paper.month, "\(format) \(paper.id)") }
        #expect(flat(other.venue) == plain(paper.venue), "\(format) \(paper.id)")
        let texts = (paper.abstract.preferring(.english), other.abstract.preferring(.english))
        #expect(flat(texts.1) == plain(texts.0), "\(format) \(paper.id)")
        #expect(
            other.keywords.map { plain($0.preferring(.english)) }
                == paper.keywords.map { plain($0.preferring(.english)) })
        let (own, theirs) = (paper.strongIdentities, Set(other.strongIdentities))
        let isKept: (PaperID) -> Bool = { $0.scheme != .local && $0.scheme != .url }
        #expect(own.filter(isKept).allSatisfy(theirs.contains), "\(format) \(paper.id)")
        if format == .csv || format == .tsv {
            #expect(other.id == paper.id)
            #expect(other.tags == paper.tags && other.topics == paper.topics)
            #expect(other.kind == paper.kind)
        }
    }

    /// Papers of conferences; nil where they are not at hand.
    private static let conferences = SharedData.folder.map { $0.path + "/data/conf.jsonl.xz" }
        .flatMap { FileManager.default.fileExists(atPath: $0) ? $0 : nil }

    @Test(
        .enabled(if: conferences != nil, SharedData.absence),
        arguments: [PaperFormat.bibtex, .ris, .csv, .tsv])
    func `papers of a conference come back from shared data`(format: PaperFormat) throws {
        let path = try #require(Self.conferences)
        let stream = try PaperStream(path: path)
        let papers = try #require(try stream.next()).papers.prefix(1_500).map(\.paper)
        for (paper, other) in zip(papers, try again(papers, format)) {
            expectSame(paper, other, format)
        }
    }

    @Test func `the seeds come back from a Markdown list`() throws {
        let papers = try Seeds.catalogue.get().papers
        let bytes = try write(papers, as: .markdown)
        let list = MarkdownList.read(bytes: bytes, document: "list.md")
        #expect(list.report.unplaced.isEmpty)
        #expect(list.papers.count == papers.count)
        let again = Catalogue(papers + list.papers)
        // What came back is known already, but for addresses that name no paper.
        #expect(again.papers.count <= papers.count + papers.count / 100)
        let byID = Dictionary(uniqueKeysWithValues: list.papers.map { ($0.id, $0) })
        for paper in papers where paper.title != nil {
            guard let other = byID[paper.id] else { continue }
            #expect(Set(other.topics).isSuperset(of: paper.topics.prefix(1)), "\(paper.id)")
        }
    }

    @Test func `citation keys are unique, and the same in every file`() {
        var keys = CitationKeys()
        var paper = Paper(id: "arXiv:1706.03762")
        paper.title = "The Attention of Many"
        paper.authors = ["Ashish Vaswani"]
        paper.year = 2017
        #expect(keys.key(of: paper) == "vaswani2017attention")
        #expect(keys.key(of: paper) == "vaswani2017attentionb")
        #expect(keys.key(of: paper) == "vaswani2017attentionc")
        paper.authors = ["何恺明"]
        #expect(keys.key(of: paper) == "he2017attention")
        paper.otherFields["citation-key"] = "\"mine\""
        #expect(keys.key(of: paper) == "mine")
        paper.otherFields["citation-key"] = "\"not, mine\""
        #expect(keys.key(of: paper) == "he2017attentionb")
        #expect(keys.key(of: Paper(id: "title:x")) == "paper")
        #expect(keys.key(of: Paper(id: "csl-dev-0")) == "csl-dev-0")
    }
}
