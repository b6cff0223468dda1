/// Rows in columns, laid out by display width.
struct Table {
    /// The columns, from left to right.
    var columns: [Column]
    /// The rows; each holds one text per column.
    var rows: [[String]] = []

    /// Where a text stands in its column.
    enum Alignment {
        case left, right
    }

    /// One column.
    struct Column {
        /// What stands above it; empty for nothing.
        var title: String
        /// Where its texts stand.
        var alignment = Alignment.left
        /// How its texts look.
        var style = Terminal.Style.plain
        /// Whether its texts may be cut where the terminal is narrow.
        var mayShrink = false
    }

    /// The columns of a terminal that the whole table takes uncut.
    var naturalWidth: Int {
        naturalWidths.reduce(0, +) + Self.gap.count * max(0, columns.count - 1)
    }

    /// The table's lines; a line of titles comes first where any column has one.
    ///
    /// Where the terminal is too narrow, the widest columns that may shrink give way first.
    /// - Complexity: O(cells · length).
    func lines(on terminal: Terminal) -> [String] {
        let widths = fittedWidths(to: terminal.width)
        var lines: [String] = []
        if columns.contains(where: { !$0.title.isEmpty }) {
            let titles = columns.map(\.title)
            lines.append(terminal.styled(line(titles, widths, on: nil), .faint))
        }
        return lines + rows.map { line($0, widths, on: terminal) }
    }

    private var naturalWidths: [Int] {
        columns.indices.map { place in
            rows.reduce(columns[place].title.displayWidth) { max($0, $1[place].displayWidth) }
        }
    }

    private func fittedWidths(to width: Int) -> [Int] {
        var widths = naturalWidths
        var excess = naturalWidth - width
        while excess > 0 {
            let shrinkable = columns.indices.filter {
                columns[$0].mayShrink && widths[$0] > Self.narrowestColumn
            }
            guard let widest = shrinkable.max(by: { widths[$0] < widths[$1] }) else { break }
            widths[widest] -= 1
            excess -= 1
        }
        return widths
    }

    private func line(_ cells: [String], _ widths: [Int], on terminal: Terminal?) -> String {
        var line = ""
        for (place, column) in columns.enumerated() {
            let text = cells[place].cut(toWidth: max(widths[place], 0))
            let spaces = String(repeating: " ", count: max(0, widths[place] - text.displayWidth))
            let shown = terminal?.styled(text, column.style) ?? text
            if place > 0 { line += Self.gap }
            line += column.alignment == .left ? shown + spaces : spaces + shown
        }
        while line.last == " " { line.removeLast() }
        return line
    }

    private static let gap = "  "
    private static let narrowestColumn = 8
}
