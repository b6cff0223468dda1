import Kindred

/// How a paper is named where people read.
extension Paper {
    /// The title on one line; where no one knows it, a stand-in made of tags and a link.
    ///
    /// Such as `(title unknown) #Word Embeddings · github.com/someone/project`.
    var shownTitle: String {
        if let title = title ?? titles.texts.first?.text { return title.plainLine }
        let marks = tags.prefix(2).map { "#" + $0 }.joined(separator: " ")
        let place = (links.first { $0.kind == .code } ?? links.first)?.shortAddress ?? id
        return "(title unknown) "
            + [marks, place].filter { !$0.isEmpty }.joined(separator: " · ")
            .plainLine
    }

    /// The titles in other languages than the one shown.
    var otherTitles: [String] {
        titles.texts.map(\.text.plainLine).filter { $0 != shownTitle }
    }

    /// The address that leads to the paper itself, else the first there is.
    var mainLink: Link? {
        links.first { $0.kind == .paper } ?? links.first { $0.kind == .pdf } ?? links.first
    }

    /// The sort of entry in brackets; nothing for a paper, which is what people expect.
    var kindMark: String { kind == .paper ? "" : " [\(kind.rawValue)]" }

    /// The deepest topic of the first path.
    var shownTopic: String { topics.first?.last?.plainLine ?? "" }
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
