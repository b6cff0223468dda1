import Testing

@testable import KindredCatalogue

/// Keywords, contribution, level and basis: how they are read, kept and merged.
@Suite struct PaperFieldsTests {
    private func keywords(_ json: String) throws -> [LocalizedText] {
        try PaperRecord.decode(text: #"{"id":"a","keywords":\#(json)}"#).keywords
    }

    private func term(_ chinese: String?, _ english: String?) -> LocalizedText {
        var term = LocalizedText()
        term[.chinese] = chinese
        term[.english] = english
        return term
    }

    @Test func `keywords are pairs, or terms of one language`() throws {
        let terms = try keywords(#"[{"zh":"图注意力","en":"graph attention"},{"en":"pruning"}]"#)
        #expect(terms == [term("图注意力", "graph attention"), term(nil, "pruning")])
    }

    @Test(arguments: [
        #"["图网络","few-shot learning","BERT 综述"]"#,
        #""图网络;few-shot learning；BERT 综述""#,
        #""图网络、few-shot  learning, BERT 综述，""#,
        #""; 图网络 ,,few-shot learning，\n BERT 综述;""#,
        #"["图网络",{"en":"few-shot learning"},{},"",{"zh":null},"BERT 综述"]"#,
    ])
    func `plain keywords get their language, alone or in one string`(json: String) throws {
        #expect(
            try keywords(json) == [
                term("图网络", nil), term(nil, "few-shot learning"), term("BERT 综述", nil),
            ])
    }

    @Test(arguments: [#""""#, #""，；、,;""#, "[]", "null", #"[""]"#, "[{}]"])
    func `keywords without a word are none`(json: String) throws {
        let paper = try PaperRecord.decode(text: #"{"id":"a","keywords":\#(json)}"#)
        #expect(paper == Paper(id: "a"))
    }

    @Test(arguments: [
        #"{"zh":["图网络"]}"#, #"[["a"]]"#, #"[{"zh":["a"]}]"#, #"[{"zh":1}]"#, "7", "true",
        #"["a",null]"#, "[true]",
    ])
    func `keywords of another shape are kept as they were written`(json: String) throws {
        let record = #"{"id":"a","kind":"paper","keywords":\#(json)}"#
        let paper = try PaperRecord.decode(text: record)
        #expect(paper.keywords.isEmpty)
        #expect(paper.otherFields == ["keywords": json])
        #expect(PaperRecord.encoded(paper) == record)
    }

    @Test func `every known word is read and written`() throws {
        for contribution in Paper.Contribution.allCases {
            var paper = Paper(id: "a")
            paper.contribution = contribution
            #expect(try PaperRecord.decode(text: PaperRecord.encoded(paper)) == paper)
        }
        let paper = try PaperRecord.decode(
            text: #"{"id":"a","contribution":"dataset","level":"introductory","basis":"document"}"#)
        #expect(paper.contribution == .dataset)
        #expect(paper.level == .introductory)
        #expect(paper.basis == .document)
        #expect(paper.otherFields.isEmpty)
    }

    @Test(arguments: ["contribution", "level", "basis"])
    func `a word that is not known is written back`(field: String) throws {
        for value in [#""poem""#, #""Core""#, "3", #"["core"]"#, #"{"en":"core"}"#] {
            let record = #"{"id":"a","kind":"paper","\#(field)":\#(value)}"#
            let paper = try PaperRecord.decode(text: record)
            #expect(paper.contribution == nil && paper.level == nil && paper.basis == nil)
            #expect(paper.otherFields == [field: value])
            #expect(PaperRecord.encoded(paper) == record)
        }
        let silent = try PaperRecord.decode(text: #"{"id":"a","\#(field)":""}"#)
        #expect(silent == Paper(id: "a"))
    }

    // MARK: Merging

    private func merged(_ first: String, _ second: String) throws -> Paper {
        let papers = try [first, second].map {
            try PaperRecord.decode(text: #"{"id":"1911.05722",\#($0)}"#)
        }
        let merged = Catalogue(papers).papers
        #expect(merged.count == 1)
        return try #require(merged.first)
    }

    @Test func `keywords are united, and one completes the other`() throws {
        let paper = try merged(
            #""keywords":["图注意力",{"zh":"剪枝","en":"pruning"},"Meta-Learning"]"#,
            """
            "keywords":[{"zh":"元学习","en":"meta-learning"},"pruning","蒸馏",\
            {"zh":"图注意力","en":"graph attention"}]
            """)
        #expect(
            paper.keywords == [
                term("图注意力", "graph attention"), term("剪枝", "pruning"),
                term("元学习", "Meta-Learning"), term("蒸馏", nil),
            ])
    }

    @Test func `keywords that contradict each other stay two`() throws {
        let paper = try merged(
            #""keywords":[{"zh":"图网络","en":"graph network"}]"#,
            #""keywords":[{"zh":"图网络","en":"graph net"},"graph net","图网络"]"#)
        #expect(
            paper.keywords == [term("图网络", "graph network"), term("图网络", "graph net")])
    }

    @Test func `a pair joins two halves`() throws {
        let paper = try merged(
            #""keywords":["剪枝","graph","pruning"]"#,
            #""keywords":[{"zh":"剪枝","en":"pruning"},"Pruning"]"#)
        #expect(paper.keywords == [term("剪枝", "pruning"), term(nil, "graph")])
    }

    @Test func `ten thousand keywords of one word are united at once`() {
        let many = (0..<10_000).map { term("图", "graph \($0)") }
        #expect(KeywordUnion.of(many, many) == many)
    }

    @Test func `the first that says a level or a contribution is believed`() throws {
        let second = #""level":"advanced","contribution":"survey""#
        let filled = try merged(#""level":"core""#, second)
        #expect(filled.level == .core)
        #expect(filled.contribution == .survey)
        let unknown = try merged(#""level":"expert""#, second)
        #expect(unknown.level == nil)
        #expect(unknown.otherFields == ["level": #""expert""#])
        let known = try merged(second, #""level":"expert""#)
        #expect(known.level == .advanced)
        #expect(known.otherFields.isEmpty)
    }

    @Test func `a basis goes with the summary it describes`() throws {
        let titled = #""summary":"By its title.","basis":"title""#
        #expect(try merged(titled, #""basis":"document","summary":"Read.""#).basis == .title)
        #expect(try merged(#""year":2019"#, titled).basis == .title)
        #expect(try merged(#""summary":"Read.""#, titled).basis == nil)
        #expect(try merged(#""basis":"document""#, titled).basis == .title)
        #expect(try merged(#""basis":"hearsay""#, titled).basis == .title)
        #expect(try merged(#""summary":"Read.""#, #""basis":"hearsay""#).otherFields.isEmpty)
    }
}
