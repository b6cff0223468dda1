package import KindredVectors

/// How near a catalogue's own papers are to one another: what the nearness of an answer is read off.
///
/// For some of the papers, spread evenly over the catalogue, the nearest others were found, as if
/// each paper had been a question. Two things were kept of that for every signal, each as 101
/// quantiles from the least to the largest: how near the papers' nearest are together (the quadratic
/// mean of their scores), and how near each single one of them is.
package struct StoredConfidence: Sendable {
    /// A scale on which nearness is told.
    package enum Scale: String, Sendable, CaseIterable {
        /// Scores by TF-IDF.
        case tfidf
        /// Scores by LSA.
        case lsa
        /// Fused scores; with an encoder's part where the index has one.
        case fused
        /// Fused scores without the encoder's part, for texts that no model here can read.
        case fusedWords = "fused-words"
        /// Scores by the encoder.
        case encoder
    }

    /// Quantiles at 0 %, 1 % … 100 %.
    package struct Curve: Sendable {
        /// How near a paper's nearest are together. Shape: (101).
        package let answers: Elements<Float>
        /// The score of one of a paper's nearest. Shape: (101).
        package let matches: Elements<Float>

        /// - Precondition: 101 ascending numbers each.
        package init(answers: Elements<Float>, matches: Elements<Float>) {
            precondition(
                answers.count == Self.count && matches.count == Self.count,
                "a curve has \(Self.count) quantiles")
            self.answers = answers
            self.matches = matches
        }

        /// How many quantiles there are.
        package static let count = 101
    }

    /// How many of a paper's nearest count.
    package let nearest: Int
    /// How many papers were asked.
    package let sampled: Int
    /// What came of it on each scale that the index has.
    package let curves: [Scale: Curve]

    /// Curves as they were found.
    package init(nearest: Int, sampled: Int, curves: [Scale: Curve]) {
        self.nearest = nearest
        self.sampled = sampled
        self.curves = curves
    }
}

extension StoredConfidence.Curve {
    /// Quantiles of scores.
    ///
    /// Between two scores the quantile lies on the straight line.
    /// - Parameters:
    ///   - answers: One for each paper asked; at least one.
    ///   - matches: At least one.
    package init(ofAnswers answers: [Float], matches: [Float]) {
        self.init(answers: Self.quantiles(of: answers), matches: Self.quantiles(of: matches))
    }

    private static func quantiles(of scores: [Float]) -> Elements<Float> {
        precondition(!scores.isEmpty, "quantiles need a score")
        let sorted = scores.sorted()
        return Elements(
            (0..<count).map { step in
                let place = Double(step) * Double(sorted.count - 1) / Double(count - 1)
                let (low, share) = (Int(place), Float(place - place.rounded(.down)))
                let high = min(low + 1, sorted.count - 1)
                return sorted[low] + share * (sorted[high] - sorted[low])
            })
    }

    /// The share of the catalogue's own answers that are not nearer than `score`. In 0...1.
    package func shareOfAnswers(upTo score: Double) -> Double {
        Self.share(of: answers, upTo: score)
    }

    /// The share of the catalogue's own matches that are not nearer than `score`. In 0...1.
    package func shareOfMatches(upTo score: Double) -> Double {
        Self.share(of: matches, upTo: score)
    }

    /// Where a score lies among quantiles.
    ///
    /// A score of zero or below is nearness to nothing: share 0, also where papers without any kin
    /// have pushed the lowest quantiles to zero.
    private static func share(of quantiles: Elements<Float>, upTo score: Double) -> Double {
        guard score > 0 else { return 0 }
        // What rounding may have moved between asking a paper now and when the curve was made.
        let score = score * (1 + 1e-5)
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if Double(quantiles[middle]) <= score { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return 0 }
        guard low < count else { return 1 }
        let (below, above) = (Double(quantiles[low - 1]), Double(quantiles[low]))
        let part = above > below ? (score - below) / (above - below) : 0
        return (Double(low - 1) + (0...1 ~= part ? part : 0)) / Double(count - 1)
    }

    /// Whether the quantiles are numbers that do not fall.
    var isSound: Bool {
        [answers, matches].allSatisfy { quantiles in
            let numbers = quantiles.array
            return numbers.allSatisfy(\.isFinite)
                && zip(numbers, numbers.dropFirst()).allSatisfy { $0 <= $1 }
        }
    }
}

// MARK: In a file

extension StoredConfidence {
    static let countsSection = "confidence.counts"

    private static func section(_ scale: Scale) -> String { "confidence." + scale.rawValue }

    func add(to sections: inout SectionWriter) {
        sections.add(Self.countsSection, Elements([UInt64(nearest), UInt64(sampled)]))
        for scale in Scale.allCases {
            guard let curve = curves[scale] else { continue }
            sections.add(
                Self.section(scale), Elements(curve.answers.array + curve.matches.array))
        }
    }

    init?(_ sections: SectionReader) throws(IndexError) {
        guard sections.has(Self.countsSection) else { return nil }
        let counts: Elements<UInt64> = try sections.elements(Self.countsSection, count: 2)
        guard (1...1_000).contains(counts[0]), counts[1] <= UInt64(UInt32.max) else {
            throw sections.contradiction(
                Self.countsSection, expected: "1 to 1000 of the nearest",
                found: "\(counts[0]) of \(counts[1]) papers")
        }
        var curves: [Scale: Curve] = [:]
        for scale in Scale.allCases where sections.has(Self.section(scale)) {
            let numbers = try sections.elements(
                Self.section(scale), as: Float.self, count: 2 * Curve.count
            ).array
            curves[scale] = Curve(
                answers: Elements(Array(numbers.prefix(Curve.count))),
                matches: Elements(Array(numbers.suffix(Curve.count))))
        }
        self.init(nearest: Int(counts[0]), sampled: Int(counts[1]), curves: curves)
    }
}
