import Testing

@testable import KindredCatalogue

@Suite struct TableTests {
    @Test func `named columns find their places`() throws {
        let paper = try Reader.only(
            """
            Title,Author Names,Year,Source Title,DOI,Abstract,Author Keywords,Link\r
            "On ""Quotes"", commas",He K.; Fan H.,2020,CVPR,10.1/x,"two\r
            lines",a; b,https://example.org/x\r

            """.replacing("10.1/x", with: "10.1000/x"), as: .csv)
        #expect(paper.id == "doi:10.1000/x")
        #expect(paper.title == "On \"Quotes\", commas")
        #expect(paper.authors == ["He K.", "Fan H."])
        #expect(paper.year == 2020)
        #expect(paper.venue == "CVPR")
        #expect(paper.abstract[.english] == "two\n\nlines")
        #expect(paper.keywords.count == 2)
        #expect(paper.links.map(\.url) == ["https://example.org/x"])
    }

    @Test(arguments: [
        "sep=;\nid;title\na;A, b\n", "id;title;x\na;A, b;\n", "id\ttitle\na\tA, b\n",
        "id|title\na|\"A, b\"", "标题,id\n\"A, b\",a",
    ])
    func `the separator is told by the first row`(text: String) throws {
        let paper = try Reader.only(text, as: .csv)
        #expect(paper.id == "a" && paper.title == "A, b")
    }

    @Test func `columns can be named by whoever knows them`() throws {
        var settings = ReadSettings()
        settings.columns = ["Bezeichnung": "title", "nummer": "id"]
        settings.keepsFields = true
        let batch = Reader.batch("Nummer,Bezeichnung,Rest\n7,Sieben,r\n", as: .csv, settings)
        #expect(batch.papers.map(\.paper.id) == ["7"])
        #expect(batch.papers.map(\.paper.title) == ["Sieben"])
        #expect(batch.papers.first?.paper.otherFields == ["Rest": "\"r\""])
    }

    @Test func `columns that nothing is known of are told once`() {
        let batch = Reader.batch("a,b\n1,2\n3,4\n", as: .csv)
        #expect(batch.problems.count == 1)
        #expect(batch.problems.first?.sentence.contains("--column title=HEADING") == true)
        #expect(batch.skipped.values.reduce(0, +) == 2)
    }

    @Test func `short rows, long rows and rows without a name do no harm`() {
        let batch = Reader.batch("title,year\nA\nB,2001,extra\n,1999\n\"C", as: .csv)
        #expect(batch.papers.map(\.paper.title) == ["A", "B", "C"])
        #expect(batch.problems.map(\.line) == [4, 5])
    }

    @Test(arguments: [1, 2, 3, 5])
    func `where the bytes are cut does not matter`(step: Int) {
        let text = "sep=,\r\ntitle,year\r\n\"a \"\"b\"\"\",2001\r\n\"c\nd\",2\r\ne\"f,"
        let whole = Reader.batch(text, as: .csv)
        let pieces = Reader.batch(Array(text.utf8), as: .csv, step: step)
        #expect(whole.papers.map(\.paper) == pieces.papers.map(\.paper))
        #expect(whole.papers.map(\.line) == [3, 4, 6])
        #expect(whole.papers.map(\.paper.title) == ["a \"b\"", "c d", "e\"f"])
    }
}
