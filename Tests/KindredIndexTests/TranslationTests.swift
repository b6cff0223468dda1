import Foundation
import KindredCatalogue
import KindredModels
import KindredText
import KindredVectors
import Testing

@testable import KindredIndex

@Suite struct TranslationTests {
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("kindred-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    private func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

    /// 图像 → image .75, picture .25; 网络 → network .9.
    private static let table = TranslationTable(
        sources: Samples.vocabulary(["图像", "网络"], [4, 3]),
        targets: Samples.vocabulary(["image", "network", "picture"], [3, 4, 2]),
        probabilities: SparseMatrix(
            rows: [
                SparseVector(ids: [0, 2], weights: [0.75, 0.25]),
                SparseVector(ids: [1], weights: [0.9]),
            ], columnCount: 3))

    // MARK: The file

    @Test func `a table is read as it was written, and written alike each time`() throws {
        try Self.table.write(to: path("table"))
        let read = try TranslationTable(opening: path("table"))
        #expect(read.translations(of: "图像").map(\.term) == ["image", "picture"])
        #expect(read.translations(of: "图像").map(\.probability) == [0.75, 0.25])
        #expect(read.paperCount == 4 && read.translationCount == 3)
        try read.write(to: path("again"))
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path("table")))
        #expect(bytes == (try Data(contentsOf: URL(fileURLWithPath: path("again")))))
    }

    @Test func `a damaged byte anywhere is noticed`() throws {
        try Self.table.write(to: path("table"))
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path("table")))
        for place in bytes.indices {
            var damaged = bytes
            damaged[place] ^= 0x01
            try damaged.write(to: URL(fileURLWithPath: path("damaged")))
            #expect(throws: IndexError.self, "byte \(place)") {
                try TranslationTable(opening: path("damaged"))
            }
        }
    }

    @Test func `tables and indices are told apart`() throws {
        try Self.table.write(to: path("table"))
        try IndexFile(Samples.contents).write(to: path("index"))
        #expect(
            throws: IndexError.notATranslationTable(path: path("index"), found: "a Kindred index")
        ) { try TranslationTable(opening: path("index")) }
        #expect(
            throws: IndexError.notAnIndex(path: path("table"), found: "a translation table")
        ) { try IndexFile(opening: path("table")) }
    }

    @Test func `another file is no table`() throws {
        try Data("Hello".utf8).write(to: URL(fileURLWithPath: path("text")))
        let error = #expect(throws: IndexError.self) {
            try TranslationTable(opening: path("text"))
        }
        #expect(error?.description.contains("not a translation table") == true)
    }

    // MARK: Pairs

    @Test func `what a paper says in both languages becomes pairs`() {
        var paper = Paper(id: "one")
        paper.summary[.english] = "Images."
        paper.summary[.chinese] = "图像。"
        paper.keywords = [LocalizedText("image")]
        var keyword = LocalizedText("graph")
        keyword[.chinese] = "图"
        paper.keywords.append(keyword)
        var other = Paper(id: "two")
        other.abstract = LocalizedText("Networks.")
        other.abstract[.chinese] = "网络。"
        let pairs = BilingualPair.pairs(of: [paper, other])
        #expect(pairs.map(\.chinese) == ["图像。", "图", "网络。"])
        #expect(pairs.map(\.english) == ["Images.", "graph", "Networks."])
        #expect(pairs.map(\.weight) == [1, 3, 1])
        #expect(pairs.map(\.document) == [0, 0, 1])
    }

    // MARK: The part of a catalogue

    /// By hand: df(image) = 2, df(network) = 1, df(图像) = 2, nobody holds 网络 or picture.
    @Test func `a translation counts as far as the catalogue says it in English`() throws {
        let vocabulary = Samples.vocabulary(["image", "network", "图像"], [2, 1, 2])
        let part = try #require(
            StoredTranslations(
                Self.table, vocabulary: vocabulary, idf: [1.5, 2, 1.5], unknownIDF: 2,
                tokenizer: Tokenizer()))
        #expect(part.terms.count == 2)
        #expect(part.weights.row(0) == SparseVector(ids: [0], weights: [0.375]))
        #expect(part.weights.row(1) == SparseVector(ids: [1], weights: [0.9]))
        #expect(abs(part.squares[0] - (0.75 * 1.5 * 1.5 + 0.25 * 4)) < 1e-6)
        #expect(abs(part.squares[1] - 0.9 * 4) < 1e-6)
    }

    @Test func `a catalogue that knows no English term of the table keeps nothing`() {
        let part = StoredTranslations(
            Self.table, vocabulary: Samples.vocabulary(["图像"], [2]), idf: [1.5], unknownIDF: 2,
            tokenizer: Tokenizer())
        #expect(part == nil)
    }

    @Test func `a catalogue of stems finds its own spelling`() throws {
        var settings = Tokenizer.Settings()
        settings.stemming = .snowball
        let part = try #require(
            StoredTranslations(
                Self.table, vocabulary: Samples.vocabulary(["imag"], [2]), idf: [1.5],
                unknownIDF: 2, tokenizer: Tokenizer(settings)))
        #expect(part.weights.row(0) == SparseVector(ids: [0], weights: [0.75]))
    }

    @Test func `an index without translations has no section of them`() throws {
        var contents = Samples.contents
        contents.translations = nil
        let index = try IndexFile(contents)
        #expect(index.translations == nil)
        #expect(!index.entries.contains { $0.name.hasPrefix("translations") })
        #expect(try IndexFile(Samples.contents).translations?.terms.count == 2)
    }
}
