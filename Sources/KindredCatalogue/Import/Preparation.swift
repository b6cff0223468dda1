/// The document as it is given to the CommonMark parser, and what was set aside on the way.
///
/// CommonMark has no front matter, hides Markdown inside HTML wrappers, and can be made slow by
/// hostile input. So, before it reads, a byte-order mark and front matter are taken off, line
/// ends become `\n`, comments and generated tables of contents are blanked, wrappers such as
/// `<details>` are taken off the text inside them, HTML tables and lists are set aside to be read
/// as HTML, and nesting that no person writes is cut. Every line keeps its number: where lines
/// are added, `sourceLines` says where they came from.
struct Preparation {
    /// What the parser reads, UTF-8 with `\n`.
    private(set) var bytes: [UInt8] = []
    /// The document's line number of each line in `bytes`, from the first on.
    private(set) var sourceLines: [Int32] = []
    /// The HTML tables and lists that were set aside; their places are marked in `bytes`.
    private(set) var fragments: [HTMLFragment] = []
    /// Definitions of link references, which Markdown shows only where they are used.
    private(set) var definitions: [(line: Int, address: String)] = []
    /// Links set aside with lines that are no part of the list (code fences).
    private(set) var hiddenLinks: [(line: Int, address: String)] = []

    /// The title that front matter gives the document.
    private(set) var title: String?

    var fence: (mark: UInt8, length: Int)?
    var commentOpen = false
    var inContents = false
    var region: Region?
    var specials = 0
    /// The columns of the table being read, by its delimiter row.
    var tableColumns = 0
    var missingCells = 0
    var unclosed: Set<String> = []

    /// A block of HTML that is being set aside.
    struct Region {
        var tag: String
        var depth: Int
        var fragment: HTMLFragment
        var outputStart: Int
        var lineStart: Int
    }

    /// Reads the document's bytes; broken UTF-8 is repaired with U+FFFD.
    /// - Complexity: O(length).
    init(_ document: [UInt8]) {
        let text = Self.repaired(document)
        let lines = Self.lines(of: text)
        bytes.reserveCapacity(text.count + text.count / 16)
        var first = Self.frontMatterEnd(text, lines)
        for number in 0..<first {
            takeFrontMatter(text[lines[number]])
            emit([], line: number + 1)
        }
        while first < lines.count {
            take(text[lines[first]], number: first + 1)
            if first == lines.count - 1, let open = region {
                // An element that is never closed is read as ordinary Markdown after all.
                first = reopen(open)
            }
            first += 1
        }
    }

    static func repaired(_ document: [UInt8]) -> [UInt8] {
        var start = 0
        if document.starts(with: [0xEF, 0xBB, 0xBF]) { start = 3 }
        let body = document[start...]
        let isPlain = body.allSatisfy { $0 < 0x80 && $0 != 0 }
        if isPlain { return Array(body) }
        var text = String(decoding: body, as: UTF8.self)
        return text.withUTF8 { Array($0).map { $0 == 0 ? 0x20 : $0 } }
    }

    static func lines(of text: [UInt8]) -> [Range<Int>] {
        var lines: [Range<Int>] = []
        var start = 0
        var place = 0
        while place < text.count {
            if text[place] == 0x0A || text[place] == 0x0D {
                lines.append(start..<place)
                let isPair =
                    text[place] == 0x0D && place + 1 < text.count && text[place + 1] == 0x0A
                if isPair { place += 1 }
                start = place + 1
            }
            place += 1
        }
        if start < text.count { lines.append(start..<text.count) }
        return lines
    }

    /// The number of lines that YAML (`---`) or TOML (`+++`) front matter takes; 0 without any.
    static func frontMatterEnd(_ text: [UInt8], _ lines: [Range<Int>]) -> Int {
        guard let head = lines.first else { return 0 }
        let mark = String(decoding: text[head], as: UTF8.self)
        guard Text.trimmed(mark) == "---" || Text.trimmed(mark) == "+++" else { return 0 }
        for number in 1..<min(lines.count, 400) where number < lines.count {
            let line = Text.trimmed(String(decoding: text[lines[number]], as: UTF8.self))
            if line == Text.trimmed(mark) || line == "..." { return number + 1 }
            if number == 1 && line.isEmpty { return 0 }
        }
        return 0
    }

