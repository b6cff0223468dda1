import Kindred

/// The answer to `kindred related` as people read it.
///
/// One line for each paper where everything fits; else a block for each, in which the title wraps
/// and nothing but the topic is ever shortened. A link is never cut: half of one leads nowhere.
struct RelatedTable {
    let answer: RelatedAnswer
    /// Whether the terms behind each score are shown.
    let showsReasons: Bool
    /// The language in which titles are shown where they are known in it.
    let language: Language
    /// What topics are called in that language.
    let names: TopicNames
    let terminal: Terminal
    /// The scores as they are shown, for they set the width of every line.
    private let scores: [String]
    private let scoreWidth: Int

    init(
        answer: RelatedAnswer, showsReasons: Bool, language: Language,
        names: TopicNames = TopicNames(), terminal: Terminal
    ) {
        self.answer = answer
        self.showsReasons = showsReasons
        self.language = language
        self.names = names
        self.terminal = terminal
        scores = answer.matches.map {
            let printed = $0.printed(decimals: Self.decimals)
            return printed.text(printed.score)
        }
        scoreWidth = scores.reduce(6) { max($0, $1.displayWidth) }
    }

    /// The lines of the answer.
    func lines() -> [String] {
        let table = self.table
        let fits = !showsReasons && table.naturalWidth <= terminal.width
        let body =
            fits
            ? table.lines(on: terminal)
            : [blockTitle] + zip(answer.matches, scores).flatMap(block)
        return question + confidence + [""] + body
    }

    /// How far the answer can be relied on; nothing where the index does not say.
    private var confidence: [String] {
        guard let confidence = answer.confidence else { return [] }
        if let sentence = words.sentence(of: confidence) {
            let style: Terminal.Style = confidence.level == .low ? .warning : .plain
            return line(words.label, sentence, style: style)
        }
        return [""]
            + (words.nothingClose + (language == .chinese ? "" : " ") + words.allTheSame)
            .wrapped(toWidth: terminal.width).map { terminal.styled($0, .warning) }
    }

    private var words: ConfidenceWords { ConfidenceWords(language: language) }

    /// What was asked, with the names that were found for it.
    private var question: [String] {
        var lines: [String] = []
        for paper in answer.likes {
            lines += line(lines.isEmpty ? "Related to" : "and to", name(of: paper))
        }
        if let text = answer.text {
            let shown = "“\(text.plainLine.cut(toWidth: terminal.width * 2))”"
            lines += line(lines.isEmpty ? "Related to" : "and to", shown)
        }
        for paper in answer.unlikes { lines += line("but unlike", name(of: paper)) }
        return lines
    }

    private func line(
        _ words: String, _ name: String, style: Terminal.Style = .plain
    ) -> [String] {
        let width = "Related to ".count
        let start = (words.padded(toWidth: width - 1, alignment: .right)) + " "
        let margin = String(repeating: " ", count: width)
        return name.wrapped(toWidth: terminal.width - width).enumerated().map {
            ($0.offset == 0 ? terminal.styled(start, .faint) : margin)
                + terminal.styled($0.element, style)
        }
    }

    private func name(of paper: Paper) -> String {
        paper.shownTitle(in: language) + " (\(paper.id.plainLine))"
    }

    // MARK: One line for each paper

    private var table: Table {
        var table = Table(columns: [
            Table.Column(title: "#", alignment: .right),
            Table.Column(title: "score", alignment: .right, style: .number),
            Table.Column(title: "year", alignment: .right),
            Table.Column(title: "title", style: .bold),
            Table.Column(title: "topic", style: .topic),
            Table.Column(title: "link", style: .faint),
        ])
        for (match, score) in zip(answer.matches, scores) {
            let paper = match.paper
            table.rows.append([
                String(match.rank), score, paper.year.map { String($0) } ?? "",
                paper.shownTitle(in: language) + paper.kindMark,
                paper.shownTopic(names, in: language),
                paper.mainLink?.url.plainLine ?? "",
            ])
        }
        return table
    }

    // MARK: A block for each paper

