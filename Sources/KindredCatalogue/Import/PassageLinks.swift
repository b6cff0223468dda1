/// Titles and links in a passage.
extension PassageReader {
    // MARK: Text without links

    func unlinked(_ text: String) -> Reading.Shape {
        if let lead = wikiTitle(text) ?? reference(text) { return .lead(lead) }
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
    func wikiTitle(_ text: String) -> Reading.Lead? {
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
    func strongStart() -> (title: String, rest: String)? {
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
            let words = Text.squeezed(Text.joined(all))
            let isPeople = words.contains(",") && Citation.looksLikeAuthors(words)
            if isPeople || VenueReading.isOnly(words) { return nil }
            return (Text.squeezed(Text.joined(all)), "")
        }
        let rest = Text.squeezed(Text.joined(pieces[index...]))
        title = Text.squeezed(title)
        // A bold `[CVPR 2020]` stands before a title and is none.
        if VenueReading.isOnly(title) { return nil }
        // A bold `[RND]` before a title is its name.
        if title.first == "[", title.last == "]", title.count <= 32, !rest.isEmpty { return nil }
        return title.contains(where: \.isLetter) && title.count > 1 ? (title, rest) : nil
    }

    func isNumberOrMark(_ text: String) -> Bool {
        text.count <= 12 && !text.contains { $0.isLetter }
    }

    // MARK: Text with links

    func linked(_ text: String) -> Reading.Shape {
        let uses = uses()
        if let strong = strongLead(uses) { return .lead(strong) }
        if let lead = titleLink(pieces, roleBefore: nil) { return .lead(lead) }
        if uses.contains(where: { $0.title != nil }) { return .sentence(uses) }
        return plainTitle(text, uses)
    }

    func strongLead(_ uses: [Reading.LinkUse]) -> Reading.Lead? {
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
        if Citation.quoted(strong.title) != nil {
            lead.citation = Citation(reading: strong.title)
            lead.citation.readTail(tail)
        }
        lead.citation.year = lead.citation.year ?? leadingYear()
        lead.source = strong.title
        lead.uses = uses
        lead.isStrong = true
        return lead
    }

    /// The year of a date that stands before a bold title: `[2023/04] **Title**`.
    func leadingYear() -> Int? {
        let before = Text.joined(pieces.prefix { !$0.style.contains(.strong) })
        return isNumberOrMark(before) ? Text.year(in: before) : nil
    }

    /// The text after a title, without the words of links; marks keep the parts apart.
    func tailText(after title: String) -> String {
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

    func tailPiece(_ piece: Piece) -> String {
        if piece.isImage { return " " }
        return piece.style.contains(.emphasis) ? "\u{1}\(piece.text)\u{1}" : piece.text
    }

    /// A title that is itself a link near the start of the passage.
    func titleLink(_ pieces: [Piece], roleBefore: FieldRole?) -> Reading.Lead? {
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
        let name = roleBefore == nil ? Citation.nameLabel(before) : nil
        guard isPrefix(before) || roleBefore != nil || name != nil else { return nil }
        var lead = Reading.Lead(citation: Citation(title: "", tail: ""))
        lead.citation = Citation(reading: words)
        lead.source = words
        lead.role = roleBefore
        lead.titleLink = title
        lead.isStrong = pieces[first].style.contains(.strong)
        lead.before = before
        lead.name = name
        var tail = before.isEmpty || name != nil ? "" : before + " | "
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
    func isPrefix(_ text: String) -> Bool {
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
    func plainTitle(_ text: String, _ uses: [Reading.LinkUse]) -> Reading.Shape {
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
        if !plain.contains(where: \.isLetter) { return titleAfter(uses, rest) }
        if VenueReading.isOnly(plain) { return .links(uses, rest: plain) }
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

    /// `[Paper](…) / [Blog](…) — Title`: what follows links that only name their kind.
    func titleAfter(_ uses: [Reading.LinkUse], _ rest: String) -> Reading.Shape {
        let isTitle =
            place == .item && rest.split(separator: " ").count > 2 && !Text.hasHan(rest)
            && uses.allSatisfy { $0.role != nil && $0.label != nil }
        guard isTitle else { return .links(uses, rest: rest) }
        var lead = Reading.Lead(
            citation: Citation(reading: Text.trimmed(rest, and: Citation.isSeparator)))
        lead.uses = uses
        lead.source = rest
        return lead.citation.title.isEmpty ? .links(uses, rest: rest) : .lead(lead)
    }

    /// A title beside nothing but a paper's number: `arXiv:1312.6114 Title`, `doi:10.… Title`.
    func numbered(_ text: String) -> Reading.Lead? {
        guard place == .item else { return nil }
        let words = text.split(separator: " ")
        let lower = words.map { $0.lowercased() }
        guard
            let index = lower.firstIndex(where: { $0.hasPrefix("arxiv:") || $0.hasPrefix("doi:") }),
            let id = PaperID(Text.trimmed(words[index]) { ".,;()".contains($0) }),
            id.scheme == .arXiv || id.scheme == .doi
        else { return nil }
        let rest = (words[..<index] + words[(index + 1)...]).joined(separator: " ")
        let host = id.scheme == .arXiv ? "https://arxiv.org/abs/" : "https://doi.org/"
        var lead = Reading.Lead(citation: Citation(reading: rest))
        lead.source = rest
        lead.uses = [Reading.LinkUse(address: host + id.value, role: .link(.paper))]
        return lead.citation.title.isEmpty ? nil : lead
    }

    static let pointers: Set<String> = ["这里", "此处", "here", "this", "点这里", "link"]
    static let lead: Set<Substring> = [
        "is", "are", "at", "in", "see", "from", "with", "available", "and",
    ]

    // MARK: Links

    func uses() -> [Reading.LinkUse] { Self.uses(pieces) }

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

    static func use(
        _ address: String, words: String, before: String
    ) -> Reading.LinkUse {
        var use = Reading.LinkUse(address: address)
        let isAddress = words.isEmpty || Address.isWeb(words) || words == address
        // `[BibTeX](…)` is no title either.
        let isIgnored = !isAddress && FieldLabel.role(of: words) == .ignored
        let role = isAddress ? nil : isIgnored ? .anyLink : FieldLabel.linkRole(ofText: words)
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
    static func nameBefore(_ text: String) -> String? {
        let plain = Text.trimmed(text)
        guard let last = plain.last, "(（".contains(last) else { return nil }
        guard let word = Text.latinWords(plain.dropLast().suffix(24)).last,
            plain.dropLast().hasSuffix(word), TitleText.isName(word)
        else { return nil }
        return word
    }

    /// The role of the label right before a bare address: `…, code: https://…`.
    static func roleBefore(_ text: String) -> FieldRole? {
        let plain = Text.trimmed(text) { ":：[(（【".contains($0) }
        let label = plain.split { ",，;；|。 /、".contains($0) }.last ?? ""
        return FieldLabel.role(of: label).flatMap { FieldLabel.isLink($0) ? $0 : nil }
    }
}
