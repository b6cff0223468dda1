/// Turns a draft into an entry of the catalogue.
struct Finishing {
    let document: String
    /// How many entries begin with each bracketed prefix: `[DCN] …`.
    let prefixes: [String: Int]

    /// The venue that the document's title names, for papers that name none.
    let documentVenue: VenueReading.Found?

    init(document: String, title: String?, drafts: [Draft]) {
        self.document = document
        documentVenue = title.flatMap { VenueReading.find(in: $0, needsYear: true) }
        var prefixes: [String: Int] = [:]
        for draft in drafts {
            if let prefix = Self.prefix(of: draft.title ?? "")?.name {
                prefixes[prefix, default: 0] += 1
            }
        }
        self.prefixes = prefixes
    }

    /// The entry, with identity, kind, year, venue and names worked out.
    func paper(_ draft: Draft) -> Paper {
        var draft = draft
        readTitle(&draft)
        var paper = Paper(id: "")
        setTitle(of: &paper, draft)
        paper.links = draft.links
        paper.kind = kind(of: draft)
        paper.id = Self.id(of: paper, document: document, line: draft.line)
        paper.summary = Self.localized(draft.summary)
        paper.abstract = Self.localized(draft.abstract)
        paper.recommendations = draft.recommendations
        paper.tags = Self.unique(draft.tags)
        paper.authors = draft.authors
        paper.sources = [Source(document: document, line: draft.line)]
        if !draft.topics.isEmpty { paper.topics = [draft.topics] }
        setDate(of: &paper, draft)
        paper.names = names(of: paper, draft)
        return paper
    }

    // MARK: Title

    /// `[DCN] Title (Stanford 2017)`: the bracket is a name or a tag, the end a year.
    func readTitle(_ draft: inout Draft) {
        guard var title = draft.title else { return }
        if let found = Self.prefix(of: title) {
            let isOwn = prefixes[found.name] == 1 && found.name.split(separator: " ").count <= 2
            let letters = found.name.prefix(while: \.isLetter)
            if let year = Text.year(in: found.name),
                found.name.dropFirst(letters.count).allSatisfy({
                    $0.isNumber || "./-年月".contains($0)
                }),
                VenueReading.find(in: found.name) == nil
            {
                // `[2023.03]` is a date, `[Hinton2015]` the key of a reference.
                draft.year = draft.year ?? year
            } else if let venue = VenueReading.find(in: found.name, needsYear: true) {
                draft.venue = draft.venue ?? venue.text
                draft.year = draft.year ?? venue.year
            } else if isOwn, !Attaching.common.contains(found.name.uppercased()),
                TitleText.isName(found.name) || found.rest.hasPrefix(found.name)
            {
                draft.names.append(found.name)
            } else {
                draft.tags.append(found.name)
            }
            title = found.rest
        }
        if title.hasSuffix(")") || title.hasSuffix("）"),
            let open = title.lastIndex(where: { "(（".contains($0) }), open > title.startIndex
        {
            let inner = title[title.index(after: open)...].dropLast()
            let venue = VenueReading.find(in: inner, needsYear: true)
            if let year = Text.year(in: inner), inner.count <= 40 {
                draft.year = draft.year ?? year
                draft.venue = draft.venue ?? venue?.text
                title = Text.trimmed(title[..<open])
            }
        }
        draft.title = TitleText.clean(title)
    }

    /// `[DCN] Deep & Cross Network` gives `DCN` and the rest.
    static func prefix(of title: String) -> (name: String, rest: String)? {
        guard title.first == "[", let close = title.firstIndex(of: "]") else { return nil }
        let name = Text.trimmed(title[title.index(after: title.startIndex)..<close])
        let rest = Text.trimmed(title[title.index(after: close)...]) { ":-".contains($0) }
        guard (1...32).contains(name.count), rest.count > 4 else { return nil }
        return (name, rest)
    }

    func setTitle(of paper: inout Paper, _ draft: Draft) {
        var title = draft.title
        if title == nil || title?.isEmpty == true { title = Self.standIn(draft) }
        guard let title, !title.isEmpty else { return }
        paper.title = title
        for other in [title] + draft.otherTitles {
            let language = Language(detecting: other)
            if paper.titles[language] == nil { paper.titles[language] = other }
        }
        if draft.isSurelyPaper, let pair = Self.bilingual(title) {
            paper.titles = LocalizedText()
            paper.titles[.english] = pair.english
            paper.titles[.chinese] = pair.chinese
            paper.title = title.hasPrefix(pair.english) ? pair.english : pair.chinese
        }
    }

    /// What an entry without a title is called where its address says it: a repository's name;
    /// else the heading, where it stands alone under it. A block of a page keeps no title.
    static func standIn(_ draft: Draft) -> String? {
        guard draft.form != .block else { return nil }
        if let leadIn = draft.leadIn {
            var name = Text.trimmed(leadIn) { ":：".contains($0) }
            for ending in ["地址", "链接", "网址"] where name.hasSuffix(ending) {
                name = Text.trimmed(name.dropLast(ending.count))
            }
            if FieldLabel.role(of: leadIn) == nil, name.count > 2 { return TitleText.clean(name) }
        }
        if draft.isPaper, let heading = draft.heading, Citation.endsInPlace(heading) {
            // `#### Title (ECCV 2022)` over the links of that paper.
            return Citation(reading: heading).title
        }
        if let code = draft.links.first(where: { $0.kind == .code }) {
            let (host, path) = Address.parts(code.url)
            let parts = Address.pathParts(path)
            if host == "github.com" || host == "gitlab.com" || host == "gitee.com", parts.count > 1
            {
                return "\(parts[0])/\(parts[1])"
            }
        }
        return draft.heading
    }

