// Bare and prefixed identifiers: what each registry's names look like.

extension PaperID {
    /// Tries, in order: the forms that keep every byte, prefixes, bare identifiers, addresses.
    static func read(_ text: String) -> PaperID? {
        let whole = text[...]
        if whole.startsIgnoringCase("local:") {
            return local(String(whole.droppingFirst(6)))
        }
        if whole.startsIgnoringCase("title:") {
            return titleKey(String(whole.droppingFirst(6)))
        }
        let name = whole.withoutSurroundings
        guard !name.isEmpty, name.utf8.count <= longestName else { return nil }
        if name.startsIgnoringCase("http") { return address(name) }
        return prefixed(name) ?? bare(name) ?? address(name)
    }

    /// No identifier or address is longer in bytes; longer text is not searched for one.
    private static let longestName = 8_192

    private typealias Reader = @Sendable (Substring) -> PaperID?

    /// What to do with the text after `prefix:`; prefixes in lower case.
    private static let prefixes: [String: Reader] = [
        "arxiv": { citedArXiv($0) },
        "doi": { doi($0) },
        "acm": { number(.acm, $0) },
        "openreview": { openReview($0) },
        "neurips": { neurIPS($0) },
        "nips": { neurIPS($0) },
        "acl": { acl($0) },
        "corpusid": { number(.corpusID, $0) },
        "s2cid": { number(.corpusID, $0) },
        "s2": { semanticScholar($0) },
        "pmid": { number(.pmid, $0) },
        "pmcid": { pmcid($0) },
        "mag": { number(.mag, $0) },
        "openalex": { openAlex($0) },
        "dblp": { dblp($0) },
        "github": { gitHub($0) },
        "url": { address($0, schemeIsGiven: true) },
    ]

    private static func prefixed(_ name: Substring) -> PaperID? {
        // The longest prefix is `openreview`; `DOI 10.…` and `arXiv 1911.…` have a space instead.
        let start = Substring(name.utf8.prefix(11))
        guard let length = start.offset(of: 0x3A) ?? start.offset(of: 0x20) else { return nil }
        let end = name.utf8.index(name.startIndex, offsetBy: length)
        guard let read = prefixes[name[..<end].lowercased()] else { return nil }
        let rest = name[name.utf8.index(after: end)...].withoutSurroundings
        if name.utf8[end] == UInt8(ascii: " "), rest.utf8.first?.isDigit != true { return nil }
        return read(rest)
    }

    private static func bare(_ name: Substring) -> PaperID? {
        guard let first = name.utf8.first else { return nil }
        if first.isDigit {
            return arXiv(name) ?? doi(name) ?? acl(name) ?? semanticScholar(name)
        }
        return arXiv(name) ?? acl(name) ?? semanticScholar(name) ?? openAlex(name)
            ?? (name.startsIgnoringCase("pmc") ? pmcid(name) : nil)
            ?? (name.begins(with: "conf/") || name.begins(with: "journals/") ? dblp(name) : nil)
    }

    static func number(_ scheme: Scheme, _ text: Substring) -> PaperID? {
        guard text.utf8.count <= 18 else { return nil }
        return text.asNumber.map { PaperID(scheme, $0) }
    }

    /// A DOI in any case; those that arXiv and the ACL Anthology gave out name their papers.
    ///
    /// `10.18653/v1/P18-1234` and `10.3115/v1/P14-1062` become the Anthology's own identifiers,
    /// which are what people type and link to.
    static func doi(_ text: Substring) -> PaperID? {
        guard text.begins(with: "10.") else { return nil }
        let plain = text.percentDecoded.withoutSurroundings
        guard let (registrant, suffix) = plain.split(atFirst: "/"), !suffix.isEmpty else {
            return nil
        }
        let codes = registrant.droppingFirst(3).parts(between: ".")
        guard let code = codes.first, (4...9).contains(code.utf8.count),
            codes.allSatisfy(\.isNumber), !plain.holdsSpace
        else { return nil }
        let value = plain.lowercased()[...]
        if value.begins(with: "10.48550/arxiv."), let id = arXiv(value.droppingFirst(15)) {
            return id
        }
        for start in ["10.18653/v1/", "10.3115/v1/"] as [StaticString]
        where value.begins(with: start) {
            if let id = acl(value.droppingFirst(start.utf8CodeUnitCount)) { return id }
        }
        return PaperID(.doi, value)
    }

    /// `Bkg3g2R9FX`: letters, digits, `_` and `-`, where case counts.
    static func openReview(_ text: Substring) -> PaperID? {
        guard (6...40).contains(text.utf8.count),
            text.isMade(of: { $0.isDigit || $0.isLetter || $0 == 0x5F || $0 == 0x2D })
        else { return nil }
        return PaperID(.openReview, text)
    }

    /// `8916`, `by-source-2019-1275` or `2012/c399862d3b9d6b76c8436e924a68c45b`.
    static func neurIPS(_ text: Substring) -> PaperID? {
        let name = text.lowercased()[...]
        if let number = name.asNumber, number.utf8.count <= 6 { return PaperID(.neurIPS, number) }
        if name.begins(with: "by-source-") {
            let digits = name.droppingFirst(10)
            return digits.isMade { $0.isDigit || $0 == 0x2D } ? PaperID(.neurIPS, name) : nil
        }
        guard let (year, hash) = name.split(atFirst: "/"), year.isNumber, year.utf8.count == 4,
            hash.utf8.count == 32, hash.isMade(of: { $0.hexValue != nil })
        else { return nil }
        return PaperID(.neurIPS, name)
    }

