import Kindred

/// Text made safe for the languages that paths are written in.
///
/// Titles, terms and addresses come from other people's files; none of them may end a label, open
/// a tag, or become a link to a script.
enum Markup {
    /// Text for XML and HTML, in elements and in quoted attributes alike.
    ///
    /// Characters that XML 1.0 forbids, U+FFFE and U+FFFF after control characters, are left out.
    static func xml(_ text: String) -> String {
        var escaped = ""
        for scalar in text.plainLine.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            case "\u{FFFE}", "\u{FFFF}": break
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// Text for a paragraph or a list item of Markdown, which reads it back as it was.
    static func markdown(_ text: String) -> String { MarkdownText.escaped(text.plainLine) }

    /// Text for a quoted label of Mermaid, by its own entities, which end with a semicolon.
    static func mermaid(_ text: String) -> String {
        var escaped = ""
        let signs: Set<Character> = ["\"", "#", ";", "&", "<", ">", "`", "\\"]
        for character in text.plainLine {
            if signs.contains(character), let code = character.asciiValue {
                escaped += "#\(code);"
            } else {
                escaped.append(character)
            }
        }
        return escaped
    }

    /// An address that a page may lead to: one of the web; nil for any other, such as a script.
    ///
    /// Spaces, quotes, brackets and control characters are percent-encoded, so that the address
    /// cannot end before its end. Letters of any script stay.
    static func webAddress(_ address: String) -> String? {
        let scheme = address.prefix(8).lowercased()
        guard scheme.hasPrefix("http://") || scheme.hasPrefix("https://") else { return nil }
        let digits = Array("0123456789ABCDEF")
        var safe = ""
        for scalar in address.unicodeScalars {
            let isUnsafe =
                scalar.value <= 0x20 || scalar.value == 0x7F
                || #""<>\^`{|}'()[]"#.unicodeScalars.contains(scalar)
                || scalar.properties.isWhitespace
                || scalar.properties.generalCategory == .control
                || scalar.properties.generalCategory == .format
            guard isUnsafe else {
                safe.unicodeScalars.append(scalar)
                continue
            }
            for byte in String(scalar).utf8 {
                safe += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
            }
        }
        return safe
    }
}
