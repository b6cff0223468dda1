/// Reads BibTeX and BibLaTeX.
///
/// | BibTeX | entry |
/// |---|---|
/// | `doi`, `eprint` with `archivePrefix` or `eprinttype`, `arxivid`, `pmid`, `pmcid`, `ids` | identifiers |
/// | `arXiv:…` in `journal`, `note`, `howpublished`, `volume`; a key such as `DBLP:conf/…` | identifiers |
/// | `title` with `subtitle`; `booktitle` where there is no title | title |
/// | `shorttitle` of one word | short name |
/// | `author`, else `editor`, in either order; `and others` is left out | authors |
/// | `date`, else `year`; `month` as number, name or macro | year, month |
/// | `journal`, `journaltitle`, `booktitle`, `eventtitle`, `school`, `institution`, `howpublished`, `series`: the first there is | venue |
/// | `abstract`, `keywords` | abstract, keywords |
/// | `url`, `ee`, `pdf`, an address in `howpublished`; `code` | links |
/// | `langid`, `language` | the language of title and abstract |
/// | type; the citation key; `volume`, `number`, `pages`, `publisher`, `isbn` | kept as `type`, `citation-key` and under their names |
///
/// `@string`, `#`, braces, quotes, `@comment`, `@preamble`, `crossref` and entries in parentheses are
/// understood; LaTeX's accents and commands become text. Volumes (`@proceedings`) lend what they
/// know to the entries that refer to them and are no entries. Entries that wait for such a volume
/// are kept until it comes, or until the end.
/// - Source: Oren Patashnik, "BibTeXing", 1988; Philipp Lehman, "The biblatex Package", sections 2.1, 2.2.
struct BibTeXReader: PaperReader {
    private var cutter = BibTeXCutter()
    private let settings: ReadSettings
    private var strings = Self.months
    private var sizeOfStrings = 0
    /// Entries that others may refer to, by their keys in small letters: those of volumes.
    private var volumes: [String: BibTeXEntry] = [:]
    private var waiting: [(entry: BibTeXEntry, line: Int, record: [UInt8]?)] = []

    init(_ settings: ReadSettings) { self.settings = settings }

    mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, into batch: inout ReadBatch) {
        var pieces: [BibTeXCutter.Piece] = []
        cutter.cut(bytes) { pieces.append($0) }
        for piece in pieces { take(piece, into: &batch) }
    }

    mutating func finish(into batch: inout ReadBatch) {
        var pieces: [BibTeXCutter.Piece] = []
        cutter.finish { pieces.append($0) }
        for piece in pieces { take(piece, into: &batch) }
        for (entry, line, record) in waiting { give(complete(entry), line, record, into: &batch) }
        waiting = []
    }

    private mutating func take(_ piece: BibTeXCutter.Piece, into batch: inout ReadBatch) {
        if piece.isTooLong { return batch.addProblem(line: piece.line, ReadLimits.sentence) }
        guard let (entry, isSound) = BibTeXEntry.read(piece.text, strings: strings) else { return }
        if ["comment", "preamble"].contains(entry.type) { return }
        guard piece.isWhole, isSound else {
            let name = entry.key.isEmpty ? "An entry" : "The entry \(entry.key.prefix(80))"
            let finding =
                piece.isWhole
                ? "has a field that cannot be read, after \(entry.fields.count) that can"
                : "is not closed: a brace is missing"
            return batch.addProblem(line: piece.line, "\(name) \(finding).")
        }
        if entry.type == "string" { return define(entry, piece.line, into: &batch) }
        let record = settings.keepsRecords ? piece.text : nil
        if Self.volumeTypes.contains(entry.type) || entry.type == "book" {
            if !entry.key.isEmpty { volumes[entry.key.lowercased()] = entry }
        }
        if entry.fields["crossref"] != nil {
            if isComplete(entry) {
                give(complete(entry), piece.line, record, into: &batch)
            } else {
                waiting.append((entry, piece.line, record))
            }
        } else if Self.volumeTypes.contains(entry.type) {
            batch.skip("a volume of proceedings")
        } else {
            give(entry, piece.line, record, into: &batch)
        }
    }

    /// The most bytes that strings of one file take.
    private static let mostOfStrings = 16 << 20

    private mutating func define(_ entry: BibTeXEntry, _ line: Int, into batch: inout ReadBatch) {
        sizeOfStrings += entry.fields.reduce(0) { $0 + $1.key.utf8.count + $1.value.utf8.count }
        guard sizeOfStrings <= Self.mostOfStrings else {
            return batch.addProblem(
                line: line, "The strings up to this one take more than 16 MiB; it is left out.")
        }
        strings.merge(entry.fields) { _, new in new }
    }

    private func give(
        _ entry: BibTeXEntry, _ line: Int, _ record: [UInt8]?, into batch: inout ReadBatch
    ) {
        do throws(RecordError) {
            let paper = try entry.paper(keepingFields: settings.keepsFields)
            batch.papers.append(ReadPaper(paper: paper, line: line, record: record))
        } catch {
            batch.addProblem(line: line, error.description)
        }
    }

    // MARK: Volumes

    private func volume(of entry: BibTeXEntry) -> BibTeXEntry? {
        entry.fields["crossref"].flatMap { volumes[$0.lowercased()] }
    }

    private func isComplete(_ entry: BibTeXEntry) -> Bool { volume(of: entry) != nil }

    /// The entry with what its volume knows and it does not say itself.
    private func complete(_ entry: BibTeXEntry) -> BibTeXEntry {
        guard let volume = volume(of: entry) else { return entry }
        var whole = entry
        if whole.fields["booktitle"] == nil {
            whole.fields["booktitle"] = volume.fields["booktitle"] ?? volume.fields["title"]
        }
        for name in ["year", "date", "month", "publisher", "series", "isbn", "editor"] {
            if whole.fields[name] == nil { whole.fields[name] = volume.fields[name] }
        }
        return whole
    }

    private static let volumeTypes: Set<String> = [
        "proceedings", "mvproceedings", "collection", "mvcollection", "periodical",
    ]

    /// What BibTeX's styles define for the months.
    private static let months: [String: String] = Dictionary(
        uniqueKeysWithValues: [
            "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
        ].enumerated().map { ($1, String($0 + 1)) })
}
