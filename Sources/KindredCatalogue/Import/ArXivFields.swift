/// The members of one record of arXiv's that an entry is made of.
struct ArXivFields {
    private(set) var id, title, abstract, authors, categories, versions: JSONValue?
    private(set) var doi, comments, license, parsed, journal, report: JSONValue?
    private var isSound = true

    /// Finds them; false where this is no object or one of them comes twice.
    mutating func read(_ record: JSONValue) -> Bool {
        guard record.isObject else { return false }
        record.forEachMember { name, value in note(name, value) }
        return isSound
    }

    private mutating func note(_ name: UnsafeBufferPointer<UInt8>, _ value: JSONValue) {
        switch name.count {
        case 2: Self.note(name, "id", value, &id, &isSound)
        case 3: Self.note(name, "doi", value, &doi, &isSound)
        case 5: Self.note(name, "title", value, &title, &isSound)
        case 7:
            Self.note(name, "authors", value, &authors, &isSound)
            Self.note(name, "license", value, &license, &isSound)
        case 8:
            Self.note(name, "abstract", value, &abstract, &isSound)
            Self.note(name, "versions", value, &versions, &isSound)
            Self.note(name, "comments", value, &comments, &isSound)
        case 9: Self.note(name, "report-no", value, &report, &isSound)
        case 10: Self.note(name, "categories", value, &categories, &isSound)
        case 11: Self.note(name, "journal-ref", value, &journal, &isSound)
        case 14: Self.note(name, "authors_parsed", value, &parsed, &isSound)
        default: break
        }
    }

    /// Keeps the value where the name is the wanted one, which has as many bytes.
    private static func note(
        _ name: UnsafeBufferPointer<UInt8>, _ wanted: StaticString, _ value: JSONValue,
        _ field: inout JSONValue?, _ isSound: inout Bool
    ) {
        for place in 0..<wanted.utf8CodeUnitCount
        where name[place] != wanted.utf8Start[place] { return }
        if field != nil { isSound = false }
        field = value
    }
}

/// The identifier of a record where it can be taken as it is, and when it was given out.
struct ArXivNumber {
    /// The identifier, where it stands in the record.
    let bytes: UnsafeRawBufferPointer
    /// The year and month that it tells; nil where it is none of arXiv's, but a name of its own.
    let date: (year: Int, month: Int)?

    /// Reads `1911.05722` or `math/0309136`, and what names nothing anywhere; nil for any other
    /// spelling, and for names of other registries.
    init?(_ text: UnsafeBufferPointer<UInt8>) {
        bytes = UnsafeRawBufferPointer(text)
        if let date = Self.newStyle(text) {
            self.date = date
            return
        }
        let spelling = String(decoding: text, as: UTF8.self)
        let id = PaperID(spelling)
        guard let number = PaperID("arXiv:" + spelling) else {
            guard id == nil, !text.isEmpty else { return nil }
            date = nil
            return
        }
        guard number == id, number.scheme == .arXiv, number.value.utf8.elementsEqual(text) else {
            return nil
        }
        date = number.yearAndMonth
    }

    /// The date of an identifier of the new style; see `PaperID.arXiv`.
    private static func newStyle(
        _ text: UnsafeBufferPointer<UInt8>
    ) -> (year: Int, month: Int)? {
        guard text.count == 9 || text.count == 10, text[4] == UInt8(ascii: ".") else { return nil }
        var digits = 0
        var serial = 0
        for place in 0..<text.count where place != 4 {
            guard text[place].isDigit else { return nil }
            let digit = Int(text[place]) - 0x30
            if place < 4 { digits = 10 * digits + digit } else { serial = 10 * serial + digit }
        }
        let isGiven = text.count == 9 ? 704...1412 : 1501...9012
        guard isGiven.contains(digits), (1...12).contains(digits % 100), serial > 0 else {
            return nil
        }
        return (2000 + digits / 100, digits % 100)
    }

    /// Whether a text is a DOI that only needs lower case: none that names a paper of arXiv's, the
    /// Anthology's or the ACM's library besides, and no escapes.
    static func isPlainDOI(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard text.count <= 512, text.count > 8, text[0] == UInt8(ascii: "1"),
            text[1] == UInt8(ascii: "0"), text[2] == UInt8(ascii: "."),
            let last = text.last, last.isDigit || last.isLetter
        else { return false }
        var code = 0
        var place = 3
        while place < text.count, place < 13, text[place].isDigit {
            code = 10 * code + Int(text[place]) - 0x30
            place += 1
        }
        guard (7...12).contains(place), text[place] == UInt8(ascii: "/"),
            ![48550, 18653, 3115, 1145, 5555, 1609].contains(code)
        else { return false }
        return text.allSatisfy {
            $0 > 0x20 && $0 < 0x7F && $0 != 0x25 && $0 != 0x22 && $0 != 0x5C
        }
    }
}
