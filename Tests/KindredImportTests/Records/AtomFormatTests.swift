import Testing

@testable import KindredCatalogue

@Suite struct AtomFormatTests {
    private static let answer = """
        <?xml version="1.0" encoding="UTF-8"?>
        <feed xmlns="http://www.w3.org/2005/Atom">
          <link href="http://arxiv.org/api/query?search_query=all" rel="self"/>
          <title type="html">ArXiv Query</title>
          <opensearch:totalResults xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">1\
        </opensearch:totalResults>
          <entry>
            <id>http://arxiv.org/abs/1911.05722v3</id>
            <updated>2020-03-23T17:59:09Z</updated>
            <published>2019-11-13T18:53:26Z</published>
            <title>Momentum Contrast for Unsupervised
          Visual Representation Learning</title>
            <summary>  We present $\\mathcal{O}(n)$ contrast.
        </summary>
            <author><name>Kaiming He</name><arxiv:affiliation \
        xmlns:arxiv="http://arxiv.org/schemas/atom">FAIR</arxiv:affiliation></author>
            <author><name>Haoqi Fan</name></author>
            <arxiv:comment xmlns:arxiv="http://arxiv.org/schemas/atom">CVPR 2020</arxiv:comment>
            <arxiv:journal_ref xmlns:arxiv="http://arxiv.org/schemas/atom">Proc. CVPR\
        </arxiv:journal_ref>
            <arxiv:doi xmlns:arxiv="http://arxiv.org/schemas/atom">10.1109/X.1</arxiv:doi>
            <link title="doi" href="http://dx.doi.org/10.1109/X.1" rel="related"/>
            <link href="http://arxiv.org/abs/1911.05722v3" rel="alternate" type="text/html"/>
            <link title="pdf" href="http://arxiv.org/pdf/1911.05722v3" rel="related" \
        type="application/pdf"/>
            <arxiv:primary_category xmlns:arxiv="http://arxiv.org/schemas/atom" term="cs.CV" \
        scheme="http://arxiv.org/schemas/atom"/>
            <category term="cs.CV" scheme="http://arxiv.org/schemas/atom"/>
            <category term="I.2.10" scheme="http://arxiv.org/schemas/atom"/>
          </entry>
        </feed>
        """

    @Test func `an answer of arXiv is an entry with everything it says`() throws {
        let found = Foreign.document(Self.answer, as: AtomFormat())
        #expect(found.problems.isEmpty)
        let paper = try #require(found.papers.first)
        #expect(paper.id == "arXiv:1911.05722" && paper.aliases == ["doi:10.1109/x.1"])
        #expect(
            paper.title == "Momentum Contrast for Unsupervised Visual Representation Learning")
        #expect(paper.anyAbstract == "We present O(n) contrast.")
        #expect(paper.authors == ["Kaiming He", "Haoqi Fan"])
        #expect((paper.year, paper.month) == (2019, 11))
        #expect(paper.venue == "Proc. CVPR")
        #expect(paper.tags == ["cs.CV", "I.2.10"])
        #expect(
            paper.topics == [["Computer Science", "Computer Vision and Pattern Recognition"]])
        #expect(paper.links.map(\.kind) == [.paper, .pdf])
        #expect(paper.kept("comments") == "\"CVPR 2020\"")
    }

    @Test func `another prefix for the same namespace changes nothing`() {
        let text = """
            <a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry>
            <a:id>http://arxiv.org/abs/cs/0112017v1</a:id><a:title>T</a:title></a:entry></a:feed>
            """
        #expect(Foreign.document(text, as: AtomFormat()).papers.map(\.id) == ["arXiv:cs/0112017"])
    }

    @Test func `the entry by which arXiv says an error is reported, not read`() {
        let text = """
            <feed xmlns="http://www.w3.org/2005/Atom"><entry>
            <id>http://arxiv.org/api/errors#incorrect_id_format_for_1234.1234</id>
            <title>Error</title><summary>incorrect id format for 1234.1234</summary>
            </entry></feed>
            """
        let found = Foreign.document(text, as: AtomFormat())
        #expect(found.papers.isEmpty && found.problems.count == 1)
        #expect(found.problems.first?.sentence.contains("incorrect id format") == true)
    }

    @Test func `the daily feeds of arXiv, Atom and RSS`() {
        let atom = """
            <feed xmlns="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/">
            <entry><id>oai:arXiv.org:2401.00001v1</id><title>New one</title>
            <link href="https://arxiv.org/abs/2401.00001" rel="alternate"/>
            <summary>arXiv:2401.00001v1 Announce Type: new
            Abstract: We do it.</summary><category term="cs.LG"/>
            <dc:creator>Ann Author, Bo Writer</dc:creator></entry></feed>
            """
        let rss = """
            <rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
            <title>cs.LG updates</title><item><title>New one</title>
            <link>https://arxiv.org/abs/2401.00001</link>
            <description>arXiv:2401.00001v1 Announce Type: new&#10;Abstract: We do it.\
            </description><guid isPermaLink="false">oai:arXiv.org:2401.00001v1</guid>
            <category>cs.LG</category><dc:creator>Ann Author, Bo Writer</dc:creator>
            </item></channel></rss>
            """
        for text in [atom, rss] {
            let papers = Foreign.document(text, as: AtomFormat()).papers
            #expect(papers.map(\.id) == ["arXiv:2401.00001"])
            #expect(papers.first?.anyAbstract == "We do it.")
            #expect(papers.first?.authors == ["Ann Author", "Bo Writer"])
            #expect(papers.first?.tags == ["cs.LG"])
        }
    }
}
