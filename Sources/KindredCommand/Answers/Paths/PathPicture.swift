import Kindred

/// A reading path as a picture: stages from left to right, a box for each step, arrows for what
/// leans on what.
///
/// An SVG without script or foreign parts. It has a title and a description for those who do not
/// see it, names Chinese fonts, and turns dark where the reader's screen is.
struct PathPicture {
    let page: PathPage
    /// Whether the picture stands inside an HTML page: its boxes then lead to the page's steps.
    var isEmbedded = false

    /// The most columns of text in a line of a box; Chinese characters take two.
    private static let textWidth = 24
    private static let lineHeight = 17
    /// The most lines of a title; a longer one is cut.
    private static let lineLimit = 5

    /// The room above the boxes, in pixels: for the title, unless a page has it, and the stages.
    private var top: Int { isEmbedded ? 36 : 64 }

    /// The whole document, with the line feed at its end.
    var text: String {
        let steps = page.stages.flatMap(\.steps)
        let layout = layout(of: steps)
        var lines = isEmbedded ? [] : ["<?xml version=\"1.0\" encoding=\"UTF-8\"?>"]
        lines += [opening(layout), "<title id=\"kp-title\">\(Markup.xml(page.title))</title>"]
        lines += ["<desc id=\"kp-desc\">\(Markup.xml(description))</desc>"]
        lines += ["<style>\(PathStyle.picture)</style>"]
        let (width, height) = (layout.width, layout.height)
        lines += ["<rect class=\"kp-page\" width=\"\(width)\" height=\"\(height)\"/>"]
        lines += titles(layout) + arrows(layout)
        for (step, box) in zip(steps, layout.boxes) { lines += self.box(step, box) }
        return lines.joined(separator: "\n") + "\n</svg>\n"
    }

    /// Where everything lies.
    func layout(of steps: [PathPage.Step]) -> PathLayout {
        let stages = ReadingPath.Stage.allCases
        let nodes = steps.map { step in
            PathLayout.Node(
                stage: stages.firstIndex(of: step.step.stage) ?? 0,
                height: titleLines(of: step).count * Self.lineHeight + 36)
        }
        let leans = steps.enumerated().flatMap { place, step in
            step.step.leansOn.compactMap { lean -> (from: Int, to: Int)? in
                let from = steps.firstIndex { $0.number == lean.step }
                return from.flatMap { $0 < place ? ($0, place) : nil }
            }
        }
        return PathLayout(nodes, leans: leans, measures: .init(top: top))
    }

    private func titleLines(of step: PathPage.Step) -> [String] {
        let lines = step.title.wrapped(toWidth: Self.textWidth)
        guard lines.count > Self.lineLimit else { return lines.isEmpty ? [""] : lines }
        let rest = lines[(Self.lineLimit - 1)...].joined(separator: " ")
        return lines.prefix(Self.lineLimit - 1) + [rest.cut(toWidth: Self.textWidth)]
    }

    private func opening(_ layout: PathLayout) -> String {
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xml:lang=\"\(page.words.code)\" "
            + "viewBox=\"0 0 \(layout.width) \(layout.height)\" width=\"\(layout.width)\" "
            + "height=\"\(layout.height)\" role=\"img\" aria-labelledby=\"kp-title kp-desc\">"
    }

    /// What the picture shows, for those who do not see it.
    private var description: String {
        let stages = page.stages.map { stage in
            stage.name + ": "
                + stage.steps.map { "\($0.number). \($0.title)" }.joined(
                    separator: page.words.comma)
        }
        return ([page.caution].compactMap(\.self) + stages + [page.words(.arrows)]).joined(
            separator: "; ")
    }

    private func titles(_ layout: PathLayout) -> [String] {
        let stages = ReadingPath.Stage.allCases
        let room = (layout.width - 32) / 9
        let heading = page.title.cut(toWidth: max(16, room))
        // A page has the title above its picture.
        var lines =
            isEmbedded
            ? [] : ["<text class=\"kp-heading\" x=\"16\" y=\"26\">\(Markup.xml(heading))</text>"]
        for band in layout.bands {
            let stage = stages[band.stage]
            let name = Markup.xml(PathPage.name(of: stage, page.language))
            lines.append(
                "<g class=\"kp-\(stage.rawValue)\">"
                    + "<text class=\"kp-stage\" x=\"\(band.x)\" y=\"\(top - 12)\">\(name)</text>"
                    + "<path class=\"kp-rule\" d=\"M\(band.x) \(top - 5)h\(band.width)\"/></g>")
        }
        return lines
    }

