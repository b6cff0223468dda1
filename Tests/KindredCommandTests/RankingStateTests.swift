import Testing

@testable import KindredCommand

/// What is kept of a run that ranks.
@Suite struct RankingStateTests {
    private static func line(_ text: String, _ place: Int?) throws -> RankedLine {
        try #require(RankedLine(bytes: Array(text.utf8), rankPlace: place))
    }

    private static func state() throws -> RankingState {
        var state = RankingState(limit: 3)
        state.progress = 12_345
        let lines: [(Float, String, Int?)] = [
            (0.1, "{\"rank\": , \"a\": 1}\n", 9), (-0.5, "gone\n", 0), (0.1, "\tb\n", 0),
            (2.5, "@misc{c,\n}\n", nil),
        ]
        for (place, (score, text, rank)) in lines.enumerated() {
            state.best.take(.init(score: score, place: place, kept: try line(text, rank)))
        }
        return state
    }

    @Test func `a state is read as it was kept, and goes on as if nothing had happened`() throws {
        var one = try Self.state()
        var other = try #require(RankingState(one.bytes, limit: 3))
        #expect(other.progress == 12_345)
        let next = try Self.line("next\n", 0)
        one.best.take(.init(score: 0.1, place: 9, kept: next))
        other.best.take(.init(score: 0.1, place: 9, kept: next))
        #expect(one.bytes == other.bytes)
        one.best.take(.init(score: 0.2, place: 9, kept: next))
        other.best.take(.init(score: 0.2, place: 9, kept: next))
        #expect(one.bytes == other.bytes)
        #expect(other.best.sorted.map(\.place) == [3, 9, 0])
    }

    @Test func `a rank goes where its place is`() throws {
        let texts = try Self.state().best.sorted.enumerated().map {
            String(decoding: $1.kept.text(rank: $0 + 1), as: UTF8.self)
        }
        #expect(texts == ["@misc{c,\n}\n", "{\"rank\": 2, \"a\": 1}\n", "3\tb\n"])
    }

    @Test func `bytes that are no state are none`() throws {
        let whole = try Self.state().bytes
        for end in 0..<whole.count {
            // Cut between two candidates it is a state with fewer of them.
            guard let state = RankingState(Array(whole[..<end]), limit: 3) else { continue }
            #expect(state.bytes.elementsEqual(whole[..<end]))
        }
        for text in ["", "\n", "x\n", "1\n1 2 3\n", "1\n1 2 9 3\nabc", "1\n1 2 0 9\nabc"] {
            #expect(RankingState(Array(text.utf8), limit: 3) == nil, "\(text)")
        }
    }
}
