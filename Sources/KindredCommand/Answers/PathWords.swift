import Kindred

/// What a page about a path says in the program's own words, in the reader's language.
struct PathWords {
    let path: ReadingPath
    let language: Language
    /// What topics are called in the reader's language.
    let names: TopicNames

    init(_ path: ReadingPath, _ language: Language, names: TopicNames = TopicNames()) {
        self.path = path
        self.language = language
        self.names = names
    }

    private var isChinese: Bool { language == .chinese }

    /// What the path is about: `图神经网络`, `“few-shot learning”`, `to ALBERT: …`.
    var goal: String {
        let goal = path.goal
        if let target = goal.target {
            let end = target.shownTitle(in: language)
            guard let start = goal.start?.shownTitle(in: language) else { return end }
            return isChinese ? "从《\(start)》到《\(end)》" : "\(end), from \(start)"
        }
        if let text = goal.text { return "“\(text.plainLine)”" }
        return goal.topics.map { topic in
            names.path(topic, in: language).map(\.plainLine).joined(separator: " › ")
        }.joined(separator: isChinese ? "、" : ", ")
    }

    /// The title of a page: `Reading path: 图神经网络`.
    var title: String { (isChinese ? "阅读路径：" : "Reading path: ") + goal }

    /// Steps, time and coverage in one line.
    var summary: String {
        let count = path.steps.count
        let share = percent(path.coverage)
        let known = percent(path.knownCoverage)
        let candidates = path.candidateCount
        if isChinese {
            return "\(count) 步，约 \(hours)，从 \(candidates.grouped) 条中选出，覆盖该主题的 \(share)%"
                + (path.knownCount > 0 ? "（其中已读部分 \(known)%）" : "")
        }
        return count.of("step", "steps") + ", about \(hours), of "
            + candidates.of("entry", "entries") + "; covers \(share) % of the topic"
            + (path.knownCount > 0 ? ", \(known) % by what you know" : "")
    }

    /// The time of the whole path: `6 h 30 min`.
    var hours: String {
        let (whole, rest) = path.minutes.quotientAndRemainder(dividingBy: 60)
        let words = isChinese ? (" 小时", " 分钟") : (" h", " min")
        let parts = [
            whole > 0 ? whole.grouped + words.0 : "", rest > 0 ? String(rest) + words.1 : "",
        ]
        return parts.filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// A stage with its place: `1 orientation`.
    func name(of stage: ReadingPath.Stage) -> String { stage.name(in: language) }

    /// Why there is no path, and what to do next. Sentences for errors are English.
    func sentence(for nothing: ReadingPath.Nothing) -> String {
        switch nothing {
        case .noEntry(let asked, let nearest):
            "Nothing here is about “\(asked.plainLine.cut(toWidth: 200))”."
                + (nearest.isEmpty
                    ? " Try other words or the other language; `kindred topics` lists the topics."
                    : " The nearest topics are:" + lines(of: nearest))
        case .nothingClose(let asked, let nearest):
            "Nothing here is close to “\(asked.plainLine.cut(toWidth: 200))”: "
                + "\(ConfidenceWords.shareWithNearer) % of the entries or more have nearer ones. Try "
                + "other words or the other language; `kindred related` lists the nearest all the same."
                + (nearest.isEmpty ? "" : " They stand under:" + lines(of: nearest))
        case .filteredOut(let count):
            "\(count.of("entry is", "entries are")) about it, but none that --kind and --level let "
                + "through. Allow more, such as --kind article --kind course."
        case .wordless(let id):
            "Nothing is known of \(id.plainLine) but its name, or no other entry has a word of it: "
                + "no path can be laid by it. Give it a title or an abstract in the catalogue."
        case .allKnown(let count):
            count == 1
                ? "You know the one entry there is; nothing is left to read."
                : "You know all \(count.grouped) entries there are; nothing is left to read."
        case .noTime(let shortest, let minutes):
            "\(minutes.of("minute is", "minutes are")) too short: "
                + (path.goal.target == nil ? "the shortest entry" : "that paper alone")
                + " takes about \(shortest). Give more --hours."
        }
    }

    /// A warning where little or nothing is close to what was asked; nil where there is no need.
    var caution: String? {
        guard let confidence = path.goal.confidence else { return nil }
        let words = ConfidenceWords(language: language)
        switch confidence.level {
        case .high, .fair: return nil
        case .nothingClose: return words.nothingClose
        case .low:
            return words.sentence(of: confidence).map {
                words.label + (isChinese ? "：" : " ") + $0 + (isChinese ? "。" : ".")
            }
        }
    }

    /// A topic's path, with its own name in the other language behind it.
    private func inBothLanguages(_ topic: [String]) -> String {
        let path = (topic.dropLast() + [names.inBothLanguages(topic)]).map(\.plainLine)
        return path.joined(separator: "/")
    }

    private func lines(of topics: [[String]]) -> String {
        topics.map { "\n  " + inBothLanguages($0) }.joined()
    }

    private func percent(_ share: Double) -> Int { Int((share * 100).rounded()) }
}
