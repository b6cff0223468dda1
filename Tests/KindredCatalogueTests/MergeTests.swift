import Testing

@testable import KindredCatalogue

@Suite struct MergeTests {
    private func paper(_ id: String, _ change: (inout Paper) -> Void = { _ in }) -> Paper {
        var paper = Paper(id: id)
        change(&paper)
        return paper
    }

    private func titled(_ id: String, _ title: String, kind: Paper.Kind = .paper) -> Paper {
        paper(id) {
            $0.title = title
            $0.titles = LocalizedText(title)
            $0.kind = kind
        }
    }

    @Test func `spellings of one paper become one entry`() {
        let merged = Catalogue([
            paper("arXiv:1911.05722"), paper("cs/0112017"), paper("1911.05722v3"),
            paper("https://arxiv.org/pdf/1911.05722.pdf"),
        ]).papers
        #expect(merged.map(\.id) == ["arXiv:1911.05722", "cs/0112017"])
        #expect(merged[0].aliases == ["1911.05722v3", "https://arxiv.org/pdf/1911.05722.pdf"])
    }

    @Test func `sharing an identity is transitive, whatever the order`() {
        let a = paper("a")
        let b = paper("b") { $0.aliases = ["1911.05722"] }
        let c = paper("c") {
            $0.aliases = ["a"]
            $0.links = [Link(kind: .pdf, url: "https://arxiv.org/pdf/1911.05722v2")]
        }
        for order in [[a, b, c], [b, a, c], [c, b, a], [b, c, a]] {
            let merged = Catalogue(order).papers
            #expect(merged.map(\.id) == [order[0].id])
            #expect(Set([merged[0].id] + merged[0].aliases) == ["a", "b", "c", "1911.05722"])
        }
    }

    @Test func `the first entry wins and nothing the other knew is lost`() {
        let first = paper("1911.05722") {
            $0.title = "Momentum Contrast"
            $0.titles = LocalizedText("Momentum Contrast")
            $0.summary = LocalizedText("A queue of keys.")
            $0.topics = [["vision"]]
            $0.tags = ["ssl"]
            $0.year = 2019
            $0.links = [Link(kind: .project, url: "http://github.com/facebookresearch/moco")]
            $0.sources = [Source(document: "a.md", line: 1)]
            $0.otherFields = ["stars": "1"]
        }
        let second = paper("x-1") {
            $0.aliases = ["1911.05722"]
            $0.title = "MoCo"
            $0.titles = LocalizedText("MoCo")
            $0.titles[.chinese] = "动量对比"
            $0.names = ["MoCo"]
            $0.summary = LocalizedText("Contrast with momentum.")
            $0.summary[.chinese] = "一个队列"
            $0.abstract = LocalizedText("We present MoCo.")
            $0.topics = [["vision"], ["learning"]]
            $0.tags = ["contrast", "ssl"]
            $0.year = 2020
            $0.month = 3
            $0.venue = "CVPR"
            $0.authors = ["K. He"]
            $0.links = [
                Link(kind: .code, url: "https://github.com/facebookresearch/moco/", label: "code"),
                Link(kind: .video, url: "https://example.org/v"),
            ]
            $0.recommendations = [Recommendation(by: "a", text: "good")]
            $0.sources = [Source(document: "b.md", line: 2)]
            $0.otherFields = ["stars": "2", "forks": "3"]
        }
        let merged = Catalogue([first, second]).papers
        let expected = paper("1911.05722") {
            $0.aliases = ["x-1", "title:MoCo"]
            $0.title = "Momentum Contrast"
            $0.titles = LocalizedText("Momentum Contrast")
            $0.titles[.chinese] = "动量对比"
            $0.names = ["MoCo"]
            $0.summary = LocalizedText("A queue of keys.\n\nContrast with momentum.")
            $0.summary[.chinese] = "一个队列"
            $0.abstract = LocalizedText("We present MoCo.")
            $0.topics = [["vision"], ["learning"]]
            $0.tags = ["ssl", "contrast"]
            $0.year = 2019
            $0.venue = "CVPR"
            $0.authors = ["K. He"]
            $0.links = [
                Link(kind: .code, url: "http://github.com/facebookresearch/moco", label: "code"),
                Link(kind: .video, url: "https://example.org/v"),
            ]
            $0.recommendations = [Recommendation(by: "a", text: "good")]
            $0.sources = [Source(document: "a.md", line: 1), Source(document: "b.md", line: 2)]
            $0.otherFields = ["stars": "1", "forks": "3"]
        }
        #expect(merged == [expected])
    }

    @Test func `an entry known only by its title joins the one entry that has it`() {
        let merged = Catalogue([
            titled("title:attention", "Attention!"), titled("1706.03762", "ATTENTION"),
            titled("title:other", "Other"),
        ]).papers
        #expect(merged.map(\.id) == ["1706.03762", "title:other"])
        #expect(merged[0].title == "Attention!")
        #expect(merged[0].aliases == [])
    }

    @Test func `a title that two papers share joins neither, and never joins them`() {
        let merged = Catalogue([
            titled("1706.03762", "Attention"), titled("1706.03763", "Attention"),
            titled("title:attention", "Attention"), titled("title:attention", "attention"),
        ]).papers
        #expect(merged.map(\.id) == ["1706.03762", "1706.03763", "title:attention"])
    }

    @Test func `things of different kinds are not joined by title`() {
        let merged = Catalogue([
            titled("title:deep", "Deep", kind: .course), titled("1706.03762", "Deep"),
        ]).papers
        #expect(merged.count == 2)
    }

    @Test func `pages, parts of pages and whole sites make no entries one`() {
        let merged = Catalogue([
            paper("a") { $0.links = [Link(kind: .code, url: "https://github.com/o/n")] },
            paper("b") { $0.links = [Link(kind: .code, url: "https://github.com/o/n")] },
            paper("c") { $0.links = [Link(kind: .paper, url: "https://example.org/list#1")] },
            paper("d") { $0.links = [Link(kind: .paper, url: "https://example.org/list#2")] },
            paper("e") { $0.links = [Link(kind: .paper, url: "https://example.org/")] },
            paper("f") { $0.links = [Link(kind: .paper, url: "https://example.org/")] },
        ]).papers
        #expect(merged.map(\.id) == ["a", "b", "c", "d", "e", "f"])
    }

    @Test func `an ACM address meets the DOI`() {
        let merged = Catalogue([
            paper("10.1145/3292500.3330925"), paper("https://dl.acm.org/citation.cfm?id=3330925"),
        ]).papers
        #expect(merged.count == 1)
    }

    @Test func `merging twice is merging once`() {
        let papers = (0..<300).map { number in
            paper("p\(number)") { $0.aliases = ["group\(number % 17)"] }
        }
        let once = Catalogue(papers).papers
        #expect(once.count == 17)
        #expect(Catalogue(once).papers == once)
    }

    @Test func `an empty catalogue has no papers`() {
        #expect(Catalogue([]).papers.isEmpty)
    }
}
