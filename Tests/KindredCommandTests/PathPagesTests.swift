import Foundation
import FoundationXML
import Kindred
import KindredRanking
import Testing

@testable import KindredCommand

@Suite struct PathPagesTests {
    private static func page(_ path: ReadingPath, _ language: Language = .english) -> PathPage {
        PathPage(path: path, language: language, names: PathSamples.names)
    }

    @Test(arguments: PathDocument.allCases)
    func `a small path is written as recorded`(document: PathDocument) throws {
        let text = document.text(of: Self.page(PathSamples.small))
        try expectSnapshot(text, "path.\(document.fileEnding)")
    }

    @Test func `a page in Chinese has Chinese labels, titles and language`() {
        let html = PathDocument.html.text(of: Self.page(PathSamples.small, .chinese))
        #expect(html.contains("<html lang=\"zh\">"))
        #expect(html.contains("阅读路径：灯光 › 灯笼"))
        #expect(html.contains("灯笼综述"))
        #expect(html.contains("<span lang=\"en\">A Survey of Lanterns</span>"))
        #expect(html.contains("约 1 小时 30 分钟"))
    }

    // MARK: Well-formed

    @Test(arguments: [1, 2, 8, 30], [PathDocument.html, .svg])
    func `pages and pictures are well-formed, with every step once`(
        count: Int, document: PathDocument
    ) throws {
        let page = Self.page(PathSamples.long(count))
        let found = try Elements(of: document.text(of: page))
        #expect(found.numbers == (1...count).map(String.init))
        #expect(found.count(of: "svg") == 1)
        #expect(found.count(of: "title") >= 1)
        #expect(found.count(of: "desc") == 1)
    }

    @Test(arguments: [PathDocument.html, .svg])
    func `a hostile title stays text`(document: PathDocument) throws {
        let found = try Elements(of: document.text(of: Self.page(PathSamples.attack)))
        #expect(found.count(of: "script") == 0)
        #expect(found.text.contains("<script>alert(\"x\")</script>") || document == .svg)
        for address in found.addresses {
            #expect(address.hasPrefix("https://") || address.hasPrefix("#"), "\(address)")
            #expect(!address.contains("<") && !address.contains(" ") && !address.contains("\""))
        }
        #expect(!found.addresses.isEmpty)
    }

    @Test func `a page needs nothing beside it`() throws {
        let html = PathDocument.html.text(of: Self.page(PathSamples.small))
        let found = try Elements(of: html)
        for name in ["script", "link", "img", "iframe", "object", "image", "use"] {
            #expect(found.count(of: name) == 0)
        }
        #expect(!html.contains("@import") && !html.contains("url("))
    }

    @Test func `within a page each link to a step leads to one`() throws {
        let found = try Elements(of: PathDocument.html.text(of: Self.page(PathSamples.long(30))))
        let inside = found.addresses.filter { $0.hasPrefix("#") }.map { String($0.dropFirst()) }
        #expect(Set(inside).isSubset(of: found.ids))
        #expect(found.ids.count == Set(found.ids).count)
        #expect(!inside.isEmpty)
    }

    // MARK: Markdown and Mermaid

    @Test func `the Markdown of a path is a list that can be imported again`() throws {
        let text = PathDocument.markdown.text(of: Self.page(PathSamples.small))
        let papers = MarkdownList.read(text, document: "path.md").papers
        let titles = Set(papers.compactMap(\.title))
        #expect(titles.contains("A Survey of Lanterns"), "\(titles)")
        #expect(papers.contains { $0.links.contains { $0.url == "https://example.org/1?a=1&b=2" } })
    }

    @Test func `each step is one item with a box to check`() {
        let text = PathDocument.markdown.text(of: Self.page(PathSamples.long(30)))
        let boxes = text.split(separator: "\n").filter { $0.hasPrefix("- [ ] ") }
        #expect(boxes.count == 30)
        #expect(boxes[29].hasPrefix("- [ ] 30. [深度学习"))
    }

    @Test func `no hostile title ends a link or a label`() {
        let markdown = PathDocument.markdown.text(of: Self.page(PathSamples.attack))
        #expect(!markdown.contains("<script>"))
        #expect(!markdown.contains(" ](http"))
        #expect(!markdown.contains("javascript:"))
        let mermaid = PathDocument.mermaid.text(of: Self.page(PathSamples.attack))
        for line in mermaid.split(separator: "\n") where line.contains("[\"") {
            #expect(line.count { $0 == "\"" } == 2, "\(line)")
            #expect(!line.contains("<script") && !line.contains("`"))
        }
        #expect(mermaid.split(separator: "\n").count { $0.hasPrefix("  click") } == 2)
    }

    @Test(arguments: [
        ("a_b*c", #"a\_b\*c"#), ("[x](y)", #"\[x\](y)"#), ("2019. A year", #"2019\. A year"#),
        ("1) one", #"1\) one"#), ("v1.2", "v1.2"), ("- dash", #"\- dash"#), ("a-b", "a-b"),
        ("`x`", #"\`x\`"#), ("<b>", #"\<b\>"#), ("$5 #tag", ##"\$5 \#tag"##),
        ("see http://a.b", #"see http\://a.b"#), ("www.a.b", #"www\.a.b"#), ("图：a|b", #"图：a\|b"#),
        ("line\nfeed", "line feed"),
    ])
    func `Markdown reads a title as it was`(title: String, written: String) {
        #expect(Markup.markdown(title) == written)
    }

    @Test(
        arguments: [
            ("javascript:alert(1)", nil), ("data:text/html,x", nil), ("ftp://a", nil),
            ("//a.b", nil),
            ("HTTPS://A.b/ c", "HTTPS://A.b/%20c"), ("http://a/(x)", "http://a/%28x%29"),
            ("http://a/\"><b>", "http://a/%22%3E%3Cb%3E"), ("https://a/图", "https://a/图"),
            ("https://a/\u{0A}\u{202E}", "https://a/%0A%E2%80%AE"),
        ] as [(String, String?)])
    func `only addresses of the web become links`(address: String, link: String?) {
        #expect(Markup.webAddress(address) == link)
    }

    @Test func `characters that XML forbids are left out`() throws {
        #expect(Markup.xml("a\u{0}\u{B}b\u{FFFE}c\u{1B}") == "a bc")
    }
}

/// What an XML document holds; reading it fails where it is not well-formed.
private final class Elements: NSObject, XMLParserDelegate {
    private var names: [String: Int] = [:]
    private(set) var addresses: [String] = []
    private(set) var ids: [String] = []
    private(set) var text = ""
    /// The texts of the numbers in the picture, in their order.
    private(set) var numbers: [String] = []
    private var isNumber = false

    init(of document: String) throws {
        super.init()
        let parser = XMLParser(data: Data(document.utf8))
        parser.delegate = self
        guard parser.parse() else {
            throw NSError(
                domain: "line \(parser.lineNumber), column \(parser.columnNumber)", code: 1)
        }
    }

    func count(of name: String) -> Int { names[name] ?? 0 }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
        qualifiedName: String?, attributes: [String: String]
    ) {
        names[name, default: 0] += 1
        addresses += [attributes["href"]].compactMap(\.self)
        ids += [attributes["id"]].compactMap(\.self)
        isNumber = attributes["class"] == "kp-number"
        if isNumber { numbers.append("") }
    }

    func parser(
        _ parser: XMLParser, didEndElement name: String, namespaceURI: String?,
        qualifiedName: String?
    ) { isNumber = false }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
        text += string
        if isNumber { numbers[numbers.count - 1] += string }
    }
}
