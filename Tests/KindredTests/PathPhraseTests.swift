import Kindred
import Testing

/// Who asks for a phrase reads about it, where enough entries say it.
@Suite struct PathPhraseTests {
    private func papers(saying count: Int) throws -> Recommender {
        let subjects = [
            "search engines", "music", "answers to questions", "medical images", "news",
            "molecules", "satellites", "crops", "poems", "traffic", "proteins", "stars", "ships",
            "courts",
            "recipes", "songs", "bridges", "glaciers", "insects", "maps",
        ]
        var papers = subjects.prefix(count).enumerated().map { place, subject in
            var paper = Paper(id: "rank-\(place)")
            paper.title = "Learning to rank \(subject)"
            return paper
        }
        papers += subjects.enumerated().map { place, subject in
            var paper = Paper(id: "low-\(place)")
            paper.title = "Learning low rank, low rank learning of \(subject)"
            paper.contribution = .dataset
            return paper
        }
        papers += subjects.map { subject in
            var paper = Paper(id: subject)
            paper.title = "A history of \(subject) and their makers"
            return paper
        }
        return try Recommender(fitting: Catalogue(papers))
    }

    @Test func `steps say the phrase where two for each step do`() throws {
        let path = try papers(saying: 16).path(through: "learning to rank")
        #expect(path.steps.count == 8)
        #expect(path.steps.allSatisfy { $0.paper.id.hasPrefix("rank-") })
        let longer = try papers(saying: 16).path(through: "learning to rank", within: .papers(12))
        #expect(longer.steps.count == 12)
        #expect(longer.steps.contains { $0.paper.id.hasPrefix("low-") })
    }

    @Test func `where few say the phrase, its words are enough`() throws {
        let path = try papers(saying: 4).path(through: "learning to rank")
        #expect(path.steps.count == 8)
        #expect(path.steps.contains { $0.paper.id.hasPrefix("low-") })
    }

    @Test func `time that fits only what is no step is too little`() throws {
        let papers = try papers(saying: 20)
        // What does not say the phrase takes 45 minutes, what says it an hour.
        #expect(
            try papers.path(through: "learning to rank", within: .minutes(50)).nothing
                == .noTime(shortest: 60, minutes: 50))
        #expect(try papers.path(through: "learning to rank", within: .minutes(60)).steps.count == 1)
    }
}
