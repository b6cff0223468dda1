/// One entry of a BibTeX file, taken apart.
struct BibTeXEntry: Equatable {
    /// The name after `@`, in small letters.
    var type: String
    /// The citation key; empty where there is none.
    var key: String
    /// The values by the names of the fields in small letters, with braces and commands as written.
    var fields: [String: String] = [:]

    /// Reads an entry.
    ///
    /// A missing comma between fields is forgiven. Of two fields with one name the first counts.
    /// - Parameters:
    ///   - text: From `@` to the closing brace.
    ///   - strings: What `@string` has defined, by names in small letters.
    /// - Returns: Nil where there is no name; the entry, and how far it could be read, else.
    /// - Complexity: O(bytes).
    static func read(
        _ text: [UInt8], strings: [String: String]
    ) -> (entry: BibTeXEntry, isSound: Bool)? {
        var reader = BibTeXEntryReader(text: text, strings: strings)
        return reader.read()
    }
}

/// Walks over the text of an entry.
private struct BibTeXEntryReader {
    let text: [UInt8]
    let strings: [String: String]
    private var place = 1
    /// Bytes that names of strings have brought in; strings made of strings could grow without end.
    private var expanded = 0
    /// A few names for each entry, and never many times its own length.
    private var mostExpanded: Int { 1_024 + 16 * text.count }

    init(text: [UInt8], strings: [String: String]) {
        self.text = text
        self.strings = strings
    }

    private var byte: UInt8? { place < text.count ? text[place] : nil }

    mutating func read() -> (entry: BibTeXEntry, isSound: Bool)? {
        skipSpace()
        let type = word().lowercased()
        skipSpace()
        guard !type.isEmpty, byte == UInt8(ascii: "{") || byte == UInt8(ascii: "(") else {
            return nil
        }
        place += 1
        var entry = BibTeXEntry(type: type, key: "")
        if type != "string" { entry.key = key() }
        while true {
            skipSeparators()
            guard let byte, byte != UInt8(ascii: "}") || place + 1 < text.count else {
                return (entry, true)
            }
            if place + 1 == text.count { return (entry, true) }
            let name = word().lowercased()
            skipSpace()
            guard !name.isEmpty, self.byte == UInt8(ascii: "=") else { return (entry, false) }
            place += 1
            guard let value = value() else { return (entry, false) }
            if entry.fields[name] == nil { entry.fields[name] = value }
        }
    }

    /// The citation key; nothing where the first field stands in its place.
    private mutating func key() -> String {
        skipSpace()
        let end =
            text[place...].firstIndex { ",=\n".utf8.contains($0) } ?? text.count - 1
        guard end < text.count, text[end] != UInt8(ascii: "=") else { return "" }
        let key = PlainText.collapsed(text[place..<max(place, end)])
        place = end
        return key
    }

    private mutating func skipSpace() {
        while let byte, byte.isSpace { place += 1 }
    }

    private mutating func skipSeparators() {
        while let byte, byte.isSpace || byte == UInt8(ascii: ",") { place += 1 }
    }

    /// A name: everything up to what has a meaning of its own.
    private mutating func word() -> String {
        let start = place
        while let byte, !byte.isSpace, !Self.special.contains(byte) { place += 1 }
        return String(decoding: text[start..<place], as: UTF8.self)
    }

    private static let special = Array("\"#%'(),={}@".utf8)

    /// Parts joined by `#`; nil where there is none.
    private mutating func value() -> String? {
        var value = ""
        while true {
            skipSpace()
            guard let part = part() else { return nil }
            value += part
            skipSpace()
            guard byte == UInt8(ascii: "#") else { return value }
            place += 1
        }
    }

    private mutating func part() -> String? {
        switch byte {
        case UInt8(ascii: "{"): return delimited(until: UInt8(ascii: "}"))
        case UInt8(ascii: "\""): return delimited(until: UInt8(ascii: "\""))
        default:
            let name = word()
            guard !name.isEmpty else { return nil }
            if name.utf8.allSatisfy(\.isDigit) { return name }
            let text = strings[name.lowercased()] ?? name
            expanded += text.utf8.count
            return expanded <= mostExpanded ? text : nil
        }
    }

    /// What stands between braces or quotes; nil where they are not closed.
    private mutating func delimited(until end: UInt8) -> String? {
        place += 1
        let start = place
        var depth = 0
        while let byte {
            if byte == end, depth == 0 {
                let value = String(decoding: text[start..<place], as: UTF8.self)
                place += 1
                return value
            }
            if byte == UInt8(ascii: "{") { depth += 1 }
            if byte == UInt8(ascii: "}") { depth -= 1 }
            // A brace too many in quotes ends more than the value.
            if depth < 0 { return nil }
            place += 1
        }
        return nil
    }
}
