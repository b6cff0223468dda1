import Testing

@testable import KindredCatalogue

/// Records of real shape, changed at random: reading them neither crashes nor hangs, and gives the
/// same in whatever pieces the bytes come.
@Suite struct RecordFuzzTests {
    private static let samples: [(PaperFormat, String)] = [
        (.arxiv, Samples.arXiv), (.openalex, Samples.openAlex), (.s2, Samples.semanticScholar),
        (.csl, Samples.csl), (.zotero, Samples.zotero), (.dblp, Samples.dblp), (.acl, Samples.acl),
        (.atom, Samples.atom),
    ]

    @Test(arguments: samples.indices)
    func `a sound sample gives entries and no problem`(sample: Int) {
        let (format, text) = Self.samples[sample]
        let batch = Self.read(Array(text.utf8), format, pieces: 1 << 20)
        #expect(batch.papers.count == 2 && batch.problems.isEmpty, "\(format)")
        #expect(FormatRecognition.plainFormat(of: Array(text.utf8), isWhole: true) == format)
    }

    @Test(arguments: samples.indices)
    func `random changes neither crash nor hang`(sample: Int) {
        let (format, text) = Self.samples[sample]
        var random = SeededGenerator(seed: UInt64(sample) + 1)
        for _ in 0..<400 {
            let bytes = Self.mutated(Array(text.utf8), &random)
            let whole = Self.read(bytes, format, pieces: 1 << 20)
            let cut = Self.read(bytes, format, pieces: 1 + Int.random(in: 0..<90, using: &random))
            #expect(whole.papers.map(\.paper) == cut.papers.map(\.paper), "\(format)")
            #expect(whole.problems.count <= bytes.count)
            for read in whole.papers { #expect(!read.paper.id.isEmpty) }
        }
    }

    @Test(arguments: samples.indices, [1, 2])
    func `a file made into records is its papers, however many threads`(
        sample: Int, threads: Int
    ) throws {
        let (format, text) = Self.samples[sample]
        let scratch = try Scratch()
        var random = SeededGenerator(seed: UInt64(sample) + 99)
        for round in 0..<40 {
            let bytes = round == 0 ? Array(text.utf8) : Self.mutated(Array(text.utf8), &random)
            let path = try scratch.write(bytes, to: "in")
            // A file that is refused as a whole says nothing of its records.
            guard let opened = try? PaperStream(path: path, format: format) else { continue }
            let gathered = GatheredPapers(spillingInto: scratch.path(""), threads: threads)
            var problems: [Catalogue.Problem] = []
            var skipped: [String: Int] = [:]
            try gathered.add(contentsOf: opened) { batch, _ in
                problems += batch.problems
                skipped.merge(batch.skipped, uniquingKeysWith: +)
            }
            let plain = GatheredPapers(spillingInto: scratch.path(""))
            var whole = ReadBatch(file: path)
            let stream = try PaperStream(path: path, format: format)
            while let batch = try stream.next() {
                try plain.add(batch)
                whole.append(batch)
            }
            #expect(problems == whole.problems.sorted { $0.line < $1.line }, "\(format)")
            #expect(skipped == whole.skipped && gathered.count == whole.papers.count)
            guard gathered.count > 0 else { continue }
            _ = try gathered.write(to: scratch.path("ours"))
            _ = try plain.write(to: scratch.path("plain"))
            #expect(
                try scratch.text(scratch.path("ours")) == scratch.text(scratch.path("plain")))
        }
    }

    @Test(arguments: ["[", "{", "{\"a\":", "<", "<a ", "<a>", "&", "\"", "<!--", "<![CDATA["])
    func `the same sign over and over is read in time`(sign: String) {
        for format in Self.samples.map(\.0) {
            let bytes = Array(String(repeating: sign, count: 100_000).utf8)
            #expect(Self.read(bytes, format, pieces: 1 << 16).papers.isEmpty)
        }
    }

    private static func read(_ bytes: [UInt8], _ format: PaperFormat, pieces: Int) -> ReadBatch {
        var settings = ReadSettings()
        settings.keepsFields = true
        settings.threads = 1
        var reader = format.reader(
            of: "x", settings: settings, shape: JSONShape(ofBeginning: bytes))
        var batch = ReadBatch(file: "x")
        var start = 0
        while start < bytes.count {
            let end = min(start + pieces, bytes.count)
            bytes[start..<end].withUnsafeBufferPointer { reader.read($0, into: &batch) }
            start = end
        }
        reader.finish(into: &batch)
        return batch
    }

