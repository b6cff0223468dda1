/// The parts of a web address, and the one spelling that its variants share.
struct WebAddress {
    /// In lower case, without `www.`, user name, default port and final dot.
    let host: Substring
    /// The parts of the path between slashes; empty parts are left out.
    let path: [Substring]
    /// The parameters in their order, tracking included.
    let query: [(name: Substring, value: Substring?)]
    /// What follows `#`, without it; empty where there is none.
    let fragment: Substring

    /// Takes an address apart; nil where the text is none.
    ///
    /// Without `http://` or `https://` in front, only a name with a dot, a usual top-level domain
    /// and a path counts as an address, since most text is none.
    init?(_ text: Substring, schemeIsGiven: Bool = false) {
        var rest = text
        var isAddress = schemeIsGiven
        if text.startsIgnoringCase("http://") || text.startsIgnoringCase("https://") {
            rest = text[text.utf8.firstIndex(of: 0x2F)!...].droppingFirst(2)
            isAddress = true
        } else if text.begins(with: "//") {
            rest = text.droppingFirst(2)
        }
        // Most addresses hold none of the signs that need a closer look: one pass tells.
        let signs = AddressSigns(in: rest)
        guard isAddress || signs.contains(.slash) else { return nil }
        if signs.contains(.unusual), rest.holdsSpace { return nil }

        let withoutFragment = signs.contains(.hash) ? rest.split(atFirst: "#") : nil
        let beforeFragment = withoutFragment?.before ?? rest
        let withoutQuery =
            signs.contains(.questionMark) ? beforeFragment.split(atFirst: "?") : nil
        let location = withoutQuery?.before ?? beforeFragment
        let authority = location.split(atFirst: "/")

        guard let host = Self.host(authority?.before ?? location) else { return nil }
        self.host = host
        let parts = authority?.after.partsBetweenSlashes ?? []
        path = signs.contains(.semicolon) ? parts.compactMap(Self.withoutSession) : parts
        query = withoutQuery.map { Self.parameters($0.after) } ?? []
        fragment = withoutFragment?.after ?? ""
        guard isAddress || (!path.isEmpty && Self.looksLikeHost(host)) else { return nil }
    }

    /// The value of the first parameter of that name, percent-decoded; nil where it has none.
    func parameter(_ name: String) -> Substring? {
        let value = query.first { $0.name == name }?.value?.percentDecoded
        return value?.isEmpty == false ? value : nil
    }

    /// The last part of the path; empty where the path is.
    var lastPart: Substring { path.last ?? "" }

    private static func host(_ authority: Substring) -> Substring? {
        var host = authority
        if authority.isMade(of: { $0.isPartOfHost && !$0.isUppercaseLetter && $0 != 0x3A }) {
            // Most are written plainly; only a final dot and `www.` are to be cut off.
        } else {
            host = authority.lowercased()[...]
            while let (_, after) = host.split(atFirst: "@") { host = after }
            host = host.droppingEnding(":80").droppingEnding(":443")
        }
        while host.utf8.last == 0x2E { host.removeLast() }
        while host.begins(with: "www.") { host = host.droppingFirst(4) }
        let isName = host.isMade { $0.isPartOfHost } && host.utf8.first != 0x2E
        return isName && host.utf8.last != 0x3A ? host : nil
    }

    /// Whether a name without `http://` is likely a host: `arxiv.org`, but not `math.GT`.
    private static func looksLikeHost(_ host: Substring) -> Bool {
        let labels = host.parts(between: ".")
        return labels.count >= 2 && labels.allSatisfy { !$0.isEmpty }
            && usualDomains.contains(String(labels[labels.count - 1]))
    }

    private static let usualDomains: Set<String> = [
        "ac", "ai", "app", "at", "au", "be", "biz", "ca", "cc", "ch", "cn", "co", "com", "de",
        "dev", "edu", "es", "eu", "fr", "gov", "hk", "info", "int", "io", "it", "jp", "kr", "me",
        "mil", "net", "nl", "org", "press", "ru", "science", "se", "site", "tw", "uk", "us",
    ]

    /// `index.php;jsessionid=1A2B` without what only one visit needed; nil for an empty part.
    private static func withoutSession(_ part: Substring) -> Substring? {
        guard !part.isEmpty else { return nil }
        guard let (before, after) = part.split(atFirst: ";"),
            after.startsIgnoringCase("jsessionid")
        else { return part }
        return before.isEmpty ? nil : before
    }

    private static func parameters(_ text: Substring) -> [(name: Substring, value: Substring?)] {
        text.isEmpty
            ? []
            : text.parts(between: "&").map { item in
                // Addresses copied out of HTML write `&amp;` for `&`.
                let item = item.begins(with: "amp;") ? item.droppingFirst(4) : item
                guard let (name, value) = item.split(atFirst: "=") else { return (item, nil) }
                return (name, value)
            }
    }
}

extension WebAddress {
    /// The address without what does not tell pages apart: `example.org/a/b?id=3`.
    ///
    /// Scheme, `www.`, fragment (but a route such as `#!/paper/3` or `#/paper/3`), tracking
    /// parameters and the last slash are dropped, parameters sorted by name, and percent-encoding
    /// written in one way.
    var normalForm: String {
        var form = String(host)
        for part in path {
            form += "/"
            if part.offset(of: 0x25) == nil { form += part } else { form += Self.normalised(part) }
        }
        let kept = identifyingParameters
        if !kept.isEmpty {
            form +=
                "?"
                + kept.map { item in
                    item.value.map { "\(item.name)=\(Self.normalised($0))" } ?? String(item.name)
                }.joined(separator: "&")
        }
        if fragment.begins(with: "!") || fragment.begins(with: "/") {
            form += "#" + Self.normalised(fragment)
        }
        return Self.settled(form[...])
    }

