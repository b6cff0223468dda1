/// Decides, section by section, which lines of a section are one entry.
///
/// Only entries that were lines of a paragraph take part: items of a list stand for themselves.
/// The rules:
/// 1. Every paper of a section is an entry.
/// 2. A link without a title (code, project page, bare address) hangs on the entry it follows;
///    before the first entry it waits for the next one, and it waits for a paper that comes
///    right after it even behind an explainer.
/// 3. An article that stands before a paper hangs on that paper where it stands right before it,
///    where both share a Latin name (`MoCo` in the article and in the paper's title, address,
///    description or heading), or where the section is named after its only paper. An article
///    that announces several papers (`三篇论文`, `5 papers`) stands alone.
/// 4. An article that stands after a paper hangs on it where they share such a name or the
///    section is named after its only paper; else it waits for the next paper by rule 3.
/// 5. A label decides without regard to these: `参考[…](…)` hangs on the paper it stands before.
/// 6. Everything else stands alone.
///
/// Prose before the first entry of a section belongs to it where the section has but one entry.
struct Attaching {
    private var drafts: [Draft]
    private var unplaced: [ImportReport.Unplaced]

    /// Joins drafts that are one entry. Linear in the number of drafts, times the few names of each.
    static func attach(_ builder: DraftBuilder) -> (
        drafts: [Draft], unplaced: [ImportReport.Unplaced]
    ) {
        var attaching = Attaching(drafts: builder.drafts, unplaced: builder.unplaced)
        var start = 0
        while start < attaching.drafts.count {
            var end = start + 1
            let section = attaching.drafts[start].section
            while end < attaching.drafts.count, attaching.drafts[end].section == section {
                end += 1
            }
            attaching.joinSection(start..<end)
            attaching.introduce(builder.introductions[section] ?? [], start..<end)
            start = end
        }
        attaching.dropEmptyBlocks()
        let withEntries = Set(attaching.drafts.filter { !$0.isGone }.map(\.section))
        for (section, remarks) in builder.introductions where !withEntries.contains(section) {
            attaching.report(remarks)
        }
        return (attaching.drafts.filter { !$0.isGone }, attaching.unplaced)
    }

    private init(drafts: [Draft], unplaced: [ImportReport.Unplaced]) {
        self.drafts = drafts
        self.unplaced = unplaced
    }

    /// A recommender or tag that nothing follows is no entry.
    private mutating func dropEmptyBlocks() {
        for index in drafts.indices where drafts[index].form == .block && !drafts[index].isGone {
            let draft = drafts[index]
            guard draft.links.isEmpty, draft.title == nil, draft.summary.isEmpty else { continue }
            drafts[index].isGone = true
            let words =
                draft.recommendations.compactMap(\.by).map { "@\($0)" }
                + draft.tags.map { "#\($0)" }
            report([Draft.Remark(line: draft.line, text: words.joined(separator: " "))])
        }
    }

    private mutating func report(_ remarks: [Draft.Remark]) {
        for remark in remarks {
            unplaced.append(ImportReport.Unplaced(line: remark.line, text: remark.text))
        }
    }

    // MARK: One section

    private mutating func joinSection(_ range: Range<Int>) {
        let lines = range.filter { drafts[$0].form == .line && !drafts[$0].isGone }
        guard lines.count > 1 else { return }
        markUntitledPapers(lines)
        let papers = lines.filter { isPaperLine(drafts[$0]) }
        let isNamed = papers.count == 1 && Self.isName(drafts[lines[0]].heading)
        var current: Int?
        var waiting: [Int] = []
        for (position, index) in lines.enumerated() {
            let draft = drafts[index]
            if isPaperLine(draft) {
                join(waiting, to: index, isNamed: isNamed, isOnly: papers.count == 1)
                waiting = []
                current = index
            } else if draft.title == nil, let owner = current, draft.leadIn != nil,
                drafts[owner].title == nil, drafts[owner].leadIn != nil
            {
                // Links introduced each by words of its own stand each for itself.
                current = index
            } else if draft.title == nil {
                let next = lines[(position + 1)...].first
                let waitsForPaper = current.map { !isPaperLine(drafts[$0]) } ?? true
                if waitsForPaper && (papers.last ?? -1) > index {
                    waiting.append(index)
                } else if let current {
                    merge(index, into: current)
                } else if let next,
                    drafts[next].title == nil || waiting.isEmpty && isPaperLine(drafts[next])
                {
                    waiting.append(index)
                } else {
                    current = index
                }
            } else if let owner = current, isPaperLine(drafts[owner]),
                belongsAfter(index, owner, isNamed: isNamed, isOnly: papers.count == 1)
            {
                merge(index, into: owner)
            } else if (papers.last ?? -1) > index {
                waiting.append(index)
                current = nil
            } else {
                current = index
            }
        }
        stand(waiting)
    }

