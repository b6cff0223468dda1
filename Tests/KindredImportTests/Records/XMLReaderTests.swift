import Testing

@testable import KindredCatalogue

@Suite struct XMLReaderTests {
    private static let three = """
        <?xml version="1.0" encoding="ISO-8859-1"?>
        <!DOCTYPE dblp SYSTEM "dblp.dtd">
        <dblp>
        <article key="journals/x/A1"><author>J&uuml;rgen M&#252;ller 0002</author>
        <title>First &amp; <i>last</i>.</title><year>2001</year></article>
        <www key="homepages/a"><author>Nobody</author></www>
        <article key="journals/x/A2"><title>Second</title></article>
        <inproceedings key="conf/x/A3"><title>Third</title></inproceedings>
        </dblp>
        """

    @Test(arguments: [1, 2, 3, 7, 16, 61, 1_000])
    func `a document cut anywhere gives the same entries and lines`(pieces: Int) {
        let whole = Foreign.document(Self.three, as: DBLPFormat())
        let cut = Foreign.document(Self.three, as: DBLPFormat(), pieces: pieces)
        #expect(whole.papers.map(\.title) == ["First & last", "Second", "Third"])
        #expect(whole.papers[0].authors == ["Jürgen Müller"])
        #expect(cut.papers == whole.papers)
        #expect(whole.lines == [4, 7, 8] && cut.lines == whole.lines)
        #expect(whole.problems.isEmpty && cut.problems.isEmpty)
    }

    @Test func `bytes beyond ASCII are read in the encoding that is declared`() {
        let head = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><dblp><article><title>Caf"
        let bytes = Array(head.utf8) + [0xE9] + Array("</title></article></dblp>".utf8)
        #expect(Foreign.document(bytes, as: DBLPFormat()).papers.map(\.title) == ["Café"])
    }

    @Test(arguments: [1, 5, 1_000])
    func `reading goes on at the next record after a place that is no XML`(pieces: Int) {
        let text = """
            <dblp>
            <article key="journals/x/A1"><title>First</title></article>
            <article key="journals/x/A2"><title>Sec<<ond</title></article>
            <article key="journals/x/A3"><title>Third</title></article>
            <article key="journals/x/A4"><title>Fourth</author></article>
            <article key="journals/x/A5"><title>Fifth</title></article>
            </dblp>
            """
        let found = Foreign.document(text, as: DBLPFormat(), pieces: pieces)
        #expect(found.papers.map(\.title) == ["First", "Third", "Fifth"])
        #expect(found.lines == [2, 4, 6])
        #expect(found.problems.map(\.line) == [3, 5])
    }

    @Test func `a document that breaks off says so and keeps what was whole`() {
        let text = "<dblp>\n<article><title>A</title></article>\n<article><title>B</ti"
        let found = Foreign.document(text, as: DBLPFormat())
        #expect(found.papers.map(\.title) == ["A"])
        #expect(found.problems.count == 1 && found.problems[0].line == 3)
        #expect(Foreign.document("", as: DBLPFormat()).problems.count == 1)
    }

    @Test func `entities that grow are refused, short ones are characters`() {
        var bomb = "<!DOCTYPE dblp [<!ENTITY a0 \"ha\">"
        for level in 1...9 {
            bomb +=
                "<!ENTITY a\(level) \"" + String(repeating: "&a\(level - 1);", count: 10) + "\">"
        }
        bomb += "]><dblp><article><title>&a9;</title></article></dblp>"
        let found = Foreign.document(bomb, as: DBLPFormat())
        #expect(found.papers.isEmpty)
        #expect(found.problems.count == 1)
        #expect(found.problems.first?.sentence.contains("entities") == true)

        let short = """
            <!DOCTYPE dblp [<!ENTITY own "&#233;">]>
            <dblp><article><title>caf&own;</title></article></dblp>
            """
        #expect(Foreign.document(short, as: DBLPFormat()).papers.map(\.title) == ["café"])
    }

    @Test func `nothing outside of the document is read`() {
        let text = """
            <!DOCTYPE dblp [<!ENTITY file SYSTEM "file:///etc/hostname">]>
            <dblp><article><title>a &file; b</title></article></dblp>
            """
        #expect(Foreign.document(text, as: DBLPFormat()).papers.map(\.title) == ["a b"])
    }

    @Test func `nested elements and long tags end the reading with a sentence`() {
        let deep = "<dblp><article>" + String(repeating: "<i>", count: 400)
        #expect(Foreign.document(deep, as: DBLPFormat()).problems.count == 1)
        let long = "<dblp><!-- " + String(repeating: "x", count: 3 << 20)
        let found = Foreign.document(long, as: DBLPFormat())
        #expect(found.problems.map(\.sentence).contains { $0.contains("1 MiB") })
    }

    @Test func `a record that is too large is left out and the next one read`() {
        let reader = XMLReader(DBLPFormat(), longestRecord: 1_000_000)
        func give(_ text: String) { Array(text.utf8).withUnsafeBufferPointer { reader.read($0) } }
        give("<dblp><article><title>")
        for _ in 0...10 { give(String(repeating: "word ", count: 20_000)) }
        give("</title></article>\n<article><title>Next</title></article></dblp>")
        reader.finish()
        let (found, problems) = reader.take()
        #expect(found.map(\.paper.title) == ["Next"])
        #expect(problems.map(\.line) == [1])
    }

    @Test func `a record that is too large and broken costs none behind it`() {
        let reader = XMLReader(DBLPFormat(), longestRecord: 1_000)
        func give(_ text: String) { Array(text.utf8).withUnsafeBufferPointer { reader.read($0) } }
        give("<dblp><article><title>" + String(repeating: "word ", count: 1_000))
        give(" & x</title></article>\n<article key=\"b\"><title>Next</title></article>")
        give("<article key=\"c\"><title>Last</title></article></dblp>")
        reader.finish()
        #expect(reader.take().0.map(\.paper.title) == ["Next", "Last"])
    }
}
