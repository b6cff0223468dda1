import Kindred

/// A reading path as a Mermaid flowchart: stages as groups from left to right, arrows for what
/// leans on what.
///
/// Labels are quoted and escaped by Mermaid's entities. A step's number is followed by a middle
/// dot: with a full stop, Mermaid would take the label for a list and refuse it.
struct PathMermaid {
    let page: PathPage

    /// The whole document, with the line feed at its end.
    var text: String {
        var lines = ["%% " + Markup.mermaid(page.title)]
        if let caution = page.caution { lines.append("%% " + Markup.mermaid(caution)) }
        lines.append("flowchart LR")
        for stage in page.stages { lines += self.lines(of: stage) }
        for (earlier, later) in zip(page.path.steps, page.path.steps.dropFirst())
        where earlier.stage != later.stage {
            // An invisible link keeps the stages in order where no arrow does.
            lines.append("  s\(earlier.number) ~~~ s\(later.number)")
        }
        for step in page.path.steps {
            for (place, lean) in step.leansOn.enumerated() {
                lines.append("  s\(lean.step) \(place == 0 ? "==>" : "-->") s\(step.number)")
            }
        }
        for step in page.stages.flatMap(\.steps) {
            guard let address = step.address else { continue }
            lines.append("  click s\(step.number) href \"\(address)\"")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func lines(of stage: PathPage.Stage) -> [String] {
        var lines = ["  subgraph \(stage.stage.rawValue)[\"\(Markup.mermaid(stage.name))\"]"]
        lines.append("    direction TB")
        for step in stage.steps {
            let facts = step.shortFacts.joined(separator: page.words.dot)
            let label =
                "\(step.number) · \(Markup.mermaid(step.title))<br/>\(Markup.mermaid(facts))"
            lines.append("    s\(step.number)[\"\(label)\"]")
        }
        return lines + ["  end"]
    }
}
