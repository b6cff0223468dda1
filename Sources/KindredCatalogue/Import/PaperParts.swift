/// Gathers what a record of another format says of a paper, and makes an entry of it.
///
/// Identifiers of registries that people cite by (arXiv, DOI, ACL Anthology) name the entry
/// before those of a database do; the others become aliases.
struct PaperParts {
    /// The entry so far, without `id` and `aliases`.
    var paper = Paper(id: "")
    private var identifiers: [PaperID] = []

    /// How many identifiers, links, keywords, tags and topics an entry may have of each. No record that
    /// means well has more, and each is compared with those before it.
    static let most = 1_000

    /// Adds an identifier, given with or without its prefix; what is none is left out.
    mutating func identify(_ text: String?, as prefix: String = "") {
        guard let text, !text.isEmpty, let id = PaperID(prefix + text) ?? PaperID(text) else {
            return
        }
        guard id.scheme != .url, id.scheme != .title, identifiers.count < Self.most,
            !identifiers.contains(id)
        else { return }
        identifiers.append(id)
    }

    /// Adds an address: as an identifier where it is one, and as a link in any case.
    mutating func link(_ url: String?, _ kind: Link.Kind? = nil) {
        guard let url, url.utf8.contains(UInt8(ascii: ":")), paper.links.count < Self.most,
            !paper.links.contains(where: { $0.url == url })
        else { return }
        let id = PaperID(url)
        let kind = kind ?? Link.Kind(ofRecordAddress: url, id)
        if kind == .paper || kind == .pdf { identify(id?.description) }
        paper.links.append(Link(kind: kind, url: url))
    }

    /// Sets the title, made plain already.
    mutating func title(_ text: String?) {
        guard let text, !text.isEmpty else { return }
        paper.title = text
        paper.titles = LocalizedText(text)
    }

    /// Sets the abstract, made plain already.
    mutating func abstract(_ text: String?) {
        guard let text, !text.isEmpty else { return }
        paper.abstract = LocalizedText(text)
    }

    /// Says in which language title and abstract are, which is else detected.
    mutating func setLanguage(_ language: Language) {
        paper.titles = LocalizedText(paper.title ?? "", language: language)
        let text = paper.abstract.texts.first?.text ?? ""
        paper.abstract = LocalizedText(text, language: language)
    }

    /// Adds a keyword that is not there yet.
    mutating func keyword(_ text: String?) {
        guard let text, !text.isEmpty, paper.keywords.count < Self.most else { return }
        let keyword = LocalizedText(text)
        if !paper.keywords.contains(keyword) { paper.keywords.append(keyword) }
    }

    /// Adds a tag that is not there yet.
    mutating func tag(_ text: String?) {
        guard let text, !text.isEmpty, paper.tags.count < Self.most, !paper.tags.contains(text)
        else { return }
        paper.tags.append(text)
    }

    /// Adds a path of topics that is not there yet.
    mutating func topic(_ path: [String]) {
        guard !path.isEmpty, paper.topics.count < Self.most, !paper.topics.contains(path) else {
            return
        }
        paper.topics.append(path)
    }

    /// Keeps a text under a name that Kindred itself does not use, as JSON.
    mutating func keep(_ text: String?, as name: String) {
        guard let text, !text.isEmpty else { return }
        paper.otherFields[name] = PaperRecord.quoted(text)
    }

    /// Sets year and month where they are possible ones.
    mutating func date(year: Int?, month: Int? = nil) {
        guard let year, (1...9999).contains(year) else { return }
        paper.year = year
        paper.month = month.flatMap { (1...12).contains($0) ? $0 : nil }
    }

    /// The year and month of an arXiv identifier where nothing else told them.
    private mutating func dateFromIdentifiers() {
        guard paper.year == nil else { return }
        for id in identifiers {
            if let date = id.yearAndMonth { return self.date(year: date.year, month: date.month) }
        }
    }

    /// The finished entry.
    ///
    /// - Parameter name: What to call it where nothing else names it, such as a citation key.
    /// - Throws: `RecordError.nameless` where it has neither an identifier nor a title.
    consuming func finished(orNamed name: String? = nil) throws(RecordError) -> Paper {
        dateFromIdentifiers()
        let ranked = Self.ranks.flatMap { scheme in identifiers.filter { $0.scheme == scheme } }
        let others = identifiers.filter { !Self.ranks.contains($0.scheme) }
        let names = (ranked + others).map(\.description)
        paper.aliases = Array(names.dropFirst())
        let made = names.first ?? paper.title.flatMap { PaperID.titleKey($0)?.description } ?? name
        guard let made, !made.isEmpty else { throw .nameless }
        paper.id = made
        return paper
    }

    /// The finished entry under the name that its own catalogue has for it; other identifiers come
    /// beside it.
    ///
    /// - Parameters:
    ///   - own: Its name; nil where it has none of its own.
    ///   - name: What to call it where nothing else names it.
    /// - Throws: `RecordError.nameless` where it has neither an identifier nor a title.
    consuming func finished(
        called own: String?, orNamed name: String? = nil
    ) throws(RecordError) -> Paper {
        var paper = try finished(orNamed: own ?? name)
        guard let own else { return paper }
        let isOfTitle = paper.id[...].startsIgnoringCase("title:")
        paper.aliases = (isOfTitle ? [] : [paper.id]) + paper.aliases
        paper.id = own
        let identity = PaperID(own)
        paper.aliases.removeAll { $0 == own || identity != nil && PaperID($0) == identity }
        return paper
    }

    /// The registries that name an entry, first those that people cite by.
    private static let ranks: [PaperID.Scheme] = [.arXiv, .doi, .acl, .openReview]
}

extension Link.Kind {
    /// What an address in a bibliographic record leads to: the paper, unless it says otherwise.
    init(ofRecordAddress url: String, _ id: PaperID?) {
        let path = url[...].split(atFirst: "?")?.before ?? url[...]
        let isPDF =
            path.droppingEnding(".pdf").utf8.count < path.utf8.count
            || path.parts(between: "/").contains("pdf")
        self = id?.scheme == .gitHub ? .code : isPDF ? .pdf : .paper
    }
}
