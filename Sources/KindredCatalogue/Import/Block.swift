/// A block of the document: a heading, a paragraph, a list item or a table row.
struct Block {
    /// What sort of block this is.
    var form: Form
    /// How many lists it stands in; 0 outside of any.
    var depth = 0
    /// The list item it stands in, as an index into the blocks; for an item the outer item.
    var parent: Int?
    /// Its own lines; for an item those of its first paragraph.
    var lines: [Line] = []

    enum Form: Hashable {
        case heading(level: Int)
        case paragraph
        /// A list item with its number, and whether its list holds nothing else.
        case item(ordinal: Int?, isAlone: Bool)
        case row(Row)
        case code
        case rule
    }

    /// A table row: the cells, and the table's first row for the meaning of the columns.
    struct Row: Hashable {
        var cells: [[Piece]]
        /// The header's cells; empty where the table has none.
        var header: [String]
    }

    /// The number of its first line.
    var number: Int { lines.first?.number ?? 0 }
}

/// Reads tags and text of an HTML table or list into blocks.
struct HTMLBlockReader {
    private var blocks: [Block] = []
    /// The last item of each depth.
    private var latest: [Int: Int] = [:]
    private var header: [String] = []
    private var cells: [[Piece]]?
    private var isHeader = false
    private var line = Line(number: 0)
    private var address: String?
    private var style: Piece.Style = []
    private var lists = 0
    private var isItem = false

    /// Reads one line of source.
    mutating func read(_ text: String, number: Int) {
        if line.pieces.isEmpty { line.number = number }
        for part in HTMLTags(text) {
            switch part {
            case .text(let text): add(HTMLTags.decoded(text))
            case .tag(let name, let isClosing, let source):
                take(name, isClosing: isClosing, source: source, number: number)
            }
        }
        add(" ")
    }

    /// The blocks read so far, the last one closed.
    mutating func finish() -> [Block] {
        closeRow()
        closeLine()
        return blocks
    }

    private mutating func add(_ text: String) {
        line.append(Piece(text: text, address: address, style: style))
    }

    private mutating func take(
        _ name: String, isClosing: Bool, source: Substring, number: Int
    ) {
        switch name {
        case "table":
            closeRow()
            closeLine()
            header = []
        case "tr":
            closeRow()
            if !isClosing {
                closeLine()
                line.number = number
                cells = []
                isHeader = false
            }
        case "td", "th":
            if name == "th" && !isClosing { isHeader = true }
            if isClosing { closeCell() } else if line.pieces.isEmpty { line.number = number }
        case "ul", "ol":
            closeLine()
            lists += isClosing ? -1 : 1
        case "li", "dt":
            closeLine()
            isItem = !isClosing
            line.number = number
        case "br", "p", "div", "dd", "h1", "h2", "h3", "h4", "h5", "h6":
            if cells == nil { closeLine() } else { add(" ") }
            line.number = number
        case "a":
            address = isClosing ? nil : HTMLTags.attribute("href", of: source)
        case "b", "strong": set(.strong, isClosing)
        case "i", "em": set(.emphasis, isClosing)
        case "img":
            line.append(
                Piece(
                    text: HTMLTags.attribute("alt", of: source) ?? "", address: address,
                    style: .image))
        default: break
        }
    }

    private mutating func set(_ look: Piece.Style, _ isClosing: Bool) {
        if isClosing { style.remove(look) } else { style.insert(look) }
    }

    private mutating func closeCell() {
        guard cells != nil else { return }
        Address.findBare(in: &line)
        cells?.append(line.pieces)
        line.pieces = []
    }

    private mutating func closeRow() {
        guard let row = cells else { return }
        cells = nil
        var all = row
        if !Text.trimmed(line.text).isEmpty {
            Address.findBare(in: &line)
            all.append(line.pieces)
        }
        line.pieces = []
        if isHeader {
            header = all.map { Text.squeezed(Text.joined($0)) }
        } else if !all.isEmpty {
            var block = Block(form: .row(Block.Row(cells: all, header: header)))
            block.lines = [Line(number: line.number)]
            blocks.append(block)
        }
    }

    private mutating func closeLine() {
        defer { line.pieces = [] }
        let isEmpty = Text.trimmed(line.text).isEmpty && line.links.isEmpty
        guard cells == nil, !isEmpty else { return }
        Address.findBare(in: &line)
        let form = isItem ? Block.Form.item(ordinal: nil, isAlone: false) : .paragraph
        var block = Block(form: form, depth: isItem ? max(1, min(lists, 60)) : 0)
        block.lines = [line]
        if block.depth > 1 {
            block.parent = (1..<block.depth).compactMap { latest[$0] }.max()
        }
        if block.depth > 0 { latest[block.depth] = blocks.count }
        blocks.append(block)
    }
}
