/// One name for a paper, the same for every spelling and address of it.
///
/// `1911.05722`, `arXiv:1911.05722v3` and `http://export.arxiv.org/pdf/1911.05722.pdf` are one
/// `PaperID`. Reading never fails loudly: text that names no paper gives nil. Where it is unclear
/// whether two addresses lead to one paper they stay two identities: two entries for one paper are
/// a nuisance, one entry for two papers is a wrong answer.
public struct PaperID: Sendable {
    /// Who gave the name out.
    public let scheme: Scheme
    /// The name within its scheme, in canonical form: no version, one case, no address around it.
    public let value: String

    /// The registries and sites whose names Kindred knows; the raw value is the printed prefix.
    public enum Scheme: String, Hashable, Sendable, CaseIterable {
        /// arXiv, without version: `1911.05722`, `cs/0112017`.
        case arXiv
        /// Digital object identifier in lower case: `10.1145/3292500.3330925`.
        case doi
        /// The article number of the ACM Digital Library: `3330925`.
        case acm
        /// The forum of an OpenReview submission: `Bkg3g2R9FX`.
        case openReview = "openreview"
        /// NeurIPS proceedings, by number (`8916`) or by year and hash (`2012/c399…`).
        case neurIPS = "neurips"
        /// ACL Anthology: `P18-1234`, `2020.acl-main.447`.
        case acl
        /// Semantic Scholar's number: `215416146`.
        case corpusID = "CorpusId"
        /// Semantic Scholar's 40 hexadecimal digits.
        case semanticScholar = "s2"
        /// PubMed: `31978945`.
        case pmid = "PMID"
        /// PubMed Central: `PMC7095418`.
        case pmcid = "PMCID"
        /// Microsoft Academic Graph: `2963403868`.
        case mag = "MAG"
        /// OpenAlex: `W2741809807`.
        case openAlex = "openalex"
        /// The key of a DBLP record: `conf/acl/LoWNKW20`.
        case dblp
        /// A repository on GitHub in lower case: `facebookresearch/moco`.
        case gitHub = "github"
        /// Any other address, without scheme, `www.` and tracking: `example.org/paper.pdf`.
        case url
        /// The letters and digits of a title: see ``PaperID/titleKey(_:)``.
        case title
        /// A name that only one catalogue gives: `csl-dev-0`.
        case local
    }

    init(_ scheme: Scheme, _ value: some StringProtocol) {
        self.scheme = scheme
        self.value = String(value)
    }

    /// The identity that an identifier or address spells, or nil if it spells none.
    ///
    /// Reads bare identifiers (`1911.05722`, `10.1145/…`, `P18-1234`), prefixed ones
    /// (`arXiv:…`, `doi:…`, `CorpusId:…`) and addresses with or without `https://`, in any case,
    /// with surrounding space, brackets and sentence punctuation. A free title gives nil.
    /// `PaperID(id.description) == id` holds for every identity.
    /// - Complexity: O(length).
    public init?(_ text: String) {
        guard let id = Self.read(text) else { return nil }
        self = id
    }

    /// The name an entry has in its own catalogue and nowhere else.
    ///
    /// The spelling is kept as it is; only an empty one is refused.
    public static func local(_ name: String) -> PaperID? {
        name.isEmpty ? nil : PaperID(.local, name)
    }

    /// The identity a catalogue means by the text in its `id` field: what it spells, else local.
    package init?(catalogueSpelling text: String) {
        guard let id = PaperID(text) ?? PaperID.local(text) else { return nil }
        self = id
    }

    /// Other names that follow from this one without asking anybody.
    ///
    /// The second half of an ACM DOI is the article number of the ACM library, the same in every
    /// volume that reprints the article. The last part of an AAAI DOI since volume 34 is its
    /// number on ojs.aaai.org.
    public var implied: PaperID? {
        guard scheme == .doi else { return nil }
        if value.hasPrefix("10.1145/") || value.hasPrefix("10.5555/") {
            return PaperID.acmArticle(inDOI: value.dropFirst(8))
        }
        return PaperID.aaaiArticle(inDOI: value)
    }
}

extension PaperID: Hashable {
    /// Equal when scheme and value are.
    public static func == (left: PaperID, right: PaperID) -> Bool {
        left.scheme == right.scheme && left.value == right.value
    }

    /// Hashes the value alone: two schemes hardly ever share one, and merging hashes many.
    public func hash(into hasher: inout Hasher) { hasher.combine(value) }
}

extension PaperID: Comparable {
    /// By printed prefix, then by value.
    public static func < (left: PaperID, right: PaperID) -> Bool {
        left.scheme == right.scheme
            ? left.value < right.value : left.scheme.rawValue < right.scheme.rawValue
    }
}

extension PaperID: CustomStringConvertible {
    /// The canonical spelling: `arXiv:1911.05722`, `doi:10.1145/3292500.3330925`.
    public var description: String { "\(scheme.rawValue):\(value)" }
}

extension PaperID {
    /// The month of first submission, which an arXiv id tells; nil for every other scheme.
    ///
    /// - Source: arXiv, "Understanding the arXiv identifier", info.arxiv.org/help.
    public var yearAndMonth: (year: Int, month: Int)? {
        guard scheme == .arXiv else { return nil }
        let digits = value.utf8.drop { $0 != UInt8(ascii: "/") }.dropFirst()
        let number = digits.isEmpty ? Substring(value) : Substring(digits)
        guard let date = ArXivDate(number) else { return nil }
        return (date.year, date.month)
    }

    /// The version that a spelling of an arXiv paper names: 3 for `arXiv:1911.05722v3`.
    public static func arXivVersion(in text: String) -> Int? {
        guard PaperID(text)?.scheme == .arXiv else { return nil }
        let bytes = Array(text.utf8)
        for place in bytes.indices.reversed() where bytes[place] | 0x20 == UInt8(ascii: "v") {
            guard place > 0, bytes[place - 1].isDigit else { continue }
            let digits = bytes[(place + 1)...].prefix { $0.isDigit }
            if let version = Int(String(decoding: digits, as: UTF8.self)) { return version }
        }
        return nil
    }
}
