import Foundation
import KindredIndex
import KindredRanking
import KindredVectors
import Testing

@testable import Kindred
@testable import KindredCatalogue

/// The plain reference of every change is the index of the changed catalogue, fitted anew.
@Suite struct IndexUpdateTests {
    /// A changed catalogue and what it is changed with.
    private static func merged(_ old: Recommender, _ new: Catalogue) throws -> Catalogue {
        var catalogue = Catalogue(try old.papers() + new.papers)
        catalogue.topicNames = old.topicNames
        catalogue.topicNames.unite(with: new.topicNames)
        return catalogue
    }

    /// The same, new papers in the place of old ones.
    private static func replaced(_ old: Recommender, _ new: Catalogue) throws -> Catalogue {
        let papers = try old.papers()
        let all = Catalogue(papers + new.papers)
        let now = all.papers.indices.map { number in
            let entries = all.identities.entries(of: number)
            let news = entries.filter { $0 >= papers.count }.map { new.papers[$0 - papers.count] }
            guard var paper = news.first else { return all.papers[number] }
            for other in news.dropFirst() { paper.absorb(other) }
            return paper
        }
        var catalogue = Catalogue(now)
        catalogue.topicNames = try merged(old, new).topicNames
        return catalogue
    }

    private static func bytes(_ recommender: Recommender) -> [UInt8] {
        recommender.index.withBytes { Array($0) }
    }

    /// The sections in which two indexes differ.
    private static func differences(_ one: Recommender, _ two: Recommender) -> [String] {
        let names = Set((one.index.entries + two.index.entries).map(\.name)).sorted()
        return names.filter { name in
            let entries = [one, two].map { $0.index.entries.first { $0.name == name } }
            return entries[0]?.checksum != entries[1]?.checksum
                || entries[0]?.length != entries[1]?.length
        }
    }

    @Test(arguments: GrowingSamples.recipes.indices, 0..<6)
    func `after any changes the bytes are those of a rebuild`(recipe: Int, seed: Int) throws {
        let recipe = GrowingSamples.recipes[recipe]
        var samples = GrowingSamples(seed: UInt64(seed))
        let scratch = try Folder()
        let path = scratch.path("papers.kindred")
        let first = samples.catalogue(seed == 0 ? 1 : 60)
        var now = try Recommender(fitting: first, writingTo: path, recipe: recipe)
        for step in 0..<6 {
            let update = IndexUpdate(ofIndexAt: path)
            let wanted: Catalogue
            let outcome: IndexUpdate.Outcome
            switch samples.number(below: 3) {
            case 0:
                let new = samples.catalogue(1 + samples.number(below: 25))
                wanted = try Self.merged(now, new)
                outcome = try update.add(new)
            case 1:
                let new = samples.catalogue(1 + samples.number(below: 25))
                wanted = try Self.replaced(now, new)
                outcome = try update.replace(with: new)
            default:
                let papers = try now.papers()
                let gone = Set(
                    (0..<papers.count / 4).map { _ in samples.number(below: papers.count) })
                var catalogue = Catalogue(
                    papers.indices.filter { !gone.contains($0) }.map { papers[$0] })
                catalogue.topicNames = now.topicNames
                wanted = catalogue
                outcome = try update.remove(gone.map { papers[$0].id })
            }
            let rebuilt = try Recommender(fitting: wanted, recipe: recipe)
            #expect(
                Self.bytes(outcome.recommender) == Self.bytes(rebuilt),
                "step \(step): \(Self.differences(outcome.recommender, rebuilt))")
            #expect(outcome.recommender.verify() == [])
            now = outcome.recommender
        }
    }
}

/// A folder of its own for one test, gone when the test is.
final class Folder {
    private let url = FileManager.default.temporaryDirectory
        .appendingPathComponent("kindred-\(UUID().uuidString)")

    init() throws {
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }
    deinit { try? FileManager.default.removeItem(at: url) }

    func path(_ name: String) -> String { url.appendingPathComponent(name).path }

    var names: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: url.path).sorted() }
    }
}
