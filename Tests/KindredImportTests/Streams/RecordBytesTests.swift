import Testing

@testable import KindredCatalogue

/// What is kept of a record is the bytes that stood in the file.
@Suite struct RecordBytesTests {
    private static let settings: ReadSettings = {
        var settings = ReadSettings()
        settings.keepsRecords = true
        settings.threads = 1
        return settings
    }()

    private static let samples: [(format: PaperFormat, before: String, records: [String])] = [
        (
            .bibtex, "@string{v = \"V\"}\n",
            [
                "@article{one,\n  title = {On {GNN}s},\n  journal = v\n}",
                "@misc(two, title=\"Two\")",
            ]
        ),
        (
            .ris, "",
            [
                "TY  - JOUR\r\nTI  - One\r\nAB  - Text\r\nwrapped\r\nER  -\r",
                "TY  - CONF\nTI  - Two",
            ]
        ),
        (
            .csv, "title,year\n",
            ["\"One, \"\"quoted\"\"\nover two lines\",2001", "Two,2002", "三,2003"]
        ),
        (.tsv, "title\tyear\n", ["One\t2001", "Two\t2002"]),
        (
            .dblp, "<?xml version=\"1.0\"?>\n<dblp>\n",
            [
                "<article key=\"journals/x/One\"><title>One &amp; <i>all</i>.</title></article>",
                "<inproceedings key=\"conf/x/Two\">\n<!-- two --><title>Tw&ouml;</title>\n</inproceedings>",
            ]
        ),
        (
            .atom, "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>q</title>",
            [
                "<entry><id>http://arxiv.org/abs/1911.05722v1</id><title>MoCo</title></entry>",
                "<entry ><id>http://arxiv.org/abs/2002.05709v1</id><title>SimCLR</title></entry >",
            ]
        ),
        (
            .csl, "[\n",
            ["{ \"id\": \"one\",\n \"title\": \"One\"}", "{\"id\":\"two\",\"title\":\"Two\"}"]
        ),
    ]

    private static func text(_ sample: Int) -> String {
        let (format, before, records) = samples[sample]
        let separator = format == .csl ? ",\n" : format == .atom ? "" : "\n"
        let ends: [PaperFormat: String] = [.csl: "\n]", .dblp: "\n</dblp>", .atom: "</feed>"]
        return before + records.joined(separator: separator) + (ends[format] ?? "") + "\n"
    }

    @Test(arguments: samples.indices, [1, 7, 64, .max])
    func `a record is kept as it stood, wherever the file was cut`(sample: Int, step: Int) {
        let bytes = Array(Self.text(sample).utf8)
        let batch = Reader.batch(bytes, as: Self.samples[sample].format, Self.settings, step: step)
        let kept = batch.papers.map { String(decoding: $0.record ?? [], as: UTF8.self) }
        #expect(batch.problems.isEmpty)
        #expect(kept == Self.samples[sample].records)
    }

    @Test(arguments: samples.indices)
    func `nothing is kept where nobody asks`(sample: Int) {
        let batch = Reader.batch(Self.text(sample), as: Self.samples[sample].format)
        #expect(batch.papers.count >= 2)
        #expect(batch.papers.allSatisfy { $0.record == nil })
    }

    @Test func `XML in Latin-1 is kept as UTF-8, and what was broken off does not come along`() {
        let title = "<article key=\"a\"><title>Gr\u{F6}\u{DF}e</title></article>"
        let text =
            "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><dblp>\(title)"
            + "<article><title>broken & off</title></article>"
            + "<article key=\"b\"><title>Next</title></article></dblp>"
        let bytes = text.unicodeScalars.map { UInt8($0.value) }
        let batch = Reader.batch(bytes, as: .dblp, Self.settings, step: 11)
        let kept = batch.papers.map { String(decoding: $0.record ?? [], as: UTF8.self) }
        #expect(kept == [title, "<article key=\"b\"><title>Next</title></article>"])
        #expect(!batch.problems.isEmpty)
    }

    @Test func `a record that is too long to be kept is read all the same`() {
        var trail = XMLTrail(most: 10)
        Array("<a>12345</a>".utf8).withUnsafeBufferPointer { trail.add($0) }
        #expect(trail.record(upTo: 12, in: nil) == nil)
        trail.forget(before: 12)
        Array("<b/>".utf8).withUnsafeBufferPointer { trail.add($0) }
        trail.recordStart = 12
        #expect(trail.record(upTo: 16, in: nil) == Array("<b/>".utf8))
        #expect(trail.record(upTo: 16, in: "utf-16") == nil)
        #expect(trail.record(upTo: 99, in: nil) == nil)
    }
}
