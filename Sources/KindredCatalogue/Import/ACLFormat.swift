/// Reads the XML of the ACL Anthology, of the old form (`volume` outermost) and of the new one
/// (`collection` outermost).
///
/// | Anthology | entry |
/// |---|---|
/// | `url`, else the ids of collection, volume and paper | identifier `acl:…` and its page |
/// | `doi`, `bibkey` | identifier; `citation-key`, kept |
/// | `title`, `abstract` | without markup; mathematics stays as TeX |
/// | `author` of `first`, `last` and `variant` | authors |
/// | `year`, `month`, of the paper or of its volume | year, month |
/// | `journal`, `booktitle`, of the paper or of its volume | venue |
/// | `language` | the language of title and abstract |
/// | `software`, `dataset`, `video`, `attachment` | links where they are addresses |
/// | `pwccode@url`, `pwcdataset` | link to code; tag |
/// | `pages`, `publisher`, of the paper or of its volume | kept under these names |
/// | `retracted` | tag |
///
/// Front matter is no entry.
/// - Source: acl-org/acl-anthology, data/xml/schema.rnc.
struct ACLFormat: XMLFormat {
    private var collection: String?
    private var volume: String?
    /// What a volume says of all its papers.
    private var shared: [String: String] = [:]

    let resumption = XMLResumption(
        root: "<collection>", names: ["paper", "volume", "collection", "meta"])

    /// What a volume's `meta` may say of its papers.
    private static let sharedFields: Set<String> = [
        "booktitle", "journal-title", "year", "month", "publisher", "isbn",
    ]

    let recordsStandAlone = false

    mutating func opens(_ element: XMLElement) -> Bool {
        if element.isNamed("collection") {
            collection = element.attribute("id")
        } else if element.isNamed("volume") {
            volume = element.attribute("id")
            shared = [:]
        }
        return element.isNamed(["paper", "meta"])
    }

    mutating func paper(_ record: XMLElement) throws(RecordError) -> Paper? {
        if record.isNamed("meta") {
            var found: [String: String] = [:]
            record.forEachChild { field in
                if Self.sharedFields.contains(field.name) { found[field.name] = field.text }
            }
            shared = found
            return nil
        }
        var fields = Fields(shared: shared)
        record.forEachChild { fields.read($0) }
        fields.finish(numbered: record.attribute("id").flatMap(anthologyID))
        return try fields.parts.finished()
    }

    /// The identifier made of the ids of collection, volume and paper: `P18-1234`, `W18-0501`,
    /// `2020.acl-main.447`.
    ///
    /// - Source: aclanthology.org/info/ids: workshops (W), C69 and, from the fifth volume on, D19
    ///   have two digits for the volume and two for the paper, the rest one and three.
    private func anthologyID(of paper: String) -> String? {
        guard let number = Int(paper), number >= 0 else { return nil }
        guard let collection else {
            // The old form: the volume outermost, and the paper's number holding the volume's.
            return volume.map { "\($0)-\(number.padded(to: 4))" }
        }
        guard let volume else { return nil }
        if collection.first?.isNumber == true { return "\(collection)-\(volume).\(number)" }
        guard let volumeNumber = Int(volume) else { return nil }
        let isWide =
            collection.hasPrefix("W") || collection == "C69"
            || collection == "D19" && volumeNumber >= 5
        return isWide
            ? "\(collection)-\(volumeNumber.padded(to: 2))\(number.padded(to: 2))"
            : "\(collection)-\(volumeNumber)\(number.padded(to: 3))"
    }

    /// What a paper's elements say.
    private struct Fields {
        var parts = PaperParts()
        private var shared: [String: String]
        private var anthologyID: String?
        private var language: Language?

        init(shared: [String: String]) { self.shared = shared }

        mutating func read(_ field: XMLElement) {
            switch field.name {
            case "author": readAuthor(field)
            case "title": parts.title(field.text)
            case "abstract": parts.abstract(field.text)
            case "url": readAddress(field.text)
            case "doi": parts.identify(field.text, as: "doi:")
            case "bibkey": parts.keep(field.text, as: "citation-key")
            case "booktitle", "journal", "year", "month", "pages", "publisher", "isbn":
                shared[field.name] = field.text
            case "language": language = Self.languages[field.text]
            case "software", "pwccode", "dataset", "video", "attachment", "pwcdataset":
                readAttached(field)
            case "retracted": parts.tag("retracted")
            default: break
            }
        }

        private mutating func readAuthor(_ author: XMLElement) {
            let name = PersonName.joined(
                given: author.first("first")?.text, family: author.first("last")?.text)
            if let name { parts.paper.authors.append(name) }
        }

        /// An Anthology identifier, or an address of the paper.
        private mutating func readAddress(_ text: String) {
            if let id = PaperID(text), id.scheme == .acl {
                anthologyID = id.value
            } else {
                parts.link(text)
            }
        }

        private mutating func readAttached(_ field: XMLElement) {
            let address = field.attribute("url") ?? field.attribute("href") ?? field.text
            switch field.name {
            case "software", "pwccode": link(address, .code)
            case "dataset": link(address, .dataset)
            case "video": link(address, .video)
            case "pwcdataset": parts.tag(field.text)
            default: break
            }
        }

        private mutating func link(_ address: String, _ kind: Link.Kind) {
            if address.hasPrefix("http") { parts.link(address, kind) }
        }

        mutating func finish(numbered: String?) {
            if let id = anthologyID ?? numbered.flatMap({ PaperID("acl:" + $0)?.value }) {
                parts.identify(id, as: "acl:")
                parts.paper.links.insert(
                    Link(kind: .paper, url: "https://aclanthology.org/\(id)"), at: 0)
            }
            parts.date(
                year: shared["year"].flatMap { Int($0) },
                month: shared["month"].flatMap { PartialDate($0 + " 2000")?.month })
            parts.paper.venue =
                shared["journal"] ?? shared["journal-title"] ?? shared["booktitle"]
            for name in ["pages", "publisher", "isbn"] { parts.keep(shared[name], as: name) }
            guard let language else { return }
            // Abstracts are most often in English all the same.
            let abstract = parts.paper.abstract
            parts.setLanguage(language)
            parts.paper.abstract = abstract
        }

        /// The ISO 639-3 codes that the Anthology uses most.
        private static let languages: [String: Language] = [
            "eng": .english, "zho": .chinese, "cmn": .chinese, "fra": Language(rawValue: "fr"),
            "spa": Language(rawValue: "es"), "por": Language(rawValue: "pt"),
            "deu": Language(rawValue: "de"), "ita": Language(rawValue: "it"),
        ]
    }
}
