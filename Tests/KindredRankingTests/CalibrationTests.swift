import KindredCatalogue
import KindredModels
import KindredVectors
import Testing

@testable import KindredIndex
@testable import KindredRanking

/// What a catalogue's own papers say of nearness, against asking each paper one by one.
@Suite struct CalibrationTests {
    private static let words = [
        "graph", "image", "language", "reward", "sound", "node", "pixel", "word", "agent", "tone",
        "learning", "model", "network", "deep",
    ]

    /// Papers of four words each, drawn; the last one empty.
    private static func papers(_ count: Int) -> [Paper] {
        var state: UInt64 = 5
        return (0..<count).map { number in
            var paper = Paper(id: "p\(number)")
            let drawn = (0..<4).map { _ -> String in
                // The generator of Knuth's MMIX.
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return words[Int(state >> 33) % words.count]
            }
            paper.title = number == count - 1 ? nil : drawn.joined(separator: " ")
            return paper
        }
    }

    private static func contents(_ count: Int, encoder: Bool = false) -> IndexContents {
        var recipe = Recipe()
        recipe.signals = [.tfidf, .lsa]
        recipe.dimensions = 5
        let papers = papers(count)
        let vectors = (0..<count).map { row -> [Float] in
            (0..<6).map { (place: Int) -> Float in
                let product: Int = (row + 1) * (place + 3) * 7919
                return Float(product % 101 - 50)
            }
        }
        let encoding = StoredEncoding(
            model: Encoder.Identity(name: "none", checksum: "00000000"),
            vectors: DenseMatrix(rows: vectors, columnCount: 6).rowsNormalized(threads: .one))
        return Fitting(recipe: recipe).contents(of: papers, encoding: encoder ? encoding : nil)
    }

    private static func search(_ contents: IndexContents) throws -> Related {
        var recipe = Recipe()
        recipe.signals = [.tfidf, .lsa]
        recipe.dimensions = 5
        return Related(index: try IndexFile(contents), recipe: recipe)
    }

