/// The formats that papers come in.
///
/// The raw value is what people type after `--from` and `--to`.
public enum PaperFormat: String, CaseIterable, Sendable {
    /// Kindred's own records, one on each line; see `PaperRecord`.
    case jsonl
    /// A list of papers with headings; see ``MarkdownList``.
    case markdown
    /// BibTeX and BibLaTeX.
    case bibtex
    /// RIS, as reference managers and publishers' sites export it.
    case ris
    /// The JSON of the Citation Style Language.
    case csl = "csl-json"
    /// The metadata snapshot of arXiv: one JSON object on each line.
    case arxiv
    /// An answer of arXiv's API: an Atom feed.
    case atom
    /// Works of OpenAlex: JSON Lines or pages of an answer.
    case openalex
    /// Papers of Semantic Scholar: objects, answers or lines of a dataset.
    case s2 = "semantic-scholar"
    /// XML of the ACL Anthology.
    case acl
    /// XML of DBLP.
    case dblp
    /// Items of Zotero: of its Web API, or exported by Better BibTeX.
    case zotero
    /// A table with named columns, separated by commas.
    case csv
    /// A table with named columns, separated by tabs.
    case tsv

    /// What it is called in a sentence.
    public var name: String {
        switch self {
        case .jsonl: "JSON Lines"
        case .markdown: "a Markdown list"
        case .bibtex: "BibTeX"
        case .ris: "RIS"
        case .csl: "CSL-JSON"
        case .arxiv: "arXiv's metadata snapshot"
        case .atom: "an Atom answer of arXiv"
        case .openalex: "works of OpenAlex"
        case .s2: "papers of Semantic Scholar"
        case .acl: "XML of the ACL Anthology"
        case .dblp: "XML of DBLP"
        case .zotero: "items of Zotero"
        case .csv: "CSV"
        case .tsv: "TSV"
        }
    }

    /// The format that people mean by a word: its raw value or another common name of it.
    public init?(spelled word: String) {
        guard let format = Self(rawValue: word) ?? Self.otherNames[word] else { return nil }
        self = format
    }

    private static let otherNames: [String: PaperFormat] = [
        "md": .markdown, "bib": .bibtex, "biblatex": .bibtex, "csl": .csl, "json": .csl,
        "s2": .s2, "semanticscholar": .s2, "kindred": .jsonl,
    ]

    /// Whether a table may have a column of this name: `title`, `authors`.
    public static func isColumn(_ name: String) -> Bool { TableColumn(field: name) != nil }

    /// Whether its records are JSON objects.
    package var isJSON: Bool {
        switch self {
        case .jsonl, .csl, .arxiv, .openalex, .s2, .zotero: true
        default: false
        }
    }
}
