/// How many columns of a terminal text takes, and text cut, padded and wrapped to columns.
///
/// A column is the width of a Latin letter. Chinese characters and emoji take two, combining marks
/// none. All functions work on whole characters as people see them (grapheme clusters), so that
/// nothing is ever cut in the middle of one.
extension String {
    /// The columns this text takes on one line.
    /// - Complexity: O(length).
    var displayWidth: Int { self[...].displayWidth }

    /// This text, or as much of its beginning as fits with an ellipsis behind it.
    ///
    /// The result never takes more than `width` columns; it may take one less where the next
    /// character is two columns wide.
    func cut(toWidth width: Int) -> String {
        guard displayWidth > width else { return self }
        guard width > 0 else { return "" }
        return String(beginning(ofWidth: width - 1)).trimmedRight + "…"
    }

    /// This text with spaces behind or before it, so that it takes `width` columns.
    func padded(toWidth width: Int, alignment: Table.Alignment = .left) -> String {
        let spaces = String(repeating: " ", count: max(0, width - displayWidth))
        return alignment == .left ? self + spaces : spaces + self
    }

    /// This text in lines of at most `width` columns.
    ///
    /// Lines break at spaces and beside Chinese characters, but a closing mark such as `，` never
    /// begins a line. A word longer than a line is broken between characters. Empty text has no
    /// line.
    /// - Complexity: O(length).
    func wrapped(toWidth width: Int) -> [String] {
        let whole = trimmedRight
        if whole.displayWidth <= width { return whole.isEmpty ? [] : [whole] }
        var lines: [String] = []
        var line = ""
        var column = 0
        for piece in unbreakablePieces {
            var piece = piece
            var pieceWidth = piece.displayWidth
            if column > 0, column + String(piece).trimmedRight.displayWidth > width {
                lines.append(line.trimmedRight)
                (line, column) = ("", 0)
            }
            while column == 0, String(piece).trimmedRight.displayWidth > width {
                let head = piece.isEmpty ? piece : piece.atLeastOne(ofWidth: width)
                lines.append(String(head))
                piece = piece[head.endIndex...]
                pieceWidth = piece.displayWidth
            }
            line += piece
            column += pieceWidth
        }
        return line.trimmedRight.isEmpty ? lines : lines + [line.trimmedRight]
    }

    /// This text on one line and without anything that would move the cursor or colour the screen.
    ///
    /// Titles come from other people's files; an escape sequence in one must not reach a terminal.
    /// Control characters become spaces, runs of spaces become one, marks that reorder text go.
    var plainLine: String {
        var scalars = String.UnicodeScalarView()
        var endsWithSpace = true
        for scalar in unicodeScalars where !scalar.reordersText {
            let isSpace =
                scalar.properties.isWhitespace || scalar.properties.generalCategory == .control
            if !isSpace { scalars.append(scalar) } else if !endsWithSpace { scalars.append(" ") }
            endsWithSpace = isSpace
        }
        return String(scalars).trimmedRight
    }

    /// This text without anything that would move the cursor or colour the screen, but for ends of
    /// lines.
    var withoutControls: String {
        var scalars = String.UnicodeScalarView()
        for scalar in unicodeScalars where !scalar.reordersText {
            let isControl = scalar.properties.generalCategory == .control && scalar != "\n"
            scalars.append(isControl ? " " : scalar)
        }
        return String(scalars)
    }

    /// This text without the spaces at its end.
    var trimmedRight: String {
        guard let last = lastIndex(where: { $0 != " " }) else { return "" }
        return String(self[...last])
    }

    /// The pieces between which a line may break, each with the spaces behind it.
    private var unbreakablePieces: [Substring] {
        var pieces: [Substring] = []
        var start = startIndex
        var previous: Character?
        for place in indices {
            let next = self[place]
            if let previous, previous.allowsBreak(before: next) {
                pieces.append(self[start..<place])
                start = place
            }
            previous = next
        }
        return start < endIndex ? pieces + [self[start...]] : pieces
    }
}

extension StringProtocol {
    fileprivate var displayWidth: Int {
        // Printable ASCII: a column for each byte.
        if utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return utf8.count }
        return reduce(0) { $0 + $1.displayWidth }
    }

    /// The longest beginning that takes at most `width` columns.
    fileprivate func beginning(ofWidth width: Int) -> SubSequence {
        var column = 0
        return prefix { character in
            column += character.displayWidth
            return column <= width
        }
    }

    /// The same, but at least one character, so that whoever cuts piece by piece gets on.
    fileprivate func atLeastOne(ofWidth width: Int) -> SubSequence {
        let head = beginning(ofWidth: width)
        return head.isEmpty ? prefix(1) : head
    }
}

extension Character {
    /// The columns this character takes: 0, 1 or 2.
    ///
    /// A cluster is as wide as its scalars together, at most two columns. The variation selector
    /// U+FE0F asks for the picture of a sign that also has a text form, and pictures are wide.
    var displayWidth: Int {
        if let ascii = asciiValue { return ascii < 0x20 || ascii == 0x7F ? 0 : 1 }
        var width = 0
        for scalar in unicodeScalars {
            if scalar.value == 0xFE0F && width > 0 { return 2 }
            width += scalar.displayWidth
        }
        return min(width, 2)
    }

    /// Whether a line may break between this character and the next.
    fileprivate func allowsBreak(before next: Character) -> Bool {
        if next == " " || "，。、；：？！）】》」』’”…".contains(next) { return false }
        if self == " " { return true }
        if "（【《「『‘“".contains(self) { return false }
        return displayWidth == 2 || next.displayWidth == 2
    }
}

extension Unicode.Scalar {
    /// The columns this scalar takes on its own.
    fileprivate var displayWidth: Int {
        if value < 0x300 { return value == 0xAD || (0x80..<0xA0).contains(value) ? 0 : 1 }
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control, .lineSeparator,
            .paragraphSeparator:
            return 0
        default:
            // The vowels and finals of Hangul join the syllable before them.
            if (0x1160...0x11FF).contains(value) { return 0 }
            return isWide ? 2 : 1
        }
    }

    /// Whether terminals draw this scalar two columns wide.
    ///
    /// Emoji come from the standard library, the scripts from the ranges here.
    private var isWide: Bool {
        guard value >= 0x1100 else { return false }
        return Self.wideRanges.contains { $0.contains(value) } || properties.isEmojiPresentation
    }

    /// The embeddings, overrides and isolates that make text run the other way.
    fileprivate var reordersText: Bool {
        (0x202A...0x202E).contains(value) || (0x2066...0x2069).contains(value)
    }

    // Source: Unicode 14, EastAsianWidth.txt, the classes W and F without the emoji; gaps of
    // unassigned places are closed, and planes 2 and 3 are wide as a whole, as that file says.
    private static let wideRanges: [ClosedRange<UInt32>] = [
        0x4E00...0xA4C6, 0x2E80...0x303E, 0x3041...0x3247, 0x3250...0x4DBF, 0xFF01...0xFF60,
        0xAC00...0xD7A3, 0xFE30...0xFE6B, 0x1100...0x115F, 0x2329...0x232A, 0xA960...0xA97C,
        0xF900...0xFAFF, 0xFE10...0xFE19, 0xFFE0...0xFFE6, 0x16FE0...0x18D08, 0x1AFF0...0x1B2FB,
        0x1F200...0x1F265, 0x20000...0x3FFFD,
    ]
}
