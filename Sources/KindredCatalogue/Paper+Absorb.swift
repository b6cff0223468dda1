extension Paper {
    /// Adds what only `other` knew about the same paper; where both speak, this entry wins.
    ///
    /// A differing title in a language that has one becomes an alias `title:…`, a differing
    /// summary or abstract a further paragraph. Topics, tags, names, keywords, links,
    /// recommendations and sources are united in order; a keyword that the other knows in one more
    /// language gains it. A basis belongs to its summary: it comes along only where this entry had
    /// no summary. A name made from a title gives way to a real one.
    package mutating func absorb(_ other: Paper) {
        absorbNames(other)
        absorbWords(other)
        summary.addParagraphs(of: other.summary)
        abstract.addParagraphs(of: other.abstract)
        keywords = KeywordUnion.of(keywords, other.keywords)
        topics.unite(with: other.topics)
        tags.unite(with: other.tags)
        // A month without its year says nothing.
        if year == nil { (year, month) = (other.year, month ?? other.month) }
        if month == nil, year == other.year { month = other.month }
        venue = venue ?? other.venue
        if authors.isEmpty { authors = other.authors }
        for link in other.links { absorb(link) }
        recommendations.unite(with: other.recommendations)
        sources.unite(with: other.sources)
        let others = other.otherFields.filter { !Self.fieldsOfOneWord.contains($0.key) }
        otherFields.merge(others) { own, _ in own }
    }

    private static let fieldsOfOneWord: Set = ["basis", "contribution", "level"]

    /// Takes over the fields that hold one word out of few, before the summaries become one.
    private mutating func absorbWords(_ other: Paper) {
        takeWord("contribution", \.contribution, of: other)
        takeWord("level", \.level, of: other)
        guard summary.isEmpty else { return }
        if !other.summary.isEmpty { (basis, otherFields["basis"]) = (nil, nil) }
        takeWord("basis", \.basis, of: other)
    }

    /// A word that this version does not know, which stands among the other fields, is one too.
    private mutating func takeWord<Word>(
        _ name: String, _ property: WritableKeyPath<Paper, Word?>, of other: Paper
    ) {
        guard self[keyPath: property] == nil, otherFields[name] == nil else { return }
        self[keyPath: property] = other[keyPath: property]
        otherFields[name] = other.otherFields[name]
    }

    private mutating func absorbNames(_ other: Paper) {
        let spellings = [other.id] + other.aliases
        if Self.isTitle(id), !Self.isTitle(other.id) { id = other.id }
        aliases.removeAll { $0 == id }
        for spelling in spellings where spelling != id && !Self.isTitle(spelling) {
            if !aliases.contains(spelling) { aliases.append(spelling) }
        }
        title = title ?? other.title
        for entry in other.titles.texts where titles[entry.language] == nil {
            titles[entry.language] = entry.text
        }
        // What folds to the same letters as a title we hold is the same title.
        let others = [other.title].compactMap(\.self) + other.titles.texts.map(\.text)
        for variant in spellings.filter(Self.isTitle) + others.map({ "title:\($0)" }) {
            guard let key = PaperID(variant), !titleIdentities.contains(key) else { continue }
            aliases.append(variant)
        }
        names.unite(with: other.names)
    }

    private static func isTitle(_ id: String) -> Bool {
        id[...].startsIgnoringCase("title:")
    }

    private mutating func absorb(_ link: Link) {
        let address = link.address
        guard let place = links.firstIndex(where: { $0.address == address }) else {
            links.append(link)
            return
        }
        if links[place].kind.specificity < link.kind.specificity { links[place].kind = link.kind }
        guard let label = link.label, !label.isEmpty else { return }
        guard let own = links[place].label, !own.isEmpty else {
            links[place].label = label
            return
        }
        if !own.contains(label) { links[place].label = "\(own) · \(label)" }
    }
}

extension Link {
    /// What two links to one place have in common: the address without scheme and tracking.
    var address: String {
        guard let parts = WebAddress(url[...]) else { return url }
        return parts.fragment.isEmpty ? parts.normalForm : "\(parts.normalForm)#\(parts.fragment)"
    }
}

extension Link.Kind {
    /// How much a kind tells about what is behind the address; higher tells more.
    fileprivate var specificity: Int {
        switch self {
        case .project: 0
        case .article: 1
        case .paper: 2
        case .pdf, .code, .video, .dataset: 3
        }
    }
}

extension Array where Element: Hashable {
    /// Appends, in order, the elements that are not there yet.
    fileprivate mutating func unite(with others: [Element]) {
        guard !others.isEmpty else { return }
        var known = Set(self)
        for element in others where known.insert(element).inserted { append(element) }
    }
}

extension LocalizedText {
    /// Adds the other text of each language as a further paragraph, unless it says nothing new.
    fileprivate mutating func addParagraphs(of other: LocalizedText) {
        for entry in other.texts {
            guard let own = self[entry.language] else {
                self[entry.language] = entry.text
                continue
            }
            let (ownLetters, theirs) = (Self.letters(own), Self.letters(entry.text))
            if ownLetters.contains(theirs) { continue }
            self[entry.language] =
                theirs.contains(ownLetters) ? entry.text : "\(own)\n\n\(entry.text)"
        }
    }

    private static func letters(_ text: String) -> String {
        PaperID.titleKey(text)?.value ?? text
    }
}
