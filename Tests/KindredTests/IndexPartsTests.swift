import Foundation
import KindredIndex
import KindredText
import Testing

@testable import Kindred
@testable import KindredCatalogue

/// An index fitted in parts is the one fitted whole.
@Suite struct IndexPartsTests {
    private struct Parts {
        let scratch: Folder
        let catalogues: [Catalogue]
        let paths: [String]

        /// - Parameter statistics: What each part is weighed by; nil for itself.
        init(
            _ catalogues: [Catalogue], _ recipe: Recipe,
            by statistics: CorpusStatistics? = nil
        ) throws {
            let folder = try Folder()
            scratch = folder
            self.catalogues = catalogues
            paths = catalogues.indices.map { folder.path("part-\($0).kindred") }
            for (catalogue, path) in zip(catalogues, paths) {
                _ = try Recommender(
                    fitting: catalogue, writingTo: path, recipe: recipe, statistics: statistics)
            }
        }

        func joined() throws -> Recommender {
            try Recommender(joining: paths, writingTo: scratch.path("whole.kindred"))
        }
    }

    private enum Weighing: CaseIterable {
        /// Each part by itself, by the whole, by statistics that know the first part alone.
        case itself, whole, wrong
    }

    @Test(arguments: GrowingSamples.recipes.indices, 0..<3)
    func `parts that share papers join into the bytes of the whole`(
        recipe: Int, seed: Int
    ) throws {
        let recipe = GrowingSamples.recipes[recipe]
        var samples = GrowingSamples(seed: UInt64(100 + seed))
        let count = 1 + seed
        let catalogues = (0..<count).map { _ in samples.catalogue(25) }
        let whole = try Recommender(fitting: Catalogue(joining: catalogues), recipe: recipe)
        let statistics = try CorpusStatistics(
            merging: catalogues.map { ("part", CorpusStatistics(of: $0, recipe: recipe)) })
        for weighing in Weighing.allCases where recipe.featureCap == nil || weighing != .wrong {
            let used: CorpusStatistics? =
                switch weighing {
                case .itself: nil
                case .whole: statistics
                case .wrong: CorpusStatistics(of: catalogues[0], recipe: recipe)
                }
            let joined = try Parts(catalogues, recipe, by: used).joined()
            #expect(joined.differences(from: whole) == [], "\(weighing)")
            #expect(joined.bytes == whole.bytes)
        }
    }

    /// Papers that share nothing by which they could be one.
    private static func disjoint(_ count: Int) -> [Catalogue] {
        var samples = GrowingSamples(seed: 500)
        let papers = samples.catalogue(count * 20).papers.enumerated().map { number, paper in
            var other = Paper(id: "own-\(number)")
            other.title = "\(paper.title ?? "") \(number)"
            other.abstract = paper.abstract
            return other
        }
        return (0..<count).map { part in
            Catalogue(papers.indices.filter { $0 % count == part }.map { papers[$0] })
        }
    }

    @Test func `a part weighed by the whole has the whole's weights`() throws {
        let catalogues = Self.disjoint(3)
        let statistics = try CorpusStatistics(
            merging: catalogues.map { ("part", CorpusStatistics(of: $0)) })
        let whole = try Recommender(fitting: Catalogue(joining: catalogues))
        let parts = try Parts(catalogues, Recipe(), by: statistics)
        var row = 0
        for path in parts.paths {
            let part = try Recommender(opening: path)
            #expect(part.verify() == [])
            #expect(part.weighingPaperCount == whole.paperCount)
            #expect(part.index.bm25?.averageLength == whole.index.bm25?.averageLength)
            for place in 0..<part.paperCount {
                #expect(part.index.tfidf?.rows.row(place) == whole.index.tfidf?.rows.row(row))
                row += 1
            }
        }
        #expect(row == whole.paperCount)
        #expect(try parts.joined().bytes == whole.bytes)
    }

