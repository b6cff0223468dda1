import Kindred

/// A reading path as one HTML page that needs nothing beside it.
///
/// No script, no foreign file, no font to fetch: style and picture stand in it. It reads on a
/// phone, by light and dark, prints on paper, and is well-formed XML besides.
struct PathHTML {
    let page: PathPage
    /// Where the index of all paths lies, seen from this page; nil where there is none.
    var index: String?

    private var words: PathPageWords { page.words }

    /// The whole document, with the line feed at its end.
    var text: String {
        HTMLDocument(title: page.title, language: words.code, body: body).text
    }

    private var body: [String] {
        var lines: [String] = []
        if let index {
            lines.append(
                "<nav><a href=\"\(Markup.xml(index))\">\(Markup.xml(words(.paths)))</a></nav>")
        }
        lines += ["<main>", "<h1>\(Markup.xml(page.title))</h1>"]
        lines.append("<p class=\"facts\">\(Markup.xml(page.summary))</p>")
        if let caution = page.caution {
            lines.append("<p class=\"caution\" role=\"note\">\(Markup.xml(caution))</p>")
        }
        if page.path.steps.isEmpty {
            lines.append("<p>\(Markup.xml(words(.noPath)))</p>")
        } else {
            let picture = PathPicture(page: page, isEmbedded: true).text
            lines += ["<figure class=\"picture\">", String(picture.dropLast()), "</figure>"]
            lines.append("<p class=\"facts\">\(Markup.xml(words(.arrows)))</p>")
        }
        for stage in page.stages {
            lines.append("<section>")
            lines.append("<h2 class=\"\(stage.stage.rawValue)\">\(Markup.xml(stage.name))</h2>")
            for step in stage.steps { lines += self.lines(of: step) }
            lines.append("</section>")
        }
        return lines + ["</main>"]
    }

    private func facts(_ facts: [String]) -> String {
        Markup.xml(facts.joined(separator: words.dot))
    }

    private func lines(of step: PathPage.Step) -> [String] {
        let number = step.number
        var lines = ["<article class=\"step\" id=\"step-\(number)\">"]
        lines.append(
            "<input type=\"checkbox\" aria-label=\"\(Markup.xml(words(.read))): \(number)\"/>")
        lines.append("<div>")
        lines.append("<h3><span class=\"number\">\(number).</span> \(title(step))</h3>")
        if let other = step.otherTitle {
            lines.append("<p class=\"other\">\(inItsLanguage(other))</p>")
        }
        lines.append("<p class=\"facts\">\(facts(step.facts))</p>")
        lines.append("<p>\(Markup.xml(step.because))</p>")
        lines += details(step)
        return lines + ["</div>", "</article>"]
    }

    private func title(_ step: PathPage.Step) -> String {
        let title = inItsLanguage(step.title)
        return step.address.map { "<a href=\"\(Markup.xml($0))\">\(title)</a>" } ?? title
    }

    /// Text in a `span` that names its language where that is not the page's.
    private func inItsLanguage(_ text: String) -> String {
        let language = Language(detecting: text)
        guard language != page.language else { return Markup.xml(text) }
        return "<span lang=\"\(Markup.xml(language.rawValue))\">\(Markup.xml(text))</span>"
    }

    private func details(_ step: PathPage.Step) -> [String] {
        var lines: [String] = []
        if !step.adds.isEmpty {
            let adds = step.adds.joined(separator: words.comma)
            lines.append("<p>\(Markup.xml(words(.adds))): \(Markup.xml(adds))</p>")
        }
        if !step.leans.isEmpty {
            lines.append("<p>\(Markup.xml(words(.leansOn))):</p>")
            lines.append("<ul>\(step.leans.map(self.lean).joined())</ul>")
        }
        if let summary = step.summary { lines.append("<p>\(inItsLanguage(summary))</p>") }
        if !step.otherLinks.isEmpty {
            let links = step.otherLinks.map {
                "<a href=\"\(Markup.xml($0.address))\">\(Markup.xml($0.label))</a>"
            }
            lines.append(
                "<p>\(Markup.xml(words(.links))): \(links.joined(separator: words.dot))</p>")
        }
        guard !lines.isEmpty else { return [] }
        return ["<details>", "<summary>\(Markup.xml(words(.more)))</summary>"] + lines + [
            "</details>"
        ]
    }

    private func lean(_ lean: (step: Int, through: [String])) -> String {
        let words = words.lean(on: words.step(lean.step), through: lean.through)
        return "<li><a href=\"#step-\(lean.step)\">\(Markup.xml(words))</a></li>"
    }
}

/// A page of HTML around its body: one file, in the style of all pages here.
struct HTMLDocument {
    let title: String
    let language: String
    let body: [String]

    /// The whole document, with the line feed at its end.
    var text: String {
        let head = [
            "<!DOCTYPE html>",
            "<html lang=\"\(language)\">",
            "<head>",
            "<meta charset=\"utf-8\"/>",
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>",
            "<meta name=\"generator\" content=\"\(PathMark.text)\"/>",
            "<title>\(Markup.xml(title))</title>",
            "<style>\(PathStyle.page)</style>",
            "</head>",
            "<body>",
        ]
        return (head + body + ["</body>", "</html>"]).joined(separator: "\n") + "\n"
    }
}
