import Foundation
import Kindred
import Testing

@Suite struct IndexRoundTripTests {
    @Test func `an index written and opened answers as the fitted one does`() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("sample.kindred").path

        let fitted = try Recommender(fitting: Samples.catalogue, recipe: Samples.recipe)
        try fitted.write(to: path)
        let opened = try Recommender(opening: path)
        #expect(opened.recipe == fitted.recipe)
        #expect(opened.facts == fitted.facts)
        #expect(opened.verify().isEmpty)
        for paper in Samples.catalogue.papers {
            for signal in Signal.learned {
                var query = RelatedQuery(likes: [paper.id], text: "图 graph")
                query.signal = signal
                let (here, there) = (try fitted.related(query), try opened.related(query))
                #expect(here.matches.map(\.score) == there.matches.map(\.score))
                #expect(here.matches.map(\.paper) == there.matches.map(\.paper))
                #expect(here.matches.map(\.reasons) == there.matches.map(\.reasons))
            }
        }
    }

    @Test func `an index made in its file has the bytes of one made in memory`() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (one, other) = (folder.appendingPathComponent("1"), folder.appendingPathComponent("2"))
        let fitted = try Recommender(fitting: Samples.catalogue, recipe: Samples.recipe)
        try fitted.write(to: one.path)
        let written = try Recommender(
            fitting: Samples.catalogue, writingTo: other.path, recipe: Samples.recipe)
        #expect(try Data(contentsOf: one) == Data(contentsOf: other))
        #expect(written.facts == fitted.facts)
        #expect(written.verify().isEmpty)
        // Nothing appears where it cannot appear whole.
        let missing = folder.appendingPathComponent("no/such/folder")
        #expect(throws: IndexError.self) {
            try Recommender(fitting: Samples.catalogue, writingTo: missing.path)
        }
    }

    @Test func `the same papers give the same bytes`() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var files: [Data] = []
        for threads in [1, 2, 5] {
            let path = folder.appendingPathComponent("\(threads).kindred")
            try Recommender(
                fitting: Samples.catalogue, recipe: Samples.recipe, threads: threads
            ).write(to: path.path)
            files.append(try Data(contentsOf: path))
        }
        #expect(files[0] == files[1] && files[1] == files[2])
    }
}
