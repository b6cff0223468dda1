extension Citation {
    /// Whether a piece of text is a list of people's names and nothing else.
    ///
    /// A single name counts only with an initial (`Y. Kim`); two or more need capitals, two to
    /// five words each and no word of prose. Chinese names have two to four characters.
    static func looksLikeAuthors(_ text: String) -> Bool {
        let plain = Text.trimmed(text) { ",.;()，。*".contains($0) }
        guard !plain.isEmpty, plain.utf8.count < 1_500 else { return false }
        let lower = plain.lowercased()
        if let range = lower.firstRange(of: "et al") {
            let head = lower[..<range.lowerBound]
            return head.count < 120 && !head.holds(": ") && !head.holds("?")
        }
        let names = authors(in: plain)
        guard !names.isEmpty else { return false }
        if names.count == 1 {
            let isTold = lower.hasPrefix("by ") && names[0].holds(" ")
            return isName(names[0]) && (names[0].holds(".") || isTold) && names[0].count < 40
        }
        let good = names.filter(isName).count
        return good == names.count || names.count > 3 && good * 10 >= names.count * 8
    }

    /// The names in a list of authors; `Last, First and Last, First` is turned round.
    static func authors(in text: String) -> [String] {
        var plain = Text.trimmed(text) { ",;()，。*:：".contains($0) }
        for prefix in ["by ", "By ", "Authors: ", "Author: ", "作者："] where plain.hasPrefix(prefix) {
            plain.removeFirst(prefix.count)
        }
        let isEnd = plain.hasSuffix(".") && !plain.hasSuffix("al.")
        if isEnd, plain.dropLast().last?.isLowercase ?? false { plain.removeLast() }
        let byAnd = plain.split(separator: " ").split(separator: "and")
            .map { $0.joined(separator: " ") }
        let isTurned =
            byAnd.count > 1
            && byAnd.dropLast().allSatisfy {
                $0.count(where: { $0 == "," }) == 1 && $0.contains(", ")
            }
        if isTurned { return byAnd.map(turned).filter { !$0.isEmpty } }
        let people = plain.split(separator: " ").map { $0 == "and" || $0 == "&" ? "," : $0 }
            .joined(separator: " ")
            .split { ",，;；、&·".contains($0) }
            .map { person(String($0)) }
        return joiningInitials(people)
            .filter { !$0.isEmpty && $0.lowercased() != "others" && $0.lowercased() != "et al" }
    }

    /// `Hinton, G., Vinyals, O.` as `G. Hinton`, `O. Vinyals`.
    private static func joiningInitials(_ people: [String]) -> [String] {
        func isInitials(_ text: String) -> Bool {
            let parts = text.split { " .-".contains($0) }
            return !parts.isEmpty
                && parts.allSatisfy { $0.count == 1 && $0.first?.isUppercase == true }
        }
        guard people.contains(where: { isInitials($0) && $0.holds(".") }) else { return people }
        var joined: [String] = []
        for person in people where !person.isEmpty {
            if isInitials(person), let last = joined.last, !last.holds(".") {
                joined[joined.count - 1] = "\(person) \(last)"
            } else {
                joined.append(person)
            }
        }
        return joined
    }

    private static func turned(_ name: String) -> String {
        let parts = name.split(separator: ",", maxSplits: 1).map { Text.trimmed($0) }
        return parts.count == 2 ? "\(parts[1]) \(parts[0])" : name == "others" ? "" : name
    }

    /// Whether a text is a person's first and last name.
    static func isFullName(_ text: String) -> Bool {
        !Text.hasHan(text) && text.holds(" ") && isName(text)
    }

    private static func person(_ text: String) -> String {
        var name = Text.trimmed(text) { "*†‡§()".contains($0) }
        for ending in [" et. al.", " et al.", " et al", " et.al.", " et. al", " et.al", " 等"] {
            if name.hasSuffix(ending) { name.removeLast(ending.count) }
        }
        // `Ann Khan(Some University)`: where a person works is no part of the name.
        if let open = name.firstIndex(of: "("), open > name.startIndex,
            name.last == ")" || !name.contains(")")
        {
            name = Text.trimmed(name[..<open])
        }
        if name.hasPrefix("and ") { name.removeFirst(4) }
        if name.hasSuffix("."), name.dropLast().last?.isLowercase ?? false { name.removeLast() }
        return Text.squeezed(name)
    }

    private static func isName(_ name: String) -> Bool {
        if Text.hasHan(name) {
            return (2...4).contains(name.count) && name.unicodeScalars.allSatisfy(Text.isHan)
        }
        let words = name.split { " -".contains($0) }
        guard (1...6).contains(words.count), name.count < 50 else { return false }
        guard !name.contains(where: { $0.isNumber || ":?!\"/".contains($0) }) else { return false }
        guard words.count > 1 || name.holds(".") || name.first?.isUppercase == true else {
            return false
        }
        return words.allSatisfy { word in
            particles.contains(word.lowercased()) && words.count > 1
                || word.first?.isUppercase == true && !prose.contains(word.lowercased())
        }
    }

    private static let particles: Set<String> = [
        "van", "von", "de", "der", "den", "la", "le", "di", "da", "del", "dos", "ten", "al", "el",
        "bin", "y",
    ]

    /// Words that no name holds but titles in capitals do.
    private static let prose: Set<String> = [
        "the", "of", "for", "with", "in", "on", "and", "a", "an", "to", "from", "by", "via",
        "learning", "networks", "network", "deep", "neural", "graph", "models", "model", "using",
        "towards", "data", "based", "code", "paper", "pdf", "survey", "analysis", "systems",
        "detection", "recognition", "language", "image", "video", "training", "university",
    ]
}
