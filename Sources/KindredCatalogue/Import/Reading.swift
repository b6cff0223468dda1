/// What one passage of the document says, before it is known where it belongs.
struct Reading {
    /// The first line of the passage.
    var line: Int
    /// The visible text, squeezed.
    var text: String
    /// What the passage is.
    var shape: Shape
    /// The `#tags` at the end of a passage that says something else besides.
    var tags: [String] = []

    enum Shape {
        /// Pictures, ornaments, empty marks.
        case nothing
        /// Links within the document: a table of contents, `back to top`.
        case contents
        /// The page's own furniture: read counters, banners, calls to subscribe.
        case boilerplate([LinkUse])
        /// `@who 推荐`.
        case recommender(String)
        /// `#Sequence Modeling`, `#nlp #bert`.
        case tags([String])
        /// A label that stands alone; what it labels follows.
        case label(FieldRole, String)
        /// A known label with its text or links.
        case field(FieldRole, label: String, text: String, uses: [LinkUse])
        /// A label that no table knows, before a link without a title of its own.
        case labelled(String, [LinkUse])
        /// Links that bear no title: bare addresses, `[pdf]`.
        case links([LinkUse], rest: String)
        /// The beginning of an entry.
        case lead(Lead)
        /// Prose that holds links.
        case sentence([LinkUse])
        /// Prose.
        case prose
    }

    /// One link of a passage and what its words say.
    struct LinkUse {
        var address: String
        /// The role the link's own words or the label before it give; nil for a titled link.
        var role: FieldRole?
        /// The words of the link, unless they are its address or only name its kind.
        var title: String?
        /// The words to keep as its label: the title, or a label such as `PyTorch`.
        var label: String?
        /// The name right before a bracketed link: `SASRec（[Self-attentive …](…)）`.
        var nameBefore: String?
        /// Whether only a picture could be clicked.
        var isPicture = false
    }

    /// The beginning of an entry: its title and what its line says besides.
    struct Lead {
        var citation: Citation
        /// The link the title itself bears.
        var titleLink: LinkUse?
        /// The other links.
        var uses: [LinkUse] = []
        /// Whether the title is set in bold or italics and nothing else stands in the passage.
        var isBare = false
        /// Whether the title is set in bold.
        var isStrong = false
        /// What a label before the title says of it (`原始论文：[…](…)`).
        var role: FieldRole?
        /// The words before a title link, where they say more than a number.
        var before = ""
        /// Whether it is a note of a note-taking program, an entry even without address.
        var isNote = false
        /// A short name set apart before the title.
        var name: String?
        /// The text the title was read from, for a second look at its parts.
        var source = ""
    }
}

/// Where a passage stands, as far as its reading depends on it.
enum PassagePlace {
    case paragraph, item, heading, cell
}

/// Reads passages: one line of a paragraph, the text of a list item, a cell.
struct PassageReader {
    private let place: PassagePlace
    private var pieces: [Piece]
    private let line: Int

    /// What some pieces say. Linear in their length.
    static func read(_ pieces: [Piece], line: Int, in place: PassagePlace) -> Reading {
        var reader = PassageReader(place: place, pieces: pieces, line: line)
        return reader.read()
    }

    private init(place: PassagePlace, pieces: [Piece], line: Int) {
        self.place = place
        self.line = line
        self.pieces = pieces.map { piece in
            guard let address = piece.address, !piece.isAnchor,
                !Address.leadsSomewhere(address)
            else { return piece }
            // `[paper]()` still says that there is a paper; any other dead link is only text.
            var piece = piece
            piece.address = FieldLabel.linkRole(ofText: piece.text) == nil ? nil : ""
            return piece
        }
    }

    private mutating func read() -> Reading {
        stripMarks()
        let tags = takeTrailingTags()
        let text = TitleText.repaired(Text.squeezed(Text.joined(pieces)))
        var reading = Reading(line: line, text: text, shape: shape(of: text))
        reading.tags = tags
        return reading
    }

