/// What keeps an evaluation from being done.
public enum EvaluationError: Error, Hashable, Sendable {
    /// A file cannot be read.
    case cannotRead(path: String, reason: String)
    /// A line does not have the form of its file. Lines count from 1.
    case badLine(path: String, line: Int, expected: String, found: String)
    /// A file has no line to evaluate by.
    case empty(path: String, expected: String)
    /// A run names a document twice for one query.
    case repeatedDocument(path: String, line: Int, query: String, document: String)
    /// No question is left: the catalogue has none of them.
    case nothingLeft(asked: Int, pool: Bool)
    /// Two runs share no query with the judgements.
    case nothingToCompare
}

extension EvaluationError: CustomStringConvertible {
    /// What happened, where, and what to do next.
    public var description: String {
        switch self {
        case .cannotRead(let path, let reason): "\(path) cannot be read: \(reason)."
        case .badLine(let path, let line, let expected, let found):
            "\(path):\(line): expected \(expected), found “\(found)”. Correct the line."
        case .empty(let path, let expected): "\(path) holds nothing; expected \(expected)."
        case .repeatedDocument(let path, let line, let query, let document):
            "\(path):\(line): \(document) was ranked for \(query) before; a run names a document "
                + "once for each query."
        case .nothingLeft(let asked, let pool):
            "No query (of \(asked)) can be asked: the catalogue has no such papers"
                + (pool ? ", or the pool has none. " : ". ")
                + "Check that the catalogue and the judgements belong together."
        case .nothingToCompare:
            "No query of the judgements is in either run; check that the three files belong "
                + "together."
        }
    }
}