    /// A titled paper, or one that only a file without a title shows.
    private func isPaperLine(_ draft: Draft) -> Bool {
        guard draft.isPaper, draft.role != .link(.article) else { return false }
        return draft.title != nil || draft.speaksOfPaper
    }

    /// In a section without a titled paper, a bare address of an archive is the paper.
    private mutating func markUntitledPapers(_ lines: [Int]) {
        guard !lines.contains(where: { isPaperLine(drafts[$0]) }) else { return }
        for index in lines where drafts[index].title == nil {
            drafts[index].speaksOfPaper = drafts[index].links.contains { link in
                LinkKind.leadsToPaper(link.kind)
                    && PaperID(link.url).map { $0.scheme != .url } ?? false
            }
        }
    }

    private func belongsAfter(
        _ article: Int, _ paper: Int, isNamed: Bool, isOnly: Bool
    ) -> Bool {
        let draft = drafts[article]
        if draft.role == .link(.article) { return true }
        if announces(draft) { return false }
        if isNamed { return true }
        if isOnly, let heading = draft.heading, Text.hasHan(heading), let title = draft.title,
            heading.count >= 4, title.contains(heading)
        {
            return true
        }
        return sharesName(article, paper)
    }

    /// Decides what waits before a paper.
    private mutating func join(_ waiting: [Int], to paper: Int, isNamed: Bool, isOnly: Bool) {
        var isRightBefore = true
        var standing: [Int] = []
        var joining: [Int] = []
        defer { for index in joining.sorted() { merge(index, into: paper) } }
        for index in waiting.reversed() {
            let draft = drafts[index]
            if draft.title == nil {
                // Bare links go with what stands before them, else with the paper.
                standing.append(index)
                continue
            }
            let extras = standing
            standing = []
            let isTold = draft.role == .link(.article)
            let announces = announces(draft)
            let hasProse = !draft.summary.isEmpty
            let belongs =
                isTold
                || !announces
                    && (isRightBefore && (!hasProse || isOnly) && isExplainer(draft) || isNamed
                        || sharesName(index, paper))
            if belongs {
                joining.append(index)
                joining += extras
            } else {
                for extra in extras.reversed() { merge(extra, into: index) }
            }
            isRightBefore = false
        }
        joining += standing
    }

    /// Decides what waits where no paper follows.
    private mutating func stand(_ waiting: [Int]) {
        var owner: Int?
        for index in waiting {
            if drafts[index].title != nil || drafts[index].leadIn != nil {
                owner = index
            } else if let owner {
                merge(index, into: owner)
            } else {
                owner = index
            }
        }
    }

    /// Whether an entry may be an explainer of a paper rather than a thing of its own.
    private func isExplainer(_ draft: Draft) -> Bool {
        draft.links.contains { $0.kind == .article || $0.kind == .project || $0.kind == .video }
            || draft.links.isEmpty
    }

    private mutating func merge(_ index: Int, into owner: Int) {
        guard index != owner else { return }
        var other = drafts[index]
        if let venue = other.venue, isAboutSeveral(venue, other) { other.venue = nil }
        drafts[owner].absorb(other)
        drafts[index].isGone = true
    }

    /// A venue in an article's title is the paper's only where the title speaks of one paper.
    private func isAboutSeveral(_ venue: String, _ draft: Draft) -> Bool {
        Self.announcesSeveral(draft.title ?? "")
    }

    // MARK: Names

    /// Whether an article and a paper share a Latin name.
    private func sharesName(_ article: Int, _ paper: Int) -> Bool {
        let wanted = Set(
            Text.latinWords(drafts[article].title ?? "").filter(Self.isTelling).map(Self.folded))
        guard !wanted.isEmpty else { return false }
        let draft = drafts[paper]
        var known = [draft.title ?? ""] + draft.names + draft.summary.map(\.text)
        known += draft.links.filter { $0.kind != .article }.map { Address.parts($0.url).path }
        if let heading = draft.heading {
            let parts = Text.latinWords(heading.replacing("+", with: " ")).filter {
                $0.count >= 3 && !Self.common.contains($0.uppercased())
            }
            if parts.contains(where: { wanted.contains(Self.folded($0)) }) { return true }
        }
        for text in known {
            for word in Text.latinWords(text.replacing("_", with: " ").replacing("/", with: " ")) {
                for part in [word] + word.split(separator: "-").map(String.init)
                where Self.isTelling(part) && wanted.contains(Self.folded(part)) {
                    return true
                }
            }
        }
        return false
    }

