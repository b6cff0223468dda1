/// How far an answer can be relied on, told by the catalogue's own papers.
///
/// When an index is made, some of its papers are asked for their nearest as a reader would ask. An
/// answer is then as good as its place among theirs: `percentile` is the share of the catalogue's
/// papers whose ten nearest are not nearer, taken together, than the ten nearest to the question,
/// before filters. For a single match it is the share of pairs of a paper and one of its ten
/// nearest that are not nearer than the question and the match.
///
/// What the levels have meant on judged sets stands in QUALITY.md: the higher the level, the
/// larger the share of answers that judges call related.
public struct Confidence: Hashable, Sendable {
    /// Four words for a percentile.
    public enum Level: String, Hashable, Sendable, CaseIterable {
        /// At least half of the catalogue's papers have nothing nearer: the question lies in the
        /// midst of them.
        case high
        /// A tenth of the catalogue's papers or more have nothing nearer: an ordinary question.
        case fair
        /// Nine papers in ten have something nearer: at the edge of what the catalogue is about.
        case low
        /// Forty-nine papers in fifty have something nearer: gibberish, another field, or a paper
        /// that stands alone.
        case nothingClose = "nothing close"
    }

    /// Where it lies among the catalogue's own, from 0 to 1.
    public let percentile: Double
    /// The percentile in a word; a match is low at best where nothing is close to the question.
    public let level: Level

    /// A place among the catalogue's own.
    ///
    /// - Parameter percentile: Taken into 0...1.
    public init(percentile: Double) {
        self.percentile = percentile > 0 ? min(percentile, 1) : 0
        level =
            switch self.percentile {
            case ..<Self.leastClose: .nothingClose
            case ..<Self.leastFair: .low
            case ..<Self.leastHigh: .fair
            default: .high
            }
    }

    /// The confidence of a match in an answer of some confidence: of many papers that only touch
    /// a question, one will lie fairly near by chance.
    init(percentile: Double, within answer: Confidence) {
        let alone = Confidence(percentile: percentile)
        self.percentile = alone.percentile
        let isDoubtful = answer.level == .nothingClose && percentile >= Self.leastFair
        level = isDoubtful ? .low : alone.level
    }

    /// Below this share of the catalogue's own, nothing is close: one of its papers in fifty would
    /// be told so itself.
    public static let leastClose = 0.02
    /// Below this share, confidence is low.
    public static let leastFair = 0.1
    /// From this share on, confidence is high.
    public static let leastHigh = 0.5
}
