/// Writes lines in the form of arXiv's metadata snapshot, for programs that read it.
///
/// The inverse of ``ArXivRecord``'s table. A paper that is not on arXiv has its own id in `id`.
/// Categories are the tags and topics that arXiv has; of the date, the first version tells the
/// month. Texts are written in the language asked for where there is one. Keywords, summaries,
/// other topics and tags, recommendations and links have no place.
struct ArXivWriter: PaperWriter {
    private let language: Language

    init(_ settings: WriteSettings) { language = settings.language }

    mutating func write(_ paper: Paper, into bytes: inout [UInt8]) {
        var pen = JSONPen()
        pen.object { pen in
            let identities = paper.identities
            func value(_ scheme: PaperID.Scheme) -> String? {
                identities.first { $0.scheme == scheme }?.value
            }
            pen.member("id", value(.arXiv) ?? paper.id)
            pen.member("authors", paper.authors.joined(separator: ", "))
            pen.member("title", (paper.titles[language] ?? paper.title).map(Self.escaped))
            pen.member("comments", paper.keptText("comments"))
            pen.member("journal-ref", paper.venue.map(Self.escaped))
            pen.member("doi", value(.doi))
            pen.member("report-no", paper.keptText("report-no"))
            pen.member("categories", Self.categories(of: paper).joined(separator: " "))
            pen.member("license", paper.keptText("license"))
            pen.member("abstract", paper.abstract.preferring(language).map(Self.escaped))
            Self.writeDate(paper, &pen)
            Self.writeAuthors(paper.authors, &pen)
        }
        bytes.append(contentsOf: pen.bytes)
        bytes.append(UInt8(ascii: "\n"))
    }

    private static func categories(of paper: Paper) -> [String] {
        var codes = paper.tags.filter(ArXivCategories.isCode)
        for topic in paper.topics {
            guard let code = ArXivCategories.code(of: topic), !codes.contains(code) else {
                continue
            }
            if !paper.tags.contains(where: { ArXivCategories.topic($0) == topic }) {
                codes.append(code)
            }
        }
        return codes
    }

    private static func writeDate(_ paper: Paper, _ pen: inout JSONPen) {
        guard let year = paper.year else { return }
        let months = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ]
        let plain = year.padded(to: 4)
        let month = paper.month.flatMap { months.indices.contains($0 - 1) ? months[$0 - 1] : nil }
        let created = month.map { "1 \($0) \(plain) 00:00:00 GMT" } ?? plain
        pen.name("versions")
        pen.array { pen in
            pen.object { pen in
                pen.member("version", "v1")
                pen.member("created", created)
            }
        }
    }

    private static func writeAuthors(_ authors: [String], _ pen: inout JSONPen) {
        pen.name("authors_parsed")
        pen.array { pen in
            for name in authors {
                let (given, family) = PersonName.parts(of: name)
                pen.array { pen in
                    for part in [family, given ?? "", ""] { pen.text(escaped(part)) }
                }
            }
        }
    }

    /// Texts of arXiv are LaTeX, so its signs are written as commands, and braces keep two quotes or
    /// dashes from becoming one.
    private static func escaped(_ text: String) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count + 16)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\\"): bytes.append(contentsOf: "\\textbackslash{}".utf8)
            case UInt8(ascii: "~"): bytes.append(contentsOf: "\\textasciitilde{}".utf8)
            case UInt8(ascii: "$"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "%"),
                UInt8(ascii: "_"), UInt8(ascii: "&"), UInt8(ascii: "#"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case UInt8(ascii: "-"), UInt8(ascii: "`"), UInt8(ascii: "'"):
                if bytes.last == byte { bytes.append(contentsOf: "{}".utf8) }
                bytes.append(byte)
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
