import Foundation
import Kindred
import KindredIndex
import KindredModels
import KindredText
import Testing

/// A catalogue that an encoder reads, by the public interface; the model is a tiny random one.
@Suite struct EncoderTests {
    private static let model = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "ReferenceTests/Models/tiny-mean").path

    private static let catalogue = Catalogue(
        [
            ("a", "Graph networks", "We recommend by graphs. It works at a cold start."),
            ("b", "Attention", "Attention reads a text at once. Recurrence reads word by word."),
            ("c", "Cold start", "Users start cold. A network of users recommends, e.g. by graphs."),
            ("d", "图神经网络", "我们提出图网络。它用于推荐。"),
        ].map { id, title, abstract in
            var paper = Paper(id: id)
            paper.title = title
            paper.abstract = LocalizedText(abstract)
            return paper
        })

    private func fitted(writingTo path: String? = nil) throws -> Recommender {
        try Recommender(fitting: Self.catalogue, encoder: Self.model, writingTo: path, threads: 2)
    }

    @Test func `an index with an encoder is the same in memory and in its file`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "kindred-\(UUID().uuidString)"
        ).path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let told = Told()
        let memory = try Recommender(
            fitting: Self.catalogue, encoder: Self.model, encoded: { told.count = ($0, $1) })
        #expect(told.count == (4, 4))
        try memory.write(to: folder + "/one")
        _ = try fitted(writingTo: folder + "/two")
        let files = ["/one", "/two"].map { FileManager.default.contents(atPath: folder + $0) }
        #expect(files[0] != nil && files[0] == files[1])
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        #expect(names.sorted() == ["one", "two"])
        let opened = try Recommender(opening: folder + "/two")
        #expect(opened.signals.contains(.encoder) && opened.recipe.encoder == Self.model)
        let answers: [[Match]] = try [memory, opened].map { try $0.related(question).matches }
        #expect(answers[0].map(\.paper.id) == answers[1].map(\.paper.id))
        #expect(answers[0].map(\.score) == answers[1].map(\.score))
    }

    @Test(arguments: [Signal.encoder, .fused])
    func `candidates are read by the encoder, and score what related gives them`(
        signal: Signal
    ) throws {
        let papers = try fitted()
        let scorer = try papers.scorer(
            for: ScoreQuery(likes: [.named("a"), .named("b")], signal: signal))
        #expect(scorer.missingModel == nil)
        let scores = scorer.scores(of: Self.catalogue.papers)
        var query = RelatedQuery(likes: ["a", "b"])
        query.signal = signal
        let matches = try papers.related(query).matches
        #expect(!matches.isEmpty)
        for match in matches {
            let place = try #require(
                Self.catalogue.papers.firstIndex { $0.id == match.paper.id })
            // The encoder's sums depend on which texts are read together, in the last bits.
            #expect(abs(Double(scores[place].score) - match.score) < 1e-5)
        }
        let byText = try papers.scorer(
            for: ScoreQuery(likes: [.text("Users recommend."), .named("b")], signal: signal))
        #expect(byText.scores(of: Self.catalogue.papers).contains { $0.score > 0 })
    }

    private final class Told: @unchecked Sendable {
        var count = (0, 0)
    }

    private var question: RelatedQuery {
        var query = RelatedQuery(likes: ["a"], text: "Users recommend. Words attend.")
        query.signal = .encoder
        return query
    }

    @Test func `the encoder's part names the closest sentences of question and answer`() throws {
        let papers = try fitted()
        let answer = papers.quotingSentences(in: try papers.related(question))
        #expect(!answer.matches.isEmpty)
        let encoder = try Encoder(folder: Self.model)
        let asked =
            ["Users recommend.", "Words attend.", "Graph networks"]
            + ["We recommend by graphs.", "It works at a cold start."]
        for match in answer.matches {
            let reason = try #require(match.reasons.first { $0.signal == .encoder })
            let pair = try #require(reason.sentences)
            let abstract = try #require(match.paper.abstract.texts.first?.text)
            let found = [try #require(match.paper.title)] + Sentences.cut(abstract)
            #expect(asked.contains(pair.asked) && found.contains(pair.found))
            let best = asked.flatMap { one in
                found.map { cosine(encoder.encode(one), encoder.encode($0)) }
            }.max()
            #expect(abs(pair.similarity - (best ?? 2)) < 1e-6)
            let own = cosine(encoder.encode(pair.asked), encoder.encode(pair.found))
            #expect(abs(pair.similarity - own) < 1e-6)
        }
    }

    @Test func `an answer by words names no sentences`() throws {
        let papers = try fitted()
        var query = question
        query.signal = .tfidf
        let answer = papers.quotingSentences(in: try papers.related(query))
        #expect(!answer.matches.isEmpty)
        #expect(answer.matches.allSatisfy { $0.reasons.allSatisfy { $0.sentences == nil } })
    }

    @Test func `a model that is not here is an error with a sentence`() throws {
        let error = #expect(throws: EncoderError.self) {
            try Recommender(fitting: Self.catalogue, encoder: "no-such-model")
        }
        #expect(error?.description.contains("no-such-model") == true)
    }

    private func cosine(_ left: [Float], _ right: [Float]) -> Double {
        zip(left, right).reduce(0) { $0 + Double($1.0) * Double($1.1) }
    }
}
