/// Where a passage stands, as far as its reading depends on it.
enum PassagePlace {
    case paragraph, item, heading, cell
}

/// Reads passages: one line of a paragraph, the text of a list item, a cell.
struct PassageReader {
    let place: PassagePlace
    var pieces: [Piece]
    let line: Int

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

    mutating func read() -> Reading {
        stripMarks()
        let tags = takeTrailingTags()
        let text = TitleText.repaired(Text.squeezed(Text.joined(pieces)))
        var reading = Reading(line: line, text: text, shape: shape(of: text))
        reading.tags = tags
        return reading
    }

    mutating func shape(of text: String) -> Reading.Shape {
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
        if links.isEmpty, let lead = numbered(text) { return .lead(lead) }
        if let field = field(text) { return field }
        if links.isEmpty { return unlinked(text) }
        return linked(text)
    }

    // MARK: Small forms

    /// A numbered reference in a paragraph of its own: `[7] Authors. Title. Venue, 2019.`
    func reference(_ text: String) -> Reading.Lead? {
        guard place == .paragraph, Citation.withoutNumber(text) != text else { return nil }
        var marked = ""
        for piece in pieces { marked += tailPiece(piece) }
        var lead = Reading.Lead(citation: Citation(reading: marked))
        let citation = lead.citation
        guard !citation.authors.isEmpty, citation.year != nil || citation.venue != nil,
            citation.title.split(separator: " ").count > 1
        else { return nil }
        lead.source = citation.title
        lead.isReference = true
        return lead
    }

    private static let marks = ["[ ]", "[x]", "[X]", "▲", "▶", "•", "·", "➤", "►", "※", "→"]

    /// Takes off task boxes, callout marks and ornaments at the start.
    mutating func stripMarks() {
        while let first = pieces.first, first.address == nil {
            let text = first.text.drop { $0.isWhitespace || Text.isInvisible($0) }
            var rest = text
            while let mark = Self.marks.first(where: { rest.hasPrefix($0) }) {
                rest = rest.dropFirst(mark.count).drop { $0.isWhitespace || Text.isInvisible($0) }
            }
            if rest.hasPrefix("[!"), let close = rest.firstIndex(of: "]") {
                rest = rest[rest.index(after: close)...]
                if rest.first == "-" || rest.first == "+" { rest = rest.dropFirst() }
                // The title of a callout is a title, though nothing sets it in bold.
                for index in pieces.indices { pieces[index].style.insert(.strong) }
            }
            if rest.startIndex == text.startIndex {
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
    mutating func takeTrailingTags() -> [String] {
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

    func isContents(_ text: String) -> Bool {
        let anchors = pieces.filter(\.isAnchor)
        guard !anchors.isEmpty else { return false }
        if place == .item && pieces.first?.isAnchor == true { return true }
        let anchored = Text.joined(anchors).count
        return text.count - anchored <= 12
    }

    func recommender(_ text: String) -> String? {
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

    func tags(_ text: String) -> [String]? {
        guard text.first == "#", text.count <= 120, text.last != "#" else { return nil }
        guard text.dropFirst().first.map({ $0.isLetter || $0.isNumber }) == true else { return nil }
        let tags = text.split { "#＃".contains($0) }
            .map { Text.trimmed($0) { ",，;；、".contains($0) } }
            .filter { !$0.isEmpty && $0.count <= 40 }
        let isSentence = text.contains { "。！？".contains($0) }
        return tags.isEmpty || isSentence || tags.allSatisfy({ Int($0) != nil }) ? nil : tags
    }

    // MARK: Labels

    func field(_ text: String) -> Reading.Shape? {
        if let role = FieldLabel.role(of: text), pieces.allSatisfy({ $0.address == nil }) {
            return .label(role, labelText(text))
        }
        if let (label, rest) = labelAndRest(), let role = FieldLabel.role(of: label) {
            return field(role, label: labelText(label), rest: rest)
        }
        return nil
    }

    func field(_ role: FieldRole, label: String, rest: [Piece]) -> Reading.Shape? {
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
    func leadsTitle(_ role: FieldRole, _ rest: [Piece]) -> Bool {
        switch role {
        case .link(.paper), .link(.pdf), .link(.article), .anyLink: return false
        case .link: break
        default: return false
        }
        let before = Text.joined(rest.prefix { $0.address == nil })
        return before.split(separator: " ").count > 2 && !Text.hasHan(before)
    }

    func labelText(_ text: some StringProtocol) -> String {
        Text.trimmed(text) { ":：[]【】［］*_".contains($0) }
    }

    /// What stands before the first colon or in a bracket at the start, where it can be a label.
    func labelAndRest() -> (label: String, rest: [Piece])? {
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
    func bracketLabel(_ text: String) -> (label: String, rest: String)? {
        let plain = text.drop(while: \.isWhitespace)
        guard let open = plain.first, "[【［".contains(open),
            let close = plain.firstIndex(where: { "]】］".contains($0) })
        else { return nil }
        let label = plain[plain.index(after: plain.startIndex)..<close]
        guard FieldLabel.role(of: label) != nil else { return nil }
        let rest = plain[plain.index(after: close)...].drop { ":： ".contains($0) }
        return (String(label), String(rest))
    }
}
