import Kindred

/// A reading path as people read it at a terminal: a block for each step, stage by stage.
struct PathTable {
    let path: ReadingPath
    /// The language of titles and sentences.
    let language: Language
    /// What topics are called in that language.
    var names = TopicNames()
    let terminal: Terminal

    /// The lines of the path.
    func lines() -> [String] {
        let words = PathWords(path, language, names: names)
        var lines = words.title.wrapped(toWidth: terminal.width)
        lines += words.summary.wrapped(toWidth: terminal.width).map {
            terminal.styled($0, .faint)
        }
        lines += (words.caution ?? "").wrapped(toWidth: terminal.width).filter { !$0.isEmpty }
            .map { terminal.styled($0, .warning) }
        for stage in ReadingPath.Stage.allCases {
            let steps = path.steps(of: stage)
            guard !steps.isEmpty else { continue }
            lines += ["", terminal.styled(words.name(of: stage), .topic)]
            lines += steps.flatMap(block)
        }
        return lines
    }

    /// Number, date and title; then why; then where to find it.
    private func block(_ step: ReadingPath.Step) -> [String] {
        let number = String(step.number).padded(toWidth: Self.numberWidth, alignment: .right)
        let year = (step.paper.year.map { String($0) } ?? "").padded(toWidth: 4)
        let title = step.paper.shownTitle(in: language) + step.paper.kindMark
        let room = terminal.width - Self.indent
        let margin = String(repeating: " ", count: Self.indent)
        let titleLines = title.wrapped(toWidth: room).map { terminal.styled($0, .bold) }
        let head = "\(terminal.styled(number, .number))  \(year)  " + (titleLines.first ?? "")
        let why = step.because(in: language).plainLine.wrapped(toWidth: room)
        let link = step.paper.mainLink.map { [terminal.styled($0.url.plainLine, .faint)] } ?? []
        return [head] + (titleLines.dropFirst() + why + link).map { margin + $0 }
    }

    private static let numberWidth = 2
    private static let indent = numberWidth + 8
}
