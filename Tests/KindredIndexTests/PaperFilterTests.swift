import KindredCatalogue
import Testing

@testable import KindredIndex

@Suite struct PaperFilterTests {
    private func passing(_ change: (inout PaperFilter) -> Void) throws -> [Int] {
        let catalogue = try IndexFile(Samples.contents).catalogue
        var filter = PaperFilter()
        change(&filter)
        let failing = catalogue.rows(failing: filter)
        return (0..<4).filter { !failing.contains($0) }
    }

    @Test func `an empty filter lets everything pass`() throws {
        #expect(PaperFilter().isEmpty)
        #expect(try passing { _ in } == [0, 1, 2, 3])
    }

    @Test func `kinds are told apart`() throws {
        #expect(try passing { $0.kinds = [.code] } == [3])
        #expect(try passing { $0.kinds = [.paper, .article] } == [0, 1, 2])
        #expect(try passing { $0.kinds = [.talk] } == [])
    }

    @Test func `a paper without a year passes no bound on years`() throws {
        #expect(try passing { $0.since = 2019 } == [0, 1])
        #expect(try passing { $0.since = 2020 } == [])
        #expect(try passing { $0.until = 2019 } == [0, 1])
        #expect(try passing { $0.until = 2018 } == [])
        #expect(try passing { ($0.since, $0.until) = (2020, 2018) } == [])
        #expect(try passing { $0.since = -5 } == [0, 1])
    }

    @Test func `a topic takes in what lies below it`() throws {
        let topics = try IndexFile(Samples.contents).catalogue.topics
        let vision = try #require(topics.topic(at: ["计算机视觉"]))
        let below = try #require(topics.topic(at: ["计算机视觉", "自监督学习"]))
        #expect(topics.topic(at: ["自监督学习"]) == nil)
        #expect(try passing { $0.topics = [vision] } == [0, 2])
        #expect(try passing { $0.topics = [below] } == [0])
        #expect(try passing { $0.topics = [] } == [])
        let language = try #require(topics.topic(at: ["自然语言处理"]))
        #expect(try passing { $0.topics = [below, language] } == [0, 1])
    }

    @Test func `every kind has a number of its own`() {
        let codes = Paper.Kind.allCases.map(CatalogueColumns.kindCode)
        #expect(Set(codes).count == codes.count)
        #expect(!codes.contains(0))
    }
}
