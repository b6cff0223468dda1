import Kindred

/// The page that leads to all reading paths of a folder, as a tree of topics.
struct PathIndexPage {
    let collection: PathCollection
    let document: PathDocument
    let language: Language
    /// The fewest entries of a topic that got a path.
    let minimum: Int

    private var words: PathPageWords { PathPageWords(language: language) }

    /// The page's own form: HTML for pages and pictures, else Markdown.
    var form: PathDocument { document == .html || document == .svg ? .html : .markdown }

    /// The name of the page's file.
    var fileName: String { "index." + form.fileEnding }

    /// The whole page, with the line feed at its end.
    var text: String { form == .html ? html : markdown }

    private var summary: String {
        words.paths(collection.entries.count, minimum: minimum)
    }

    private var markdown: String {
        var lines = ["# " + Markup.markdown(words(.index)), "", Markup.markdown(summary), ""]
        lines += collection.entries.map { entry in
            let margin = String(repeating: "  ", count: collection.depth(of: entry))
            let link = "[\(Markup.markdown(name(of: entry)))](<\(address(of: entry))>)"
            return "\(margin)- \(link)\(words.dot)\(Markup.markdown(facts(of: entry)))"
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private var html: String {
        var lines = ["<main>", "<h1>\(Markup.xml(words(.index)))</h1>"]
        lines.append("<p class=\"facts\">\(Markup.xml(summary))</p>")
        lines += tree + ["</main>"]
        return HTMLDocument(title: words(.index), language: words.code, body: lines).text
    }

    /// Lists in lists: one opens where the depth grows, and closes where it falls.
    private var tree: [String] {
        var lines: [String] = []
        var depth = -1
        for entry in collection.entries {
            let wanted = collection.depth(of: entry)
            if wanted <= depth { lines.append("</li>") }
            while depth > wanted {
                lines.append("</ul></li>")
                depth -= 1
            }
            while depth < wanted {
                lines.append("<ul class=\"tree\">")
                depth += 1
            }
            let link = "<a href=\"\(Markup.xml(address(of: entry)))\">"
            lines.append(
                "<li>\(link)\(Markup.xml(name(of: entry)))</a> "
                    + "<span class=\"facts\">\(Markup.xml(facts(of: entry)))</span>")
        }
        while depth >= 0 {
            lines.append("</li></ul>")
            depth -= 1
        }
        return lines
    }

    private func name(of entry: PathCollection.Entry) -> String {
        entry.topic.name(in: language).plainLine
    }

    private func facts(of entry: PathCollection.Entry) -> String {
        let steps = words.steps(entry.path.steps.count)
        return [steps, words.duration(minutes: entry.path.minutes)].joined(separator: words.dot)
    }

    /// The address of a path's file beside this one, its letters percent-encoded as URLs need it.
    private func address(of entry: PathCollection.Entry) -> String {
        let digits = Array("0123456789ABCDEF")
        let name = entry.fileName + "." + document.fileEnding
        return name.utf8.map { byte in
            let isPlain = byte < 0x80 && byte > 0x20 && byte != UInt8(ascii: "%")
            let code = "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
            return isPlain ? String(UnicodeScalar(byte)) : code
        }.joined()
    }
}
