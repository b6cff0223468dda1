import Testing

@testable import KindredCatalogue

/// Files of text formats, changed at random: reading them neither crashes nor hangs, and gives the
/// same in whatever pieces the bytes come.
@Suite struct TextFuzzTests {
    private static let samples: [(PaperFormat, String)] = [
        (
            .bibtex,
            #"""
            @string{conf = "Int. Conf."} % remark
            @inproceedings{he2020, title = {On {BERT} \& G\"{o}del's $x^2$ -- more},
              author = "He, Kaiming and {The Team} and others", booktitle = conf # { on X},
              year = 2020, month = jun # "~5", eprint = {1911.05722}, archivePrefix = {arXiv},
              url = {https://example.org/a_b}, crossref = {vol}}
            @comment{ignored {braces}}
            @proceedings{vol, title = "Volume", year = {2019}}
            @article(two, title = {Second}, doi = {10.1000/x}, keywords = {a, b; c})
            """#
        ),
        (
            .ris,
            "TY  - JOUR\r\nAU  - He, Kaiming\r\nTI  - On BERT\r\n  and more\r\nPY  - 2020/06//\r\n"
                + "DO  - 10.1000/x\r\nKW  - a; b\r\nUR  - https://example.org\r\nER  - \r\n\r\n"
                + "T1  - Second\nY1  - 2001\nN2  - Words\nER  -\n"
        ),
        (
            .csv,
            "sep=,\r\nid,title,authors,year,doi,topics,Other\r\na,\"On \"\"BERT\"\", and\nmore\","
                + "\"He, K.; Fan, H.\",2020,10.1000/x,a > b; c,\r\nb,Second,,x,,,\"y\"z\r\n"
        ),
        (.tsv, "id\ttitle\turl\na\tOn BERT\thttps://x.org/a https://x.org/b\nb\t\"q\"\t\n"),
        (
            .markdown,
            "# L\n\n## T\n\n- [On BERT](https://arxiv.org/abs/1911.05722). [pdf](x)\n  - Tags: a\n"
        ),
        (.jsonl, "{\"id\":\"a\",\"title\":\"A\",\"x\":[1]}\n\n{\"doi\":\"10.1000/x\"}\n"),
    ]

    @Test(arguments: samples.indices)
    func `random changes neither crash nor hang`(sample: Int) {
        let (format, text) = Self.samples[sample]
        var settings = ReadSettings()
        settings.keepsFields = true
        settings.keepsRecords = true
        settings.threads = 1
        var random = SeededGenerator(seed: UInt64(sample) + 7)
        for _ in 0..<150 {
            let bytes = Self.mutated(Array(text.utf8), &random)
            let whole = Reader.batch(bytes, as: format, settings)
            let step = 1 + Int.random(in: 0..<70, using: &random)
            let pieces = Reader.batch(bytes, as: format, settings, step: step)
            #expect(whole.papers.map(\.paper) == pieces.papers.map(\.paper), "\(format)")
            #expect(whole.papers.map(\.line) == pieces.papers.map(\.line), "\(format)")
            #expect(whole.problems == pieces.problems, "\(format)")
            let lines = bytes.count { $0 == 0x0A } + 1
            for read in whole.papers {
                #expect(!read.paper.id.isEmpty && (1...lines).contains(read.line), "\(format)")
            }
            // What was read from anything whatever can be written, and read again.
            for target in [PaperFormat.bibtex, .ris, .csv, .tsv, .markdown] {
                guard var writer = target.writer() else { continue }
                var written: [UInt8] = []
                writer.writeHeader(into: &written)
                for read in whole.papers { writer.write(read.paper, into: &written) }
                writer.writeFooter(into: &written)
                guard target != .markdown else { continue }
                let count = Reader.batch(written, as: target).papers.count
                #expect(count == whole.papers.count, "\(format) as \(target)")
            }
        }
    }

    @Test(
        .timeLimit(.minutes(5)),
        arguments: [
            "{", "}", "@", "@a{", "@a{b,", "@a(", "\"", "\"\"", "a=", "#", ",", "\n", "\r\n",
            "TY  - ",
            "TY  - J\n", "AU  - a\n", "KW  - a;\n", "=", " and ", "{\\'", "$", "a\t", "(", ";",
        ])
    func `the same signs over and over are read in time`(sign: String) {
        let formats: [PaperFormat] = [.bibtex, .ris, .csv, .tsv]
        let starts = [
            "", "@article{a, title = {", "@a{b, author = {", "TY  - J\nTI  - ", "title,id\n",
        ]
        for start in starts {
            let bytes = Array((start + String(repeating: sign, count: 20_000)).utf8)
            for format in formats {
                let batch = Reader.batch(bytes, as: format, step: 4_099)
                #expect(batch.papers.count + batch.problems.count <= 20_001)
            }
            _ = FormatRecognition.plainFormat(of: bytes, isWhole: false)
        }
    }

    @Test func `a record with very many different keywords or links is read in time`() {
        let words = (0..<50_000).map { "k\($0)" }.joined(separator: "; ")
        let links = (0..<50_000).map { "https://example.org/\($0)" }.joined(separator: " ")
        let samples: [(PaperFormat, String)] = [
            (.bibtex, "@misc{a, title={T}, keywords={\(words)}, ids={\(words)}}"),
            (.ris, "TY  - J\nTI  - T\nKW  - \(words)\nER  - \n"),
            (
                .tsv,
                "title\tkeywords\ttags\ttopics\turl\nT\t\(words)\t\(words)\t\(words)\t\(links)\n"
            ),
        ]
        for (format, text) in samples {
            let papers = Reader.papers(text, as: format)
            #expect(papers.count == 1)
            #expect(papers.first?.keywords.count == PaperParts.most)
            #expect(papers.first?.links.count ?? 0 <= PaperParts.most)
        }
    }

    /// One to six changes: bytes overwritten, left out, put in twice, or exchanged for signs that
    /// mean something.
    private static func mutated(_ bytes: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
        var bytes = bytes
        let signs = Array("@{}(),=#\"\\%$~&\n\r\t-; \0".utf8)
        for _ in 0..<Int.random(in: 1...6, using: &random) {
            guard bytes.count > 2 else { break }
            let place = Int.random(in: 0..<bytes.count, using: &random)
            let end = min(bytes.count, place + Int.random(in: 1...40, using: &random))
            switch Int.random(in: 0..<4, using: &random) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes.removeSubrange(place..<end)
            case 2: bytes.insert(contentsOf: bytes[place..<end], at: place)
            default: bytes[place] = signs[Int.random(in: 0..<signs.count, using: &random)]
            }
        }
        return bytes
    }
}
