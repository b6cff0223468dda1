/// Title, authors, place and year as they stand in one line of running text.
struct Citation {
    /// The title in the source's words.
    var title = ""
    /// The authors, in order.
    var authors: [String] = []
    /// The place of publication, with its year where one stands beside it.
    var venue: String?
    var year: Int?
    /// What is said besides.
    var notes: [String] = []
    /// The short name that stands before the title: `DiMP: "Learning …"`.
    var name: String?

    /// Reads a citation from text that holds no links.
    ///
    /// Understood are `Title (2015), Authors`, `Title. Authors. Venue Year`,
    /// `[1] Authors. Title. Venue, Year`, `Authors (2020). Title`, `"Title", Authors, Venue` and
    /// what lies between them. Text without any such mark is all title.
    ///
    /// U+0001 parts what the document sets apart, such as authors in italics.
    init(reading text: String) {
        let cut = text.firstIndex(of: "\u{1}") ?? text.endIndex
        var head = Text.trimmed(text[..<cut], and: { $0 == "\u{1}" })
        var tail = text[cut...]
        if !head.contains(where: \.isLetter) {
            head = Text.trimmed(text.filter { $0 != "\u{1}" })
            tail = ""
        }
        if !tail.isEmpty { head = Self.withoutIn(head) }
        var rest = Self.withoutNumber(head)
        let date = Self.takeDatePrefix(&rest)
        takeBracketSuffix(&rest)
        if let quoted = Self.quoted(rest) {
            title = Text.trimmed(quoted.inner)
            name = quoted.name
            readTail(quoted.outer)
        } else {
            takeBracketPrefix(&rest)
            takeDashedPrefix(&rest)
            splitTitle(rest)
        }
        title = TitleText.clean(title)
        if !tail.isEmpty { readTail(String(tail)) }
        year = year ?? date
    }

    /// Reads only what follows a title that is known already.
    init(title: String, tail: String) {
        self.title = TitleText.clean(title)
        readTail(tail)
    }

    private mutating func splitTitle(_ text: String) {
        if let cut = Self.parenthesis(in: text) {
            title = String(text[..<cut])
            // `Authors (2020). Title. Venue`
            let after = text[cut...]
            if Self.looksLikeAuthors(title),
                let close = after.firstIndex(where: { ")）".contains($0) })
            {
                readTail(String(after[...close]))
                authors = Self.authors(in: title)
                title = ""
                splitSentences(
                    Text.trimmed(after[after.index(after: close)...]) { ".,:".contains($0) })
            } else {
                let parts = Self.sentences(title)
                if parts.count > 1, Self.looksLikeAuthors(parts[0]) {
                    title = ""
                    splitSentences(text)
                } else {
                    readTail(String(after))
                }
            }
            return
        }
        splitSentences(text)
    }

    private mutating func splitSentences(_ text: String) {
        var text = text
        if let cut = Self.turnedAuthorsEnd(in: text) {
            authors = Self.authors(in: String(text[..<cut]))
            text = Text.trimmed(text[cut...])
        }
        var parts = Self.sentences(text)
        if parts.count > 1, authors.isEmpty, Self.looksLikeAuthors(parts[0]) {
            authors = Self.authors(in: parts.removeFirst())
        }
        guard !parts.isEmpty else { return }
        var first = parts.removeFirst()
        let rest = parts.joined(separator: " | ")
        if rest.isEmpty || Self.isTail(parts) {
            if let cut = Self.authorsCut(in: first) {
                readTail(String(first[cut...]))
                first = String(first[..<cut])
            }
            title = first
            readTail(rest)
        } else {
            title = ([first] + parts).joined(separator: ". ")
        }
    }

    /// Whether what follows a first sentence is the rest of a citation, not of a title.
    private static func isTail(_ parts: [String]) -> Bool {
        parts.contains {
            looksLikeAuthors($0) || VenueReading.whole($0) != nil
                || VenueReading.find(in: $0, needsYear: true) != nil
        }
    }

    /// Reads `(2015), G. Hinton et al.`, `KDD 2019.`, ` - what it says` and the like.
    mutating func readTail(_ text: String) {
        var rest = Text.trimmed(text, and: Self.isSeparator)
        while let open = rest.first, "([（【{".contains(open),
            let close = rest.firstIndex(where: { ")]）】}".contains($0) })
        {
            let inner = String(rest[rest.index(after: rest.startIndex)..<close])
            guard takeVenue(inner, isBracketed: true) else { break }
            rest = Text.trimmed(rest[rest.index(after: close)...], and: Self.isSeparator)
        }
        let parts = Self.tailParts(rest)
        for (index, part) in parts.enumerated() {
            let next = index + 1 < parts.count ? parts[index + 1] : ""
            if authors.isEmpty, Self.isLoneAuthor(part, before: next) {
                authors = Self.authors(in: part)
            } else {
                takeTailPart(part)
            }
        }
    }

