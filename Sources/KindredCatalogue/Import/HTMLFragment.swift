/// A table or list written in HTML, read into the same lines as Markdown.
struct HTMLFragment {
    /// The lines of the element with their numbers.
    var lines: [(number: Int, text: String)] = []

    /// The elements that are set aside whole.
    private static let regions = ["table", "ul", "ol", "dl"]
    /// The tags that only wrap Markdown and say nothing of it.
    private static let wrappers: Set<String> = [
        "details", "div", "center", "p", "font", "span", "section", "small", "sub", "sup", "u",
        "hr", "article", "main", "header", "footer", "kbd", "picture", "source", "figure",
        "blockquote", "big", "ins", "video", "iframe",
    ]

    /// The element among those set aside that a line opens with, if it opens with one.
    static func opening(of text: String) -> String? {
        let rest = text.drop(while: \.isWhitespace)
        guard rest.first == "<" else { return nil }
        let name = rest.dropFirst().prefix(while: \.isLetter).lowercased()
        return regions.contains(name) ? name : nil
    }

    /// How many more of an element a line opens than it closes.
    static func balance(of tag: String, in text: String) -> Int {
        var balance = 0
        for part in HTMLTags(text) {
            if case .tag(let name, let isClosing, _) = part, name == tag {
                balance += isClosing ? -1 : 1
            }
        }
        return balance
    }

    /// Takes wrapper tags off a line; `<summary>` becomes bold, `<h3>` a heading, `<img>` a
    /// picture without address. Code spans are left alone.
    static func unwrap(_ text: inout String) {
        var result = ""
        for part in HTMLTags(text) {
            switch part {
            case .text(let text): result += text
            case .tag(let name, let isClosing, let source):
                result += replacement(name, isClosing: isClosing, source: source, after: result)
            }
        }
        text = result
    }

    private static func replacement(
        _ name: String, isClosing: Bool, source: Substring, after text: String
    ) -> String {
        switch name {
        case "summary": return "**"
        case "img": return "![](.)"
        case "h1", "h2", "h3", "h4", "h5", "h6":
            guard !isClosing else { return "" }
            let level = name.last?.wholeNumberValue ?? 2
            return text.allSatisfy(\.isWhitespace)
                ? String(repeating: "#", count: level) + " " : ""
        case "a":
            let isTarget = HTMLTags.attribute("href", of: source) == nil && !isClosing
            return isTarget ? "" : String(source)
        default: return wrappers.contains(name) ? "" : String(source)
        }
    }

    /// The rows, list items and lines of the element, cells kept apart for tables.
    func blocks() -> [Block] {
        var reader = HTMLBlockReader()
        for line in lines { reader.read(line.text, number: line.number) }
        return reader.finish()
    }
}

/// Walks over the tags and the text between them of one line of HTML.
struct HTMLTags: Sequence, IteratorProtocol {
    enum Part {
        case text(Substring)
        case tag(name: String, isClosing: Bool, source: Substring)
    }

    private var rest: Substring

    init(_ text: String) { rest = text[...] }

    mutating func next() -> Part? {
        guard let first = rest.first else { return nil }
        if first == "<", let tag = takeTag() { return tag }
        if first == "`" { return takeCode() }
        let start = rest.startIndex
        var end = rest.index(after: start)
        while end < rest.endIndex, rest[end] != "<", rest[end] != "`" {
            end = rest.index(after: end)
        }
        defer { rest = rest[end...] }
        return .text(rest[start..<end])
    }

    private mutating func takeTag() -> Part? {
        let body = rest.dropFirst()
        let isClosing = body.first == "/"
        let name = body.drop { $0 == "/" }.prefix { $0.isASCII && ($0.isLetter || $0.isNumber) }
        guard name.first?.isLetter == true, name.utf8.count < 20 else { return nil }
        guard name.endIndex < rest.endIndex, " \t>/".contains(rest[name.endIndex]) else {
            return nil
        }
        // A tag is short; the limit keeps a line of unclosed `<a` linear.
        guard let end = rest[name.endIndex...].prefix(2_000).firstIndex(of: ">") else {
            return nil
        }
        let after = rest.index(after: end)
        defer { rest = rest[after...] }
        return .tag(
            name: name.lowercased(), isClosing: isClosing, source: rest[rest.startIndex..<after])
    }

    private mutating func takeCode() -> Part {
        let ticks = rest.prefix { $0 == "`" }
        var end = ticks.endIndex
        let tail = rest[end...].prefix(2_000)
        if let close = tail.firstRange(of: ticks) { end = close.upperBound }
        defer { rest = rest[end...] }
        return .text(rest[rest.startIndex..<end])
    }

    /// The value of an attribute in a tag's source, entities understood; nil where it is absent.
    static func attribute(_ name: String, of tag: Substring) -> String? {
        var rest = tag
        while let found = rest.firstRange(of: name) {
            let before = rest[..<found.lowerBound].last
            rest = rest[found.upperBound...].drop(while: \.isWhitespace)
            guard before?.isWhitespace ?? false, rest.first == "=" else { continue }
            rest = rest.dropFirst().drop(while: \.isWhitespace)
            let value: Substring
            if let quote = rest.first, quote == "\"" || quote == "'" {
                value = rest.dropFirst().prefix { $0 != quote }
            } else {
                value = rest.prefix { !$0.isWhitespace && $0 != ">" }
            }
            return decoded(Text.trimmed(value))
        }
        return nil
    }

    /// Text with the five common entities, `&nbsp;` and `&ensp;` understood.
    static func decoded(_ text: some StringProtocol) -> String {
        guard text.holds("&") else { return String(text) }
        var result = String(text)
        let entities = [
            ("&nbsp;", " "), ("&ensp;", " "), ("&emsp;", " "), ("&lt;", "<"), ("&gt;", ">"),
            ("&quot;", "\""), ("&#39;", "'"), ("&apos;", "'"), ("&amp;", "&"),
        ]
        for (entity, character) in entities where result.holds(entity) {
            result.replace(entity, with: character)
        }
        return result
    }
}
