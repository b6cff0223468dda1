import Foundation
import KindredCatalogue
import Testing

/// The catalogue that ships: made from the two documents and the supplements, facts only.
///
/// `scripts/make-seeds` runs these tests with `KINDRED_MAKE_SEEDS=1`, and then they write the file
/// that they otherwise compare.
@Suite struct SeedsTests {
    private static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("seeds")

    /// The importer's entries without any sentence of the documents, and the supplements.
    private static func made() throws -> Catalogue {
        let documents = try SharedData.documents()
        let collection = MarkdownList.read(documents.collection, document: "link-collection.md")
        let picks = MarkdownList.read(documents.picks, document: "paperweekly-2019-01-25.md")
        let facts = (collection.papers + picks.papers).map(\.factsOnly)
        let supplements = try Catalogue(
            contentsOf: folder.appendingPathComponent("supplements.jsonl").path)
        return Catalogue(facts + supplements.papers)
    }

    @Test(.enabled(if: SharedData.isPresent, SharedData.absence))
    func `the seeds are what the importer makes of the two documents`() throws {
        let made = try Self.made()
        let path = Self.folder.appendingPathComponent("papers.jsonl").path
        if ProcessInfo.processInfo.environment["KINDRED_MAKE_SEEDS"] != nil {
            try made.write(to: path)
            return
        }
        let fresh = FileManager.default.temporaryDirectory
            .appendingPathComponent("seeds-\(ProcessInfo.processInfo.processIdentifier).jsonl").path
        try made.write(to: fresh)
        defer { try? FileManager.default.removeItem(atPath: fresh) }
        let isSame =
            FileManager.default.contents(atPath: fresh)
            == FileManager.default.contents(atPath: path)
        #expect(isSame, "run scripts/make-seeds and look at the difference")
    }

    @Test func `the seeds read without a problem and hold facts only`() throws {
        let catalogue = try Catalogue(
            contentsOf: Self.folder.appendingPathComponent("papers.jsonl").path)
        #expect(catalogue.problems.isEmpty)
        let papers = catalogue.papers
        #expect(papers.count { $0.kind == .paper } > 170 && papers.count > 400)
        for paper in papers {
            #expect(paper.summary.isEmpty && paper.abstract.isEmpty, "\(paper.id)")
            #expect(paper.recommendations.allSatisfy { $0.text == nil }, "\(paper.id)")
            #expect(!paper.links.isEmpty && !paper.sources.isEmpty, "\(paper.id)")
        }
        let untitled = papers.filter { $0.title == nil }.map(\.id)
        #expect(untitled.count == 3, "\(untitled)")
        let corner = try #require(papers.first { $0.names.contains("CornerNet") })
        #expect(corner.title == "CornerNet: Detecting Objects as Paired Keypoints")
        #expect(corner.tags == ["Object Detection"] && corner.venue == "ECCV 2018")
    }
}

extension Paper {
    /// The entry without summary, abstract, reasons, and labels that are sentences.
    var factsOnly: Paper {
        var facts = self
        facts.summary = LocalizedText()
        facts.abstract = LocalizedText()
        facts.recommendations = recommendations.compactMap { recommendation in
            recommendation.by.map { Recommendation(by: $0) }
        }
        facts.links = links.map { link in
            var link = link
            // What a link was called is a title; what stood before a bare one may be a sentence.
            let isTitle = link.kind == .article || link.kind == .paper || link.kind == .pdf
            if link.label == title || !isTitle && (link.label?.count ?? 0) > 20 { link.label = nil }
            return link
        }
        return facts
    }
}