    /// Two styles: `P18-1234` until 2019, `2020.acl-main.447` since.
    ///
    /// - Source: ACL Anthology, "Anthology identifiers", aclanthology.org/info/ids.
    static func acl(_ text: Substring) -> PaperID? {
        if text.utf8.count == 8 {
            let bytes = Array(text.utf8)
            let digits = bytes[1...2] + bytes[4...]
            let isOld = bytes[0].isLetter && bytes[3] == 0x2D && digits.allSatisfy(\.isDigit)
            return isOld ? PaperID(.acl, text.uppercased()) : nil
        }
        guard text.begins(with: "20"), text.offset(of: 0x2E) == 4 else { return nil }
        let parts = text.parts(between: ".")
        guard parts.count == 3, parts[0].isNumber, parts[0].utf8.count == 4,
            parts[1].offset(of: 0x2D) != nil,
            parts[1].isMade(of: { $0.isLetter || $0.isDigit || $0 == 0x2D || $0 == 0x5F }),
            let number = parts[2].asNumber, number.utf8.count <= 5
        else { return nil }
        return PaperID(.acl, "\(parts[0]).\(parts[1].lowercased()).\(number)")
    }

    /// 40 hexadecimal digits.
    static func semanticScholar(_ text: Substring) -> PaperID? {
        guard text.utf8.count == 40, text.isMade(of: { $0.hexValue != nil }) else { return nil }
        return PaperID(.semanticScholar, text.lowercased())
    }

    static func pmcid(_ text: Substring) -> PaperID? {
        let digits = text.startsIgnoringCase("pmc") ? text.droppingFirst(3) : text
        guard digits.utf8.count <= 18, let number = digits.asNumber else { return nil }
        return PaperID(.pmcid, "PMC\(number)")
    }

    static func openAlex(_ text: Substring) -> PaperID? {
        guard text.startsIgnoringCase("w"), (5...18).contains(text.utf8.count),
            let number = text.droppingFirst(1).asNumber
        else { return nil }
        return PaperID(.openAlex, "W\(number)")
    }

    /// `conf/acl/LoWNKW20`; what DBLP calls `journals/corr/abs-1911-05722` is the arXiv paper.
    static func dblp(_ text: Substring) -> PaperID? {
        let parts = text.parts(between: "/")
        let allowed: (UInt8) -> Bool = {
            $0.isLetter || $0.isDigit || $0 == 0x2D || $0 == 0x5F || $0 == 0x2B
        }
        guard parts.count == 3, parts.allSatisfy({ $0.isMade(of: allowed) }) else { return nil }
        if text.begins(with: "journals/corr/abs-") {
            let number = parts[2].droppingFirst(4)
            for separator in [".", "/"] {
                let spelling = number.replacing("-", with: separator, maxReplacements: 1)
                if let id = arXiv(spelling[...]) { return id }
            }
        }
        return PaperID(.dblp, text)
    }

    /// `owner/name`, where case does not count.
    static func gitHub(_ text: Substring) -> PaperID? {
        guard let (owner, rest) = text.lowercased()[...].split(atFirst: "/") else { return nil }
        let name = rest.droppingEnding(".git")
        let allowed: (UInt8) -> Bool = {
            $0.isLetter || $0.isDigit || $0 == 0x2D || $0 == 0x5F || $0 == 0x2E
        }
        guard owner.isMade(of: allowed), name.isMade(of: allowed), name != ".", name != "..",
            !gitHubPages.contains(String(owner))
        else { return nil }
        return PaperID(.gitHub, "\(owner)/\(name)")
    }

    /// First path segments on github.com that are GitHub's own and nobody's account.
    private static let gitHubPages: Set<String> = [
        "about", "apps", "collections", "contact", "enterprise", "events", "explore", "features",
        "login", "marketplace", "notifications", "orgs", "pricing", "search", "security",
        "settings", "site", "sponsors", "stars", "topics", "trending", "users",
    ]

    /// `275636` in `30851.275636`, or the number itself where a journal article has only one.
    static func acmArticle(inDOI suffix: Substring) -> PaperID? {
        let parts = suffix.parts(between: ".")
        guard parts.count <= 2, parts.allSatisfy(\.isNumber), let last = parts.last else {
            return nil
        }
        return number(.acm, last)
    }

    /// The article number in `10.1609/aaai.v34i04.5330`. Before volume 34 it was a page number.
    static func aaaiArticle(inDOI value: String) -> PaperID? {
        guard value.hasPrefix("10.1609/aaai.v") else { return nil }
        let parts = value[...].droppingFirst(14).parts(between: ".")
        guard parts.count == 2, let volume = parts[0].split(atFirst: "i")?.before,
            let number = Int(volume), number >= 34, let article = parts[1].asNumber
        else { return nil }
        return PaperID(.url, "ojs.aaai.org/index.php/aaai/article/view/\(article)")
    }
}
