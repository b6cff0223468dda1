import Testing

@testable import KindredCatalogue

@Suite struct ArXivRecordTests {
    private static let line = #"""
        {"id":"0704.0001","submitter":"P. N.","authors":"C. Bal\\'azs, E. L. Berger",
        "title":"Calculation of prompt diphoton\n  production at $\\alpha$","comments":"37 pages",
        "journal-ref":"Phys.Rev.D76:013009,2007","doi":"10.1103/PhysRevD.76.013009",
        "report-no":null,"categories":"hep-ph cs.LG math.QQ","license":null,
        "abstract":"  A fully differential\ncalculation.\n",
        "versions":[{"version":"v1","created":"Mon, 2 Apr 2007 19:18:42 GMT"},
        {"version":"v2","created":"Tue, 24 Jul 2008 20:10:27 GMT"}],"update_date":"2008-11-26",
        "authors_parsed":[["Bal\\'azs","C.",""],["Berger","E. L.","Jr.","ANL"],["Group",""]]}
        """#

    @Test func `a line of the snapshot`() throws {
        let paper = try #require(try Foreign.paper(Self.line, by: ArXivRecord.paper))
        #expect(paper.id == "arXiv:0704.0001")
        #expect(paper.aliases == ["doi:10.1103/physrevd.76.013009"])
        #expect(paper.title == "Calculation of prompt diphoton production at α")
        #expect(paper.anyAbstract == "A fully differential calculation.")
        #expect(paper.authors == ["C. Balázs", "E. L. Berger Jr.", "Group"])
        #expect((paper.year, paper.month) == (2007, 4))
        #expect(paper.venue == "Phys.Rev.D76:013009,2007")
        #expect(paper.tags == ["hep-ph", "cs.LG", "math.QQ"])
        #expect(
            paper.topics == [
                ["Physics", "High Energy Physics - Phenomenology"],
                ["Computer Science", "Machine Learning"],
            ])
        #expect(paper.links == [Link(kind: .paper, url: "https://arxiv.org/abs/0704.0001")])
        #expect(paper.kept("comments") == "\"37 pages\"")
    }

    @Test func `without parsed authors and versions the rest tells`() throws {
        let paper = try #require(
            try Foreign.paper(
                #"{"id":"cs/0112017","authors":"A. B. and C D","title":"T"}"#, by: ArXivRecord.paper
            ))
        #expect(paper.authors == ["A. B.", "C D"])
        #expect((paper.year, paper.month) == (2001, 12))
    }

    @Test func `what is no record is an error`() {
        #expect(throws: RecordError.nameless) { try Foreign.paper("{}", by: ArXivRecord.paper) }
        #expect(throws: RecordError.notAnObject) { try Foreign.paper("[]", by: ArXivRecord.paper) }
    }
}

@Suite struct OpenAlexRecordTests {
    private static let work = #"""
        {"id":"https://openalex.org/W2741809807","doi":"https://doi.org/10.7717/PeerJ.4375",
        "title":"The state of <i>OA</i>","display_name":"other","publication_year":2018,
        "publication_date":"2018-02-13","language":"en","type":"review","is_retracted":true,
        "ids":{"openalex":"https://openalex.org/W2741809807","mag":"2741809807",
        "pmid":"https://pubmed.ncbi.nlm.nih.gov/29456894"},
        "primary_location":{"landing_page_url":"https://doi.org/10.7717/peerj.4375",
        "pdf_url":"https://peerj.com/articles/4375.pdf","source":{"display_name":"PeerJ"}},
        "open_access":{"is_oa":true,"oa_url":"https://peerj.com/articles/4375.pdf"},
        "authorships":[{"author":{"display_name":"Heather Piwowar","orcid":null}},{"author":{}}],
        "primary_topic":{"display_name":"scientometrics","subfield":{"display_name":"Statistics"},
        "field":{"display_name":"Decision Sciences"},"domain":{"display_name":"Social"}},
        "topics":[{"display_name":"scientometrics","subfield":{"display_name":"Statistics"},
        "field":{"display_name":"Decision Sciences"}}],
        "keywords":[{"display_name":"Citation"},{"keyword":"Licence"},"Open access"],
        "concepts":[{"display_name":"Dropped","score":0.9}],
        "biblio":{"volume":"6","issue":null,"first_page":"e4375","last_page":"e4375"},
        "cited_by_count":949,
        "abstract_inverted_index":{"Despite":[0],"growing":[1],"interest":[2,4],"in":[3]}}
        """#

    @Test func `a work`() throws {
        let paper = try #require(try Foreign.paper(Self.work, by: OpenAlexRecord.paper))
        #expect(paper.id == "doi:10.7717/peerj.4375")
        #expect(paper.aliases == ["openalex:W2741809807", "MAG:2741809807", "PMID:29456894"])
        #expect(paper.title == "The state of OA")
        #expect(paper.anyAbstract == "Despite growing interest in interest")
        #expect(paper.authors == ["Heather Piwowar"])
        #expect((paper.year, paper.month) == (2018, 2))
        #expect(paper.venue == "PeerJ" && paper.contribution == .survey)
        #expect(paper.topics == [["Decision Sciences", "Statistics", "scientometrics"]])
        #expect(
            paper.keywords.compactMap { $0[.english] } == ["Citation", "Licence", "Open access"])
        #expect(paper.tags == ["retracted"])
        #expect(paper.links.map(\.kind) == [.paper, .pdf])
        #expect(paper.kept("pages") == "\"e4375\"" && paper.kept("cited_by_count") == "949")
    }

    @Test func `concepts stand in for keywords`() throws {
        let paper = try #require(
            try Foreign.paper(
                """
                {"id":"https://openalex.org/W1","display_name":"T","concepts":[
                {"display_name":"Physics","score":0.9},{"display_name":"Art","score":0.1}]}
                """, by: OpenAlexRecord.paper))
        #expect(paper.title == "T" && paper.keywords.count == 1)
    }

    @Test(arguments: [
        (#"{"b":[1],"a":[0]}"#, "a b"), (#"{"a":[1000000000000,0],"b":[7]}"#, "a b a"),
        (#"{"a":[-5],"b":[2]}"#, "b"), (#"{"b":[0],"a":[0]}"#, "b a"),
        (#"{"a":["x",null,1.5],"b":3}"#, nil), ("{}", nil), ("[]", nil), ("null", nil),
    ])
    func `an inverted abstract is put in order whatever its places`(index: String, text: String?)
        throws
    {
        let paper = try #require(
            try Foreign.paper(
                #"{"id":"https://openalex.org/W1","title":"T","abstract_inverted_index":\#(index)}"#,
                by: OpenAlexRecord.paper))
        #expect(paper.anyAbstract == text)
    }

    @Test func `a long word that stands everywhere does not fill the memory`() throws {
        let word = String(repeating: "x", count: 100_000)
        let places = (0..<100_000).map { String($0) }.joined(separator: ",")
        let json =
            #"{"id":"https://openalex.org/W2741809807","abstract_inverted_index":{"\#(word)":[\#(places)]}}"#
        let paper = try #require(try Foreign.paper(json, by: OpenAlexRecord.paper))
        #expect((paper.anyAbstract ?? "").utf8.count <= InvertedAbstract.longest)
    }
}

@Suite struct SemanticScholarRecordTests {
    @Test func `an object of the interface`() throws {
        let paper = try #require(
            try Foreign.paper(
                #"""
                {"paperId":"649def34f8be52c8b66281af98ae884c09aef38b","corpusId":2314124,
                "externalIds":{"MAG":"2038721957","ACL":"W12-3903","DOI":"10.1000/X","CorpusId":2314124,
                "PubMedCentral":"2323736","ArXiv":"1705.10311","DBLP":"conf/x/Y12"},
                "url":"https://www.semanticscholar.org/paper/649def34f8be52c8b66281af98ae884c09aef38b",
                "title":"Construction of the Literature Graph","abstract":"We describe.",
                "venue":"","publicationVenue":{"name":"NAACL"},"year":2018,
                "journal":{"volume":"40","pages":"116 - 135","name":"IETE"},
                "isOpenAccess":true,"openAccessPdf":{"url":"https://a.org/a.pdf","status":"HYBRID"},
                "fieldsOfStudy":["Computer Science"],
                "s2FieldsOfStudy":[{"category":"Computer Science"},{"category":"Linguistics"}],
                "publicationTypes":["JournalArticle","Review"],"publicationDate":"2018-06-01",
                "citationCount":453,"tldr":{"model":"tldr@v2.0.0","text":"Reduces graphs."},
                "authors":[{"authorId":"1","name":"Waleed Ammar"}]}
                """#, by: SemanticScholarRecord.paper))
        #expect(paper.id == "arXiv:1705.10311")
        #expect(
            paper.aliases == [
                "doi:10.1000/x", "acl:W12-3903", "s2:649def34f8be52c8b66281af98ae884c09aef38b",
                "CorpusId:2314124", "MAG:2038721957", "PMCID:PMC2323736", "dblp:conf/x/Y12",
            ])
        #expect(paper.summary[.english] == "Reduces graphs." && paper.basis == .document)
        #expect((paper.year, paper.month) == (2018, 6))
        #expect(paper.venue == "NAACL" && paper.contribution == .survey)
        #expect(paper.tags == ["Computer Science", "Linguistics"])
        #expect(paper.authors == ["Waleed Ammar"])
        #expect(paper.links.map(\.kind) == [.paper, .pdf])
    }

    @Test func `lines of several datasets about one paper become one entry`() throws {
        let lines = [
            #"{"corpusid":7,"externalids":{"DOI":"10.1000/abc","ArXiv":null},"title":"T","year":2001}"#,
            #"{"corpusid":7,"openaccessinfo":{"externalids":{},"url":null},"abstract":"Text."}"#,
            #"{"corpusid":7,"model":"tldr","text":"Short."}"#,
        ]
        let papers = try lines.compactMap { try Foreign.paper($0, by: SemanticScholarRecord.paper) }
        let merged = Catalogue(papers).papers
        #expect(merged.count == 1)
        #expect(merged[0].id == "doi:10.1000/abc" && merged[0].aliases.contains("CorpusId:7"))
        #expect(merged[0].anyAbstract == "Text." && merged[0].summary[.english] == "Short.")
    }

    @Test func `S2ORC's names and paragraphs, wrapped papers, nulls and errors`() throws {
        let paper = try #require(
            try Foreign.paper(
                #"""
                {"paper_id":"77","title":"T","abstract":[{"text":"One."},{"text":"Two."}],
                "authors":[{"first":"Ann","middle":["B."],"last":"Cee","suffix":"Jr."}]}
                """#, by: SemanticScholarRecord.paper))
        #expect(paper.id == "CorpusId:77" && paper.anyAbstract == "One. Two.")
        #expect(paper.authors == ["Ann B. Cee Jr."])
        let cited = try Foreign.paper(
            #"{"contexts":["x"],"citedPaper":{"paperId":null,"corpusId":5,"title":"C"}}"#,
            by: SemanticScholarRecord.paper)
        #expect(cited?.id == "CorpusId:5" && cited?.title == "C")
        #expect(try Foreign.paper("null", by: SemanticScholarRecord.paper) == nil)
        #expect(throws: RecordError.message("Paper not found")) {
            try Foreign.paper(#"{"error":"Paper not found"}"#, by: SemanticScholarRecord.paper)
        }
    }
}

@Suite struct CSLRecordTests {
    @Test func `an item`() throws {
        let paper = try #require(
            try Foreign.paper(
                #"""
                {"id":"he2020","type":"paper-conference","title":"Momentum <i>Contrast</i>",
                "title-short":"MoCo","container-title":"CVPR","volume":3,"issue":"4","page":"1-2",
                "DOI":"10.1109/X","URL":"https://arxiv.org/abs/1911.05722","language":"en-US",
                "author":[{"family":"He","given":"Kaiming"},{"literal":"FAIR Team"},
                {"family":"Beethoven","given":"Ludwig","dropping-particle":"van","suffix":"Jr."},
                {"family":"何","given":"恺明"}],
                "issued":{"date-parts":[["2020",6,14]]},"keyword":"vision, contrast",
                "abstract":"<jats:p>We present.</jats:p>"}
                """#, by: CSLRecord.paper))
        #expect(paper.id == "arXiv:1911.05722" && paper.aliases == ["doi:10.1109/x"])
        #expect(paper.title == "Momentum Contrast" && paper.names == ["MoCo"])
        #expect(
            paper.authors == ["Kaiming He", "FAIR Team", "Ludwig van Beethoven Jr.", "何恺明"])
        #expect((paper.year, paper.month) == (2020, 6))
        #expect(paper.venue == "CVPR" && paper.keywords.count == 2)
        #expect(paper.anyAbstract == "We present.")
        #expect(paper.kept("citation-key") == "\"he2020\"")
        #expect(paper.kept("volume") == "\"3\"" && paper.kept("number") == "\"4\"")
    }

    @Test(arguments: [
        (#"{"raw":"13 June 2020"}"#, 2020, 6), (#"{"literal":"2020-06"}"#, 2020, 6),
        (#"{"date-parts":[[2020]]}"#, 2020, 0), (#""2020-06-01""#, 2020, 6),
    ])
    func `dates in all their forms`(issued: String, year: Int, month: Int) throws {
        let paper = try #require(
            try Foreign.paper(
                #"{"id":1,"title":"T","issued":\#(issued)}"#, by: CSLRecord.paper))
        #expect(paper.year == year && paper.month ?? 0 == month)
    }

    @Test func `arXiv in a number or a note, arrays of Crossref, and an id alone`() throws {
        let preprint = try Foreign.paper(
            #"{"id":"x","type":"article","title":"T","number":"arXiv:1911.05722","note":"a: b"}"#,
            by: CSLRecord.paper)
        #expect(preprint?.id == "arXiv:1911.05722")
        let crossref = try Foreign.paper(
            #"{"title":["T","U"],"container-title":["J"],"published":{"date-parts":[[2001,2]]}}"#,
            by: CSLRecord.paper)
        #expect(crossref?.title == "T" && crossref?.venue == "J" && crossref?.month == 2)
        #expect(try Foreign.paper(#"{"id":"only"}"#, by: CSLRecord.paper)?.id == "only")
    }
}

@Suite struct ZoteroRecordTests {
    @Test func `an item of the interface`() throws {
        let paper = try #require(
            try Foreign.paper(
                #"""
                {"key":"ABCD2345","version":1,"library":{},"data":{"key":"ABCD2345",
                "itemType":"preprint","title":"Momentum Contrast","shortTitle":"MoCo",
                "creators":[{"creatorType":"author","firstName":"Kaiming","lastName":"He"},
                {"creatorType":"author","name":"FAIR"},{"creatorType":"editor","name":"Ed"}],
                "abstractNote":"We present.","date":"2019-11-13","repository":"arXiv",
                "archiveID":"arXiv:1911.05722","url":"http://arxiv.org/abs/1911.05722",
                "extra":"arXiv:1911.05722 [cs]\nCitation Key: he2019\nDOI: 10.1109/X",
                "tags":[{"tag":"#vision","type":1},{"tag":"to read"}],"DOI":""}}
                """#, by: ZoteroRecord.paper))
        #expect(paper.id == "arXiv:1911.05722" && paper.aliases == ["doi:10.1109/x"])
        #expect(paper.authors == ["Kaiming He", "FAIR"] && paper.names == ["MoCo"])
        #expect((paper.year, paper.month) == (2019, 11))
        #expect(paper.venue == "arXiv" && paper.tags == ["vision", "to read"])
        #expect(paper.kept("citation-key") == "\"he2019\"")
    }

    @Test func `an item of Better BibTeX, and what is no item`() throws {
        let paper = try Foreign.paper(
            #"""
            {"itemType":"conferencePaper","title":"T","creators":[],"tags":["a"],
            "conferenceName":"Conf","proceedingsTitle":"Proceedings","citationKey":"k",
            "attachments":[{"path":"/home/x.pdf"}],"pages":"1-2"}
            """#, by: ZoteroRecord.paper)
        #expect(paper?.venue == "Proceedings" && paper?.tags == ["a"])
        #expect(
            try Foreign.paper(
                #"{"key":"A","data":{"itemType":"attachment","title":"PDF"}}"#,
                by: ZoteroRecord.paper) == nil)
    }
}

@Suite struct RecordReadersTests {
    private func read(_ text: String, _ format: PaperFormat, keepsFields: Bool) -> ReadBatch {
        let bytes = Array(text.utf8)
        var settings = ReadSettings()
        settings.keepsFields = keepsFields
        var reader = format.reader(
            of: "x", settings: settings, shape: JSONShape(ofBeginning: bytes))
        var batch = ReadBatch(file: "x")
        bytes.withUnsafeBufferPointer { reader.read($0, into: &batch) }
        reader.finish(into: &batch)
        return batch
    }

    @Test func `members without a place are kept as they are where that is asked`() {
        let line = #"{"id":"2101.00001","title":"T","submitter":"A \"B\"","x":[1, {"y":2e400}]}"#
        let kept = read(line, .arxiv, keepsFields: true).papers.map(\.paper)
        #expect(kept.first?.otherFields["submitter"] == #""A \"B\"""#)
        #expect(kept.first?.otherFields["x"] == #"[1, {"y":2e400}]"#)
        #expect(kept.first?.otherFields["title"] == nil)
        let plain = read(line, .arxiv, keepsFields: false).papers.map(\.paper)
        #expect(plain.first?.otherFields.isEmpty == true)
    }

    @Test func `notes and empty places are counted, not reported`() {
        let items = #"[{"itemType":"note","note":"n"},{"itemType":"book","title":"T"}]"#
        let zotero = read(items, .zotero, keepsFields: false)
        #expect(zotero.papers.count == 1 && zotero.problems.isEmpty)
        #expect(zotero.skipped == ["a note or attachment": 1])
    }
}
