/// Writes a Markdown list that people can read and ``MarkdownList`` reads back.
///
/// Topics become headings, in the order in which they first come; each entry is an item, its title the
/// link to it, and what is known of it stands below under labels. An entry under several topics stands
/// in full under the first and, where it has an address, as its title under the others. What stands under no topic comes first.
/// Of several languages the one asked for is written. Nothing is written before the last paper is
/// known, so all of the list is kept in memory. Keywords come back as tags; fields that Kindred has no
/// place for, sources and aliases have no place.
struct MarkdownWriter: PaperWriter {
    private let language: Language
    /// The text under each topic, in the order of the topics' first appearance.
    private var sections: [(path: [String], text: [UInt8])] = [([], [])]
    private var places: [[String]: Int] = [[]: 0]

    init(_ settings: WriteSettings) { language = settings.language }

    mutating func writeHeader(into bytes: inout [UInt8]) {
        bytes.append(contentsOf: "# Papers\n".utf8)
    }

    mutating func write(_ paper: Paper, into bytes: inout [UInt8]) {
        let topics = paper.topics.isEmpty ? [[]] : paper.topics
        let address = Self.address(of: paper)
        let title = Self.escaped(paper.titles[language] ?? paper.title ?? paper.id)
        let head = address.map { "- [\(title)](\(Self.target($0)))\n" } ?? "- **\(title)**\n"
        for (number, topic) in topics.enumerated() {
            let place = place(of: topic)
            if number == 0 {
                let lines = lines(of: paper, besides: address).map { "  - \($0)\n" }
                sections[place].text.append(contentsOf: (head + lines.joined()).utf8)
            } else if address != nil {
                sections[place].text.append(contentsOf: head.utf8)
            }
        }
    }

    mutating func writeFooter(into bytes: inout [UInt8]) {
        for section in sorted() {
            var heading = ""
            if let name = section.path.last {
                let marks = String(repeating: "#", count: min(section.path.count + 1, 6))
                heading = "\n\(marks) \(Self.escaped(name))\n"
            }
            bytes.append(contentsOf: heading.utf8)
            if !section.text.isEmpty { bytes += [0x0A] + section.text }
        }
        sections = [([], [])]
        places = [[]: 0]
    }

    /// The place of a topic's section; topics above it get theirs first.
    private mutating func place(of topic: [String]) -> Int {
        if let place = places[topic] { return place }
        _ = place(of: Array(topic.dropLast()))
        places[topic] = sections.count
        sections.append((topic, []))
        return sections.count - 1
    }

    /// Each topic before those below it, and those before the next.
    private func sorted() -> [(path: [String], text: [UInt8])] {
        var children: [[String]: [Int]] = [:]
        for (place, section) in sections.enumerated() where place > 0 {
            children[Array(section.path.dropLast()), default: []].append(place)
        }
        var order: [Int] = []
        var open = [0]
        while let place = open.popLast() {
            order.append(place)
            open += (children[sections[place].path] ?? []).reversed()
        }
        return order.map { sections[$0] }
    }

    // MARK: One entry

    private func lines(of paper: Paper, besides address: String?) -> [String] {
        var lines: [String] = []
        func add(_ label: String, _ text: String?) {
            guard let text else { return }
            let plain = Self.escaped(text)
            if !plain.isEmpty { lines.append("\(label): \(plain)") }
        }
        add("Acronym", paper.names.first)
        add("Authors", paper.authors.joined(separator: ", "))
        add("Venue", paper.venue)
        add("Year", paper.year.map { String($0) })
        for (kind, label) in Self.labels {
            for link in paper.links where link.kind == kind && link.url != address {
                lines.append("[\(label)](\(Self.target(link.url)))")
            }
        }
        add("Summary", paper.summary.preferring(language))
        add("Abstract", paper.abstract.preferring(language))
        let words = paper.tags + paper.keywords.compactMap { $0.preferring(language) }
        add("Tags", words.joined(separator: ", "))
        for recommendation in paper.recommendations {
            add("Recommended by", recommendation.by)
            add("Why", recommendation.text)
        }
        return lines
    }

    private static let labels: [(Link.Kind, String)] = [
        (.paper, "Paper"), (.pdf, "PDF"), (.code, "Code"), (.project, "Project"),
        (.article, "Article"), (.video, "Video"), (.dataset, "Dataset"),
    ]

    /// The address that the title leads to: one that spells the entry's own name, where there is one.
    private static func address(of paper: Paper) -> String? {
        let id = PaperID(paper.id)
        if let id, let link = paper.links.first(where: { PaperID($0.url) == id }) {
            return link.url
        }
        return id?.webAddress ?? paper.mainAddress
    }

    /// An address as the target of a link, where space and brackets would end it.
    private static func target(_ address: String) -> String {
        var target = ""
        for scalar in address.unicodeScalars {
            switch scalar {
            case " ": target += "%20"
            case "(": target += "%28"
            case ")": target += "%29"
            case "<": target += "%3C"
            case ">": target += "%3E"
            case "\\": target += "%5C"
            case "\n", "\r", "\t": break
            default: target.unicodeScalars.append(scalar)
            }
        }
        return target
    }

    /// A text on one line whose signs mean themselves.
    private static func escaped(_ text: String) -> String {
        MarkdownText.escaped(PlainText.collapsed(Array(text.utf8)))
    }
}

extension PaperID {
    /// Where the registry that gave the name out shows the paper; nil where that does not follow.
    package var webAddress: String? {
        switch scheme {
        case .arXiv: "https://arxiv.org/abs/\(value)"
        case .doi: "https://doi.org/\(value)"
        case .acl: "https://aclanthology.org/\(value)"
        case .openReview: "https://openreview.net/forum?id=\(value)"
        case .corpusID: "https://api.semanticscholar.org/CorpusID:\(value)"
        case .semanticScholar: "https://www.semanticscholar.org/paper/\(value)"
        case .pmid: "https://pubmed.ncbi.nlm.nih.gov/\(value)/"
        case .pmcid: "https://www.ncbi.nlm.nih.gov/pmc/articles/\(value)/"
        case .openAlex: "https://openalex.org/\(value)"
        case .dblp: "https://dblp.org/rec/\(value)"
        case .gitHub: "https://github.com/\(value)"
        case .acm, .neurIPS, .mag, .url, .title, .local: nil
        }
    }
}