    private mutating func shape(of text: String) -> Reading.Shape {
        let links = pieces.filter { $0.address != nil && !$0.isAnchor }
        if links.isEmpty {
            if !text.contains(where: { $0.isLetter || $0.isNumber }) { return .nothing }
            if isContents(text) { return .contents }
        } else if place == .item, pieces.first?.isAnchor == true, !links.contains(where: \.isWeb) {
            return .contents
        }
        if Boilerplate.matches(text) { return .boilerplate(uses()) }
        if links.allSatisfy({ !$0.isWeb }), let who = recommender(text) { return .recommender(who) }
        if links.isEmpty, let tags = tags(text) { return .tags(tags) }
        if let field = field(text) { return field }
        if links.isEmpty { return unlinked(text) }
        return linked(text)
    }

    // MARK: Small forms

    /// Takes off task boxes, callout marks and ornaments at the start.
    private mutating func stripMarks() {
        while let first = pieces.first, first.address == nil {
            let text = first.text.drop { $0.isWhitespace || Text.isInvisible($0) }
            var rest = text
            for mark in ["[ ]", "[x]", "[X]", "▲", "▶", "•", "·", "➤", "►", "※", "→"]
            where rest.hasPrefix(mark) {
                rest = rest.dropFirst(mark.count)
            }
            if rest.hasPrefix("[!"), let close = rest.firstIndex(of: "]") {
                rest = rest[rest.index(after: close)...]
                if rest.first == "-" || rest.first == "+" { rest = rest.dropFirst() }
                // The title of a callout is a title, though nothing sets it in bold.
                for index in pieces.indices { pieces[index].style.insert(.strong) }
            }
            if rest.count == text.count {
                pieces[0].text = String(text)
                if !text.isEmpty { break }
            }
            pieces[0].text = String(rest)
            if rest.allSatisfy(\.isWhitespace), !first.isImage || first.address == nil {
                pieces.removeFirst()
            }
        }
    }

    /// Takes `#diffusion #generative` off the end of a longer passage.
    private mutating func takeTrailingTags() -> [String] {
        guard let last = pieces.last, last.address == nil, last.text.holds("#") else { return [] }
        var words = last.text.split(separator: " ", omittingEmptySubsequences: true)
        var tags: [String] = []
        while let word = words.last, word.first == "#", word.count > 1,
            word.dropFirst().first?.isLetter == true, word.count <= 40
        {
            tags.insert(String(word.dropFirst()), at: 0)
            words.removeLast()
        }
        let isLabel = words.last.map { ":：".contains($0.last ?? " ") } ?? false
        if words.isEmpty && pieces.count == 1 || tags.isEmpty || isLabel { return [] }
        pieces[pieces.count - 1].text = words.joined(separator: " ")
        return tags
    }

    private func isContents(_ text: String) -> Bool {
        let anchors = pieces.filter(\.isAnchor)
        guard !anchors.isEmpty else { return false }
        if place == .item && pieces.first?.isAnchor == true { return true }
        let anchored = Text.joined(anchors).count
        return text.count - anchored <= 12
    }

    private func recommender(_ text: String) -> String? {
        guard text.first == "@", text.count <= 60 else { return nil }
        let name = text.dropFirst().prefix { !$0.isWhitespace && !",，:：。".contains($0) }
        let rest = Text.trimmed(text.dropFirst(name.count + 1)) { ",，:：。!！".contains($0) }
        let words = ["推荐", "荐", "recommends", "recommended", "recommend", "picks", "分享"]
        guard !name.isEmpty else { return nil }
        if words.contains(rest.lowercased()) || rest.hasPrefix("推荐") { return String(name) }
        for word in ["推荐", "荐"] where rest.isEmpty && name.hasSuffix(word) && name.count > 2 {
            return String(name.dropLast(word.count))
        }
        return nil
    }

    private func tags(_ text: String) -> [String]? {
        guard text.first == "#", text.count <= 120, text.last != "#" else { return nil }
        guard text.dropFirst().first.map({ $0.isLetter || $0.isNumber }) == true else { return nil }
        let tags = text.split { "#＃".contains($0) }
            .map { Text.trimmed($0) { ",，;；、".contains($0) } }
            .filter { !$0.isEmpty && $0.count <= 40 }
        let isSentence = text.contains { "。！？".contains($0) }
        return tags.isEmpty || isSentence || tags.allSatisfy({ Int($0) != nil }) ? nil : tags
    }

