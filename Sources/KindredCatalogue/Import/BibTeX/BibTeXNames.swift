/// Takes apart lists of names as BibTeX writes them.
enum BibTeXNames {
    /// The names of a list, as they are written in running text; `others` is left out.
    ///
    /// `He, Kaiming and Girshick, Ross and others` gives `Kaiming He`, `Ross Girshick`. What stands in
    /// braces as a whole is the name of a body and stays as it is: `{The ATLAS Collaboration}`.
    /// - Source: Oren Patashnik, "Designing BibTeX Styles", 1988, section 4; biblatex's manual,
    ///   "Extended name format".
    static func names(in list: String) -> [String] {
        pieces(of: Array(list.utf8)).compactMap { name in
            let text = PlainText.collapsed(name)
            if text.isEmpty || text.lowercased() == "others" { return nil }
            let plain = person(name)
            return plain.isEmpty ? nil : plain
        }
    }

    /// The names between `and`s that stand outside of braces.
    private static func pieces(of list: [UInt8]) -> [ArraySlice<UInt8>] {
        var pieces: [ArraySlice<UInt8>] = []
        var depth = 0
        var start = 0
        var place = 0
        while place < list.count {
            switch list[place] {
            case UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "}"): depth -= 1
            default:
                if depth <= 0, list[place].isSpace, isAnd(list, at: place + 1) {
                    pieces.append(list[start..<place])
                    start = place + 4
                    place = start - 1
                    continue
                }
            }
            place += 1
        }
        pieces.append(list[min(start, list.count)...])
        return pieces
    }

    private static func isAnd(_ list: [UInt8], at place: Int) -> Bool {
        guard place + 3 < list.count, list[place + 3].isSpace else { return false }
        return zip(list[place..<(place + 3)], "and".utf8).allSatisfy { $0 | 0x20 == $1 }
    }

    private static func person(_ name: ArraySlice<UInt8>) -> String {
        let parts = split(name, at: UInt8(ascii: ","))
        if let extended = extended(parts) { return extended }
        let words = parts.map { LaTeXText.plain(String(decoding: $0, as: UTF8.self)) }
        switch words.count {
        case 1: return words[0]
        case 2: return PersonName.joined(given: words[1], family: words[0]) ?? ""
        default:
            return PersonName.joined(given: words[2], family: words[0], suffix: words[1]) ?? ""
        }
    }

    /// `family=Gogh, given=Vincent, prefix=van`.
    private static func extended(_ parts: [ArraySlice<UInt8>]) -> String? {
        var values: [String: String] = [:]
        for part in parts {
            let sides = split(part, at: UInt8(ascii: "="))
            guard sides.count == 2 else { return nil }
            let name = PlainText.collapsed(sides[0]).lowercased()
            values[name] = LaTeXText.plain(String(decoding: sides[1], as: UTF8.self))
        }
        guard values["family"] != nil || values["given"] != nil else { return nil }
        return PersonName.joined(
            given: values["given"], family: values["family"], particle: values["prefix"],
            suffix: values["suffix"])
    }

    /// The parts between occurrences of a byte outside of braces.
    private static func split(_ text: ArraySlice<UInt8>, at separator: UInt8) -> [ArraySlice<UInt8>]
    {
        var parts: [ArraySlice<UInt8>] = []
        var depth = 0
        var start = text.startIndex
        for place in text.indices {
            if text[place] == UInt8(ascii: "{") { depth += 1 }
            if text[place] == UInt8(ascii: "}") { depth -= 1 }
            guard text[place] == separator, depth <= 0 else { continue }
            parts.append(text[start..<place])
            start = place + 1
        }
        parts.append(text[start...])
        return parts
    }
}
