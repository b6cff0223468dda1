import Testing

@testable import KindredCatalogue

@Suite struct RecognitionTests {
    @Test(
        arguments: [
            ("{\"id\":\"a\",\"title\":\"A\"}\n", .jsonl),
            // Our own records that kept fields of others, and a first line that breaks off.
            ("{\"id\":\"a\",\"kind\":\"paper\",\"type\":\"book\",\"DOI\":\"x\"}\n", .jsonl),
            ("{\"id\":\"a\",\"kind\":\"paper\",\"submitter\":\"x\"}\n", .jsonl),
            ("{broken\n{\"id\":\"a\"}\n", .jsonl),
            ("{\"id\":\"0704.0001\",\"submitter\":\"x\",\"authors_parsed\":[]}\n", .arxiv),
            ("{\"id\":\"https://openalex.org/W1\",\"abstract_inverted_index\":null}\n", .openalex),
            (
                "{\"meta\":{\"count\":1},\"results\":[{\"id\":\"W1\",\"authorships\":[]}]}",
                .openalex
            ),
            ("{\"paperId\":\"ab\",\"title\":\"A\"}", .s2),
            ("{\"corpusid\":1,\"title\":\"A\"}\n{\"corpusid\":2}\n", .s2),
            ("{\"total\":1,\"data\":[{\"paperId\":\"ab\"}]}", .s2),
            ("[{\"id\":\"x\",\"type\":\"article-journal\",\"issued\":{}}]", .csl),
            (
                "[{\"key\":\"AB\",\"version\":1,\"library\":{},\"data\":{\"itemType\":\"book\"}}]",
                .zotero
            ),
            ("{\"config\":{},\"items\":[{\"itemType\":\"book\",\"title\":\"A\"}]}", .zotero),
            ("@article{a,\n title={A}}", .bibtex),
            ("% Encoding: UTF-8\n\n@string( a = {b})", .bibtex),
            ("Made by a program.\n@Comment{x}", .bibtex),
            ("TY  - JOUR\nER  - ", .ris),
            ("T1  - A\nAU  - B\n", .ris),
            ("title,year\nA,2001\n", .csv),
            ("Authors;Title;DOI\n", .csv),
            ("id\ttitle\tabstract\nx\ty\tz\n", .tsv),
            ("<?xml version='1.0'?>\n<!DOCTYPE dblp SYSTEM \"dblp.dtd\">\n<dblp>", .dblp),
            ("<?xml version='1.0'?><collection id=\"2020.acl\">", .acl),
            ("<rss version=\"2.0\"><channel>", .atom),
            ("<!-- x > y --><feed xmlns=\"http://www.w3.org/2005/Atom\">", .atom),
        ] as [(String, PaperFormat)])
    func `a format is known by its content`(text: String, format: PaperFormat) {
        #expect(FormatRecognition.plainFormat(of: Array(text.utf8), isWhole: true) == format)
    }

    @Test(arguments: [
        "# Papers\n\n- [A](https://arxiv.org/abs/1706.03762)\n", "Only words, and more.\n",
        "# Cite\n\n```\n@article{a,\n```\n", "[1]: https://example.org\n", "<h1>List</h1>\n",
        "| title | year |\n|---|---|\n| A | 2001 |\n", "- [A](https://x.org), title\n",
    ])
    func `a list is told from everything else`(text: String) {
        #expect(FormatRecognition.plainFormat(of: Array(text.utf8), isWhole: true) == nil)
    }

    @Test func `a table is known by a column that somebody named`() {
        let bytes = Array("Bezeichnung,Jahr\nA,2001\n".utf8)
        #expect(FormatRecognition.plainFormat(of: bytes, isWhole: true) == nil)
        let named = FormatRecognition.plainFormat(
            of: bytes, isWhole: true, headings: ["bezeichnung"])
        #expect(named == .csv)
    }
}
