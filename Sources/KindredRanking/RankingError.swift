public import KindredIndex

/// A question that cannot be answered as it was asked.
public enum RankingError: Error, Hashable, Sendable {
    /// No paper goes by that name. The closest come along.
    case unknownPaper(asked: String, closest: [PaperName])
    /// Several papers go by that name.
    case ambiguousPaper(asked: String, candidates: [PaperName])
    /// No topic goes by that name. The closest come along.
    case unknownTopic(asked: String, closest: [String])
    /// The index was built without this signal.
    case missingSignal(Signal, present: [Signal])
    /// The index has no vectors of this signal to write; nil where it has none of any.
    case noVectors(Signal?, present: [Signal])
    /// The encoder that the index was made with is not on this machine, and nothing else can read
    /// the text.
    case missingModel(name: String)
    /// Neither a liked paper nor a text was given.
    case emptyQuery

    /// A paper as a list of choices shows it.
    public struct PaperName: Hashable, Sendable {
        /// The paper's id.
        public let id: String
        /// Its title, where known.
        public let title: String?

        /// An id with its title.
        public init(id: String, title: String?) {
            self.id = id
            self.title = title
        }
    }
}

extension RankingError: CustomStringConvertible {
    /// What is wrong and what to do, in sentences; choices stand on lines of their own.
    public var description: String {
        switch self {
        case .unknownPaper(let asked, let closest) where closest.isEmpty:
            "No paper here is called “\(asked.quotable)”. "
                + "Try its arXiv id, its DOI or the start of its title."
        case .unknownPaper(let asked, let closest):
            "No paper here is called “\(asked.quotable)”. The closest are:\n" + Self.lines(closest)
        case .ambiguousPaper(let asked, let candidates):
            "“\(asked.quotable)” may be any of these; say which by its id:\n"
                + Self.lines(candidates)
        case .unknownTopic(let asked, let closest):
            "No topic here is called “\(asked.quotable)”. "
                + (closest.isEmpty
                    ? "`kindred topics` lists them all."
                    : "The closest are: \(closest.map(\.quotable).joined(separator: ", ")).")
        case .missingSignal(let signal, let present):
            "This index holds no \(signal.rawValue) signal, only "
                + present.map(\.rawValue).joined(separator: ", ")
                + ". Build it again with `kindred index "
                + (signal == .encoder ? "--encoder minilm`." : "--signal \(signal.rawValue)`.")
        case .noVectors(let signal, let present) where present.isEmpty:
            "There are no vectors to write: "
                + (signal.map { "\($0.rawValue) has none, and the " } ?? "the ")
                + "index has neither LSA nor an encoder. TF-IDF and BM25 are lists of terms. "
                + "Make one with `kindred index --signal lsa` or `--encoder`."
        case .noVectors(let signal, let present):
            "\(signal?.rawValue ?? "The signal") has no vectors to write here; "
                + "\(present.map(\.rawValue).joined(separator: " and ")) has."
        case .missingModel(let name):
            "The index was encoded with \(name.quotable), which is not on this machine, so a text "
                + "cannot be encoded. Fetch it with `kindred models fetch`, or ask by another signal."
        case .emptyQuery:
            "Name at least one paper you liked, or give a text."
        }
    }

    private static func lines(_ names: [PaperName]) -> String {
        names.map { "  \($0.id.quotable)" + ($0.title.map { "  \($0.quotable)" } ?? "") }
            .joined(separator: "\n")
    }
}
