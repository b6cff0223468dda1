// The two styles of arXiv identifier, their checks, and how they are cited.

extension PaperID {
    /// `1911.05722` or `math.GT/0309136`, with or without `v3`; the class is not identity.
    ///
    /// The date in an identifier must be one on which arXiv gave out that style: old style from
    /// 1991-07 to 2007-03, four digits to 2014-12, five digits since. So `2019.12345`, dates and
    /// version numbers are not taken for papers.
    /// - Source: arXiv, "Understanding the arXiv identifier", info.arxiv.org/help.
    static func arXiv(_ text: Substring) -> PaperID? {
        guard (9...32).contains(text.utf8.count),
            text.offset(of: UInt8(ascii: ".")) == 4 || text.offset(of: UInt8(ascii: "/")) != nil
        else { return nil }
        let name = withoutVersion(text)
        guard let (archive, number) = name.split(atFirst: "/") else {
            return ArXivDate(name)?.style == .new ? PaperID(.arXiv, name) : nil
        }
        let field = archive.lowercased()[...]
        let group = field.split(atFirst: ".")?.before ?? field
        guard archives.contains(String(group)), ArXivDate(number)?.style == .old else { return nil }
        return PaperID(.arXiv, "\(group)/\(number)")
    }

    /// As people cite it: `1911.05722v3 [cs.CV] 23 Mar 2020`.
    static func citedArXiv(_ text: Substring) -> PaperID? {
        if let (before, after) = text.split(atFirst: " ") {
            guard after.utf8.first == UInt8(ascii: "[") else { return nil }
            return arXiv(before)
        }
        return arXiv(text) ?? arXiv(text.droppingEnding(".pdf"))
    }

    private static func withoutVersion(_ text: Substring) -> Substring {
        var rest = text.utf8[...]
        while let last = rest.last, last.isDigit { rest.removeLast() }
        guard rest.count < text.utf8.count, let letter = rest.popLast(),
            letter | 0x20 == UInt8(ascii: "v"), rest.last?.isDigit == true
        else { return text }
        return Substring(rest)
    }

    /// Every archive that gave out identifiers of the old style, in lower case.
    private static let archives: Set<String> = [
        "acc-phys", "adap-org", "alg-geom", "ao-sci", "astro-ph", "atom-ph", "bayes-an",
        "chao-dyn", "chem-ph", "cmp-lg", "comp-gas", "cond-mat", "cs", "dg-ga", "funct-an",
        "gr-qc", "hep-ex", "hep-lat", "hep-ph", "hep-th", "math", "math-ph", "mtrl-th", "nlin",
        "nucl-ex", "nucl-th", "patt-sol", "physics", "plasm-ph", "q-alg", "q-bio", "quant-ph",
        "solv-int", "stat", "supr-con",
    ]
}

/// The year and month at the start of an arXiv number, and which of the two styles it is.
struct ArXivDate {
    enum Style { case old, new }

    let year: Int
    let month: Int
    let style: Style

    /// Reads `1911.05722` or, from an identifier of the old style, `0309136`; nil for neither.
    init?(_ number: Substring) {
        let bytes = number.utf8
        let digits = bytes.prefix(4).compactMap { $0.isDigit ? Int($0) - 0x30 : nil }
        guard digits.count == 4 else { return nil }
        let (twoDigits, month) = (digits[0] * 10 + digits[1], digits[2] * 10 + digits[3])
        let rest = Substring(bytes.dropFirst(4))
        guard (1...12).contains(month) else { return nil }
        if rest.utf8.first == UInt8(ascii: ".") {
            let yearMonth = twoDigits * 100 + month
            let serial = rest.droppingFirst(1)
            let length = serial.utf8.count
            let isGiven =
                length == 4
                ? (704...1412).contains(yearMonth)
                : length == 5 && (1501...9012).contains(yearMonth)
            guard isGiven, serial.isNumber, serial.utf8.contains(where: { $0 != 0x30 })
            else { return nil }
            (year, style) = (2000 + twoDigits, .new)
        } else {
            guard rest.utf8.count == 3, rest.isNumber, twoDigits >= 91 || twoDigits <= 7 else {
                return nil
            }
            (year, style) = (twoDigits >= 91 ? 1900 + twoDigits : 2000 + twoDigits, .old)
        }
        self.month = month
    }
}
