import CCommonMark

/// Reads a document into blocks of lines with cmark-gfm.
///
/// The tree is walked by cmark's iterator, so no nesting can exhaust the stack. Tables are on;
/// addresses in running text are found by `Address`, which knows Chinese punctuation.
struct BlockReader {
    private let preparation: Preparation
    private var blocks: [Block] = []
    /// The open list items, as indices into `blocks`.
    private var items: [Int] = []
    /// The number the next item gets, for each open list.
    private var ordinals: [Int] = []
    private var line = Line(number: 0)
    private var lines: [Line] = []
    /// The next element set aside that a mark may ask for.
    private var nextFragment = 0
    private var strong = 0
    private var emphasis = 0
    private var struck = 0
    private var images = 0
    private var address: String?
    /// The address of an `<a href>` written as inline HTML.
    private var anchor: String?
    private var isReading = false
    private var cells: [[Piece]]?
    private var header: [String] = []
    private var isHeaderRow = false

    /// The blocks of a document, in its order.
    /// - Complexity: O(length).
    static func blocks(of preparation: Preparation) -> [Block] {
        var reader = BlockReader(preparation: preparation)
        reader.read()
        return reader.blocks
    }

    private init(preparation: Preparation) { self.preparation = preparation }

    private mutating func read() {
        cmark_gfm_core_extensions_ensure_registered()
        let options = CMARK_OPT_VALIDATE_UTF8 | CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE
        guard let parser = cmark_parser_new(options) else { return }
        defer { cmark_parser_free(parser) }
        for name in ["table", "strikethrough"] {
            if let found = cmark_find_syntax_extension(name) {
                cmark_parser_attach_syntax_extension(parser, found)
            }
        }
        preparation.bytes.withUnsafeBytes { bytes in
            // Safety: cmark copies what it keeps; the buffer lives until the call returns.
            guard let start = bytes.bindMemory(to: CChar.self).baseAddress else { return }
            cmark_parser_feed(parser, start, bytes.count)
        }
        guard let document = cmark_parser_finish(parser) else { return }
        defer { cmark_node_free(document) }
        guard let iterator = cmark_iter_new(document) else { return }
        defer { cmark_iter_free(iterator) }
        while true {
            let event = cmark_iter_next(iterator)
            if event == CMARK_EVENT_DONE { break }
            guard let node = cmark_iter_get_node(iterator) else { break }
            if event == CMARK_EVENT_ENTER { enter(node) } else { leave(node) }
        }
    }

    // MARK: Blocks

    private mutating func enter(_ node: OpaquePointer) {
        let type = cmark_node_get_type(node)
        switch type {
        case CMARK_NODE_ITEM: openItem(node)
        case CMARK_NODE_PARAGRAPH, CMARK_NODE_HEADING: openLines(node)
        case CMARK_NODE_CODE_BLOCK: addCode(node)
        case CMARK_NODE_HTML_BLOCK: addHTML(node)
        case CMARK_NODE_THEMATIC_BREAK: blocks.append(Block(form: .rule, lines: [place(node)]))
        case CMARK_NODE_LIST: ordinals.append(Int(cmark_node_get_list_start(node)))
        default:
            if let extra = Extension(node) {
                enter(node, extra)
            } else if isReading {
                enterInline(node, type)
            }
        }
    }

    private mutating func enter(_ node: OpaquePointer, _ extra: Extension) {
        switch extra {
        case .table: header = []
        case .row(let isHeader):
            cells = []
            isHeaderRow = isHeader
            line = place(node)
        case .cell:
            isReading = true
            line.pieces = []
        case .strikethrough: struck += 1
        }
    }

    /// The sorts of node that extensions add; their numbers are not in cmark's headers.
    private enum Extension {
        case table, row(isHeader: Bool), cell, strikethrough

        init?(_ node: OpaquePointer) {
            // The core counts block and inline types up to 11 each; extensions come after.
            let type = cmark_node_get_type(node).rawValue
            guard type & 0x3FFF > 0x000B else { return nil }
            guard let name = cmark_node_get_type_string(node) else { return nil }
            switch String(cString: name) {
            case "table": self = .table
            case "table_header": self = .row(isHeader: true)
            case "table_row": self = .row(isHeader: false)
            case "table_cell": self = .cell
            case "strikethrough": self = .strikethrough
            default: return nil
            }
        }
    }

