import Kindred

/// Confidence as a page tells it, in the reader's language.
struct ConfidenceWords {
    let language: Language

    /// What stands before the sentence about an answer.
    var label: String { isChinese ? "置信度" : "confidence" }

    /// What is said of the answer above it; nil where nothing is close.
    func sentence(of answer: Confidence) -> String? {
        guard answer.level != .nothingClose else { return nil }
        let share = Self.percent(answer)
        return isChinese
            ? "\(word(answer.level))：与它最近的条目，比本目录 \(share) % 的条目各自的近邻更近"
            : "\(word(answer.level)): its nearest are nearer than those of \(share) % "
                + "of the entries here"
    }

    /// What is said above the answers where nothing is close.
    var nothingClose: String {
        let share = Self.shareWithNearer
        return isChinese
            ? "没有相近的条目：本目录至少 \(share) % 的条目都有比这更近的近邻。"
            : "Nothing close: at least \(share) % of the entries here have nearer ones "
                + "than this question has."
    }

    /// The percentage of entries that have nearer ones, at least, where nothing is close.
    static let shareWithNearer = 100 - Int((Confidence.leastClose * 100).rounded())

    /// What leads from there to the answers.
    var allTheSame: String { isChinese ? "仍列出最近的：" : "The nearest all the same:" }

    /// What is said of one match.
    func sentence(ofMatch match: Confidence) -> String {
        let share = Self.percent(match)
        return isChinese
            ? "置信度\(word(match.level))：比本目录 \(share) % 的近邻更近"
            : "confidence \(word(match.level)): nearer than \(share) % of the neighbours here"
    }

    private var isChinese: Bool { language == .chinese }

    private func word(_ level: Confidence.Level) -> String {
        switch level {
        case .high: isChinese ? "高" : "high"
        case .fair: isChinese ? "中" : "fair"
        case .low: isChinese ? "低" : "low"
        case .nothingClose: isChinese ? "极低" : "none"
        }
    }

    /// The percentile in whole percent, never rounded up into the next level.
    private static func percent(_ confidence: Confidence) -> Int {
        Int((confidence.percentile * 100).rounded(.down))
    }
}

extension RelatedAnswer {
    /// Why there is no answer, or none that is close: one English sentence; nil where there is one.
    var sentenceOfNothing: String? {
        if let nothing { return nothing.description }
        return confidence?.level == .nothingClose
            ? ConfidenceWords(language: .english).nothingClose : nil
    }
}

extension JSON {
    /// Level and percentile, or null.
    init(_ confidence: Confidence?) {
        guard let confidence else {
            self = .null
            return
        }
        // Never rounded up into the next level.
        let units = Int((confidence.percentile * 10_000).rounded(.down))
        self = JSON([
            "level": .text(confidence.level.rawValue),
            "percentile": .decimal(units: units, places: 4),
        ])
    }
}
