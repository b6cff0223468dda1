package import KindredIndex
import KindredModels
package import KindredVectors

/// Finds out how near a catalogue's own papers are to one another; see ``StoredConfidence``.
///
/// Papers are asked that are spread evenly over the catalogue, each left out of its own answers.
/// A paper without terms is near to nothing and says nothing, so it is passed over.
package struct Calibration: Sendable {
    /// How the signals of an index become one score.
    let fusion: Fusion
    /// Who works; what is found does not depend on how many.
    let threads: Threads

    /// A calibration by some threads.
    package init(fusion: Fusion = Fusion(), threads: Threads = Threads()) {
        self.fusion = fusion
        self.threads = threads
    }

    /// Fewer papers than this cannot say what is usual.
    static let fewestPapers = 20

    /// How many of a paper's nearest count: ten, or a tenth of a small catalogue.
    static func nearest(of paperCount: Int) -> Int { min(10, max(1, paperCount / 10)) }

    /// How many papers are asked: all up to 600, and fewer of large catalogues, where each takes
    /// longer; never below 200, which place the second percentile between the first and the third.
    static func sampled(of paperCount: Int) -> Int {
        min(paperCount, 600, max(200, 6_000_000 / max(paperCount, 1)))
    }

    /// What the papers of an index say, on every scale that its signals have; nil of too few.
    ///
    /// - Complexity: That of ``sampled(of:)`` questions for each scale, on all threads.
    package func confidence(of contents: IndexContents) -> StoredConfidence? {
        guard let tfidf = contents.tfidf else { return nil }
        let paperCount = tfidf.rows.rowCount
        let telling = (0..<paperCount).filter { !tfidf.rows.range(ofRow: $0).isEmpty }
        guard telling.count >= Self.fewestPapers else { return nil }
        let count = Self.sampled(of: telling.count)
        let rows = (0..<count).map { telling[$0 * telling.count / count] }
        let nearest = Self.nearest(of: paperCount)
        let questions = Questions(contents, tfidf, fusion)
        var curves: [StoredConfidence.Scale: StoredConfidence.Curve] = [:]
        for scale in StoredConfidence.Scale.allCases where questions.has(scale) {
            curves[scale] = curve(nearest, of: rows, among: paperCount) { row in
                questions.comparison(scale, of: row).map {
                    ($0, Knowledge(company: contents.lsa?.company(of: $0) ?? 1))
                }
            }
        }
        return StoredConfidence(nearest: nearest, sampled: count, curves: curves)
    }

    /// Asks each row and keeps the quantiles.
    private func curve(
        _ nearest: Int, of rows: [Int], among paperCount: Int,
        _ question: @Sendable (_ row: Int) -> (any Comparison, Knowledge)?
    ) -> StoredConfidence.Curve {
        let found = threads.mapBlocks(of: rows.count, size: 4) { block, _ in
            block.map { place -> [Float] in
                let own = RowSet(rowCount: paperCount, rows: CollectionOfOne(rows[place]))
                guard let (comparison, knowledge) = question(rows[place]) else { return [] }
                let scores = comparison.best(nearest, excluding: own, threads: .one).map {
                    Float(knowledge.closeness(of: $0, by: comparison))
                }
                return scores + [Float](repeating: 0, count: nearest - scores.count)
            }
        }.flatMap(\.self)
        return StoredConfidence.Curve(
            ofAnswers: found.map { Float(Self.nearness(of: $0.map(Double.init), nearest)) },
            matches: found.flatMap(\.self))
    }

    /// How near the nearest are together: the quadratic mean of their scores, those that are
    /// missing or below zero counting 0.
    ///
    /// The plain mean would not see the one paper that a narrow question is about, and the best
    /// score alone is taken in by one shared name; QUALITY.md compares the three.
    static func nearness(of scores: some Collection<Double>, _ nearest: Int) -> Double {
        let squares = scores.prefix(nearest).reduce(0) { $0 + max($1, 0) * max($1, 0) }
        return (squares / Double(nearest)).squareRoot()
    }
}

/// The papers of an index as questions to it.
private struct Questions: Sendable {
    private let tfidf: StoredTFIDF
    private let lsa: StoredLSA?
    private let encoding: StoredEncoding?
    private let fusion: Fusion

    init(_ contents: IndexContents, _ tfidf: StoredTFIDF, _ fusion: Fusion) {
        self.tfidf = tfidf
        self.fusion = fusion
        lsa = contents.lsa
        encoding = contents.encoding
    }

    func has(_ scale: StoredConfidence.Scale) -> Bool {
        switch scale {
        case .tfidf: true
        case .lsa, .fused: lsa != nil
        case .fusedWords: lsa != nil && encoding != nil
        case .encoder: encoding != nil
        }
    }

    /// A paper as a question; the weights and points are its own.
    func comparison(_ scale: StoredConfidence.Scale, of row: Int) -> (any Comparison)? {
        let words = TFIDFComparison(query: tfidf.rows.row(row), stored: tfidf)
        let meaning = encoding.map {
            CentredComparison(
                $0.centring.centred($0.vectors.row(row)), vectors: $0.vectors, $0.centring)
        }
        switch scale {
        case .tfidf: return words
        case .encoder: return meaning.map { EncoderComparison(vectors: $0) }
        case .lsa, .fused, .fusedWords:
            guard let lsa else { return nil }
            guard scale != .lsa else { return points(lsa, of: row) }
            let company = CentredComparison(
                lsa.centring.centred(lsa.vectors.row(row)), vectors: lsa.vectors, lsa.centring)
            let encoder = scale == .fused ? meaning : nil
            return FusedComparison(
                tfidf: words, lsa: company, encoder: encoder,
                weights: encoder == nil ? fusion.withoutEncoder : fusion.withEncoder)
        }
    }
    private func points(_ lsa: StoredLSA, of row: Int) -> LSAComparison {
        let fitted = FittedLSA(
            settings: LSA(dimensions: lsa.singularValues.count), components: lsa.components,
            singularValues: lsa.singularValues, sumOfSquares: lsa.sumOfSquares)
        return LSAComparison(
            query: lsa.vectors.row(row), fitted: fitted, stored: lsa, rows: tfidf.rows)
    }
}
