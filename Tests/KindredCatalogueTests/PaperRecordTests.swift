import Foundation
import Testing

@testable import KindredCatalogue

@Suite struct PaperRecordTests {
    @Test func `what is written is read back, whatever is in it`() throws {
        var random = SeededGenerator(seed: 1)
        for _ in 0..<2_000 {
            let paper = Samples.paper(&random)
            let record = PaperRecord.encoded(paper)
            #expect(!record.utf8.contains(0x0A))
            #expect(try PaperRecord.decode(text: record) == paper, "\(record)")
        }
    }

    @Test func `an independent reader of JSON reads the same`() throws {
        var random = SeededGenerator(seed: 2)
        for _ in 0..<200 {
            var paper = Samples.paper(&random)
            paper.otherFields = [:]
            // Foundation drops U+FEFF from strings; without it, an id might be empty.
            let text = PaperRecord.encoded(paper).replacing("\u{FEFF}", with: "x")
            paper = try PaperRecord.decode(text: text)
            let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
            #expect(object?["id"] as? String == paper.id)
            #expect(object?["title"] as? String == paper.title)
            #expect(object?["tags"] as? [String] ?? [] == paper.tags)
            #expect(object?["topics"] as? [[String]] ?? [] == paper.topics)
            #expect(object?["year"] as? Int == paper.year)
        }
    }

