import KindredCatalogue
import Testing

@testable import KindredIndex

@Suite struct PaperLookupTests {
    /// A lookup over papers with these ids and titles.
    private func lookup(_ papers: [(id: String, title: String?)]) throws -> PaperLookup {
        let papers = papers.map { id, title in
            var paper = Paper(id: id)
            paper.title = title
            if let title { paper.titles = LocalizedText(title) }
            return paper
        }
        return PaperLookup(
            try IndexFile(IndexContents(program: "test", settings: [], papers: papers)))
    }

    private func sample() throws -> PaperLookup { PaperLookup(try IndexFile(Samples.contents)) }

    @Test(arguments: [
        ("arXiv:1911.05722", 0), ("1911.05722", 0), ("arxiv:1911.05722v3", 0),
        ("https://arxiv.org/pdf/1911.05722.pdf", 0), ("acl:N19-1423", 1), ("N19-1423", 1),
        ("arXiv:1810.04805", 1), ("https://arxiv.org/abs/1810.04805?context=cs", 1),
        ("csl-dev-0", 2), ("local:csl-dev-0", 2), ("facebookresearch/moco", 3),
    ])
    func `any spelling of an identity finds its paper`(text: String, row: Int) throws {
        #expect(try sample().resolve(text) == .found(row: row, by: .identifier))
    }

    @Test(arguments: [
        "acm:3331267", "https://dl.acm.org/citation.cfm?id=3331184.3331267",
        "https://dl.acm.org/citation.cfm?doid=3331184.3331267", "10.1145/3331184.3331267",
    ])
    func `an entry known by its ACM number answers to the DOI`(text: String) throws {
        let lookup = try lookup([("a", "Another"), ("acm:3331267", "Graphs")])
        #expect(lookup.resolve(text) == .found(row: 1, by: .identifier))
    }

    @Test(arguments: [
        ("Momentum Contrast for Unsupervised Visual Representation Learning", 0),
        ("momentum contrast for UNSUPERVISED visual representation learning.", 0),
        ("图神经网络综述", 2), ("图神经网络 综述", 2),
    ])
    func `a whole title finds its paper`(text: String, row: Int) throws {
        #expect(try sample().resolve(text) == .found(row: row, by: .title))
    }

    @Test(arguments: [("MoCo", 0), ("moco", 0), ("ＭｏＣｏ", 0), ("BERT", 1), ("bert", 1)])
    func `a name finds its paper`(text: String, row: Int) throws {
        #expect(try sample().resolve(text) == .found(row: row, by: .name))
    }

    @Test(arguments: [("Momentum Con", 0), ("bert: pre-train", 1), ("图神经", 2)])
    func `the beginning of one title finds its paper`(text: String, row: Int) throws {
        #expect(try sample().resolve(text) == .found(row: row, by: .titleBeginning))
    }

    @Test func `a beginning must say something`() throws {
        let lookup = try sample()
        for text in ["mom", "图神", "B", ""] {
            guard case .unknown = lookup.resolve(text) else {
                Issue.record("“\(text)” was taken for a title")
                continue
            }
        }
    }

    @Test func `several papers of one title, name or beginning are all candidates`() throws {
        let lookup = try lookup([
            ("a", "Deep Nets: One"), ("b", "Deep Nets: Two"), ("c", "Same Title"),
            ("d", "same title"), ("e", "Unlike the Others"),
        ])
        #expect(lookup.resolve("Same Title!") == .ambiguous(rows: [2, 3], by: .title))
        #expect(lookup.resolve("deep nets") == .ambiguous(rows: [0, 1], by: .name))
        #expect(lookup.resolve("deep net") == .ambiguous(rows: [0, 1], by: .titleBeginning))
        #expect(lookup.resolve("deep nets: t") == .found(row: 1, by: .titleBeginning))
    }

    @Test func `an id as the catalogue spells it comes before everything else`() throws {
        let lookup = try lookup([
            ("BERT", "Muppets"), ("x", "BERT: Pre-training"), ("arXiv:1810.04805", "BERT"),
        ])
        #expect(lookup.resolve("BERT") == .found(row: 0, by: .identifier))
        #expect(lookup.resolve("bert") == .found(row: 2, by: .title))
    }

