import Testing

@testable import KindredCatalogue

/// Every line of a table is one canonical identity and spellings of it.
@Suite struct PaperIDTests {
    @Test(arguments: PaperIDSpellings.all)
    func `every spelling reads as its canonical form`(spelling: PaperIDSpellings.Line) {
        #expect(PaperID(spelling.text)?.description == spelling.canonical, "\(spelling.text)")
    }

    @Test(arguments: PaperIDSpellings.all)
    func `a canonical form reads as itself`(spelling: PaperIDSpellings.Line) throws {
        let id = try #require(PaperID(spelling.text))
        #expect(PaperID(id.description) == id)
    }

    @Test(arguments: PaperIDSpellings.all)
    func `space and sentence punctuation around a name do not matter`(
        spelling: PaperIDSpellings.Line
    ) {
        for text in [" \(spelling.text)\n", "(\(spelling.text)).", "<\(spelling.text)>,"] {
            #expect(PaperID(text)?.description == spelling.canonical, "\(text)")
        }
    }

    @Test(arguments: [
        "", " ", ".", "10.5", "10.1145", "10.1145/", "10.1/x", "3.14", "1.2.3", "v1911.05722",
        "2019.12345678", "2019.12345", "1913.05722", "1900.12345", "1911.0572", "1911.00000",
        "0703.0001", "1412.12345", "1501.1234", "9912.3456", "9912.34567", "2020-01-02",
        "2020.01.02", "math/9012345", "math/0800001", "math/0313001", "cs/011201", "abc/0112017",
        "and/or", "TCP/IP", "encoder/decoder", "facebookresearch/moco", "Attention is all you need",
        "MoCo", "ResNet-50", "W18", "PMC", "P18-123", "2020.acl", "the paper 1911.05722",
        "see https://arxiv.org/abs/1911.05722", "http://", "https://", "https:///x", "//",
        "arXiv:", "doi:", "DOI of the paper", "arXiv papers", "CorpusId:x", "PMID:-1",
        "openreview:", "github:moco", "github:topics/moco", "一个标题", "深度学习：综述",
        "csl-dev-0", "3dv2025:05T81ScPFb", "acl2021:2021.acl-long.24", "a0", "x.y/z",
    ])
    func `text that names no paper gives nil`(text: String) {
        #expect(PaperID(text) == nil)
    }

    @Test func `ids of a catalogue are local, exactly as spelt`() {
        #expect(
            PaperID(catalogueSpelling: "3dv2025:05T81ScPFb")?.description
                == "local:3dv2025:05T81ScPFb")
        #expect(PaperID(catalogueSpelling: "1911.05722")?.description == "arXiv:1911.05722")
        #expect(PaperID.local("A.")?.value == "A.")
        #expect(PaperID("local:A.") == PaperID.local("A."))
        #expect(PaperID.local("a") != PaperID.local("A"))
        #expect(PaperID.local("") == nil)
    }

    @Test(arguments: [
        ("1911.05722", 2019, 11), ("0704.0001", 2007, 4), ("cs/0112017", 2001, 12),
        ("hep-th/9901001", 1999, 1), ("math.GT/0309136", 2003, 9), ("2412.00001v9", 2024, 12),
    ])
    func `an arXiv id tells year and month`(text: String, year: Int, month: Int) {
        #expect(PaperID(text)?.yearAndMonth?.year == year)
        #expect(PaperID(text)?.yearAndMonth?.month == month)
    }

    @Test func `other schemes tell no date`() {
        #expect(PaperID("10.1145/1911.05722")?.yearAndMonth == nil)
    }

    @Test(
        arguments: [
            ("1911.05722", nil), ("arXiv:1911.05722v3", 3),
            ("https://arxiv.org/pdf/cs/0112017v12", 12),
            ("https://arxiv.org/pdf/1911.05722V2.pdf", 2), ("10.1145/1v3", nil),
        ] as [(String, Int?)])
    func `the version is no identity, but can be asked for`(text: String, version: Int?) {
        #expect(PaperID.arXivVersion(in: text) == version)
    }

    @Test(
        arguments: [
            ("10.1145/3292500.3330925", "acm:3330925"), ("10.1145/3383313", "acm:3383313"),
            ("10.5555/2188385.2188391", "acm:2188391"),
            ("10.1609/aaai.v34i04.5330", "url:ojs.aaai.org/index.php/aaai/article/view/5330"),
            ("10.1609/aaai.v33i01.33014602", nil), ("10.1007/s10994-010-5196-5", nil),
            ("1911.05722", nil), ("10.1145/abc.def", nil),
        ] as [(String, String?)])
    func `a DOI implies the number its publisher made it from`(doi: String, implied: String?) {
        #expect(PaperID(doi)?.implied?.description == implied)
    }

    @Test func `different papers never meet`() {
        let ids = Set(PaperIDSpellings.different.map { PaperID($0) })
        #expect(!ids.contains(nil))
        #expect(ids.count == PaperIDSpellings.different.count)
    }

    @Test func `order is by prefix, then by value`() {
        let sorted = ["doi:10.1000/2", "arXiv:1911.05722", "doi:10.1000/1"]
            .compactMap { PaperID($0) }.sorted()
        #expect(
            sorted.map(\.description) == ["arXiv:1911.05722", "doi:10.1000/1", "doi:10.1000/2"])
    }
}
