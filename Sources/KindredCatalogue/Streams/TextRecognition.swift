/// Tells formats of plain text by the lines they begin with.
enum TextRecognition {
    /// The format; nil where no rule is sure of one.
    ///
    /// - Parameter isWhole: Whether nothing follows that could tell more.
    static func format(of bytes: [UInt8], isWhole: Bool) -> PaperFormat? {
        var lines = bytes.prefix(64 << 10).split(
            separator: 0x0A, omittingEmptySubsequences: false)
        // What stands behind the last line feed may go on.
        if !isWhole, lines.count > 1 { lines.removeLast() }
        let texts = lines.map { $0.drop(while: \.isSpace) }.filter { !$0.isEmpty }
        guard let first = texts.first else { return nil }
        if first.first == UInt8(ascii: "<") { return xml(bytes) }
        if isRIS(texts) { return .ris }
        if isBibTeX(texts, isWhole: isWhole) { return .bibtex }
        return bytes.contains(0x0A) || isWhole ? table(Array(first)) : nil
    }

    /// `TY  - …` in one of the first lines, or two lines with tags one after the other.
    private static func isRIS(_ lines: [ArraySlice<UInt8>]) -> Bool {
        let tags = lines.prefix(40).map { RISReader.tag(of: $0) }
        return tags.contains("TY")
            || zip(tags, tags.dropFirst()).contains { $0 != nil && $1 != nil }
    }

    /// `@article{` or the like, before which only remarks stand.
    private static func isBibTeX(_ lines: [ArraySlice<UInt8>], isWhole: Bool) -> Bool {
        for line in lines.prefix(200) {
            if line.first == UInt8(ascii: "@") {
                let name = line.dropFirst().prefix { $0.isLetter }
                let rest = line.dropFirst(1 + name.count).drop(while: \.isSpace)
                let isOpen = rest.first == UInt8(ascii: "{") || rest.first == UInt8(ascii: "(")
                return !name.isEmpty && (isOpen || rest.isEmpty)
            }
            // Where Markdown has begun, an entry further down is an example.
            if line.first.map({ "#-*|>`[!+".utf8.contains($0) }) == true { return false }
        }
        return false
    }

    /// A first row of at least two columns, one of them a title or an identifier.
    private static func table(_ line: [UInt8]) -> PaperFormat? {
        // What begins as Markdown does is a list, though it has commas.
        guard let first = line.first, !"#-*>`[!+".utf8.contains(first) else { return nil }
        let head = TableHead(line, isTabbed: false)
        if head.length > 0 { return .csv }
        guard head.separator != UInt8(ascii: "|") else { return nil }
        var headings: [String] = []
        line.withUnsafeBufferPointer { bytes in
            var cutter = TableCutter(separator: head.separator)
            let take: (TableCutter.Row?, Int) -> Void = { row, _ in
                headings =
                    headings.isEmpty
                    ? (row?.fields ?? []).map { PlainText.collapsed($0) } : headings
            }
            cutter.cut(bytes, take)
            _ = cutter.finish(take)
        }
        let columns = Set(headings.compactMap { TableColumn(heading: $0) })
        let isTable =
            headings.count > 1 && headings.allSatisfy { $0.utf8.count < 100 }
            && !columns.isDisjoint(with: [.title, .doi, .arxiv, .abstract])
            && columns.count * 4 >= min(headings.count, 8)
        return isTable ? head.separator == 0x09 ? .tsv : .csv : nil
    }

    /// XML by its first element, prolog and remarks aside.
    private static func xml(_ bytes: [UInt8]) -> PaperFormat? {
        guard let root = rootElement(bytes) else { return nil }
        switch root {
        case "feed", "rss", "RDF": return .atom
        case "dblp", "dblpperson": return .dblp
        case "collection", "volume": return .acl
        default: return nil
        }
    }

    /// The name of the first element; nil where none is seen.
    private static func rootElement(_ bytes: [UInt8]) -> String? {
        var place = bytes.startIndex
        while let open = bytes[place...].firstIndex(of: UInt8(ascii: "<")) {
            let rest = bytes[(open + 1)...]
            guard let first = rest.first else { return nil }
            if first.isLetter {
                let name = rest.prefix { !$0.isSpace && $0 != 0x3E && $0 != 0x2F }
                let text = String(decoding: name, as: UTF8.self)
                return text.split(separator: ":").last.map(String.init)
            }
            let isRemark = rest.starts(with: "!--".utf8)
            guard let end = isRemark ? endOfRemark(bytes, from: open) : rest.firstIndex(of: 0x3E)
            else { return nil }
            place = end + 1
        }
        return nil
    }

    private static func endOfRemark(_ bytes: [UInt8], from start: Int) -> Int? {
        var place = start + 4
        while let dash = bytes[min(place, bytes.count)...].firstIndex(of: UInt8(ascii: "-")) {
            if bytes[dash...].starts(with: "-->".utf8) { return dash + 2 }
            place = dash + 1
        }
        return nil
    }
}
