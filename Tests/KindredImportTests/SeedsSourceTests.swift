import Foundation
import KindredCatalogue
import Testing

/// The seeds beside the two documents they stand on: nothing is lost, and no sentence is theirs.
@Suite(.enabled(if: SharedData.isPresent, SharedData.absence))
struct SeedsSourceTests {
    /// What the importer makes of the two documents.
    private static func imported() throws -> [Paper] {
        let documents = try SharedData.documents()
        let collection = MarkdownList.read(documents.collection, document: "link-collection.md")
        let picks = MarkdownList.read(documents.picks, document: "paperweekly-2019-01-25.md")
        return collection.papers + picks.papers
    }

    @Test func `the seeds hold every entry of the two documents`() throws {
        let imported = try Self.imported()
        #expect(imported.count { $0.kind == .paper } == 177)
        let entries = try entriesByIdentity()
        for paper in imported {
            let places = Set(paper.identities.compactMap { entries[$0] })
            #expect(places.count == 1, "\(paper.id)")
            guard let place = places.first else { continue }
            let entry = try Seeds.catalogue.get().papers[place]
            #expect(Set(entry.tags).isSuperset(of: paper.tags), "\(paper.id)")
            #expect(
                Set(entry.recommendations.compactMap(\.by))
                    .isSuperset(of: paper.recommendations.compactMap(\.by)), "\(paper.id)")
            #expect(Set(entry.sources).isSuperset(of: paper.sources), "\(paper.id)")
        }
    }

    @Test func `the seeds hold every link of the two documents`() throws {
        let papers = try Seeds.catalogue.get().papers
        let known = Set(papers.flatMap(\.links).map(\.url).map(Self.plain))
        let entries = try entriesByIdentity()
        for link in try Self.imported().flatMap(\.links) where !known.contains(Self.plain(link.url))
        {
            // One address has lost its capitals in the document; the seeds know it mended.
            let id = try #require(PaperID(link.url), "\(link.url)")
            #expect(entries[id] != nil, "\(link.url)")
        }
    }

    @Test func `every topic is a heading of the documents`() throws {
        let imported = try Self.imported()
        // One heading has a sentence below it and no link.
        let lines = try SharedData.documents().collection.split(separator: "\n")
        let headings = Set(lines.filter { $0.hasPrefix("#") }.map(Self.heading))
        let papers = try Seeds.catalogue.get().papers
        for paper in papers {
            for path in paper.topics {
                #expect(headings.isSuperset(of: path), "\(paper.id): \(path)")
            }
        }
        let paths = Set(papers.flatMap(\.topics))
        let lost = Set(imported.flatMap(\.topics)).subtracting(paths)
        // Those that README tells of: entries stood under a wrong heading.
        #expect(lost.count <= 40, "\(lost)")
    }

    @Test func `no summary shares a run of words with the documents`() throws {
        let documents = try SharedData.documents()
        let text = documents.collection + "\n" + documents.picks
        let papers = try Seeds.catalogue.get().papers
        let terms =
            papers.flatMap { paper in
                [paper.title ?? ""] + paper.keywords.flatMap { $0.texts.map(\.text) }
            } + (try Self.imported().compactMap(\.title))
        let chinese = SharedRuns(of: 16, in: text.han, but: terms.map(\.han))
        let english = SharedRuns(of: 9, in: text.latinWords, but: terms.map(\.latinWords))
        for paper in papers {
            let runs = [
                chinese.first(in: (paper.summary[.chinese] ?? "").han).map { String($0) },
                english.first(in: (paper.summary[.english] ?? "").latinWords)
                    .map { $0.joined(separator: " ") },
            ]
            #expect(runs.compactMap(\.self).isEmpty, "\(paper.id): \(runs)")
        }
        // The check sees what it looks for.
        let line = try #require(text.split(separator: "\n").first { String($0).han.count > 40 })
        #expect(chinese.first(in: String(line).han) != nil)
    }

    /// The place of the entry that bears each identity.
    private func entriesByIdentity() throws -> [PaperID: Int] {
        var entries: [PaperID: Int] = [:]
        for (place, paper) in try Seeds.catalogue.get().papers.enumerated() {
            let titles = paper.titles.texts.compactMap { PaperID.titleKey($0.text) }
            for id in paper.identities + titles where entries[id] == nil { entries[id] = place }
        }
        return entries
    }

    /// The words of a heading's line.
    private static func heading(_ line: Substring) -> String {
        line.drop { $0 == "#" }.trimmingCharacters(in: .whitespaces)
    }

    /// An address without what two spellings of it differ in.
    private static func plain(_ url: String) -> String {
        PaperID(url)?.description ?? url
    }
}

/// The runs of a text that another text might have copied.
private struct SharedRuns<Element: Hashable> {
    private let length: Int
    private let runs: Set<[Element]>

    /// All runs of so many elements, but those that stand in a title or a term.
    init(of length: Int, in text: [Element], but titles: [[Element]]) {
        self.length = length
        runs = Self.runs(of: length, in: text)
            .subtracting(titles.flatMap { Self.runs(of: length, in: $0) })
    }

    /// The first run of a text that is one of these.
    func first(in text: [Element]) -> [Element]? {
        guard text.count >= length else { return nil }
        return (0...text.count - length).lazy.map { Array(text[$0..<$0 + length]) }
            .first(where: runs.contains)
    }

    private static func runs(of length: Int, in text: [Element]) -> Set<[Element]> {
        guard text.count >= length else { return [] }
        return Set((0...text.count - length).map { Array(text[$0..<$0 + length]) })
    }
}