    // MARK: Labels

    private func field(_ text: String) -> Reading.Shape? {
        if let role = FieldLabel.role(of: text), pieces.allSatisfy({ $0.address == nil }) {
            return .label(role, labelText(text))
        }
        if let (label, rest) = labelAndRest(), let role = FieldLabel.role(of: label) {
            return field(role, label: labelText(label), rest: rest)
        }
        return nil
    }

    private func field(_ role: FieldRole, label: String, rest: [Piece]) -> Reading.Shape? {
        if leadsTitle(role, rest) { return nil }
        let uses = Self.uses(rest)
        let shown = uses.contains { $0.title != nil } ? rest : rest.filter { $0.address == nil }
        let value = TitleText.repaired(Text.squeezed(Text.joined(shown)))
        if value.isEmpty && uses.isEmpty { return .label(role, label) }
        let isTitled = uses.first?.title != nil && FieldLabel.isLink(role)
        if isTitled, case .link(let kind) = role,
            kind == .paper || kind == .pdf || kind == .article,
            let lead = titleLink(rest, roleBefore: role)
        {
            return .lead(lead)
        }
        return .field(role, label: label, text: value, uses: uses)
    }

    /// Whether words that often label a link begin a title here: `TensorFlow: Large-scale …`.
    private func leadsTitle(_ role: FieldRole, _ rest: [Piece]) -> Bool {
        switch role {
        case .link(.paper), .link(.pdf), .link(.article), .anyLink: return false
        case .link: break
        default: return false
        }
        let before = Text.joined(rest.prefix { $0.address == nil })
        return before.split(separator: " ").count > 2 && !Text.hasHan(before)
    }

    private func labelText(_ text: some StringProtocol) -> String {
        Text.trimmed(text) { ":：[]【】［］*_".contains($0) }
    }

    /// What stands before the first colon or in a bracket at the start, where it can be a label.
    private func labelAndRest() -> (label: String, rest: [Piece])? {
        var label = ""
        for (index, piece) in pieces.enumerated() {
            if piece.address != nil {
                // `参考[…](…)`, `Paper https://…`: the label runs up to the link.
                let plain = Text.trimmed(label)
                guard !plain.isEmpty else { return nil }
                return (plain, Array(pieces[index...]))
            }
            if piece.isImage { continue }
            if let cut = piece.text.firstIndex(where: { ":：".contains($0) }) {
                let isAddress = piece.text[cut...].hasPrefix("://")
                label += piece.text[..<cut]
                var rest = Array(pieces[index...])
                rest[0].text = String(piece.text[cut...].drop { ":：".contains($0) })
                return isAddress ? nil : (label, rest)
            }
            if label.isEmpty, let bracket = bracketLabel(piece.text) {
                var rest = Array(pieces[index...])
                rest[0].text = bracket.rest
                return (bracket.label, rest)
            }
            label += piece.text
            if label.utf8.count > 90 { return nil }
        }
        return nil
    }

    /// `[Paper] …`, `【论文】…`, where the bracket holds a known label.
    private func bracketLabel(_ text: String) -> (label: String, rest: String)? {
        let plain = text.drop(while: \.isWhitespace)
        guard let open = plain.first, "[【［".contains(open),
            let close = plain.firstIndex(where: { "]】］".contains($0) })
        else { return nil }
        let label = plain[plain.index(after: plain.startIndex)..<close]
        guard FieldLabel.role(of: label) != nil else { return nil }
        let rest = plain[plain.index(after: close)...].drop { ":： ".contains($0) }
        return (String(label), String(rest))
    }

    // MARK: Text without links