    mutating func takeFrontMatter(_ line: ArraySlice<UInt8>) {
        let text = String(decoding: line.prefix(400), as: UTF8.self)
        guard title == nil, text.hasPrefix("title"),
            let mark = text.firstIndex(where: { ":=".contains($0) })
        else { return }
        let value = Text.trimmed(text[text.index(after: mark)...]) { "\"'".contains($0) }
        if !value.isEmpty { title = value }
    }

    mutating func emit(_ line: some Sequence<UInt8>, line number: Int) {
        bytes.append(contentsOf: line)
        bytes.append(0x0A)
        sourceLines.append(Int32(truncatingIfNeeded: number))
    }

    mutating func take(_ raw: ArraySlice<UInt8>, number: Int) {
        var line = raw
        if !commentOpen && region == nil && isFence(line) {
            emit(limited(line), line: number)
            return
        }
        if fence != nil {
            noteHidden(line, number)
            emit(limited(line), line: number)
            return
        }
        if commentOpen || line.contains(0x3C) {
            guard let rest = withoutComments(line) else {
                emit([], line: number)
                return
            }
            line = rest
        }
        if inContents {
            emit([], line: number)
            return
        }
        line = Self.withoutSiteMarks(line)
        if region != nil || line.contains(0x3C) {
            takeHTML(line, number: number)
        } else {
            plain(line, number: number)
        }
    }

    mutating func plain(_ line: ArraySlice<UInt8>, number: Int) {
        if isRagged(line) { emit([], line: number) }
        noteDefinition(line, number)
        var line = line
        if let note = Self.footnoteBody(line) { line = note }
        var kept = limited(line)
        if tableColumns > 200 { kept = [] }
        if Self.isBlank(kept) || Self.startsBlock(kept) { specials = 0 }
        specials += kept.lazy.filter(Self.isSpecial).count
        if specials > 1_000 {
            // Inline parsing can be quadratic in the marks of one paragraph: begin a new one.
            emit([], line: number)
            specials = 0
            emit(Self.thinned(kept), line: number)
        } else {
            emit(kept, line: number)
        }
    }

    /// Whether a line would make a table whose missing cells outweigh its text.
    ///
    /// CommonMark's tables fill short rows up to the width of the header; a wide header over a
    /// million short rows would need more memory than there is. A table of more than 200 columns
    /// is no table of papers, and its delimiter row is taken off.
    mutating func isRagged(_ line: ArraySlice<UInt8>) -> Bool {
        guard line.contains(0x7C) else {
            tableColumns = Self.isBlank(line) ? 0 : min(tableColumns, 200)
            return false
        }
        let bars = line.lazy.filter { $0 == 0x7C }.count
        let isDelimiter =
            line.contains(0x2D)
            && line.allSatisfy { byte in
                byte == 0x7C || byte == 0x2D || byte == 0x3A || byte == 0x20 || byte == 0x09
            }
        if isDelimiter {
            tableColumns = bars
            missingCells = 0
            return false
        }
        tableColumns = min(tableColumns, 200)
        missingCells += max(0, tableColumns - bars)
        guard missingCells > 100_000 else { return false }
        missingCells = 0
        tableColumns = 0
        return true
    }

    // MARK: Fences, comments, contents

    mutating func isFence(_ line: ArraySlice<UInt8>) -> Bool {
        var place = line.startIndex
        while place < line.endIndex, line[place] == 0x20 || line[place] == 0x09 { place += 1 }
        guard place < line.endIndex, line[place] == 0x60 || line[place] == 0x7E else {
            return false
        }
        let mark = line[place]
        var length = 0
        while place < line.endIndex, line[place] == mark {
            length += 1
            place += 1
        }
        guard length >= 3 else { return false }
        let rest = line[place...]
        if let open = fence {
            guard mark == open.mark, length >= open.length, Self.isBlank(rest) else {
                return false
            }
            fence = nil
            return true
        }
        if mark == 0x60 && rest.contains(0x60) { return false }
        fence = (mark, length)
        return true
    }

