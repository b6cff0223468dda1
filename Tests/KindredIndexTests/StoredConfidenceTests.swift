import KindredVectors
import Testing

@testable import KindredIndex

@Suite struct StoredConfidenceTests {
    /// Answers 0.00, 0.01 … 1.00, so that the quantile at q % is q / 100; matches half of that.
    private static let curve = StoredConfidence.Curve(
        ofAnswers: (0...100).map { Float($0) / 100 }.shuffled(),
        matches: (0...100).map { Float($0) / 200 }.shuffled())

    @Test func `quantiles ascend and lie on straight lines between scores`() {
        #expect(zip(Self.curve.answers.array, 0...100).allSatisfy { $0 == Float($1) / 100 })
        let three = StoredConfidence.Curve(ofAnswers: [0.8, 0.2, 0.4], matches: [0.5])
        #expect(three.answers[0] == 0.2 && three.answers[50] == 0.4 && three.answers[100] == 0.8)
        #expect(abs(three.answers[25] - 0.3) < 1e-6 && abs(three.answers[75] - 0.6) < 1e-6)
        #expect(three.matches.array.allSatisfy { $0 == 0.5 })
    }

    @Test(arguments: [
        (-1.0, 0.0), (0, 0), (.nan, 0), (0.005, 0.005), (0.02, 0.02), (0.345, 0.345), (1, 1),
        (7, 1), (.infinity, 1),
    ])
    func `a score is read off the curve`(score: Double, share: Double) {
        #expect(abs(Self.curve.shareOfAnswers(upTo: score) - share) < 1e-4)
        #expect(abs(Self.curve.shareOfMatches(upTo: score / 2) - share) < 1e-4)
    }

    @Test func `a score that many papers share counts all of them, and zero none`() {
        let flat = StoredConfidence.Curve(
            ofAnswers: [0, 0, 0, 0, 0.5, 0.5, 0.5, 0.5, 0.5], matches: [1])
        #expect(flat.shareOfAnswers(upTo: 0) == 0)
        #expect(flat.shareOfAnswers(upTo: 0.5) == 1)
        #expect(flat.shareOfAnswers(upTo: 0.01) > 0.3)
        // As near as all others, but for what rounding took.
        #expect(flat.shareOfMatches(upTo: 0.999_999) == 1)
    }

    @Test func `a file keeps it, and a file without it has none`() throws {
        let index = try IndexFile(bytes: Samples.bytes())
        let stored = try #require(index.confidence)
        let made = try #require(Samples.contents.confidence)
        #expect(stored.nearest == made.nearest && stored.sampled == made.sampled)
        #expect(Set(stored.curves.keys) == [.tfidf, .encoder])
        for (scale, curve) in made.curves {
            #expect(stored.curves[scale]?.answers == curve.answers)
            #expect(stored.curves[scale]?.matches == curve.matches)
        }
        var contents = Samples.contents
        contents.confidence = nil
        #expect(try IndexFile(contents).confidence == nil)
    }

    @Test func `counts that cannot be are refused`() throws {
        for nearest: UInt8 in [0, 255] {
            let bytes = try Samples.bytes(
                replacing: "confidence.counts", with: [nearest, nearest, 0, 0, 0, 0, 0, 0])
            #expect(throws: IndexError.self) { try IndexFile(bytes: bytes) }
        }
    }

    @Test(
        arguments: [
            [0, 0, 0xC0, 0x7F], [0, 0, 0xC0, 0xFF], [0, 0, 0x80, 0x7F], [0, 0, 0x80, 0xFF],
            [0, 0, 0, 0x42],
        ] as [[UInt8]], [0, 4 * 50, 4 * 201])
    func `quantiles of a damaged file give shares, not a crash`(
        number: [UInt8], place: Int
    ) throws {
        let bytes = try Samples.bytes(replacing: "confidence.tfidf", at: place, with: number)
        let index = try IndexFile(bytes: bytes)
        let curve = try #require(index.confidence?.curves[.tfidf])
        for score in [-1, 0, 1e-30, 0.1, 0.5, 1, 1e30, .infinity, .nan] as [Double] {
            #expect((0...1).contains(curve.shareOfAnswers(upTo: score)))
            #expect((0...1).contains(curve.shareOfMatches(upTo: score)))
        }
        // A last quantile of 32 is still one that ascends.
        #expect(index.findings().isEmpty == (place == 4 * 201 && number == [0, 0, 0, 0x42]))
    }
}
