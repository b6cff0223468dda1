import Foundation
import Kindred
import Testing

/// What a knowledgeable reader called related, decided from the summaries before any ranking was
/// looked at, beside what Kindred answers.
@Suite struct SeedsJudgementsTests {
    /// The grade of each entry for each liked paper, from lines `query 0 entry grade`.
    private static func judgements() throws -> [(query: String, entry: String, grade: Int)] {
        let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("seeds.qrels")
        return try String(contentsOf: path, encoding: .utf8).split(separator: "\n").map { line in
            let fields = line.split(separator: " ")
            try #require(fields.count == 4)
            return (String(fields[0]), String(fields[2]), try #require(Int(fields[3])))
        }
    }

    private static func seeds() throws -> Catalogue {
        let root = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        return try Catalogue(contentsOf: root.appendingPathComponent("seeds/papers.jsonl").path)
    }

    @Test func `the judged set names entries of the seeds, graded 1 or 2, each once`() throws {
        let ids = Set(try Self.seeds().papers.map(\.id))
        let judgements = try Self.judgements()
        #expect(Set(judgements.map(\.query)).count >= 20)
        for (query, entry, grade) in judgements {
            #expect(ids.contains(query) && ids.contains(entry) && query != entry)
            #expect((1...2).contains(grade))
        }
        #expect(Set(judgements.map { $0.query + " " + $0.entry }).count == judgements.count)
    }

    @Test func `answers agree with the judged set`() throws {
        let papers = try Recommender(fitting: try Self.seeds())
        let grades = Dictionary(grouping: try Self.judgements(), by: \.query)
        let gains = try grades.map { query, judged in
            let grade = Dictionary(uniqueKeysWithValues: judged.map { ($0.entry, $0.grade) })
            let found = try papers.related(to: query).map { grade[$0.paper.id] ?? 0 }
            let ideal = grade.values.sorted(by: >).prefix(10)
            return Self.discounted(found) / Self.discounted(Array(ideal))
        }
        let mean = gains.reduce(0, +) / Double(gains.count)
        // What the first fitting of the summaries reached, less what chance may move.
        #expect(mean > 0.80, "nDCG@10 \(mean)")
    }

    private static func discounted(_ grades: [Int]) -> Double {
        grades.enumerated().reduce(0) { $0 + Double($1.element) / log2(Double($1.offset + 2)) }
    }
}