    private func unlinked(_ text: String) -> Reading.Shape {
        if let lead = wikiTitle(text) { return .lead(lead) }
        guard let strong = strongStart() else { return .prose }
        let isWhole = strong.rest.isEmpty
        if !isWhole && (text.count > 220 || ":：".contains(strong.title.last ?? " ")) {
            return .prose
        }
        if isWhole && strong.title.count > 240 { return .prose }
        // A bold beginning of a sentence is emphasis, not a title.
        let goesOn = strong.rest.first.map { !Citation.isSeparator($0) && !"(（".contains($0) }
        if goesOn == true && place != .item { return .prose }
        var lead = Reading.Lead(
            citation: isWhole
                ? Citation(reading: strong.title)
                : Citation(title: strong.title, tail: strong.rest))
        lead.source = strong.title
        lead.isBare = isWhole
        lead.isStrong = true
        return lead.citation.title.isEmpty ? .prose : .lead(lead)
    }

    /// `[[Title]]` or `[[page|Title]]` at the start, as note-taking programs write links.
    private func wikiTitle(_ text: String) -> Reading.Lead? {
        guard text.hasPrefix("[["), let end = text.firstRange(of: "]]") else { return nil }
        let inner = text[..<end.lowerBound].dropFirst(2)
        let title = inner.split(separator: "|").last.map(String.init) ?? String(inner)
        guard title.count > 2 else { return nil }
        var lead = Reading.Lead(
            citation: Citation(title: title, tail: String(text[end.upperBound...])))
        lead.source = title
        lead.isNote = true
        return lead
    }

    /// The bold (or wholly italic) text a passage starts with, and what follows it.
    private func strongStart() -> (title: String, rest: String)? {
        var title = ""
        var index = 0
        while index < pieces.count {
            let piece = pieces[index]
            let isPrefix = title.isEmpty && isNumberOrMark(piece.text)
            if piece.style.contains(.strong) && piece.address == nil {
                title += piece.text
            } else if isPrefix || title.isEmpty && piece.isImage {
                index += 1
                continue
            } else {
                break
            }
            index += 1
        }
        if title.isEmpty {
            let all = pieces.filter { !Text.trimmed($0.text).isEmpty && !$0.isImage }
            let isItalic = !all.isEmpty && all.allSatisfy { $0.style.contains(.emphasis) }
            guard isItalic, all.allSatisfy({ $0.address == nil }) else { return nil }
            return (Text.squeezed(Text.joined(all)), "")
        }
        let rest = Text.squeezed(Text.joined(pieces[index...]))
        title = Text.squeezed(title)
        return title.contains(where: \.isLetter) && title.count > 1 ? (title, rest) : nil
    }

    private func isNumberOrMark(_ text: String) -> Bool {
        text.count <= 12 && !text.contains { $0.isLetter }
    }

    // MARK: Text with links

    private func linked(_ text: String) -> Reading.Shape {
        let uses = uses()
        if let strong = strongLead(uses) { return .lead(strong) }
        if let lead = titleLink(pieces, roleBefore: nil) { return .lead(lead) }
        if uses.contains(where: { $0.title != nil }) { return .sentence(uses) }
        return plainTitle(text, uses)
    }

    private func strongLead(_ uses: [Reading.LinkUse]) -> Reading.Lead? {
        guard let strong = strongStart(), !":：".contains(strong.title.last ?? " ") else {
            return nil
        }
        guard pieces.contains(where: { $0.address != nil }) else { return nil }
        // `**[Title](url)**` is a link title; a bold start before prose is emphasis.
        guard strong.title.count > 3 else { return nil }
        let tail = tailText(after: strong.title)
        let goesOn = tail.first.map { !Citation.isSeparator($0) && !"(（".contains($0) } ?? false
        if place == .paragraph && goesOn && tail.count > 60 { return nil }
        var lead = Reading.Lead(citation: Citation(title: strong.title, tail: tail))
        lead.source = strong.title
        lead.uses = uses
        lead.isStrong = true
        return lead
    }

    /// The text after a title, without the words of links; marks keep the parts apart.
    private func tailText(after title: String) -> String {
        var seen = ""
        var tail = ""
        let goal = title.filter { !$0.isWhitespace }.count
        for piece in pieces {
            let plain = piece.text.filter { !$0.isWhitespace }
            if seen.count < goal, piece.address == nil, !piece.isImage {
                let isPrefix = seen.isEmpty && !piece.style.contains(.strong)
                if isPrefix && !piece.style.contains(.emphasis) && isNumberOrMark(piece.text) {
                    continue
                }
                seen += plain
                continue
            }
            tail += piece.address == nil ? tailPiece(piece) : " | "
        }
        return tail
    }

