import Kindred

/// A reading path as Markdown, ready to paste into notes: a check box and a link for each step.
///
/// Plain CommonMark with GitHub's task lists; read without a renderer, it is still a list. Nothing
/// a title holds can end its link or begin another element.
struct PathMarkdown {
    let page: PathPage

    /// The whole document, with the line feed at its end.
    var text: String {
        var lines = ["# " + Markup.markdown(page.title), ""]
        lines.append(Markup.markdown(page.summary))
        if let caution = page.caution { lines += ["", "> " + Markup.markdown(caution)] }
        for stage in page.stages {
            lines += ["", "## " + Markup.markdown(stage.name), ""]
            for step in stage.steps { lines += self.lines(of: step) }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func lines(of step: PathPage.Step) -> [String] {
        let facts = ([titleLink(step)] + step.facts.map(Markup.markdown))
            .joined(separator: page.words.dot)
        var lines = ["- [ ] \(step.number). \(facts)"]
        if let other = step.otherTitle { lines.append("  - " + Markup.markdown(other)) }
        lines.append("  - " + Markup.markdown(step.because))
        return lines
    }

    private func titleLink(_ step: PathPage.Step) -> String {
        let title = Markup.markdown(step.title)
        return step.address.map { "[\(title)](<\($0)>)" } ?? title
    }
}