    // MARK: Boxes

    private func box(_ step: PathPage.Step, _ box: PathLayout.Box) -> [String] {
        let (x, y) = (box.x, box.y)
        var lines = ["<g class=\"kp-\(step.step.stage.rawValue)\">"]
        let address = isEmbedded ? "#step-\(step.number)" : step.address
        if let address { lines.append("<a href=\"\(Markup.xml(address))\">") }
        lines.append(
            "<rect class=\"kp-box\" x=\"\(x)\" y=\"\(y)\" width=\"\(box.width)\" "
                + "height=\"\(box.height)\" rx=\"8\"/>")
        lines.append("<circle class=\"kp-dot\" cx=\"\(x + 20)\" cy=\"\(y + 20)\" r=\"12\"/>")
        lines.append(
            "<text class=\"kp-number\" x=\"\(x + 20)\" y=\"\(y + 24)\">\(step.number)</text>")
        let title = titleLines(of: step)
        for (place, line) in title.enumerated() {
            let height = y + 24 + place * Self.lineHeight
            lines.append(
                "<text class=\"kp-name\" x=\"\(x + 40)\" y=\"\(height)\">\(Markup.xml(line))</text>"
            )
        }
        let facts = Markup.xml(step.shortFacts.joined(separator: page.words.dot))
        let height = y + 24 + title.count * Self.lineHeight
        lines.append("<text class=\"kp-facts\" x=\"\(x + 40)\" y=\"\(height)\">\(facts)</text>")
        if address != nil { lines.append("</a>") }
        return lines + ["</g>"]
    }

    // MARK: Arrows

    private func arrows(_ layout: PathLayout) -> [String] {
        let steps = page.stages.flatMap(\.steps)
        // The strongest lean of each step is drawn last, over the others, and bold.
        let drawn = layout.arrows.map { arrow -> (line: String, isMain: Bool) in
            let main = steps[arrow.to].step.leansOn.first?.step
            let isMain = main == steps[arrow.from].number
            let stage = steps[arrow.from].step.stage.rawValue
            let kind = isMain ? "kp-arrow kp-main" : "kp-arrow"
            let line =
                "<g class=\"\(kind) kp-\(stage)\"><path class=\"kp-line\" "
                + "d=\"\(Self.line(arrow.points))\"/>"
                + "<path class=\"kp-head\" d=\"\(Self.head(arrow.points))\"/></g>"
            return (line, isMain)
        }
        return drawn.filter { !$0.isMain }.map(\.line) + drawn.filter(\.isMain).map(\.line)
    }

    /// A line through the corners, each rounded as far as its pieces allow.
    private static func line(_ points: [PathLayout.Point]) -> String {
        guard let first = points.first, let last = points.last else { return "" }
        var line = "M\(first.x) \(first.y)"
        for place in points.indices.dropFirst().dropLast() {
            let corner = points[place]
            let (before, after) = (points[place - 1], points[place + 1])
            let radius = min(6, Self.distance(before, corner) / 2, Self.distance(corner, after) / 2)
            guard radius > 0 else { continue }
            let (start, end) = (
                Self.point(from: corner, towards: before, by: radius),
                Self.point(from: corner, towards: after, by: radius)
            )
            line += "L\(start.x) \(start.y)Q\(corner.x) \(corner.y) \(end.x) \(end.y)"
        }
        return line + "L\(last.x) \(last.y)"
    }

    /// A triangle at the end, pointing right or down.
    private static func head(_ points: [PathLayout.Point]) -> String {
        guard let end = points.last, let before = points.dropLast().last else { return "" }
        return before.y == end.y
            ? "M\(end.x) \(end.y)l-8 -4v8z" : "M\(end.x) \(end.y)l-4 -8h8z"
    }

    private static func distance(_ left: PathLayout.Point, _ right: PathLayout.Point) -> Int {
        abs(left.x - right.x) + abs(left.y - right.y)
    }

    private static func point(
        from start: PathLayout.Point, towards end: PathLayout.Point, by distance: Int
    ) -> PathLayout.Point {
        .init(
            x: start.x + (end.x - start.x).signum() * distance,
            y: start.y + (end.y - start.y).signum() * distance)
    }
}
