/// Text that may hold HTML or JATS, as titles and abstracts of many services do.
enum MarkupText {
    /// The text without tags and with named and numbered characters, its white space collapsed.
    ///
    /// `<` stays where no tag's name follows (`p < 0.05`). Tags that end a block leave a space,
    /// others nothing. A JATS title `Abstract` at the start is dropped.
    /// - Complexity: O(length).
    static func plain(_ text: String) -> String {
        let bytes = text.utf8
        guard bytes.contains(UInt8(ascii: "<")) || bytes.contains(UInt8(ascii: "&")) else {
            return PlainText.collapsed(Array(bytes))
        }
        var reader = MarkupReader(bytes: Array(bytes))
        return PlainText.collapsed(reader.read())
    }
}

/// Walks over tags and the text between them.
private struct MarkupReader {
    let bytes: [UInt8]
    private var place = 0
    private var result: [UInt8] = []

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func read() -> [UInt8] {
        while place < bytes.count {
            let byte = bytes[place]
            if byte == UInt8(ascii: "<"), let end = endOfTag() {
                readTag(bytes[(place + 1)..<end])
                place = end + 1
            } else if byte == UInt8(ascii: "&"), let (scalar, end) = character() {
                result.append(contentsOf: String(Character(scalar)).utf8)
                place = end
            } else {
                result.append(byte)
                place += 1
            }
        }
        return result
    }

    /// The place of the `>` that ends the tag which begins here; nil where none begins.
    private func endOfTag() -> Int? {
        let start = place + 1
        guard start < bytes.count else { return nil }
        let first = bytes[start]
        guard first.isLetter || first == UInt8(ascii: "/") || first == UInt8(ascii: "!") else {
            return nil
        }
        // A tag is short; without this bound a text of nothing but `<a` would be read many times.
        let rest = bytes[start..<min(start + 1_024, bytes.count)]
        guard let end = rest.firstIndex(of: UInt8(ascii: ">")) else { return nil }
        return rest[start..<end].contains(UInt8(ascii: "<")) ? nil : end
    }

    private mutating func readTag(_ tag: ArraySlice<UInt8>) {
        let isEnd = tag.first == UInt8(ascii: "/")
        let whole = tag.drop { $0 == UInt8(ascii: "/") }
        let prefixed = whole.prefix { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: ":") }
        let name = String(decoding: prefixed, as: UTF8.self).lowercased()
        let local = name.split(separator: ":").last.map(String.init) ?? name
        if isEnd, local == "title", PlainText.collapsed(result).lowercased() == "abstract" {
            result = []
        }
        if Self.blocks.contains(local) { result.append(0x20) }
    }

    private static let blocks: Set<String> = [
        "p", "br", "div", "li", "ul", "ol", "sec", "title", "tr", "td", "h1", "h2", "h3", "h4",
    ]

    /// The character that `&eacute;` or `&#233;` here stands for, and the place after it.
    private func character() -> (Unicode.Scalar, Int)? {
        let rest = bytes[(place + 1)..<min(place + 12, bytes.count)]
        guard let end = rest.firstIndex(of: UInt8(ascii: ";")) else { return nil }
        let name = String(decoding: rest[..<end], as: UTF8.self)
        guard name.hasPrefix("#") else {
            return CharacterNames.character(name).map { ($0, end + 1) }
        }
        let digits = name.dropFirst()
        let number =
            digits.lowercased().hasPrefix("x")
            ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        guard let number, number >= 0x20 || number == 0x0A, let scalar = Unicode.Scalar(number)
        else { return nil }
        return (scalar, end + 1)
    }
}
