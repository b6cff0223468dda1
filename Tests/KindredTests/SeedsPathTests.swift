import Foundation
import Kindred
import Testing

/// Paths towards a paper of the seeds.
@Suite struct SeedsPathTests {
    private static let papers = Result {
        let root = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        return try Recommender(
            fitting: try Catalogue(
                contentsOf: root.appendingPathComponent("seeds/papers.jsonl").path))
    }

    @Test(arguments: ["MoCo", "SimCLR", "ALBERT"])
    func `the way to a paper leads over others, none of them newer`(target: String) throws {
        let path = try Self.papers.get().path(to: target, within: .papers(5))
        #expect(path.steps.count == 5)
        let last = try #require(path.steps.last?.paper)
        #expect(last.names.contains(target) || (last.title ?? "").contains(target))
        for step in path.steps {
            #expect((step.paper.year ?? 0) <= (last.year ?? .max))
        }
    }
}