    /// The line without its comments; nil where nothing is left of it.
    mutating func withoutComments(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        var rest = line
        var kept: [UInt8] = []
        while true {
            if commentOpen {
                guard let end = Self.find("-->", in: rest) else { break }
                rest = rest[(end + 3)...]
                commentOpen = false
            }
            guard let start = Self.find("<!--", in: rest) else {
                kept.append(contentsOf: rest)
                break
            }
            kept.append(contentsOf: rest[..<start])
            rest = rest[(start + 4)...]
            readMarker(rest)
            commentOpen = true
        }
        return kept.isEmpty || Self.isBlank(kept[...]) && line.count > kept.count
            ? nil : kept[...]
    }

    /// Understands `<!-- TOC -->`, `<!-- /TOC -->` and the marks of other generators.
    mutating func readMarker(_ comment: ArraySlice<UInt8>) {
        let end = Self.find("-->", in: comment) ?? comment.endIndex
        guard end - comment.startIndex < 80 else { return }
        let mark = Text.trimmed(String(decoding: comment[..<end], as: UTF8.self)).lowercased()
        let isContents = mark.holds("toc") || mark.holds("table of contents")
        guard isContents, mark.count < 40 else { return }
        if mark.hasPrefix("/") || mark.holds("end") || mark.holds("tocstop") {
            inContents = false
        } else if mark == "toc" || mark.hasPrefix("toc ") || mark.holds("start") {
            inContents = true
        }
    }

    mutating func noteHidden(_ line: ArraySlice<UInt8>, _ number: Int) {
        guard Self.find("://", in: line) != nil else { return }
        var found = Line(number: number)
        found.append(Piece(text: String(decoding: line, as: UTF8.self)))
        Address.findBare(in: &found)
        for link in found.links { hiddenLinks.append((number, link.address ?? "")) }
    }

    mutating func noteDefinition(_ line: ArraySlice<UInt8>, _ number: Int) {
        guard line.count > 8, line.prefix(4).contains(0x5B),
            let close = Self.find("]:", in: line)
        else { return }
        let head = line[..<close].drop { $0 == 0x20 }
        guard head.first == 0x5B else { return }
        var found = Line(number: number)
        found.append(Piece(text: String(decoding: line[(close + 2)...], as: UTF8.self)))
        Address.findBare(in: &found)
        if let link = found.links.first { definitions.append((number, link.address ?? "")) }
    }

    /// What follows the mark of a footnote, so that it is read like any paragraph.
    static func footnoteBody(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard line.count > 5, line.starts(with: [0x5B, 0x5E]),
            let close = find("]:", in: line), close - line.startIndex < 60
        else { return nil }
        return line[(close + 2)...].drop { $0 == 0x20 }
    }

    // MARK: HTML

    mutating func takeHTML(_ line: ArraySlice<UInt8>, number: Int) {
        var text = String(decoding: line, as: UTF8.self)
        if var open = region {
            open.fragment.lines.append((number, text))
            open.depth += HTMLFragment.balance(of: open.tag, in: text)
            emit([], line: number)
            region = open
            if open.depth <= 0 { close() }
            return
        }
        if let tag = HTMLFragment.opening(of: text), !unclosed.contains(tag) {
            let depth = HTMLFragment.balance(of: tag, in: text)
            var fragment = HTMLFragment()
            fragment.lines.append((number, text))
            region = Region(
                tag: tag, depth: depth, fragment: fragment, outputStart: bytes.count,
                lineStart: sourceLines.count)
            emit([], line: number)
            if depth <= 0 { close() }
            return
        }
        HTMLFragment.unwrap(&text)
        plain(Array(text.utf8)[...], number: number)
    }

    mutating func close() {
        guard let open = region else { return }
        region = nil
        emit([], line: open.fragment.lines[0].number)
        let mark = "\u{E000}\(fragments.count)\u{E000}"
        emit(mark.utf8, line: open.fragment.lines[0].number)
        emit([], line: open.fragment.lines[0].number)
        fragments.append(open.fragment)
    }

    mutating func reopen(_ open: Region) -> Int {
        region = nil
        unclosed.insert(open.tag)
        bytes.removeLast(bytes.count - open.outputStart)
        sourceLines.removeLast(sourceLines.count - open.lineStart)
        return open.fragment.lines[0].number - 2
    }
}