    private func tailPiece(_ piece: Piece) -> String {
        if piece.isImage { return " " }
        return piece.style.contains(.emphasis) ? " | \(piece.text) | " : piece.text
    }

    /// A title that is itself a link near the start of the passage.
    private func titleLink(_ pieces: [Piece], roleBefore: FieldRole?) -> Reading.Lead? {
        guard let first = pieces.firstIndex(where: { $0.address != nil && !$0.isAnchor }) else {
            return nil
        }
        let uses = Self.uses(pieces)
        guard let title = uses.first(where: { $0.title != nil }), let words = title.title,
            uses.first?.title != nil || place != .paragraph
        else { return nil }
        var before = ""
        for piece in pieces[..<first] where !piece.isImage { before += piece.text }
        before = Text.squeezed(before)
        guard isPrefix(before) || roleBefore != nil else { return nil }
        var lead = Reading.Lead(citation: Citation(title: "", tail: ""))
        lead.citation = Citation(reading: words)
        lead.source = words
        lead.role = roleBefore
        lead.titleLink = title
        lead.isStrong = pieces[first].style.contains(.strong)
        lead.before = before
        var tail = before.isEmpty ? "" : before + " | "
        var isPast = false
        for piece in pieces {
            if piece.address == title.address && !isPast && piece.address != nil {
                isPast = true
                continue
            }
            // A title set in two looks is one link in several pieces.
            if isPast && piece.address == title.address { continue }
            guard isPast else { continue }
            tail += piece.address == nil ? tailPiece(piece) : " | "
        }
        lead.citation.readTail(tail)
        lead.uses = uses.filter { $0.address != title.address }
        return lead.citation.title.isEmpty ? nil : lead
    }

    /// Whether text before a title link is only a number, a date, a venue or a short bracket.
    private func isPrefix(_ text: String) -> Bool {
        let plain = Text.trimmed(text, and: Citation.isSeparator)
        if plain.isEmpty { return true }
        if !plain.contains(where: \.isLetter) { return plain.count <= 24 }
        let open = plain.first.map { "[【(（《“\"".contains($0) } ?? false
        if plain.count <= 2 || open && plain.count <= 24 && text.count < 30 { return true }
        if VenueReading.whole(plain) != nil { return true }
        guard place == .item || place == .cell else { return false }
        return Citation.looksLikeAuthors(plain) || plain.count <= 14 && !Text.hasHan(plain)
    }

    /// Plain text before links that bear no title: `Title (2015), Authors [[pdf]](…)`.
    private func plainTitle(_ text: String, _ uses: [Reading.LinkUse]) -> Reading.Shape {
        var before = ""
        var after = ""
        var isPast = false
        for piece in pieces where !piece.isImage {
            if piece.address != nil {
                isPast = true; if !after.isEmpty { after += " | " }
            } else if isPast {
                after += piece.text
            } else {
                before += tailPiece(piece)
            }
        }
        var plain = Text.trimmed(before) { "|-–—".contains($0) }
        while let last = plain.last, "[([（【| ".contains(last) { plain.removeLast() }
        let rest = Text.trimmed(after) { " \t])]）】|/,，.。、;；*".contains($0) }
        if !plain.contains(where: \.isLetter) { return .links(uses, rest: rest) }
        if var lead = wikiTitle(plain) {
            lead.uses = uses
            return .lead(lead)
        }
        let label = Text.trimmed(plain) { ":：".contains($0) }
        let endsInColon = plain.last.map { ":：".contains($0) } ?? false
        if endsInColon {
            return label.count <= 60 && rest.count <= 40 ? .labelled(label, uses) : .sentence(uses)
        }
        let isBare = uses.allSatisfy { $0.role == nil || $0.label == nil }
        // `代码在[这里](…)`: such words point from within a sentence.
        let points = uses.contains { $0.role == .anyLink && Self.pointers.contains($0.label ?? "") }
        if points,
            Text.hasHan(plain)
                || plain.split(separator: " ").last.map({ Self.lead.contains($0) }) == true
        {
            return .sentence(uses)
        }
        if isBare, plain.count <= 4, Text.hasHan(plain), !rest.isEmpty {
            return .links(uses, rest: rest)
        }
        if place == .paragraph {
            let isCitation = Citation.withoutNumber(plain) != plain || Text.year(in: plain) != nil
            let isSentence = Text.hasHan(plain) && plain.contains { "，。；".contains($0) }
            if isSentence || isBare && !isCitation || rest.count > 80 { return .sentence(uses) }
        } else if plain.contains(where: { "。；".contains($0) }) && plain.count > 60 {
            return .sentence(uses)
        }
        var lead = Reading.Lead(citation: Citation(reading: plain))
        // `**SGL** Self-supervised …`: a short bold word before a title is its name.
        if let strong = strongStart(), strong.title.count <= 16, !strong.title.holds(" "),
            plain.hasPrefix(strong.title)
        {
            let title = Text.trimmed(plain.dropFirst(strong.title.count)) { ":：-–—".contains($0) }
            if title.split(separator: " ").count > 2 {
                lead.citation = Citation(reading: title)
                lead.name = strong.title
            }
        }
        if !rest.isEmpty { lead.citation.readTail(rest) }
        lead.source = plain
        lead.uses = uses
        return lead.citation.title.isEmpty ? .links(uses, rest: rest) : .lead(lead)
    }

