import Testing

@testable import KindredCatalogue

@Suite struct ACLFormatTests {
    private static let new = """
        <?xml version='1.0' encoding='UTF-8'?>
        <collection id="2020.acl">
          <volume id="main" ingest-date="2020-06-21">
            <meta>
              <booktitle>Proceedings of the 58th Annual Meeting</booktitle>
              <month>July</month><year>2020</year>
              <editor><first>Dan</first><last>Jurafsky</last></editor>
            </meta>
            <frontmatter><url hash="1">2020.acl-main.0</url></frontmatter>
            <paper id="447">
              <title><fixed-case>S</fixed-case>2<fixed-case>ORC</fixed-case>: the \
        <tex-math>n^2</tex-math> Corpus</title>
              <author><first>Kyle</first><last>Lo</last><affiliation>AI2</affiliation></author>
              <author><last>Plato</last></author>
              <pages>4969–4983</pages>
              <abstract>We introduce <b>S2ORC</b>,
                a corpus.</abstract>
              <url hash="7c8f0bff">2020.acl-main.447</url>
              <doi>10.18653/v1/2020.acl-main.447</doi>
              <bibkey>lo-etal-2020-s2orc</bibkey>
              <video href="http://slideslive.com/1"/>
              <pwccode url="https://github.com/allenai/s2orc" additional="true">allenai</pwccode>
            </paper>
            <paper id="448"><title>无地址的论文</title><language>zho</language></paper>
          </volume>
          <volume id="demo"><paper id="2"><title>Other volume</title></paper></volume>
        </collection>
        """

    @Test func `a paper of the new form has the facts of its volume`() throws {
        let found = Foreign.document(Self.new, as: ACLFormat())
        #expect(found.problems.isEmpty && found.papers.count == 3)
        let paper = found.papers[0]
        #expect(paper.id == "acl:2020.acl-main.447")
        #expect(paper.title == "S2ORC: the n^2 Corpus")
        #expect(paper.authors == ["Kyle Lo", "Plato"])
        #expect(paper.anyAbstract == "We introduce S2ORC, a corpus.")
        #expect((paper.year, paper.month) == (2020, 7))
        #expect(paper.venue == "Proceedings of the 58th Annual Meeting")
        #expect(paper.links.map(\.kind) == [.paper, .video, .code])
        #expect(paper.links[0].url == "https://aclanthology.org/2020.acl-main.447")
        #expect(paper.kept("citation-key") == "\"lo-etal-2020-s2orc\"")
    }

    @Test func `the ids of collection, volume and paper make an identifier`() {
        let papers = Foreign.document(Self.new, as: ACLFormat()).papers
        #expect(papers[1].id == "acl:2020.acl-main.448")
        #expect(papers[1].titles[.chinese] == "无地址的论文")
        #expect(papers[2].id == "acl:2020.acl-demo.2" && papers[2].venue == nil)
    }

    @Test(arguments: [
        ("P18", "1", "234", "P18-1234"), ("W18", "5", "1", "W18-0501"),
        ("D19", "5", "7", "D19-0507"),
        ("D19", "1", "7", "D19-1007"), ("C69", "1", "2", "C69-0102"),
    ])
    func `letters tell how many digits the volume has`(
        collection: String, volume: String, paper: String, id: String
    ) {
        let text = """
            <collection id="\(collection)"><volume id="\(volume)"><paper id="\(paper)">\
            <title>T</title></paper></volume></collection>
            """
        #expect(Foreign.document(text, as: ACLFormat()).papers.map(\.id) == ["acl:\(id)"])
    }

    @Test func `a paper of the old form`() throws {
        let text = """
            <volume id="P18">
            <paper id="1001"><title>A B</title><author><first>C</first><last>D</last></author>
            <month>July</month><year>2018</year><booktitle>Proceedings</booktitle>
            <url>http://www.aclweb.org/anthology/P18-1001</url></paper>
            <paper id="1002"><title>E</title></paper></volume>
            """
        let papers = Foreign.document(text, as: ACLFormat()).papers
        #expect(papers.map(\.id) == ["acl:P18-1001", "acl:P18-1002"])
        #expect(papers[0].month == 7 && papers[0].venue == "Proceedings")
    }
}
