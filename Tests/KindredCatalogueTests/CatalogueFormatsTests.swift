import Foundation
import Testing

@testable import KindredCatalogue

@Suite struct CatalogueFormatsTests {
    private static let paper = "Ferries and their bells"

    private func read(_ text: String, named name: String = "papers") throws -> Catalogue {
        var catalogue = Catalogue([])
        try Samples.withFolder { folder in
            let path = folder + "/" + name
            try Data(text.utf8).write(to: URL(filePath: path))
            catalogue = try Catalogue(contentsOf: path)
        }
        return catalogue
    }

    @Test(
        arguments: [
            "@article{a, title={\(paper)}, year={2001}}\n",
            "TY  - JOUR\nTI  - \(paper)\nPY  - 2001\nER  - \n",
            "title,year\n\(paper),2001\n", "title\tyear\n\(paper)\t2001\n",
            #"[{"itemType":"journalArticle","title":"\#(paper)","date":"2001"}]"#,
            #"[{"id":"x","type":"article","title":"\#(paper)","issued":{"date-parts":[[2001]]}}]"#,
            #"{"id":"0101.0001","authors_parsed":[],"title":"\#(paper)"}"# + "\n",
            #"{"id":"https://openalex.org/W1","title":"\#(paper)","publication_year":2001}"# + "\n",
            #"{"paperId":"ab","title":"\#(paper)","year":2001}"# + "\n",
            "<dblp><article key=\"a/b\"><title>\(paper).</title><year>2001</year></article></dblp>",
            "# List\n\n- [\(paper)](https://arxiv.org/abs/0101.00001)\n",
            #"[{"title":"\#(paper)","year":2001}]"#, "{\n\"title\": \"\(paper)\"\n}\n",
        ])
    func `a catalogue may be in any format that is known by its content`(text: String) throws {
        let catalogue = try read(text)
        #expect(catalogue.papers.map(\.title) == [Self.paper], "\(text)")
        #expect(catalogue.problems.isEmpty)
        #expect(catalogue.identities.entries(of: 0) == [0])
    }

    @Test func `entries of files in several formats become one`() throws {
        try Samples.withFolder { folder in
            let texts = [
                "a.bib": "@article{k, title={\(Self.paper)}, doi={10.1000/x}, year={2001}}",
                "b.ris": "TY  - JOUR\nTI  - Bells\nDO  - 10.1000/X\nAU  - Ferry, Ann\nER  - \n",
                "c.jsonl": "{\"id\":\"doi:10.1000/x\",\"venue\":\"Sea\"}\n",
            ]
            for (name, text) in texts {
                try Data(text.utf8).write(to: URL(filePath: folder + "/" + name))
            }
            let paths = texts.keys.sorted().map { folder + "/" + $0 }
            let catalogue = try Catalogue(contentsOf: paths)
            let paper = try #require(catalogue.papers.first)
            #expect(catalogue.papers.count == 1)
            #expect(paper.title == Self.paper)
            #expect(paper.authors == ["Ann Ferry"] && paper.venue == "Sea")
        }
    }

    @Test func `what cannot be read is named by its line, and the rest is read`() throws {
        let catalogue = try read(
            "@article{broken, title={Never closed\n\n@article{a, title={\(Self.paper)}}\n")
        #expect(catalogue.papers.map(\.title) == [Self.paper])
        #expect(catalogue.problems.map(\.line) == [1])
    }

    @Test func `a first line that breaks off costs no other`() throws {
        let sound = "{\"id\":\"b\",\"title\":\"B\"}\n{\"id\":\"c\",\"title\":\"C\"}\n"
        for start in [
            "{\"id\":\"a\",\"title\":\n", "{\"id\":\"a\",\"title\":\"Bel\n", "{\"x\":[1,\n",
            "{broken\n",
        ] {
            let catalogue = try read(start + sound)
            #expect(catalogue.papers.map(\.id) == ["b", "c"], "\(start)")
            #expect(catalogue.problems.map(\.line) == [1])
        }
    }

    @Test func `records of our own that kept foreign fields stay our own`() throws {
        let records = [
            #"{"id":"a","kind":"paper","title":"A","authors":["Ann"],"type":"book","DOI":"x"}"#,
            #"{"id":"a","kind":"paper","title":"A","authors":["Ann"],"submitter":"Bob"}"#,
            #"{"id":"a","kind":"paper","title":"A","authors":["Ann"],"referenced_works":[]}"#,
        ]
        for record in records {
            #expect(try read(record + "\n").papers.first?.authors == ["Ann"], "\(record)")
        }
    }

    @Test func `lines are the same as what a pipe or a packed file gives`() throws {
        let text = (0..<3_000).map { "{\"id\":\"\($0 % 2_900)-\",\"title\":\"On \($0)\"}\n" }
            .joined()
        try Samples.withFolder { folder in
            let path = folder + "/a.jsonl"
            try Data((text + "{broken\n").utf8).write(to: URL(filePath: path))
            let mapped = try Catalogue(contentsOf: path)
            let stream = try PaperStream(path: path)
            #expect(stream.isFileOfRecords)
            let process = Process()
            process.executableURL = URL(filePath: "/usr/bin/env")
            process.arguments = ["gzip", "-k", path]
            try process.run()
            process.waitUntilExit()
            let unpacked = try Catalogue(contentsOf: path + ".gz")
            #expect(unpacked.papers == mapped.papers && mapped.papers.count == 2_900)
            #expect(unpacked.problems.map(\.line) == mapped.problems.map(\.line))
            #expect(unpacked.problems.map(\.sentence) == mapped.problems.map(\.sentence))
            #expect(mapped.problems.count == 1)
        }
    }
}