    private static let pointers: Set<String> = ["这里", "此处", "here", "this", "点这里", "link"]
    private static let lead: Set<Substring> = [
        "is", "are", "at", "in", "see", "from", "with", "available", "and",
    ]

    // MARK: Links

    private func uses() -> [Reading.LinkUse] { Self.uses(pieces) }

    /// The links of some pieces, each address of neighbouring pieces once.
    static func uses(_ pieces: [Piece]) -> [Reading.LinkUse] {
        var uses: [Reading.LinkUse] = []
        var before = ""
        var index = 0
        while index < pieces.count {
            let piece = pieces[index]
            guard let address = piece.address, !piece.isAnchor else {
                before = piece.isImage ? before : piece.text
                index += 1
                continue
            }
            var words = ""
            var isPicture = pieces[index...].prefix { $0.address == address }.contains(
                where: \.isImage)
            while index < pieces.count, pieces[index].address == address {
                if !pieces[index].isImage {
                    words += pieces[index].text
                    isPicture = isPicture && Text.trimmed(pieces[index].text).isEmpty
                }
                index += 1
            }
            guard !address.isEmpty || !Text.trimmed(words).isEmpty else { continue }
            var use = self.use(address, words: Text.squeezed(words), before: before)
            use.isPicture = isPicture && use.title == nil
            uses.append(use)
            before = ""
        }
        return uses
    }

    private static func use(
        _ address: String, words: String, before: String
    ) -> Reading.LinkUse {
        var use = Reading.LinkUse(address: address)
        let isAddress = words.isEmpty || Address.isWeb(words) || words == address
        let role = isAddress ? nil : FieldLabel.linkRole(ofText: words)
        if let role {
            use.role = role
            use.label = Text.trimmed(words) { "[]【】［］".contains($0) }
        } else if !isAddress {
            use.title = TitleText.repaired(words)
            use.label = use.title
            use.nameBefore = nameBefore(before)
        } else {
            use.role = roleBefore(before)
        }
        return use
    }

    /// `… SASRec（[`: the word before an opened bracket.
    private static func nameBefore(_ text: String) -> String? {
        let plain = Text.trimmed(text)
        guard let last = plain.last, "(（".contains(last) else { return nil }
        guard let word = Text.latinWords(plain.dropLast().suffix(24)).last,
            plain.dropLast().hasSuffix(word), TitleText.isName(word)
        else { return nil }
        return word
    }

    /// The role of the label right before a bare address: `…, code: https://…`.
    private static func roleBefore(_ text: String) -> FieldRole? {
        let plain = Text.trimmed(text) { ":：[(（【".contains($0) }
        let label = plain.split { ",，;；|。 /、".contains($0) }.last ?? ""
        return FieldLabel.role(of: label).flatMap { FieldLabel.isLink($0) ? $0 : nil }
    }
}