    @Test func `a part weighed by the whole does not change by itself`() throws {
        let catalogues = Self.disjoint(2)
        let statistics = try CorpusStatistics(
            merging: catalogues.map { ("part", CorpusStatistics(of: $0)) })
        let parts = try Parts(catalogues, Recipe(), by: statistics)
        #expect {
            try IndexUpdate(ofIndexAt: parts.paths[0]).add(catalogues[1])
        } throws: { error in
            guard case .weighedElsewhere = error as? IndexError else { return false }
            return true
        }
    }

    @Test func `indexes of different recipes are not joined`() throws {
        let scratch = try Folder()
        var other = Recipe()
        other.stemming = .snowball
        let catalogue = Self.disjoint(1)[0]
        let paths = ["one", "two"].map(scratch.path)
        _ = try Recommender(fitting: catalogue, writingTo: paths[0])
        _ = try Recommender(fitting: catalogue, writingTo: paths[1], recipe: other)
        #expect(throws: IndexError.unlike(path: paths[1], other: paths[0], what: "recipes")) {
            try Recommender(joining: paths, writingTo: scratch.path("whole"))
        }
        #expect(try scratch.names == ["one", "two"])
    }

    // MARK: Statistics

    @Test func `statistics of parts merge into those of the whole, whatever the order`() throws {
        let scratch = try Folder()
        let catalogues = Self.disjoint(3)
        let parts = catalogues.map { CorpusStatistics(of: $0) }
        try CorpusStatistics(of: Catalogue(joining: catalogues)).write(to: scratch.path("whole"))
        for (number, order) in [[0, 1, 2], [2, 0, 1]].enumerated() {
            let merged = try CorpusStatistics(merging: order.map { ("part", parts[$0]) })
            try merged.write(to: scratch.path("merged-\(number)"))
        }
        let files = try scratch.names.map { FileManager.default.contents(atPath: scratch.path($0)) }
        #expect(files.count == 3 && files[0] != nil)
        #expect(files[0] == files[2] && files[1] == files[2])
    }

    @Test func `statistics keep every term with its papers and its count`() throws {
        let scratch = try Folder()
        var paper = Paper(id: "a")
        paper.title = "graph"
        paper.abstract = LocalizedText("graph attention graph")
        var other = Paper(id: "b")
        other.title = "attention"
        try CorpusStatistics(of: Catalogue([paper, other])).write(to: scratch.path("x"))
        let opened = try CorpusStatistics(opening: scratch.path("x"))
        #expect(opened.paperCount == 2 && opened.termCount == 2)
        let graph = try #require(opened.vocabulary.id(of: "graph"))
        let attention = try #require(opened.vocabulary.id(of: "attention"))
        #expect(opened.vocabulary.documentFrequency(graph) == 1)
        #expect(opened.vocabulary.documentFrequency(attention) == 2)
        // Two in a title and twice one in an abstract; one in an abstract and two in a title.
        #expect(opened.totals[Int(graph)] == 4 && opened.totals[Int(attention)] == 3)
    }

    @Test func `other files are told apart, and a flipped bit is found`() throws {
        let scratch = try Folder()
        let catalogue = Self.disjoint(1)[0]
        let (index, stats) = (scratch.path("index"), scratch.path("stats"))
        _ = try Recommender(fitting: catalogue, writingTo: index)
        try CorpusStatistics(of: catalogue).write(to: stats)
        #expect(throws: IndexError.notStatistics(path: index, found: "a Kindred index")) {
            try CorpusStatistics(opening: index)
        }
        #expect(throws: IndexError.notAnIndex(path: stats, found: "statistics of terms")) {
            try Recommender(opening: stats)
        }
        let bytes = try #require(FileManager.default.contents(atPath: stats))
        for place in stride(from: 0, to: bytes.count, by: 97) {
            var damaged = bytes
            damaged[place] ^= 0x10
            try damaged.write(to: URL(fileURLWithPath: scratch.path("damaged")))
            #expect(throws: IndexError.self, "byte \(place)") {
                try CorpusStatistics(opening: scratch.path("damaged"))
            }
        }
        for length in [0, 1, 63, 64, 200, bytes.count - 1] {
            try bytes.prefix(length).write(to: URL(fileURLWithPath: scratch.path("damaged")))
            #expect(throws: IndexError.self, "\(length) bytes") {
                try CorpusStatistics(opening: scratch.path("damaged"))
            }
        }
    }
}
