import Foundation
import KindredCatalogue
import KindredModels
import KindredVectors
import Synchronization
import Testing

@testable import KindredIndex

/// The vectors come from a stand-in that tells texts apart and counts what it is asked.
@Suite struct EncodingTests {
    private let model = Encoder.Identity(name: "tiny", checksum: "0a1b2c3d")
    private let asked = Asked()

    private final class Asked: Sendable {
        let texts = Mutex<[String]>([])
        var count: Int { texts.withLock(\.count) }
    }

    private func encoding(_ model: Encoder.Identity? = nil) -> Encoding {
        Encoding(model: model ?? self.model, dimensions: 2, threads: .one) { [asked] texts, tell in
            asked.texts.withLock { $0 += texts }
            tell(texts.count)
            let rows = texts.map { text -> [Float] in
                let angle = Float(text.utf8.reduce(0) { ($0 * 31 + Int($1)) % 1_000 }) / 159
                return [cos(angle), sin(angle)]
            }
            return DenseMatrix(rows: rows, columnCount: 2)
        }
    }

    private func papers(_ count: Int) -> [Paper] {
        (0..<count).map { number in
            var paper = Paper(id: "p\(number)")
            paper.title = "title \(number)"
            return paper
        }
    }

    private func inFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder.appendingPathComponent("out.encoding").path)
    }

    @Test func `what was encoded once is not encoded again, and the vectors are the same`() throws {
        try inFolder { path in
            let papers = papers(600)
            let first = try encoding().vectors(of: papers, keptIn: path)
            #expect(asked.count == 600)
            let again = try encoding().vectors(of: papers, keptIn: path)
            #expect(asked.count == 600)
            #expect(again.vectors == first.vectors)
            let alone = try encoding().vectors(of: papers)
            #expect(alone.vectors == first.vectors)
        }
    }

    @Test func `a run that was cut short is gone on with`() throws {
        try inFolder { path in
            let whole = try encoding().vectors(of: papers(600), keptIn: path)
            let size = try #require(
                FileManager.default.attributesOfItem(atPath: path)[.size] as? Int)
            let file = try #require(FileHandle(forWritingAtPath: path))
            try file.truncate(atOffset: UInt64(size - 1))
            try file.close()
            let progress = Mutex<[Encoding.Progress]>([])
            let again = try encoding().vectors(of: papers(600), keptIn: path) { step in
                progress.withLock { $0.append(step) }
            }
            // 600 papers are two blocks of 256 and one of 88, whose end is lost.
            #expect(asked.count == 688)
            #expect(again.vectors == whole.vectors)
            #expect(
                progress.withLock { $0 } == [Encoding.Progress(done: 600, reused: 512, total: 600)])
        }
    }

    @Test func `a changed text is encoded anew with all behind it`() throws {
        try inFolder { path in
            var papers = papers(600)
            _ = try encoding().vectors(of: papers, keptIn: path)
            papers[300].title = "another"
            let changed = try encoding().vectors(of: papers, keptIn: path)
            #expect(asked.count == 600 + 344)
            #expect(try changed.vectors == encoding().vectors(of: papers).vectors)
        }
    }

    @Test func `a damaged block is never taken`() throws {
        try inFolder { path in
            let whole = try encoding().vectors(of: papers(300), keptIn: path)
            var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
            bytes[64 + 20 + 5] ^= 1
            try bytes.write(to: URL(fileURLWithPath: path))
            let again = try encoding().vectors(of: papers(300), keptIn: path)
            #expect(asked.count == 600)
            #expect(again.vectors == whole.vectors)
        }
    }

    @Test func `another model begins anew`() throws {
        try inFolder { path in
            _ = try encoding().vectors(of: papers(3), keptIn: path)
            let other = Encoder.Identity(name: "tiny", checksum: "ffffffff")
            let vectors = try encoding(other).vectors(of: papers(3), keptIn: path)
            #expect(asked.count == 6)
            #expect(vectors.model == other)
        }
    }

    @Test func `a file that is something else is left alone`() throws {
        try inFolder { path in
            let text = Data("my notes".utf8)
            try text.write(to: URL(fileURLWithPath: path))
            #expect(throws: IndexError.notEncodings(path: path)) {
                try encoding().vectors(of: papers(3), keptIn: path)
            }
            #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == text)
        }
    }

    @Test func `a paper without text has a zero row`() throws {
        var papers = papers(2)
        papers[0].title = nil
        let vectors = try encoding().vectors(of: papers)
        #expect(vectors.vectors.row(0) == [0, 0])
        #expect(vectors.vectors.row(1) != [0, 0])
        #expect(vectors.centring.distances[0] == 0)
    }

    @Test func `an encoder reads the English of a paper, and else what there is`() {
        var paper = Paper(id: "p")
        paper.title = "图网络"
        paper.titles = LocalizedText("图网络")
        paper.summary[.chinese] = "综述。"
        #expect(paper.encodedText == "图网络. 综述。")
        paper.summary[.english] = "A survey."
        #expect(paper.encodedText == "A survey.")
        paper.titles[.english] = "Graph networks"
        #expect(paper.encodedText == "Graph networks. A survey.")
        paper.abstract[.english] = "We survey."
        #expect(paper.encodedText == "Graph networks. We survey.")
    }

    @Test func `vectors, centring and model come back from the file as they were`() throws {
        let made = try #require(Samples.contents.encoding)
        let read = try #require(try IndexFile(bytes: Samples.bytes()).encoding)
        #expect(read.model == made.model)
        #expect(read.vectors == made.vectors)
        #expect(read.centring.centre == made.centring.centre)
        #expect(read.centring.distances == made.centring.distances)
        // The mean of the three rows that are not zero.
        #expect(abs(read.centring.centre[0] - 1.6 / 3) < 1e-6)
        #expect(abs(read.centring.centre[1] - 1.8 / 3) < 1e-6)
    }
}
