/// Cuts a stream of bytes into the rows of a table and their fields.
///
/// A field in quotes may hold separators, line ends and doubled quotes. A quote within a field that
/// did not begin with one is a letter, and so is what follows the closing quote. Lines without any
/// text are no rows.
/// - Source: RFC 4180, and what spreadsheets write beyond it.
struct TableCutter {
    /// One row.
    struct Row: Equatable {
        var fields: [[UInt8]]
        var line: Int
        /// The row as it stood, without the end of its line; empty where nobody asked for it.
        var bytes: [UInt8] = []
    }

    private enum State {
        case start, plain, quoted
        /// Behind a quote in a quoted field: its end, or half of a doubled one.
        case quote
    }

    private let separator: UInt8
    private var state = State.start
    private var field: [UInt8] = []
    private var fields: [[UInt8]] = []
    private var size = 0
    private var isSkipping = false
    private var line = 1
    private var lineOfRow = 1
    private let keepsBytes: Bool
    private var kept: [UInt8] = []

    /// - Parameter keepsBytes: Whether rows bring along how they stood.
    init(separator: UInt8, keepsBytes: Bool = false) {
        self.separator = separator
        self.keepsBytes = keepsBytes
    }

    /// Takes bytes and gives each row that ends in them; nil for one that is too long.
    mutating func cut(
        _ bytes: UnsafeBufferPointer<UInt8>, _ body: (_ row: Row?, _ line: Int) -> Void
    ) {
        for byte in bytes {
            if keepsBytes, !isSkipping { kept.append(byte) }
            if byte == UInt8(ascii: "\n") { line += 1 }
            if state == .quote, byte == UInt8(ascii: "\"") {
                append(byte, body)
                state = .quoted
            } else if state == .quoted {
                if byte == UInt8(ascii: "\"") { state = .quote } else { append(byte, body) }
            } else if byte == UInt8(ascii: "\n") {
                endRow(body)
            } else if byte == separator {
                endField(body)
            } else if state == .start, byte == UInt8(ascii: "\""), field.isEmpty {
                state = .quoted
            } else {
                if state == .quote, byte == UInt8(ascii: "\r") {
                    // It may stand among the bytes that are kept.
                    grow(by: 1, body)
                } else {
                    append(byte, body)
                    state = .plain
                }
            }
        }
    }

    /// The last row; whether a quote was left open, and on which line its row began.
    mutating func finish(_ body: (_ row: Row?, _ line: Int) -> Void) -> Int? {
        let open = state == .quoted ? lineOfRow : nil
        endRow(body)
        return open
    }

    private mutating func append(_ byte: UInt8, _ body: (Row?, Int) -> Void) {
        guard !isSkipping else { return }
        field.append(byte)
        grow(by: 1, body)
    }

    /// Counts what the row takes, and leaves it out where that is too much.
    private mutating func grow(by count: Int, _ body: (Row?, Int) -> Void) {
        size += count
        guard size > ReadLimits.record, !isSkipping else { return }
        isSkipping = true
        (field, fields, kept) = ([], [], [])
        body(nil, lineOfRow)
    }

    private mutating func endField(_ body: (Row?, Int) -> Void) {
        if state != .quote, field.last == UInt8(ascii: "\r") { field.removeLast() }
        if !isSkipping { fields.append(field) }
        field = []
        state = .start
        // An empty field takes memory too.
        grow(by: 16, body)
    }

    /// The row as it stood.
    private mutating func takeKept() -> [UInt8] {
        guard keepsBytes else { return [] }
        if kept.last == UInt8(ascii: "\n") { kept.removeLast() }
        if kept.last == UInt8(ascii: "\r") { kept.removeLast() }
        return kept
    }

    private mutating func endRow(_ body: (Row?, Int) -> Void) {
        endField(body)
        if !isSkipping, fields.contains(where: { $0.contains { !$0.isSpace } }) {
            body(Row(fields: fields, line: lineOfRow, bytes: takeKept()), lineOfRow)
        }
        kept = []
        (fields, size, isSkipping, lineOfRow) = ([], 0, false, line)
    }
}