    @Test func `a name that the catalogue gives comes before one that a title suggests`() throws {
        #expect(
            try lookup([("a", "MoCo: A Survey of It"), ("b", "Momentum (MoCo)")]).resolve("moco")
                == .ambiguous(rows: [0, 1], by: .name))
        var papers = Samples.papers
        papers[1].title = "MoCo: Pre-training"
        papers[1].titles = LocalizedText("MoCo: Pre-training")
        let index = try IndexFile(
            IndexContents(program: "test", settings: [], papers: papers))
        #expect(PaperLookup(index).resolve("MoCo") == .found(row: 0, by: .name))
    }

    @Test func `an unknown id gets the closest three ids`() throws {
        let lookup = try lookup([
            ("arXiv:1911.05722", "A"), ("arXiv:1911.05700", "B"), ("arXiv:1801.00001", "C"),
            ("arXiv:1911.15722", "D"), ("doi:10.1145/3292500", "E"),
        ])
        #expect(lookup.resolve("1911.05723") == .unknown(suggestions: [0, 1, 3]))
        #expect(lookup.resolve("arXiv:1911.0572") == .unknown(suggestions: [0, 1, 3]))
        guard case .unknown(let suggestions) = lookup.resolve("10.1145/3292501") else {
            Issue.record("an unknown DOI was found")
            return
        }
        #expect(suggestions.first == 4)
    }

    @Test(arguments: [
        ("MoCa", 0), ("momentum contarst for unsupervised", 0),
        ("visual representation lerning", 0),
        ("BERTT", 1), ("bidirectional transfomers", 1), ("圖神經网络综述", 2),
        ("神经网络的综述", 2),
    ])
    func `words with a slip get the meant paper first`(text: String, row: Int) throws {
        guard case .unknown(let suggestions) = try sample().resolve(text) else {
            Issue.record("“\(text)” was found")
            return
        }
        #expect(suggestions.first == row)
        #expect(Set(suggestions).count == suggestions.count && suggestions.count <= 3)
    }

    @Test func `words with nothing in common with any paper get no suggestion`() throws {
        for text in ["量子色动力学", "xyzzyqq", "zzzz kkkk qqqq jjjj"] {
            #expect(try sample().resolve(text) == .unknown(suggestions: []))
        }
    }

    @Test func `an empty catalogue knows nothing and suggests nothing`() throws {
        let lookup = try lookup([])
        for text in ["", "arXiv:1911.05722", "BERT", "?!"] {
            #expect(lookup.resolve(text) == .unknown(suggestions: []))
        }
    }

    @Test func `text of any length and any bytes is survived`() throws {
        let lookup = try sample()
        for text in [
            String(repeating: "long ", count: 10_000), String(repeating: "深", count: 1_300),
            "\0", "\u{301}\u{301}", "👩‍👩‍👧‍👦", String(repeating: "1911.05722 ", count: 300),
            String(decoding: [0xFF, 0xFE, 0x61], as: UTF8.self),
        ] {
            guard case .unknown = lookup.resolve(text) else {
                Issue.record("“\(text.prefix(20))” was found")
                continue
            }
        }
    }

    @Test(arguments: [
        ("arXiv:1911.05722", true), ("1911.057", true), ("https://arxiv.org/abs/1", true),
        ("10.1145/3292500.3330925", true), ("doi:10.1145/3", true), ("P18-1234", true),
        ("nips2017:abc", true), ("graph neural networks", false), ("BERT", false),
        ("ResNet-50", false), ("图神经网络 2020", false), ("2019", false), ("GPT-3", false),
        ("", false), (":", false), ("a:b", false), ("BERT: Pre-training", false),
    ])
    func `identifiers are told from words`(text: String, isIdentifier: Bool) {
        #expect(PaperLookup.looksLikeIdentifier(text) == isIdentifier)
    }
}
