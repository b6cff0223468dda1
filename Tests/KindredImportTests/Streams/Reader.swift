import Testing

@testable import KindredCatalogue

/// Short ways to read a format in a test.
enum Reader {
    /// What a text holds, read as a format.
    static func batch(
        _ text: String, as format: PaperFormat, _ settings: ReadSettings = ReadSettings()
    ) -> ReadBatch {
        batch(Array(text.utf8), as: format, settings)
    }

    /// What bytes hold, fed in pieces of `step` bytes.
    static func batch(
        _ bytes: [UInt8], as format: PaperFormat, _ settings: ReadSettings = ReadSettings(),
        step: Int = .max
    ) -> ReadBatch {
        var reader = format.reader(
            of: "papers", settings: settings, shape: JSONShape(ofBeginning: bytes))
        var batch = ReadBatch(file: "papers")
        var start = 0
        while start < bytes.count {
            let end = step < bytes.count - start ? start + step : bytes.count
            bytes[start..<end].withUnsafeBufferPointer { reader.read($0, into: &batch) }
            start = end
        }
        reader.finish(into: &batch)
        return batch
    }

    /// The papers of a text.
    static func papers(_ text: String, as format: PaperFormat) -> [Paper] {
        batch(text, as: format).papers.map(\.paper)
    }

    /// The only paper of a text without problems.
    static func only(
        _ text: String, as format: PaperFormat, _ location: SourceLocation = #_sourceLocation
    ) throws -> Paper {
        let batch = batch(text, as: format)
        #expect(batch.problems.isEmpty, sourceLocation: location)
        #expect(batch.papers.count == 1, sourceLocation: location)
        return try #require(batch.papers.first?.paper, sourceLocation: location)
    }
}
