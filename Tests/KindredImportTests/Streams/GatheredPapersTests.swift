import Foundation
import Testing

@testable import KindredCatalogue

@Suite struct GatheredPapersTests {
    /// Papers of which many share an identity or a title, from a seed.
    private func papers(seed: UInt64) -> [Paper] {
        var generator = SeededGenerator(seed: seed)
        return (0..<60).map { number in
            var paper = Paper(id: "")
            let title = "Title \(Int.random(in: 0..<12, using: &generator))"
            if Int.random(in: 0..<3, using: &generator) > 0 {
                paper.title = title
                paper.titles = LocalizedText(title)
            }
            paper.kind = Int.random(in: 0..<5, using: &generator) == 0 ? .article : .paper
            switch Int.random(in: 0..<4, using: &generator) {
            case 0: paper.id = "arXiv:2001.0\(1_000 + Int.random(in: 0..<9, using: &generator))"
            case 1: paper.id = "doi:10.1000/\(Int.random(in: 0..<9, using: &generator))"
            case 2: paper.id = "csl-\(number)"
            default: paper.id = PaperID.titleKey(title)?.description ?? "x"
            }
            if Int.random(in: 0..<4, using: &generator) == 0 {
                paper.aliases = ["doi:10.1000/\(Int.random(in: 0..<9, using: &generator))"]
            }
            paper.year = 1990 + Int.random(in: 0..<30, using: &generator)
            paper.tags = ["t\(number)"]
            return paper
        }
    }

    /// In memory, and with so little of it that a file is made at once.
    @Test(arguments: 0..<40 as Range<UInt64>, [64 << 20, 100])
    func `the result is that of merging in memory, to the byte`(seed: UInt64, most: Int) throws {
        let papers = papers(seed: seed)
        let scratch = try Scratch()
        let gathered = GatheredPapers(spillingInto: scratch.path(""), mostInMemory: most)
        for start in stride(from: 0, to: papers.count, by: 7) {
            var batch = ReadBatch(file: "x")
            batch.papers = papers[start..<min(start + 7, papers.count)].map {
                ReadPaper(paper: $0, line: 1)
            }
            batch.topicNames.add(LocalizedText("t"), to: ["a"])
            try gathered.add(batch)
        }
        let (ours, theirs) = (scratch.path("ours"), scratch.path("theirs"))
        let kinds = try gathered.write(to: ours)
        var catalogue = Catalogue(papers)
        catalogue.topicNames.add(LocalizedText("t"), to: ["a"])
        try catalogue.write(to: theirs)
        #expect(try scratch.text(ours) == scratch.text(theirs))
        #expect(kinds.values.reduce(0, +) == catalogue.papers.count)
        #expect(kinds[.article] == catalogue.papers.count { $0.kind == .article })
        #expect(catalogue.papers.count < papers.count)
        #expect(try scratch.names == ["ours", "theirs"])
    }

    @Test(arguments: [1, 2, 3])
    func `what needs no merging becomes the catalogue as it was put aside`(threads: Int) throws {
        let scratch = try Scratch()
        let lines = (1...3_000).map { number in
            let id = number % 7 == 0 ? "x\(number)" : "2001.\(10_000 + number)"
            let text = String(repeating: "word ", count: number % 900)
            return #"{"id":"\#(id)","title":"T \#(number)","abstract":"\#(text)","categories":""}"#
        }
        let source = try scratch.write(Array(lines.joined(separator: "\n").utf8), to: "in")
        let target = try scratch.write(Array("old".utf8), to: "out")
        let gathered = GatheredPapers(
            spillingInto: scratch.path(""), threads: threads, mostInMemory: 1_000)
        var count = 0
        try gathered.add(contentsOf: PaperStream(path: source, format: .arxiv)) { count += $1 }
        #expect(try gathered.write(to: target) == [.paper: 3_000])
        #expect(count == 3_000)
        let plain = GatheredPapers(spillingInto: scratch.path(""))
        let stream = try PaperStream(path: source, format: .arxiv)
        while let batch = try stream.next() { try plain.add(batch) }
        _ = try plain.write(to: scratch.path("plain"))
        #expect(try scratch.text(target) == scratch.text(scratch.path("plain")))
        #expect(try scratch.names == ["in", "out", "plain"])
    }

    @Test func `a spill gives back what was put aside, from memory and from its file`() throws {
        let scratch = try Scratch()
        let spill = Spill(in: scratch.path(""), mostInMemory: 1_000)
        var whole: [UInt8] = []
        for number in 0..<50 {
            let portion = (0..<333).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ number) }
            try spill.append(portion)
            whole += portion
            for start in [0, 5, 998, whole.count / 2, whole.count - 3] where start < whole.count {
                let range = start..<min(start + 2_000, whole.count)
                var bytes: [UInt8] = []
                try spill.read(range) { bytes += $0 }
                #expect(bytes == Array(whole[range]))
            }
        }
        #expect(spill.count == whole.count)
        #expect(try scratch.names.isEmpty)
    }

    @Test func `nothing gathered is nothing written`() throws {
        let scratch = try Scratch()
        let gathered = GatheredPapers(spillingInto: scratch.path(""))
        #expect(try gathered.write(to: scratch.path("out")).isEmpty)
        #expect(try scratch.names.isEmpty)
    }
}
