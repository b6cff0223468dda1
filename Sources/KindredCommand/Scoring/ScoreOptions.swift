import ArgumentParser
import Kindred

/// The least confidence that `--confidence` lets through.
enum LeastConfidence: String, CaseIterable, ExpressibleByArgument {
    case low, fair, high

    /// The percentile from which a level begins.
    var percentile: Double {
        switch self {
        case .low: Confidence.leastClose
        case .fair: Confidence.leastFair
        case .high: Confidence.leastHigh
        }
    }
}

/// Which of many scored candidates are written.
struct CandidateFilter: Sendable {
    /// The least score; nil for any.
    var threshold: Float?
    /// The least confidence; nil for any.
    var confidence: LeastConfidence?
    /// Whether candidates that the index or the profile holds are left out.
    var excludesKnown = false

    /// Whether a score is high enough.
    func passes(_ score: CandidateScore) -> Bool {
        if let threshold, !(score.score >= threshold) { return false }
        guard let confidence else { return true }
        return (score.confidence?.percentile ?? 0) >= confidence.percentile
    }
}

/// How fast candidates go, for the line on standard error.
struct ScoreRate {
    private let start = ContinuousClock.now
    private let line: ProgressLine
    private let first: Int

    /// - Parameter first: How many candidates were read past.
    init(_ line: ProgressLine, from first: Int) {
        self.line = line
        self.first = first
    }

    /// Says how many candidates are done, and how many in a second.
    func show(_ count: Int, _ verb: String) {
        let time = ContinuousClock.now - start
        let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18
        let rate = seconds > 0 ? Int(Double(count - first) / seconds) : 0
        line.show("\(verb) \(count.of("candidate", "candidates")), \(rate.grouped) a second")
    }
}
