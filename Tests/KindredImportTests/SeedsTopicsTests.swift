import Foundation
import KindredCatalogue
import Testing

/// What the topics of the seeds are called in English.
@Suite struct SeedsTopicsTests {
    private static let catalogue = Result { try Catalogue(contentsOf: Seeds.folder.path) }

    private static func paths() throws -> [[String]] {
        let catalogue = try catalogue.get()
        return TopicTree(topicsOf: catalogue.papers.map(\.topics)).all.map(\.path)
    }

    @Test func `every topic of the entries has an English name, and no other topic has one`() throws
    {
        let named = try Self.catalogue.get().topicNames
        let paths = try Self.paths()
        #expect(paths.filter { named[$0][.english] == nil } == [])
        #expect(Set(named.paths).subtracting(paths) == [])
    }

    @Test func `no two topics of one parent share a name`() throws {
        let named = try Self.catalogue.get().topicNames
        for (parent, paths) in Dictionary(grouping: try Self.paths(), by: { $0.dropLast() }) {
            for language in [Language.english, .chinese] {
                let names = paths.map { (named[$0][language] ?? $0[$0.count - 1]).lowercased() }
                #expect(Set(names).count == names.count, "\(parent)")
            }
        }
    }

    @Test func `an English name is English, and short enough for a line`() throws {
        let named = try Self.catalogue.get().topicNames
        for path in named.paths {
            let name = named[path][.english] ?? ""
            #expect(name.han.isEmpty && name.count <= 72, "\(name)")
            #expect(name == name.trimmingCharacters(in: .whitespaces))
        }
    }

    @Test func `every topic answers to each of its names`() throws {
        let catalogue = try Self.catalogue.get()
        let tree = TopicTree(
            topicsOf: catalogue.papers.map(\.topics), names: catalogue.topicNames)
        for topic in tree.all {
            for name in [topic.name, topic.name(in: .english), topic.name(in: .chinese)] {
                #expect(tree.topics(named: name).contains { $0.path == topic.path }, "\(name)")
            }
        }
    }
}
