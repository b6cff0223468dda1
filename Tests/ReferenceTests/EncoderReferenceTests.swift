import Foundation
import KindredVectors
import Testing

@testable import KindredModels

/// What `transformers` gives for two tiny random models and texts of ours, ordinary and hostile.
@Suite struct EncoderReferenceTests {
    /// The largest difference of a number of a vector of length one. `Float` sums of some hundred
    /// products differ by about 1e-6; the reference rounds as much itself.
    static let tolerance = 5e-6
    /// What rounding to whole numbers of sixteen bits may move a number by, layer upon layer.
    static let roundedTolerance = 5e-4

    @Test(arguments: try File.read().cases)
    func `ids are those of the published tokenizer`(of given: Case) throws {
        let (file, encoder) = (try File.read(), try given.encoder())
        for (text, expected) in zip(file.texts, given.ids) {
            #expect(encoder.ids(text) == expected, "\(text.debugDescription)")
        }
    }

    @Test(arguments: try File.read().cases)
    func `the plain loops give the reference's vectors`(of given: Case) throws {
        let forward = try given.encoder().forward
        for (ids, expected) in zip(given.ids, given.vectors) {
            let found = PlainForward.vector(ids, forward.weights, forward.settings)
            #expect(largestDifference(found.map { Float($0) }, expected) <= Self.tolerance)
        }
    }

    @Test(arguments: try File.read().cases)
    func `packed batches give the reference's vectors`(of given: Case) throws {
        let (file, encoder) = (try File.read(), try given.encoder())
        let vectors = encoder.encode(texts: file.texts.count) { file.texts[$0] }
        for (row, expected) in given.vectors.enumerated() {
            #expect(largestDifference(vectors.row(row), expected) <= Self.roundedTolerance)
            let length = vectors.row(row).reduce(0.0) { $0 + Double($1) * Double($1) }
            #expect(abs(length - 1) < 1e-6)
        }
    }

    @Test(arguments: try File.read().cases)
    func `a text alone has the vector that it has in company`(of given: Case) throws {
        let (file, encoder) = (try File.read(), try given.encoder())
        let vectors = encoder.encode(texts: file.texts.count) { file.texts[$0] }
        for (row, text) in file.texts.enumerated() {
            #expect(encoder.encode(text).map(\.bitPattern) == vectors.row(row).map(\.bitPattern))
        }
    }

    @Test func `vectors do not depend on the number of threads`() throws {
        let (file, encoder) = (try File.read(), try File.read().cases[0].encoder())
        let count = 40 * file.texts.count
        let text: @Sendable (Int) -> String = { file.texts[$0 % file.texts.count] + " \($0 % 7)" }
        let one = encoder.encode(texts: count, threads: .one, text: text)
        let most = Progress()
        let many = encoder.encode(texts: count, threads: Threads(5), text: text) { most.tell($0) }
        #expect(one.elements.bytes.elementsEqual(many.elements.bytes))
        #expect(most.last == count && most.onlyGrew)
    }

    @Test func `no texts give no rows`() throws {
        let encoder = try File.read().cases[0].encoder()
        let vectors = encoder.encode(texts: 0) { _ in "" }
        #expect(vectors.rowCount == 0 && vectors.columnCount == 32)
    }

    @Test func `a model has a name and a checksum of its own`() throws {
        let encoders = try File.read().cases.map { try $0.encoder() }
        #expect(encoders.map(\.identity.name) == ["tiny-mean", "tiny-cls"])
        #expect(encoders[0].identity.checksum != encoders[1].identity.checksum)
        #expect(encoders.allSatisfy { $0.identity.checksum.count == 8 })
        #expect(encoders.allSatisfy { $0.maximumTokens == 48 && $0.dimensions == 32 })
    }

    /// What a progress closure was told.
    private final class Progress: @unchecked Sendable {
        private(set) var last = 0
        private(set) var onlyGrew = true
        private let lock = NSLock()

        func tell(_ done: Int) {
            lock.withLock {
                onlyGrew = onlyGrew && done > last
                last = done
            }
        }
    }
}

extension EncoderReferenceTests {
    struct File: Decodable {
        let texts: [String]
        let cases: [Case]

        static func read() throws -> File { try Numbers.read("encoder", as: File.self) }
    }

    struct Case: Decodable, Sendable, CustomTestStringConvertible {
        let folder: String
        let ids: [[Int32]]
        let vectors: [[Double]]

        var testDescription: String { folder }

        func encoder() throws -> Encoder {
            let tests = URL(filePath: #filePath).deletingLastPathComponent()
            return try Encoder(folder: tests.appending(path: "Models/\(folder)").path)
        }
    }
}