    private mutating func leave(_ node: OpaquePointer) {
        switch cmark_node_get_type(node) {
        case CMARK_NODE_ITEM: items.removeLast()
        case CMARK_NODE_PARAGRAPH: closeParagraph()
        case CMARK_NODE_HEADING:
            let level = Int(cmark_node_get_heading_level(node))
            closeLines()
            add(Block(form: .heading(level: level)))
        case CMARK_NODE_STRONG: strong -= 1
        case CMARK_NODE_EMPH: emphasis -= 1
        case CMARK_NODE_LINK: leaveLink()
        case CMARK_NODE_IMAGE: images -= 1
        case CMARK_NODE_LIST: ordinals.removeLast()
        default: if let extra = Extension(node) { leave(extra) }
        }
    }

    private mutating func leave(_ extra: Extension) {
        switch extra {
        case .table: break
        case .row: closeRow()
        case .cell:
            line.repairStrong()
            Address.findBare(in: &line)
            cells?.append(line.pieces)
            isReading = false
            anchor = nil
        case .strikethrough: struck -= 1
        }
    }

    private func place(_ node: OpaquePointer) -> Line {
        let parsed = Int(cmark_node_get_start_line(node)) - 1
        let known = preparation.sourceLines
        return Line(number: known.indices.contains(parsed) ? Int(known[parsed]) : parsed + 1)
    }

    private mutating func openItem(_ node: OpaquePointer) {
        let list = cmark_node_parent(node)
        let isOrdered = cmark_node_get_list_type(list) == CMARK_ORDERED_LIST
        let isAlone = cmark_node_next(node) == nil && cmark_node_previous(node) == nil
        let ordinal = isOrdered ? ordinals.last : nil
        if !ordinals.isEmpty { ordinals[ordinals.count - 1] += 1 }
        blocks.append(
            Block(
                form: .item(ordinal: ordinal, isAlone: isAlone), depth: items.count + 1,
                parent: items.last))
        items.append(blocks.count - 1)
    }

    private mutating func openLines(_ node: OpaquePointer) {
        isReading = true
        lines = []
        line = place(node)
    }

    private mutating func closeLines() {
        line.repairStrong()
        Address.findBare(in: &line)
        lines.append(line)
        isReading = false
        anchor = nil
        lines.removeAll {
            $0.pieces.allSatisfy { Text.trimmed($0.text).isEmpty && $0.address == nil }
        }
    }

    private mutating func closeParagraph() {
        closeLines()
        guard !lines.isEmpty else { return }
        if let fragment = setAside() {
            blocks.append(contentsOf: fragment)
        } else if let item = items.last, blocks[item].lines.isEmpty, item == blocks.count - 1 {
            blocks[item].lines = lines
        } else {
            add(Block(form: .paragraph))
        }
    }

    private mutating func add(_ block: Block) {
        var block = block
        block.depth = items.count
        block.parent = items.last
        block.lines = lines
        guard !lines.isEmpty else { return }
        blocks.append(block)
    }

    /// The blocks of an HTML element set aside, where this paragraph is its mark.
    ///
    /// Marks come in the order of their elements and each once: what a document itself has of that
    /// form repeats nothing.
    private mutating func setAside() -> [Block]? {
        guard lines.count == 1, lines[0].text.first == "\u{E000}" else { return nil }
        let mark = lines[0].text.filter(\.isNumber)
        guard let index = Int(mark), index >= nextFragment,
            preparation.fragments.indices.contains(index)
        else { return nil }
        nextFragment = index + 1
        let first = blocks.count
        return preparation.fragments[index].blocks().map { block in
            var block = block
            // Indices in the fragment count from its first block.
            block.parent = block.parent.map { $0 + first }
            return block
        }
    }

