/// Identity, date, venue and names of an entry.
extension Finishing {
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

    func setDate(of paper: inout Paper, _ draft: Draft) {
        let months = paper.links.filter { LinkKind.leadsToPaper($0.kind) }
            .compactMap { PaperID($0.url)?.yearAndMonth }
        paper.year = months.first?.year ?? draft.year
        paper.month = months.first?.month ?? (draft.year == nil ? nil : draft.month)
        guard paper.kind == .paper else {
            paper.year = draft.year
            return
        }
        paper.venue = draft.venue ?? Self.venue(inSummary: draft.summary)
        if paper.venue == nil {
            for text in draft.topics.reversed() {
                guard let found = VenueReading.find(in: text, needsYear: true) else { continue }
                paper.venue = found.text
                break
            }
        }
        if paper.venue == nil, let found = Self.venue(inArticles: draft) {
            paper.venue = found
        }
        if paper.venue == nil { paper.venue = documentVenue?.text }
        guard paper.year == nil else { return }
        if let venue = paper.venue { paper.year = Text.year(in: venue) }
        for topic in draft.topics.reversed() where paper.year == nil {
            if topic.count <= 12 || VenueReading.whole(topic) != nil {
                paper.year = Text.year(in: topic)
            }
        }
    }

    /// `EMNLP 2019最佳论文`, `nips2019快手，…`, `…发表于 AAAI 2019 的工作`.
    static func venue(inSummary remarks: [Draft.Remark]) -> String? {
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
    static func head(_ text: Substring, _ length: Int) -> Substring {
        var end =
            text.index(text.startIndex, offsetBy: length, limitedBy: text.endIndex) ?? text.endIndex
        while end < text.endIndex, text[end].isASCII, text[end].isLetter || text[end].isNumber {
            end = text.index(after: end)
        }
        return text[..<end]
    }

    /// The venue that leads the title of an article about this paper alone: `AAAI 2020 | …`.
    static func venue(inArticles draft: Draft) -> String? {
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

    func names(of paper: Paper, _ draft: Draft) -> [String] {
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
    func isShort(_ title: String) -> Bool {
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
    static func localized(_ remarks: [Draft.Remark]) -> LocalizedText {
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
