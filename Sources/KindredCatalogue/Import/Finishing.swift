/// Turns a draft into an entry of the catalogue.
struct Finishing {
    private let document: String
    /// How many entries begin with each bracketed prefix: `[DCN] …`.
    private let prefixes: [String: Int]

    /// The venue that the document's title names, for papers that name none.
    private let documentVenue: VenueReading.Found?

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
    private func readTitle(_ draft: inout Draft) {
        guard var title = draft.title else { return }
        if let found = Self.prefix(of: title) {
            let isOwn = prefixes[found.name] == 1 && found.name.split(separator: " ").count <= 2
            if let venue = VenueReading.find(in: found.name, needsYear: true) {
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

    private func setTitle(of paper: inout Paper, _ draft: Draft) {
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
    private static func standIn(_ draft: Draft) -> String? {
        guard draft.form != .block else { return nil }
        if let leadIn = draft.leadIn {
            var name = Text.trimmed(leadIn) { ":：".contains($0) }
            for ending in ["地址", "链接", "网址"] where name.hasSuffix(ending) {
                name = Text.trimmed(name.dropLast(ending.count))
            }
            if FieldLabel.role(of: leadIn) == nil, name.count > 2 { return TitleText.clean(name) }
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

    private func kind(of draft: Draft) -> Paper.Kind {
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

    private func isArticleHost(_ address: String) -> Bool {
        let host = Address.parts(address).host
        return [
            "weixin.qq.com", "github.com", "zhihu.com", "csdn.net", "jianshu.com", "medium.com",
        ].contains {
            host.hasSuffix($0)
        }
    }

    private static func holds(_ text: String, _ words: [String]) -> Bool {
        words.contains { text.holds($0) }
    }

    private static let courseWords = ["课程", "course", "lectures"]
    private static let courseTitles = ["公开课", "课程", " course", "cs231n", "cs224"]
    private static let dataWords = ["数据集", "dataset", "语料", "corpora"]
    private static let toolWords = ["工具", "tool", "library", "framework", "软件", "software", "平台"]
    private static let talkWords = ["tutorial", "talk", "讲座", "演讲", "slides"]

    // MARK: Identity, date, names

    /// The canonical spelling of the entry's best identity.
    static func id(of paper: Paper, document: String, line: Int) -> String {
        let isPaper = paper.kind == .paper
        let own = paper.links.filter { isPaper && LinkKind.leadsToPaper($0.kind) }
        let ids = own.compactMap { PaperID($0.url) }
        if let id = ids.first(where: { $0.scheme != .url }) ?? ids.first { return id.description }
        if let link = paper.links.first, let id = PaperID(link.url) { return id.description }
        if let title = paper.title, let key = PaperID.titleKey(title) { return key.description }
        return paper.links.first?.url ?? "\(document):\(line)"
    }

    private func setDate(of paper: inout Paper, _ draft: Draft) {
        let months = paper.links.filter { LinkKind.leadsToPaper($0.kind) }
            .compactMap { PaperID($0.url)?.yearAndMonth }
        paper.year = months.first?.year ?? draft.year
        paper.month = months.first?.month ?? (draft.year == nil ? nil : draft.month)
        guard paper.kind == .paper else {
            paper.year = draft.year
            return
        }
        paper.venue = draft.venue ?? Self.venue(inSummary: draft.summary)
        if paper.venue == nil, paper.kind == .paper {
            for text in draft.topics.reversed() {
                guard let found = VenueReading.find(in: text, needsYear: true) else { continue }
                paper.venue = found.text
                break
            }
        }
        if paper.venue == nil, paper.kind == .paper, let found = Self.venue(inArticles: draft) {
            paper.venue = found
        }
        if paper.venue == nil { paper.venue = documentVenue?.text }
        guard paper.year == nil else { return }
        if let venue = paper.venue { paper.year = Text.year(in: venue) }
        for topic in draft.topics.reversed() where paper.year == nil && paper.kind == .paper {
            if topic.count <= 12 || VenueReading.whole(topic) != nil {
                paper.year = Text.year(in: topic)
            }
        }
    }

    /// `EMNLP 2019最佳论文`, `nips2019快手，…`, `…发表于 AAAI 2019 的工作`.
    private static func venue(inSummary remarks: [Draft.Remark]) -> String? {
        for remark in remarks.prefix(2) {
            if let found = VenueReading.find(in: head(remark.text[...], 16), needsYear: true) {
                return found.text
            }
            for mark in [
                "发表于", "发表在", "录用", "accepted at", "accepted by", "accepted to", "published at",
                "（",
            ] {
                guard let place = remark.text.firstRange(of: mark) else { continue }
                let after = head(remark.text[place.upperBound...], 20)
                if let found = VenueReading.find(in: after, needsYear: true) { return found.text }
            }
        }
        return nil
    }

    /// The beginning of a text, not cut within a word or number.
    private static func head(_ text: Substring, _ length: Int) -> Substring {
        var end =
            text.index(text.startIndex, offsetBy: length, limitedBy: text.endIndex) ?? text.endIndex
        while end < text.endIndex, text[end].isASCII, text[end].isLetter || text[end].isNumber {
            end = text.index(after: end)
        }
        return text[..<end]
    }

    /// The venue that leads the title of an article about this paper alone: `AAAI 2020 | …`.
    private static func venue(inArticles draft: Draft) -> String? {
        for link in draft.links where link.kind == .article {
            guard let label = link.label, !Attaching.announcesSeveral(label) else { continue }
            let isPreview = ["提前看", "线上分享", "抢先看", "预讲", "论文解读", "汇总"].contains { label.holds($0) }
            guard !isPreview, let bar = label.firstIndex(where: { "|｜：:".contains($0) }) else {
                continue
            }
            // `NeurIPS 2019：…` speaks of the conference, `EMNLP 2019论文：…` of a paper at it.
            let isTold = "|｜".contains(label[bar]) || label[..<bar].holds("论文")
            guard isTold else { continue }
            let head = label[..<bar]
            guard head.count <= 28, let found = VenueReading.find(in: head, needsYear: true) else {
                continue
            }
            return found.text
        }
        return nil
    }

    private func names(of paper: Paper, _ draft: Draft) -> [String] {
        var names = draft.names
        if paper.kind == .paper || paper.kind == .code {
            names += TitleText.names(in: paper.title ?? "")
        }
        if paper.kind == .paper, let title = paper.title, isShort(title) { names.append(title) }
        if let title = paper.title {
            names.removeAll { PaperID.titleKey($0) == PaperID.titleKey(title) && $0.count > 24 }
        }
        // One spelling of each name, the title's own first.
        var seen: Set<String> = []
        let own = TitleText.names(in: paper.title ?? "")
        return (own.filter(names.contains) + names).filter {
            !$0.isEmpty && seen.insert(Attaching.folded($0)).inserted
        }
    }

    /// Whether a title is itself a name people use: `ResNet`, `Swin Transformer`.
    private func isShort(_ title: String) -> Bool {
        let words = title.split(separator: " ")
        return words.count <= 2 && words.allSatisfy { $0.first?.isLowercase == false }
            && title.count <= 24 && !Text.hasHan(title)
            && title.contains(where: \.isUppercase)
            && !Attaching.common.contains(title.uppercased())
    }

    static func unique(_ texts: [String]) -> [String] {
        var seen: Set<String> = []
        return texts.filter { !$0.isEmpty && seen.insert($0).inserted }
    }

    /// Remarks as text by language; those of one line are joined.
    private static func localized(_ remarks: [Draft.Remark]) -> LocalizedText {
        guard !remarks.isEmpty else { return LocalizedText() }
        var text = LocalizedText()
        var whole = ""
        for remark in remarks {
            if !whole.isEmpty { whole += "\n" }
            whole += remark.text
        }
        text[Language(detecting: whole)] = whole
        return text
    }
}