    /// Whether a word names something in particular: unusual spelling, and no common acronym.
    private static func isTelling(_ word: String) -> Bool {
        guard word.count >= 3, !common.contains(word.uppercased()) else { return false }
        guard VenueReading.find(in: word) == nil else { return false }
        return TitleText.isUnusual(Substring(word))
    }

    static func folded(_ word: String) -> String {
        word.lowercased().filter { $0.isLetter || $0.isNumber || $0 == "+" }
    }

    /// Whether a heading is a name: one Latin word, not the name of a field.
    static func isName(_ heading: String?) -> Bool {
        guard let heading, !Text.hasHan(heading), heading.count <= 24 else { return false }
        guard !heading.contains(where: { "+&/,，".contains($0) }) || heading.hasSuffix("+") else {
            return false
        }
        let words = heading.split(separator: " ")
        guard (1...2).contains(words.count), !common.contains(heading.uppercased()) else {
            return false
        }
        return heading.contains(where: \.isLetter)
            && (words.count == 1
                || words.allSatisfy { $0.first?.isUppercase == true || $0.contains("-") })
    }

    /// Acronyms of fields and things that a hundred papers share.
    static let common: Set<String> = [
        "NLP", "CV", "CNN", "RNN", "LSTM", "GRU", "GAN", "GANS", "GNN", "GCN", "VAE", "RL", "DRL",
        "MDP", "NER", "CRF", "SVM", "KNN", "PCA", "DNN", "MLP", "ASR", "TTS", "OCR", "QA", "KBQA",
        "NLU", "NLG", "NMT", "SOTA", "GPU", "TPU", "CPU", "API", "SDK", "PDF", "PPT", "AI", "ML",
        "DL", "MIT", "CMU", "UCLA", "UIUC", "CTR", "CVR", "IR", "KG", "AUTOML", "NAS", "BERT",
        "TRANSFORMER", "GITHUB", "SGD", "ADAM", "IEEE", "ACM", "TOP", "PYTHON", "PYTORCH",
        "TENSORFLOW", "KERAS", "OPENAI", "DEEPMIND", "FACEBOOK", "GOOGLE", "MICROSOFT", "NVIDIA",
        "IMAGENET", "COCO", "MNIST", "CIFAR", "LECUN", "YOUTUBE", "RESNET", "GLUE", "SQUAD",
        "GMV", "LLM", "LLMS", "MAB", "DIY", "WIN10", "IOS", "ICASSP", "KDD", "ICDAR", "SIGIR",
    ]

    // MARK: Several at once

    /// Whether a title announces several papers: `三篇论文`, `5篇`, `7 papers`.
    static func announcesSeveral(_ title: String) -> Bool {
        if title.holds("多篇") || title.holds("汇总") || title.holds("盘点") { return true }
        let characters = Array(title)
        for (index, character) in characters.enumerated() where character == "篇" {
            guard index > 0 else { continue }
            let before = characters[index - 1]
            if "两二三四五六七八九十几0123456789".contains(before), before != "1" || index > 1 {
                return before != "1" || characters[index - 2].isNumber
            }
        }
        let words = title.lowercased().split(whereSeparator: { !$0.isLetter && !$0.isNumber })
        for (word, next) in zip(words, words.dropFirst()) where next == "papers" {
            if let count = Int(word), count > 1 { return true }
        }
        return false
    }

    private func announces(_ draft: Draft) -> Bool {
        draft.announcesSeveral || Self.announcesSeveral(draft.title ?? "")
            || draft.summary.contains { $0.text.count < 40 && Self.announcesSeveral($0.text) }
    }

    // MARK: Prose before entries

    private mutating func introduce(_ remarks: [Draft.Remark], _ range: Range<Int>) {
        guard !remarks.isEmpty else { return }
        let entries = range.filter { !drafts[$0].isGone && drafts[$0].form != .sentence }
        let all = range.filter { !drafts[$0].isGone }
        if let only = entries.first, entries.count == 1 {
            give(remarks, to: only)
        } else if let only = all.first, all.count == 1 {
            give(remarks, to: only)
        } else {
            report(remarks)
        }
    }

    private mutating func give(_ remarks: [Draft.Remark], to index: Int) {
        let own = drafts[index].summary
        drafts[index].summary = []
        for remark in (own + remarks).sorted(by: { $0.line < $1.line }) {
            drafts[index].take(remark)
        }
    }
}