    private mutating func takeTailPart(_ part: String) {
        let plain = Text.trimmed(part, and: Self.isSeparator)
        guard plain.contains(where: { $0.isLetter || $0.isNumber }) else { return }
        if plain.count <= 12, !plain.contains(where: \.isLetter), let date = Text.year(in: plain) {
            year = year ?? date
            return
        }
        if authors.isEmpty, let cut = Self.venueCut(in: plain) {
            let head = String(plain[..<cut])
            if Self.looksLikeAuthors(head), takeVenue(String(plain[cut...]), isBracketed: false) {
                authors = Self.authors(in: head)
                return
            }
        }
        if takeVenue(plain, isBracketed: false) { return }
        if authors.isEmpty, Self.looksLikeAuthors(plain) {
            authors = Self.authors(in: plain)
            return
        }
        if year == nil, let last = plain.split(separator: " ").last, last.count == 4 {
            year = Text.year(in: last)
        }
        if takeLongVenue(plain) || ["url", "in"].contains(FieldLabel.folded(plain)) { return }
        notes.append(plain)
    }

    mutating func takeVenue(_ text: String, isBracketed: Bool) -> Bool {
        let plain = Text.trimmed(text, and: Self.isSeparator)
        if let found = VenueReading.whole(plain) {
            // In brackets after a title stands as often a laboratory as a venue.
            let isSure = !isBracketed || VenueReading.find(in: plain) != nil
            if venue == nil, isSure { venue = found.venue }
            if year == nil { year = found.year }
            return true
        }
        guard isBracketed, plain.count <= 60 else { return false }
        guard let found = Text.year(in: plain) else { return false }
        if year == nil { year = found }
        if venue == nil { venue = VenueReading.find(in: plain)?.text }
        return true
    }

    /// `[CVPR 2020] Title`, `(ICML'19) Title`, `[2019/NeurIPS] Title`.
    private mutating func takeBracketPrefix(_ text: inout String) {
        guard let open = text.first, "[(（【`".contains(open) else { return }
        let closers: [Character: Character] = ["[": "]", "(": ")", "（": "）", "【": "】", "`": "`"]
        guard let close = text.dropFirst().firstIndex(of: closers[open] ?? "]") else { return }
        let inner = text[text.index(after: text.startIndex)..<close]
        let rest = Text.trimmed(text[text.index(after: close)...])
        guard !rest.isEmpty, inner.count <= 40 else { return }
        let isVenue =
            !Text.hasHan(inner)
            && (VenueReading.whole(inner) != nil
                || VenueReading.find(in: inner) != nil && Text.year(in: inner) != nil)
        if isVenue {
            _ = takeVenue(String(inner), isBracketed: true)
            text = Text.trimmed(rest) { "-–—:：".contains($0) }
        }
    }

    /// `2021-ICCV-Title`, `CVPR2020 - Title`, `ICLR 2019 | Title`.
    private mutating func takeDashedPrefix(_ text: inout String) {
        var cut: String.Index?
        var place = text.startIndex
        while let mark = text[place...].prefix(24).firstIndex(where: { "-|｜–_".contains($0) }) {
            let head = text[..<mark]
            guard head.count <= 24 else { break }
            let isVenue = VenueReading.find(in: head, needsYear: true) != nil
            guard isVenue,
                VenueReading.whole(head.replacing("-", with: " ")) != nil
            else {
                place = text.index(after: mark)
                continue
            }
            cut = mark
            break
        }
        guard let cut else { return }
        let rest = Text.trimmed(text[text.index(after: cut)...], and: Self.isSeparator)
        guard rest.count > 8, !Text.hasHan(rest), let found = VenueReading.find(in: text[..<cut])
        else { return }
        venue = found.text
        year = found.year
        text = rest
    }

    // MARK: Places in text

    static func isSeparator(_ character: Character) -> Bool {
        TitleText.isOrnament(character) || " \t,，.。;；:：|·•-–—~/、[]【】<>*_↗→\u{1}".contains(character)
    }

    /// Without `[12]`, `12.`, `(3)` at the start.
    static func withoutNumber(_ text: String) -> String {
        var rest = Text.trimmed(text)
        for pair in [("[", "]"), ("(", ")"), ("【", "】"), ("［", "］"), ("（", "）")] {
            guard rest.hasPrefix(pair.0), let close = rest.firstIndex(of: Character(pair.1)) else {
                continue
            }
            let inner = rest[rest.index(after: rest.startIndex)..<close]
            if !inner.isEmpty, inner.count <= 4, inner.allSatisfy(\.isNumber),
                Int(inner) ?? 0 < 1900
            {
                rest = Text.trimmed(rest[rest.index(after: close)...]) { ".、:".contains($0) }
            }
        }
        let digits = rest.prefix(while: \.isNumber)
        if !digits.isEmpty, digits.count <= 3, let mark = rest[digits.endIndex...].first,
            ".、)）:".contains(mark)
        {
            let after = rest[rest.index(after: digits.endIndex)...]
            // `3.5` and `2.0` begin a name, not a list.
            if mark != "." || after.first?.isNumber != true { rest = Text.trimmed(after) }
        }
        return rest
    }