    private mutating func addCode(_ node: OpaquePointer) {
        // The links of fenced code are reported by themselves: it is no text of the list.
        var (length, offset): (Int32, Int32) = (0, 0)
        var mark: CChar = 0
        guard cmark_node_get_fenced(node, &length, &offset, &mark) == 0,
            let literal = cmark_node_get_literal(node)
        else { return }
        var block = Block(form: .code, depth: items.count, parent: items.last)
        block.lines = [place(node)]
        block.lines[0].append(Piece(text: String(cString: literal), style: .code))
        blocks.append(block)
    }

    private mutating func addHTML(_ node: OpaquePointer) {
        guard let literal = cmark_node_get_literal(node) else { return }
        var reader = HTMLBlockReader()
        let first = Int(cmark_node_get_start_line(node)) - 1
        let known = preparation.sourceLines
        let source = String(cString: literal)
        for (offset, text) in source.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            let parsed = first + offset
            reader.read(
                String(text), number: known.indices.contains(parsed) ? Int(known[parsed]) : parsed)
        }
        let base = blocks.count
        for var block in reader.finish() {
            block.parent = block.parent.map { $0 + base }
            blocks.append(block)
        }
    }

    private mutating func closeRow() {
        guard let row = cells else { return }
        cells = nil
        if isHeaderRow {
            header = row.map { Text.squeezed(Text.joined($0)) }
            return
        }
        var block = Block(
            form: .row(Block.Row(cells: row, header: header)), depth: items.count,
            parent: items.last)
        block.lines = [Line(number: line.number)]
        blocks.append(block)
    }

    // MARK: Inlines

    private mutating func enterInline(_ node: OpaquePointer, _ type: cmark_node_type) {
        switch type {
        case CMARK_NODE_TEXT: add(node)
        case CMARK_NODE_CODE: add(node, .code)
        case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: breakLine(advance: 1)
        case CMARK_NODE_STRONG: strong += 1
        case CMARK_NODE_EMPH: emphasis += 1
        case CMARK_NODE_HTML_INLINE: takeTag(node)
        case CMARK_NODE_LINK:
            let url = cmark_node_get_url(node).map { String(cString: $0) } ?? ""
            address = Text.trimmed(url)
            linkStart = line.pieces.count
        case CMARK_NODE_IMAGE:
            images += 1
            line.append(Piece(text: " ", address: address ?? anchor, style: look.union(.image)))
        default: break
        }
    }

    private var linkStart = 0

    private mutating func leaveLink() {
        // A link without text is kept as a link all the same.
        let isSilent = line.pieces.count == linkStart || line.pieces.last?.address != address
        if isSilent { line.pieces.append(Piece(text: "", address: address, style: look)) }
        address = nil
    }

    private var look: Piece.Style {
        var style: Piece.Style = []
        if strong > 0 { style.insert(.strong) }
        if emphasis > 0 { style.insert(.emphasis) }
        if struck > 0 { style.insert(.struck) }
        return style
    }

    private mutating func add(_ node: OpaquePointer, _ extra: Piece.Style = []) {
        // The alternative text of a picture is no text of the list.
        guard images == 0, let literal = cmark_node_get_literal(node) else { return }
        let text = String(cString: literal)
        let target = address ?? anchor
        line.append(
            Piece(
                text: text, address: target, style: look.union(extra),
                isBare: target.map { Text.trimmed(text) == $0 } ?? false))
    }

    private mutating func breakLine(advance: Int) {
        guard cells == nil else {
            line.append(Piece(text: " "))
            return
        }
        let number = line.number
        line.repairStrong()
        Address.findBare(in: &line)
        lines.append(line)
        line = Line(number: number + advance)
        linkStart = 0
    }

    private mutating func takeTag(_ node: OpaquePointer) {
        guard let literal = cmark_node_get_literal(node) else { return }
        for part in HTMLTags(String(cString: literal)) {
            guard case .tag(let name, let isClosing, let source) = part else { continue }
            switch name {
            case "br": breakLine(advance: 0)
            case "a": anchor = isClosing ? nil : HTMLTags.attribute("href", of: source)
            case "b", "strong": strong = max(0, strong + (isClosing ? -1 : 1))
            case "i", "em": emphasis = max(0, emphasis + (isClosing ? -1 : 1))
            default: break
            }
        }
    }
}
