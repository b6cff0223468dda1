public import KindredCatalogue

// What a step says of itself, from its facts alone.

extension ReadingPath.Step {
    /// Why the step is there, in English.
    public var because: String { because(in: .english) }

    /// Why the step is there, in one or two sentences made from its stage, what it adds, what it
    /// leans on and its minutes.
    ///
    /// - Parameter language: Chinese, or anything else for English.
    public func because(in language: Language) -> String {
        language == .chinese ? ChineseReason(self).sentence : EnglishReason(self).sentence
    }
}

extension ReadingPath.Stage {
    /// The stage's name for people.
    public func name(in language: Language) -> String {
        switch (self, language == .chinese) {
        case (.orientation, true): "概览"
        case (.foundations, true): "基础"
        case (.core, true): "核心"
        case (.frontier, true): "前沿"
        case (_, false): rawValue
        }
    }
}

/// A share of the topic in whole hundredths.
private func percent(_ share: Double) -> Int { Int((share * 100).rounded()) }

/// The sentence in English.
private struct EnglishReason {
    let step: ReadingPath.Step

    init(_ step: ReadingPath.Step) { self.step = step }

    var sentence: String {
        let capital = step.stage.rawValue.prefix(1).uppercased() + step.stage.rawValue.dropFirst()
        let parts = [cue, addition, start].compactMap(\.self)
        let first = capital + (parts.isEmpty ? "" : ": " + parts.joined(separator: "; "))
        return ([first] + [leans].compactMap(\.self) + ["About \(step.minutes) minutes"])
            .joined(separator: ". ") + "."
    }

    private var cue: String? {
        if step.cues.contains(.goal) { return "the paper you asked for" }
        if step.cues.contains(.survey) { return "a survey" }
        if step.cues.contains(.tutorial) { return "a tutorial" }
        if step.cues.contains(.broadest) { return "the broadest entry there is" }
        if step.stage == .foundations, step.cues.contains(.early) { return "an early work" }
        if step.stage == .frontier, step.cues.contains(.recent) { return "a recent work" }
        return nil
    }

    private var addition: String? {
        let share = percent(step.gain)
        guard !step.adds.isEmpty else { return share > 0 ? "adds \(share) % of the topic" : nil }
        let terms = step.adds.words(in: .english).joined(separator: ", ")
        return "adds \(terms)" + (share > 0 ? " (\(share) % of the topic)" : "")
    }

    private var start: String? {
        let terms = step.sharesWithStart.words(in: .english)
        return terms.isEmpty
            ? nil : "shares \(terms.joined(separator: ", ")) with where you start"
    }

    private var leans: String? {
        guard !step.leansOn.isEmpty else { return nil }
        let leans = step.leansOn.prefix(mostLeans).map { lean in
            let words = lean.names + lean.terms.words(in: .english).prefix(mostTerms)
            return "step \(lean.step)"
                + (words.isEmpty ? "" : " (\(words.joined(separator: ", ")))")
        }
        return "Leans on \(leans.joined(separator: " and "))"
    }
}

/// The sentence in Chinese.
private struct ChineseReason {
    let step: ReadingPath.Step

    init(_ step: ReadingPath.Step) { self.step = step }

    var sentence: String {
        let parts = [cue, addition, start].compactMap(\.self)
        let first =
            step.stage.name(in: .chinese)
            + (parts.isEmpty ? "" : "：" + parts.joined(separator: "；"))
        return ([first] + [leans].compactMap(\.self) + ["约 \(step.minutes) 分钟"])
            .joined(separator: "。") + "。"
    }

    private var cue: String? {
        if step.cues.contains(.goal) { return "你要读懂的论文" }
        if step.cues.contains(.survey) { return "综述" }
        if step.cues.contains(.tutorial) { return "教程" }
        if step.cues.contains(.broadest) { return "其中覆盖面最广的一篇" }
        if step.stage == .foundations, step.cues.contains(.early) { return "早期工作" }
        if step.stage == .frontier, step.cues.contains(.recent) { return "近期工作" }
        return nil
    }

    private var addition: String? {
        let share = percent(step.gain)
        guard !step.adds.isEmpty else { return share > 0 ? "新增该主题的 \(share)%" : nil }
        let terms = step.adds.words(in: .chinese).joined(separator: "、")
        return "新增\(terms)" + (share > 0 ? "（占该主题 \(share)%）" : "")
    }

    private var start: String? {
        let terms = step.sharesWithStart.words(in: .chinese)
        return terms.isEmpty ? nil : "与出发点共有\(terms.joined(separator: "、"))"
    }

    private var leans: String? {
        guard !step.leansOn.isEmpty else { return nil }
        let leans = step.leansOn.prefix(mostLeans).map { lean in
            let words = lean.names + lean.terms.words(in: .chinese).prefix(mostTerms)
            return "第 \(lean.step) 步"
                + (words.isEmpty ? "" : "（\(words.joined(separator: "、"))）")
        }
        return "承接\(leans.joined(separator: "和"))"
    }
}

// A sentence names the strongest only; the facts have them all.
private let mostLeans = 2
private let mostTerms = 2

extension [LocalizedText] {
    /// The words that are known in a language; where none is, the words as they are.
    fileprivate func words(in language: Language) -> [String] {
        let known = compactMap { $0[language] }
        return known.isEmpty ? compactMap { $0.preferring(language) } : known
    }
}
