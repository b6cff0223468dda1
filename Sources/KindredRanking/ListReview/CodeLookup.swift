import KindredCatalogue
import KindredIndex

/// Finds the code of papers that have no link to any, elsewhere in the same list.
struct CodeLookup {
    /// A title that stands in the words of a link must have so many letters.
    static let fewestLetters = 20
    /// A name that a repository bears must have so many letters, or three with two capitals.
    static let fewestNameLetters = 4

    /// An address of code in the list.
    private struct Code {
        let holder: Int
        let url: String
        /// The folded words that it stands under.
        let words: String
        /// The folded name of its repository.
        let repository: String?
    }

    private let papers: [Paper]
    private let codes: [Code]

    /// Gathers all code of a catalogue.
    init(_ papers: [Paper]) {
        self.papers = papers
        codes = papers.enumerated().flatMap { entry, paper in
            paper.links.filter { $0.kind == .code }.map { link in
                let isCode = paper.kind == .code || paper.kind == .tool
                let title = isCode ? paper.title ?? "" : ""
                return Code(
                    holder: entry, url: link.url, words: Self.folded(title + (link.label ?? "")),
                    repository: isCode ? Self.repository(of: link.url).map(Self.folded) : nil)
            }
        }
    }

    /// The papers without code whose code stands in another entry, in the order of the catalogue.
    ///
    /// - Complexity: O(papers without code × words of the list's code).
    func missing() -> [ListReview.MissingCode] {
        let bearers = bearersOfNames()
        return papers.indices.compactMap { entry in
            let paper = papers[entry]
            guard paper.kind == .paper, !paper.links.contains(where: { $0.kind == .code }) else {
                return nil
            }
            return byTitle(entry) ?? byName(entry, bearers)
        }
    }

    private func byTitle(_ entry: Int) -> ListReview.MissingCode? {
        let title = Self.folded(papers[entry].title ?? "")
        guard title.count >= Self.fewestLetters else { return nil }
        return codes.first { $0.holder != entry && $0.words.contains(title) }.map {
            .init(entry: entry, url: $0.url, holder: $0.holder, evidence: .title)
        }
    }

    private func byName(
        _ entry: Int, _ bearers: [String: Set<Int>]
    ) -> ListReview.MissingCode? {
        for name in Self.names(of: papers[entry]) {
            let folded = Self.folded(name)
            guard bearers[folded] == [entry] else { continue }
            if let code = codes.first(where: { $0.holder != entry && $0.repository == folded }) {
                return .init(
                    entry: entry, url: code.url, holder: code.holder, evidence: .name(name))
            }
        }
        return nil
    }

    /// Which papers bear each name.
    private func bearersOfNames() -> [String: Set<Int>] {
        var bearers: [String: Set<Int>] = [:]
        for (entry, paper) in papers.enumerated() where paper.kind == .paper {
            for name in Self.names(of: paper) {
                bearers[Self.folded(name), default: []].insert(entry)
            }
        }
        return bearers
    }

    /// The names of a paper that tell it from others: `MoCo`, `PointNet++`, not `A survey`.
    private static func names(of paper: Paper) -> [String] {
        (paper.names + TitleHandles.handles(in: paper.title ?? "")).filter { name in
            let letters = folded(name).count
            let capitals = name.unicodeScalars.count { ("A"..."Z").contains($0) }
            let isOneWord = !name.contains(where: \.isWhitespace)
            return isOneWord && (letters >= fewestNameLetters || (letters == 3 && capitals >= 2))
        }
    }

    /// The last part of a repository's name: `moco` of `github.com/facebookresearch/moco`.
    private static func repository(of url: String) -> String? {
        guard let id = PaperID(url), id.scheme == .gitHub else { return nil }
        return id.value.split(separator: "/").last.map(String.init)
    }

    private static func folded(_ text: String) -> String { PaperID.titleKey(text)?.value ?? "" }
}
