extension PaperRecord {
    /// The entry that a line holds.
    ///
    /// - Parameters:
    ///   - line: One JSON object, without or with the end of its line.
    ///   - isPadded: Whether 64 readable bytes follow the line, which saves copying it.
    /// - Throws: `RecordError`, which says as a sentence what is wrong with the line.
    /// - Complexity: O(bytes).
    package static func decode(
        _ line: UnsafeBufferPointer<UInt8>, isPadded: Bool = false
    ) throws(RecordError) -> Paper {
        guard let parser = JSONParser() else { throw .outOfMemory }
        return try decode(line, isPadded: isPadded, with: parser)
    }

    /// The same with a parser that has read other lines before.
    static func decode(
        _ line: UnsafeBufferPointer<UInt8>, isPadded: Bool, with parser: JSONParser
    ) throws(RecordError) -> Paper {
        func read(_ tape: JSONTape) throws(RecordError) -> Paper {
            guard tape.root.isObject else { throw .notAnObject }
            var reader = RecordReader()
            reader.read(tape.root)
            return try reader.paper(keepingOthersOf: line)
        }
        do {
            return try parser.parse(line, isPadded: isPadded, read)
        } catch .json(let error) where error.mayBeMended {
            // Sound JSON may hold what simdjson has no type for; this is rare and may be slow.
            let mended = JSONText.mended(line)
            return try mended.withUnsafeBufferPointer { (bytes) throws(RecordError) in
                try parser.parse(bytes, isPadded: false, read)
            }
        }
    }
}

/// Gathers the fields of one record.
private struct RecordReader {
    private var result = Paper(id: "")
    private var doi: String?
    private var arXiv: String?
    private var url: String?
    private var chineseAbstract: String?
    /// The fields to be kept as they are: their names, and which of the members they are.
    private var others: [(name: String, member: Int)] = []

    mutating func read(_ record: JSONValue) {
        var member = 0
        record.forEachMember { name, value in
            let field = PaperRecord.Field(name: name)
            if field.map({ !read($0, value) && !value.saysNothing }) ?? true {
                others.append((String(decoding: name, as: UTF8.self), member))
            }
            member += 1
        }
    }

    /// Sets what a field says; false where its value is not one that the field can have.
    private mutating func read(_ field: PaperRecord.Field, _ value: JSONValue) -> Bool {
        switch field {
        case .id: set(\.id, value.text)
        case .aliases: set(\.aliases, value.texts)
        case .kind: set(\.kind, value.string.flatMap(Paper.Kind.init))
        case .title: readTitle(value)
        case .titles: set(\.titles, value.localizedText)
        case .names: set(\.names, value.texts)
        case .summary: set(\.summary, value.localizedText)
        case .basis: setOptional(\.basis, value.string.flatMap(Paper.Basis.init))
        case .abstract: set(\.abstract, value.localizedText)
        case .keywords: set(\.keywords, value.keywords)
        case .contribution:
            setOptional(\.contribution, value.string.flatMap(Paper.Contribution.init))
        case .level: setOptional(\.level, value.string.flatMap(Paper.Level.init))
        case .topics: set(\.topics, value.elements(\.texts))
        case .tags: set(\.tags, value.texts)
        case .year:
            setOptional(\.year, value.number.flatMap { (-9_999...9_999).contains($0) ? $0 : nil })
        case .month: setOptional(\.month, value.number.flatMap { (1...12).contains($0) ? $0 : nil })
        case .venue: setOptional(\.venue, value.nonEmptyString)
        case .authors: set(\.authors, value.authors)
        case .links: set(\.links, value.elements(\.link))
        case .recommendations: set(\.recommendations, value.elements(\.recommendation))
        case .sources: set(\.sources, value.elements(\.source))
        case .doi: keep(identifier(value, "doi:"), as: \.doi)
        case .arxiv, .arxivID: keep(identifier(value, "arXiv:"), as: \.arXiv)
        case .url: keep(value.nonEmptyString, as: \.url)
        case .chineseAbstract: keep(value.nonEmptyString, as: \.chineseAbstract)
        }
    }