    /// `English title 中文标题`, `English title (中文标题)`, `《中文》(English title)`.
    static func bilingual(_ title: String) -> (english: String, chinese: String)? {
        let scalars = Array(title)
        guard let first = scalars.firstIndex(where: { Text.hasHan(String($0)) }),
            let last = scalars.lastIndex(where: { Text.hasHan(String($0)) })
        else { return nil }
        func part(_ range: some Sequence<Character>) -> String {
            TitleText.clean(Text.trimmed(String(range)) { "()（）《》/|-–—【】[]：:".contains($0) })
        }
        func isEnglish(_ text: String) -> Bool {
            text.split(separator: " ").count >= 4 && !Text.hasHan(text)
        }
        func isEdge(_ character: Character) -> Bool {
            character.isWhitespace || "()（）《》/|-–—【】[]：:".contains(character)
        }
        let before = part(scalars[..<first])
        if isEnglish(before), last - first >= 4, isEdge(scalars[first - 1]) {
            let rest = part(scalars[first...])
            if Language(detecting: rest) == .chinese { return (before, rest) }
        }
        let after = part(scalars[(last + 1)...])
        if isEnglish(after), last - first >= 4, isEdge(scalars[last + 1]) {
            let rest = part(scalars[...last])
            if Language(detecting: rest) == .chinese { return (after, rest) }
        }
        return nil
    }

    // MARK: Kind

    func kind(of draft: Draft) -> Paper.Kind {
        if let kind = draft.kind { return kind }
        // What stands untitled above every heading is about the list itself.
        let isAboutList = draft.section == 0 && draft.title == nil && draft.form == .line
        if draft.isSurelyPaper && !isAboutList || draft.form == .block { return .paper }
        if draft.form == .title && draft.hasFields { return .paper }
        let words = (draft.topics.last ?? "").lowercased()
        let above = draft.topics.joined(separator: " ").lowercased()
        let title = (draft.title ?? "").lowercased()
        let kinds = Set(draft.links.map(\.kind))
        if Self.holds(above, Self.courseWords) || Self.holds(title, Self.courseTitles) {
            return .course
        }
        if draft.links.isEmpty && !draft.authors.isEmpty { return .paper }
        if isCited(draft) { return .paper }
        let isData = Self.holds(words, Self.dataWords) || Self.holds(title, Self.dataWords)
        if kinds.first == .dataset && kinds.count == 1 { return .dataset }
        let isInDataSection = Self.holds(words, Self.dataWords)
        let hasArticle = draft.links.contains { isArticleHost($0.url) }
        if isData && !kinds.contains(.article) || isInDataSection && !hasArticle
            || isInDataSection && Self.holds(title, Self.dataWords)
        {
            return .dataset
        }
        if let first = draft.links.first?.kind {
            switch first {
            case .code: return .code
            case .dataset: return .dataset
            case .video: return .talk
            case .project: return .tool
            case .article, .paper, .pdf: break
            }
        }
        if draft.links.isEmpty { return .paper }
        if Self.holds(words, Self.talkWords) && !Text.hasHan(title) { return .talk }
        let isSite = !draft.links.contains { isArticleHost($0.url) }
        if isSite && Self.holds(words, Self.toolWords) { return .tool }
        return .article
    }

    /// Whether a title with a venue stands before links that only say their kind: then it is a
    /// paper, though nothing but its code has an address.
    func isCited(_ draft: Draft) -> Bool {
        guard let title = draft.title, title.split(separator: " ").count > 3 else { return false }
        guard draft.form == .item || draft.form == .row else { return false }
        guard draft.venue != nil || draft.isCitation && draft.year != nil else { return false }
        return draft.links.allSatisfy { link in
            link.kind != .article
                && link.label.map { FieldLabel.linkRole(ofText: $0) != nil } ?? false
        }
    }

    func isArticleHost(_ address: String) -> Bool {
        let host = Address.parts(address).host
        return [
            "weixin.qq.com", "github.com", "zhihu.com", "csdn.net", "jianshu.com", "medium.com",
        ].contains {
            host.hasSuffix($0)
        }
    }

    static func holds(_ text: String, _ words: [String]) -> Bool {
        words.contains { text.holds($0) }
    }

    static let courseWords = ["课程", "course", "lectures"]
    static let courseTitles = ["公开课", "课程", " course", "cs231n", "cs224"]
    static let dataWords = ["数据集", "dataset", "语料", "corpora"]
    static let toolWords = ["工具", "tool", "library", "framework", "软件", "software", "平台"]
    static let talkWords = ["tutorial", "talk", "讲座", "演讲", "slides"]
}
