/// Small marks around a title: the date before it, a short name, the only author after it.
extension Citation {
    /// The short name in `DiMP: ` or `[RND] <`, where nothing else stands before a title.
    ///
    /// A label (`Code:`), a venue or an acronym of a whole field is no name.
    static func nameLabel(_ text: String) -> String? {
        let plain = Text.trimmed(text)
        guard plain.utf8.count <= 40, let last = plain.last, ":：]】<".contains(last) else {
            return nil
        }
        let name = Text.trimmed(plain) { "[]【】<:：*`".contains($0) }
        let names = name.split(separator: ",").map { Text.trimmed($0) }
        let isName = names.allSatisfy { name in
            TitleText.isName(name) && FieldLabel.role(of: name) == nil
                && !Attaching.common.contains(name.uppercased())
        }
        return isName && !names.isEmpty ? names.joined(separator: ", ") : nil
    }

    /// Takes `2021/1/20` or `2021-01-20` off the start of a line and gives its year, which may
    /// be that of the reading and not of the paper.
    static func takeDatePrefix(_ text: inout String) -> Int? {
        let date = text.prefix { $0.isNumber || "/.-".contains($0) }
        let parts = date.split { "/.-".contains($0) }
        guard parts.count == 3, parts.allSatisfy({ (1...4).contains($0.count) }),
            parts[0].count == 4, let found = Text.year(in: parts[0]),
            text[date.endIndex...].first.map({ $0.isWhitespace || ":：".contains($0) }) ?? false
        else { return nil }
        text = Text.trimmed(text[date.endIndex...].drop(while: isSeparator))
        return found
    }

    /// Takes `[ACL-2019]` off the end of a line.
    mutating func takeBracketSuffix(_ text: inout String) {
        guard text.last == "]", let open = text.lastIndex(of: "["), open > text.startIndex else {
            return
        }
        let inner = text[text.index(after: open)...].dropLast()
        guard VenueReading.isOnly(inner), takeVenue(String(inner), isBracketed: true) else {
            return
        }
        text = Text.trimmed(text[..<open])
    }

    /// Without the `In` that stands before a venue set in italics.
    static func withoutIn(_ text: String) -> String {
        let plain = Text.trimmed(text)
        for end in [". In", "? In", ", in", ". in"] where plain.hasSuffix(end) {
            return String(plain.dropLast(3))
        }
        return text
    }

    /// `Proceedings of the 12th Symposium on Things (STOT), 2020`: a venue in all its words.
    mutating func takeLongVenue(_ text: String) -> Bool {
        guard venue == nil, text.count <= 160, !Text.hasHan(text), !text.hasSuffix("?") else {
            return false
        }
        let words = ["Proceedings", "Conference", "Journal", "Symposium", "Transactions"]
        guard words.contains(where: { text.contains($0) }) else { return false }
        guard let found = Text.year(in: text) else { return false }
        year = year ?? found
        venue = VenueReading.find(in: text).map { "\($0.name) \(found)" } ?? text
        return true
    }

    /// Where `Khan, A., Li, B.-C., and Ngo, D.` ends and the title begins; nil without such names.
    static func turnedAuthorsEnd(in text: String) -> String.Index? {
        let words = text.prefix(1_500).split(separator: " ")
        var place = 0
        while place < words.count {
            if ["and", "&"].contains(words[place]) { place += 1 }
            let rest = words[place...]
            guard let comma = rest.prefix(3).firstIndex(where: { $0.hasSuffix(",") }),
                rest[rest.startIndex].first?.isUppercase == true,
                !rest[...comma].contains(where: isInitials)
            else { return nil }
            var next = comma + 1
            while next < words.count, isInitials(words[next]), !words[next].hasSuffix(",") {
                next += 1
            }
            let endsInComma = next < words.count && isInitials(words[next])
            if endsInComma { next += 1 }
            guard next > comma + 1, next < words.count else { return nil }
            place = next
            if !endsInComma, !["and", "&"].contains(words[place]) {
                return words[place].startIndex
            }
        }
        return nil
    }

    /// `A.`, `B.-C.,`, `J.P.`.
    private static func isInitials(_ word: Substring) -> Bool {
        let letters = word.filter { $0.isLetter }
        return word.contains(".") && letters.count <= 3 && !letters.isEmpty
            && letters.allSatisfy(\.isUppercase)
            && word.allSatisfy { $0.isLetter || ".-,".contains($0) }
    }

    /// Whether a part of a citation is one person, told by the archive or venue right after it:
    /// `Ann Khan. arXiv.`
    static func isLoneAuthor(_ part: String, before next: String) -> Bool {
        guard (2...4).contains(part.split(separator: " ").count), part.count < 40 else {
            return false
        }
        guard !next.isEmpty, VenueReading.whole(next) != nil else { return false }
        return VenueReading.whole(part) == nil && isFullName(part)
    }

    /// Whether a line without links is a reference in itself: a title of several words and, in
    /// brackets at its end, where or when it came out.
    static func endsInPlace(_ text: String) -> Bool {
        let plain = Text.trimmed(text) { ".,;".contains($0) }
        guard let last = plain.last, ")）]】".contains(last),
            let open = plain.lastIndex(where: { "(（[【".contains($0) })
        else { return false }
        let inner = plain[plain.index(after: open)...].dropLast()
        let words = plain[..<open].split(separator: " ").count
        guard inner.count <= 40, words >= 3 || Text.hasHan(plain[..<open]) else { return false }
        return VenueReading.find(in: inner) != nil && VenueReading.whole(inner) != nil
            || Text.year(in: inner) != nil && words >= 3
    }
}
