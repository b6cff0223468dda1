import Foundation
import KindredIndex
import KindredModels
import KindredRanking
import KindredVectors
import Testing

@testable import Kindred
@testable import KindredCatalogue

/// What was learned stays as it was while papers come and go, until it is learned anew.
@Suite struct ProjectionUpdateTests {
    private static let learned = ["lsa.", "encoder.", "confidence.", "growth", "counts"]

    private static func isLexical(_ section: String) -> Bool {
        !learned.contains { section.hasPrefix($0) }
    }

    @Test(arguments: 0..<3)
    func `new papers are laid into the projection as it was, words equal a rebuild's`(
        seed: Int
    ) throws {
        let scratch = try Folder()
        let path = scratch.path("papers.kindred")
        var samples = GrowingSamples(seed: UInt64(40 + seed))
        let (first, new) = (samples.catalogue(60), samples.catalogue(12))
        let old = try Recommender(fitting: first, writingTo: path, recipe: .fused)
        #expect(old.staleness == nil)
        let outcome = try IndexUpdate(ofIndexAt: path).add(new)
        let now = outcome.recommender
        let rebuilt = try Recommender(
            fitting: try IndexUpdateTests.merged(old, new), recipe: .fused)
        #expect(now.differences(from: rebuilt).filter(Self.isLexical) == [])
        #expect(now.verify() == [])

        let (before, after) = (try #require(old.index.lsa), try #require(now.index.lsa))
        #expect(before.singularValues == after.singularValues)
        for row in 0..<now.paperCount {
            let id = now.index.id(at: row)
            if let known = old.row(ofIdentifier: id),
                try old.index.paper(at: known) == now.index.paper(at: row)
            {
                #expect(after.vectors.row(row) == before.vectors.row(known))
            } else {
                let fitted = FittedLSA(
                    settings: LSA(dimensions: 1), components: after.components,
                    singularValues: after.singularValues, sumOfSquares: after.sumOfSquares)
                let weights = after.restricted(try #require(now.index.tfidf).rows.row(row))
                #expect(after.vectors.row(row) == fitted.project(weights))
            }
        }
        let staleness = try #require(now.staleness)
        #expect(staleness.fittedPapers == old.paperCount)
        #expect(staleness.added == outcome.added && staleness.changed == outcome.changed)
        #expect(staleness.shareOfUnknownWords > 0 && staleness.shareOfUnknownWords < 1)
    }

    @Test func `the count of changes goes on from update to update`() throws {
        let scratch = try Folder()
        let path = scratch.path("papers.kindred")
        let papers = (0..<30).map { number -> Paper in
            var paper = Paper(id: "p\(number)")
            paper.title = "deep networks for task \(number % 5) and image \(number % 3)"
            return paper
        }
        _ = try Recommender(
            fitting: Catalogue(Array(papers[..<25])), writingTo: path, recipe: Recipe(for: .lsa))
        let update = IndexUpdate(ofIndexAt: path)
        _ = try update.add(Catalogue(Array(papers[25...])))
        _ = try update.remove(["p0", "p1"])
        var other = papers[2]
        other.title = "something else entirely"
        let staleness = try #require(
            try update.replace(with: Catalogue([other])).recommender.staleness)
        #expect(staleness.fittedPapers == 25)
        #expect((staleness.added, staleness.removed, staleness.changed) == (5, 2, 1))
        // One title of 28 is new, and most of its words say nothing: few words are unknown.
        #expect(staleness.shareOfUnknownWords > 0 && staleness.shareOfUnknownWords < 0.1)
    }

    @Test func `fitting anew gives the bytes of a rebuild`() throws {
        let scratch = try Folder()
        let path = scratch.path("papers.kindred")
        var samples = GrowingSamples(seed: 77)
        _ = try Recommender(fitting: samples.catalogue(50), writingTo: path, recipe: .fused)
        let update = IndexUpdate(ofIndexAt: path)
        _ = try update.add(samples.catalogue(20))
        let stale = try update.remove([try Recommender(opening: path).papers()[3].id]).recommender
        let fresh = try update.refit().recommender
        var catalogue = Catalogue(try stale.papers())
        catalogue.topicNames = stale.topicNames
        let rebuilt = try Recommender(fitting: catalogue, recipe: .fused)
        #expect(fresh.differences(from: rebuilt) == [])
        #expect(fresh.bytes == rebuilt.bytes)
        #expect(fresh.staleness == nil && stale.staleness != nil)
    }

    @Test func `the encoder reads new papers only, and the index equals a rebuild`() throws {
        let scratch = try Folder()
        let path = scratch.path("papers.kindred")
        let model = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "ReferenceTests/Models/tiny-mean").path
        var recipe = Recipe()
        recipe.signals = [.tfidf]
        let papers = ["graphs at a cold start", "attention reads text", "users", "networks"].map {
            var paper = Paper(id: "id-\($0.count)")
            paper.title = $0
            return paper
        }
        _ = try Recommender(
            fitting: Catalogue(Array(papers[..<3])), encoder: model, writingTo: path, recipe: recipe
        )
        var update = IndexUpdate(ofIndexAt: path)
        let read = Read()
        update.encoded = { _, total in read.total = total }
        let now = try update.add(Catalogue([papers[3]])).recommender
        #expect(read.total == 1)
        let rebuilt = try Recommender(
            fitting: Catalogue(papers), encoder: model, recipe: recipe)
        #expect(now.differences(from: rebuilt) == [])
    }

    private final class Read: @unchecked Sendable {
        var total = 0
    }

    @Test func `without its encoder an index takes no new papers, but lets old ones go`() throws {
        let scratch = try Folder()
        let path = scratch.path("papers.kindred")
        let source = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "ReferenceTests/Models/tiny-mean").path
        let model = scratch.path("model")
        try FileManager.default.copyItem(atPath: source, toPath: model)
        let papers = ["one thing", "another"].map {
            var paper = Paper(id: "id-\($0.count)")
            paper.title = $0
            return paper
        }
        _ = try Recommender(fitting: Catalogue([papers[0]]), encoder: model, writingTo: path)
        try FileManager.default.removeItem(atPath: model)
        let update = IndexUpdate(ofIndexAt: path)
        #expect(throws: RankingError.missingModel(name: "model")) {
            try update.add(Catalogue([papers[1]]))
        }
        #expect(try update.remove([papers[0].id]).recommender.paperCount == 0)
    }
}
