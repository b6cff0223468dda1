import Foundation
import Testing

@testable import KindredCatalogue

@Suite struct PaperStreamTests {
    private let folder = try? Scratch()

    /// What a file holds, and the format it was read as.
    private func read(
        _ bytes: [UInt8], named name: String = "papers", as format: PaperFormat? = nil,
        _ settings: ReadSettings = ReadSettings()
    ) throws -> (batch: ReadBatch, format: PaperFormat) {
        let path = try #require(folder).write(bytes, to: name)
        let stream = try PaperStream(path: path, format: format, settings: settings)
        var whole = ReadBatch(file: path)
        while let batch = try stream.next() { whole.append(batch) }
        return (whole, stream.format)
    }

    private func ids(_ text: String) throws -> [String] {
        try read(Array(text.utf8)).batch.papers.map { "\($0.line) \($0.paper.id)" }
    }

    private static let two = "{\"id\":\"a\",\"title\":\"A\"}\n\n{\"id\":\"b\",\"title\":\"B\"}\n"

    @Test(arguments: [
        two, "\u{FEFF}" + two, two.replacing("\n", with: "\r\n"), String(two.dropLast()),
    ])
    func `lines are read with their numbers`(text: String) throws {
        #expect(try ids(text) == ["1 a", "3 b"])
    }

    @Test func `records may be the elements of an array or stand one after the other`() throws {
        #expect(try ids("[{\"id\":\"a\"},\n {\"id\":\"b\",\"x\":[{}]}]") == ["1 a", "2 b"])
        #expect(try ids("{\n\"id\":\"a\"\n}\n{\n\"id\":\"b\"}") == ["1 a", "4 b"])
        #expect(
            try ids("{\"meta\":{\"results\":1},\"results\":[\n{\"id\":\"a\"},{\"id\":\"b\"}]}")
                == ["2 a", "2 b"])
        #expect(try ids("{\"total\":0,\"data\":[]}") == [])
        #expect(try ids("{\"id\":\"a\",\"items\":[{\"id\":\"b\"}]}") == ["1 a"])
    }

    @Test func `a record that cannot be read is named and the next one is read`() throws {
        let batch = try read(Array("{\"id\":\"a\"}\n{broken\n{\"id\":\"b\"}\n".utf8)).batch
        #expect(batch.papers.map(\.paper.id) == ["a", "b"])
        #expect(batch.problems.map(\.line) == [2])
    }

    @Test(arguments: [Array(two.utf8), Array("[{\"id\":\"a\"},{\"id\":\"é\",\"x\":\"]\"}]".utf8)])
    func `where the bytes are cut does not matter`(bytes: [UInt8]) throws {
        let shape = JSONShape(ofBeginning: bytes)
        for cut in 0...bytes.count {
            var reader = PaperFormat.jsonl.reader(
                of: "x", settings: ReadSettings(), shape: shape)
            var batch = ReadBatch(file: "x")
            bytes[..<cut].withUnsafeBufferPointer { reader.read($0, into: &batch) }
            bytes[cut...].withUnsafeBufferPointer { reader.read($0, into: &batch) }
            reader.finish(into: &batch)
            #expect(batch.papers.count == 2 && batch.problems.isEmpty, "cut at \(cut)")
        }
    }

    @Test func `the bytes of a record come along where they are wanted`() throws {
        var settings = ReadSettings()
        settings.keepsRecords = true
        let batch = try read(Array(Self.two.replacing("\n", with: "\r\n").utf8), settings).batch
        #expect(
            batch.papers.first?.record.map { String(decoding: $0, as: UTF8.self) }
                == "{\"id\":\"a\",\"title\":\"A\"}")
    }

    @Test func `lines about topics are no entries`() throws {
        let text = "{\"topic\":[\"视觉\"],\"names\":{\"en\":\"vision\"}}\n" + Self.two
        let batch = try read(Array(text.utf8)).batch
        #expect(batch.papers.count == 2)
        #expect(batch.topicNames[["视觉"]][.english] == "vision")
    }

    @Test func `an empty file has no papers`() throws {
        #expect(try read([]).batch.isEmpty)
        #expect(try read(Array(" \n\n".utf8)).batch.isEmpty)
    }

    @Test func `a list is told from records`() throws {
        let text = "# Graphs\n\n- [Ferry](https://arxiv.org/abs/2006.90001)\n"
        let list = try read(Array(text.utf8), named: "list.md")
        #expect(list.format == .markdown)
        #expect(list.batch.papers.map(\.paper.title) == ["Ferry"])
        #expect(list.batch.list?.placed == 1)
    }

    @Test func `what is no text is refused with a sentence`() throws {
        let error = #expect(throws: CatalogueError.self) { try read(Array("%PDF-1.5".utf8)) }
        #expect(error?.description.contains("this is a PDF") == true)
    }
}