    /// A title in quotation marks of at least two words, the text around it, and the name that
    /// stands before it.
    static func quoted(_ text: String) -> (inner: String, outer: String, name: String?)? {
        for (open, close) in [("\"", "\""), ("“", "”"), ("《", "》")] as [(Character, Character)] {
            guard let start = text.firstIndex(of: open) else { continue }
            let after = text.index(after: start)
            guard let end = text[after...].firstIndex(of: close) else { continue }
            let inner = text[after..<end]
            let isTitle = open == "《" ? inner.count >= 6 : inner.split(separator: " ").count > 2
            let before = text[..<start]
            let tail = text[text.index(after: end)...]
            if isTitle, let name = nameLabel(String(before)) {
                return (String(inner), String(tail), name)
            }
            let isLead =
                before.count < 4 || !Text.hasHan(before) && looksLikeAuthors(String(before))
            guard isTitle, isLead else { continue }
            return (String(inner), before + " | " + tail, nil)
        }
        return nil
    }

    /// Where a parenthesis with a year or a venue begins.
    private static func parenthesis(in text: String) -> String.Index? {
        var place = text.startIndex
        while let open = text[place...].firstIndex(where: { "(（".contains($0) }) {
            let after = text.index(after: open)
            let close = text[after...].firstIndex { ")）".contains($0) } ?? text.endIndex
            let inner = text[after..<close]
            let hasYear = Text.year(in: inner) != nil && inner.count <= 60
            let rest = close < text.endIndex ? text[text.index(after: close)...] : ""
            let endsTitle = rest.first.map { " ,.;:：，。[【|、".contains($0) } ?? true
            if open > text.startIndex, endsTitle,
                hasYear || VenueReading.whole(inner)?.venue != nil
            {
                return open
            }
            place = after
        }
        return nil
    }

    /// The parts of a citation between full stops; initials and `et al.` do not end one.
    static func sentences(_ text: String) -> [String] {
        var parts: [String] = []
        var part = ""
        let characters = Array(text)
        for (index, character) in characters.enumerated() {
            part.append(character)
            guard character == ".", index + 1 < characters.count, characters[index + 1] == " "
            else { continue }
            let word = part.dropLast().split(whereSeparator: { " ,(".contains($0) }).last ?? ""
            let isInitial = word.count == 1 || word.holds(".")
            let isShort = ["al", "vs", "v.s", "Dr", "Jr", "St", "No", "vol", "pp"].contains(word)
            let endsList = word == "al"
            if isInitial || isShort && !endsList { continue }
            parts.append(Text.trimmed(part.dropLast()))
            part = ""
        }
        let rest = Text.trimmed(part) { ".".contains($0) }
        if !rest.isEmpty { parts.append(rest) }
        return parts.filter { !$0.isEmpty }
    }

    private static func tailParts(_ text: String) -> [String] {
        var parts: [String] = []
        var marked = text
        for mark in [" - ", " – ", " — ", " · ", "; "] where marked.holds(mark) {
            marked = marked.replacing(mark, with: "|")
        }
        for part in marked.split(whereSeparator: { "|｜\n\u{1}".contains($0) }) {
            parts.append(contentsOf: sentences(Text.trimmed(part)))
        }
        return parts
    }

    /// Where, after a comma, a list of authors begins in a title without any other mark.
    private static func authorsCut(in text: String) -> String.Index? {
        guard let cut = text.firstIndex(of: ",") else { return nil }
        var place = cut
        while true {
            let tail = Text.trimmed(text[text.index(after: place)...])
            let isSure = tail.holds("et al") || tail.holds(". ") && looksLikeAuthors(tail)
            if isSure && looksLikeAuthors(tail) { return place }
            if VenueReading.whole(tail)?.year != nil { return place }
            guard let next = text[text.index(after: place)...].firstIndex(of: ",") else {
                return nil
            }
            place = next
        }
    }

    /// Where, after the last comma before it, a known venue with a year begins.
    private static func venueCut(in text: String) -> String.Index? {
        var place = text.endIndex
        while let comma = text[..<place].lastIndex(where: { ",，(".contains($0) }) {
            if VenueReading.whole(text[comma...]) != nil { return comma }
            if text[comma...].count > 80 { return nil }
            place = comma
        }
        return nil
    }
}