    /// One to six changes: bytes overwritten, left out, put in twice, or exchanged for signs that
    /// mean something.
    private static func mutated(_ bytes: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...6, using: &random) {
            guard bytes.count > 2 else { break }
            let place = Int.random(in: 0..<bytes.count, using: &random)
            let end = min(bytes.count, place + Int.random(in: 1...40, using: &random))
            switch Int.random(in: 0..<5, using: &random) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes.removeSubrange(place..<end)
            case 2: bytes.insert(contentsOf: bytes[place..<end], at: place)
            case 3:
                let signs = Array("<>&\"'{}[]:,;\\/\n\0$".utf8)
                bytes[place] = signs[Int.random(in: 0..<signs.count, using: &random)]
            default:
                let words = ["99999999999999999999", "null", "[[[[", "</dblp>", "\\ud800", "&lol;"]
                let word = words[Int.random(in: 0..<words.count, using: &random)]
                bytes.replaceSubrange(place..<end, with: Array(word.utf8))
            }
        }
        return bytes
    }
}

/// SplitMix64: numbers that only depend on the seed.
/// - Source: Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Two records of each format, of real shape.
private enum Samples {
    static let arXiv = #"""
        {"id":"2101.00001","authors":"A. B\\'e and C D","title":"On $\\beta$\n  things","categories":"cs.LG","abstract":"Text ``x''","versions":[{"version":"v1","created":"Fri, 1 Jan 2021 00:00:00 GMT"}],"authors_parsed":[["B\\'e","A.",""],["D","C",""]]}
        {"id":"2101.00002","title":"Second","categories":"math.CO stat.ML","journal-ref":"J. 1","doi":"10.1000/x1","authors_parsed":[["E","F","Jr."]],"extra":[1,2,{"a":null}]}
        """#
    static let openAlex = #"""
        {"meta":{"count":2},"results":[{"id":"https://openalex.org/W2741809807","title":"A &amp; B","publication_date":"2018-02-13","authorships":[{"author":{"display_name":"X Y"}}],"abstract_inverted_index":{"one":[0,2],"two":[1]},"biblio":{"first_page":"1","last_page":"9"}},
        {"id":"https://openalex.org/W2741809808","display_name":"C","keywords":[{"display_name":"k"}],"primary_location":{"source":{"display_name":"S"},"pdf_url":"https://a.org/x.pdf"}}]}
        """#
    static let semanticScholar = #"""
        {"total":2,"data":[{"paperId":"649def34f8be52c8b66281af98ae884c09aef38b","title":"A","externalIds":{"DOI":"10.1000/q"},"authors":[{"name":"X"}],"tldr":{"text":"t"}},
        {"paperId":"749def34f8be52c8b66281af98ae884c09aef38b","title":"B","year":2001,"journal":{"name":"J","pages":"1 - 2"}}]}
        """#
    static let csl = #"""
        [{"id":"a","type":"article-journal","title":"T <i>x</i>","author":[{"family":"F","given":"G"}],"issued":{"date-parts":[[2020,1,2]]},"DOI":"10.1000/z"},
        {"id":"b","type":"book","title":"U","issued":{"raw":"May 2001"},"keyword":"a; b"}]
        """#
    static let zotero = #"""
        [{"key":"A","version":1,"data":{"itemType":"journalArticle","title":"T","creators":[{"creatorType":"author","firstName":"G","lastName":"F"}],"date":"2001-05","tags":[{"tag":"x"}],"extra":"arXiv: 2101.00001"}},
        {"key":"B","version":1,"data":{"itemType":"book","title":"U","ISBN":"1"}},
        {"key":"C","version":1,"data":{"itemType":"note","note":"n"}}]
        """#
    static let dblp = """
        <?xml version="1.0" encoding="ISO-8859-1"?><!DOCTYPE dblp SYSTEM "dblp.dtd">
        <dblp><article key="journals/a/B1" mdate="2020-01-01"><author>J&ouml;rg A 0001</author><title>T <i>x</i>.</title><year>2001</year><journal>J.</journal><ee>https://doi.org/10.1000/1</ee></article>
        <inproceedings key="conf/a/C2"><author>D</author><title>U.</title><booktitle>P</booktitle></inproceedings></dblp>
        """
    static let acl = """
        <collection id="P18"><volume id="1"><meta><booktitle>B</booktitle><year>2018</year></meta>
        <paper id="1"><title><fixed-case>T</fixed-case> x</title><author><first>A</first><last>B</last></author><abstract>Abs</abstract><url>P18-1001</url></paper>
        <paper id="2"><title>U</title><doi>10.18653/v1/P18-1002</doi></paper></volume></collection>
        """
    static let atom = """
        <feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom">
        <entry><id>http://arxiv.org/abs/2101.00001v1</id><title>T</title><summary>S</summary><published>2021-01-01T00:00:00Z</published><author><name>A</name></author><category term="cs.LG"/><arxiv:doi>10.1000/5</arxiv:doi></entry>
        <entry><id>http://arxiv.org/abs/2101.00002v1</id><title>U</title><link href="http://arxiv.org/pdf/2101.00002v1" type="application/pdf"/></entry></feed>
        """
}
