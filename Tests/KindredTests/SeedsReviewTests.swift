import Foundation
import Kindred
import Testing

/// What a review finds in the seeds after some of their entries were put elsewhere.
@Suite struct SeedsReviewTests {
    private static let papers = Result {
        let root = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        return try Catalogue(contentsOf: root.appendingPathComponent("seeds/papers.jsonl").path)
            .papers
    }

    /// Puts every 23rd entry with one topic under another root; gives the places of those moved.
    private static func move(_ papers: inout [Paper], from first: Int) -> Set<Int> {
        let topics = papers.map(\.topics)
        var moved: Set<Int> = []
        for entry in stride(from: first, to: papers.count, by: 23) where topics[entry].count == 1 {
            let other = topics[(entry * 7 + 311) % papers.count]
            guard let path = other.first, path.first != topics[entry][0].first else { continue }
            papers[entry].topics = [path]
            moved.insert(entry)
        }
        return moved
    }

    @Test(.serialized, arguments: [[0, 2, 4]])
    func `entries put into a wrong topic are found, with few others`(starts: [Int]) throws {
        let original = try Self.papers.get()
        var (moved, found, right, others) = (0, 0, 0, 0)
        for start in starts {
            var papers = original
            let places = Self.move(&papers, from: start)
            let findings = try ListReview(of: Catalogue(papers)).misplaced
            let hits = findings.filter { places.contains($0.entry) }
            moved += places.count
            found += hits.count
            others += findings.count - hits.count
            right += hits.count { Self.areKin($0.better, original[$0.entry].topics[0]) }
        }
        #expect(moved >= 40)
        #expect(5 * found >= 2 * moved, "\(found) of \(moved) found")
        #expect(10 * right >= 7 * found, "\(right) of \(found) sent home")
        #expect(others <= 12 * starts.count, "\(others) others")
    }

    private static func areKin(_ left: [String], _ right: [String]) -> Bool {
        left.starts(with: right) || right.starts(with: left)
    }
}
