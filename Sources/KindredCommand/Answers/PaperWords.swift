import Kindred

/// How a paper is named where people read.
extension Paper {
    /// The title on one line: in the reader's language where there is one, else the entry's own.
    ///
    /// Where no one knows it, a stand-in made of tags and a link, such as
    /// `(title unknown) #Word Embeddings · github.com/someone/project`.
    func shownTitle(in language: Language) -> String {
        let known = titles[language] ?? title ?? titles.texts.first?.text
        if let known { return known.plainLine }
        let marks = tags.prefix(2).map { "#" + $0 }.joined(separator: " ")
        let place = (links.first { $0.kind == .code } ?? links.first)?.shortAddress ?? id
        return PageWords(language: language)("(title unknown)") + " "
            + [marks, place].filter { !$0.isEmpty }.joined(separator: " · ")
            .plainLine
    }

    /// The other titles than the one shown, the entry's own first.
    func titles(besides shown: String) -> [String] {
        var seen: Set = [shown, ""]
        let all = [title ?? ""] + titles.texts.map(\.text)
        return all.map(\.plainLine).filter { seen.insert($0).inserted }
    }

    /// Each keyword in all its languages, Chinese first: `图注意力 graph attention`.
    var shownKeywords: [String] {
        keywords.map { keyword in
            let others = keyword.texts.filter { $0.language != .chinese }.map(\.text.plainLine)
            let all = [keyword[.chinese]?.plainLine ?? ""] + others
            return all.filter { !$0.isEmpty }.joined(separator: " ")
        }.filter { !$0.isEmpty }
    }

    /// The address that leads to the paper itself, else the first there is.
    var mainLink: Link? {
        links.first { $0.kind == .paper } ?? links.first { $0.kind == .pdf } ?? links.first
    }

    /// The sort of entry in brackets; nothing for a paper, which is what people expect.
    var kindMark: String { kind == .paper ? "" : " [\(kind.rawValue)]" }

    /// The deepest topic of the first path, in the reader's language where it has a name in it.
    func shownTopic(_ names: TopicNames, in language: Language) -> String {
        names.path(topics.first ?? [], in: language).last?.plainLine ?? ""
    }
}

extension Link {
    /// The address without `https://` and `www.`.
    var shortAddress: String {
        var address = url[...]
        for start in ["https://", "http://", "www."] where address.hasPrefix(start) {
            address = address.dropFirst(start.count)
        }
        return address.hasSuffix("/") ? String(address.dropLast()) : String(address)
    }
}

/// A path of topics as words, in as many columns as there are.
enum TopicWords {
    /// `计算机视觉 › 图像分割`; too long, `… › 图像分割`; still too long, the last name cut.
    static func text(_ path: [String], width: Int) -> String {
        var names = path.map(\.plainLine)[...]
        let whole = names.joined(separator: arrow)
        guard whole.displayWidth > width else { return whole }
        while names.count > 1 {
            names = names.dropFirst()
            let text = "…" + arrow + names.joined(separator: arrow)
            if text.displayWidth <= width { return text }
        }
        return (names.first ?? "").cut(toWidth: width)
    }

    /// The columns below which even the last name would have to be cut.
    static func shortestWidth(_ path: [String]) -> Int {
        let last = path.last?.plainLine.displayWidth ?? 0
        return path.count > 1 ? last + 1 + arrow.count : last
    }

    private static let arrow = " › "
}