    private var blockTitle: String {
        let rank = "#".padded(toWidth: rankWidth, alignment: .right)
        let score = "score".padded(toWidth: scoreWidth, alignment: .right)
        return terminal.styled("\(rank)  \(score)  year" + (isNarrow ? "" : "  title"), .faint)
    }

    private func block(_ match: Match, _ score: String) -> [String] {
        let paper = match.paper
        let rank = String(match.rank).padded(toWidth: rankWidth, alignment: .right)
        let year = paper.year.map { String($0) } ?? (isNarrow ? "" : "    ")
        let score = score.padded(toWidth: scoreWidth, alignment: .right)
        let head = "\(rank)  \(terminal.styled(score, .number))  \(year)"
        let title = (paper.shownTitle(in: language) + paper.kindMark)
            .wrapped(toWidth: terminal.width - indent).map { terminal.styled($0, .bold) }
        let margin = String(repeating: " ", count: indent)
        let rest =
            details(of: paper) + (showsReasons ? reasons(of: match) + nearest(to: match) : [])
        if isNarrow { return [head.trimmedRight] + (title + rest).map { margin + $0 } }
        return [head + "  " + (title.first ?? "")] + (title.dropFirst() + rest).map { margin + $0 }
    }

    private func details(of paper: Paper) -> [String] {
        let room = terminal.width - indent
        var lines: [String] = []
        if showsReasons {
            lines += paper.titles(besides: paper.shownTitle(in: language))
                .flatMap { $0.wrapped(toWidth: room) }
        }
        let link = paper.mainLink?.url.plainLine ?? ""
        let path = names.path(paper.topics.first ?? [], in: language)
        let beside = room - link.displayWidth - 3
        let fitsBeside = TopicWords.shortestWidth(path) <= beside
        let topic = TopicWords.text(path, width: fitsBeside ? beside : room)
        let parts = [terminal.styled(topic, .topic), terminal.styled(link, .faint)]
            .filter { !$0.isEmpty }
        return lines
            + (fitsBeside ? [parts.joined(separator: " · ")] : parts).filter { !$0.isEmpty }
    }

    private func reasons(of match: Match) -> [String] {
        let shares = ReasonShares(match, decimals: Self.decimals)
        var lines: [String] = []
        var line = ""
        for piece in shares.pieces {
            let longer = line.isEmpty ? piece : line + " " + piece
            if longer.displayWidth <= terminal.width - indent || line.isEmpty {
                line = longer
            } else {
                lines.append(line)
                line = "  " + piece
            }
        }
        let pair = match.reasons.lazy.compactMap(\.sentences).first
        return lines + (line.isEmpty ? [] : [line]) + (pair.map(closest) ?? [])
            + confidence(of: match)
    }

    /// The two sentences that an encoder finds closest, the answer's below the question's.
    private func closest(_ pair: SentencePair) -> [String] {
        let shown = JSON.decimal(units: Int((pair.similarity * 100).rounded()), places: 2).printed()
        let texts = [
            "[encoder] “\(pair.asked.plainLine)”", "\(shown) to “\(pair.found.plainLine)”",
        ]
        return texts.flatMap { text in
            text.wrapped(toWidth: terminal.width - indent - 2).enumerated().map {
                terminal.styled(($0.offset == 0 ? "" : "  ") + $0.element, .faint)
            }
        }
    }

    /// Of several likes the one that an answer is nearest to.
    private func nearest(to match: Match) -> [String] {
        guard let paper = match.nearest else { return [] }
        return ("nearest to " + name(of: paper)).wrapped(toWidth: terminal.width - indent)
            .map { terminal.styled($0, .faint) }
    }

    private func confidence(of match: Match) -> [String] {
        guard let confidence = match.confidence else { return [] }
        let isClose = confidence.level == .high || confidence.level == .fair
        return words.sentence(ofMatch: confidence).wrapped(toWidth: terminal.width - indent)
            .map { terminal.styled($0, isClose ? .faint : .warning) }
    }

    private var isNarrow: Bool { terminal.width < 60 }
    private var indent: Int { isNarrow ? 4 : rankWidth + scoreWidth + 10 }
    private var rankWidth: Int { max(2, String(answer.matches.last?.rank ?? 1).count) }

    // Four places tell neighbours in a list apart and are still read at a glance.
    private static let decimals = 4
}
