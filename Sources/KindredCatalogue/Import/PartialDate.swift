import Foundation

/// A year, and a month where it is told, in the ways in which bibliographies write dates.
struct PartialDate: Equatable {
    var year: Int
    var month: Int?

    init?(year: Int?, month: Int?) {
        guard let year, (1...9999).contains(year) else { return nil }
        self.year = year
        self.month = month.flatMap { (1...12).contains($0) ? $0 : nil }
    }

    /// Reads `2019-11-13T…`, `2019/11`, `November 2019`, `13 Nov. 2019`, `Mon, 2 Apr 2007 …`,
    /// `2019年11月` and `2019`; nil where no year stands.
    ///
    /// The first number of four digits is the year. The month is the number after it where the
    /// text starts with the year, else a month's name.
    init?(_ text: String) {
        let words = Self.words(of: text)
        guard let place = words.firstIndex(where: { $0.utf8.count == 4 && $0.isNumber }) else {
            return nil
        }
        var month: Int?
        if place == 0, words.count > 1, words[1].utf8.count <= 2 { month = Int(words[1]) }
        month = month ?? words.lazy.compactMap(Self.month(named:)).first
        self.init(year: Int(words[place]), month: month)
    }

    /// Reads `Mon, 2 Apr 2007 19:18:42 GMT` and nothing else, byte by byte.
    init?(stamp bytes: UnsafeBufferPointer<UInt8>) {
        guard bytes.count >= 27, bytes.count <= 29, bytes[3] == UInt8(ascii: ","),
            bytes[4] == 0x20, bytes[5].isDigit,
            Self.days.contains(where: { bytes[..<3].elementsEqual($0) })
        else { return nil }
        let day = bytes[6].isDigit ? 2 : 1
        // From the month on, every place is known.
        let rest = UnsafeBufferPointer(rebasing: bytes[(5 + day)...])
        let form: StaticString = " AAA 0000 00:00:00 GMT"
        guard rest.count == form.utf8CodeUnitCount else { return nil }
        for place in 0..<rest.count {
            let (wanted, byte) = (form.utf8Start[place], rest[place])
            let fits =
                wanted == UInt8(ascii: "A")
                ? byte.isLetter
                : wanted == UInt8(ascii: "0")
                    ? byte.isDigit : byte == wanted
            guard fits else { return nil }
        }
        let year = rest[5..<9].reduce(0) { 10 * $0 + Int($1) - 0x30 }
        guard let month = Self.stampMonths.firstIndex(where: { rest[1..<4].elementsEqual($0) })
        else { return nil }
        self.init(year: year, month: month + 1)
    }

    private static let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].map {
        Array($0.utf8)
    }

    /// Months as stamps write them, the first letter alone large.
    private static let stampMonths = names.map { Array($0.prefix(3).capitalized.utf8) }

    /// The number of a month from its name in English or the first three letters of it.
    static func month(named name: some StringProtocol) -> Int? {
        guard name.utf8.count >= 3 else { return nil }
        let start = name.lowercased().prefix(3)
        guard let place = names.firstIndex(where: { $0.hasPrefix(start) }) else { return nil }
        let name = name.lowercased()
        return names[place].hasPrefix(name) || name == "sept" ? place + 1 : nil
    }

    /// Runs of digits and runs of letters.
    private static func words(of text: String) -> [Substring] {
        var words: [Substring] = []
        let bytes = text.utf8
        var start = bytes.startIndex
        func kind(_ byte: UInt8) -> Int { byte.isDigit ? 1 : byte.isLetter ? 2 : 0 }
        while start < bytes.endIndex {
            let first = kind(bytes[start])
            let end = bytes[start...].firstIndex { kind($0) != first } ?? bytes.endIndex
            if first != 0 { words.append(Substring(bytes[start..<end])) }
            start = end
        }
        return words
    }

    private static let names = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september",
        "october", "november", "december",
    ]
}
