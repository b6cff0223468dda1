/// Reads lists of papers written in Markdown.
///
/// Headings become the tree of topics; links, bold titles, list items and table rows become
/// entries; labelled links, prose, tags and recommenders become parts of the entry they belong
/// to. See `DraftBuilder` for what begins an entry and `Attaching` for what belongs together.
///
/// ```swift
/// let list = MarkdownList.read(text, document: "papers.md")
/// for paper in list.papers { print(paper.kind, paper.title ?? "?", paper.links.count) }
/// ```
public enum MarkdownList {
    /// The entries and the report of a document given as text.
    ///
    /// Never fails: what cannot be understood is reported with its line.
    /// - Parameters:
    ///   - text: The document, in any of Markdown's common dialects.
    ///   - document: The name that entries carry as their source.
    /// - Complexity: O(length).
    public static func read(_ text: String, document: String) -> MarkdownImport {
        read(bytes: Array(text.utf8), document: document)
    }

    /// The entries and the report of a document given as UTF-8; broken sequences become U+FFFD.
    public static func read(bytes: [UInt8], document: String) -> MarkdownImport {
        let preparation = Preparation(bytes)
        let blocks = BlockReader.blocks(of: preparation)
        var builder = DraftBuilder(blocks: blocks, title: preparation.title)
        builder.build()
        var (drafts, unplaced) = Attaching.attach(builder)
        HeadingNames.add(to: &drafts)
        let finishing = Finishing(
            document: document, title: builder.documentTitle, drafts: drafts)
        let papers = Catalogue(drafts.map(finishing.paper)).papers
        var census = LinkCensus(drafts: drafts)
        census.count(blocks: blocks, preparation: preparation, unplaced: &unplaced)
        var report = ImportReport()
        for paper in papers { report.entries[paper.kind, default: 0] += 1 }
        report.links = census.links
        report.placed = census.placed
        report.unplaced = Self.unique(unplaced.sorted { $0.line < $1.line })
        return MarkdownImport(papers: papers, report: report)
    }

    /// Each line once, though it may have been looked at by more than one rule.
    private static func unique(_ sorted: [ImportReport.Unplaced]) -> [ImportReport.Unplaced] {
        var kept: [ImportReport.Unplaced] = []
        for item in sorted
        where kept.last.map({ $0.line != item.line || $0.text != item.text }) ?? true {
            kept.append(item)
        }
        return kept
    }
}

/// What a list of papers held.
public struct MarkdownImport: Sendable {
    /// The entries, in the document's order; those that share an identity are one.
    public var papers: [Paper]
    /// What was found and what found no place.
    public var report: ImportReport
}

/// Counts the document's links and finds those that no entry holds.
struct LinkCensus {
    private let inEntries: Set<String>
    private(set) var links = 0
    private(set) var placed = 0

    init(drafts: [Draft]) {
        inEntries = Set(drafts.lazy.flatMap { $0.links.lazy.map(\.url) })
    }

    /// Counts each distinct address once; one without a place is reported where it first stands.
    mutating func count(
        blocks: [Block], preparation: Preparation, unplaced: inout [ImportReport.Unplaced]
    ) {
        var seen: Set<String> = []
        let reported = Set(unplaced.map(\.line))
        func check(_ address: String, line: Int, _ census: inout LinkCensus) {
            guard Address.isWeb(address), seen.insert(address).inserted else { return }
            census.links += 1
            if census.inEntries.contains(address) {
                census.placed += 1
            } else if !reported.contains(line) {
                unplaced.append(ImportReport.Unplaced(line: line, text: address))
            }
        }
        for block in blocks {
            for line in block.lines {
                for piece in line.pieces {
                    if let address = piece.address { check(address, line: line.number, &self) }
                }
            }
            guard case .row(let row) = block.form else { continue }
            for piece in row.cells.joined() {
                if let address = piece.address { check(address, line: block.number, &self) }
            }
        }
        for link in preparation.definitions { check(link.address, line: link.line, &self) }
        for link in preparation.hiddenLinks { check(link.address, line: link.line, &self) }
    }
}
