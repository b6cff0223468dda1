/// A JSON value whose keys keep their order, so that output reads as documented and never varies.
indirect enum JSON: Equatable {
    case null
    case truth(Bool)
    case integer(Int)
    /// A decimal number in whole units of its last place: 4100 with four places is 0.41.
    case decimal(units: Int, places: Int)
    case text(String)
    /// A value that is JSON already, taken over as it stands.
    case raw(String)
    case list([JSON])
    case object([Member])

    /// A key and its value.
    struct Member: Equatable {
        let key: String
        let value: JSON
    }

    /// A text, or null.
    init(_ text: String?) { self = text.map(JSON.text) ?? .null }

    /// An integer, or null.
    init(_ number: Int?) { self = number.map(JSON.integer) ?? .null }

    /// A list of texts.
    init(_ texts: [String]) { self = .list(texts.map(JSON.text)) }

    /// An object with its keys in this order.
    init(_ members: KeyValuePairs<String, JSON>) {
        self = .object(members.map { Member(key: $0.key, value: $0.value) })
    }

    /// Whether this is null, or a list or an object without anything in it.
    var saysNothing: Bool { self == .null || self == .list([]) || self == .object([]) }

    /// This object with one more member behind the others.
    func adding(_ key: String, _ value: JSON) -> JSON {
        guard case .object(let members) = self else { return self }
        return .object(members + [Member(key: key, value: value)])
    }

    /// The value over several lines, two spaces deeper for each level; what fits on a line stays
    /// on one.
    func printed(indent: Int = 0, width: Int = 100) -> String {
        let short = onOneLine
        guard indent + short.displayWidth > width else { return short }
        let inner = String(repeating: " ", count: indent + 2)
        let outer = String(repeating: " ", count: indent)
        switch self {
        case .list(let values) where !values.isEmpty:
            let lines = values.map { inner + $0.printed(indent: indent + 2, width: width) }
            return "[\n" + lines.joined(separator: ",\n") + "\n" + outer + "]"
        case .object(let members) where !members.isEmpty:
            let lines = members.map {
                inner + Self.quoted($0.key) + ": "
                    + $0.value.printed(indent: indent + 2, width: width)
            }
            return "{\n" + lines.joined(separator: ",\n") + "\n" + outer + "}"
        default: return short
        }
    }

    /// The value on one line.
    var onOneLine: String {
        switch self {
        case .null: "null"
        case .truth(let value): value ? "true" : "false"
        case .integer(let value): String(value)
        case .decimal(let units, let places): Self.decimal(units, places)
        case .text(let text): Self.quoted(text)
        case .raw(let text): text
        case .list(let values): "[" + values.map(\.onOneLine).joined(separator: ", ") + "]"
        case .object(let members):
            "{"
                + members.map { Self.quoted($0.key) + ": " + $0.value.onOneLine }
                .joined(separator: ", ") + "}"
        }
    }

    private static func decimal(_ units: Int, _ places: Int) -> String {
        guard places > 0 else { return String(units) }
        let digits = String(units.magnitude)
        let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
        var fraction = padded.suffix(places)
        while fraction.last == "0" { fraction.removeLast() }
        let whole = padded.dropLast(places)
        return (units < 0 ? "-" : "") + whole + (fraction.isEmpty ? "" : "." + fraction)
    }

    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\r": quoted += "\\r"
            case "\t": quoted += "\\t"
            case "\0"..<" ", "\u{7F}":
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
