import Kindred

// Lines of output as bytes: a stream of candidates writes tens of thousands of them in a second.

extension [UInt8] {
    /// Adds ASCII or any other text as it stands.
    mutating func append(text: String) { append(contentsOf: text.utf8) }

    /// Adds a text as a JSON string.
    mutating func append(json text: String) {
        append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                append(UInt8(ascii: "\\"))
                append(byte)
            case UInt8(ascii: "\n"): append(text: "\\n")
            case UInt8(ascii: "\r"): append(text: "\\r")
            case UInt8(ascii: "\t"): append(text: "\\t")
            case 0..<0x20, 0x7F:
                append(text: "\\u00")
                append(Self.digit(byte >> 4))
                append(Self.digit(byte & 15))
            default: append(byte)
            }
        }
        append(UInt8(ascii: "\""))
    }

    /// Adds a score: the fewest digits from which the very number is read again.
    mutating func append(score: Float) {
        append(text: score == score.rounded() && abs(score) < 1e6 ? "\(Int(score))" : "\(score)")
    }

    /// Adds a number with four decimal places, never rounded up.
    mutating func append(percentile: Double) {
        let units = Int((percentile * 10_000).rounded(.down))
        append(text: JSON.decimal(units: units, places: 4).onOneLine)
    }

    /// Adds reasons as a JSON list, as `kindred related --json` has them.
    mutating func append(reasons printed: PrintedMatch) {
        append(text: JSON.list(printed.reasons.map { $0.json(places: printed.decimals) }).onOneLine)
    }

    /// Adds reasons as one field of a table: `graph 0.21; nodes 0.1`.
    mutating func append(reasonsField printed: PrintedMatch) {
        let reasons = printed.reasons.map { "\($0.named) \(printed.text($0.units))" }
        append(field: reasons.joined(separator: "; "))
    }

    /// Adds a text as one field of a table: what would end the field or the line becomes a space.
    mutating func append(field text: String) {
        for byte in text.utf8 {
            append(byte < 0x20 || byte == 0x7F ? UInt8(ascii: " ") : byte)
        }
    }

    /// Adds an id as one column of a TREC file, which has no place for spaces.
    mutating func append(trec text: String) {
        for byte in text.utf8 { append(byte <= 0x20 ? UInt8(ascii: "_") : byte) }
    }

    /// Adds JSON that may stand on several lines as a part of one line.
    ///
    /// Sound JSON has no line feed within a string, so a space means the same.
    mutating func append(record: [UInt8]) {
        for byte in record {
            append(byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") ? 0x20 : byte)
        }
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }
}

extension PrintedMatch.Share {
    /// The term, with the Chinese one that it was translated from behind an arrow.
    var named: String { term + (via.map { " ← \($0)" } ?? "") }
}
