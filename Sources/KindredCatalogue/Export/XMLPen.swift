/// Writes XML element by element.
///
/// Texts and attributes are escaped; characters that XML does not allow are left out. Elements
/// stand on lines of their own, indented by their depth.
package struct XMLPen {
    /// What has been written and not been taken away.
    package private(set) var bytes: [UInt8] = []
    private var open: [String] = []

    /// A document that begins with the declaration of UTF-8.
    package init() { raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n") }

    /// Begins an element that others stand in.
    package mutating func begin(_ name: String, _ attributes: [(String, String)] = []) {
        tag(name, attributes)
        raw(">\n")
        open.append(name)
    }

    /// Ends the element that was begun last.
    package mutating func end() {
        guard let name = open.popLast() else { return }
        indent()
        raw("</\(name)>\n")
    }

    /// An element with a text or, where it is nil, without content.
    package mutating func element(
        _ name: String, _ attributes: [(String, String)] = [], text: String? = nil
    ) {
        tag(name, attributes)
        guard let text else { return raw("/>\n") }
        raw(">")
        escaped(text)
        raw("</\(name)>\n")
    }

    /// Takes away what has been written.
    package mutating func take() -> [UInt8] {
        defer { bytes.removeAll(keepingCapacity: true) }
        return bytes
    }

    private mutating func tag(_ name: String, _ attributes: [(String, String)]) {
        indent()
        raw("<\(name)")
        for (name, value) in attributes {
            raw(" \(name)=\"")
            escaped(value)
            raw("\"")
        }
    }

    private mutating func indent() { raw(String(repeating: "  ", count: open.count)) }

    private mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }

    private mutating func escaped(_ text: String) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": raw("&amp;")
            case "<": raw("&lt;")
            case ">": raw("&gt;")
            case "\"": raw("&quot;")
            case "\t", "\n", "\r": raw("&#\(scalar.value);")
            case "\u{0}"..<" ", "\u{FFFE}", "\u{FFFF}": break
            default: bytes.append(contentsOf: String(scalar).utf8)
            }
        }
    }
}
