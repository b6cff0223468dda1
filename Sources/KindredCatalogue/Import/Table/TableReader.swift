/// Reads a table with named columns: CSV or TSV.
///
/// The first row names the columns, in English or Chinese, by the words of ``TableColumn``; others
/// are left out, or kept where ``ReadSettings/keepsFields`` says so. ``ReadSettings/columns`` names
/// what the words do not tell. Authors stand between semicolons, or between `and` or commas;
/// keywords and tags between semicolons or commas; topics between semicolons, each from the root
/// with ` > ` between its steps; links between spaces.
///
/// A first line `sep=;` names the separator. Of CSV without one it is the comma, semicolon, tab or
/// bar that gives the first row the most columns.
/// - Source: RFC 4180; IANA, text/tab-separated-values.
struct TableReader: PaperReader {
    private let settings: ReadSettings
    private let isTabbed: Bool
    private var cutter: TableCutter?
    /// The bytes up to the end of the first line, by which the separator is told.
    private var beginning: [UInt8] = []
    private var columns: [(column: TableColumn?, heading: String)] = []
    private var isUseless = false

    /// - Parameter isTabbed: Whether columns stand between tabs, whatever else the first row holds.
    init(_ settings: ReadSettings, isTabbed: Bool) {
        self.settings = settings
        self.isTabbed = isTabbed
    }

    mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, into batch: inout ReadBatch) {
        if cutter != nil { return cut(bytes, into: &batch) }
        beginning += bytes
        guard beginning.contains(0x0A) || beginning.count > 1 << 20 else { return }
        begin(into: &batch)
    }

    mutating func finish(into batch: inout ReadBatch) {
        if cutter == nil { begin(into: &batch) }
        var rows: [(row: TableCutter.Row?, line: Int)] = []
        let open = cutter?.finish { rows.append(($0, $1)) }
        for (row, line) in rows { take(row, line, into: &batch) }
        if let open {
            batch.addProblem(line: open, "A quote in the row that begins here is never closed.")
        }
    }

    private mutating func begin(into batch: inout ReadBatch) {
        let head = TableHead(beginning, isTabbed: isTabbed)
        cutter = TableCutter(separator: head.separator, keepsBytes: settings.keepsRecords)
        let rest = Array(beginning[head.length...])
        beginning = []
        // The line that names the separator counts.
        if head.length > 0 { cut([0x0A], into: &batch) }
        cut(rest, into: &batch)
    }

    private mutating func cut(_ bytes: [UInt8], into batch: inout ReadBatch) {
        bytes.withUnsafeBufferPointer { cut($0, into: &batch) }
    }

    private mutating func cut(_ bytes: UnsafeBufferPointer<UInt8>, into batch: inout ReadBatch) {
        var rows: [(row: TableCutter.Row?, line: Int)] = []
        cutter?.cut(bytes) { rows.append(($0, $1)) }
        for (row, line) in rows { take(row, line, into: &batch) }
    }

    private mutating func take(_ row: TableCutter.Row?, _ line: Int, into batch: inout ReadBatch) {
        guard let row else { return batch.addProblem(line: line, ReadLimits.sentence) }
        if isUseless { return batch.skip("a row below columns that are not known") }
        guard !columns.isEmpty else { return readHeadings(row, into: &batch) }
        do throws(RecordError) {
            let paper = try TableRow(columns, row.fields).paper(keepingFields: settings.keepsFields)
            let record = settings.keepsRecords ? row.bytes : nil
            batch.papers.append(ReadPaper(paper: paper, line: row.line, record: record))
        } catch {
            batch.addProblem(line: row.line, error.description)
        }
    }

    private mutating func readHeadings(_ row: TableCutter.Row, into batch: inout ReadBatch) {
        let given = Dictionary(
            settings.columns.map { ($0.key.lowercased(), $0.value) }, uniquingKeysWith: { $1 })
        columns = row.fields.map { field in
            let heading = PlainText.collapsed(field)
            let name = given[heading.lowercased()]
            return (name.map { TableColumn(field: $0) } ?? TableColumn(heading: heading), heading)
        }
        let found = Set(columns.compactMap(\.column))
        let naming: Set<TableColumn> = [
            .id, .title, .doi, .arxiv, .url, .acl, .pmid, .pmcid, .openalex, .corpusID,
        ]
        guard found.isDisjoint(with: naming) else { return }
        isUseless = true
        let headings = columns.prefix(8).map { "“\($0.heading.prefix(40))”" }
        batch.addProblem(
            line: row.line,
            "No column is known to hold a title or an id: \(headings.joined(separator: ", ")). "
                + "Say which does with `--column title=HEADING`.")
    }
}

/// What stands before the rows.
struct TableHead {
    /// The byte between columns.
    private(set) var separator: UInt8
    /// The bytes of a first line that only names the separator, without its end's line feed.
    private(set) var length = 0

    /// Looks at the beginning of a table, its first line at least.
    init(_ bytes: [UInt8], isTabbed: Bool) {
        let line = bytes.prefix { $0 != 0x0A }
        let text = line.last == 0x0D ? line.dropLast() : line
        let isNamed = text.count == 5 && text.prefix(4).elementsEqual("sep=".utf8)
        if isNamed, let named = text.last {
            (separator, length) = (named, min(line.count + 1, bytes.count))
        } else if isTabbed {
            separator = 0x09
        } else {
            separator = Self.separator(of: line)
        }
    }

    /// The separator that gives the most columns, quotes aside; the first of equals.
    static func separator(of line: some Collection<UInt8>) -> UInt8 {
        var counts = [0, 0, 0, 0]
        var isQuoted = false
        for byte in line {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if !isQuoted, let place = separators.firstIndex(of: byte) { counts[place] += 1 }
        }
        let most = counts.max() ?? 0
        return most == 0 ? separators[0] : separators[counts.firstIndex(of: most) ?? 0]
    }

    private static let separators = Array(",;\t|".utf8)
}
