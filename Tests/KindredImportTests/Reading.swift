import Foundation
import KindredCatalogue
import Testing

/// Short ways to read a list in a test.
enum Read {
    /// The import of a list written in the test.
    static func list(_ text: String) -> MarkdownImport {
        MarkdownList.read(text, document: "list.md")
    }

    /// The entries of a list written in the test.
    static func papers(_ text: String) -> [Paper] { list(text).papers }

    /// The only entry of a list.
    static func only(
        _ text: String, _ location: SourceLocation = #_sourceLocation
    ) throws -> Paper {
        let papers = papers(text)
        #expect(papers.count == 1, sourceLocation: location)
        return try #require(papers.first, sourceLocation: location)
    }
}

extension Paper {
    /// The addresses of its links of a kind.
    func urls(_ kind: Link.Kind) -> [String] {
        links.filter { $0.kind == kind }.map(\.url)
    }

    /// Its summary in any language.
    var anySummary: String { summary.texts.first?.text ?? "" }
}

/// Real documents, which are no part of the repository.
enum SharedData {
    /// Why a test that needs them is skipped.
    static let absence: Comment =
        "skipped: no ../shared beside the repository (KINDRED_SHARED names it)"

    /// The folder beside the repository, or where `KINDRED_SHARED` says.
    static let folder: URL? = {
        let manager = FileManager.default
        let given = ProcessInfo.processInfo.environment["KINDRED_SHARED"]
        let root = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let beside = root.deletingLastPathComponent().appendingPathComponent("shared")
        let folder = given.map { URL(fileURLWithPath: $0) } ?? beside
        return manager.fileExists(atPath: folder.path) ? folder : nil
    }()

    /// Whether they are there.
    static var isPresent: Bool { folder != nil }

    /// The two documents: the link collection and the page of picks, told by what they hold.
    static func documents() throws -> (collection: String, picks: String) {
        let folder = try #require(folder).appendingPathComponent("documents")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        let texts = try names.filter { $0.hasSuffix(".txt") }.map {
            try String(contentsOf: folder.appendingPathComponent($0), encoding: .utf8)
        }
        let collection = try #require(texts.first { $0.contains("<!-- TOC -->") })
        let picks = try #require(texts.first { !$0.contains("<!-- TOC -->") })
        return (collection, picks)
    }

    /// One of the six lists.
    static func list(_ name: String) throws -> String {
        let file = try #require(folder).appendingPathComponent("data/markdown/\(name).md")
        return try String(contentsOf: file, encoding: .utf8)
    }
}
