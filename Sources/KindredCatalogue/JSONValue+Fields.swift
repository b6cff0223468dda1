// The values that the fields of a record may have. Each is nil where the value is not such a one.

extension JSONValue {
    var nonEmptyString: String? {
        guard let bytes = stringBytes, !bytes.isEmpty else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Whether this is null or an empty string, which lists write for what they do not know.
    var saysNothing: Bool { isNull || stringBytes?.isEmpty == true }

    /// A string, or a whole number as one.
    var text: String? { string ?? integer.map { String($0) } }

    /// Strings, or a single one.
    var texts: [String]? {
        if let string { return string.isEmpty ? [] : [string] }
        return elements(\.text)
    }

    /// A whole number, or one in quotes.
    var number: Int? { integer ?? string.flatMap { Int($0) } }

    /// A string in a language to be detected, or an object of strings by language.
    var localizedText: LocalizedText? {
        if let bytes = stringBytes {
            let text = String(decoding: bytes, as: UTF8.self)
            return LocalizedText(text, language: Language(detectingUTF8: bytes))
        }
        guard isObject else { return nil }
        var texts = LocalizedText()
        var isSound = true
        forEachMember { name, value in
            if let text = value.string {
                texts[Language(rawValue: String(decoding: name, as: UTF8.self))] = text
            } else if !value.isNull {
                isSound = false
            }
        }
        return isSound ? texts : nil
    }

    /// Terms: strings, or objects of strings by language, in an array; or all in one string.
    ///
    /// One string is taken apart at commas, semicolons and enumeration commas, narrow or wide.
    /// Terms without text are left out.
    var keywords: [LocalizedText]? {
        if let string {
            return string.split { ",;，；、".contains($0) }.compactMap { term in
                let words = term.split(whereSeparator: \.isWhitespace)
                return words.isEmpty ? nil : LocalizedText(words.joined(separator: " "))
            }
        }
        return elements { $0.localizedText ?? $0.text.map { LocalizedText($0) } }?
            .filter { !$0.isEmpty }
    }

    /// Names: strings or objects in an array, or all in one string.
    var authors: [String]? {
        if let string { return AuthorNames.split(string) }
        return elements { $0.text ?? $0.personName }
    }

    private var personName: String? {
        var parts: [String: String] = [:]
        forEachMember { name, value in
            parts[String(decoding: name, as: UTF8.self)] = value.nonEmptyString
        }
        if let name = parts["name"] ?? parts["literal"] { return name }
        let given = parts["given"] ?? parts["first"]
        let family = parts["family"] ?? parts["last"]
        let both = [given, family].compactMap(\.self)
        return both.isEmpty ? nil : both.joined(separator: " ")
    }

    /// `{"kind","url","label"}`, or an address alone.
    var link: Link? {
        if let url = nonEmptyString { return Link(kind: .init(guessedFrom: url), url: url) }
        let members = strings(["kind", "url", "label"])
        guard let members, let url = members[1], !url.isEmpty else { return nil }
        guard let name = members[0] else {
            return Link(kind: .init(guessedFrom: url), url: url, label: members[2])
        }
        return Link.Kind(rawValue: name).map { Link(kind: $0, url: url, label: members[2]) }
    }

    /// `{"by","text"}`, or the reason alone.
    var recommendation: Recommendation? {
        if let text = nonEmptyString { return Recommendation(text: text) }
        return strings(["by", "text"]).map { Recommendation(by: $0[0], text: $0[1]) }
    }

    /// `{"document","line"}`, or the document alone.
    var source: Source? {
        if let document = nonEmptyString { return Source(document: document) }
        guard isObject else { return nil }
        var document: String?
        var line: Int?
        var isSound = true
        forEachMember { name, value in
            switch String(decoding: name, as: UTF8.self) {
            case "document": document = value.string
            case "line": line = value.number
            default: isSound = false
            }
        }
        return isSound ? document.map { Source(document: $0, line: line) } : nil
    }

    /// The strings of an object under these names and no others; nil where one is no string.
    private func strings(_ names: [String]) -> [String?]? {
        guard isObject else { return nil }
        var found = [String?](repeating: nil, count: names.count)
        var isSound = true
        forEachMember { name, value in
            let place = names.firstIndex(of: String(decoding: name, as: UTF8.self))
            if let place, value.isNull || value.string != nil {
                found[place] = value.string
            } else {
                isSound = false
            }
        }
        return isSound ? found : nil
    }
}

extension Link.Kind {
    /// What an address by itself tells about what it leads to.
    init(guessedFrom url: String) {
        let isPDF = url[...].droppingEnding(".pdf").utf8.count < url.utf8.count
        self =
            switch PaperID(url)?.scheme {
            case .gitHub: .code
            case _ where isPDF: .pdf
            case .url, nil: .article
            default: .paper
            }
    }
}

/// Takes apart a list of authors that is written as one string.
enum AuthorNames {
    /// Splits at semicolons, else at `and` where the names have commas, else at commas and `and`.
    ///
    /// `He, Kaiming and Fan, Haoqi` are two authors, `Kaiming He, Haoqi Fan and Yuxin Wu` three.
    static func split(_ text: String) -> [String] {
        let whole = text.replacing("\n", with: " ")
        if whole.utf8.contains(UInt8(ascii: ";")) {
            return trimmed(whole.split(separator: ";"))
        }
        let byAnd = whole.split(separator: " and ")
        let commas = byAnd.map { $0.utf8.count { $0 == UInt8(ascii: ",") } }
        if byAnd.count > 1, commas.allSatisfy({ $0 == 1 }) { return trimmed(byAnd) }
        return trimmed(byAnd.flatMap { $0.split(separator: ",") })
    }

    private static func trimmed(_ names: [Substring]) -> [String] {
        names.compactMap { name in
            let words = name.split(whereSeparator: \.isWhitespace)
            return words.isEmpty ? nil : words.joined(separator: " ")
        }
    }
}
