/// Web addresses: what is one, where one ends in running text, and what it leads to.
enum Address {
    /// Whether the address is one of the web (`http`, `https` or `//host`).
    static func isWeb(_ address: some StringProtocol) -> Bool {
        let head = address.prefix(8).lowercased()
        return head.hasPrefix("http://") || head.hasPrefix("https://") || head.hasPrefix("//")
    }

    /// Whether an address leads to a thing of its own: not to the page itself, nor, being
    /// relative, to a neighbouring Markdown page.
    static func leadsSomewhere(_ address: String) -> Bool {
        if address.isEmpty || address.hasPrefix("#") { return false }
        if isWeb(address) || address.lowercased().hasPrefix("ftp://") { return true }
        // `zotero://`, `obsidian://`, `file://` lead somewhere on one computer only.
        if address.prefix(40).holds("://") { return address.hasPrefix("ttp") }
        let end = address.firstIndex(where: { "?#".contains($0) }) ?? address.endIndex
        let path = address[..<end].lowercased()
        return !path.hasSuffix(".md") && !path.hasSuffix(".markdown") && path.count > 2
            && !path.hasPrefix("mailto:") && path != "../"
    }

    /// Host and path of an address, the host in lower case and without `www.`.
    static func parts(_ address: String) -> (host: String, path: String) {
        var rest = Substring(address)
        if let scheme = rest.firstRange(of: "//") { rest = rest[scheme.upperBound...] }
        let end = rest.firstIndex(where: { "/?#".contains($0) }) ?? rest.endIndex
        var host = rest[..<end].lowercased()
        if host.hasPrefix("www.") { host.removeFirst(4) }
        return (host, String(rest[end...]))
    }

    /// The path's parts, without query and fragment.
    static func pathParts(_ path: String) -> [Substring] {
        let end = path.firstIndex(where: { "?#".contains($0) }) ?? path.endIndex
        return path[..<end].split(separator: "/")
    }

    /// Splits bare addresses out of the plain pieces of a line.
    ///
    /// An address ends at white space, at a quotation mark or at Chinese punctuation; Chinese
    /// letters belong to it only right after `/`, `=`, `#`, `-` or `_`. Closing brackets without
    /// an opening one and sentence marks at its end are no part of it. A bracket label before it
    /// (`[pdf] (http://…`, `［标题］（http://…`, a link whose bracket was never closed) becomes its
    /// text, and then it may hold spaces up to the closing bracket.
    /// - Complexity: O(length of the line).
    static func findBare(in line: inout Line) {
        guard line.pieces.contains(where: { $0.address == nil && holdsScheme($0.text) }) else {
            return
        }
        var result = Line(number: line.number)
        for piece in line.pieces {
            if piece.address == nil && !piece.isImage && holdsScheme(piece.text) {
                for part in split(piece) { result.append(part) }
            } else {
                result.append(piece)
            }
        }
        line = result
    }

    private static func holdsScheme(_ text: String) -> Bool {
        text.utf8.contains(0x3A) && text.holds("://")
    }

    private static func split(_ piece: Piece) -> [Piece] {
        var pieces: [Piece] = []
        let scalars = Array(piece.text.unicodeScalars)
        var plain = 0
        var place = 0
        func string(_ range: Range<Int>) -> String {
            var text = String.UnicodeScalarView()
            text.append(contentsOf: scalars[range])
            return String(text)
        }
        while place < scalars.count {
            guard let length = schemeLength(scalars, at: place) else {
                place += 1
                continue
            }
            let label = labelBefore(scalars, from: plain, to: place)
            let end = end(scalars, from: place + length, inBracket: label?.opening)
            if end == place + length {
                place = end
                continue
            }
            let address = string(place..<end)
            pieces.append(
                Piece(text: string(plain..<(label?.start ?? place)), style: piece.style))
            pieces.append(
                Piece(
                    text: label.map { string($0.text) } ?? address,
                    address: address.replacing(" ", with: "%20"), style: piece.style,
                    isBare: label == nil))
            plain = label != nil && end < scalars.count && isCloser(scalars[end]) ? end + 1 : end
            place = plain
        }
        pieces.append(Piece(text: string(plain..<scalars.count), style: piece.style))
        return pieces
    }

    private static func schemeLength(_ scalars: [Unicode.Scalar], at place: Int) -> Int? {
        guard scalars[place] == "h" || scalars[place] == "H" || scalars[place] == "t" else {
            return nil
        }
        // `ttps://` is what is left of a carelessly copied address.
        for scheme in ["https://", "http://", "ttps://"] {
            let length = scheme.utf8.count
            guard place + length < scalars.count else { continue }
            let candidate = scalars[place..<place + length].map { $0.properties.lowercaseMapping }
            if candidate.joined() == scheme {
                if scheme == "ttps://" && place > 0 && scalars[place - 1] == "h" { return nil }
                return length
            }
        }
        return nil
    }

    /// The label that stands in brackets before an address: `[label](`, `[label] (`, `［label］（`.
    private static func labelBefore(
        _ scalars: [Unicode.Scalar], from plain: Int, to place: Int
    ) -> (start: Int, text: Range<Int>, opening: Unicode.Scalar)? {
        var cursor = place - 1
        guard cursor > plain, scalars[cursor] == "(" || scalars[cursor] == "（" else { return nil }
        let opening = scalars[cursor]
        cursor -= 1
        while cursor > plain, scalars[cursor] == " " { cursor -= 1 }
        guard cursor > plain, isCloser(scalars[cursor]), scalars[cursor] != ")",
            scalars[cursor] != "）"
        else { return nil }
        let end = cursor
        var depth = 0
        // A label is short; the limit keeps a hostile line of brackets linear.
        while cursor >= plain, end - cursor < 400 {
            switch scalars[cursor] {
            case "]", "］", "】": depth += 1
            case "[", "［", "【":
                depth -= 1
                if depth == 0 { return (cursor, cursor + 1..<end, opening) }
            default: break
            }
            cursor -= 1
        }
        return nil
    }

    private static func isCloser(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case ")", "）", "]", "］", "】": true
        default: false
        }
    }

    private static func end(
        _ scalars: [Unicode.Scalar], from start: Int, inBracket opening: Unicode.Scalar?
    ) -> Int {
        var place = start
        var open = 0
        scan: while place < scalars.count {
            let scalar = scalars[place]
            switch scalar {
            case "(": open += 1
            case ")":
                if open == 0 { break scan }
                open -= 1
            case " ":
                // Inside a bracket label's address a space may stand, but not before prose.
                guard opening != nil, hasCloserAhead(scalars, from: place) else { break scan }
            case "<", ">", "\"", "`", "|", "\t", "\n", "\u{3000}", "\u{A0}": break scan
            case "，", "。", "；", "：", "！", "？", "、", "）", "】", "」", "』", "》", "”", "’", "［", "］",
                "（", "【", "「", "『", "《", "“", "‘", "…", "\u{E000}":
                break scan
            case "]": break scan
            default:
                if Text.isHan(scalar) && !"/=#-_".unicodeScalars.contains(scalars[place - 1])
                    && !Text.isHan(scalars[place - 1])
                {
                    break scan
                }
            }
            place += 1
        }
        while place > start, ".,;:!?*'~".unicodeScalars.contains(scalars[place - 1]) { place -= 1 }
        return place
    }

    private static func hasCloserAhead(_ scalars: [Unicode.Scalar], from place: Int) -> Bool {
        for scalar in scalars[place..<min(place + 120, scalars.count)] {
            if scalar == ")" || scalar == "）" { return true }
            if scalar == "[" || scalar == "(" { return false }
        }
        return false
    }
}