    private mutating func set<Value>(
        _ property: WritableKeyPath<Paper, Value>, _ value: Value?
    ) -> Bool {
        guard let value else { return false }
        result[keyPath: property] = value
        return true
    }

    private mutating func setOptional<Value>(
        _ property: WritableKeyPath<Paper, Value?>, _ value: Value?
    ) -> Bool {
        result[keyPath: property] = value
        return value != nil
    }

    private mutating func keep(
        _ value: String?, as property: WritableKeyPath<RecordReader, String?>
    ) -> Bool {
        self[keyPath: property] = value
        return value != nil
    }

    /// A title is a string, or an object of titles of which the first is the source's own.
    private mutating func readTitle(_ value: JSONValue) -> Bool {
        if let text = value.string {
            result.title = text.isEmpty ? nil : text
            return true
        }
        guard value.isObject, let texts = value.localizedText else { return false }
        var first: String?
        value.forEachMember { _, text in first = first ?? text.nonEmptyString }
        result.title = first
        result.titles = texts
        return true
    }

    /// An identifier in its canonical spelling, whether or not it came with its prefix.
    private func identifier(_ value: JSONValue, _ prefix: String) -> String? {
        guard let text = value.nonEmptyString else { return nil }
        let id = PaperID(prefix + text) ?? PaperID(text)
        return id.flatMap { $0.scheme == .url ? nil : $0.description }
    }

    /// The finished entry; the reader holds nothing any more.
    mutating func paper(
        keepingOthersOf line: UnsafeBufferPointer<UInt8>
    ) throws(RecordError) -> Paper {
        var paper = Paper(id: "")
        swap(&paper, &result)
        completeTitles(&paper)
        try name(&paper)
        if let url { addLink(url, to: &paper) }
        if let chineseAbstract, paper.abstract[.chinese] == nil {
            paper.abstract[.chinese] = chineseAbstract
        }
        guard !others.isEmpty else { return paper }
        let values = JSONText.memberValues(in: line)
        for (name, member) in others where member < values.count {
            let value = UnsafeBufferPointer(rebasing: line[values[member]])
            paper.otherFields[name] = String(decoding: value, as: UTF8.self)
        }
        return paper
    }

    /// `title` and `titles` name each other's texts, whichever of them the record has.
    private func completeTitles(_ paper: inout Paper) {
        guard let title = paper.title else {
            paper.title = paper.titles.preferring(.english)
            return
        }
        if paper.titles.isEmpty {
            paper.titles = LocalizedText(title)
        } else if !paper.titles.texts.contains(where: { $0.text == title }) {
            let language = Language(detecting: title)
            if paper.titles[language] == nil { paper.titles[language] = title }
        }
    }

    /// Gives the entry its id, and makes the other identifiers of the record aliases.
    private func name(_ paper: inout Paper) throws(RecordError) {
        for identifier in [doi, arXiv].compactMap(\.self) {
            if paper.id.isEmpty {
                paper.id = identifier
            } else if paper.id != identifier, !paper.aliases.contains(identifier) {
                paper.aliases.append(identifier)
            }
        }
        guard paper.id.isEmpty else { return }
        let made = url.flatMap { PaperID($0) } ?? paper.title.flatMap(PaperID.titleKey)
        guard let made else { throw .nameless }
        paper.id = made.description
    }

    private func addLink(_ url: String, to paper: inout Paper) {
        guard !paper.links.contains(where: { $0.url == url }) else { return }
        let kind: Link.Kind =
            switch paper.kind {
            case .paper: url[...].droppingEnding(".pdf").utf8.count < url.utf8.count ? .pdf : .paper
            case .article: .article
            case .code, .tool: .code
            case .dataset: .dataset
            case .talk: .video
            case .course: .project
            }
        paper.links.append(Link(kind: kind, url: url))
    }
}