    @Test func `fields have one order and empty ones are left out`() {
        var paper = Paper(id: "a")
        #expect(PaperRecord.encoded(paper) == #"{"id":"a","kind":"paper"}"#)
        paper.title = "T"
        paper.titles = LocalizedText("T")
        paper.kind = .code
        paper.year = 2019
        paper.summary = LocalizedText("S")
        paper.basis = .title
        paper.abstract[.chinese] = "摘要"
        paper.abstract[.english] = "A\nB"
        paper.keywords = [LocalizedText("图注意力"), LocalizedText(), LocalizedText("pruning")]
        paper.keywords[0][.english] = "graph attention"
        paper.contribution = .method
        paper.level = .core
        paper.links = [Link(kind: .pdf, url: "u"), Link(kind: .code, url: "v", label: "w")]
        paper.recommendations = [Recommendation(by: "x")]
        paper.sources = [Source(document: "d.md", line: 3)]
        paper.otherFields = ["z": "1", "b": "[2]"]
        #expect(
            PaperRecord.encoded(paper) == """
                {"id":"a","kind":"code","title":"T","summary":{"en":"S"},"basis":"title",\
                "abstract":{"en":"A\\nB","zh":"摘要"},\
                "keywords":[{"en":"graph attention","zh":"图注意力"},{"en":"pruning"}],\
                "contribution":"method","level":"core","year":2019,"links":[{"kind":"pdf","url":"u"},\
                {"kind":"code","url":"v","label":"w"}],"recommendations":[{"by":"x"}],\
                "sources":[{"document":"d.md","line":3}],"b":[2],"z":1}
                """)
    }

    @Test func `plain texts get the language they are written in`() throws {
        let paper = try PaperRecord.decode(
            text: #"{"id":"a","title":"深度学习","summary":"short","abstract":"一段摘要"}"#)
        #expect(paper.titles == LocalizedText("深度学习", language: .chinese))
        #expect(paper.summary[.english] == "short")
        #expect(paper.abstract[.chinese] == "一段摘要")
    }

    @Test func `titles by language may stand in either field`() throws {
        let paper = try PaperRecord.decode(text: #"{"id":"a","title":{"zh":"深","en":"Deep"}}"#)
        #expect(paper.title == "深")
        #expect(paper.titles[.english] == "Deep")
        let other = try PaperRecord.decode(text: #"{"id":"a","titles":{"zh":"深","en":"Deep"}}"#)
        #expect(other.title == "Deep")
        let both = try PaperRecord.decode(text: #"{"id":"a","title":"Deep","titles":{"zh":"深"}}"#)
        #expect(both.titles == other.titles)
    }

    @Test func `a Chinese abstract may have a field of its own`() throws {
        let paper = try PaperRecord.decode(
            text: #"{"id":"a","abstract":"English","abstract_zh":"中文 with much Latin text"}"#)
        #expect(paper.abstract[.english] == "English")
        #expect(paper.abstract[.chinese] == "中文 with much Latin text")
        #expect(paper.otherFields.isEmpty)
    }

    @Test(arguments: [
        (#"{"doi":"10.1145/1.2","title":"T"}"#, "doi:10.1145/1.2"),
        (#"{"arxiv":"1911.05722v2","doi":null}"#, "arXiv:1911.05722"),
        (#"{"arxiv_id":"arXiv:1911.05722"}"#, "arXiv:1911.05722"),
        (#"{"url":"https://openreview.net/forum?id=Bkg3g2R9FX"}"#, "openreview:Bkg3g2R9FX"),
        (#"{"title":"A Title!"}"#, "title:atitle"), (#"{"id":"","title":"T"}"#, "title:t"),
        (#"{"id":17,"title":"T"}"#, "17"), (#"{"id":" a ","title":"T"}"#, " a "),
    ])
    func `a record without id is named by what else identifies it`(record: String, id: String)
        throws
    {
        #expect(try PaperRecord.decode(text: record).id == id)
    }

    @Test func `identifiers beside the id become aliases, an address a link`() throws {
        let paper = try PaperRecord.decode(
            text: """
                {"id":"x","doi":"https://doi.org/10.1145/1.2","arxiv":"1911.05722",
                "url":"https://example.org/a.pdf"}
                """)
        #expect(paper.aliases == ["doi:10.1145/1.2", "arXiv:1911.05722"])
        #expect(paper.links == [Link(kind: .pdf, url: "https://example.org/a.pdf")])
        #expect(try PaperRecord.decode(text: PaperRecord.encoded(paper)) == paper)
    }

    @Test(arguments: [
        (#""Kaiming He, Haoqi Fan and Yuxin Wu""#, ["Kaiming He", "Haoqi Fan", "Yuxin Wu"]),
        (#""He, Kaiming and Fan, Haoqi""#, ["He, Kaiming", "Fan, Haoqi"]),
        (#""He, Kaiming; Fan, Haoqi;""#, ["He, Kaiming", "Fan, Haoqi"]),
        (#"["K. He"]"#, ["K. He"]), (#"[{"name":"K. He","id":1}]"#, ["K. He"]),
        (#"[{"given":"K.","family":"He"},"H. Fan"]"#, ["K. He", "H. Fan"]), (#""""#, []),
    ])
    func `authors may be written in several ways`(json: String, authors: [String]) throws {
        #expect(try PaperRecord.decode(text: #"{"id":"a","authors":\#(json)}"#).authors == authors)
    }

    @Test func `links, recommendations and sources may be plain strings`() throws {
        let paper = try PaperRecord.decode(
            text: """
                {"id":"a","links":["https://github.com/o/n","https://arxiv.org/abs/1911.05722",
                "http://x.org/y.pdf","http://x.org"],"recommendations":["good"],"sources":["d.md"],
                "tags":"one","year":"2019","month":5.0,"topics":[["a","b"],"c"]}
                """)
        #expect(paper.links.map(\.kind) == [.code, .paper, .pdf, .article])
        #expect(paper.recommendations == [Recommendation(text: "good")])
        #expect(paper.sources == [Source(document: "d.md")])
        #expect(paper.tags == ["one"])
        #expect(paper.year == 2019 && paper.month == 5)
        #expect(paper.topics == [["a", "b"], ["c"]])
    }

    @Test func `unknown fields and unusable values are kept as they were written`() throws {
        let record = """
            {"id":"a","keywords":[ "x", ["y", 2] ],"year":"unknown","month":13,"kind":"poem",\
            "big":1e400,"long":-123456789012345678901234567890.5,"half":"\\ud800x\\udc00",\
            "nested":{"a":[{"b":","}],"c":"}"},"links":[{"kind":"slides","url":"u"}],"nothing":null}
            """
        let paper = try PaperRecord.decode(text: record)
        #expect(
            paper.otherFields == [
                "keywords": #"[ "x", ["y", 2] ]"#, "year": #""unknown""#, "month": "13",
                "kind": #""poem""#, "big": "1e400", "long": "-123456789012345678901234567890.5",
                "half": #""\ud800x\udc00""#, "nested": #"{"a":[{"b":","}],"c":"}"}"#,
                "links": #"[{"kind":"slides","url":"u"}]"#, "nothing": "null",
            ])
        #expect(try PaperRecord.decode(text: PaperRecord.encoded(paper)) == paper)
    }

    @Test func `half a character becomes the replacement character`() throws {
        let paper = try PaperRecord.decode(text: #"{"id":"a","title":"x\ud83dy 😀 \ud83d\ude00"}"#)
        #expect(paper.title == "x\u{FFFD}y 😀 😀")
    }

    @Test func `of two fields with one name the last counts`() throws {
        let paper = try PaperRecord.decode(text: #"{"id":"a","year":1,"id":"b","x":1,"x":2}"#)
        #expect(paper.id == "b")
        #expect(paper.otherFields == ["x": "2"])
    }

    @Test func `null is the same as no field`() throws {
        let paper = try PaperRecord.decode(
            text: #"{"id":"a","title":null,"year":null,"links":null,"abstract":null}"#)
        #expect(paper == Paper(id: "a"))
    }

    @Test func `a field that is no JSON is written as a string`() throws {
        var paper = Paper(id: "a")
        paper.otherFields = ["x": "not json", "y": "{\n}", "id": "\"never\""]
        #expect(PaperRecord.encoded(paper) == #"{"id":"a","kind":"paper","x":"not json","y":{ }}"#)
    }

    @Test(arguments: [
        "", "{", "}", "[]", "1", "\"a\"", "null", "{}", #"{"x":1}"#, #"{"id":""}"#,
        #"{"title":"…"}"#, #"{"id":"a"} x"#, #"{"id":"a",}"#, #"{"id":"a"}{"id":"b"}"#,
        #"{"id":"a","n":01}"#, #"{"id":"a","n":1e}"#, #"{"id":"a","n":-}"#, #"{"id":"a\q"}"#,
        #"{"id":"a\ud80"}"#, "{\"id\":\"a\tb\"}", #"{"id":"a"#, #"{'id':'a'}"#,
        String(repeating: "[", count: 5_000),
        #"{"id":"a","x":"# + String(repeating: "[", count: 2_000)
            + String(repeating: "]", count: 2_000) + "}",
    ])
    func `what is no record is refused with a sentence`(text: String) {
        let error = #expect(throws: RecordError.self) { try PaperRecord.decode(text: text) }
        #expect(error?.description.hasSuffix(".") == true || error == .notAnObject)
    }

    @Test func `invalid UTF-8 is refused`() {
        for bytes in [[0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xC0, 0x80]] as [[UInt8]] {
            let record = Array(#"{"id":"a"#.utf8) + bytes + Array(#""}"#.utf8)
            #expect(throws: RecordError.json(JSONError(code: 10))) {
                try record.withUnsafeBufferPointer { try PaperRecord.decode($0) }
            }
        }
    }

    @Test func `no cut and no changed byte of a record crashes`() throws {
        let parser = try #require(JSONParser())
        func read(_ bytes: some Collection<UInt8>) {
            Array(bytes).withUnsafeBufferPointer {
                _ = try? PaperRecord.decode($0, isPadded: false, with: parser)
            }
        }
        var random = SeededGenerator(seed: 3)
        for _ in 0..<8 {
            var bytes: [UInt8] = []
            PaperRecord.encode(Samples.paper(&random), into: &bytes)
            for place in bytes.indices {
                read(bytes[..<place])
                let before = bytes[place]
                bytes[place] ^= UInt8(1 << Int.random(in: 0..<8, using: &random))
                read(bytes)
                bytes[place] = before
            }
        }
    }
}
