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