    @Test(arguments: [false, true])
    func `every curve is that of the papers asked one by one`(encoder: Bool) throws {
        let contents = Self.contents(45, encoder: encoder)
        let found = try #require(Calibration().confidence(of: contents))
        #expect(found.sampled == 44 && found.nearest == 4)
        let search = try Self.search(contents)
        var signals: [(Signal, StoredConfidence.Scale)] = [
            (.tfidf, .tfidf), (.lsa, .lsa), (.fused, .fused),
        ]
        if encoder { signals.append((.encoder, .encoder)) }
        for (signal, scale) in signals {
            let scores = try (0..<44).map { row in
                let own = RowSet(rowCount: 45, rows: [row])
                return try search.comparison(
                    by: signal, with: Profile(likes: [.paper(row)], unlikes: [])
                ).best(4, excluding: own, threads: .one).map { Double($0.score) }
            }
            let together = scores.map { row in
                Float((row.reduce(0) { $0 + $1 * $1 } / 4).squareRoot())
            }
            let singles = scores.flatMap { ($0 + [0, 0, 0, 0]).prefix(4).map(Float.init) }
            let curve = StoredConfidence.Curve(ofAnswers: together, matches: singles)
            let other = try #require(found.curves[scale])
            for place in 0...100 {
                // A paper's stored point and the point of its terms differ by rounding.
                #expect(abs(curve.answers[place] - other.answers[place]) < 1e-5, "\(scale)")
                #expect(abs(curve.matches[place] - other.matches[place]) < 1e-5, "\(scale)")
            }
        }
        #expect(
            Set(found.curves.keys)
                == (encoder
                    ? [.tfidf, .lsa, .fused, .fusedWords, .encoder] : [.tfidf, .lsa, .fused]))
    }

    @Test func `without its encoder, fused scores have the curve of an index without one`() throws {
        let with = try #require(
            Calibration().confidence(of: Self.contents(45, encoder: true))?.curves[.fusedWords])
        let without = try #require(
            Calibration().confidence(of: Self.contents(45))?.curves[.fused])
        #expect(with.answers == without.answers && with.matches == without.matches)
    }

    @Test(arguments: [2, 3, 8])
    func `the number of threads changes nothing`(threads: Int) throws {
        let contents = Self.contents(60, encoder: true)
        let one = try #require(Calibration(threads: .one).confidence(of: contents))
        let many = try #require(Calibration(threads: Threads(threads)).confidence(of: contents))
        for scale in StoredConfidence.Scale.allCases {
            #expect(one.curves[scale]?.answers == many.curves[scale]?.answers)
            #expect(one.curves[scale]?.matches == many.curves[scale]?.matches)
        }
    }

    @Test func `too few papers with text say nothing`() {
        #expect(Calibration().confidence(of: Self.contents(20)) == nil)
        #expect(Calibration().confidence(of: Self.contents(21))?.sampled == 20)
        let empty = Fitting(recipe: Recipe()).contents(of: [])
        #expect(Calibration().confidence(of: empty) == nil)
    }

    @Test(arguments: [(1, 1, 1), (468, 468, 10), (10_000, 600, 10), (1_000_000, 200, 10)])
    func `large catalogues are asked less`(papers: Int, sampled: Int, nearest: Int) {
        #expect(Calibration.sampled(of: papers) == sampled)
        #expect(Calibration.nearest(of: papers) == nearest)
    }

    @Test func `nearness is the quadratic mean, with what is missing or below zero as zero`() {
        #expect(abs(Calibration.nearness(of: [0.6, 0.8], 2) - 0.5.squareRoot()) < 1e-12)
        #expect(abs(Calibration.nearness(of: [0.6, -3], 4) - 0.3) < 1e-12)
        #expect(Calibration.nearness(of: [Double](), 4) == 0)
    }

    @Test func `an answer has the share of its own nearness, whatever the limit and the filter`()
        throws
    {
        var contents = Self.contents(60)
        contents.confidence = Calibration().confidence(of: contents)
        let search = try Self.search(contents)
        let curve = try #require(contents.confidence?.curves[.tfidf])
        var query = RelatedQuery(likes: ["p7"])
        query.signal = .tfidf
        let whole = try search.answer(query)
        let scores = whole.matches.prefix(6).map(\.score)
        let share = curve.shareOfAnswers(upTo: Calibration.nearness(of: scores, 6))
        #expect(whole.confidence == Confidence(percentile: share))
        for match in whole.matches {
            let share = curve.shareOfMatches(upTo: match.score)
            #expect(match.confidence?.percentile == share)
        }
        query.limit = 1
        #expect(try search.answer(query).confidence == whole.confidence)
        query.since = 2090
        let filtered = try search.answer(query)
        #expect(filtered.matches.isEmpty && filtered.confidence == whole.confidence)
    }

    @Test(arguments: [Signal.tfidf, .fused])
    func `an answer to several likes is as near as to the nearest like`(signal: Signal) throws {
        var contents = Self.contents(60)
        contents.confidence = Calibration().confidence(of: contents)
        let search = try Self.search(contents)
        func matches(_ likes: [String], unlike: String? = nil) throws -> [Match] {
            var query = RelatedQuery(likes: likes, limit: 60)
            query.signal = signal
            query.unlikes = unlike.map { [$0] } ?? []
            return try search.answer(query).matches
        }
        let alone = try ["p7", "p20"].map { like in
            try matches([like]).reduce(into: [:]) { $0[$1.paper.id] = $1.confidence?.percentile }
        }
        let both = try matches(["p7", "p20"])
        #expect(both.count > 10)
        for match in both {
            let best = max(alone[0][match.paper.id] ?? 0, alone[1][match.paper.id] ?? 0)
            let found = try #require(match.confidence).percentile
            #expect(abs(found - best) < 1e-9 || best == 0, "\(match.paper.id)")
        }
        for match in try matches(["p7"], unlike: "p20") {
            let found = try #require(match.confidence).percentile
            #expect(abs(found - (alone[0][match.paper.id] ?? found)) < 1e-9)
        }
    }

    @Test func `an index that does not say how near its papers are gives no confidence`() throws {
        let answer = try Self.search(Self.contents(60)).answer(RelatedQuery(likes: ["p7"]))
        #expect(!answer.matches.isEmpty)
        #expect(answer.confidence == nil)
        #expect(answer.matches.allSatisfy { $0.confidence == nil })
    }
}
