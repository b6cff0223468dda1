import Testing

@testable import KindredCatalogue

@Suite struct DBLPFormatTests {
    private func only(_ record: String) throws -> Paper {
        let found = Foreign.document("<dblp>\(record)</dblp>", as: DBLPFormat())
        #expect(found.problems.isEmpty)
        return try #require(found.papers.first)
    }

    @Test func `a conference paper with its DOI, namesakes and page`() throws {
        let paper = try only(
            """
            <inproceedings key="conf/cvpr/He0WXG20" mdate="2021-01-01">
            <author orcid="0000-0001">Kaiming He</author><author>Wei Wang 0001</author>
            <title>Momentum Contrast for <i>Unsupervised</i> Learning, H<sub>2</sub>O?</title>
            <pages>9726-9735</pages><year>2020</year><booktitle>CVPR</booktitle>
            <ee>https://doi.org/10.1109/CVPR42600.2020.00975</ee>
            <ee type="oa">https://openaccess.example.org/a.pdf</ee>
            <crossref>conf/cvpr/2020</crossref><url>db/conf/cvpr/cvpr2020.html#He0WXG20</url>
            </inproceedings>
            """)
        #expect(paper.id == "doi:10.1109/cvpr42600.2020.00975")
        #expect(paper.aliases == ["dblp:conf/cvpr/He0WXG20"])
        #expect(paper.title == "Momentum Contrast for Unsupervised Learning, H2O?")
        #expect(paper.authors == ["Kaiming He", "Wei Wang"])
        #expect(paper.venue == "CVPR" && paper.year == 2020)
        #expect(paper.links.map(\.kind) == [.paper, .pdf])
        #expect(paper.kept("pages") == "\"9726-9735\"")
    }

    @Test func `an arXiv record is known by its arXiv identifier`() throws {
        let paper = try only(
            """
            <article publtype="informal" key="journals/corr/abs-1911-05722">
            <author>A. B.</author><title>Title...</title><volume>abs/1911.05722</volume>
            <journal>CoRR</journal><year>2019</year><ee>http://arxiv.org/abs/1911.05722</ee>
            </article>
            """)
        #expect(paper.id == "arXiv:1911.05722")
        #expect(paper.aliases.isEmpty)
        #expect(paper.title == "Title..." && paper.venue == "CoRR")
        #expect((paper.year, paper.month) == (2019, nil))
    }

    @Test func `editors stand in for authors, schools and data have their place`() throws {
        let book = try only("<book key='books/x/1'><editor>E</editor><title>B.</title></book>")
        #expect(book.authors == ["E"])
        let thesis = try only(
            "<phdthesis key='phd/x'><title>T.</title><school>ETH</school><month>May</month>"
                + "<year>1999</year></phdthesis>")
        #expect(thesis.venue == "ETH" && thesis.month == 5)
        #expect(try only("<data key='data/x'><title>D.</title></data>").kind == .dataset)
    }

    @Test func `persons and whole proceedings are no entries`() {
        let text = """
            <dblp><www key="homepages/1"><title>Home Page</title></www>
            <proceedings key="conf/x/2020"><title>Proc.</title></proceedings></dblp>
            """
        #expect(Foreign.document(text, as: DBLPFormat()).papers.isEmpty)
    }

    @Test func `a record without key and title is reported with its line`() {
        let found = Foreign.document("<dblp>\n<article/>\n</dblp>", as: DBLPFormat())
        #expect(found.papers.isEmpty && found.problems.map(\.line) == [2])
    }
}