    /// Without slashes and punctuation at the end, so that reading the form again changes nothing.
    static func settled(_ form: Substring) -> String {
        var end = form.withoutSurroundings
        while let last = end.utf8.last, [0x23, 0x2F, 0x3F].contains(last) {
            end = end.dropLast().withoutSurroundings
        }
        return String(end)
    }

    private var identifyingParameters: [(name: Substring, value: Substring?)] {
        guard !query.isEmpty else { return [] }
        var kept = query.filter { !$0.name.isEmpty && !isTracking($0.name) }
        if let wanted = Self.onlyParameters[String(host)] {
            kept.removeAll { !wanted.contains(String($0.name)) }
        }
        // The sort is stable, so repeated names keep their order.
        return kept.sorted { $0.name < $1.name }
    }

    private func isTracking(_ name: Substring) -> Bool {
        let name = name.lowercased()
        return name.hasPrefix("utm_") || Self.tracking.contains(name)
            || (Self.chineseTracking.contains(name) && Self.chineseSites.contains(String(host)))
    }

    /// Parameters that no site uses to tell its pages apart.
    private static let tracking: Set<String> = [
        "chksm", "fbclid", "gclid", "igshid", "isappinstalled", "jsessionid", "mc_cid", "mc_eid",
        "mpshare", "msclkid", "nsukey", "ops_request_misc", "pass_ticket", "ref_src",
        "share_token", "spm", "spm_id_from", "vd_source", "yclid",
    ]

    /// Parameters that say how a reader came, but only on these sites.
    private static let chineseTracking: Set<String> = [
        "biz_id", "from", "request_id", "scene", "seid", "share_source", "share_medium", "source",
        "srcid", "sharer_shareid", "sharer_sharetime", "timestamp", "unique_k",
    ]
    private static let chineseSites: Set<String> = [
        "bilibili.com", "blog.csdn.net", "jianshu.com", "juejin.cn", "jiqizhixin.com",
        "mp.weixin.qq.com", "zhihu.com", "zhuanlan.zhihu.com",
    ]

    /// Sites where these parameters, and no others, tell pages apart.
    private static let onlyParameters: [String: Set<String>] = [
        "mp.weixin.qq.com": ["__biz", "idx", "mid", "sn"],
        "youtube.com": ["v", "list"],
        "zhuanlan.zhihu.com": [],
    ]

    /// One spelling of percent-encoded text.
    ///
    /// Unreserved ASCII and whole characters beyond ASCII are written plainly, since `论文` and
    /// `%E8%AE%BA%E6%96%87` are one path; everything else keeps its `%`, with capital digits.
    static func normalised(_ part: Substring) -> String {
        guard part.offset(of: 0x25) != nil else { return String(part) }
        var result = ""
        var run: [UInt8] = []
        var rest = part.utf8[...]
        func flush() {
            guard !run.isEmpty else { return }
            result += plain(run)
            run = []
        }
        while let byte = rest.first {
            let digits = rest.dropFirst().prefix(2).compactMap(\.hexValue)
            if byte == 0x25, digits.count == 2 {
                run.append(digits[0] << 4 | digits[1])
                rest = rest.dropFirst(3)
            } else {
                flush()
                let end = rest.dropFirst().firstIndex(of: 0x25) ?? rest.endIndex
                result += Substring(rest[..<end])
                rest = rest[end...]
            }
        }
        flush()
        return result
    }

    private static func plain(_ bytes: [UInt8]) -> String {
        var result = ""
        var rest = bytes[...]
        while let byte = rest.first {
            let length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
            let head = rest.prefix(length)
            rest = rest.dropFirst(head.count)
            let isPlain =
                byte < 0x80
                ? byte.isLetter || byte.isDigit || [0x2D, 0x2E, 0x5F, 0x7E].contains(byte) : true
            if isPlain, let text = String(validating: head, as: UTF8.self),
                byte < 0x80 || !text.unicodeScalars.contains(where: \.isSpace)
            {
                result += text
            } else {
                for byte in head {
                    let digits = String(byte, radix: 16, uppercase: true)
                    result += byte < 0x10 ? "%0\(digits)" : "%\(digits)"
                }
            }
        }
        return result
    }
}

/// Which of the signs that matter to an address stand in a text.
private struct AddressSigns: OptionSet {
    let rawValue: UInt8

    static let slash = AddressSigns(rawValue: 1)
    static let hash = AddressSigns(rawValue: 2)
    static let questionMark = AddressSigns(rawValue: 4)
    static let semicolon = AddressSigns(rawValue: 8)
    /// Anything but printable ASCII.
    static let unusual = AddressSigns(rawValue: 16)

    init(rawValue: UInt8) { self.rawValue = rawValue }

    init(in text: Substring) {
        self = text.withBytes { bytes in
            var signs: AddressSigns = []
            for byte in bytes {
                switch byte {
                case 0x2F: signs.insert(.slash)
                case 0x23: signs.insert(.hash)
                case 0x3F: signs.insert(.questionMark)
                case 0x3B: signs.insert(.semicolon)
                case 0x21..<0x7F: break
                default: signs.insert(.unusual)
                }
            }
            return signs
        }
    }
}

extension UInt8 {
    /// Whether the byte may stand in the name of a host, an address in brackets, or a port.
    fileprivate var isPartOfHost: Bool {
        switch self {
        case 0x80..., 0x2D, 0x2E, 0x3A, 0x5B, 0x5D, 0x5F: true
        default: isLetter || isDigit
        }
    }
}
